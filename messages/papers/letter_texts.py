"""Letters in the chat: what can be written, what was written, and why none was."""

from collections.abc import Sequence
from datetime import date

from messages.follow_up.ladder_texts import step_name
from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow
from messages.papers.letter_facts import LetterTo, TalkAt
from messages.texts import Texts
from rules.policy.items import Item, own_code
from rules.policy.ladder import DueStep
from rules.policy.papers import STEP_OF_LETTER, PaperKind
from rules.policy.people import Person
from rules.policy.wording import amount

WORD_OF_KIND = {
    PaperKind.REMINDER: "remind",
    PaperKind.SUPERVISION: "supervise",
    PaperKind.TALK: "talk",
}
"""How a button names a kind of letter."""

LONGEST = 24
"""Characters of a title on a button."""


def which_item(t: Texts, offered: Sequence[Item]) -> str:
    if not offered:
        return t("Nothing is overdue or due soon. Please write /letter, the number and the kind.")
    return t("About which item? Choose one, or write /letter, the number and the kind.")


def item_buttons(offered: Sequence[Item]) -> tuple[ButtonRow, ...]:
    return tuple(
        (Button(f"{own_code(item.code)} {item.title}"[:LONGEST], f"lt:{item.id}"),)
        for item in offered
    )


def which_kind(t: Texts, item: Item, letters: Sequence[tuple[str, date]]) -> FormattedText:
    """Ask which letter, and name those that were written before with their days."""
    lines: list[Words] = [
        t.formatted("Item: {code} {title}", code=item_link(item.code, item.id), title=item.title),
        *(t("{number}, {day}", number=number, day=t.full_day(day)) for number, day in letters),
        t("Which letter shall be written? It gets its number at once."),
    ]
    return joined("\n", lines)


def kind_buttons(item: Item) -> tuple[ButtonRow, ...]:
    return (tuple(Button(kind, f"lt:{item.id}:{word}") for kind, word in WORD_OF_KIND.items()),)


def unknown_kind(t: Texts, words: str) -> str:
    kinds = t.comma().join((*STEP_OF_LETTER, PaperKind.STRIKE_OFF))
    return t("There is no letter “{words}”. There are: {kinds}", words=words, kinds=kinds)


def unknown_item(t: Texts, code: str) -> str:
    return t("There is no item {code}.", code=code)


def needs_none(t: Texts, item: Item) -> str:
    return t("Item {code} {title} is done; no letter is written about it.",
             code=own_code(item.code), title=item.title)  # fmt: skip


def to_nobody(t: Texts, item: Item) -> str:
    """Say that nobody would get the letter."""
    return t(
        "No letter was made: {unit} has nobody in office who could get it. "
        "Please name an owner or a head of the unit first.",
        unit=item.lead.name,
    )


def when_and_where(t: Texts, item: Item) -> str:
    """Ask for what the ledger cannot know of a talk."""
    return t(
        "Item {code}: when and where is the talk? For example: 12月3日15:00 市整改办会议室",
        code=own_code(item.code),
    )


def talk_is_over(t: Texts) -> str:
    return t("That moment has already passed. Please name a later one.")


def made(t: Texts, item: Item, number: str, to: LetterTo, *remarks: str) -> FormattedText:
    """Say which letter was made, for whom, and what else is to be known of it."""
    lines: list[Words] = [
        bold(number),
        t.formatted("Item: {code} {title}", code=item_link(item.code, item.id), title=item.title),
        t("To: {unit}", unit=to.first.name),
        *remarks,
        t("Please check, seal and send it."),
    ]
    return joined("\n", lines)


def through(t: Texts, to: LetterTo) -> str:
    """Say by whom an enterprise gets its letter; empty where it goes straight to its unit."""
    if to.through is None:
        return ""
    return t("Through {county}, to be signed for: {unit} is without an account here.",
             unit=to.unit.name, county=to.through.name)  # fmt: skip


def talk(t: Texts, at: TalkAt) -> str:
    """Say when and where a talk is held; empty where the letter is of another kind."""
    if at.when is None:
        return ""
    when = f"{t.full_day(at.when.date())} {at.when:%H:%M}"
    return t("Talk: {when}, {where}", when=when, where=at.where)


def issued_before(t: Texts) -> str:
    return t("It was issued before with the same facts, and gets no further number.")


def deliver_buttons(t: Texts, letter: int, reached: Sequence[Person]) -> tuple[ButtonRow, ...]:
    """Offer to send a letter to those of its readers whom the bot reaches."""
    if not reached:
        return ()
    names = t.comma().join(person.name for person in reached)
    return ((Button(t("Send to {names}", names=names), f"lw:{letter}"),),)


def delivered(t: Texts, number: str, reached: Sequence[Person]) -> str:
    """Say to whom a letter went."""
    names = t.comma().join(f"{person.unit} {person.name}" for person in reached)
    return t("{number} is sent to: {names}", number=number, names=names)


def to_reader(t: Texts, item: Item, number: str, to: LetterTo) -> FormattedText:
    """Say to whoever gets a letter what it is about, and what to do with it."""
    lines: list[Words] = [
        bold(t("Letter of the office: {number}", number=number)),
        t.formatted("Item: {code} {title}", code=item_link(item.code, item.id), title=item.title),
    ]
    if to.through is not None:
        lines.append(t("Please pass it on to {unit}, have it signed for, and report the receipt.",
                       unit=to.unit.name))  # fmt: skip
    return joined("\n", lines)


def unreached(t: Texts, readers: Sequence[Person]) -> str:
    """Say whom the bot reaches of those the letter is for, where it reaches nobody."""
    if any(person.can_be_told for person in readers):
        return ""
    return t("Nobody there can be reached here; please deliver it by hand.")


def step_taken(t: Texts, due: DueStep, *, before: bool) -> str:
    """Say which step of the ladder the letter is."""
    step = step_name(t, due.rung.step)
    if before:
        return t("Ladder: carries out the step taken before ({step})", step=step)
    if not due.rung.points:
        return t("Ladder: {step}, no points off", step=step)
    points = amount(due.rung.points)
    return t("Ladder: {step}, points off: {points}", step=step, points=points)


def blocked(t: Texts, count: int) -> str:
    """Say that the item waits for others; empty where it does not."""
    if not count:
        return ""
    return t.ngettext(
        "Mind: {count} matter for coordination on it has no answer yet.",
        "Mind: {count} matters for coordination on it have no answer yet.",
        count=count,
    )

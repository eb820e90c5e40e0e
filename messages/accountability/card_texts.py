"""An entry of the accountability register while it is asked for, and its card."""

from collections.abc import Sequence

from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.language.accountable import MOST_PEOPLE, FaultyLine, PersonFault
from rules.policy.accountability import ASKED, AccountabilityEntry, Detail, HeldPerson, Sanction


def question(t: Texts, detail: Detail) -> str:
    """Ask for a detail, with an example of what can be taken."""
    questions = {
        Detail.MATTER: t("Accountability entry: what is the matter? Please write one sentence."),
        Detail.ITEM: t("Which item does it concern? Please send its number, or press None."),
        Detail.PERSONS: t(
            "Who is held to account? One a line: name, unit, rank (厅级, 处级, 科级, 其他), and the "
            "measure if it differs. For example: 张某 某县住建局 处级 诫勉"
        ),
        Detail.SANCTION: t("Which measure? Please choose or write it."),
        Detail.FINDING: t("What was found? Please write the finding in short."),
        Detail.DECISION: t("Who decided, and on which day? For example: 市纪委监委 2026-11-20"),
        Detail.PUBLICATION: t(
            "On which day was it published? For example: 2026-11-24; otherwise press Not published."
        ),
        Detail.WITHDRAWAL: t("Why is the entry withdrawn? Please write the reason."),
    }
    return questions[detail]


def question_buttons(t: Texts, draft: int, detail: Detail) -> tuple[ButtonRow, ...]:
    """Offer what can be pressed instead of written."""
    if detail is Detail.SANCTION:
        every = [
            Button(sanction.value, f"ac:m:{draft}:{number}")
            for number, sanction in enumerate(Sanction)
        ]
        return in_rows(every, 3)
    if detail is Detail.ITEM:
        return ((Button(t("None"), f"ac:none:{draft}:{_place(detail)}"),),)
    if detail is Detail.PUBLICATION:
        return ((Button(t("Not published"), f"ac:none:{draft}:{_place(detail)}"),),)
    return ()


def _place(detail: Detail) -> int:
    return list(Detail).index(detail)


def name(t: Texts, detail: Detail) -> str:
    """Return what a detail is called on the card."""
    names = {
        Detail.MATTER: t("Matter"),
        Detail.ITEM: t("Item"),
        Detail.PERSONS: t("People"),
        Detail.SANCTION: t("Measure"),
        Detail.FINDING: t("Finding made"),
        Detail.DECISION: t("Decision"),
        Detail.PUBLICATION: t("Publication"),
        Detail.WITHDRAWAL: t("Withdrawn because"),
    }
    return names[detail]


def lines(t: Texts, entry: AccountabilityEntry, item: str) -> list[str]:
    """Return all that an entry says; `item` is the item's number and title."""
    decided = entry.decided_on.isoformat() if entry.decided_on else ""
    published = entry.published_on.isoformat() if entry.published_on else t("Not published")
    said = [
        (Detail.MATTER, entry.matter),
        (Detail.ITEM, item or t("None")),
        (Detail.PERSONS, ""),
        *((None, _person(t, n, person)) for n, person in enumerate(entry.persons, 1)),
        (Detail.FINDING, entry.finding),
        (Detail.DECISION, f"{entry.decided_by} {decided}"),
        (Detail.PUBLICATION, published),
        *(((Detail.WITHDRAWAL, entry.withdrawal),) if entry.withdrawal else ()),
    ]
    return [
        words if detail is None else t("{name}: {words}", name=name(t, detail), words=words).strip()
        for detail, words in said
    ]


def _person(t: Texts, number: int, person: HeldPerson) -> str:
    said = t.comma().join([person.unit, person.rank])
    return f"{number}. {person.name}（{said}）{t.comma().join(person.sanctions)}"


def card(t: Texts, entry: AccountabilityEntry, item: str) -> str:
    """Return the card that is to be confirmed."""
    if entry.withdrawal:
        heading = t("Please check: withdraw entry no. {number}?", number=entry.number)
    elif entry.number:
        heading = t("Please check the correction of entry no. {number}:", number=entry.number)
    else:
        heading = t("Please check the new entry; nothing is recorded yet:")
    return "\n".join([heading, *lines(t, entry, item)])


def card_buttons(t: Texts, draft: int, entry: AccountabilityEntry) -> tuple[ButtonRow, ...]:
    confirm = Button(t("Confirm"), f"ac:ok:{draft}")
    cancel = Button(t("Cancel"), f"ac:no:{draft}")
    if entry.withdrawal:
        return ((confirm, cancel),)
    return ((confirm, Button(t("Change"), f"ac:ed:{draft}"), cancel),)


def which_detail(t: Texts) -> str:
    return t("What shall be changed? Please choose.")


def detail_buttons(t: Texts, draft: int) -> tuple[ButtonRow, ...]:
    every = [Button(name(t, each), f"ac:f:{draft}:{_place(each)}") for each in ASKED]
    return in_rows(every, 4)


def faulty_line(t: Texts, fault: FaultyLine) -> str:
    """Say what is wrong with a line about a person."""
    reasons = {
        PersonFault.NO_UNIT: t("The unit is missing: {line}", line=fault.line),
        PersonFault.NO_RANK: t(
            "Exactly one rank (厅级, 处级, 科级, 其他) is needed: {line}", line=fault.line
        ),
        PersonFault.TOO_LONG: t("The name or the unit is too long: {line}", line=fault.line),
        PersonFault.TWICE: t("This person is named twice: {line}", line=fault.line),
        PersonFault.TOO_MANY: t(
            "Too many people for one entry. The limit: {count}.", count=MOST_PEOPLE
        ),
        PersonFault.NOBODY: t("Please name at least one person."),
    }
    return reasons[fault.why]


def unknown_sanction(t: Texts, sanctions: Sequence[Sanction]) -> str:
    return t("The measure is one of these: {choices}", choices=t.comma().join(sanctions))

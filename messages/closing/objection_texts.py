"""Objections to a public notice, as text: to those who answer, to those who decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from messages.closing.notice_texts import days_of_notice
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import CLOSED, Item
from rules.policy.objections import Objection, ObjectionState


def how_to(t: Texts, pending: Sequence[Objection]) -> str:
    """Tell how an objection is entered, and name those that are not decided yet."""
    how = t("Please write /objection, the item's number and what was objected.")
    if not pending:
        return how
    lines = [
        t("{code} {title}: {state}", code=each.code, title=each.title, state=_state(t, each))
        for each in pending
    ]
    return "\n".join([t("Objections not decided yet:"), *lines, how])


def _state(t: Texts, objection: Objection) -> str:
    if objection.state is ObjectionState.OPEN:
        return t("waits for the answer")
    return t("answered, waits for the decision")


def question(t: Texts, item: Item) -> str:
    """Ask for the words of an objection."""
    return t(
        "What was objected to item {code} {title}? Please write it or forward the message; "
        "/cancel drops it.",
        code=item.code,
        title=item.title,
    )


def to_confirm(t: Texts, item: Item, words: str) -> str:
    """Show an objection as it would be entered."""
    return t(
        "Objection to item {code} {title}: {words}\nEnter it? The public notice stops until it "
        "is decided.",
        code=item.code,
        title=item.title,
        words=words,
    )


def confirm_buttons(t: Texts, item: Item) -> tuple[ButtonRow, ...]:
    return ((Button(t("Enter the objection"), f"oe:{item.id}"),),)


def not_on_notice(t: Texts, item: Item) -> str:
    return t(
        "Item {code} is {state}: objections are entered while it is on public notice or after.",
        code=item.code,
        state=t(item.state.value),
    )


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """Days of a notice that are left: working days or calendar days."""

    count: int
    working: bool


def entered(t: Texts, item: Item, left: DaysLeft, reached: Iterable[str]) -> str:
    """Tell the clerk what the objection did, and who could be told of it."""
    lines = [t("The objection to item {code} {title} is entered.",
               code=item.code, title=item.title)]  # fmt: skip
    if item.state in CLOSED:
        lines.append(t("The item is closed; after checking it can be re-opened."))
    else:
        lines.append(_stopped(t, left))
    names = t.comma().join(reached)
    if names:
        lines.append(t("Passed on to: {names}", names=names))
    else:
        lines.append(t("Nobody concerned can be reached here; please tell them yourself."))
    return "\n".join(lines)


def _stopped(t: Texts, left: DaysLeft) -> str:
    days = days_of_notice(t, left.count, working=left.working)
    return t("The public notice is stopped. Left of it: {days}.", days=days)


def letter(t: Texts, item: Item, objection: Objection, left: DaysLeft) -> str:
    """Tell those concerned of an objection."""
    lines = [
        t("Objection to item {code} {title}", code=item.code, title=item.title),
        objection.words,
    ]
    if item.state not in CLOSED:
        lines.append(_stopped(t, left))
    lines.append(t("Responsible for the answer: {name}", name=item.owner.name))
    return "\n".join(lines)


def answer_button(t: Texts, objection: Objection) -> tuple[ButtonRow, ...]:
    return ((Button(t("Answer the objection"), f"ob:{objection.id}:answer"),),)


def decision_buttons(t: Texts, item: Item, objection: Objection) -> tuple[ButtonRow, ...]:
    upheld = t("Re-open the item") if item.state in CLOSED else t("It holds: send back")
    return (
        (
            Button(t("It does not hold"), f"ob:{objection.id}:dismiss"),
            Button(upheld, f"ob:{objection.id}:uphold"),
        ),
    )


def answer_question(t: Texts, objection: Objection) -> str:
    return t(
        "Objection to item {code}: {words}\nPlease write the answer; photos and files may come "
        "with it.",
        code=objection.code,
        words=objection.words,
    )


def to_decide(t: Texts, item: Item, objection: Objection, by: str) -> str:
    """Show an objection and its answer to those who decide."""
    lines = [
        t("Objection to item {code} {title}", code=item.code, title=item.title),
        objection.words,
    ]
    if objection.answer:
        lines.append(t("{name} answered: {words}", name=by, words=objection.answer))
    else:
        lines.append(t("Not answered yet."))
    return "\n".join(lines)


def dismissed(t: Texts, item: Item, by: str, until: date | None, today: date) -> str:
    """Tell that an objection does not hold, and what that means for the notice."""
    said = t(
        "The objection to item {code} {title} is dismissed ({name}).",
        code=item.code,
        title=item.title,
        name=by,
    )
    if item.state in CLOSED or until is None:
        return said
    if until < today:
        return f"{said}\n{t('The public notice is over; this item can be struck off.')}"
    return f"{said}\n{t('The public notice goes on until {day}.', day=t.full_day(until))}"


def still_stopped(t: Texts, item: Item, by: str) -> str:
    """Tell that an objection does not hold while another one keeps the notice stopped."""
    said = dismissed(t, item, by, None, date.min)
    return f"{said}\n{t('Another objection is not decided yet: the notice stays stopped.')}"

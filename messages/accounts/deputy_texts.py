"""AB角: who stands in for whom, in words."""

from messages.formatting import FormattedText, Words, bold, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts
from rules.policy.people import Person
from rules.policy.spans import Days


def usage(t: Texts) -> str:
    return t(
        "Please write /deputy, your deputy's name, and the first and last day, "
        "for example: /deputy 李明 2026-12-01 2026-12-10\nTo end it early: /deputy end"
    )


def appointed(t: Texts, person: Person, deputy: Person, days: Days) -> str:
    return t(
        "From {first} to {last}, {deputy} stands in for {person}. Reminders go to both.",
        first=t.full_day(days[0]),
        last=t.full_day(days[1]),
        deputy=_called(deputy),
        person=_called(person),
    )


def card(t: Texts, deputy: Person, days: Days) -> FormattedText:
    """Show who would stand in, and whether they can be reached."""
    lines: list[Words] = [
        bold(t("Standing in, not appointed yet")),
        t("Deputy: {who}", who=_called(deputy)),
        t("From {first} to {last}", first=t.full_day(days[0]), last=t.full_day(days[1])),
    ]
    if not deputy.can_be_told:
        lines.append(t("{who} is not enrolled and cannot be reminded here yet.", who=deputy.name))
    return joined("\n", lines)


def card_buttons(t: Texts, number: int, deputy: Person, days: Days) -> tuple[ButtonRow, ...]:
    """Offer to appoint or to drop; `number` is of the words that are held."""
    data = f"dp:{number}:{deputy.id}:{days[0]:%Y%m%d}:{days[1]:%Y%m%d}"
    confirm = Button(t("Confirm"), data, tone=Tone.POSITIVE)
    return ((confirm, Button(t("Cancel"), f"dp:{number}:no", tone=Tone.NEGATIVE)),)


def incomplete(t: Texts, deputy: Person | None, days: Days | None) -> str:
    """Ask for what a wish leaves out."""
    missing = [
        *([] if deputy else [t("whose full name stands in the ledger")]),
        *([] if days else [t("from which day to which")]),
    ]
    return t(
        "Who stands in for you ({missing})? Please write it in one sentence, for example: "
        "I am on leave from 1 December to 5 December, 李明 stands in for me.",
        missing=t.comma().join(missing),
    )


def off_duty(t: Texts) -> str:
    """Say that a day off is noted by nobody, and how somebody stands in."""
    return t(
        "Understood; nothing was recorded as progress. If somebody is to stand in for you: "
        "/deputy NAME FIRST LAST"
    )


def ended(t: Texts, person: Person, deputy: Person) -> str:
    return t(
        "{deputy} no longer stands in for {person}.",
        deputy=_called(deputy),
        person=_called(person),
    )


def given_way(t: Texts, person: Person, deputy: Person, left: list[Days]) -> str:
    """Say that another is appointed, and which days the one before has left, if any."""
    if not left:
        return ended(t, person, deputy)
    return "\n".join(appointed(t, person, deputy, days) for days in left)


def nothing_to_end(t: Texts, person: Person) -> str:
    return t("Nobody stands in for {person}.", person=_called(person))


def nobody(t: Texts, name: str) -> str:
    return t("There is no single person “{name}” in the ledger.", name=name)


def _called(person: Person) -> str:
    return f"{person.unit} {person.name}"

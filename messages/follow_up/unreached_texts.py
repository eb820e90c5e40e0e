"""Who cannot be reached or does not answer, for the office; and who has yet to press Start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self
from zoneinfo import ZoneInfo

from messages.follow_up import assignment_texts
from messages.formatting import FormattedText, Words, bold, fold_long, joined
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.assignments import Assignment
from rules.policy.chats import BotProfile
from rules.policy.delivery_proofs import DeliveryProof, Reach

NAMES = 60
"""People named in one message; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """Those who do not answer by why not, in the ledger's order."""

    never_started: Sequence[DeliveryProof]
    unbound: Sequence[DeliveryProof]
    blocked: Sequence[DeliveryProof]
    silent: Sequence[DeliveryProof]

    @classmethod
    def of(cls, proofs: Sequence[DeliveryProof]) -> Self:
        by_how: dict[Reach, list[DeliveryProof]] = {how: [] for how in Reach}
        for person in proofs:
            by_how[person.how].append(person)
        return cls(
            by_how[Reach.NEVER_STARTED],
            by_how[Reach.UNBOUND],
            by_how[Reach.BLOCKED],
            by_how[Reach.SILENT],
        )

    def __bool__(self) -> bool:
        return bool(self.never_started or self.unbound or self.blocked or self.silent)


def _who(t: Texts, person: DeliveryProof) -> str:
    name = f"{person.unit} {person.name}"
    if person.since is None:
        return name
    since = person.since.isoformat()
    return t.ngettext(
        "{name} ({count} item, since {day})",
        "{name} ({count} items, since {day})",
        name=name,
        count=person.items,
        day=since,
    )


def to_office(
    t: Texts, found: Unreached, unsigned: Sequence[Assignment], today: date, zone: ZoneInfo
) -> FormattedText:
    """Tell who does not answer, and who has not signed for what they were given."""
    named = [
        (t("Not enrolled yet: {count}", count=len(found.never_started)), found.never_started),
        (t("Account ended: {count}", count=len(found.unbound)), found.unbound),
        (t("Cannot be written to: {count}", count=len(found.blocked)), found.blocked),
        (t("Reminded without an answer: {count}", count=len(found.silent)), found.silent),
    ]
    lines: list[Words] = []
    if found:
        lines = [bold(t("Reminders that were not answered, {day}", day=t.day(today)))]
        lines += groups(t, named)
    if unsigned:
        parted = [""] if found else []
        lines += [*parted, *assignment_texts.unsigned_list(t, unsigned, zone)]
    return joined("\n", lines)


def groups(t: Texts, named: Sequence[tuple[str, Sequence[DeliveryProof]]]) -> list[Words]:
    """List everybody under their heading, many folded; a heading without anybody is left out."""
    lines: list[Words] = []
    for heading, people in named:
        if people:
            names = _named(t, [_who(t, person) for person in people])
            lines += ["", bold(heading), fold_long(names)]
    return lines


def _named(t: Texts, names: Sequence[str]) -> str:
    words = t.comma().join(names[:NAMES])
    more = len(names) - NAMES
    return t("{names} and {count} more", names=words, count=more) if more > 0 else words


def in_group(t: Texts, names: Sequence[str]) -> str:
    return t(
        "Items are due, but this assistant has not been opened yet by: {names}. "
        "Please open it with the button below and send the invitation code you got from "
        "the office.",
        names=_named(t, names),
    )


def start_button(t: Texts, bot: BotProfile) -> tuple[ButtonRow, ...]:
    """Offer to start the bot, without a code: everybody in the group can see this link."""
    return ((Button(t("Start"), link=bot.start_link),),) if bot.start_link else ()

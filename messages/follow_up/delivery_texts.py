"""The proof of being told: each reminder queued, delivered, answered."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from messages.follow_up.prompt_texts import answer_name
from messages.texts import Texts
from rules.policy.delivery_proofs import ReminderProof
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.prompts import AfterDeadline, DaysBefore

LATEST = 20
"""Reminders shown; the rest are counted."""


def record(t: Texts, person: Person, rows: Sequence[ReminderProof], zone: ZoneInfo) -> str:
    """List the reminders to a person, newest first, with what became of each."""
    who = f"{person.unit} {person.name}"
    if not rows:
        return t("{who} has not been reminded of anything.", who=who)
    heading = t("Reminders to {who}: {count}", who=who, count=len(rows))
    return _listed(t, heading, [(row.code, row) for row in rows], zone)


def of_item(t: Texts, item: Item, rows: Sequence[ReminderProof], zone: ZoneInfo) -> str:
    """List the reminders about an item, newest first, with what became of each."""
    if not rows:
        return t("Nobody has been reminded of item {code}.", code=item.code)
    heading = t("Reminders about item {code}: {count}", code=item.code, count=len(rows))
    return _listed(t, heading, [(row.name, row) for row in rows], zone)


def _listed(
    t: Texts, heading: str, rows: Sequence[tuple[str, ReminderProof]], zone: ZoneInfo
) -> str:
    lines = [heading]
    for name, row in rows[:LATEST]:
        lines += ["", f"{name}｜{_kind(t, row)}", _fate(t, row, zone)]
    if len(rows) > LATEST:
        lines += [
            "",
            t.ngettext(
                "… and {count} earlier one", "… and {count} earlier ones", count=len(rows) - LATEST
            ),
        ]
    return "\n".join(lines)


def _kind(t: Texts, row: ReminderProof) -> str:
    due = row.due.isoformat()
    match row.kind:
        case AfterDeadline.OVERDUE:
            return t("overdue, deadline {due}", due=due)
        case DaysBefore(0):
            return t("on the day of the deadline {due}", due=due)
        case DaysBefore(days):
            return t.ngettext(
                "{count} day before the deadline {due}",
                "{count} days before the deadline {due}",
                count=days,
                due=due,
            )


def _fate(t: Texts, row: ReminderProof, zone: ZoneInfo) -> str:
    queued = t("queued {at}", at=t.minute(row.queued_at.astimezone(zone)))
    return t.comma().join([queued, _delivery(t, row, zone), _answer(t, row, zone)])


def _delivery(t: Texts, row: ReminderProof, zone: ZoneInfo) -> str:
    if row.delivered_at is not None:
        return t("delivered {at}", at=t.minute(row.delivered_at.astimezone(zone)))
    return t("not delivered")


def _answer(t: Texts, row: ReminderProof, zone: ZoneInfo) -> str:
    if row.answered_at is None:
        return t("not answered")
    at = t.minute(row.answered_at.astimezone(zone))
    return t("answered {at}: {answer}", at=at, answer=answer_name(t, row.answer))

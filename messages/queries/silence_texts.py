"""Who has not reported or answered: of which reminders, rounds or instructions, and who was never asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from messages.follow_up.request_lists import LATEST
from messages.follow_up.unreached_texts import groups
from messages.formatting import FormattedText, Words, item_link, joined
from messages.queries.list_texts import days_named
from messages.texts import Texts
from rules.policy.delivery_proofs import Reminded
from rules.policy.requests import TrackedRequest
from rules.policy.spans import Days


def of_reminders(t: Texts, found: Reminded, today: date) -> FormattedText:
    """Tell of the reminders of some days: how many reached people, who has not answered."""
    days = days_named(t, (found.first, found.last), today)
    lines = [_asked(t, found, days) if found.asked else _nobody(t, days)]
    if found.settled:
        lines.append(
            t.ngettext(
                "{count} item was settled or given a later day meanwhile.",
                "{count} items were settled or given a later day meanwhile.",
                count=found.settled,
            )
        )
    if found.asked and found.answered == found.items and found.reached == found.asked:
        lines.append(t("All of these were delivered and answered."))
    named = (
        (t("Not enrolled yet: {count}", count=len(found.never_started)), found.never_started),
        (t("Account ended: {count}", count=len(found.unbound)), found.unbound),
        (t("Cannot be written to: {count}", count=len(found.blocked)), found.blocked),
        (t("Reminded without an answer: {count}", count=len(found.silent)), found.silent),
        (t("Not reminded in these days: {count}", count=len(found.unasked)), found.unasked),
    )
    return joined("\n", [*lines, *groups(t, named)])


def _asked(t: Texts, found: Reminded, days: str) -> str:
    return t(
        "Reminders, {days}: to {officials} about {items}; reached: {reached}; "
        "answered: {answered}; not answered: {waiting}.",
        days=days,
        officials=t.ngettext("{count} official", "{count} officials", count=found.asked),
        items=t.ngettext("{count} item", "{count} items", count=found.items),
        reached=found.reached,
        answered=found.answered,
        waiting=found.waiting,
    )


def _nobody(t: Texts, days: str) -> str:
    return t("No reminder was sent, {days}: nothing can be said of who has answered.", days=days)


def no_round(t: Texts, days: Days | None, today: date, *, last: bool) -> str:
    """Say that there is none; `last`: it is asked of the last one that is over."""
    if last:
        return t("No dispatch round is over yet.")
    if days is None:
        return t("No dispatch round is open.")
    return t("There was no dispatch round, {days}.", days=days_named(t, days, today))


def only_delivery(t: Texts) -> str:
    return t("Only whether a message was delivered is known, not whether it was read.")


def of_instructions(
    t: Texts,
    rows: Sequence[TrackedRequest],
    reached: Mapping[int, bool],
    zone: ZoneInfo,
    *,
    own: bool,
) -> FormattedText:
    """Count instructions; `reached`: of each open one whether it came to who can answer it."""
    waiting = [row for row in rows if row.id in reached]
    undelivered = sum(not reached[row.id] for row in waiting)
    since = rows[0].at.astimezone(zone).date().isoformat()
    whose = (
        t("Your instructions since {day}", day=since)
        if own
        else t("Instructions since {day}", day=since)
    )
    counted = t(
        "{whose}: {total} in all, {answered} answered, {waiting} not answered, "
        "of which {undelivered} did not reach anybody responsible.",
        whose=whose,
        total=len(rows),
        answered=len(rows) - len(waiting),
        waiting=len(waiting),
        undelivered=undelivered,
    )
    lines: list[Words] = [counted if waiting else _all_answered(t, whose, len(rows))]
    for row in waiting[:LATEST]:
        lines += ["", *_instruction(t, row, zone, reached=reached[row.id])]
    if len(waiting) > LATEST:
        lines += ["", t("… and {count} more", count=len(waiting) - LATEST)]
    return joined("\n", lines)


def _all_answered(t: Texts, whose: str, total: int) -> str:
    return t("{whose}: {total} in all, each answered.", whose=whose, total=total)


def _instruction(t: Texts, row: TrackedRequest, zone: ZoneInfo, *, reached: bool) -> list[Words]:
    day = row.at.astimezone(zone).date().isoformat()
    fate = t("delivered, not answered") if reached else t("not delivered to anybody responsible")
    return [
        FormattedText.of(f"{day}　", item_link(row.code, row.item_id), f"｜{row.title}"),
        f"{row.asked_unit} {row.asked}：{fate}",
        row.words,
    ]


def no_instruction(t: Texts, days: Days | None, today: date, *, own: bool) -> str:
    if days is None:
        return t("You have given no instruction.") if own else t("No instruction was given.")
    named = days_named(t, days, today)
    if own:
        return t("You gave no instruction, {days}.", days=named)
    return t("No instruction was given, {days}.", days=named)

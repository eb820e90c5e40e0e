"""The accountability register: its list, one matter in full, and the published statistics."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from messages.accountability.card_texts import lines
from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.accountability import AccountabilityTotals, KeptEntry, OfficialRank, Sanction

SHOWN = 10
"""Matters on one screen."""

OF_A_LINE = 24
"""Characters of a matter in the list."""


def usage(t: Texts) -> str:
    return t(
        "Please write /accountability alone, with the number of an entry, or with 统计 and a year."
    )


def unknown(t: Texts, number: int) -> str:
    return t("There is no entry no. {number}.", number=number)


def overview(t: Texts, latest: Sequence[KeptEntry], totals: AccountabilityTotals) -> str:
    """Return the newest matters under what is counted in all."""
    if not latest:
        return t("The accountability register is empty.")
    heading = t(
        "Accountability register. Matters: {matters}; people: {people}.",
        matters=totals.matters,
        people=totals.people,
    )
    told = [heading, *(_in_a_line(t, kept) for kept in _newest(latest))]
    if len(latest) > SHOWN:
        told.append(t("Only the newest are shown; for others send /accountability NUMBER."))
    return "\n".join(told)


def _newest(latest: Sequence[KeptEntry]) -> list[KeptEntry]:
    return list(reversed(latest))[:SHOWN]


def _in_a_line(t: Texts, kept: KeptEntry) -> str:
    entry = kept.entry
    matter = entry.matter if len(entry.matter) <= OF_A_LINE else entry.matter[:OF_A_LINE] + "…"
    said = t("No. {number} {matter}", number=entry.number, matter=matter)
    return said + (t(" (withdrawn)") if entry.withdrawal else "")


def overview_buttons(t: Texts, latest: Sequence[KeptEntry]) -> tuple[ButtonRow, ...]:
    numbers = [
        Button(str(kept.entry.number), f"ac:show:{kept.entry.number}") for kept in _newest(latest)
    ]
    begin = (Button(t("New entry"), "ac:new"), Button(t("Statistics"), "ac:stats"))
    return (*in_rows(numbers, 5), begin)


def in_full(t: Texts, versions: Sequence[KeptEntry], items: Sequence[str], zone: ZoneInfo) -> str:
    """Return a matter as it stands, and under it what each earlier entry said otherwise.

    `items` names the item of each version.
    """
    said = [lines(t, kept.entry, item) for kept, item in zip(versions, items, strict=True)]
    heading = t("Accountability entry no. {number}", number=versions[-1].entry.number)
    told = [heading, *said[-1], _signed(t, versions[-1], zone)]
    for number in range(len(versions) - 1, 0, -1):
        before = [line for line in said[number - 1] if line not in said[number]]
        signed = _signed(t, versions[number - 1], zone)
        told += [t("Before, {signed}:", signed=signed), *before] if before else [signed]
    return "\n".join(told)


def _signed(t: Texts, kept: KeptEntry, zone: ZoneInfo) -> str:
    moment = t.minute(kept.at.astimezone(zone))
    return t("recorded by {name} on {moment}", name=kept.by, moment=moment)


def in_full_buttons(t: Texts, kept: KeptEntry) -> tuple[ButtonRow, ...]:
    if kept.entry.withdrawal:
        return ()
    number = kept.entry.number
    correct = Button(t("Correct"), f"ac:fix:{number}")
    return ((correct, Button(t("Withdraw the entry"), f"ac:void:{number}")),)


def statistics(t: Texts, totals: AccountabilityTotals, year: int | None, today: date) -> str:
    """Return the numbers in the form of published notices."""
    scope = t("in {year}", year=year) if year else t("up to {day}", day=t.full_day(today))
    if not totals.matters:
        return t("Accountability, {scope}: none.", scope=scope)
    people = t("people: {people}", people=totals.people)
    if totals.times != totals.people:
        people = t(
            "people: {people} (named in all: {times})", people=totals.people, times=totals.times
        )
    told = [
        t(
            "Accountability, {scope}. Matters: {matters}; {people}.",
            scope=scope,
            matters=totals.matters,
            people=people,
        ),
        t("By rank: {counts}.", counts=_by_rank(t, totals)),
        t("By measure: {counts}.", counts=_by_sanction(t, totals)),
        t("Published matters: {count}.", count=totals.published),
    ]
    if totals.withdrawn:
        told.append(t("Withdrawn and not counted: {count}.", count=totals.withdrawn))
    return "\n".join(told)


def _by_rank(t: Texts, totals: AccountabilityTotals) -> str:
    counted = [(rank.value, totals.by_rank[rank]) for rank in OfficialRank if totals.by_rank[rank]]
    return t.comma().join(t("{name} {count}", name=name, count=count) for name, count in counted)


def _by_sanction(t: Texts, totals: AccountabilityTotals) -> str:
    """Count each time that somebody was given it: one person may be given several."""
    given = totals.by_sanction
    counted = [(sanction.value, given[sanction]) for sanction in Sanction if given[sanction]]
    return t.comma().join(t("{name}: {count}", name=name, count=count) for name, count in counted)


def recorded(t: Texts, number: int, *, corrected: bool) -> str:
    if corrected:
        return t("Entry no. {number} was corrected; what stood before is kept.", number=number)
    return t("Recorded as entry no. {number}.", number=number)


def outdone(t: Texts, number: int) -> str:
    return t(
        "Entry no. {number} was corrected meanwhile; nothing was recorded. Please look again.",
        number=number,
    )


def letter_button(t: Texts, code: str, item: int) -> ButtonRow:
    """Offer to register a matter, under the letter that proposes it."""
    return (Button(t("Register: item {code}", code=code), f"ac:item:{item}"),)

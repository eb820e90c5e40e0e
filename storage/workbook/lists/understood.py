"""What a dry run tells: entries that the list proposes, and how its new items were understood."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rules.policy.wording import Translator, amount
from storage.workbook.days import Day
from storage.workbook.grid import SheetLines
from storage.workbook.known import KnownEntry
from storage.workbook.lists.completing import CompletedList
from storage.workbook.problems import Proposal, UnderstoodItem, shorten
from storage.workbook.sheets import FINDINGS, PEOPLE, UNITS
from storage.workbook.taking_over import state_word

Readings = tuple[tuple[str, str, str], ...]


def proposals(entries: dict[str, list[KnownEntry]], drawn: dict[str, SheetLines]) -> list[Proposal]:
    """Return the new entries of sheets that the workbook `drawn` lacks."""
    return [
        Proposal(sheet.name, say(entry))
        for sheet, say in ((UNITS, _unit), (PEOPLE, _person), (FINDINGS, _finding))
        if sheet.name not in drawn
        for entry in entries.get(sheet.name, [])
        if entry.was is None
    ]


def _unit(entry: KnownEntry) -> str:
    above = entry.values["parent_id"]
    return f"{entry.name}（{entry.values['kind']}{f'，属{above.name}' if above else ''}）"


def _person(entry: KnownEntry) -> str:
    post, roles = entry.values["post"], entry.values["roles"]
    said = "，".join(filter(None, (entry.values["unit_id"].name, post, roles)))
    return f"{entry.name}（{said}）"


def _finding(entry: KnownEntry) -> str:
    return f"{entry.name} {shorten(entry.values['words'])}"


def understood(
    items: SheetLines | None,
    entries: list[KnownEntry],
    of: CompletedList,
    today: date,
    t: Translator,
) -> tuple[UnderstoodItem, ...]:
    """Return the new items with what their cells were understood as, doubtful ones first."""
    found = [
        UnderstoodItem(
            entry.name,
            _readings(entry, of.said.get(entry.row or 0, {}), items.titles),
            (*_own_doubts(entry, today, t), *of.doubts.get(entry.row or 0, [])),
        )
        for entry in entries
        if items is not None and entry.was is None
    ]
    return tuple(sorted(found, key=lambda item: not item.doubts))


def _readings(entry: KnownEntry, said: dict[str, str], titles: dict[str, str]) -> Readings:
    meant = dict(_meant(entry))
    return tuple(
        (titles.get(header, header), words, meant[header])
        for header, words in said.items()
        if words and meant.get(header) and header in meant
    )


def _meant(entry: KnownEntry) -> Iterator[tuple[str, str]]:
    values = entry.values
    due: Day = values["deadline"]
    kind = values["kind"]
    yield "整改时限", f"{due.on.isoformat()}，{kind}" if due.on else kind
    if entry.stands is not None:
        day = entry.stands.struck_off_on or entry.stands.finished_on
        word = state_word(entry.stands)
        yield "整改状态", f"{word}（{day.isoformat()}）" if day else word
    total: Decimal | None = values["total"]
    if total is not None:
        yield "总量", f"{amount(total)}{values['measure']}"
    supporting = "、".join(unit.name for unit in values["supporting"])
    lead = values["lead_unit_id"].name
    yield "牵头单位", f"{lead}；配合：{supporting}" if supporting else lead
    for header, field in (
        ("责任人", "owner_id"),
        ("包保市领导", "city_leader_id"),
        ("包保责任人", "duty_leader_id"),
    ):
        if values[field] is not None:
            yield header, f"{values[field].name}（{values[field].values['unit_id'].name}）"


def _own_doubts(entry: KnownEntry, today: date, t: Translator) -> Iterator[str]:
    due: Day = entry.values["deadline"]
    done = entry.stands is not None and entry.stands.is_done
    if due.on is not None and due.on < today and not done:
        yield t("the deadline is over already")
    stands = entry.stands
    if stands is not None and not stands.dated and stands.is_closed:
        yield t("it is struck off, and no day is given")
    elif stands is not None and not stands.dated:
        yield t("it is done, and today is entered as the day")
    if due.words and due.on is not None and str(due.on.year) not in due.words:
        yield t("the deadline's year is not written")

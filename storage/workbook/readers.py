"""Readers of the columns: from a cell to a value of the ledger. Each refuses what it cannot read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapidfuzz import process

from rules.policy.people import OFFERED, Role
from rules.policy.wording import Translator
from storage.workbook import cells, days
from storage.workbook.cells import Value, canonical_text, cell_text, split_names
from storage.workbook.days import Day
from storage.workbook.known import Known, KnownEntry, Values
from storage.workbook.problems import Refused

AT_ONCE, LIMITED, LASTING = "立行立改", "限期整改", "长期坚持"
NEAR = 60
"""Minimal similarity (of 100) of a name offered in place of an unknown one."""


@dataclass(slots=True)
class CellPlace:
    """The context of a cell: the ledger, and the values of its row so far."""

    known: Known
    today: date
    t: Translator
    was: Values
    values: Values


Reader = Callable[[Value, CellPlace], object]


def text(value: Value, _place: CellPlace) -> str:
    """Return a text of any number of lines."""
    return cell_text(value)


def line(value: Value, _place: CellPlace) -> str:
    """Return a text joined to one line: names and titles."""
    return "".join(cell_text(value).split("\n"))


def code(value: Value, place: CellPlace) -> str:
    """Return the numbers of a finding or an item, joined by 、."""
    return "、".join(cells.split_codes(value, place.t))


def amount(value: Value, place: CellPlace) -> Decimal | None:
    return cells.read_number(value, place.t)


def yes_or_no(value: Value, place: CellPlace) -> bool:
    """Return whether the cell means yes; empty is no."""
    words = canonical_text(cell_text(value))
    if words in {"是", "√", "✓", "y", "yes", "true", "重点"}:
        return True
    if words in {"", "否", "×", "n", "no", "false", "非重点"}:
        return False
    raise Refused(_none_of(cell_text(value), ("是", "否"), place.t))


def one_of(choices: dict[str, tuple[str, ...]]) -> Reader:
    """Return a reader for one of several words, or their synonyms."""
    meant = {
        canonical_text(name): word for word, others in choices.items() for name in (word, *others)
    }

    def read(value: Value, place: CellPlace) -> str:
        words = cell_text(value)
        if words and canonical_text(words) not in meant:
            raise Refused(_none_of(words, tuple(choices), place.t))
        return meant.get(canonical_text(words), "")

    return read


def roles(value: Value, place: CellPlace) -> str:
    """Return the roles of a person, joined by 、."""
    names = split_names(cell_text(value))
    known = [role.value for role in Role]
    for word in names:
        if canonical_text(word) not in known:
            raise Refused(_none_of(word, tuple(OFFERED), place.t))
    return "、".join(role for role in known if role in {canonical_text(word) for word in names})


_IDENTITY_CARD = re.compile(r"\d{15}|\d{17}[\dx]")


def staff_number(value: Value, place: CellPlace) -> str:
    """Return a personnel number. Refuse that of an identity card, which is in no ledger's journal."""
    words = line(value, place)
    if _IDENTITY_CARD.fullmatch(canonical_text(words)):
        raise Refused(place.t("The number of an identity card may not be entered here."))
    return words


IN_OFFICE = frozenset({"", "否", "在职", "在岗", "在任", "现任", "正常"})
HAS_LEFT = frozenset(
    {
        "是",
        "离任",
        "离职",
        "离岗",
        "已离任",
        "已离职",
        "调离",
        "调出",
        "调走",
        "退休",
        "免职",
        "辞职",
        "去世",
        "已调离",
        "已退休",
    }
)


def left_on(value: Value, place: CellPlace) -> date | None:
    """Return the day somebody left, by a day or a word; a word means today, or the day it was known."""
    words = canonical_text(cell_text(value))
    if words in IN_OFFICE:
        return None
    if words in HAS_LEFT:
        known: date | None = place.was.get("left_on")
        return known or place.today
    day = days.read_day(value, None, place.today, place.t, lasting=False).on
    if day is not None and day > place.today:
        raise Refused(
            place.t(
                "This day has not come: {words}. Until then the account goes on; "
                "please enter it on that day.",
                words=cell_text(value),
            )
        )
    return day


def deadline(value: Value, place: CellPlace) -> Day:
    """Return an item's last day; only a lasting or immediate duty may lack one."""
    kind = place.values.get("kind")
    was = place.was.get("deadline")
    found = days.read_day(value, was, place.today, place.t, lasting=_may_last(kind))
    return _dated(found, kind, place.t)


def due(value: Value, place: CellPlace) -> Day:
    """Return a milestone's last day; it may be missing wherever the item's may."""
    item = place.values.get("item_id")
    kind = item.values.get("kind") if item else None
    was = place.was.get("due")
    found = days.read_day(value, was, place.today, place.t, lasting=_may_last(kind))
    return _dated(found, kind, place.t) if found.words else found


def _may_last(kind: str | None) -> bool:
    """Return whether an item of this type needs no end; an unknown type is reported elsewhere."""
    return kind in (None, "", LASTING)


def _dated(found: Day, kind: str | None, t: Translator) -> Day:
    """Return the day, refused if missing where the type needs one: nobody would ever be prompted."""
    if found.on is not None or kind != LIMITED:
        return found
    if found == days.NO_DAY:
        raise Refused(t("An item of type {kind} needs a deadline.", kind=kind))
    raise Refused(
        t("An item of type {kind} needs a day: {words} is none.", kind=kind, words=found.words)
    )


def unit(value: Value, place: CellPlace) -> KnownEntry | None:
    """Return a unit by name; None for an empty cell."""
    words = cell_text(value)
    if not words:
        return None
    found = place.known.sheets["单位"].get(canonical_text(words))
    if found is None and len(split_names(words)) > 1:
        raise Refused(place.t("Only one unit may stand here: {words}", words=words))
    if found is None:
        raise _unknown(words, "单位", place)
    return found


def units(value: Value, place: CellPlace) -> tuple[KnownEntry, ...]:
    """Return several units by name, each once."""
    words = cell_text(value)
    whole = place.known.sheets["单位"].get(canonical_text(words))
    if whole is not None:
        return (whole,)
    found = [unit(name, place) for name in split_names(words)]
    return tuple(dict.fromkeys(entry for entry in found if entry is not None))


def by_code(sheet: str) -> Reader:
    """Return a reader for a finding or an item by any of its numbers."""

    def read(value: Value, place: CellPlace) -> KnownEntry | None:
        numbers = cells.split_codes(value, place.t)
        register = place.known.sheets[sheet]
        for number in numbers:
            if register.get(number) is None:
                raise _unknown(number, sheet, place)
        found = register.find_all(numbers)
        if len(found) > 1:
            raise Refused(
                place.t("Only one number may stand here: {words}", words=cell_text(value))
            )
        return found[0] if found else None

    return read


_WITH_UNIT = re.compile(r"\A(?P<name>.[^(\n]*+)\((?P<hint>.+)\)")


def person(value: Value, place: CellPlace) -> KnownEntry | None:
    """Return a person by name; None for an empty cell.

    Of several people of the name, the one of the lead unit or of the unit in brackets.
    """
    words = cell_text(value)
    if not words or canonical_text(words) in place.known.doubtful:
        return None
    lead = place.values.get("lead_unit_id")
    found = people_meant(place.known, words, lead)
    if len(found) > 1 and lead is None:
        # The lead unit is wrong too, and reported there.
        return None
    if not found:
        raise _no_such_person(words, place)
    if len(found) > 1:
        raise Refused(
            place.t(
                "Several people are called {name}; write the unit after the name, like {name}（{unit}）",
                name=words,
                unit=found[0].values["unit_id"].name,
            )
        )
    return found[0]


def people_meant(known: Known, words: str, lead: KnownEntry | None) -> list[KnownEntry]:
    """Return the people a cell may mean, narrowed by unit."""
    split = _WITH_UNIT.fullmatch(canonical_text(words))
    found = known.people_named(words)
    if not found and split:
        return [e for e in known.people_named(split["name"]) if split["hint"] in _hints(e)]
    at_lead = [entry for entry in found if entry.values["unit_id"] is lead]
    return at_lead if len(found) > 1 and len(at_lead) == 1 else found


def _hints(entry: KnownEntry) -> set[str]:
    unit = entry.values["unit_id"]
    return {
        canonical_text(entry.values.get("post") or ""),
        canonical_text(unit.name) if unit else "",
    }


def _no_such_person(words: str, place: CellPlace) -> Refused:
    if len(split_names(words)) > 1:
        return Refused(place.t("Only one person may stand here: {words}", words=words))
    return _unknown(words, "人员", place)


def _unknown(words: str, sheet: str, place: CellPlace) -> Refused:
    t = place.t
    every = [entry.name for entry in place.known.sheets[sheet].entries]
    near = process.extractOne(words, every, score_cutoff=NEAR) if sheet == "单位" else None
    if near is None:
        return Refused(t("{name} is not in sheet {sheet}.", name=words, sheet=sheet))
    return Refused(
        t("{name} is not in sheet {sheet}; is {near} meant?", name=words, sheet=sheet, near=near[0])
    )


def _none_of(words: str, choices: tuple[str, ...], t: Translator) -> str:
    return t("{words} is none of {choices}.", words=words, choices=t.comma().join(choices))

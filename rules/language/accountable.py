"""Read what is said of people who are held to account: one a line, and days in full."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.policy.accountability import HeldPerson, OfficialRank, Sanction

RANKS: dict[OfficialRank, tuple[str, ...]] = {
    OfficialRank.BUREAU: ("厅级", "厅局级", "地厅级", "市厅级", "正厅级", "副厅级"),
    OfficialRank.DIVISION: ("处级", "县处级", "正处级", "副处级"),
    OfficialRank.SECTION: ("科级", "乡科级", "正科级", "副科级", "科级及以下"),
    OfficialRank.OTHER: ("其他", "股级", "企业人员", "其他人员"),
}

SANCTIONS: dict[Sanction, tuple[str, ...]] = {
    Sanction.CRITICISM: ("批评教育", "谈话提醒", "责令检查"),
    Sanction.ADMONITION: ("诫勉", "诫勉谈话"),
    Sanction.CIRCULATED: ("通报", "通报批评"),
    Sanction.ORGANIZATIONAL: ("组织处理", "组织调整"),
    Sanction.DISCIPLINARY: ("党纪政务处分", "党纪处分", "政务处分"),
    Sanction.REFERRED: ("移送", "移送司法", "移送司法机关", "移送监察机关"),
}

_RANK = {word: rank for rank, words in RANKS.items() for word in words}
_SANCTION = {word: sanction for sanction, words in SANCTIONS.items() for word in words}
_APART = re.compile(r"[\s，,、：:（）()；;]+")
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")

MOST_PEOPLE, LONGEST_NAME, LONGEST_UNIT = 30, 20, 40
"""What a card has room for; characters of a name and of a unit."""


class PersonFault(StrEnum):
    """What is wrong with a line about a person."""

    NO_UNIT = "no_unit"
    NO_RANK = "no_rank"
    TOO_LONG = "too_long"
    TWICE = "twice"
    TOO_MANY = "too_many"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """The first line that cannot be taken."""

    why: PersonFault
    line: str = ""


def read_people(text: str) -> tuple[HeldPerson, ...] | FaultyLine:
    """Return the people of `name unit rank [sanction…]`, one a line, or the first bad line."""
    lines = [line.strip() for line in re.split(r"[\n；;]", text) if line.strip()]
    if not lines:
        return FaultyLine(PersonFault.NOBODY)
    if len(lines) > MOST_PEOPLE:
        return FaultyLine(PersonFault.TOO_MANY)
    people: list[HeldPerson] = []
    for line in lines:
        found = _read_person(line)
        if isinstance(found, FaultyLine):
            return found
        if (found.name, found.unit) in {(each.name, each.unit) for each in people}:
            return FaultyLine(PersonFault.TWICE, line)
        people.append(found)
    return tuple(people)


def _read_person(line: str) -> HeldPerson | FaultyLine:
    words = [word for word in _APART.split(re.sub(r"^\d+[.．、]\s*", "", line)) if word]
    ranks = [_RANK[word] for word in words if word in _RANK]
    sanctions = tuple(_SANCTION[word] for word in words if word in _SANCTION)
    name, *unit = [w for w in words if w not in _RANK and w not in _SANCTION] or [""]
    if len(ranks) != 1:
        return FaultyLine(PersonFault.NO_RANK, line)
    if not unit:
        return FaultyLine(PersonFault.NO_UNIT, line)
    if len(name) > LONGEST_NAME or len("".join(unit)) > LONGEST_UNIT:
        return FaultyLine(PersonFault.TOO_LONG, line)
    return HeldPerson(name, "".join(unit), ranks[0], tuple(dict.fromkeys(sanctions)))


def read_sanctions(text: str) -> tuple[Sanction, ...] | None:
    """Return the sanctions that words name; None when any of them is none."""
    words = [word for word in _APART.split(text) if word]
    known = [_SANCTION.get(word) for word in words]
    found = tuple(dict.fromkeys(each for each in known if each is not None))
    return found if found and None not in known else None


def read_day(text: str) -> tuple[date | None, str]:
    """Return the one day that is written in full, with its year, and the words around it."""
    found = list(_DAY.finditer(text))
    if len(found) != 1:
        return None, text
    try:
        day = date(*(int(part) for part in found[0].groups()))
    except ValueError:
        return None, text
    around = text[: found[0].start()] + " " + text[found[0].end() :]
    return day, " ".join(around.split()).strip(" ，,、。；;")

"""People who are held to account, as they are written: one a line, with unit and rank."""

from datetime import date

import pytest

from rules.language.accountable import (
    FaultyLine,
    PersonFault,
    read_day,
    read_people,
    read_sanctions,
)
from rules.policy.accountability import HeldPerson, OfficialRank, Sanction

LI = HeldPerson("李某", "青山县住建局", OfficialRank.DIVISION, (Sanction.ADMONITION,))


@pytest.mark.parametrize(
    "said",
    [
        "李某 青山县住建局 处级 诫勉",
        "李某，青山县住建局，处级，诫勉",
        "1. 李某（青山县住建局）县处级 诫勉谈话",
        "  李某　青山县 住建局　正处级　诫勉  ",
        "李某、青山县住建局、诫勉、副处级",
    ],
)
def test_one_line_is_one_person(said: str) -> None:
    assert read_people(said) == (LI,)


def test_several_and_several_sanctions() -> None:
    assert read_people("甲 某局 厅级 党纪处分 组织处理\n乙 某局 其他；丙 某县 乡科级") == (
        HeldPerson(
            "甲", "某局", OfficialRank.BUREAU, (Sanction.DISCIPLINARY, Sanction.ORGANIZATIONAL)
        ),
        HeldPerson("乙", "某局", OfficialRank.OTHER),
        HeldPerson("丙", "某县", OfficialRank.SECTION),
    )


@pytest.mark.parametrize(
    ("said", "why", "line"),
    [
        ("", PersonFault.NOBODY, ""),
        (" \n ", PersonFault.NOBODY, ""),
        ("李某", PersonFault.NO_RANK, "李某"),
        ("李某 某局", PersonFault.NO_RANK, "李某 某局"),
        ("李某 某局 处级 科级", PersonFault.NO_RANK, "李某 某局 处级 科级"),
        ("李某 处级", PersonFault.NO_UNIT, "李某 处级"),
        ("处级 诫勉", PersonFault.NO_UNIT, "处级 诫勉"),
        ("李某 某局 处级\n王某 科级", PersonFault.NO_UNIT, "王某 科级"),
        ("李某 某局 处级\n李某 某局 科级", PersonFault.TWICE, "李某 某局 科级"),
        ("长" * 21 + " 某局 处级", PersonFault.TOO_LONG, "长" * 21 + " 某局 处级"),
        ("\n".join(f"人{n} 某局 科级" for n in range(31)), PersonFault.TOO_MANY, ""),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(said: str, why: PersonFault, line: str) -> None:
    assert read_people(said) == FaultyLine(why, line)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("诫勉", (Sanction.ADMONITION,)),
        ("通报批评、组织调整", (Sanction.CIRCULATED, Sanction.ORGANIZATIONAL)),
        ("诫勉 诫勉谈话", (Sanction.ADMONITION,)),
        ("开除", None),
        ("诫勉、开除", None),
        ("", None),
    ],
)
def test_sanctions(said: str, found: tuple[Sanction, ...] | None) -> None:
    assert read_sanctions(said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("市纪委监委 2026-11-20", (date(2026, 11, 20), "市纪委监委")),
        ("2026年11月20日，市委", (date(2026, 11, 20), "市委")),
        ("市委2026.1.2决定", (date(2026, 1, 2), "市委 决定")),
        ("11月20日 市委", (None, "11月20日 市委")),
        ("2026-13-01 市委", (None, "2026-13-01 市委")),
        ("2026-11-20 2026-11-21", (None, "2026-11-20 2026-11-21")),
        ("昨天", (None, "昨天")),
    ],
)
def test_a_day_is_taken_only_in_full(said: str, found: tuple[date | None, str]) -> None:
    assert read_day(said) == found

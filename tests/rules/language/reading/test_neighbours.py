"""What a figure takes from the figures beside it, and from the ledger's total."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
KILNS = ItemIndex.build(
    [IndexEntry("81", ("81",), "砖瓦窑厂关停退出", "市自然资源局", total=Decimal(26), measure="座")]
)


def figures(text: str) -> list[str]:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=KILNS)
    return [f"{each.role} {each.value.normalize():f}{each.unit}" for each in reading.figures]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("先锋村12户、红旗村8户已改完", ["done 12户", "done 8户"]),
        (
            "东庄20户、西庄15户、南庄9户还没签",
            ["remaining 20户", "remaining 15户", "remaining 9户"],
        ),
        ("污水站15座、修好9座", ["total 15座", "done 9座"]),
        ("先锋村12户、管网3公里已完成", ["done 12户", "done 3公里"]),
    ],
)
def test_a_list_shares_its_ending(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "54家企业，44家装了除尘，10家12月10日前装完",
            ["total 54家", "done 44家", "remaining 10家"],
        ),
        ("砖瓦窑关停20座，6座12月底前关停", ["done 20座", "remaining 6座"]),
        ("砖瓦窑关停20座，3座12月底前关停", ["done 20座"]),
        ("10栋月底前拆完", []),
    ],
)
def test_what_is_meant_and_makes_up_the_whole_is_left(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("砖瓦窑26座，熄火断烟20座，平地12座", ["total 26座", "done 20座", "done 12座"]),
        ("砖瓦窑25座，熄火断烟20座，平地12座", ["done 25座", "done 20座", "done 12座"]),
        ("砖瓦窑26座，封堵、拆除共21座", ["total 26座", "done 21座"]),
    ],
)
def test_what_comes_first_and_is_the_ledgers_total_is_the_whole(
    text: str, meant: list[str]
) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("砖瓦窑东片12座已全部拆除", ["done 12座"]),
        ("砖瓦窑东片3座、西片9座全部拆完", ["done 3座", "done 9座"]),
        ("砖瓦窑25座全部关停", ["total 25座", "done 100%"]),
        ("砖瓦窑围墙12处已全部拆除", ["total 12处", "done 100%"]),
        ("砖瓦窑未达标的12座已全部关停", ["remaining 12座"]),
    ],
)
def test_all_of_a_part_is_not_all_of_it(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("再装2套，现有14套", ["step 2套", "done 14套"]),
        ("再立0.5公里，现在5.6公里", ["step 0.5公里", "done 5.6公里"]),
        ("再装2套就完成了", ["remaining 2套"]),
        ("今早推倒一座，26座现在倒了22座", ["step 1座", "total 26座", "done 22座"]),
    ],
)
def test_what_is_there_by_now_follows_a_step(text: str, meant: list[str]) -> None:
    assert figures(text) == meant

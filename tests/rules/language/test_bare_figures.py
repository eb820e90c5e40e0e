"""A number alone, in answer to a prompt, is counted in the item's measure."""

import pytest

from rules.language.bare_figures import add_measure


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("20", "20栋"),
        ("已完成20", "已完成20栋"),
        ("20，12月10日前全部完成", "20栋，12月10日前全部完成"),
        ("已完成20了", "已完成20栋了"),
        ("20 done, all by 10 December", "20栋 done, all by 10 December"),
        ("已完成20户", "已完成20户"),
        ("2026-12-10", "2026-12-10"),
        ("12月10日", "12月10日"),
        ("完成60%", "完成60%"),
    ],
)
def test_what_is_counted(said: str, meant: str) -> None:
    assert add_measure(said, "栋") == meant


def test_what_is_not_counted_is_a_share() -> None:
    assert add_measure("完成60，月底前完成", "") == "完成60%，月底前完成"

"""The card names every figure that was read and is not counted, and every day that is not taken."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

NAMES = ("由以下各项相加", "未计入的数据", "仅为计划", "未采用的日期")
SAID = {
    "1号已拆除12栋，还剩33栋": ("12 栋 / 45 栋", []),
    "1号拆除12栋、整改5栋、清退3栋": ("20 栋 / 45 栋", ["由以下各项相加：12 栋、5 栋、3 栋"]),
    "1号拆除12栋、清退3栋，合计15栋": ("15 栋 / 45 栋", ["由以下各项相加：12 栋、3 栋"]),
    "1号今天又拆了5栋，累计拆除17栋": ("17 栋 / 45 栋", ["未计入的数据：本次5 栋"]),
    "1号签约30栋，腾空20栋，拆除12栋": ("", ["未计入的数据：完成20 栋、完成12 栋"]),
    "1号已拆除12栋，完成比例50%": ("12 栋 / 45 栋", ["未计入的数据：完成50%"]),
    "1号已拆除12栋，明天计划拆5栋": ("12 栋 / 45 栋", ["仅为计划，未计入：5栋"]),
    "1号已拆除12栋，12月5日前拆20栋，12月20日前全部拆完": (
        "12 栋 / 45 栋",
        ["仅为计划，未计入：20栋", "未采用的日期：2026年12月5日（周六）"],
    ),
}


@pytest.mark.parametrize(("said", "done", "named"), [(s, *m) for s, m in SAID.items()])
def test_what_is_not_counted_is_named(
    talk: Dialogue, said: str, done: str, named: list[str]
) -> None:
    card = talk.says(OFFICIAL, said)
    assert f"已完成：{done}" in card
    assert [line for line in card.splitlines() if line.startswith(NAMES)] == named

"""Which picture words name, and what is left of them to say of what."""

import pytest

from rules.language.picture_wishes import PictureWish, parse_picture_wish
from rules.policy.pictures import PictureKind

BOARD, BURN_DOWN, OVERDUE = PictureKind.BOARD, PictureKind.BURN_DOWN, PictureKind.OVERDUE


@pytest.mark.parametrize(
    ("words", "kind", "rest"),
    [
        ("挂图作战", BOARD, ""),
        ("青山县作战图", BOARD, "青山县"),
        ("Show me the board", BOARD, ""),
        ("board of 青山县", BOARD, "of 青山县"),
        ("Lights board", None, ""),
        ("light board", BOARD, ""),
        ("燃尽图", BURN_DOWN, ""),
        ("水环境进度曲线", BURN_DOWN, "水环境"),
        ("销号曲线图", BURN_DOWN, ""),
        ("the Burn-Down chart", BURN_DOWN, "the"),
        ("burndown", BURN_DOWN, ""),
        ("逾期的画个图", OVERDUE, "逾期的画个图"),
        ("chart of overdue items", OVERDUE, "chart of overdue items"),
        ("picture of what is late", OVERDUE, "picture of what is late"),
    ],
)
def test_a_picture_by_its_name(words: str, kind: PictureKind | None, rest: str) -> None:
    wish = parse_picture_wish(words)
    expected = None if kind is None else PictureWish(kind, rest)
    assert (wish and replace_spaces(wish)) == expected


def replace_spaces(wish: PictureWish) -> PictureWish:
    return PictureWish(wish.kind, " ".join(wish.rest.split()))


@pytest.mark.parametrize(
    "words",
    [
        "", "来张图", "图表", "逾期", "进度", "逾期的图纸", "逾期未交图片", "逾期图斑", "on board",
        "the board met today", "whiteboard", "曲线", "燃气", "overdue library",
    ],
)  # fmt: skip
def test_words_that_name_none_of_these(words: str) -> None:
    assert parse_picture_wish(words) is None

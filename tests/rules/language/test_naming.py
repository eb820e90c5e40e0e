"""Whom or what a part of a name, or a short one, stands for."""

import pytest

from rules.language.naming import match_abbreviation, match_part

CATEGORIES = ("固体废物处置不规范", "大气污染防治不力", "水环境基础设施薄弱", "违规建设别墅")


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("固废", "固体废物处置不规范"),
        ("违建", "违规建设别墅"),
        ("大气", "大气污染防治不力"),
        ("噪声", None),
        ("固噪", None),
        ("废固", None),
        ("固规", None),
    ],
)
def test_a_short_name_begins_as_the_whole_and_stands_in_its_beginning(
    short: str, name: str | None
) -> None:
    assert match_abbreviation(short, CATEGORIES) == name


def test_what_two_may_be_called_names_neither() -> None:
    assert match_abbreviation("固废", ("固体废物处置", "固定源废气")) is None


@pytest.mark.parametrize("part", ["2", "12", "水"])
def test_a_numeral_or_one_character_is_no_part_of_a_name(part: str) -> None:
    names = {"第2类": "第2类", "第12类": "第12类", "水环境": "水环境"}
    assert match_part(part, names) is None

"""Whom or what words may have meant that name nothing exactly."""

import pytest

from rules.language.likely_names import (
    counties_meant,
    find_surnames,
    has_surname,
    names_sharing_a_part,
)

COUNTIES = ["青山县", "白水县", "望湖区"]
NAMES = ["水环境基础设施薄弱", "生态保护和监管责任压得不实", "云泽丹崖矿业公司", "地方政府专项债券"]


@pytest.mark.parametrize(
    ("words", "surnames"),
    [
        ("老殷手里几个活", ["殷"]),
        ("小周那边呢", ["周"]),
        ("陆市长包的", ["陆"]),
        ("问问林副市长", ["林"]),
        ("vice mayor lin", ["lin"]),
        ("总体怎么样", []),
    ],
)
def test_surnames(words: str, surnames: list[str]) -> None:
    assert find_surnames(words) == surnames


def test_a_surname_in_characters_or_in_pinyin() -> None:
    heard = [has_surname(name, "lin") for name in ("林建业", "陆承志")]
    assert (heard, has_surname("殷志高", "殷")) == ([True, False], True)


@pytest.mark.parametrize(
    ("words", "counties"),
    [
        ("青山、白水摆一块儿", ["青山县", "白水县"]),
        ("清山那边", ["青山县"]),
        ("wanghu vs qingshan", ["青山县", "望湖区"]),
        ("希望大家", []),
        ("青云县", []),
    ],
)
def test_counties(words: str, counties: list[str]) -> None:
    assert counties_meant(words, COUNTIES) == counties


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("水环境基础设施那类", ["水环境基础设施薄弱"]),
        ("监管压得不实那块", ["生态保护和监管责任压得不实"]),
        ("矿业公司", ["云泽丹崖矿业公司"]),
        ("拿专项债干", ["地方政府专项债券"]),
        ("充电桩", []),
    ],
)
def test_names_with_a_part_in_common(words: str, names: list[str]) -> None:
    assert names_sharing_a_part(words, NAMES) == names

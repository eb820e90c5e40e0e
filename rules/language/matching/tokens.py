"""Tokens of a text: single characters, naming numbers and codes; and their pairs."""

import itertools
import re
from collections.abc import Iterable
from sys import intern

from rules.language.matching.ordinals import LABEL, NUMBER

COUNT = (
    r"(?:万|亿)?(?:栋|处(?![置理罚])|户|家|座|个|台|套|辆|件|株|亩|口|条|宗|根|块|片|间|盏|名|人|次|吨|蒸吨|元|公里|千米|公顷|平方公里|平方米"
    r"|平米|立方米|米|%|km|m2|m3|m|t|年度?|月|日|天|周|小时|层|级|倍|度|类|批|轮|项|种|份|面|方)"
)
"""Units after a number that counts; such a number names nothing by itself."""

_TOKEN = re.compile(
    rf"(?P<mark>\d+{LABEL}|第\d+(?![项条号期家处座户个台根口栋次批辆件]))"
    rf"|(?P<count>\d+(?:\.\d+)?{COUNT})"
    r"|(?P<code>[a-z]+[-.]?\d+(?:\.\d+)?[a-z]*)"
    r"|(?P<word>[a-z]{2,})"
    r"|(?P<digits>\d+(?:\.\d+)?)"
    r"|(?P<han>(?:(?!第\d)[\u3400-\u9fff])+)"
)
_TO = "[-~至到、和及与]"
_RANGE = re.compile(rf"(?<!\d)(?<!\d{_TO})\d++(?:{_TO}\d++)++(?={LABEL})")
_MARK = re.compile(rf"(?<!\d)(?P<n>\d++)(?P<label>{LABEL})(?P<next>[\u4e00-\u9fff]?)")
_NTH = re.compile(rf"第(?P<n>{NUMBER})(?P<label>(?![项条号期个次批轮]|{LABEL})[\u4e00-\u9fff])")
_CODE = re.compile(r"(?<![a-z])(?P<label>[a-z]{1,6})[-.]?(?P<n>\d+(?:\.\d+)?)")
_ROADS = dict.fromkeys("gsxy", "road")
"""G312 and S201 are two roads as G312 and G321 are."""
_WHOLE_MARK = re.compile(rf"(?<!\d)\d++{LABEL}")
_LONGEST_RANGE = 30

Mark = tuple[str, str, str]
"""Number, its label, and the character after it: ("12", "号", "别")."""


def tokenize(text: str) -> list[str]:
    """Return the tokens in order, with an empty string at every break between words."""
    found: list[str] = []
    end = 0
    for each in _TOKEN.finditer(text):
        if each.start() > end:
            found.append("")
        if each.lastgroup == "han":
            found += map(intern, each.group())
        else:
            found.append(each.group())
        end = each.end()
    return found


def is_count(token: str) -> bool:
    """Return whether a token is a bare or counting number, which identifies nothing alone."""
    return token[:1].isdigit() and not _WHOLE_MARK.fullmatch(token)


def adjacent_pairs(found: Iterable[str]) -> list[tuple[str, str]]:
    """Return neighbouring tokens, none across a break."""
    row = list(found)
    return [(a, b) for a, b in itertools.pairwise(row) if a and b]


def find_marks(text: str) -> frozenset[Mark]:
    """Return every naming number of a text; of a range all within it."""
    found = [(m["n"], m["label"], m["next"]) for m in _MARK.finditer(text)]
    found += [(m["n"], "第" + m["label"], "") for m in _NTH.finditer(text)]
    found += [(m["n"], _ROADS.get(m["label"], m["label"]), "") for m in _CODE.finditer(text)]
    for span in _RANGE.finditer(text):
        found += _between(span, text)
    return frozenset(found)


def _between(span: re.Match[str], text: str) -> list[Mark]:
    label = re.match(LABEL, text[span.end() :])
    numbers = [int(n) for n in re.findall(r"\d+", span.group())]
    if label is None or max(numbers) - min(numbers) > _LONGEST_RANGE:
        return []
    inside = (
        range(min(numbers), max(numbers) + 1) if re.search(r"[-~至到]", span.group()) else numbers
    )
    follows = text[span.end() + label.end() :][:1]
    return [(str(n), label.group(), follows) for n in inside]

"""Units that a message counts in and that an item is counted in; they rule out other items."""

import re
from functools import lru_cache

_COUNTED = re.compile(r"(?<!\d)[\d一二三四五六七八九十百千万亿两余多来半]+ ?([^\W\d_]{1,3})")
_RATE = re.compile(
    r"(?<=[\d万千])(吨|立方米|方)(?=/|每[日天]|的?(?:能力|规模))|(?<=日处理)[\d.万]{1,8}(吨|方)"
)
_ALIKE: dict[str, tuple[str, ...]] = {
    "平方米": ("平", "平米", "平方", "m2"),
    "立方米": ("方", "立方", "m3"),
    "公里": ("千米", "km"),
    "辆": ("台", "部"),
    "栋": ("幢",),
}
"""Synonyms of a measure."""


def counted_units(text: str) -> frozenset[str]:
    """Return every prefix of up to three characters of the words after a number."""
    found = _COUNTED.findall(text)
    words = {word[:length] for word in found for length in range(1, len(word) + 1)}
    return frozenset(words | {f"{unit}/日" for unit in (a or b for a, b in _RATE.findall(text))})


@lru_cache(maxsize=1024)
def measure_synonyms(measure: str | None) -> frozenset[str]:
    """Return the measure and its synonyms; empty for percent or no measure."""
    if not measure or measure == "%":
        return frozenset()
    plain = measure.removeprefix("万")
    return frozenset((plain, *_ALIKE.get(plain, ())))

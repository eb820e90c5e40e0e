"""What a message counts in, and what an item is counted in: 公里 speaks for no item counted in 处."""

import re
from functools import lru_cache

_COUNTED = re.compile(r"[\d一二三四五六七八九十百千万亿两余多来半]+ ?([^\W\d_]{1,3})")
_ALIKE: dict[str, tuple[str, ...]] = {
    "平方米": ("平", "平米", "平方", "m2"),
    "立方米": ("方", "立方", "m3"),
    "公里": ("千米", "km"),
    "辆": ("台", "部"),
    "栋": ("幢",),
    "吨/日": ("吨",),
}
"""Other words for one measure."""


def counted_units(text: str) -> frozenset[str]:
    """Every beginning of what follows a number."""
    found = _COUNTED.findall(text)
    return frozenset(word[:length] for word in found for length in range(1, len(word) + 1))


@lru_cache(maxsize=1024)
def measure_synonyms(measure: str | None) -> frozenset[str]:
    if not measure or measure == "%":
        return frozenset()
    plain = measure.removeprefix("万")
    return frozenset((plain, *_ALIKE.get(plain, ())))

"""Recognize reports that a rectified problem has recurred."""

import re

_RELAPSE = re.compile(
    r"又(?:再次?)?(?:发现|出现|发生|有|冒出|开始|偷)|再次(?:发现|出现|发生)"
    r"|(?<![未无没止防])(?<!没有)(?<!发现)(?<!出现)(?:反弹|复发|复燃|返[黑臭])|(?<![未无没])(?<!没有)(?:出现|发现)(?:反弹|复发)"
    r"|\brelapsed?\b|\bfound again\b",
    re.IGNORECASE,
)


def reports_relapse(words: str) -> bool:
    """Return whether the words say so: 又发现2处 does, 未反弹 does not."""
    return _RELAPSE.search(words) is not None

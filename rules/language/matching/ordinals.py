"""Numbers that name things, in digits: 一期 as 1期, 第三 as 第3, 3# as 3号."""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = "零一二三四五六七八九十百千两廿卅"

NUMBER = rf"(?:\d+|[{_HAN}]+)"

LABEL = (
    r"(?:号|期|标段|标(?!准|志|识|杆)|支[渠沟]|干渠|大队|中队|车间|断面|排口|季度"
    r"|[组村社厂矿井桥路](?![长务员织建成道网面]))"
)
"""What follows a number that is part of a name."""

_NAMED = re.compile(rf"(?:(?<!\d)\d++|(?<![{_HAN}])[{_HAN}]++)(?=[项条]|{LABEL})|(?<=第){NUMBER}")
_BUILDING = re.compile(r"(?<!\d)(\d++)#")


def parse_ordinal(written: str) -> int | None:
    """Return the value of digits or a Chinese numeral; None when it has none."""
    if written.isdecimal():
        return int(written) if len(written) < 10 else None
    written = written.replace("廿", "二十").replace("卅", "三十")
    if all(c in _DIGITS for c in written):
        return int("".join(str(_DIGITS[c]) for c in written))
    return _by_places(written)


def _by_places(written: str) -> int:
    total, digit = 0, 0
    for position, character in enumerate(written):
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit if digit or position else 1) * _TENS[character]
            digit = 0
    return total + digit


def numbers_to_digits(text: str) -> str:
    """Return the text with naming numbers in digits: 二期 as 2期, 3# as 3号."""
    return _NAMED.sub(_digits, _BUILDING.sub(r"\1号", text))


def _digits(found: re.Match[str]) -> str:
    number = parse_ordinal(found.group())
    return found.group() if number is None else str(number)

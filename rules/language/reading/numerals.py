"""Numerals: 1,250 · 1.96万 · 3千2百 · 一千二百 · 一万三 · 1万3 · 廿三 · 两 · 叁."""

import re
from decimal import Decimal

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {
    "两": 2,
    "俩": 2,
    "仨": 3,
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCORES = str.maketrans({"廿": "二十", "卅": "三十"})
_BIG = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "零一二三四五六七八九十百千万亿两俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟"

# A scale, unless it begins a unit (千瓦), and what may follow it after digits: 3千2百, 1千零30.
_SCALE = "(?:[十百万亿]|千(?![米克瓦伏]))"
_BELOW = r"(?:零?\d{1,4}(?![\d.]))?"
_STARTS_ARABIC = (
    rf"(?<=\d)(?<![\d.]\d)\d{{0,11}}(?:\.\d{{1,6}})?(?![\d.]*\d)(?:{_SCALE}{_BELOW}){{0,5}}"
)
_STARTS_CHINESE = (
    rf"(?<=[{CHARACTERS}])(?<![{CHARACTERS}几].)(?<!(?<!总)数.)(?:[{CHARACTERS}](?<!千)|千(?![瓦伏克])){{0,15}}"
    r"(?:点[零一二三四五六七八九]{1,6}[万亿]?)?"
)
# Each begins with a set of characters and looks back from there, so that `re` can skip to it.
ARABIC = rf"\d{_STARTS_ARABIC}"
CHINESE = rf"[{CHARACTERS}]{_STARTS_CHINESE}"
NUMBER = rf"[\d{CHARACTERS}](?:{_STARTS_ARABIC}|{_STARTS_CHINESE})"

_PART = re.compile(r"\d+(?:\.\d+)?|.")
_LONGEST = 24
_NO_NUMBER = frozenset({"百", "千", "万", "亿", "千万", "万千", "百千", "亿万", "百万"})
"""Words rather than amounts when alone: 百日攻坚, 千方百计, 千万."""


def parse_numeral(written: str) -> Decimal | None:
    """Return the value; None when it is not well-formed or absurdly long."""
    if not written or len(written) > _LONGEST or written in _NO_NUMBER:
        return None
    before, point, after = written.partition("点")
    if point:
        return _with_point(before, after)
    parts = _PART.findall(written.translate(_SCORES))
    if all(part in _DIGITS for part in parts):
        return _row_of_digits(parts)
    return _by_parts(parts)


def parse_integer(written: str) -> int | None:
    """Return the value as a whole number; None when it is none."""
    number = parse_numeral(written)
    return None if number is None or number != int(number) else int(number)


def _with_point(before: str, after: str) -> Decimal | None:
    big = _BIG.get(after[-1:], 1)
    digits = after.rstrip("万亿")
    head = parse_numeral(before) if before else None
    if head is None or not digits or any(digit not in _DIGITS for digit in digits):
        return None
    tail = "".join(str(_DIGITS[digit]) for digit in digits)
    return Decimal(f"{head}.{tail}") * big


def _row_of_digits(parts: list[str]) -> Decimal | None:
    """Return the value of 二零二六 as 2026; None for two digits (三四), which are an estimate."""
    if len(parts) == 2 and "零" not in parts:
        return None
    return Decimal("".join(str(_DIGITS[digit]) for digit in parts))


def _by_parts(parts: list[str]) -> Decimal | None:
    """Return the value of digits and scales: 3千2百, 一万三千, 1亿2000万, 1.96万."""
    total, below, digit, last = Decimal(0), Decimal(0), None, 1
    for part in parts:
        if part in _BIG:
            scaled = below + (digit if digit is not None else 0 if below or total else 1)
            last = _BIG[part]
            total = (total + scaled) * last if last > 10_000 else total + scaled * last
            below, digit = Decimal(0), None
        elif part in _TENS:
            last = _TENS[part]
            below += (1 if digit is None else digit) * last
            digit = None
        elif part == "零":
            digit, last = digit or None, 1
        else:
            value = _digit(part)
            if digit or value is None:
                return None
            digit = value
    return total + below + (digit or 0) * _trailing(last, parts)


def _digit(part: str) -> Decimal | None:
    known = _DIGITS.get(part)
    if known is not None:
        return Decimal(known)
    return Decimal(part) if part[0].isdecimal() else None


def _trailing(last: int, parts: list[str]) -> int:
    """Return the factor of a last bare digit: 1万3 is 13,000 and 三百五 is 350, but 十二 is 12."""
    bare = parts[-1] in _DIGITS or (len(parts[-1]) == 1 and parts[-1] in "123456789")
    return last // 10 if last >= 100 and bare and len(parts) > 1 else 1

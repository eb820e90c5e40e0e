"""Numerals: 1,250 · 1.96万 · 十二 · 一千二百 · 一万三 · 廿三 · 两 · 叁."""

import re
from decimal import Decimal

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {
    "两": 2,
    "俩": 2,
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCORES = str.maketrans({"廿": "二十", "卅": "三十"})
_BIG = {"万": 10_000, "亿": 100_000_000}
_STEPS = {"千": 1000, "百": 100, "万": 10_000, "亿": 100_000_000, "万亿": 10**12, "千万": 10**7}
_CHARACTERS = "零一二三四五六七八九十百千万亿两俩廿卅壹贰叁肆伍陆柒捌玖拾佰仟"

_STARTS_ARABIC = (
    r"(?<=\d)(?<![\d.]\d)\d{0,11}(?:\.\d{1,6})?(?![\d.]*\d)(?:万亿|千万|"
    r"万(?:\d千(?:\d百)?|\d百)?|亿(?:\d{1,4}(?:千(?:\d百)?)?万)?|百|千(?![米克瓦]))?"
)
_STARTS_CHINESE = (
    rf"(?<=[{_CHARACTERS}])(?<![{_CHARACTERS}几数].)[{_CHARACTERS}]{{0,15}}"
    r"(?:点[零一二三四五六七八九]{1,6}[万亿]?)?"
)
# Each begins with a set of characters and looks back from there, so that `re` can skip to it.
ARABIC = rf"\d{_STARTS_ARABIC}"
NUMBER = rf"[\d{_CHARACTERS}](?:{_STARTS_ARABIC}|{_STARTS_CHINESE})"
NUMBER_OR_HALF = rf"[\d半{_CHARACTERS}](?:{_STARTS_ARABIC}|{_STARTS_CHINESE}|(?<=半))"

_DIGITS_WRITTEN = r"\d{1,24}+(?:\.\d{1,24}+)?"
_ARABIC = re.compile(rf"({_DIGITS_WRITTEN})(万亿|千万|[万亿千百])?")
_MIXED = re.compile(
    rf"({_DIGITS_WRITTEN})([万亿])(?:(\d{{1,4}})([千万]))(?:(\d)百)?|(\d{{1,24}}+)万(\d)百"
)
_WITH_TENS_OF_THOUSANDS = re.compile(rf"({_DIGITS_WRITTEN})亿(\d{{1,4}})(千)?(?:(\d)百)?万")
_ALL_CHINESE = re.compile(f"[{_CHARACTERS}点]+")
_LONGEST = 24
_NO_NUMBER = frozenset({"百", "千", "万", "亿", "千万", "万千", "百千", "亿万", "百万"})
"""Words rather than amounts when alone: 百日攻坚, 千方百计, 千万."""


def parse_numeral(written: str) -> Decimal | None:
    """Return the value; None when it is not well-formed or absurdly long."""
    if not written or len(written) > _LONGEST or written in _NO_NUMBER:
        return None
    arabic = _ARABIC.fullmatch(written)
    if arabic:
        return Decimal(arabic[1]) * _STEPS.get(arabic[2] or "", 1)
    large = _WITH_TENS_OF_THOUSANDS.fullmatch(written)
    if large:
        below = Decimal(large[2]) * (1000 if large[3] else 1) + Decimal(large[4] or 0) * 100
        return Decimal(large[1]) * _BIG["亿"] + below * _BIG["万"]
    mixed = _MIXED.fullmatch(written)
    if mixed:
        return _mixed(mixed)
    written = written.translate(_SCORES)
    return _chinese(written) if _ALL_CHINESE.fullmatch(written) else None


def _mixed(found: re.Match[str]) -> Decimal:
    """Return the value of digits with 万 or 亿 between: 3万2千, 1亿2000万."""
    if found[6]:
        return Decimal(found[6]) * 10_000 + Decimal(found[7]) * 100
    head = Decimal(found[1]) * _BIG[found[2]] + Decimal(found[3]) * _STEPS[found[4]]
    return head + Decimal(found[5] or 0) * 100


def parse_integer(written: str) -> int | None:
    """Return the value as a whole number; None when it is none."""
    number = parse_numeral(written)
    return None if number is None or number != int(number) else int(number)


def _chinese(written: str) -> Decimal | None:
    before, point, after = written.partition("点")
    if point:
        return _with_point(before, after)
    if all(character in _DIGITS for character in written):
        return _row_of_digits(written)
    return _by_parts(written)


def _with_point(before: str, after: str) -> Decimal | None:
    big = _BIG.get(after[-1:], 1)
    digits = after.rstrip("万亿")
    head = _chinese(before) if before else None
    if head is None or not digits or any(digit not in _DIGITS for digit in digits):
        return None
    tail = "".join(str(_DIGITS[digit]) for digit in digits)
    return Decimal(f"{head}.{tail}") * big


def _row_of_digits(written: str) -> Decimal | None:
    """Return the value of 二零二六 as 2026; None for two digits (三四), which are an estimate."""
    if len(written) == 2 and written[0] != "零":
        return None
    return Decimal("".join(str(_DIGITS[digit]) for digit in written))


def _by_parts(written: str) -> Decimal | None:
    total, below, digit, last = 0, 0, None, 1
    for character in written:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            last = last if digit else 1
        elif character in _TENS:
            last = _TENS[character]
            below += (1 if digit is None else digit) * last
            digit = None
        else:
            last = _BIG[character]
            total = (
                (total + below + (digit or 0)) * last
                if last > 10_000
                else total + (below + (digit or 0)) * last
            )
            below, digit = 0, None
    return Decimal(total + below + (digit or 0) * _trailing(last, written))


def _trailing(last: int, written: str) -> int:
    """Return the factor of a last bare digit: 一万三 is 13,000 and 三百五 is 350, but 十二 is 12."""
    return last // 10 if last >= 100 and written[-1] in _DIGITS else 1

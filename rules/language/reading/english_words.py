"""English numerals, and case-insensitive pattern rows."""

import re
from decimal import Decimal

from rules.language.reading.table import Row
from rules.language.reading.table import row as plain_row


def row(pattern: str, example: str, reads: str) -> Row:
    """Return a case-insensitive row."""
    return plain_row(f"(?i){pattern}", example, reads)


_ONES = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen"),
        )
    )
}
_DECADES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: ten for ten, word in zip(range(20, 100, 10), _DECADES, strict=True)}
_SMALL = "|".join((*_ONES, *_TENS))
WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(list(_ONES)[1:10])})|(?:{_SMALL})"
    r"(?: hundred)?|a dozen|half a dozen)"
)
NUMBER = (
    r"(?:(?<![\d.])\d{1,12}(?:\.\d{1,6})?(?![\d.]*\d)(?: ?(?:million|thousand|"
    rf"k(?![A-Za-z])))?|\b{WORDS}\b)"
)
_SCALE = {"million": 1_000_000, "thousand": 1000, "k": 1000}


def parse_english_numeral(written: str) -> Decimal | None:
    """Return the value of an English numeral, in digits or in words."""
    text = written.lower().strip()
    digits = re.fullmatch(r"(\d+(?:\.\d+)?) ?(million|thousand|k)?", text)
    if digits:
        return Decimal(digits[1]) * _SCALE.get(digits[2] or "", 1)
    if text.endswith("dozen"):
        return Decimal(6 if text.startswith("half") else 12)
    total = sum(_ONES.get(word, _TENS.get(word, 0)) for word in re.split(r"[- ]", text))
    return Decimal(total * 100 if text.endswith("hundred") else total)

"""Limits of the figures and years the ledger can store, and the words that exceed them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from unicodedata import normalize

from rules.policy.figures import Figure
from rules.policy.measures import is_unit
from rules.policy.units import UNIT

LARGEST, SMALLEST = Decimal(10) ** 15, Decimal(10) ** -20
"""A spreadsheet cell keeps 15 significant digits, and the ledger is exported to one."""

_LONG = re.compile(
    rf"(?<![\d,.])(?P<n>\d(?:,?\d){{15,}}+(?:\.\d+)?[万亿]*+ ?)"
    rf"(?:(?:{UNIT})(?![A-Za-z])|%|(?P<word>[A-Za-z]+))"
)
_NUMERAL = "[0-9.零一二三四五六七八九十百千万两]"
_HUNDRED_MILLION_TWICE = re.compile(
    rf"(?<![0-9.零一二三四五六七八九十百千万两亿]){_NUMERAL}*+(?:亿{_NUMERAL}*+){{2,}}+(?:{UNIT}|%)"
)
"""亿 written twice or more: already 一亿亿 exceeds the largest figure."""

_NO_YEAR = r"(?:0\d{3}|1[0-8]\d\d|2[1-9]\d\d|[3-9]\d{3}|\d{5,}+)"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*+"
_FAR_YEAR = re.compile(
    rf"(?<!\d){_NO_YEAR}(?:年(?=\d{{1,2}}月|年?[底末初内]|[上下]半年)"
    r"|(?=[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)))"
    rf"|\b{_MONTH}\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?{_NO_YEAR}\b",
    re.IGNORECASE,
)


def is_storable(value: Decimal) -> bool:
    """Return whether a database column and a spreadsheet cell hold this figure exactly."""
    return value == 0 or SMALLEST <= abs(value) < LARGEST


def first_unstorable(text: str, figures: Iterable[Figure]) -> str:
    """Return the first figure that cannot be stored, as written; empty when all can.

    A numeral too long to be read as a figure is recognized by the unit that follows it.
    """
    read = [figure.text for figure in figures if not is_storable(figure.value)]
    return next(iter(read), "") or _unread(normalize("NFKC", text))


def _unread(text: str) -> str:
    for found in _LONG.finditer(text):
        if found["word"] is None or is_unit(found["word"]):
            return found[0]
    twice = _HUNDRED_MILLION_TWICE.search(text)
    return twice[0] if twice else ""


def implausible_year(text: str) -> str:
    """Return the year of a date that is outside any plausible deadline; empty when there is none."""
    found = _FAR_YEAR.search(normalize("NFKC", text))
    return found[0].rstrip("年") if found else ""

"""The year written with a day, or said by its place: 2027年, 二零二七年, 27年, 明年, next year."""

from datetime import date

from rules.language.reading.days.values import Found
from rules.language.reading.numerals import parse_integer

_AHEAD = {"明": 1, "来": 1, "后": 2, "去": -1, "前": -2, "next": 1, "last": -1}


def year_of(found: Found, today: date) -> int | None:
    """Return the year within the words of a day; None where none is."""
    tokens = found.tokens
    first, last = found.match.span()
    for place in range(first, last):
        if "year" in tokens.vocabulary.classes_of(tokens.shadow[place]):
            return parse_year(tokens.words(place, place + 1), today)
    return None


def parse_year(words: str, today: date) -> int | None:
    """Return the year that words of the class `year` mean."""
    written = words.rstrip("的").rstrip("年度").lower()
    year = parse_integer(written) if written[:1].isdigit() or len(written) > 1 else None
    if year is not None:
        return year if year > 100 else 2000 + year
    return today.year + _AHEAD.get(written.partition(" ")[0], 0)

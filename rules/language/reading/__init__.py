"""Read officials' messages: figures, dates, intent and item. Pure and offline; never raises."""

from rules.language.reading.deciding import says_unfinished
from rules.language.reading.reader import read, read_all
from rules.language.reading.values import DateRead, Intent, Reading, ReadingDoubt, Setting
from rules.policy.figures import Figure

__all__ = [
    "DateRead",
    "Figure",
    "Intent",
    "Reading",
    "ReadingDoubt",
    "Setting",
    "read",
    "read_all",
    "says_unfinished",
]

"""What reading asks of its neighbours, the city's calendar and the index of items."""

from datetime import date
from decimal import Decimal
from typing import Protocol


class Calendar(Protocol):
    """Working days and holidays (`rules.calendar.WorkCalendar`)."""

    def add_working_days(self, start: date, n: int, /) -> date: ...
    def holiday(self, name: str, year: int, /) -> tuple[date, date] | None: ...
    def first_workday_after(self, holiday: tuple[date, date], /) -> date: ...


class Candidate(Protocol):
    """An item that may be meant (`rules.matching.Candidate`)."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def score(self) -> float: ...


class Match(Protocol):
    """The likeliest items, best first, and whether the first is clearly the one."""

    @property
    def candidates(self) -> tuple[Candidate, ...]: ...
    @property
    def sure(self) -> bool: ...


class Entry(Protocol):
    """What the index knows of an item (`rules.matching.Entry`)."""

    @property
    def total(self) -> Decimal | None: ...
    @property
    def measure(self) -> str: ...
    @property
    def deadline(self) -> date | None: ...
    @property
    def last_done(self) -> Decimal | None: ...


class Index(Protocol):
    """The items a message may be about (`rules.matching.ItemIndex`)."""

    def find(self, text: str, prefer: str | None = None) -> Match: ...
    def entry(self, code: str) -> Entry: ...

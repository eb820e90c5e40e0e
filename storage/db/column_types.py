"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeGuard

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from rules.policy.wording import amount

JsonObject = dict[str, Any]
"""The value of a JSON column; what stands in it is known to whoever wrote it."""


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as naive UTC: SQLite has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Choice(TypeDecorator[StrEnum]):
    """One of the values of an enumeration, kept as its text."""

    impl = String
    cache_ok = True

    def __init__(self, values: type[StrEnum], length: int) -> None:
        super().__init__(length)
        self.values = values

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        del dialect
        return None if value is None else self.values(value)


class Amount(TypeDecorator[Decimal]):
    """An exact decimal, kept as text: SQLite would round it to a float."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else format(value.normalize(), "f")

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Replace `process_result_value`, which the library wraps: a digest reads 300,000 values."""
        del dialect, coltype
        return _amount


@lru_cache(maxsize=10_000)
def _amount(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def storable(words: str) -> str:
    """Return words as every database takes them: without NUL, half a character pair as `?`."""
    return words.replace("\0", "").encode("utf-8", "replace").decode()


LARGEST = 2**63
"""Numbers from here on do not fit into a database."""


def is_number(value: object) -> TypeGuard[int]:
    """Return whether a value of raw JSON is a number a database keeps: `true` is none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST


def plain(value: Any) -> Any:
    """Return a value as the journal has it: days and moments in ISO's form, amounts as written."""
    match value:
        case Decimal():
            return amount(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
    return value

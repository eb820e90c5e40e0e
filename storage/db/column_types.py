"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeGuard

from sqlalchemy import ColumnElement, DateTime, Dialect, String, or_, type_coerce
from sqlalchemy.types import TypeDecorator

from rules.policy.chats import ChatAddress
from rules.policy.live_keys import LiveKey, parse_live_key
from rules.policy.prompts import PromptKind, parse_kind
from rules.policy.refs import Ref, RefKind
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


class Reference(TypeDecorator[Ref]):
    """What something is about, kept as `item:12`; empty where it is about nothing."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Ref | None, dialect: Dialect) -> str:
        del dialect
        return "" if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Ref | None:
        del dialect
        return Ref.parse(value or "")


def refers_to(column: ColumnElement[Any], *kinds: RefKind) -> ColumnElement[bool]:
    """Select where a `Reference` is to something of these kinds."""
    text = type_coerce(column, String)
    return or_(*(text.startswith(f"{kind}:") for kind in kinds))


class LiveName(TypeDecorator[LiveKey]):
    """The name of a live message, kept as `draft:5` or `digest:2026-11-27:1`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: LiveKey | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> LiveKey | None:
        del dialect
        return None if value is None else parse_live_key(value)


class PromptName(TypeDecorator[PromptKind]):
    """The kind of a prompt, kept as `7` (days before the deadline) or `overdue`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: PromptKind | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PromptKind | None:
        del dialect
        return None if value is None else parse_kind(value)


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


class Address(TypeDecorator[ChatAddress]):
    """A chat or an account, kept as `telegram:123`: one column, so that one index finds it."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: ChatAddress | None, dialect: Dialect) -> str | None:
        """Return an address as text. Raises TypeError: a bare number names nobody."""
        del dialect
        if value is None:
            return None
        if not isinstance(value, ChatAddress):
            raise TypeError(f"no address: {value!r}")
        return str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return how values are read, as in `Amount`."""
        del dialect, coltype
        return _address


@lru_cache(maxsize=10_000)
def _address(value: str | None) -> ChatAddress | None:
    return None if value is None else ChatAddress.parse(value)


def storable(words: str) -> str:
    """Return words as every database takes them: without NUL, half a character pair as `?`."""
    return words.replace("\0", "").encode("utf-8", "replace").decode()


LARGEST = 2**63
"""Numbers from here on do not fit into a database."""


def is_number(value: object) -> TypeGuard[int]:
    """Return whether a value of raw JSON is a number a database keeps: `true` is none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST


def plain(value: Any) -> Any:
    """Return a value as the journal has it: days and moments in ISO's form, the rest as `str` has it."""
    match value:
        case Decimal():
            return amount(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case ChatAddress() | Ref():
            return str(value)
    return value

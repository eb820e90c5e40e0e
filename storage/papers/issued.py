"""Papers that were issued: their number, what they are about, what was filled in, and the file."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, insert, select

from rules.policy.papers import PaperFacts, PaperKind
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal
from storage.papers.tables import papers

_kept = papers.c


@dataclass(frozen=True, slots=True)
class PaperSeries:
    """The series of numbers of a kind in a day's year. `form` holds `{kind}`, `{year}`, `{number}`."""

    kind: PaperKind
    form: str
    day: date


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A number that nothing else has."""

    series: PaperSeries
    serial: int

    @property
    def words(self) -> str:
        """Return it as it is written."""
        series = self.series
        return series.form.format(kind=series.kind, year=series.day.year, number=self.serial)


@dataclass(frozen=True, slots=True)
class PaperAbout:
    """What a paper is about. `subject`: `round:5`, `month:2026-11`; empty where it is an item."""

    item: int | None = None
    subject: str = ""
    unit: int | None = None
    """To whom it is addressed, where it is a letter."""
    step: int | None = None
    """The step of the ladder that it is."""


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper that was issued; `content` is its file as base64."""

    id: int
    kind: PaperKind
    number: str
    day: date
    item_id: int | None
    unit_id: int | None
    step_id: int | None
    facts: JsonObject
    sha256: str
    content: str


def next_number(tx: Tx, series: PaperSeries) -> PaperNumber:
    """Return the next number of a series. The journal is held: two at once get two numbers."""
    journal.hold(tx)
    of_year = (_kept.kind == series.kind) & (_kept.year == series.day.year)
    last = tx.execute(select(func.max(_kept.serial)).where(of_year)).scalar()
    return PaperNumber(series, (last or 0) + 1)


def enter(
    tx: Tx,
    number: PaperNumber,
    about: PaperAbout,
    facts: PaperFacts,
    content: bytes,
    by: int,
    now: datetime,
) -> IssuedPaper:
    """Enter a paper with its journal entry."""
    body: JsonObject = {
        "kind": number.series.kind,
        "year": number.series.day.year,
        "serial": number.serial,
        "number": number.words,
        "subject": about.subject,
        "unit_id": about.unit,
        "step_id": about.step,
        "facts": as_json(facts),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    row = insert(papers).values(
        item_id=about.item,
        day=number.series.day,
        person_id=by,
        at=now,
        content=b64encode(content).decode(),
        **body,
    )
    paper = int(tx.execute(row.returning(_kept.id)).scalar_one())
    said = {"paper": paper, "day": number.series.day.isoformat(), **body}
    journal.write(tx, "PaperIssued", said, now=now, person=by, item=about.item)
    found = by_id(tx, paper)
    assert found is not None
    return found


def as_json(facts: PaperFacts) -> JsonObject:
    """Return facts as they are kept."""
    rows = {name: [dict(row) for row in held] for name, held in facts.rows.items()}
    return {"values": dict(facts.values), "rows": rows}


def _select() -> Select[tuple[object, ...]]:
    return select(*(_kept[name] for name in IssuedPaper.__slots__))


def by_id(tx: Tx, number: int) -> IssuedPaper | None:
    return fetch_one(tx, IssuedPaper, _select().where(_kept.id == number))


def of_item(tx: Tx, item: int) -> list[IssuedPaper]:
    """Return the letters about an item, oldest first."""
    return fetch_all(tx, IssuedPaper, _select().where(_kept.item_id == item).order_by(_kept.id))


def latest(tx: Tx, kind: PaperKind, about: PaperAbout) -> IssuedPaper | None:
    """Return the last paper of a kind about an item, or about a subject."""
    query = _select().where(
        _kept.kind == kind,
        _kept.subject == about.subject,
        _kept.item_id.is_not_distinct_from(about.item),
    )
    return fetch_one(tx, IssuedPaper, query.order_by(_kept.id.desc()).limit(1))

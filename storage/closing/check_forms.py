"""Forms of checks on site while they are being filled in: one for each verifier of an application."""

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import insert, select, update

from rules.policy.checks import CheckFindings, CheckPlace, CheckStep
from storage.closing.check_tables import check_forms
from storage.db.column_types import JsonObject
from storage.db.engine import NotThere, Tx
from storage.db.query import Query
from storage.reporting import evidence

_FINDINGS = TypeAdapter(CheckFindings)


@dataclass(frozen=True, slots=True)
class CheckForm:
    """`place` is what is asked now."""

    id: int
    closing_id: int
    person_id: int
    place: CheckPlace
    findings: CheckFindings
    handed_in_at: datetime | None


def begin(tx: Tx, closing: int, person: int, now: datetime) -> CheckForm:
    """Return the form of this person, begun now if there was none."""
    known = of_person(tx, closing, person)
    if known is not None:
        return known
    values = {
        "closing_id": closing,
        "person_id": person,
        "begun_at": now,
        "place": CheckStep.SEEN_ON,
        "findings": _as_json(CheckFindings()),
    }
    row = tx.execute(insert(check_forms).values(**values).returning(check_forms.c.id))
    return by_id(tx, row.scalar_one())


def of_person(tx: Tx, closing: int, person: int) -> CheckForm | None:
    """Return the form that a person fills in for an application."""
    query = select(check_forms).where(
        check_forms.c.closing_id == closing, check_forms.c.person_id == person
    )
    return _fetched(tx, query)


def by_id(tx: Tx, form: int) -> CheckForm:
    """Return a form by its number. Raises `NotThere`."""
    found = _fetched(tx, select(check_forms).where(check_forms.c.id == form))
    if found is None:
        raise NotThere(f"no form {form}")
    return found


def _fetched(tx: Tx, query: Query) -> CheckForm | None:
    row = tx.execute(query).first()
    if row is None:
        return None
    files = len(evidence.of_check_form(tx, row.id))
    findings = replace(_FINDINGS.validate_python(row.findings), files=files)
    place = CheckPlace.of(row.place)
    return CheckForm(row.id, row.closing_id, row.person_id, place, findings, row.handed_in_at)


def save(tx: Tx, form: CheckForm) -> None:
    """Keep what was answered and what is asked now."""
    values = {"place": str(form.place), "findings": _as_json(form.findings)}
    tx.execute(update(check_forms).where(check_forms.c.id == form.id).values(**values))


def hand_in(tx: Tx, form: int, now: datetime) -> None:
    """Close a form."""
    tx.execute(update(check_forms).where(check_forms.c.id == form).values(handed_in_at=now))


def _as_json(findings: CheckFindings) -> JsonObject:
    body: JsonObject = _FINDINGS.dump_python(findings, mode="json", exclude={"files"})
    return body

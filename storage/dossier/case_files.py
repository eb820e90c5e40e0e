"""Everything the ledger holds on one item, gathered for its case file."""

from collections.abc import Iterator

from sqlalchemy import Table, select

from rules.policy.dossier import (
    CaseEvent,
    CaseFile,
    CaseMatter,
    MatterKind,
    SignedClause,
    SignedStep,
)
from rules.policy.items import Item
from storage.closing.tables import closing_clauses, closing_steps, closings
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.dossier import found_matters
from storage.dossier.found_matters import Names
from storage.follow_up.tables import blockers, extensions, instructions, ladder_steps
from storage.ledger import item_store
from storage.ledger.journal import JournalEntry, words_of
from storage.ledger.tables import journal, persons
from storage.plans import plans
from storage.radar import flags
from storage.reporting import evidence, reports
from storage.workbook.recorded import FACT_NAMES

ALL_REPORTS = 100_000
"""More than any item has."""


def gather(tx: Tx, item: Item) -> CaseFile:
    """Return all of an item, each list oldest first."""
    names = {row.id: row.name for row in tx.execute(select(persons.c.id, persons.c.name))}
    pieces = evidence.of_item(tx, item.id)
    entries = _entries(tx, item.id)
    return CaseFile(
        item=item,
        supporting=item_store.supporting(tx, item.id),
        milestones=item_store.steps_of_one(tx, item.id),
        reports=list(reversed(reports.of_item(tx, item.id, limit=ALL_REPORTS))),
        stood_in_for=_stood_in_for(entries, names),
        matters=sorted(_matters(tx, item.id, names), key=lambda each: each.at),
        found=found_matters.of_item(tx, item.id, item.measure, names),
        clauses=list(_clauses(tx, item.id, names)),
        steps=list(_steps(tx, item.id, names)),
        evidence=pieces,
        senders={piece.person_id: names[piece.person_id] for piece in pieces},
        events=[_event(entry, names) for entry in entries],
    )


def _matters(tx: Tx, item: int, names: Names) -> Iterator[CaseMatter]:
    for row in tx.execute(select(extensions).where(extensions.c.item_id == item)):
        yield CaseMatter(
            MatterKind.EXTENSION,
            row.asked_at,
            names[row.person_id],
            row.reason,
            row.state,
            row.decision,
            names.get(row.decided_by, ""),
            row.new_deadline,
        )
    for plan in plans.of_item(tx, item):
        yield CaseMatter(
            MatterKind.PLAN,
            plan.asked_at,
            plan.person,
            plan.words,
            plan.state,
            plan.decision,
            plan.decider or "",
        )
    yield from _requests(tx, blockers, "person_id", item, names)
    yield from _requests(tx, instructions, "leader_id", item, names)
    for row in tx.execute(select(ladder_steps).where(ladder_steps.c.item_id == item)):
        yield CaseMatter(MatterKind.LADDER, row.at, "", f"{row.step}：{row.cause}")


def _requests(tx: Tx, table: Table, raiser: str, item: int, names: Names) -> Iterator[CaseMatter]:
    kind = MatterKind.BLOCKER if table is blockers else MatterKind.INSTRUCTION
    for row in tx.execute(select(table).where(table.c.item_id == item)):
        by, answered_by = names[getattr(row, raiser)], names.get(row.answered_by, "")
        yield CaseMatter(kind, row.at, by, row.words, row.state, row.answer, answered_by)


def _clauses(tx: Tx, item: int, names: Names) -> Iterator[SignedClause]:
    query = select(closing_clauses).join(closings).where(closings.c.item_id == item)
    ordered = query.order_by(closing_clauses.c.closing_id, closing_clauses.c.number)
    for row in tx.execute(ordered):
        by = names.get(row.person_id, "")
        yield SignedClause(row.closing_id, row.number, row.clause, row.words, by)


def _steps(tx: Tx, item: int, names: Names) -> Iterator[SignedStep]:
    query = select(closing_steps).where(closing_steps.c.item_id == item)
    for row in tx.execute(query.order_by(closing_steps.c.id)):
        yield SignedStep(row.at, names[row.person_id], _called(row.fact), row.words)


def _entries(tx: Tx, item: int) -> list[JournalEntry]:
    told = journal.c.fact.not_in(flags.FACTS)
    query = select(journal).where(journal.c.item_id == item, told).order_by(journal.c.seq)
    return fetch_all(tx, JournalEntry, query)


def _stood_in_for(entries: list[JournalEntry], names: Names) -> dict[int, str]:
    """Return whom a deputy stood in for, by number of the report: the journal has both names."""
    bodies = [entry.body for entry in entries if "receipt" in entry.body]
    return {body["report"]: names[body["for"]] for body in bodies if body.get("for")}


def _event(entry: JournalEntry, names: Names) -> CaseEvent:
    by, fact = names.get(entry.person_id or 0, ""), _called(entry.fact)
    return CaseEvent(entry.seq, entry.at, by, fact, words_of(entry.body), entry.hash)


def _called(fact: str) -> str:
    return FACT_NAMES.get(fact, fact)

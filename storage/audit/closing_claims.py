"""The claims of the journal's entries on applications, checks on site and striking off."""

from collections.abc import Callable, Iterator

from rules.policy.closing import ClosingState, Fact
from rules.policy.items import State
from storage.audit.claim import Cells, Claim, row_of
from storage.closing.check_tables import check_claims, check_verdicts, site_checks
from storage.closing.closings import follows
from storage.closing.tables import (
    closing_clauses,
    closing_steps,
    closings,
    kept_up_checks,
    strike_offs,
    takeovers,
)
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import items


def _moved(entry: JournalEntry) -> Iterator[Claim]:
    """Yield what a step towards being struck off, or back, says."""
    body, fact = entry.body, Fact(entry.fact)
    step = {**row_of(entry, "person_id", "at"), "fact": entry.fact, "words": body["words"]}
    yield Claim(closing_steps, body.get("step"), step)
    changed = follows(fact, State(body["state"]), entry.at)
    if "done_on" in body:
        changed["finished_on"] = body["done_on"]
    yield Claim(items, entry.item_id, {name: plain(value) for name, value in changed.items()})
    if "closing" in body:
        yield Claim(closings, body["closing"], _application(entry))
    if "strike_off" in body:
        row = dict(body["strike_off"])
        yield Claim(strike_offs, row.pop("id"), {"item_id": entry.item_id, **row})
    if "clauses" in body:
        shown: Cells = {name: body[name] for name in ("clauses", "answered") if name in body}
        yield Claim(closing_clauses, body["closing"], shown)
    elif fact is Fact.APPLIED and "closing" not in body:
        yield Claim(closings, None, {})


def _application(entry: JournalEntry) -> Cells:
    """Return where a step leaves its application; older entries do not say what is waited for."""
    body, cells = entry.body, Cells()
    if "report" in body:
        applied = {"item_id": entry.item_id, "person_id": entry.person_id}
        cells |= {**applied, "state": ClosingState.APPLIED, "report_id": body["report"]}
        cells["notice_until"] = None
        if "begun_at" in body:
            cells["begun_at"] = body["begun_at"]
    if "notice_until" in body:
        cells["notice_until"] = body["notice_until"]
    if "awaits" in body:
        cells["awaits"] = body["awaits"]
    if Fact(entry.fact) in (Fact.SENT_BACK, Fact.STRUCK_OFF):
        cells["state"] = ClosingState.OVER
    return cells


def _kept_up_answered(entry: JournalEntry) -> Iterator[Claim]:
    said = {name: entry.body[name] for name in ("answer", "words")}
    by = row_of(entry, "answered_by", "answered_at")
    said |= {name: entry.body[name] for name in ("asked_on",) if name in entry.body}
    yield Claim(kept_up_checks, entry.body["check"], {**by, **said})


def _check_claimed(entry: JournalEntry) -> Iterator[Claim]:
    cells = {
        "closing_id": entry.body["application"],
        "person_id": entry.person_id,
        "at": plain(entry.at),
        "given_back_at": None,
    }
    yield Claim(check_claims, entry.body["claim"], cells)


def _check_given_back(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(check_claims, entry.body["claim"], {"given_back_at": plain(entry.at)})


_TAKEN_OVER = ("state", "finished_on", "struck_off_on", "number", "words")


def _taken_over(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    said = {name: body[name] for name in _TAKEN_OVER}
    cells = {"item_id": entry.item_id, "at": plain(entry.at), **said}
    yield Claim(takeovers, body["takeover"], cells)
    stands = ("state", "finished_on", "done", "struck_off_at")
    yield Claim(items, entry.item_id, {name: body[name] for name in stands})


_OF_A_CHECK = (
    "closing_id",
    "seen_on",
    "seen_by",
    "measured",
    "latitude",
    "longitude",
    "files",
    "passed",
    "reason",
)


def _site_checked(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    fields = {name: body[name] for name in _OF_A_CHECK}
    yield Claim(site_checks, body["check"], {**row_of(entry, "person_id", "at"), **fields})
    if body["verdicts"]:
        yield Claim(check_verdicts, body["check"], {"verdicts": body["verdicts"]})


CLOSING_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "CheckClaimed": _check_claimed,
    "CheckGivenBack": _check_given_back,
    "SiteChecked": _site_checked,
    "KeptUpAnswered": _kept_up_answered,
    "TakenOver": _taken_over,
    **dict.fromkeys(Fact, _moved),
}

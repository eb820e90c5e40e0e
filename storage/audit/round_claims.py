"""The claims of the journal's entries on rounds, what was answered in them, and on prompts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from rules.policy.prompts import PromptAnswer, PromptState, parse_kind
from rules.policy.rounds import EntryAnswer
from storage.audit.claim import UNKNOWN, Cells, Claim
from storage.db.column_types import plain
from storage.follow_up.tables import prompts, round_entries, rounds
from storage.ledger.journal import JournalEntry


def _opened(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells: Cells = {
        "opened_by": entry.person_id,
        "opened_at": plain(entry.at),
        "due_at": datetime.fromisoformat(body["due"]).astimezone(UTC).isoformat(),
        "closed_at": None,
        "cancelled_at": None,
    }
    yield Claim(rounds, body["round"], cells | _told(entry, "occasion", "asked", "asks"))


def _told(entry: JournalEntry, *names: str) -> Cells:
    """Return what an entry tells by these names; an older one does not."""
    return {name: entry.body[name] for name in names if name in entry.body}


def _closed(entry: JournalEntry) -> Iterator[Claim]:
    closed = {"closed_at": plain(entry.at), **_told(entry, "answers")}
    yield Claim(rounds, entry.body["round"], closed)
    for number in entry.body.get("after_all", ()):
        reported = {"answer": EntryAnswer.REPORTED, "answered_at": plain(entry.at)}
        yield Claim(round_entries, number, reported)


def _cancelled(entry: JournalEntry) -> Iterator[Claim]:
    over = dict.fromkeys(("closed_at", "cancelled_at"), plain(entry.at))
    known = {"occasion": UNKNOWN, **_told(entry, "occasion", "answers")}
    yield Claim(rounds, entry.body["round"], {**over, **known})


def _nothing_changed(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        "round_id": body["round"],
        "item_id": entry.item_id,
        "answer": EntryAnswer.UNCHANGED,
        "reason": body["reason"],
        "answered_by": entry.person_id,
        "answered_at": plain(entry.at),
    }
    yield Claim(round_entries, body.get("entry"), cells)


def _prompt_answered(entry: JournalEntry) -> Iterator[Claim]:
    """Yield what was answered; an older entry does not tell whether it was asked again since."""
    body = entry.body
    if "subject" not in body:
        yield Claim(prompts, None, {})
        return
    cells = {
        "item_id": entry.item_id,
        "subject": body["subject"],
        "kind": parse_kind(body["kind"]),
        "due": body["due"],
        "state": PromptState.ANSWERED,
        "answer": body["answer"],
        "answered_at": plain(entry.at),
        "answered_by": entry.person_id,
        "answered_for": body["for"],
    }
    yield Claim(prompts, body["prompt"], cells)


def _asked_again(entry: JournalEntry) -> Iterator[Claim]:
    """Yield that nothing is answered; whether it is still asked, no entry tells."""
    nothing = dict.fromkeys(("answered_at", "answered_by", "answered_for"))
    for number in entry.body["prompts"]:
        open_again = {"state": UNKNOWN, "answer": PromptAnswer.NONE, **nothing}
        yield Claim(prompts, number, open_again)


ROUND_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "RoundOpened": _opened,
    "RoundClosed": _closed,
    "RoundCancelled": _cancelled,
    "NothingChanged": _nothing_changed,
    "PromptAnswered": _prompt_answered,
    "PromptAskedAgain": _asked_again,
}

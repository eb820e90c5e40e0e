"""The claims of the journal's entries on samples and checks of closed items."""

from collections.abc import Callable, Iterator

from rules.policy.lookback import CheckState
from storage.audit.claim import Claim
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry
from storage.lookback.tables import lookback_checks, lookback_draws


def _drawn(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    fields = {name: body[name] for name in ("drawn_by", "seed", "size", "candidates")}
    yield Claim(lookback_draws, body["draw"], {**fields, "drawn_at": plain(entry.at)})


def _ordered(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        "draw_id": body["draw"],
        "item_id": entry.item_id,
        "occasion": body["occasion"],
        "checker_id": body["checker"],
        "due_on": body["due_on"],
        "state": CheckState.OPEN,
        "verdict": None,
        "words": "",
        "checked_by": None,
        "checked_at": None,
    }
    yield Claim(lookback_checks, body["check"], cells)


def _checked(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        "state": CheckState.DONE,
        "verdict": body["verdict"],
        "words": body["words"],
        "checked_by": entry.person_id,
        "checked_at": plain(entry.at),
    }
    yield Claim(lookback_checks, body["check"], cells)


LOOKBACK_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "LookBackDrawn": _drawn,
    "LookBackOrdered": _ordered,
    "LookBackChecked": _checked,
}

"""The claims of the journal's entries on boards that were read."""

from collections.abc import Callable, Iterator

from storage.audit.claim import Claim
from storage.boards.tables import board_reads, boards
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry


def _read(entry: JournalEntry) -> Iterator[Claim]:
    said = {"board_id": entry.body["board"], "person_id": entry.person_id}
    yield Claim(board_reads, entry.body["read"], {**said, "read_at": plain(entry.at)})
    if "day" in entry.body:
        sent = {"person_id": entry.person_id, "day": entry.body["day"]}
        yield Claim(boards, entry.body["board"], sent)


BOARD_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {"BoardRead": _read}

"""The claims of the journal's entries on flags of the radar."""

from collections.abc import Callable, Iterator

from rules.policy.flags import FlagState
from storage.audit.claim import Claim
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry
from storage.radar.tables import radar_flags


def _flag_raised(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    said = {name: value for name, value in body.items() if name != "flag"}
    none_yet = {
        "state": FlagState.OPEN,
        "explanation": "",
        **dict.fromkeys(("explained_by", "explained_at", "decided_by", "decided_at")),
    }
    yield Claim(radar_flags, body["flag"], {**said, "found_at": plain(entry.at), **none_yet})


def _flag_asked(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(radar_flags, entry.body["flag"], {"state": FlagState.ASKED})


def _flag_explained(entry: JournalEntry) -> Iterator[Claim]:
    by = {"explained_by": entry.person_id, "explained_at": plain(entry.at)}
    yield Claim(radar_flags, entry.body["flag"], {"explanation": entry.body["words"], **by})


def _flag_concluded(entry: JournalEntry) -> Iterator[Claim]:
    by = {"decided_by": entry.person_id, "decided_at": plain(entry.at)}
    yield Claim(radar_flags, entry.body["flag"], {"state": entry.body["state"], **by})


RADAR_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "FlagRaised": _flag_raised,
    "FlagAsked": _flag_asked,
    "FlagExplained": _flag_explained,
    "FlagConcluded": _flag_concluded,
}

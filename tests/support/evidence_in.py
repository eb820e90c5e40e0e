"""Files that were sent, as the downloader keeps them: their content is given by their name, or none."""

from collections.abc import Mapping
from pathlib import Path

from bot.telegram.addresses import NAME as TELEGRAM
from notices import evidence_notices
from storage.db.engine import writing
from storage.reporting import evidence
from storage.reporting.pictures import marks_of
from tests.support.dialogue import Dialogue


def fetched(talk: Dialogue, folder: Path, contents: Mapping[str, bytes]) -> None:
    """Keep every file that waits; the pictures among them with how they look."""
    with writing(talk.engine) as tx:
        for piece in evidence.to_fetch(tx, TELEGRAM, talk.now, limit=100):
            content = contents[piece.name]
            digest, path = evidence.store(folder, content, piece.name)
            place, marks = str(path.relative_to(folder)), marks_of(content)
            made_at = marks.taken_in(talk.city.zone)
            evidence_notices.fetched(
                tx, piece, digest, place, len(content), talk.now, marks, made_at
            )
    talk.deliver()


def kept(talk: Dialogue, digests: dict[str, str] | None = None) -> None:
    """Keep every file that waits, whatever it holds.

    `digests`: the SHA-256 of some by their names; the others have each their own.
    """
    known = digests or {}
    with writing(talk.engine) as tx:
        for row in evidence.to_fetch(tx, TELEGRAM, talk.now, limit=100):
            digest = known.get(row.name, f"{row.id:064x}")
            path = f"evidence/{digest[:2]}/{digest}.bin"
            evidence_notices.fetched(tx, row, digest, path, row.size or 0, talk.now)
    talk.deliver()

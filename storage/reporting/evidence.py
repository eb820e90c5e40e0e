"""Photos and files: noted when they are heard of, fetched afterwards, kept by their SHA-256."""

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import CompoundSelect, bindparam, func, insert, or_, select, update

from rules.policy.evidence import EvidencePiece, EvidenceState
from storage.db import notifications
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.notifications import Queue
from storage.ledger import journal
from storage.ledger.tables import evidence, reports
from storage.reporting.filing import filed
from storage.reporting.pictures import NO_PICTURE, PictureMarks

TRIES, LONGEST_WAIT = 24, timedelta(minutes=10)
"""A messenger may be out of reach for some hours before a file is given up."""


_ENDING = re.compile(r"\.[A-Za-z0-9]{1,9}\Z")


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A file that was sent; `file_id` is how its messenger names it, `too_large` what it says of it."""

    person: int
    kind: str
    name: str
    messenger: str
    file_id: str
    size: int | None
    too_large: bool = False
    caption: str = ""
    album: str | None = None
    draft: int | None = None
    item: int | None = None
    message_id: int | None = None
    clause: int | None = None
    check_form: int | None = None
    made_at: datetime | None = None


def note(tx: Tx, new: NewEvidence, now: datetime) -> int:
    """Write down that a file was sent; it is fetched soon after, unless it is too large for that."""
    notifications.mark(tx, Queue.FILES)
    number = int(
        tx.execute(
            insert(evidence)
            .values(
                draft_id=new.draft,
                item_id=new.item,
                album=new.album,
                person_id=new.person,
                message_id=new.message_id,
                clause=new.clause,
                check_form_id=new.check_form,
                made_at=new.made_at,
                at=now,
                kind=new.kind,
                name=new.name,
                caption=new.caption,
                messenger=new.messenger,
                file_id=new.file_id,
                size=new.size,
                state=EvidenceState.FAILED if new.too_large else EvidenceState.WAITING,
                attempts=0,
                last_error="too large" if new.too_large else "",
            )
            .returning(evidence.c.id)
        ).scalar_one()
    )
    if new.item is not None:
        filed(tx, [number], now)
    return number


_PIECES = select(evidence, reports.c.receipt).outerjoin(reports)


def by_id(tx: Tx, piece: int) -> EvidencePiece | None:
    return fetch_one(tx, EvidencePiece, _PIECES.where(evidence.c.id == piece))


def of_message(tx: Tx, person: int, message_id: int) -> EvidencePiece | None:
    """Return the file that a message of theirs brought, as it was last written down."""
    query = _PIECES.where(evidence.c.person_id == person, evidence.c.message_id == message_id)
    return fetch_one(tx, EvidencePiece, query.order_by(evidence.c.id.desc()).limit(1))


def of_draft(tx: Tx, draft: int) -> list[EvidencePiece]:
    """Return the files of a card or an application, oldest first."""
    query = _PIECES.where(evidence.c.draft_id == draft).order_by(evidence.c.id)
    return fetch_all(tx, EvidencePiece, query)


def of_check_form(tx: Tx, form: int) -> list[EvidencePiece]:
    """Return the files of a check on site, oldest first."""
    query = _PIECES.where(evidence.c.check_form_id == form).order_by(evidence.c.id)
    return fetch_all(tx, EvidencePiece, query)


def change(tx: Tx, piece: int, **values: object) -> None:
    tx.execute(update(evidence).where(evidence.c.id == piece).values(**values))


def without_words(tx: Tx, draft: int, at: datetime) -> bool:
    """Whether what was shown for a draft at that moment was a file and nothing said with it."""
    then = (evidence.c.draft_id == draft) & (evidence.c.at == at)
    captions = list(tx.execute(select(evidence.c.caption).where(then)).scalars())
    return bool(captions) and not any(captions)


def is_recorded(piece: EvidencePiece) -> bool:
    """Whether a piece is evidence in the ledger, and not only of a card."""
    return piece.report_id is not None or piece.item_id is not None


def newest(tx: Tx) -> int:
    return int(tx.execute(select(func.max(evidence.c.id))).scalar() or 0)


def noted_since(tx: Tx, newest: int, file_id: str) -> bool:
    query = select(evidence.c.id).where(evidence.c.id > newest, evidence.c.file_id == file_id)
    return tx.execute(query.limit(1)).first() is not None


def passed_on(tx: Tx, drafts: list[int], to: int) -> int:
    """Give the evidence of drafts to the one they gave way to; return how many pieces."""
    query = update(evidence).where(evidence.c.draft_id.in_(drafts)).values(draft_id=to)
    return tx.execute(query).rowcount


_OF_DRAFT = select(func.count()).where(
    evidence.c.draft_id == bindparam("draft"), evidence.c.state != EvidenceState.FAILED
)


def count_of_draft(tx: Tx, draft: int) -> int:
    return tx.execute(_OF_DRAFT, {"draft": draft}).scalar_one()


def count_of_item(tx: Tx, item: int) -> int:
    query = select(func.count()).select_from(evidence)
    return tx.execute(query.where(evidence.c.id.in_(_ids_of(item)))).scalar_one()


def shown_by(tx: Tx, item: int, person: int) -> int:
    """Return how many pieces of an item's evidence a person brought."""
    mine = evidence.c.id.in_(_ids_of(item)) & (evidence.c.person_id == person)
    return tx.execute(select(func.count()).select_from(evidence).where(mine)).scalar_one()


def of_item(tx: Tx, item: int) -> list[EvidencePiece]:
    """Return the evidence of an item, oldest first."""
    query = _PIECES.where(evidence.c.id.in_(_ids_of(item))).order_by(evidence.c.id)
    return fetch_all(tx, EvidencePiece, query)


def _ids_of(item: int) -> CompoundSelect[tuple[int]]:
    of_reports = select(evidence.c.id).join(reports).where(reports.c.item_id == item)
    return of_reports.union(select(evidence.c.id).where(evidence.c.item_id == item))


def to_fetch(tx: Tx, messenger: str, now: datetime, limit: int = 8) -> list[EvidencePiece]:
    """Return what is due to be fetched from this messenger now, oldest first."""
    when = evidence.c.next_try_at
    # A wait longer than any of ours means that the clock was set back: it is over.
    due = or_(when.is_(None), when <= now, when > now + LONGEST_WAIT)
    query = _PIECES.where(evidence.c.state == EvidenceState.WAITING, due)
    mine = query.where(evidence.c.messenger == messenger)
    return fetch_all(tx, EvidencePiece, mine.order_by(evidence.c.id).limit(limit))


def next_try(tx: Tx, messenger: str, now: datetime) -> datetime | None:
    """Return when its next file that was not fetched is tried again; None when there is none."""
    waiting = (evidence.c.state == EvidenceState.WAITING) & (evidence.c.messenger == messenger)
    query = select(func.min(evidence.c.next_try_at))
    return tx.execute(query.where(waiting, evidence.c.next_try_at > now)).scalar()


def store(folder: Path, content: bytes, name: str) -> tuple[str, Path]:
    """Keep bytes under their SHA-256 (hex); the same content is stored once."""
    digest = hashlib.sha256(content).hexdigest()
    path = folder / "evidence" / digest[:2] / (digest + _ending(name))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.partial")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            # A name without its bytes would pass for the evidence after a power cut.
            os.fsync(file.fileno())
        partial.replace(path)
    return digest, path


def _ending(name: str) -> str:
    """Return `.jpg` and its like; of anything but plain letters and digits nothing is taken."""
    found = _ENDING.search(name)
    return found[0].lower() if found else ""


def kept(
    tx: Tx,
    piece: EvidencePiece,
    digest: str,
    path: str,
    size: int,
    now: datetime,
    marks: PictureMarks = NO_PICTURE,
    made_at: datetime | None = None,
) -> None:
    """Note that the file is there; entered once, even when two processes fetched it.

    `made_at`: when its content was made; of what was forwarded, the earlier moment holds.
    """
    seen = {"look": marks.look, "taken": marks.taken}
    kept_now = tx.execute(
        update(evidence)
        .where(evidence.c.id == piece.id, evidence.c.state == EvidenceState.WAITING)
        .values(
            state=EvidenceState.KEPT,
            sha256=digest,
            path=path,
            size=size,
            made_at=min(filter(None, (piece.made_at, made_at)), default=None),
            **seen,
        )
    )
    if kept_now.rowcount == 0:
        return
    made = tx.execute(select(evidence.c.made_at).where(evidence.c.id == piece.id)).scalar()
    body = {
        "evidence": piece.id,
        "name": piece.name,
        "sha256": digest,
        "size": size,
        "kind": piece.kind,
        "at": plain(piece.at),
        "made_at": plain(made),
        "path": path,
        **seen,
    }
    journal.write(tx, "EvidenceKept", body, now=now, person=piece.person_id)


def failed(tx: Tx, piece: EvidencePiece, last_error: str, now: datetime, *, for_good: bool) -> bool:
    """Count a failed fetch; True when it was the last try."""
    attempts = piece.attempts + 1
    last = for_good or attempts >= TRIES
    tx.execute(
        update(evidence)
        .where(evidence.c.id == piece.id)
        .values(
            state=EvidenceState.FAILED if last else EvidenceState.WAITING,
            attempts=attempts,
            next_try_at=now + min(timedelta(seconds=2**attempts), LONGEST_WAIT),
            last_error=last_error,
        )
    )
    return last

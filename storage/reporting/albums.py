"""Albums: each picture belongs to its caption, in whatever order they are heard."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from storage.db.engine import Tx
from storage.ledger import journal
from storage.ledger.tables import evidence, reports
from storage.mail.tables import drafts
from storage.reporting import evidence as pieces

_PLACE = func.coalesce(evidence.c.message_id, 0)
_ABOUT = func.coalesce(reports.c.item_id, evidence.c.item_id, drafts.c.item_id)
_PICTURES = (
    select(evidence, _PLACE.label("place"), _ABOUT.label("about"), reports.c.receipt)
    .outerjoin(reports, evidence.c.report_id == reports.c.id)
    .outerjoin(drafts, evidence.c.draft_id == drafts.c.id)
    .order_by(_PLACE, evidence.c.id)
)


def pictures(tx: Tx, person: int, album: str) -> Sequence[Row[Any]]:
    """In the order in which they stand there; `about` is the item that each is shown for so far."""
    of_album = (evidence.c.album == album) & (evidence.c.person_id == person)
    return tx.execute(_PICTURES.where(of_album)).all()


def caption_of(rows: Sequence[Row[Any]], place: int) -> Row[Any] | None:
    """The picture whose caption is meant at a place: the nearest before it, else the first after."""
    captioned = [row for row in rows if row.caption and row.place != place]
    before = [row for row in captioned if row.place < place]
    return before[-1] if before else captioned[0] if captioned else None


def gather(tx: Tx, person: int, album: str, now: datetime) -> list[Row[Any]]:
    """Bring the pictures without a caption to the one meant for them; those moved, as they were."""
    rows, moved = pictures(tx, person, album), []
    for row in rows:
        to = None if row.caption else caption_of(rows, row.place)
        if to is not None and _goes_elsewhere(row, to):
            _move(tx, row, to, now)
            moved.append(row)
    return moved


def gather_for(tx: Tx, draft: int, now: datetime) -> list[Row[Any]]:
    """The same for every album of which a card has pictures."""
    query = select(evidence.c.person_id, evidence.c.album).where(evidence.c.draft_id == draft)
    albums = tx.execute(query.where(evidence.c.album.is_not(None)).distinct()).all()
    return [row for person, album in albums for row in gather(tx, person, album, now)]


def home(row: Row[Any]) -> tuple[int | None, int | None, int | None]:
    """What a picture is evidence of."""
    return (row.draft_id, row.report_id, row.item_id)


def _goes_elsewhere(row: Row[Any], to: Row[Any]) -> bool:
    """What is recorded stays, unless the caption is known to be about another item."""
    if home(row) == home(to):
        return False
    return not pieces.is_recorded(row) or to.about not in (None, row.about)


def _move(tx: Tx, row: Row[Any], to: Row[Any], now: datetime) -> None:
    """What was recorded is moved by an entry of its own."""
    pieces.change(tx, row.id, draft_id=to.draft_id, report_id=to.report_id, item_id=to.item_id)
    if pieces.is_recorded(row):
        body = {"evidence": row.id, "name": row.name, "from": row.receipt or "", "to": to.about}
        journal.write(tx, "EvidenceMoved", body, now=now, person=row.person_id, item=row.about)


def loose(tx: Tx, draft: int) -> int:
    """How many of a card's pictures have no caption, in albums whose captions lead to several."""
    mine = select(evidence.c.album).where(evidence.c.draft_id == draft)
    rows = tx.execute(select(evidence).where(evidence.c.album.in_(mine))).all()
    homes: dict[str, set[tuple[int | None, ...]]] = {}
    for row in rows:
        if row.caption:
            homes.setdefault(row.album, set()).add(home(row))
    return sum(
        row.draft_id == draft and not row.caption and len(homes.get(row.album, ())) > 1
        for row in rows
    )

"""Albums: each picture belongs to its caption, in whatever order they arrive."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from rules.policy.evidence import AlbumPicture
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.ledger import journal
from storage.ledger.tables import evidence, reports
from storage.mail.tables import drafts
from storage.reporting.evidence import change, is_recorded
from storage.reporting.filing import filed

_PLACE = func.coalesce(evidence.c.message_id, 0)
_ABOUT = func.coalesce(reports.c.item_id, evidence.c.item_id, drafts.c.item_id)
_PICTURES = (
    select(evidence, _PLACE.label("place"), _ABOUT.label("about"), reports.c.receipt)
    .outerjoin(reports, evidence.c.report_id == reports.c.id)
    .outerjoin(drafts, evidence.c.draft_id == drafts.c.id)
    .order_by(_PLACE, evidence.c.id)
)


def pictures(tx: Tx, person: int, album: str) -> list[AlbumPicture]:
    """Return the pictures of an album, in the order in which they stand there."""
    of_album = (evidence.c.album == album) & (evidence.c.person_id == person)
    return fetch_all(tx, AlbumPicture, _PICTURES.where(of_album))


def caption_of(rows: Sequence[AlbumPicture], place: int) -> AlbumPicture | None:
    """Return the picture whose caption is meant at a place: the nearest before it, else the first after."""
    captioned = [row for row in rows if row.caption and row.place != place]
    before = [row for row in captioned if row.place < place]
    return before[-1] if before else captioned[0] if captioned else None


def gather(tx: Tx, person: int, album: str, now: datetime) -> list[AlbumPicture]:
    """Bring pictures without a caption to the one meant for them; return those moved, as before."""
    rows, moved = pictures(tx, person, album), []
    for row in rows:
        to = None if row.caption else caption_of(rows, row.place)
        if to is not None and _goes_elsewhere(row, to):
            _move(tx, row, to, now)
            moved.append(row)
    return moved


def gather_for(tx: Tx, draft: int, now: datetime) -> list[AlbumPicture]:
    """Do the same for every album of which a card has pictures."""
    query = select(evidence.c.person_id, evidence.c.album).where(evidence.c.draft_id == draft)
    albums = tx.execute(query.where(evidence.c.album.is_not(None)).distinct()).all()
    return [row for person, album in albums for row in gather(tx, person, album, now)]


def home(picture: AlbumPicture) -> tuple[int | None, int | None, int | None]:
    """Return what a picture is evidence of: a draft, a report, an item."""
    return (picture.draft_id, picture.report_id, picture.item_id)


def _goes_elsewhere(row: AlbumPicture, to: AlbumPicture) -> bool:
    """Tell whether to move: what is recorded stays, unless the caption is about another item."""
    if home(row) == home(to):
        return False
    return not is_recorded(row) or to.about not in (None, row.about)


def _move(tx: Tx, row: AlbumPicture, to: AlbumPicture, now: datetime) -> None:
    """Move a picture; one that was recorded by an entry of its own in the journal."""
    change(
        tx,
        row.id,
        draft_id=to.draft_id,
        report_id=to.report_id,
        item_id=to.item_id,
        clause=to.clause,
        compared=False,
    )
    if is_recorded(row):
        body = {"evidence": row.id, "name": row.name, "from": row.receipt or "", "to": to.about}
        body |= {"report": to.report_id, "item": to.item_id, "clause": to.clause}
        journal.write(tx, "EvidenceMoved", body, now=now, person=row.person_id, item=row.about)
    elif is_recorded(to):
        filed(tx, [row.id], now)


def loose(tx: Tx, draft: int) -> int:
    """Count a card's pictures without a caption, in albums whose captions lead to several cards."""
    mine = select(evidence.c.album).where(evidence.c.draft_id == draft)
    rows = fetch_all(tx, AlbumPicture, _PICTURES.where(evidence.c.album.in_(mine)))
    homes: dict[str | None, set[tuple[int | None, ...]]] = {}
    for row in rows:
        if row.caption:
            homes.setdefault(row.album, set()).add(home(row))
    return sum(
        row.draft_id == draft and not row.caption and len(homes.get(row.album, ())) > 1
        for row in rows
    )

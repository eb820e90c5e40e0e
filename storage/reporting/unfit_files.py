"""Files that show nothing for their item: empty, shown for another item, or older than all of it."""

from datetime import UTC

from sqlalchemy import func, select

from rules.policy.evidence import EvidencePiece, UnfitBecause, UnfitFile
from storage.db.engine import Tx
from storage.ledger import campaigns
from storage.ledger.tables import evidence, items, reports
from storage.reporting.evidence import is_recorded


def find_unfit(tx: Tx, piece: EvidencePiece, item: int) -> UnfitFile | None:
    """Return why a file shows nothing for an item; None as far as is known when it may.

    What is in it is known once it was fetched.
    """
    if piece.size == 0:
        return UnfitFile(UnfitBecause.EMPTY, piece.name)
    code = _shown_before_for(tx, piece, item)
    if code is not None:
        return UnfitFile(UnfitBecause.OF_ANOTHER, piece.name, code)
    begun = campaigns.started_on(tx)
    if (
        begun is not None
        and piece.made_at is not None
        and piece.made_at.astimezone(UTC).date() < begun
    ):
        return UnfitFile(UnfitBecause.TOO_OLD, piece.name, day=piece.made_at.date())
    return None


def _shown_before_for(tx: Tx, piece: EvidencePiece, item: int) -> str | None:
    """Return the code of the other item that the same bytes are recorded for already.

    What stood on a card that was dropped is recorded for none.
    """
    if piece.sha256 is None:
        return None
    about = func.coalesce(reports.c.item_id, evidence.c.item_id)
    query = (
        select(items.c.code)
        .select_from(evidence)
        .outerjoin(reports, evidence.c.report_id == reports.c.id)
        .join(items, items.c.id == about)
        .where(evidence.c.sha256 == piece.sha256, evidence.c.id != piece.id, about != item)
    )
    if is_recorded(piece):
        query = query.where(evidence.c.id < piece.id)
    return tx.execute(query.order_by(evidence.c.id).limit(1)).scalar()

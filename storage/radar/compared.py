"""Reports and pictures of the ledger, as the radar compares them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, or_, select, update

from rules.language.no_change import ZERO
from rules.policy.closing import Fact
from rules.policy.evidence import EvidenceState
from rules.policy.radar import ComparedPicture, ComparedReport
from storage.closing.tables import closing_steps, closings
from storage.db.engine import Tx
from storage.db.query import Query, RawRow
from storage.ledger.tables import evidence, items, reports

PICTURES = ("photo", "video")
"""Kinds of files that show something; a document does when its content has a look."""

REPORTS_OF_OWNER = 1000
"""Earlier reports whose words are compared with a new one: half a year of forty items, weekly."""

_ABOUT = func.coalesce(reports.c.item_id, evidence.c.item_id)


def _read(tx: Tx, query: Query, zone: ZoneInfo) -> list[ComparedReport]:
    """Return reports in their order; a chain begins within its item."""
    rows = tx.execute(query.order_by(reports.c.id)).all()
    handed_in = select(closings.c.report_id).where(
        closings.c.item_id.in_({row.item_id for row in rows}), closings.c.report_id.is_not(None)
    )
    applications = set(tx.execute(handed_in).scalars())
    chains: dict[int, int] = {}
    for row in rows:
        corrects = row.corrects_id
        chains[row.id] = row.id if corrects is None else chains.get(corrects, corrects)
    return [_report(row, chains[row.id], zone, applies=row.id in applications) for row in rows]


def _report(row: RawRow, chain: int, zone: ZoneInfo, *, applies: bool) -> ComparedReport:
    return ComparedReport(
        id=row.id,
        item_id=row.item_id,
        day=row.at.astimezone(zone).date(),
        # That nothing changed is said in the same words each time.
        words="" if row.kind == ZERO else row.words,
        done=row.done,
        percent=row.percent,
        chain=chain,
        applies=applies,
    )


def history(tx: Tx, item: int, until: int, zone: ZoneInfo) -> list[ComparedReport]:
    """Return an item's reports up to one of them, since it was last opened again."""
    reopened = select(func.max(closing_steps.c.at)).where(
        closing_steps.c.item_id == item,
        closing_steps.c.fact == Fact.REOPENED,
        closing_steps.c.at <= select(reports.c.at).where(reports.c.id == until).scalar_subquery(),
    )
    query = select(reports).where(reports.c.item_id == item, reports.c.id <= until)
    since: datetime | None = tx.execute(reopened).scalar()
    if since is not None:
        query = query.where(reports.c.at > since)
    return _read(tx, query, zone)


def of_owner(tx: Tx, owner: int, until: int, zone: ZoneInfo) -> list[ComparedReport]:
    """Return the latest reports on all items of an owner, up to one of them."""
    own = select(items.c.id).where(items.c.owner_id == owner)
    latest = select(reports.c.id).where(reports.c.item_id.in_(own), reports.c.id <= until)
    latest = latest.order_by(reports.c.id.desc()).limit(REPORTS_OF_OWNER)
    return _read(tx, select(reports).where(reports.c.id.in_(latest)), zone)


def pictures(tx: Tx, *, new: bool = False) -> list[ComparedPicture]:
    """Return every picture that is evidence in the ledger and was received, oldest first.

    `new`: only those that were not compared yet, or were moved to another item since.
    """
    looks = select(evidence.c.sha256).where(evidence.c.look.is_not(None))
    shows = or_(evidence.c.kind.in_(PICTURES), evidence.c.sha256.in_(looks))
    query = (
        select(evidence, _ABOUT.label("about"))
        .outerjoin(reports, evidence.c.report_id == reports.c.id)
        .where(evidence.c.state == EvidenceState.KEPT, _ABOUT.is_not(None), shows)
        .order_by(evidence.c.id)
    )
    if new:
        query = query.where(evidence.c.compared.is_(False))
    chains = _chains(tx)
    return [_picture(row, chains) for row in tx.execute(query)]


def _chains(tx: Tx) -> dict[int, int]:
    """Return the first report of every report that corrects another."""
    corrected = select(reports.c.id, reports.c.corrects_id).where(
        reports.c.corrects_id.is_not(None)
    )
    chains: dict[int, int] = {}
    for row in tx.execute(corrected.order_by(reports.c.id)):
        chains[row.id] = chains.get(row.corrects_id, row.corrects_id)
    return chains


def _picture(row: RawRow, chains: dict[int, int]) -> ComparedPicture:
    return ComparedPicture(
        id=row.id,
        item_id=row.about,
        report_id=row.report_id,
        chain=None if row.report_id is None else chains.get(row.report_id, row.report_id),
        person_id=row.person_id,
        album=row.album,
        message_id=row.message_id,
        name=row.name,
        at=row.at,
        sha256=row.sha256,
        look=None if row.look is None else int(row.look, 16),
        taken=None if row.taken is None else datetime.fromisoformat(row.taken),
    )


def note_compared(tx: Tx, pieces: list[int]) -> None:
    """Note that these were held against all others."""
    each = update(evidence).where(evidence.c.id == bindparam("piece")).values(compared=True)
    tx.execute(each, [{"piece": piece} for piece in pieces])

"""The campaign's days: its beginning, its half-year mark and the expected look-back inspection."""

from datetime import date

from sqlalchemy import func, select

from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.tables import campaigns


def days_of(tx: Tx, city: City) -> tuple[date | None, date | None]:
    """Return the half-year mark and the expected look-back; the profile goes before the ledger."""
    days = select(campaigns.c.half_year_on, campaigns.c.look_back_on)
    row = tx.execute(days.order_by(campaigns.c.id.desc())).first()
    known = (None, None) if row is None else (row.half_year_on, row.look_back_on)
    return city.half_year_on or known[0], city.look_back_on or known[1]


def _first_campaign(tx: Tx) -> date | None:
    return tx.execute(select(func.min(campaigns.c.started_on))).scalar()


started_on = VersionedCache(_first_campaign)
"""Only an import begins a campaign."""

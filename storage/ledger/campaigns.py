"""The campaign's days: its beginning, its half-year mark and the expected look-back inspection."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select, update

from rules.language.reading.days.calendar import add_months
from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger import catalogue_version
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


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the first import begins."""

    name: str
    started_on: date


def new_edition(tx: Tx, campaign: Campaign) -> None:
    """Mark the catalogue as changed; the first import begins the campaign."""
    catalogue_version.begun(tx)
    if tx.execute(select(campaigns.c.id)).first() is not None:
        tx.execute(update(campaigns).values(edition=campaigns.c.edition + 1))
        return
    first = insert(campaigns).values(
        name=campaign.name[:200],
        started_on=campaign.started_on,
        half_year_on=add_months(campaign.started_on, 6),
        edition=1,
    )
    tx.execute(first)

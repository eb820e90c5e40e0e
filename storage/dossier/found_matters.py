"""What checks on site, objections and look-backs brought to light of an item, and its numbers."""

from collections.abc import Iterator

from sqlalchemy import select

from rules.policy.checks import SiteCheck
from rules.policy.dossier import CaseMatter, MatterKind, SiteCheckResult
from rules.policy.wording import amount
from storage.closing.check_tables import site_checks
from storage.closing.tables import closing_steps, objections, strike_offs
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.lookback.tables import lookback_checks

Names = dict[int, str]


def of_item(tx: Tx, item: int, measure: str, names: Names) -> list[CaseMatter]:
    """Return all of it, oldest first; never what the radar noticed."""
    found = [
        *_site_checks(tx, item, measure, names),
        *_objections(tx, item, names),
        *_look_backs(tx, item, names),
        *_strike_offs(tx, item, names),
    ]
    return sorted(found, key=lambda each: each.at)


def _site_checks(tx: Tx, item: int, measure: str, names: Names) -> Iterator[CaseMatter]:
    query = select(site_checks).where(site_checks.c.item_id == item)
    for check in fetch_all(tx, SiteCheck, query):
        measured = "" if check.measured is None else f"{amount(check.measured)}{measure}"
        place = "" if check.latitude is None else f"{check.latitude},{check.longitude}"
        words = "\n".join(filter(None, (check.seen_on.isoformat(), check.seen_by, measured, place)))
        state = SiteCheckResult.PASSED if check.passed else SiteCheckResult.SENT_BACK
        yield CaseMatter(
            MatterKind.SITE_CHECK, check.at, names[check.person_id], words, state, check.reason
        )


def _objections(tx: Tx, item: int, names: Names) -> Iterator[CaseMatter]:
    for row in tx.execute(select(objections).where(objections.c.item_id == item)):
        by, answered_by = names[row.clerk_id], names.get(row.answered_by, "")
        yield CaseMatter(
            MatterKind.OBJECTION, row.at, by, row.words, row.state, row.answer, answered_by
        )


def _look_backs(tx: Tx, item: int, names: Names) -> Iterator[CaseMatter]:
    """Yield the checks that were done."""
    done = lookback_checks.c.checked_at.is_not(None)
    for row in tx.execute(select(lookback_checks).where(lookback_checks.c.item_id == item, done)):
        by = names[row.checked_by]
        yield CaseMatter(MatterKind.LOOKBACK, row.checked_at, by, row.words, row.verdict)


def _strike_offs(tx: Tx, item: int, names: Names) -> Iterator[CaseMatter]:
    query = select(strike_offs, closing_steps.c.at).join(closing_steps)
    for row in tx.execute(query.where(strike_offs.c.item_id == item)):
        yield CaseMatter(MatterKind.STRIKE_OFF, row.at, names[row.struck_off_by], row.number)

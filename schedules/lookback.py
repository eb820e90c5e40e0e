"""Checks of closed items whose day has come: of the effect, and after a slight relapse."""

from datetime import datetime

from messages.outgoing import OutgoingMessage
from notices import lookback_notices, mail
from rules.language.reading.days.calendar import add_months
from rules.policy.city import City
from rules.policy.lookback import CheckOccasion
from schedules import once_a_day
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.lookback import candidates, checks
from storage.lookback.checks import NewCheck

NAME = "lookback"


def run(tx: Tx, city: City, now: datetime) -> int:
    """Order the effect checks that are due and write to the checkers; how many messages."""
    begun = once_a_day.begin_in_the_morning(tx, NAME, city, now)
    if begun is None:
        return 0
    written = _of_effect(tx, city, now)
    for check in checks.to_ask(tx, begun.today):
        item = item_store.by_id(tx, check.item_id)
        written += lookback_notices.ask(tx, city, item, check)
        checks.asked(tx, check.id)
    mail.send_all(tx, written, now)
    return len(written)


def _of_effect(tx: Tx, city: City, now: datetime) -> list[OutgoingMessage]:
    """Order a check of each item that was struck off so many months ago."""
    today = city.today(now)
    before = add_months(today, -city.effect_months)
    due = city.calendar.add_working_days(today, city.check_days)
    written: list[OutgoingMessage] = []
    for number in candidates.effect_due(tx, city.moment(before, city.prompt_time)):
        item = item_store.by_id(tx, number)
        checker = lookback_notices.checker_of(tx, item, checks.load(tx))
        new = NewCheck(item.id, CheckOccasion.EFFECT, checker.id if checker else None, due)
        check = checks.order(tx, new, now)
        written += lookback_notices.ask(tx, city, item, check)
    return written

"""The duty `prompts`: what has to be asked by now is asked, once, and again until answered."""

from datetime import date, datetime, timedelta

from notices import calendar_notices, mail, prompt_notices
from rules.policy.city import City
from rules.policy.spans import unpublished_years
from schedules import kept_up
from schedules.portion import Portion
from schedules.prompts import calls, chasing, requests, telling, unreached
from storage.db.engine import Tx
from storage.follow_up import prompt_messages
from storage.ledger import duty_checkpoints

NEAR = timedelta(days=30)
"""So long before a year without a published calendar begins the office is warned."""


def run(tx: Tx, city: City, now: datetime) -> Portion:
    """Ask what is due; return how many messages were written."""
    prompt_messages.note_deliveries(tx)
    mail.send_all(tx, prompt_notices.answered_by_reports(tx, city, now), now)
    if not city.may_send(now):
        return Portion(0)
    written = requests.pass_on_blockers(tx, city, now)
    if now.astimezone(city.zone).time() < city.prompt_time:
        return Portion(written)
    today = city.today(now)
    if not _moved_on(tx, today):
        return Portion(written)
    if calls.make_next(tx, city, today, now):
        return Portion(written, more=True)
    told = telling.tell(tx, city, today, now)
    if told.more:
        return Portion(written + told.written, more=True)
    years = unpublished_years(city.calendar, today, today + NEAR)
    mail.send_all(tx, calendar_notices.of_years(tx, city, years), now)
    written += told.written + kept_up.ask(tx, city, today, now)
    written += chasing.chase(tx, city, today, now)
    return Portion(written + unreached.tell(tx, city, today, now))


def _moved_on(tx: Tx, today: date) -> bool:
    """Whether this is no day before the last one dealt with: a clock set back asks nobody again."""
    last = duty_checkpoints.of(tx, calls.NAME).day
    return last is None or today >= last

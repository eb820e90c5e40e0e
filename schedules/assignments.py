"""Receipt of a duty: new items are put to their owners, one letter a person and day, to be signed."""

from datetime import date, datetime, time

from messages.follow_up import assignment_texts
from messages.letters import letters
from notices import mail
from rules.policy.assignments import Assignment
from rules.policy.city import City
from rules.policy.grace import waits
from schedules.portion import Portion
from storage.db.engine import Tx
from storage.follow_up import assignments
from storage.people import people

AT_ONCE = 10
"""Owners written to in one unit of work while others wait."""


def run(tx: Tx, city: City, now: datetime) -> Portion:
    """Ask owners to sign for what they were not told of yet; what came in overdue waits its grace."""
    if not city.may_send(now):
        return Portion(0)
    today, written = city.today(now), 0
    for owner in assignments.owners_to_tell(tx, city.moment(today, time())):
        untold = (one for one in assignments.unsigned(tx, owner) if one.told_at is None)
        given = [one for one in untold if _may_be_told(one, city, today)]
        if given and written >= AT_ONCE:
            return Portion(written, more=True)
        written += _tell(tx, city, owner, given, now) if given else 0
    return Portion(written)


def _may_be_told(given: Assignment, city: City, today: date) -> bool:
    if given.deadline is None:
        return True
    return not waits(given.deadline, city.today(given.since), today, city)


def _tell(tx: Tx, city: City, owner: int, given: list[Assignment], now: datetime) -> int:
    last = max(one.id for one in given)
    written = letters(
        [people.by_id(tx, owner)],
        city.language,
        lambda t: assignment_texts.to_sign(t, given),
        lambda t: assignment_texts.sign_button(t, last),
        dedup_key=f"sign:{last}",
    )
    mail.send_all(tx, written, now)
    assignments.told(tx, [one.id for one in given], now)
    return len(written)

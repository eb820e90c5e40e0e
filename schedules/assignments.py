"""Receipt of a duty: new items are put to their owners, one letter a person and day, to be signed."""

from collections import defaultdict
from datetime import date, datetime

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
    today = city.today(now)
    waiting: dict[int, list[Assignment]] = defaultdict(list)
    for given in assignments.unsigned(tx):
        if given.account is not None and given.told_at is None and _may_be_told(given, city, today):
            waiting[given.owner_id].append(given)
    told = assignments.last_told(tx, waiting)
    due = {n: of for n, of in waiting.items() if n not in told or city.today(told[n]) < today}
    written = sum(_tell(tx, city, owner, due[owner], now) for owner in list(due)[:AT_ONCE])
    return Portion(written, more=len(due) > AT_ONCE)


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

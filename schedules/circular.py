"""通报: drafted once at the end of a round, for the office, which publishes it."""

from datetime import datetime

from notices import circulars, live_messages, mail, round_notices
from rules.policy.city import City
from storage.db.engine import Tx
from storage.follow_up import rounds


def run(tx: Tx, city: City, now: datetime) -> int:
    """Close every round that is over and draft its circular; return how many messages were written."""
    if city.is_quiet(now):
        return 0
    over = [r for r in rounds.still_open(tx) if r.due_at <= now]
    return sum(_close(tx, city, round_.id, now) for round_ in over)


def _close(tx: Tx, city: City, number: int, now: datetime) -> int:
    if not rounds.close(tx, number, now):
        return 0
    round_ = rounds.by_id(tx, number)
    assert round_ is not None
    entries = rounds.entries(tx, number)
    for letter in round_notices.in_groups(tx, city, round_, entries):
        if live_messages.was_sent(tx, letter):
            live_messages.say(tx, letter, now)
    draft = circulars.draft_of(tx, city, round_, now)
    letters = circulars.to_office(tx, city, draft, now)
    mail.send_all(tx, letters, now)
    return len(letters)

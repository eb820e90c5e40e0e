"""Dispatch rounds: opened by the profile, put to every owner, followed live in the groups."""

from collections import defaultdict
from datetime import datetime

from messages.follow_up import round_texts
from messages.letters import letters
from notices import live_messages, mail, recipients, round_notices
from rules.policy.city import City
from rules.policy.refs import Ref, RefKind
from rules.policy.rounds import Round, RoundEntry, latest_opening, round_due
from storage.db.engine import Tx
from storage.follow_up import rounds
from storage.follow_up.rounds import Opening
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint

NAME = "rounds"


def run(tx: Tx, city: City, now: datetime) -> int:
    """Open and follow rounds; return how many messages were written or edited."""
    if not city.may_send(now):
        return 0
    missed = _open_planned(tx, city, now)
    open_ones = [r for r in rounds.still_open(tx) if r.opened_at <= now < r.due_at]
    return missed + sum(_follow(tx, city, round_, now) for round_ in open_ones)


def _open_planned(tx: Tx, city: City, now: datetime) -> int:
    """Open planned rounds; one missed while the bot was down opens late, if its end is to come."""
    last = duty_checkpoints.of(tx, NAME).day
    written = 0
    for plan in city.rounds:
        opened = latest_opening(plan, city, now)
        due = round_due(plan, city, opened)
        if now < due:
            rounds.open_round(tx, Opening(round_notices.planned(opened), None, due), now)
        elif last is not None and last < city.today(opened):
            written += _tell_of_missed(tx, city, opened, due, now)
    duty_checkpoints.advance(tx, NAME, Checkpoint(city.today(now)))
    return written


def _tell_of_missed(tx: Tx, city: City, opened: datetime, due: datetime, now: datetime) -> int:
    """Tell the office that nobody was asked: it decides whether to open the round again."""
    written = letters(
        recipients.office(tx),
        city.language,
        lambda t: round_texts.missed(t, opened, due),
        dedup_key=f"{round_notices.planned(opened)}:missed",
    )
    mail.send_all(tx, written, now)
    return len(written)


def _follow(tx: Tx, city: City, round_: Round, now: datetime) -> int:
    """Say how a round stands; nothing while the ledger stands as it did and everybody was told."""
    name, today = str(Ref(RefKind.ROUND, round_.id)), city.today(now)
    if live_messages.are_up_to_date(tx, name, today):
        return 0
    entries = rounds.entries(tx, round_.id)
    written = _hand_over(tx, city, round_, entries, now)
    posted = round_notices.in_groups(tx, city, round_, entries)
    for owner, mine in _by_owner(entries).items():
        posted += round_notices.to_owner(tx, city, round_, owner, mine, today)
    written += sum(live_messages.say(tx, letter, now) for letter in posted)
    live_messages.were_said(tx, name, today)
    return written


def _by_owner(entries: list[RoundEntry]) -> dict[int, list[RoundEntry]]:
    found: dict[int, list[RoundEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.owner_id].append(entry)
    return found


def _hand_over(tx: Tx, city: City, round_: Round, entries: list[RoundEntry], now: datetime) -> int:
    """Tell both sides, once, of items that went to other owners."""
    moved = [entry for entry in entries if entry.owner_id != entry.asked_id]
    if not moved:
        return 0
    today = city.today(now)
    written = []
    for owner, mine in _by_owner([entry for entry in moved if not entry.current_answer]).items():
        written += round_notices.taken_over(tx, city, round_, owner, mine, today)
    for owner in {entry.asked_id for entry in moved} - {entry.owner_id for entry in entries}:
        written += round_notices.released(tx, city, round_, owner, today)
    mail.send_all(tx, written, now)
    rounds.keep_owners(tx, round_.id)
    return len(written)

"""Dispatch rounds: opened by the profile, put to every owner, followed live in the groups."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from rules.city import City
from rules.rounds import due_of, opened_last
from storage import living, marks, round_letters, rounds
from storage.database import Tx
from storage.marks import Mark
from storage.rounds import Opening


def run(tx: Tx, city: City, now: datetime) -> int:
    """How many messages were written or edited."""
    if not city.may_write(now):
        return 0
    _open_planned(tx, city, now)
    open_ones = [r for r in rounds.still_open(tx) if r.opened_at <= now < r.due_at]
    return sum(_follow(tx, city, round_, now) for round_ in open_ones)


def _open_planned(tx: Tx, city: City, now: datetime) -> None:
    """A round missed while the bot was down opens late, if its end is still to come."""
    for plan in city.rounds:
        opened = opened_last(plan, city, now)
        due = due_of(plan, city, opened)
        if now < due:
            rounds.open_(tx, Opening(f"profile:{opened.isoformat()}", None, due), now)


def _follow(tx: Tx, city: City, round_: Any, now: datetime) -> int:
    """Nothing to do while the ledger stands as it did and everybody was told."""
    head = marks.facts_so_far(tx)
    mark = f"round:{round_.id}"
    if marks.of(tx, mark) == Mark(city.today(now), head):
        return 0
    entries = rounds.entries(tx, round_.id)
    letters = round_letters.in_groups(tx, city, round_, entries)
    by_owner: dict[int, list[Any]] = defaultdict(list)
    for entry in entries:
        by_owner[entry.owner_id].append(entry)
    for owner, his in by_owner.items():
        letters += round_letters.to_owner(tx, city, round_, owner, his, city.today(now))
    written = sum(living.say(tx, letter, now) for letter in letters)
    marks.advance(tx, mark, Mark(city.today(now), head))
    return written

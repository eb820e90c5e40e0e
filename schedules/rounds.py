"""Dispatch rounds: opened by the profile, put to every owner, followed live in the groups."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from messages import rounds as words_of
from messages.telling import letters
from rules.city import City
from rules.rounds import due_of, opened_last
from storage import addressees, living, marks, outbox, round_letters, rounds
from storage.database import Tx
from storage.marks import Mark
from storage.rounds import Opening

NAME = "rounds"


def run(tx: Tx, city: City, now: datetime) -> int:
    """How many messages were written or edited."""
    if not city.may_write(now):
        return 0
    missed = _open_planned(tx, city, now)
    open_ones = [r for r in rounds.still_open(tx) if r.opened_at <= now < r.due_at]
    return missed + sum(_follow(tx, city, round_, now) for round_ in open_ones)


def _open_planned(tx: Tx, city: City, now: datetime) -> int:
    """A round missed while the bot was down opens late, if its end is still to come."""
    last = marks.of(tx, NAME).day
    written = 0
    for plan in city.rounds:
        opened = opened_last(plan, city, now)
        due = due_of(plan, city, opened)
        if now < due:
            rounds.open_(tx, Opening(round_letters.planned(opened), None, due), now)
        elif last is not None and last < city.today(opened):
            written += _tell_of_missed(tx, city, opened, due, now)
    marks.advance(tx, NAME, Mark(max(last or date.min, city.today(now))))
    return written


def _tell_of_missed(tx: Tx, city: City, opened: datetime, due: datetime, now: datetime) -> int:
    """Nobody was asked: the office decides whether to open it again."""
    told = letters(
        addressees.office(tx),
        city.language,
        lambda t: words_of.missed(t, opened, due),
        twin_key=f"{round_letters.planned(opened)}:missed",
    )
    outbox.put_all(tx, told, now)
    return len(told)


def _follow(tx: Tx, city: City, round_: Any, now: datetime) -> int:
    """Nothing to do while the ledger stands as it did and everybody was told."""
    head = marks.facts_so_far(tx)
    mark = f"round:{round_.id}"
    if marks.of(tx, mark) == Mark(city.today(now), head):
        return 0
    entries = rounds.entries(tx, round_.id)
    said = round_letters.in_groups(tx, city, round_, entries)
    by_owner: dict[int, list[Any]] = defaultdict(list)
    for entry in entries:
        by_owner[entry.owner_id].append(entry)
    for owner, his in by_owner.items():
        said += round_letters.to_owner(tx, city, round_, owner, his, city.today(now))
    written = sum(living.say(tx, letter, now) for letter in said)
    marks.advance(tx, mark, Mark(city.today(now), head))
    return written

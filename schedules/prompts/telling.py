"""What is asked is put to people: one message a person and day, so many people at a time."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from notices import prompt_notices
from rules.policy.city import City
from rules.policy.prompts import Prompt
from schedules.portion import Portion
from storage.db.engine import Tx
from storage.follow_up import prompt_messages, prompts
from storage.follow_up.prompt_messages import PromptMessage
from storage.follow_up.prompts import AskedOwner
from storage.people import deputies, people

AT_ONCE = 10
"""Owners written to in one unit of work while others wait."""


def tell(tx: Tx, city: City, today: date, now: datetime) -> Portion:
    """Send one message a person a day; whoever put it off gets it when they wished to."""
    away = _standing_in(tx, today)
    reminded = prompt_messages.told_on(tx, today)
    waiting = [
        asked.owner
        for asked in prompts.owners_asked(tx, now)
        if _waits(asked, away.get(asked.owner, []), reminded)
    ]
    calls: dict[int, list[Prompt]] = defaultdict(list)
    for call in prompts.open_now(tx, now, waiting[:AT_ONCE]):
        calls[call.owner_id].append(call)
    written = sum(
        _tell(tx, city, owner, away.get(owner, []), reminded, due, now)
        for owner, due in calls.items()
    )
    return Portion(written, more=len(waiting) > AT_ONCE)


def _standing_in(tx: Tx, today: date) -> Mapping[int, list[int]]:
    """Return who stands in for whom, of those who can be written to."""
    away = deputies.on_duty(tx, today)
    deputies_of = people.by_ids(tx, {number for of_one in away.values() for number in of_one})
    reached = {person.id for person in deputies_of if person.account is not None}
    return {owner: [one for one in of_one if one in reached] for owner, of_one in away.items()}


def _waits(asked: AskedOwner, standing_in: list[int], reminded: set[tuple[int, int]]) -> bool:
    """Whether somebody is still to be told today of what this owner is asked."""
    readers = [asked.owner, *standing_in] if asked.can_be_told else standing_in
    new = any((asked.owner, reader) not in reminded for reader in readers)
    return new or (asked.has_put_off and asked.can_be_told)


def _tell(
    tx: Tx,
    city: City,
    owner: int,
    standing_in: list[int],
    reminded: set[tuple[int, int]],
    calls: list[Prompt],
    now: datetime,
) -> int:
    today, written = city.today(now), 0
    put_off = [call for call in calls if call.snoozed_until is not None]
    for reader in (owner, *standing_in):
        first = (owner, reader) not in reminded
        due, occasion = (calls, "1") if first else (put_off, _after_sleep(city, put_off, now))
        mine = due if first or reader == owner else []
        if mine and people.by_id(tx, reader).account is not None:
            written += prompt_notices.send(
                tx, city, PromptMessage(owner, reader, today, occasion), mine, now
            )
            prompts.end_postponement(tx, [call.id for call in put_off] if reader == owner else [])
    return written


def _after_sleep(city: City, put_off: list[Prompt], now: datetime) -> str:
    moments = [call.snoozed_until for call in put_off if call.snoozed_until is not None]
    return f"{max(moments, default=now).astimezone(city.zone):%H%M%S}"

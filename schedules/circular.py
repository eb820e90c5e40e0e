"""通报: made once at the end of a round, for the office and the groups of the whole city."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from messages.follow_up import circular_texts
from messages.follow_up.circular_texts import Circular
from messages.outgoing import OutgoingMessage
from messages.queries.pages import in_parts
from messages.texts import Texts, texts
from notices import live_messages, mail, recipients, round_notices
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.rounds import (
    EntryAnswer,
    Round,
    RoundEntry,
    RoundStanding,
    rank_units,
    round_points,
)
from storage.db.engine import Tx
from storage.follow_up import rounds
from storage.people import groups

SOON_ENOUGH = timedelta(minutes=30)
"""After this a circular says that it is late."""


def run(tx: Tx, city: City, now: datetime) -> int:
    """Publish every round that is over; return how many messages were written."""
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
    circular = _circular(tx, city, round_, entries, now)
    masked = round_notices.masked_of(tx, city, entries)
    letters = _letters(tx, city, number, circular, replace(circular, masked=masked))
    mail.send_all(tx, letters, now)
    return len(letters)


def _circular(
    tx: Tx, city: City, round_: Round, entries: list[RoundEntry], now: datetime
) -> Circular:
    month = city.moment(city.today(now).replace(day=1), datetime.min.time())
    return Circular(
        opened=round_.opened_at.astimezone(city.zone),
        due=round_.due_at.astimezone(city.zone),
        made=now.astimezone(city.zone),
        entries=entries,
        ranking=rank_units(_standings(entries, rounds.taken_off(tx, month))),
        asks=round_.asks,
        late=now - city.end_of_quiet(round_.due_at) > SOON_ENOUGH,
    )


def _standings(entries: list[RoundEntry], taken_off: dict[int, Decimal]) -> list[RoundStanding]:
    """Count every unit of the round; a month's points lost on the ladder count here too."""
    by_unit: dict[int, list[RoundEntry]] = defaultdict(list)
    for entry in entries:
        by_unit[entry.unit_id].append(entry)
    standings = []
    for unit, mine in by_unit.items():
        answers = [entry.current_answer for entry in mine]
        reported, unchanged = (
            answers.count(EntryAnswer.REPORTED),
            answers.count(EntryAnswer.UNCHANGED),
        )
        points = round_points(len(mine), reported + unchanged, taken_off.get(unit, Decimal(0)))
        standings.append(RoundStanding(mine[0].unit, len(mine), reported, unchanged, points))
    return standings


def _letters(
    tx: Tx, city: City, number: int, circular: Circular, public: Circular
) -> list[OutgoingMessage]:
    written: list[OutgoingMessage] = []
    for clerk in recipients.office(tx):
        if clerk.account is not None:
            t = texts(clerk.language or city.language)
            written += _to_chat(clerk.account, t, number, circular)
    for group in groups.bound(tx):
        if group.unit_id is None:
            to_group = _to_chat(group.chat, texts(city.language), number, public)
            written += [replace(letter, thread=group.thread) for letter in to_group]
    return written


def _to_chat(chat: ChatAddress, t: Texts, number: int, circular: Circular) -> list[OutgoingMessage]:
    from messages.follow_up.circular_document import as_file  # noqa: PLC0415 - slow to import, rarely needed

    key = f"circular:{number}:{chat}"
    parts = [
        OutgoingMessage.of(
            chat,
            part,
            dedup_key=f"{key}:{position}",
            urgency=Urgency.BROADCAST,
        )
        for position, part in enumerate(in_parts(circular_texts.lines(t, circular)), 1)
    ]
    file = as_file(t, circular)
    document = OutgoingMessage(
        chat,
        circular_texts.title(t, circular),
        attachment=file,
        dedup_key=f"{key}:file",
        urgency=Urgency.BROADCAST,
    )
    return [*parts, document]

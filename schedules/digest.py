"""The daily digest: one living message a group and working day, and one for each leader."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from messages.boards.board_texts import read_button
from messages.outgoing import OutgoingMessage
from messages.queries import digest_summary
from messages.queries.digest_picture import digest_picture
from messages.queries.digest_texts import digest_blocks, digest_parts
from messages.texts import Texts, texts
from notices import live_messages, mail, mirrors
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.digests import DigestContent
from rules.policy.live_keys import DigestPart
from rules.policy.people import Person
from schedules.portion import Portion
from storage.boards import boards
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.mail import live
from storage.people import groups, people
from storage.people.groups import Group
from storage.queries import digests, picture_data
from storage.queries.digests import DigestData, Scope

NAME = "digest"
SHOWN, PLACE, LEADERS = f"{NAME}:shown", f"{NAME}:place", f"{NAME}:leaders"
"""Marks: what the digests say; the last group told while some wait; the last leader written to."""
AT_ONCE = 10
"""Groups and leaders told in one unit of work: nobody who asks something waits for all of them."""
PICTURE = 0
"""The part of a digest that is drawn: it shows the morning, and is not edited."""
EVERYBODY = 2**31 - 1
"""Beyond the number of any person."""
SOON_ENOUGH = timedelta(minutes=30)
"""After this a digest says that it is late."""


def run(tx: Tx, city: City, now: datetime) -> Portion:
    """Tell or bring up to date today's digest; return how many messages were written or edited."""
    today = city.today(now)
    last = duty_checkpoints.of(tx, NAME)
    if not city.may_send(now) or now < city.moment(today, city.digest_time):
        return Portion(0)
    if last.day is not None and last.day > today:
        return Portion(0)
    posted = 0
    if last.day != today:
        _begin_day(tx, city, now, last)
        _begin_round(tx, today)
        posted = _to_mirrors(tx, city, now)
    elif duty_checkpoints.of(tx, PLACE).day != today:
        # Edited in place when something happened since; sent to a group that was let in again.
        if live_messages.are_up_to_date(tx, SHOWN, today):
            return Portion(0)
        _begin_round(tx, today)
    told = _next_ones(tx, city, now)
    return replace(told, written=told.written + posted)


def _begin_day(tx: Tx, city: City, now: datetime, last: Checkpoint) -> None:
    """Note what today's digest tells of: what changed since the last one."""
    head = duty_checkpoints.facts_so_far(tx)
    today = city.today(now)
    due = city.end_of_quiet(city.moment(today, city.digest_time))
    late = last.day is not None and now - due > SOON_ENOUGH
    duty_checkpoints.advance(tx, f"{NAME}:since", last)
    duty_checkpoints.advance(tx, f"{NAME}:late", Checkpoint(today, int(late)))
    duty_checkpoints.advance(tx, NAME, Checkpoint(today, head))


def _begin_round(tx: Tx, today: date) -> None:
    """Begin with the first group again. What happens on the way has them all edited once more."""
    live_messages.were_said(tx, SHOWN, today)
    duty_checkpoints.replace(tx, PLACE, Checkpoint(today))


def _next_ones(tx: Tx, city: City, now: datetime) -> Portion:
    """Tell the next groups, then the next leaders; note how far that went, in the same unit of work."""
    data, today = _collected(tx, city, now), city.today(now)
    place = duty_checkpoints.of(tx, PLACE)
    here = [group for group in groups.bound(tx) if group.id > place.number][:AT_ONCE]
    leaders = _next_leaders(tx, data)[: AT_ONCE - len(here)]
    written = _in_groups(tx, city, data, here, now) + _to_leaders(tx, city, data, leaders, now)
    if len(here) + len(leaders) < AT_ONCE:
        duty_checkpoints.advance(tx, LEADERS, Checkpoint(today, EVERYBODY))
        duty_checkpoints.replace(tx, PLACE, Checkpoint())
        return Portion(written)
    last = here[-1].id if here else place.number
    duty_checkpoints.replace(tx, PLACE, Checkpoint(today, last))
    return Portion(written, more=True)


def _next_leaders(tx: Tx, data: DigestData) -> list[Person]:
    """Return guarantors who were not written to today, in the order of their numbers."""
    told = duty_checkpoints.of(tx, LEADERS)
    last = told.number if told.day == data.day else 0
    waiting = [leader for leader in data.shares.by_guarantor if leader > last]
    return people.by_ids(tx, sorted(waiting)[:AT_ONCE])


def _collected(tx: Tx, city: City, now: datetime) -> DigestData:
    """Return what the digests tell: the same to all of a round, as long as this process lives."""
    since = duty_checkpoints.of(tx, f"{NAME}:since")
    after = since.number if since.day is not None else None
    shown = duty_checkpoints.of(tx, SHOWN).number
    return digests.collected(tx, city, now, since.day, after, shown)


def _in_groups(tx: Tx, city: City, data: DigestData, some: Iterable[Group], now: datetime) -> int:
    t = texts(city.language)
    late = bool(duty_checkpoints.of(tx, f"{NAME}:late").number)
    written = 0
    for group in some:
        scope = Scope(group.unit or t("the whole city"), unit=group.unit_id)
        digest = digests.of_scope(data, scope, late=late)
        written += _in_group(tx, t, group, digest, now) + _drawn(tx, t, group, digest, now)
    return written


def _drawn(tx: Tx, t: Texts, group: Group, digest: DigestContent, now: datetime) -> int:
    """Send the picture of a digest, once a day; return how many messages that were."""
    key = DigestPart(digest.day, PICTURE)
    found = None
    if not live.exists(tx, group.chat, key):
        found = digest_picture(t, digest, picture_data.board_of_digest(tx, digest))
    if found is None:
        return 0
    words, picture = found
    drawn = OutgoingMessage(group.chat, words.text, spans=words.spans, picture=picture)
    mail.send(tx, _living(group, drawn, digest.day, PICTURE), now)
    return 1


def _in_group(tx: Tx, t: Texts, group: Group, digest: DigestContent, now: datetime) -> int:
    """Say the parts; those no longer needed say so, for no message can be taken back for all."""
    written, parts, day = 0, _messages(t, group.chat, digest), digest.day
    for number, part in enumerate(parts, 1):
        written += live_messages.say(tx, _living(group, part, day, number), now)
    surplus = len(parts) + 1
    while live.exists(tx, group.chat, DigestPart(day, surplus)):
        ended = OutgoingMessage(group.chat, t("(The digest now fits the messages above.)"))
        written += live_messages.say(tx, _living(group, ended, day, surplus), now)
        surplus += 1
    return written


def _messages(t: Texts, chat: ChatAddress, digest: DigestContent) -> list[OutgoingMessage]:
    """Return the parts of a digest; under its summary stand the buttons."""
    buttons = digest_summary.buttons(t, digest)
    return [
        OutgoingMessage.of(
            chat,
            part,
            () if number else buttons,
            urgency=Urgency.BROADCAST,
        )
        for number, part in enumerate(digest_parts(t, digest))
    ]


def _living(group: Group, part: OutgoingMessage, day: date, number: int) -> OutgoingMessage:
    return replace(
        part,
        live_key=DigestPart(day, number),
        urgency=Urgency.BROADCAST,
        thread=group.thread,
    )


def _to_mirrors(tx: Tx, city: City, now: datetime) -> int:
    """Post the morning's digest once a day: a robot can change nothing that it has said."""
    t, late = texts(city.language), bool(duty_checkpoints.of(tx, f"{NAME}:late").number)
    written: list[OutgoingMessage] = []
    for mirror, unit in mirrors.of_city(tx, city):
        scope = Scope(unit.name, unit=unit.id) if unit else Scope(t("the whole city"))
        digest = digests.of_scope(_collected(tx, city, now), scope, late=late)
        key = f"{NAME}:{digest.day}"
        written += mirrors.posts(city, mirror, digest_blocks(t, digest), key)
    mail.send_all(tx, written, now)
    return len(written)


def _to_leaders(
    tx: Tx, city: City, data: DigestData, leaders: Iterable[Person], now: datetime
) -> int:
    """Send each guarantor their own items, unmasked, once a day, when any is late or due."""
    letters: list[OutgoingMessage] = []
    sent = boards.sent_on(tx, data.day)
    for leader in leaders:
        letters += _to_leader(city, data, leader, sent.get(leader.id))
        duty_checkpoints.advance(tx, LEADERS, Checkpoint(data.day, leader.id))
    mail.send_all(tx, letters, now)
    return len(letters)


def _to_leader(
    city: City, data: DigestData, leader: Person, board: int | None
) -> list[OutgoingMessage]:
    """Return a leader's digest. `board`: their morning board, which the same button marks as read."""
    if leader.account is None:
        return []
    t = texts(leader.language or city.language)
    scope = Scope(t("the items you guarantee"), guarantor=leader.id, public=False)
    parts = _messages(t, leader.account, digests.of_scope(data, scope))
    if board is not None:
        read = (read_button(t, board),)
        parts[0] = replace(parts[0], buttons=(*parts[0].buttons, read))
    return [
        replace(part, dedup_key=f"{NAME}:{leader.id}:{data.day}:{number}")
        for number, part in enumerate(parts, 1)
    ]

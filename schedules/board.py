"""The morning board: once on a working day to city leaders, guarantors and heads of units."""

from datetime import date, datetime

from notices import board_letters, mail
from notices.board_letters import CityNews
from rules.policy.boards import BoardScope, board_scope
from rules.policy.city import City
from rules.policy.people import Person, Role
from schedules.portion import Portion
from storage.boards import boards, news
from storage.boards.news import ChangedItems
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints, item_store
from storage.ledger.duty_checkpoints import Checkpoint
from storage.people import people

NAME = "board"
LEADING = (Role.CITY_LEADER, Role.UNIT_HEAD)
SINCE, ALL_SENT = f"{NAME}:since", f"{NAME}:sent"
AT_ONCE = 5
"""Boards made in one unit of work: nobody who asks something waits for all of them."""


def run(tx: Tx, city: City, now: datetime) -> Portion:
    """Send boards that are due by now; return how many messages were written."""
    today = city.today(now)
    last = duty_checkpoints.of(tx, NAME)
    if not city.may_send(now) or now < city.moment(today, city.board_time):
        return Portion(0)
    if duty_checkpoints.of(tx, ALL_SENT).day == today or (last.day and last.day > today):
        return Portion(0)
    if last.day != today:
        duty_checkpoints.advance(tx, SINCE, last)
        duty_checkpoints.advance(tx, NAME, Checkpoint(today, duty_checkpoints.facts_so_far(tx)))
    return _send(tx, city, now, today)


def _send(tx: Tx, city: City, now: datetime, today: date) -> Portion:
    waiting = _without_one(tx, today)
    if len(waiting) <= AT_ONCE:
        duty_checkpoints.advance(tx, ALL_SENT, Checkpoint(today))
    if not waiting:
        return Portion(0)
    told = _news(tx, today)
    letters = [
        letter
        for person, scope in waiting[:AT_ONCE]
        for letter in board_letters.letter(tx, city, person, scope, told, now)
    ]
    mail.send_all(tx, letters, now)
    return Portion(len(letters), more=len(waiting) > AT_ONCE)


def _without_one(tx: Tx, today: date) -> list[tuple[Person, BoardScope]]:
    """Return who can be sent a board and was sent none today, with what it is about."""
    sent = boards.sent_on(tx, today)
    guarantors, leading = item_store.guarantors(tx), item_store.lead_units(tx)
    if not leading:
        return []
    found = (
        (
            person,
            board_scope(
                person, guarantees=person.id in guarantors, leads=bool(person.below & leading)
            ),
        )
        for person in people.with_roles(tx, LEADING, also=guarantors)
        if person.can_be_told and person.id not in sent
    )
    return [(person, scope) for person, scope in found if scope is not None]


def _news(tx: Tx, today: date) -> CityNews:
    since = duty_checkpoints.of(tx, SINCE)
    changed = ChangedItems()
    if since.day is not None:
        changed = news.changed(tx, since.day, since.number, today)
    return CityNews(today, since.day, changed, news.open_matters(tx))

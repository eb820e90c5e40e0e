"""The morning board of one person: what it tells, and the letter that brings it."""

from dataclasses import dataclass
from datetime import date, datetime

from messages.boards.board_texts import board_buttons, board_text
from messages.outgoing import OutgoingMessage
from messages.queries.charts import status_chart
from messages.texts import Texts, texts
from rules.policy.boards import Board, BoardScope
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.people import Person
from rules.policy.standing import Dimension, StatusPath, StatusScreen
from storage.boards import boards
from storage.boards.news import ChangedItems, OpenMatters
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.queries import standing


@dataclass(frozen=True, slots=True)
class CityNews:
    """What all boards of a day are made from. `since`: the day of the last ones."""

    day: date
    since: date | None
    changed: ChangedItems
    open: OpenMatters


def letter(
    tx: Tx, city: City, person: Person, scope: BoardScope, news: CityNews, now: datetime
) -> list[OutgoingMessage]:
    """Return the board of somebody who can be written to, and enter that it was sent."""
    if person.account is None:
        return []
    t = texts(person.language or city.language)
    path = _path(person, scope)
    name = _name(t, person, scope)
    of = standing.filter_of(tx, path)
    items = None if scope is BoardScope.CITY else item_store.ids(tx, person, of)
    screen = standing.screen_of(tx, city, person, news.day, name, of, items)
    board = _board(tx, person, scope, news, screen, items)
    number = boards.enter(tx, person.id, news.day, now)
    said = board_text(t, board, city.zone)
    picture = status_chart(t, board.screen.whole.name, news.day.isoformat(), board.screen.parts)
    return [
        OutgoingMessage.of(
            person.account,
            said,
            board_buttons(t, number, path),
            picture=picture,
            dedup_key=f"board:{person.id}:{news.day}",
            urgency=Urgency.BROADCAST,
        )
    ]


def _path(person: Person, scope: BoardScope) -> StatusPath:
    match scope:
        case BoardScope.CITY:
            return StatusPath()
        case BoardScope.UNIT:
            return StatusPath().then(Dimension.BELOW, person.unit_id)
        case BoardScope.GUARANTEED:
            return StatusPath().then(Dimension.GUARANTOR, person.id)


def _name(t: Texts, person: Person, scope: BoardScope) -> str:
    match scope:
        case BoardScope.CITY:
            return t("The whole city")
        case BoardScope.UNIT:
            return person.unit
        case BoardScope.GUARANTEED:
            return t("the items you guarantee")


def _board(
    tx: Tx,
    person: Person,
    scope: BoardScope,
    news: CityNews,
    screen: StatusScreen,
    items: frozenset[int] | None,
) -> Board:
    return Board(
        scope,
        news.day,
        screen,
        news.open.of_unit(person, items)
        if scope is BoardScope.UNIT and items is not None
        else news.open.of_leader(person.id, items),
        news.since,
        news.changed.of(items),
        boards.look_of(tx, person.id),
    )

"""Questions to a large ledger, beside the same SQL by hand on the bare driver."""

import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg

import bot  # noqa: F401 - the garbage collector is set as the program sets it
from bench.big_city import FIRST_CHAT, LEADER_CHAT, NOW, TODAY, BigCity
from bench.ledgers import Ledgers, files, settled
from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.formatting import FormattedText
from messages.incoming import ButtonPress, Chat, IncomingMessage
from messages.queries.digest_texts import digest_parts
from messages.texts import texts
from rules.policy.city import City
from rules.policy.standing import Dimension
from storage import ahead
from storage.db.engine import Engine, open_engine, reading, writing
from storage.ledger import city_entries, journal
from storage.ledger.city_tallies import tallies_of_city
from storage.people import groups
from storage.queries import digests
from storage.queries.digests import Scope

SOMEBODY = FIRST_CHAT + 50
MINE = """
select i.code, i.title, u.name, p.name, i.deadline, i.percent, i.done, i.total
from items i join units u on u.id = i.lead_unit_id join persons p on p.id = i.owner_id
where i.owner_id = 50 and i.state not in ('已销号', '已完成，长期坚持')
order by i.deadline limit 6
"""
STATUS = """
select u.name, count(*), count(*) filter (where i.state = '已销号'),
  count(*) filter (where i.state != '已销号' and i.finished_on is null and i.deadline < :today),
  count(*) filter (
    where i.state != '已销号' and i.finished_on is null and i.deadline between :today and :soon
  )
from items i join units u on u.id = i.lead_unit_id group by u.id
"""
BY = """
select i.{column}, count(*), count(*) filter (where i.state = '已销号'),
  count(*) filter (where i.state != '已销号' and i.finished_on is null and i.deadline < :today),
  count(*) filter (
    where i.state != '已销号' and i.finished_on is null and i.deadline between :today and :soon
  )
from items i group by i.{column}
"""
DIMENSIONS = {
    Dimension.COUNTY: "lead_unit_id",
    Dimension.DEPARTMENT: "lead_unit_id",
    Dimension.ASPECT: "finding_id",
    Dimension.CATEGORY: "finding_id",
    Dimension.GUARANTOR: "city_leader_id",
    Dimension.KEY: "finding_id",
}
"""By what each is counted by hand; putting names to it is left to us."""
LATEST = """
select i.code, i.title, u.name, p.name, i.deadline, i.percent, i.done, i.total
from items i join units u on u.id = i.lead_unit_id join persons p on p.id = i.owner_id
where i.state != '已销号' and i.finished_on is null and i.deadline < :today
order by i.deadline, i.position limit 6
"""
OVERDUE = """
with told(unit, chat) as (
  select unit_id, chat from groups
  union all select u.id, g.chat from units u join groups g on g.unit_id = u.parent_id
)
select t.chat, i.code, i.title, u.name, p.name, i.deadline
from told t join items i on i.lead_unit_id = t.unit
join units u on u.id = i.lead_unit_id join persons p on p.id = i.owner_id
where i.state != '已销号' and i.finished_on is null and i.deadline < :today
order by t.chat, i.deadline
"""
FIGURES = """
select r.item_id, r.at, r.done, r.percent from reports r join items i on i.id = r.item_id
where i.state != '已销号' and i.finished_on is null and i.deadline >= :today
order by r.item_id, r.id
"""


Clock = Callable[[], float]
"""Seconds."""

Ask = Callable[[str, dict[str, str]], list[Any]]
"""The rows of a statement whose parameters are written `:name`."""


@dataclass(frozen=True)
class Pair:
    """Milliseconds, of ours and of the same by hand."""

    what: str
    ours: float
    by_hand: float


def milliseconds(
    work: Callable[[], object], times: int = 7, clock: Clock = time.process_time
) -> float:
    """Return the median."""
    taken = []
    for _ in range(times):
        begun = clock()
        work()
        taken.append((clock() - begun) * 1000)
    return statistics.median(taken)


def bare(url: str) -> Ask:
    """Return a function that asks the bare driver."""
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"))
        return lambda statement, given: file.execute(statement, given).fetchall()
    server = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    return lambda statement, given: server.execute(_for_psycopg(statement), given).fetchall()


def _for_psycopg(statement: str) -> bytes:
    return re.sub(r":(\w+)", r"%(\1)s", statement).encode()


class Questions:
    def __init__(self, url: str) -> None:
        self.engine: Engine = open_engine(url)
        self._bare = bare(url)
        self._front = Dispatcher(City())
        self._message = 0

    def asks(self, chat: int, text: str) -> str:
        """Answer one message; return the words of the answer."""
        self._message += 1
        message = IncomingMessage(
            Chat(telegram_chat(chat), False), telegram_chat(chat), text, self._message, NOW
        )
        with writing(self.engine) as tx:
            return self._front.answer(tx, message, NOW).messages[0].text

    def presses(self, chat: int, data: str) -> None:
        """Answer one button."""
        address = telegram_chat(chat)
        press = ButtonPress(Chat(address, False), address, data, 1, "callback")
        with writing(self.engine) as tx:
            self._front.answer(tx, press, NOW)

    def reads_ahead(self) -> None:
        """Make what answers are looked up in, as the program does before anybody asks."""
        with reading(self.engine) as tx:
            while ahead.prepare(tx, City(), TODAY):
                pass

    def by_hand(self, statement: str) -> list[tuple[object, ...]]:
        given = {"today": TODAY.isoformat(), "soon": (TODAY + timedelta(days=7)).isoformat()}
        return self._bare(statement, given if ":" in statement else {})

    def full_count(self) -> None:
        with reading(self.engine) as tx:
            tallies_of_city(tx, TODAY + timedelta(days=self._message))
        self._message += 1

    def after_a_report(self) -> None:
        """Ask for the city's count when one item changed since it was asked for."""
        with writing(self.engine) as tx:
            journal.write(tx, "Reported", {}, now=NOW, item=1 + self._message)
        self.asks(LEADER_CHAT, "/status")

    def digests_of_all_groups(self) -> list[list[FormattedText]]:
        """Return the words of every group's digest, as the duty makes them."""
        t = texts("zh_CN")
        with reading(self.engine) as tx:
            while city_entries.prepare(tx, City(), TODAY):
                pass
            data = digests.collect(tx, City(), NOW, TODAY, None)
            return [
                digest_parts(
                    t,
                    digests.of_scope(
                        data, Scope(group.unit or t("the whole city"), unit=group.unit_id)
                    ),
                )
                for group in groups.bound(tx)
            ]

    def digests_by_hand(self) -> list[str]:
        """Return only what is overdue, without lights, in words that are as short."""
        texts_of: dict[object, list[str]] = {}
        for chat, code, title, unit, person, deadline in self.by_hand(OVERDUE):
            line = f"{code}｜{title}\n{unit} {person}｜{deadline}"
            texts_of.setdefault(chat, []).append(line)
        return ["\n".join(lines) for lines in texts_of.values()]


def compare(items: int, ledgers: Ledgers, clock: Clock = time.process_time) -> list[Pair]:
    """Compare by `clock`: CPU time leaves out neighbours, and a server's part, which a watch shows."""
    q = Questions(settled(BigCity(items), ledgers))
    ms = partial(milliseconds, clock=clock)
    first = ms(q.digests_of_all_groups, 1)
    q.reads_ahead()
    q.asks(SOMEBODY, "/my")
    mine = Pair("/my", ms(lambda: q.asks(SOMEBODY, "/my"), 40), ms(lambda: q.by_hand(MINE), 40))
    by_hand = ms(lambda: q.by_hand(STATUS))
    q.asks(LEADER_CHAT, "/status")
    status = [
        Pair("/status", ms(lambda: q.asks(LEADER_CHAT, "/status"), 40), by_hand),
        Pair("/status, one item changed", ms(q.after_a_report), by_hand),
        Pair("/status, first of the day", ms(q.full_count), by_hand),
    ]
    overdue = ms(q.digests_by_hand, 3)
    figures = ms(lambda: q.by_hand(FIGURES), 3)
    return [
        mine,
        *status,
        *_drilled(q, ms),
        Pair("digests, first of the day", first, overdue + figures),
        Pair("digests, brought up to date", ms(q.digests_of_all_groups, 3), overdue),
    ]


def _drilled(q: Questions, ms: Callable[..., float]) -> Iterator[Pair]:
    """Compare each dimension of the state, and lists."""
    for dimension, column in DIMENSIONS.items():
        by_hand = BY.format(column=column)
        pressed = partial(q.presses, LEADER_CHAT, f"sd:-:{dimension.value}:0")
        pressed()
        yield Pair(
            f"/status by {dimension.name.lower()}", ms(pressed), ms(partial(q.by_hand, by_hand))
        )
    late = partial(q.asks, LEADER_CHAT, "/overdue")
    late()
    yield Pair("/overdue of the city", ms(late), ms(partial(q.by_hand, LATEST)))


if __name__ == "__main__":
    with files() as ledgers:
        for pair in compare(100_000, ledgers):
            print(pair)

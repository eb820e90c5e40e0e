"""A large city, made up: as many items, officials, reports and groups as one wishes."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, insert, update

from bench.matching import titles
from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, writing
from storage.ledger.tables import (
    campaigns,
    findings,
    groups,
    item_units,
    items,
    journal,
    journal_head,
    persons,
    reports,
    units,
)

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CATEGORIES = 25
OFFICE_CHAT, LEADER_CHAT = 1, 2
FIRST_CHAT = 100_000
AT_ONCE = 20_000


class BigCity:
    """`items` items in `items / 200` units, ten to an official, ten reports to an item."""

    def __init__(
        self, items: int, reports_each: int = 10, seed: int = 7, *, calm: bool = False
    ) -> None:
        """Set up; `calm`: nothing is due for months, so that no duty has anything to do."""
        self.items = items
        self.units = max(items // 200, 2)
        self.owners = max(items // 10, 2)
        self.reports_each = reports_each
        self._late, self._soonest = (0.0, 200) if calm else (0.28, 0)
        self._chance = random.Random(seed)

    def settle(self, engine: Engine) -> None:
        with writing(engine) as tx:
            for table, rows in self._tables():
                batch: list[dict[str, Any]] = []
                for row in rows:
                    batch.append(row)
                    if len(batch) == AT_ONCE:
                        tx.execute(insert(table), batch)
                        batch = []
                if batch:
                    tx.execute(insert(table), batch)
                tx.exec_driver_sql(f"ANALYZE {table.name}")
            tx.execute(update(journal_head).values(seq=self.items // 100, hash=""))

    def _tables(self) -> Iterator[tuple[Table, Iterator[dict[str, Any]]]]:
        begun = {"name": "督察整改", "started_on": date(2026, 6, 1), "edition": 1}
        yield campaigns, iter([begun])
        yield units, self._units()
        yield persons, self._persons()
        yield findings, self._findings()
        yield items, self._items()
        yield item_units, self._supporting()
        yield reports, self._reports()
        yield journal, self._changes()
        yield groups, self._groups()

    def _units(self) -> Iterator[dict[str, Any]]:
        yield {"id": 1, "name": "市整改办", "kind": "整改办", "parent_id": None}
        for number in range(2, self.units + 2):
            parent = None if number < 22 else 2 + number % 20
            yield {"id": number, "name": f"第{number}单位", "kind": "部门", "parent_id": parent}

    def _persons(self) -> Iterator[dict[str, Any]]:
        for number, (role, chat) in enumerate(
            (("整改办", OFFICE_CHAT), ("市领导", LEADER_CHAT)), 1
        ):
            yield _person(number, f"领导{number}", 1, role, chat)
        for number in range(3, self.owners + 3):
            unit = 2 + number % self.units
            yield _person(number, f"官员{number}", unit, "责任人", FIRST_CHAT + number)

    def _findings(self) -> Iterator[dict[str, Any]]:
        for number in range(1, CATEGORIES + 1):
            yield {
                "id": number, "code": str(number), "position": number, "aspect": "重点任务",
                "category": f"第{number}类", "words": "整改不到位", "key": number == 1,
            }  # fmt: skip

    def _items(self) -> Iterator[dict[str, Any]]:
        for number, title in enumerate(titles(self.items, self._chance), 1):
            yield self._item(number, title)

    def _item(self, number: int, title: str) -> dict[str, Any]:
        owner = 3 + number % self.owners
        late = self._chance.random() < self._late
        ahead = -self._chance.randint(1, 120) if late else self._chance.randint(self._soonest, 400)
        closed = self._chance.random() < 0.2
        return {
            "id": number, "code": str(number), "position": number,
            "finding_id": 1 + number % CATEGORIES, "title": title, "kind": "限期整改",
            "goal": "整改到位", "measures": "按方案推进", "lead_unit_id": 2 + owner % self.units,
            "owner_id": owner, "city_leader_id": 2, "duty_leader_id": None,
            "supervising_unit_id": 1, "verifying_unit_id": 1,
            "deadline": TODAY + timedelta(days=ahead), "deadline_words": "", "funding": "",
            "total": Decimal(100), "measure": "处",
            "state": "已销号" if closed else "整改中",
            "done": Decimal(50), "percent": Decimal(50),
            "reported_at": NOW - timedelta(days=1),
        }  # fmt: skip

    def _supporting(self) -> Iterator[dict[str, Any]]:
        for number in range(1, self.items + 1, 3):
            yield {"item_id": number, "unit_id": 2 + number % self.units, "position": 1}

    def _reports(self) -> Iterator[dict[str, Any]]:
        row = 0
        for turn in range(self.reports_each):
            at = NOW - timedelta(days=10 * (self.reports_each - turn) - 9)
            done = Decimal(50 * (turn + 1) // self.reports_each)
            for item in range(1, self.items + 1):
                row += 1
                yield {
                    "id": row, "receipt": str(row), "item_id": item,
                    "person_id": 3 + item % self.owners, "at": at, "kind": "进展",
                    "words": f"已完成{done}处", "done": done, "percent": done, "blocker": "",
                }  # fmt: skip

    def _changes(self) -> Iterator[dict[str, Any]]:
        """Write what happened since yesterday's digest; the chain is not valid."""
        for seq in range(1, self.items // 100 + 1):
            yield {
                "seq": seq, "at": NOW, "person_id": 3, "fact": "Reported", "item_id": seq,
                "body": {}, "previous": "", "hash": "",
            }  # fmt: skip

    def _groups(self) -> Iterator[dict[str, Any]]:
        for number in range(2, self.units + 2):
            yield {
                "chat": telegram_chat(-number), "title": f"第{number}单位群", "unit_id": number,
                "bound_by": 1, "bound_at": NOW,
            }  # fmt: skip


def _person(number: int, name: str, unit: int, role: str, chat: int) -> dict[str, Any]:
    return {
        "id": number, "name": name, "unit_id": unit, "post": "", "roles": role, "phone": "",
        "account": telegram_chat(chat), "bound_at": NOW,
    }  # fmt: skip

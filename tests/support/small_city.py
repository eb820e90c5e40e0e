"""A small city for dialogues: five units, six people, four items, one finding of each kind.

The standing people: the official (张伟), the leader (李敏), the office (赵静), the verifier (王强),
another county's official whose items must never leak (刘洋), and an account nobody knows.
"""

from datetime import UTC, date, datetime

from sqlalchemy import insert

from bot.telegram.addresses import NAME, telegram_chat
from rules.policy.chats import BotProfile
from storage.db.engine import Engine, Tx, writing
from storage.ledger.tables import item_units
from storage.people import people
from tests.support.settling import add_item, add_milestone, add_person, open_campaign

MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""A Tuesday, nine o'clock in Shanghai."""

OFFICIAL, LEADER, OFFICE, VERIFIER, OTHER, OUTSIDER = 101, 102, 103, 104, 105, 999
"""Telegram accounts, which are also the numbers of the private chats."""

GROUP = -1001

BOT = BotProfile(NAME, "taizhang_bot", "https://t.me/taizhang_bot?start")

UNITS = [
    ("青山县", "县区"),
    ("白水县", "县区"),
    ("市生态环境局", "部门"),
    ("市住建局", "部门"),
    ("市整改办", "整改办"),
]

PEOPLE = [
    ("张伟", 1, "副县长", "责任人", OFFICIAL),
    ("李敏", 5, "副市长", "市领导", LEADER),
    ("赵静", 5, "科长", "整改办", OFFICE),
    ("王强", 3, "处长", "验收人", VERIFIER),
    ("刘洋", 2, "副县长", "责任人", OTHER),
    ("陈晨", 1, "县长", "单位负责人", None),
]

ITEMS = [
    ("1", "1号别墅群拆除", 1, 1, "限期整改", date(2026, 11, 30), "45", "栋", 1, 4),
    (
        "2、市9",
        "云溪河雨污分流管网建设",
        2,
        1,
        "限期整改",
        date(2026, 12, 31),
        "23.5",
        "公里",
        1,
        4,
    ),
    ("3", "白水县污水处理厂二期", 2, 2, "限期整改", date(2026, 11, 20), "3", "万吨/日", 5, 3),
    ("4", "建筑工地扬尘治理", 2, 1, "立行立改", date(2026, 11, 20), None, "", 1, 4),
]


def settle(engine: Engine, *, enrolled: bool = True) -> None:
    """Fill an empty ledger; with `enrolled`, everybody who has an account is bound to it."""
    with writing(engine) as tx:
        _write(tx)
        if enrolled:
            for number, person in enumerate(PEOPLE, 1):
                if person[4] is not None:
                    people.bind(tx, number, telegram_chat(person[4]), MORNING)


def _write(tx: Tx) -> None:
    open_campaign(tx, UNITS)
    for name, unit, post, roles, _account in PEOPLE:
        add_person(tx, name, unit, post, roles)
    for position, row in enumerate(ITEMS, 1):
        _write_item(tx, position, row)
    tx.execute(insert(item_units).values(item_id=2, unit_id=4, position=1))
    add_milestone(tx, 1, "拆除30栋", 1, date(2026, 11, 27), 30)


def _write_item(tx: Tx, position: int, row: tuple[object, ...]) -> None:
    code, title, finding, unit, kind, deadline, total, measure, owner, verifying = row
    add_item(
        tx,
        position,
        total,
        code=code,
        finding_id=finding,
        title=title,
        kind=kind,
        lead_unit_id=unit,
        owner_id=owner,
        city_leader_id=2,
        duty_leader_id=6 if unit == 1 else None,
        verifying_unit_id=verifying if verifying != 4 else 3,
        deadline=deadline,
        measure=measure,
        state="整改中" if position != 4 else "未启动",
    )

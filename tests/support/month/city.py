"""The invented city of the month: six units, eight officials, six items, and its own profile."""

from datetime import UTC, date, datetime, time

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City, RoundPlan
from storage.db.engine import Engine, Tx, writing
from storage.people import people
from tests.support.settling import add_item, add_milestone, add_person, open_campaign
from tests.support.small_city import BOT

ACCOUNTS = {
    "张伟": 101,
    "刘洋": 105,
    "孙丽": 106,
    "陈晨": 107,
    "李敏": 102,
    "赵静": 103,
    "王强": 104,
}
"""Who has enrolled before the month begins; 周凯 has not."""

LATECOMER = ("周凯", 108)
CITY_GROUP, COUNTY_GROUP = -1001, -1003
CHATS = {number: name for name, number in ACCOUNTS.items()} | {
    LATECOMER[1]: LATECOMER[0],
    CITY_GROUP: "全市整改群",
    COUNTY_GROUP: "白水县整改群",
}

PROFILE = City(
    rounds=(RoundPlan("month", on=4, opens=time(9), due_after=2, due=time(12)),),
    masked_items=frozenset({"5"}),
    bots=(BOT,),
)
"""Dispatched on the fourth of every month; item 5 is sensitive."""

BEGINNING = datetime(2026, 11, 1, 16, 0, tzinfo=UTC)
"""Midnight in the city, as Monday the second begins."""

UNITS = [
    ("青山县", "县区"),
    ("白水县", "县区"),
    ("市水务局", "部门"),
    ("市生态环境局", "部门"),
    ("市整改办", "整改办"),
]

PEOPLE = [
    ("张伟", 1, "副县长", "责任人"),
    ("刘洋", 2, "副县长", "责任人"),
    ("孙丽", 3, "总工程师", "责任人"),
    ("陈晨", 1, "县长", "单位负责人"),
    ("李敏", 5, "副市长", "市领导"),
    ("赵静", 5, "科长", "整改办"),
    ("王强", 4, "处长", "验收人"),
    ("周凯", 2, "镇长", "责任人"),
]

ITEMS = [
    ("1", "1号别墅群拆除", 1, 1, 1, date(2026, 11, 30), 45, "栋"),
    ("2", "云溪河雨污分流管网建设", 2, 1, 1, date(2026, 12, 31), 24, "公里"),
    ("3", "白水县污水处理厂二期", 2, 2, 2, date(2026, 11, 13), 3, "万吨/日"),
    ("4", "建筑工地扬尘治理", 2, 1, 1, date(2026, 11, 10), None, ""),
    ("5", "信访举报件办理", 1, 2, 8, date(2026, 11, 18), None, ""),
    ("6", "入河排污口整治", 2, 3, 3, date(2026, 12, 10), 120, "个"),
]

STEPS = [(1, "拆除30栋", 1, date(2026, 11, 20), 30), (6, "整治60个", 3, date(2026, 11, 26), 60)]


def settle(engine: Engine) -> None:
    """Fill an empty ledger; who has an account is bound to it."""
    with writing(engine) as tx:
        open_campaign(tx, UNITS)
        for number, (name, unit, post, roles) in enumerate(PEOPLE, 1):
            add_person(tx, name, unit, post, roles)
            if name in ACCOUNTS:
                people.bind(tx, number, telegram_chat(ACCOUNTS[name]), BEGINNING)
        people.speak(tx, 3, "en")
        for position, row in enumerate(ITEMS, 1):
            _write_item(tx, position, row)
        for item, name, unit, due, target in STEPS:
            add_milestone(tx, item, name, unit, due, target)


def _write_item(tx: Tx, position: int, row: tuple[object, ...]) -> None:
    code, title, finding, unit, owner, deadline, total, measure = row
    add_item(
        tx,
        position,
        total,
        code=code,
        finding_id=finding,
        title=title,
        lead_unit_id=unit,
        owner_id=owner,
        city_leader_id=5 if code in ("1", "3") else None,
        duty_leader_id=4 if code == "1" else None,
        verifying_unit_id=4,
        deadline=deadline,
        measure=measure,
    )

"""People to whom an item is nothing, a city in which much goes on, and what must not be told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.presses import PRESSES
from rules.policy.acts import act_of_button
from rules.policy.permissions import Right
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import items
from storage.mail.tables import outbox
from storage.schema import metadata
from tests.support.accounts import (
    end,
    new_person,
)
from tests.support.applications import applied as applied_for
from tests.support.applications import checked, notice_over, struck_off, villas_down
from tests.support.button_data import NUMBER, forms
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
    VERIFIER,
)

FOREIGN_HEAD, FOREIGN_VERIFIER, FOREIGN_DEPUTY, KEEPER, FORMER = 201, 202, 203, 204, 205

KINDS = {
    "official of another county": OTHER,
    "head of another county": FOREIGN_HEAD,
    "verifier of another unit": FOREIGN_VERIFIER,
    "deputy of another county's official": FOREIGN_DEPUTY,
    "keeper of the register": KEEPER,
    "former member": FORMER,
    "stranger": OUTSIDER,
}
UNKNOWN = (FORMER, OUTSIDER)

MISSING = "987"
"""The number of nothing, and no part of anything that is said."""

SECRETS = (
    "别墅", "雨污", "扬尘", "张伟", "陈晨", "青山", "整改中", "核查中", "公示中", "12栋", "45栋", "23.5",
    "连续下雨", "跨县用地", "抓紧完成", "没有公开",
)  # fmt: skip
"""Titles, names, units, figures, states and words of the items that are nothing to them."""


THEIRS = {(KEEPER, "ac"), (FOREIGN_VERIFIER, "lb")}
"""The register is its keeper's, and whoever had no part in an item checks it again."""


def everybody_there(talk: Dialogue) -> None:
    """Enrol somebody of every kind, and one who left; item 3 is of the first county as well."""
    new_person(talk.engine, "何平", 2, "单位负责人", FOREIGN_HEAD)
    new_person(talk.engine, "孙悦", 2, "验收人", FOREIGN_VERIFIER)
    new_person(talk.engine, "周岩", 2, "责任人", FOREIGN_DEPUTY)
    new_person(talk.engine, "吴敏", 2, "问责管理", KEEPER)
    new_person(talk.engine, "郑洁", 1, "责任人", FORMER)
    talk.says(OFFICE, "/deputy 刘洋 周岩 2026-11-24 2026-12-31")
    end(talk, "郑洁")
    talk.says(OFFICE, "/bind 白水县", chat=GROUP)
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 3).values(lead_unit_id=1, owner_id=1))


def much_going_on(talk: Dialogue) -> None:
    """Open something of every kind about item 2; have an application of item 1 checked."""
    talk.says(LEADER, "/instruct 2 抓紧完成")
    talk.hands_in(OFFICIAL, "/blocker 2 请李敏副市长协调跨县用地")
    talk.hands_in(OFFICIAL, "/extend 2 2027-01-29 连续下雨")
    talk.says(OFFICE, "/round 周五12:00")
    tick(talk, MORNING, "prompts", "rounds", "board", "radar")
    villas_down(talk)
    applied_for(talk)
    checked(talk)
    talk.says(OFFICIAL, "2号管网已铺设5公里")


def closed(talk: Dialogue) -> None:
    """Pass item 1, object to it, strike it off and draw it to be checked again."""
    talk.presses(VERIFIER, "提交：通过")
    talk.says(OFFICE, "/objection 1 公示材料没有公开")
    talk.press_data(OFFICIAL, "ob:1:answer")
    talk.says(OFFICIAL, "已在政府网站公开")
    talk.press_data(OFFICE, "ob:1:dismiss")
    notice_over(talk)
    struck_off(talk)
    talk.says(OFFICE, "/lookback 1")
    tick(talk, talk.now + timedelta(days=1), "prompts", "rounds", "board", "radar")


STAGES = [
    pytest.param((), id="in-review", marks=pytest.mark.begins(after=[much_going_on])),
    pytest.param((), id="closed", marks=pytest.mark.begins(after=[much_going_on, closed])),
]
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def kept(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table but the mail that answers."""
    with reading(engine) as tx:
        return {
            table.name: sorted(repr(tuple(row)) for row in tx.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name != outbox.name
        }


def guarded() -> Iterator[tuple[str, str]]:
    """Yield every form of a button that not everybody may press, with what stands for its numbers."""
    for name, (pattern, _) in PRESSES.items():
        for form in forms(pattern):
            if act_of_button(name, form.split(":")).right is not Right.ANYTHING:
                yield name, form


def pressed(talk: Dialogue, who: int, data: str, chat: int | None = None) -> str:
    heard = talk.press_data(who, data, chat=chat)
    return f"{talk.toast}\n{heard}"


def told(heard: str) -> list[str]:
    return [secret for secret in SECRETS if secret in heard]


def leaks(talk: Dialogue, who: int, name: str, form: str) -> list[str]:
    """Return what pressing tells, about anything of the numbers 1 and 2 that is not theirs."""
    if (who, name) in THEIRS:
        return []
    without = pressed(talk, who, f"{name}:{form}".replace(NUMBER, MISSING))
    found = []
    for number in ("1", "2"):
        data = f"{name}:{form}".replace(NUMBER, number)
        heard = pressed(talk, who, data)
        if told(heard) or (who not in UNKNOWN and heard != without):
            found.append(f"{data}: {heard!r} and not {without!r}")
    return found

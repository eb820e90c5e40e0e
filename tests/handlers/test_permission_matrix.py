"""Every button and command by every kind of person to whom an item is nothing.

Nothing that is kept changes, and they hear what they would hear if there were no such item.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.telegram.addresses import telegram_chat
from handlers.context import Context
from handlers.matters import refusal
from handlers.presses import PRESSES
from messages.texts import texts
from rules.policy.acts import COMMANDS, LETTERS, act_of_button
from rules.policy.permissions import Right, may, may_see_item
from rules.policy.relations import Matter
from storage.db.engine import Engine, NotThere, Tx, reading, writing
from storage.ledger import item_store
from storage.ledger.tables import items
from storage.mail.tables import outbox
from storage.people import deputies, people
from storage.schema import metadata
from tests.support.accounts import (
    CHEN,
    WHO_ARE_YOU,
    account_of,
    code_for,
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
    settle,
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
    """Somebody of every kind, and one who left; item 3 is of the first county as well."""
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
    """Item 2 has something open of every kind; of item 1 an application is being checked."""
    talk.says(LEADER, "/instruct 2 抓紧完成")
    talk.says(OFFICIAL, "/blocker 2 请李敏副市长协调跨县用地")
    talk.says(OFFICIAL, "/extend 2 2027-01-29 连续下雨")
    talk.says(OFFICE, "/round 周五12:00")
    tick(talk, MORNING, "prompts", "rounds", "board", "radar")
    villas_down(talk)
    applied_for(talk)
    checked(talk)
    talk.says(OFFICIAL, "2号管网已铺设5公里")


def closed(talk: Dialogue) -> None:
    """Item 1 is passed, objected to, struck off and drawn to be checked again."""
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
pytestmark = pytest.mark.begins(after=[everybody_there])
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def kept(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table but the mail that answers."""
    with reading(engine) as tx:
        return {
            table.name: sorted(repr(tuple(row)) for row in tx.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name != outbox.name
        }


def guarded() -> Iterator[tuple[str, str]]:
    """Every form of a button that not everybody may press, with what stands for its numbers."""
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


@on_sqlite
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_button_tells_or_changes_anything(talk: Dialogue, stage: object, kind: str) -> None:
    del stage
    before = kept(talk.engine)
    found = [leak for name, form in guarded() for leak in leaks(talk, KINDS[kind], name, form)]
    assert found == []
    assert kept(talk.engine) == before


def said(talk: Dialogue, who: int, text: str) -> str:
    """Say it, and take back whatever it began."""
    heard = talk.says(who, text)
    talk.says(who, "/cancel")
    return heard


FORMS = ("{}", "{} 今天完成12栋，现场仍有垃圾")


@on_sqlite
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_command_tells_of_a_number(talk: Dialogue, stage: object, kind: str) -> None:
    del stage
    who, found = KINDS[kind], []
    for name in sorted(COMMANDS.keys() - {"workdays"}):
        for form in FORMS:
            heard = said(talk, who, f"/{name} {form.format('2')}")
            without = said(talk, who, f"/{name} {form.format(MISSING)}")
            unlike = who not in UNKNOWN and heard != without.replace(MISSING, "2")
            if unlike or told(heard.replace("12栋", "")):
                found.append(f"/{name}: {heard!r} and not {without!r}")
    assert found == []


COLLEAGUES = {"official": OFFICIAL, "verifier": VERIFIER, "leader": LEADER, "office": OFFICE}


@on_sqlite
@pytest.mark.parametrize("kind", COLLEAGUES)
def test_nobody_does_what_the_table_does_not_give(
    database_url: str, engine: Engine, kind: str
) -> None:
    """Those who may see an item, too: what the table refuses changes nothing."""
    del database_url
    settle(engine)
    talk, who = Dialogue(engine), COLLEAGUES[kind]
    everybody_there(talk)
    much_going_on(talk)
    closed(talk)
    before, found = kept(engine), []
    for name, form in guarded():
        for number in ("1", "2"):
            words = form.replace(NUMBER, number).split(":")
            with reading(engine) as tx:
                refused = not permitted(tx, who, talk, name, words)
            if refused:
                found.append(pressed(talk, who, f"{name}:{':'.join(words)}"))
    assert {heard for heard in found if not heard.endswith("\n")} == set()
    assert kept(engine) == before


def permitted(tx: Tx, who: int, talk: Dialogue, name: str, words: list[str]) -> bool:
    person = people.by_account(tx, telegram_chat(who))
    assert person is not None
    ctx = Context(tx, talk.now, talk.city, telegram_chat(who), person, texts("zh_CN"))
    try:
        return not refusal(ctx, name, words)
    except NotThere:
        return False


@on_sqlite
@pytest.mark.parametrize("stage", STAGES)
def test_a_group_gets_its_own_share(talk: Dialogue, stage: object) -> None:
    """Of another county, whoever writes and presses there; of the office, who may do all."""
    del stage
    plain = COMMANDS.keys() - {"bind", "help"}
    heard = [talk.says(OFFICE, f"/{name} 2", chat=GROUP) for name in plain]
    heard += [
        pressed(talk, OFFICE, f"{name}:{form}".replace(NUMBER, number), GROUP)
        for name, (pattern, _) in PRESSES.items()
        for form in forms(pattern)
        for number in ("1", "2")
    ]
    assert [words for words in heard if told(words)] == []


@on_sqlite
@pytest.mark.parametrize("stage", STAGES)
def test_duties_tell_nobody_of_what_is_not_theirs(talk: Dialogue, stage: object) -> None:
    del stage
    begun, found = talk.now, []
    for hours in range(0, 9 * 24, 8):
        for duty, right in LETTERS.items():
            for chat, letters in tick(talk, begun + timedelta(hours=hours), duty).items():
                found += [
                    (duty, chat, item, letter)
                    for letter in letters
                    for item in strange(talk, chat, letter, right)
                ]
    assert found == []


def strange(talk: Dialogue, chat: int, letter: str, right: Right) -> list[str]:
    """Return the titles in a letter of items that are nothing to its reader."""
    with reading(talk.engine) as tx:
        person = people.by_account(tx, telegram_chat(chat))
        if person is not None:
            covers = deputies.covered_by(tx, person.id, talk.city.today(talk.now))
            person = replace(person, covers=covers)
        every = item_store.by_ids(tx, (1, 2, 3, 4)).values()
        return [
            item.title
            for item in every
            if item.title in letter
            and not (
                person is not None
                and (may_see_item(person, item) or may(person, right, Matter(item)))
            )
        ]


FORWARDED = "转发的命令不会执行。如确需执行，请您自行发送。"


def test_a_forwarded_command_is_not_carried_out(talk: Dialogue) -> None:
    before = kept(talk.engine)
    for name in COMMANDS:
        assert talk.says(OFFICE, f"/{name} 1", forwarded=True) == FORWARDED
        assert talk.says(OFFICE, f"/{name} 全市", forwarded=True, chat=GROUP) == ""
    assert kept(talk.engine) == before


def test_a_forwarded_code_enrols_nobody(talk: Dialogue) -> None:
    code = code_for(talk, CHEN)
    assert talk.says(OUTSIDER, f"/start {code}", forwarded=True) == WHO_ARE_YOU
    assert account_of(talk, CHEN) is None


@pytest.mark.begins(after=[much_going_on])
def test_what_a_leak_told_before_is_told_no_more(talk: Dialogue) -> None:
    """On both databases: the owner of an item, and its state."""
    for data in ("p:2:done", "cv:1:pass", "cv:1:strike", "so:1:1:yes", "x:1:ok", "n:1:answer"):
        assert pressed(talk, OTHER, data) == "此按钮已失效。\n"

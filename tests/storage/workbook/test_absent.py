"""Whom the sheet of people no longer names: told with what he still may, and left as he is."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from messages.texts import texts
from storage.db.engine import Engine, writing
from storage.ledger.tables import items
from storage.people import deputies, groups, invitations, people
from storage.workbook import AbsentPerson, Answers, export_workbook
from tests.support.workbooks import NOW, TODAY, Plan, ledger, plan, take, with_cell, without

ZHANG, COLLEAGUE, LI, WANG = 1, 2, 3, 4
NOBODY: tuple[AbsentPerson, ...] = ()
LI_STAYS = Answers(staying=("李敏",))


def naming(*rows: int) -> Plan:
    """The plan with these rows of its people only; `rows` as Excel counts."""
    shorter = plan()
    shorter["人员"] = [shorter["人员"][row - 1] for row in (1, *rows)]
    return shorter


def absent(who: str, roles: str, **still: Any) -> AbsentPerson:
    return AbsentPerson(who, roles, **still)


@pytest.fixture
def city(engine: Engine) -> Engine:
    """Everybody of the plan in the ledger, nobody enrolled."""
    take(engine, plan())
    return engine


@pytest.mark.parametrize("dry_run", [True, False])
def test_who_is_missing_is_named_with_his_role_and_his_items(city: Engine, dry_run: bool) -> None:
    assert take(city, naming(2, 3, 4), dry_run=dry_run).absent == (
        absent("王强（市生态环境局）", "验收人", owns=1),
    )


def test_nothing_of_him_is_changed(city: Engine) -> None:
    before = ledger(city)
    take(city, naming(2, 3, 4))
    assert ledger(city) == before


def test_what_he_still_may_is_told(city: Engine) -> None:
    with writing(city) as tx:
        people.bind(tx, ZHANG, telegram_chat(101), NOW)
        groups.bind(tx, telegram_chat(-1001), "青山县整改群", 2, ZHANG, NOW)
        groups.bind(tx, telegram_chat(-1002), "已退出的群", 2, ZHANG, NOW)
        groups.lost(tx, telegram_chat(-1002), NOW)
        deputies.appoint(tx, WANG, ZHANG, (TODAY, date(2026, 12, 5)), WANG, NOW)
        deputies.appoint(tx, LI, ZHANG, (date(2026, 11, 1), date(2026, 11, 23)), LI, NOW)
    assert take(city, naming(3, 4, 5)).absent == (
        absent(
            "张伟（青山县）",
            "责任人",
            enrolled=True,
            owns=1,
            guarantees=1,
            groups=1,
            covers=("王强（市生态环境局）",),
        ),
    )


def test_an_unused_code_still_lets_him_in(city: Engine) -> None:
    with writing(city) as tx:
        invitations.invite(tx, LI, NOW)
    assert take(city, naming(2, 3, 5), answers=LI_STAYS).absent == (
        absent("李敏（市整改办）", "市领导", invited=True, guarantees=2),
    )


def test_who_has_an_account_is_named_first(city: Engine) -> None:
    with writing(city) as tx:
        people.bind(tx, WANG, telegram_chat(104), NOW)
        invitations.invite(tx, LI, NOW)
    named = [person.who for person in take(city, naming(3), answers=LI_STAYS).absent]
    assert named == ["王强（市生态环境局）", "李敏（市整改办）", "张伟（青山县）"]


def test_items_given_to_another_by_this_workbook_are_not_counted(city: Engine) -> None:
    given = with_cell("任务", 4, "责任人", "李敏")
    del given["人员"][4]
    assert take(city, given, dry_run=True).absent == (absent("王强（市生态环境局）", "验收人"),)


def test_items_that_are_closed_are_not_counted(city: Engine) -> None:
    with writing(city) as tx:
        tx.execute(update(items).where(items.c.id == 3).values(state="已完成，长期坚持"))
    assert take(city, naming(2, 3, 4)).absent == (absent("王强（市生态环境局）", "验收人"),)


def test_a_workbook_without_that_sheet_says_nothing_of_people(city: Engine) -> None:
    assert take(city, without("人员")).absent == NOBODY


def test_nor_does_a_first_import_or_the_same_again_or_an_export(
    city: Engine, tmp_path: Any
) -> None:
    assert take(city, plan()).absent == NOBODY
    with writing(city) as tx:
        export_workbook(tx, tmp_path / "out.xlsx", now=NOW)
    assert take(city, (tmp_path / "out.xlsx").read_bytes()).absent == NOBODY


FULL = AbsentPerson(
    "张伟（青山县）", "责任人、单位负责人",
    enrolled=True, owns=3, guarantees=2, groups=1, covers=("王强（市生态环境局）",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("person", "language", "said"),
    [
        (
            FULL,
            "zh_CN",
            "“人员”表中没有张伟（青山县），其权限未变：账号已登记；角色：责任人、单位负责人；"
            "负责任务 3 项；包保任务 2 项；绑定的群 1 个；代理（AB角）：王强（市生态环境局）",
        ),
        (
            FULL,
            "en",
            "张伟（青山县） is not in sheet 人员 and keeps: account enrolled; "
            "roles: 责任人、单位负责人; owner of open items: 3; guarantor of open items: 2; "
            "groups bound: 1; deputy of: 王强（市生态环境局）",
        ),
        (
            AbsentPerson("陈晨（青山县）", ""),
            "zh_CN",
            "“人员”表中没有陈晨（青山县），其权限未变：账号未登记",
        ),
        (
            AbsentPerson("陈晨（青山县）", "责任人", invited=True),
            "zh_CN",
            "“人员”表中没有陈晨（青山县），其权限未变：账号未登记，邀请码仍有效；角色：责任人",
        ),
    ],
)
def test_in_one_sentence(person: AbsentPerson, language: str, said: str) -> None:
    assert person.sentence(texts(language)) == said

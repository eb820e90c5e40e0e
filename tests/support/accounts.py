"""Accounts of the small city's people: invited, bound, ended."""

from typing import Any

from sqlalchemy import func, insert, select

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import persons
from storage.people import invitations, people
from tests.support.dialogue import Dialogue
from tests.support.small_city import MORNING, OFFICE

ZHANG, ZHAO, LIU, CHEN = 1, 3, 5, 6
ADMINISTRATOR = 106
WHO_ARE_YOU = (
    "本助手服务于全市督察整改工作。请点击发给您的邀请链接，或发送 /start 加邀请码完成登记。"
)
BAD_CODE = "邀请码无效或已被使用，请联系整改办重新获取。"


def new_person(engine: Engine, name: str, unit: int, roles: str, account: int | None) -> None:
    with writing(engine) as tx:
        values = {"name": name, "unit_id": unit, "post": "", "roles": roles, "phone": ""}
        number = tx.execute(insert(persons).values(**values).returning(persons.c.id)).scalar_one()
        if account is not None:
            people.bind(tx, number, telegram_chat(account), MORNING)


def end(talk: Dialogue, name: str = "张伟", *, by: int = OFFICE) -> str:
    """End somebody's account as the office; return what it hears."""
    talk.says(by, f"/unbind {name}")
    return talk.presses(by, "确认")


def count(talk: Dialogue, table: Any) -> int:
    with reading(talk.engine) as tx:
        return tx.execute(select(func.count()).select_from(table)).scalar_one()


def code_for(talk: Dialogue, person: int) -> str:
    with writing(talk.engine) as tx:
        return invitations.invite(tx, person, MORNING)


def account_of(talk: Dialogue, person: int) -> int | None:
    with reading(talk.engine) as tx:
        account = people.by_id(tx, person).account
    return None if account is None else account.id

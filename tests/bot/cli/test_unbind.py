"""`taizhang unbind NAME`: the operator ends the account of somebody who left."""

from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import journal, persons
from storage.people import people
from tests.support.accounts import BAD_CODE, WHO_ARE_YOU, code_for
from tests.support.commands import Say, operator
from tests.support.dialogue import Dialogue
from tests.support.small_city import MORNING, OFFICIAL, settle


@pytest.fixture
def say(engine: Engine, database_url: str, tmp_path: Path) -> Say:
    """A command on the small city's ledger: its status, its words, its complaint."""
    settle(engine)
    env = {"TAIZHANG_DATABASE_URL": database_url, "TAIZHANG_DATA_DIR": str(tmp_path)}
    return operator(env)


def accounts(engine: Engine) -> list[int | None]:
    with reading(engine) as tx:
        return [person.account and person.account.id for person in people.everybody(tx)]


def test_the_account_is_a_strangers_and_the_ledger_whole(engine: Engine, say: Say) -> None:
    talk = Dialogue(engine)
    code = code_for(talk, 1)
    status, said, _ = say("unbind", "张伟")
    assert (status, said.splitlines()[0]) == (0, "已解除青山县 张伟的账号绑定。")
    assert said.splitlines()[1].startswith("负责的任务 3 项（未销号）：")
    assert talk.says(OFFICIAL, "/my") == WHO_ARE_YOU
    assert talk.says(OFFICIAL, f"/start {code}") == BAD_CODE
    assert say("verify")[0] == 0


def test_the_operator_stands_in_the_journal_as_nobody(engine: Engine, say: Say) -> None:
    say("unbind", "张伟")
    with reading(engine) as tx:
        entry = tx.execute(select(journal)).one()
    assert (entry.fact, entry.person_id) == ("Unbound", None)
    assert entry.body == {"person": 1, "account": str(telegram_chat(OFFICIAL))}


def test_ended_once_there_is_nothing_more_to_end(engine: Engine, say: Say) -> None:
    say("unbind", "张伟")
    assert say("unbind", "张伟") == (1, "", "青山县 张伟未登记账号，无需解除绑定。\n")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["某某"], "台账中没有人员“某某”。"),
        (["陈晨"], "青山县 陈晨未登记账号，无需解除绑定。"),
        (
            ["赵静"],
            "市整改办 赵静是整改办和管理员中唯一已登记的人员，解除绑定后将无人管理台账。"
            "请先邀请接替人员登记（taizhang invite）。",
        ),
    ],
)
def test_what_cannot_be(engine: Engine, say: Say, words: list[str], complaint: str) -> None:
    before = accounts(engine)
    assert say("unbind", *words) == (1, "", f"{complaint}\n")
    assert accounts(engine) == before


def test_of_namesakes_never_the_first(engine: Engine, say: Say) -> None:
    with writing(engine) as tx:
        other = {"name": "张伟", "unit_id": 2, "post": "", "roles": "责任人", "phone": ""}
        tx.execute(insert(persons).values(**other))
        people.bind(tx, 7, telegram_chat(107), MORNING)
    before = accounts(engine)
    choices = "有多位同名人员，请在姓名后写明单位：张伟 青山县、张伟 白水县\n"
    assert say("unbind", "张伟") == (1, "", choices)
    assert accounts(engine) == before
    assert say("unbind", "张伟", "白水县")[:2] == (0, "已解除白水县 张伟的账号绑定。\n")
    assert accounts(engine) == [*before[:-1], None]


def test_invited_are_all_who_never_enrolled_and_by_name_who_left(say: Say) -> None:
    say("unbind", "张伟")
    assert invited(say("invite", "--all")[1]) == ["陈晨"]
    assert invited(say("invite", "张伟")[1]) == ["张伟"]


def invited(csv: str) -> list[str]:
    return [line.split(",")[0] for line in csv.splitlines()[1:]]

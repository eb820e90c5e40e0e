"""Who leaves by an import: the account ends with it, and what is left without them is named."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.telegram.addresses import telegram_chat
from handlers.accounts import enrol
from messages.texts import texts
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import journal, persons
from storage.people import deputies, invitations, people
from storage.workbook import Answers
from tests.support.auditing import verified
from tests.support.workbooks import NOW, TODAY, Plan, ledger, plan, rows_of, take

ZHANG, COLLEAGUE, LI, WANG, ZHAO, QIAN = range(1, 7)
ACCEPTED = Answers(accepted=True)


def staff(**left: object) -> Plan:
    """The plan with a clerk, an administrator, and who has left, by name."""
    changed = plan()
    header, *rows = changed["人员"]
    rows += [["赵静", "市整改办", "科长", "整改办", ""], ["钱进", "市整改办", "", "管理员", ""]]
    changed["人员"] = [[*header, "离任日期"], *([*row, left.get(row[0], "")] for row in rows)]
    return changed


def lacking(*names: str) -> Plan:
    changed = staff()
    changed["人员"] = [row for row in changed["人员"] if row[0] not in names]
    return changed


@pytest.fixture
def city(engine: Engine) -> Engine:
    """All but 李敏 and 张伟 are enrolled; 李敏 has a code."""
    take(engine, staff())
    with writing(engine) as tx:
        for number in (WANG, ZHAO, QIAN):
            enrol.redeem(tx, invitations.invite(tx, number, NOW), telegram_chat(100 + number), NOW)
        invitations.invite(tx, LI, NOW)
    return engine


def accounts(engine: Engine) -> set[int]:
    with reading(engine) as tx:
        return {person.id for person in people.everybody(tx) if person.account is not None}


def left(engine: Engine) -> list[tuple[Any, ...]]:
    query = select(persons.c.name, persons.c.left_on).where(persons.c.left_on.is_not(None))
    return rows_of(engine, query.order_by(persons.c.id))


@pytest.mark.parametrize("word", ["离任", "退休", "是", date(2026, 11, 24), "2026年11月24日"])
def test_who_has_left_by_the_column_has_no_account_from_then_on(city: Engine, word: object) -> None:
    assert take(city, staff(钱进=word)).problems == ()
    assert (left(city), accounts(city)) == ([("钱进", TODAY)], {WANG, ZHAO})
    assert take(city, staff(钱进=word)).changes_anything is False
    assert verified(city) is None


def test_the_word_keeps_the_day_that_was_known(city: Engine) -> None:
    take(city, staff(钱进="离任"))
    assert take(city, staff(钱进="离任"), today=date(2026, 12, 1)).changes_anything is False
    assert left(city) == [("钱进", TODAY)]


@pytest.mark.parametrize("word", ["在职", "否", ""])
def test_who_is_in_office_stays(city: Engine, word: str) -> None:
    assert take(city, staff(钱进=word)).changes_anything is False
    assert accounts(city) == {WANG, ZHAO, QIAN}


@pytest.mark.parametrize("word", [date(2026, 11, 25), "也许"])
def test_what_is_no_day_of_the_past_is_refused(city: Engine, word: object) -> None:
    [problem] = take(city, staff(钱进=word)).problems
    assert (problem.sheet, problem.row, problem.column) == ("人员", 7, "离任日期")
    assert accounts(city) == {WANG, ZHAO, QIAN}


def test_items_of_an_owner_who_left_are_named_until_they_have_another(city: Engine) -> None:
    rehearsed = take(city, staff(王强="离任"), dry_run=True)
    [said] = [one.sentence(texts("zh_CN")) for one in rehearsed.left_alone]
    assert said == "王强（市生态环境局）已离任，其负责的任务 1 项（未销号）：3。请另行明确责任人。"
    assert accounts(city) == {WANG, ZHAO, QIAN}
    take(city, staff(王强="离任"))
    assert len(take(city, staff(王强="离任")).left_alone) == 1
    given = staff(王强="离任")
    given["任务"][3][8] = "赵静"
    assert take(city, given).left_alone == ()


def test_an_administrator_who_is_in_no_row_is_asked_about(city: Engine) -> None:
    before = ledger(city)
    [problem] = take(city, lacking("钱进")).problems
    assert problem.sentence(texts("en")) == (
        "Sheet 人员: 钱进（市整改办） is not in this sheet and can still see the city's items. If they "
        "have left, add --accept: the account ends at once. If not, add them to the sheet, or add "
        '--stays "钱进 市整改办".'
    )
    assert ledger(city) == before


@pytest.mark.parametrize("name", ["钱进", "李敏"])
def test_accepted_they_have_left_with_account_or_code(city: Engine, name: str) -> None:
    assert take(city, lacking(name), answers=ACCEPTED).problems == ()
    assert left(city) == [(name, TODAY)]
    with reading(city) as tx:
        assert LI not in invitations.holders(tx, NOW) or name == "钱进"
        assert (QIAN in accounts(city)) is (name != "钱进")
    assert take(city, lacking(name)).problems == ()


def test_one_who_stays_though_in_no_row(city: Engine) -> None:
    stays = Answers(accepted=True, staying=("钱进 市整改办",))
    assert take(city, lacking("钱进"), answers=stays).problems == ()
    assert (left(city), QIAN in accounts(city)) == ([], True)


def test_nobody_is_asked_about_who_sees_only_his_own(city: Engine) -> None:
    result = take(city, lacking("王强"))
    assert (result.problems, [one.who for one in result.absent]) == ((), ["王强（市生态环境局）"])


@pytest.mark.parametrize(
    "plan_",
    [staff(钱进="离任", 赵静="离任"), lacking("钱进", "赵静")],
    ids=["by a day", "in no row"],
)
def test_an_import_never_leaves_the_ledger_to_nobody(city: Engine, plan_: Plan) -> None:
    [problem] = take(city, plan_, answers=ACCEPTED).problems
    assert problem.reason.startswith("After this import nobody of the office")
    assert accounts(city) == {WANG, ZHAO, QIAN}


def test_nor_by_taking_the_roles_away(city: Engine) -> None:
    changed = staff()
    for row in changed["人员"][5:]:
        row[3] = "责任人"
    assert len(take(city, changed).problems) == 1


def test_who_left_stands_in_for_nobody(city: Engine) -> None:
    with writing(city) as tx:
        deputies.appoint(tx, WANG, QIAN, (TODAY, date(2026, 12, 5)), WANG, NOW)
    take(city, staff(钱进="离任"))
    with reading(city) as tx:
        assert deputies.on_duty(tx, TODAY) == {}
    assert verified(city) is None


def test_the_journal_tells_of_the_import_and_of_the_account(city: Engine) -> None:
    take(city, staff(钱进="离任"))
    facts = rows_of(
        city, select(journal.c.fact, journal.c.person_id).order_by(journal.c.seq.desc())
    )
    assert facts[:2] == [("Unbound", None), ("Imported", None)]


def test_who_came_back_is_one_person_and_needs_a_new_code(city: Engine) -> None:
    take(city, staff(钱进="离任"))
    assert take(city, staff()).problems == ()
    assert (left(city), accounts(city)) == ([], {WANG, ZHAO})
    with writing(city) as tx:
        code = invitations.invite(tx, QIAN, NOW)
        came = enrol.redeem(tx, code, telegram_chat(200), NOW)
    assert came is not None and (came.id, came.account) == (QIAN, telegram_chat(200))

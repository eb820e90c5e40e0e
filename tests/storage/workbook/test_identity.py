"""Who a row of sheet 人员 is: an account and a history go with the person, and are never guessed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.telegram.addresses import telegram_chat
from handlers.accounts import enrol
from messages.texts import texts
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import items, persons
from storage.people import invitations, people
from storage.workbook import Answers, ImportResult, export_workbook
from tests.support.auditing import verified
from tests.support.workbooks import NOW, Plan, ledger, plan, rows_of, take, with_cell

WANG = 4
ACCEPTED = Answers(accepted=True)


def with_people(*rows: list[Any]) -> Plan:
    """A workbook of people alone; each row has all columns."""
    return {"人员": [["姓名", "单位", "职务", "角色", "联系电话", "人员编号"], *rows]}


ZHANG = ["张伟", "青山县", "副县长", "责任人", "13900000001", "A1"]
COLLEAGUE = ["张伟", "青山县住建局", "局长", "责任人、单位负责人", "", "A2"]
LI = ["李敏", "市整改办", "副市长", "市领导", "", "A3"]
WANG_HERE = ["王强", "市生态环境局", "处长", "验收人", "05611234567", ""]
WANG_THERE = ["王强", "青山县", "处长", "验收人", "", ""]


@pytest.fixture
def city(engine: Engine) -> Engine:
    """Everybody in the ledger; 王强, who has no number, is enrolled."""
    take(engine, plan() | with_people(ZHANG, COLLEAGUE, LI, WANG_HERE))
    with writing(engine) as tx:
        enrol.redeem(tx, invitations.invite(tx, WANG, NOW), telegram_chat(104), NOW)
    return engine


def who(engine: Engine) -> list[tuple[Any, ...]]:
    columns = persons.c.id, persons.c.name, persons.c.unit_id, persons.c.staff_number
    return rows_of(engine, select(*columns).order_by(persons.c.id))


def asked(result: ImportResult) -> list[tuple[str, int]]:
    return [(question.doubt, question.row) for question in result.questions]


AS_IT_WAS = [(1, "张伟", 2, "A1"), (2, "张伟", 3, "A2"), (3, "李敏", 1, "A3"), (4, "王强", 4, "")]


def test_somebody_in_another_unit_is_asked_about_and_nothing_is_written(city: Engine) -> None:
    before = ledger(city)
    moved = with_people(ZHANG, COLLEAGUE, LI, WANG_THERE)
    assert asked(take(city, moved, dry_run=True)) == [("moved", 5)]
    [problem] = take(city, moved, t=texts("zh_CN")).problems
    assert problem.sentence(texts("zh_CN")) == (
        "工作表“人员”第 5 行“姓名”：王强（青山县）与台账中的王强（市生态环境局）是否为同一人？"
        "如系同一人调动，请加 --accept，账号和历史记录随人保留；"
        '如为另一人，请加 --another "王强 青山县"。填写“人员编号”可直接区分。'
    )
    assert ledger(city) == before


def test_accepted_he_moves_with_account_and_items(city: Engine) -> None:
    moved = with_people(ZHANG, COLLEAGUE, LI, WANG_THERE)
    assert take(city, moved, answers=ACCEPTED).problems == ()
    assert who(city) == [*AS_IT_WAS[:3], (4, "王强", 2, "")]
    with reading(city) as tx:
        assert people.by_id(tx, WANG).account == telegram_chat(104)
    assert rows_of(city, select(items.c.owner_id).where(items.c.code == "3")) == [(WANG,)]
    assert verified(city) is None


@pytest.mark.parametrize("said", ["王强 青山县", "王强（青山县）", "青山县王强"])
def test_another_person_begins_with_nothing(city: Engine, said: str) -> None:
    both = with_people(ZHANG, COLLEAGUE, LI, WANG_HERE, WANG_THERE)
    assert asked(take(city, both, dry_run=True)) == [("namesake", 6)]
    assert take(city, both, answers=Answers(others=(said,))).problems == ()
    assert who(city) == [*AS_IT_WAS, (5, "王强", 2, "")]
    with reading(city) as tx:
        assert people.by_id(tx, 5).account is None
    assert take(city, both).problems == ()


def test_one_who_is_another_takes_nothing_of_who_is_in_no_row(city: Engine) -> None:
    moved = with_people(ZHANG, COLLEAGUE, LI, WANG_THERE)
    assert take(city, moved, answers=Answers(others=("王强",))).problems == ()
    assert who(city) == [*AS_IT_WAS, (5, "王强", 2, "")]


def test_a_namesake_listed_beside_him_is_accepted_as_another(city: Engine) -> None:
    both = with_people(ZHANG, COLLEAGUE, LI, WANG_HERE, WANG_THERE)
    assert take(city, both, answers=ACCEPTED).problems == ()
    assert who(city) == [*AS_IT_WAS, (5, "王强", 2, "")]


def test_a_number_tells_who_moved_and_nothing_is_asked(city: Engine) -> None:
    moved = ["张伟", "市生态环境局", "副局长", "责任人", "", "A1"]
    assert take(city, with_people(COLLEAGUE, moved, LI, WANG_HERE)).problems == ()
    assert who(city) == [(1, "张伟", 4, "A1"), *AS_IT_WAS[1:]]


def test_a_telephone_tells_it_too(city: Engine) -> None:
    moved = ["王强", "青山县", "处长", "验收人", "0561-1234567", ""]
    assert take(city, with_people(ZHANG, COLLEAGUE, LI, moved)).problems == ()
    assert who(city) == [*AS_IT_WAS[:3], (4, "王强", 2, "")]


def test_numbers_that_differ_tell_two_people_apart(city: Engine) -> None:
    other = ["李敏", "青山县", "科员", "责任人", "", "A9"]
    assert take(city, with_people(ZHANG, COLLEAGUE, LI, WANG_HERE, other)).problems == ()
    assert who(city) == [*AS_IT_WAS, (5, "李敏", 2, "A9")]


def test_two_who_change_places_do_so_by_their_numbers(city: Engine) -> None:
    first, second = [*ZHANG[:5], "A2"], [*COLLEAGUE[:5], "A1"]
    assert take(city, with_people(first, second, LI, WANG_HERE)).problems == ()
    assert who(city) == [(1, "张伟", 3, "A1"), (2, "张伟", 2, "A2"), *AS_IT_WAS[2:]]
    assert verified(city) is None


def test_whoever_comes_in_the_place_of_one_who_moved_is_somebody_new(city: Engine) -> None:
    moved = ["张伟", "市生态环境局", "副局长", "责任人", "", "A1"]
    new = ["张伟", "青山县", "副县长", "责任人", "", "A7"]
    assert take(city, with_people(new, COLLEAGUE, LI, WANG_HERE, moved)).problems == ()
    assert who(city) == [(1, "张伟", 4, "A1"), *AS_IT_WAS[1:], (5, "张伟", 2, "A7")]


def test_of_several_who_may_have_moved_none_is_chosen(city: Engine) -> None:
    one = ["张伟", "市生态环境局", "副局长", "责任人", "", ""]
    for answers in (Answers(), ACCEPTED):
        result = take(city, with_people(one, LI, WANG_HERE), dry_run=True, answers=answers)
        assert asked(result) == [("which", 2)]
    assert take(city, with_people(one, LI, WANG_HERE), answers=ACCEPTED).problems != ()
    listed = take(city, with_people(one, COLLEAGUE, LI, WANG_HERE), answers=ACCEPTED)
    assert listed.problems == ()
    assert who(city) == [(1, "张伟", 4, ""), *AS_IT_WAS[1:]]


def test_of_two_rows_that_may_be_one_person_none_is_chosen(city: Engine) -> None:
    second = ["王强", "青山县住建局", "处长", "验收人", "", ""]
    both = with_people(ZHANG, COLLEAGUE, LI, WANG_THERE, second)
    assert asked(take(city, both, answers=ACCEPTED, dry_run=True)) == [("which", 5), ("which", 6)]
    told = Answers(accepted=True, others=("王强 青山县住建局",))
    assert take(city, both, answers=told).problems == ()
    assert who(city) == [*AS_IT_WAS[:3], (4, "王强", 2, ""), (5, "王强", 3, "")]


def test_the_same_number_under_another_name_is_asked_about(city: Engine) -> None:
    renamed = ["李敏捷", *LI[1:]]
    again = with_people(ZHANG, COLLEAGUE, renamed, WANG_HERE)
    assert asked(take(city, again, dry_run=True)) == [("renamed", 4)]
    assert take(city, again, answers=ACCEPTED).problems == ()
    assert who(city)[2] == (3, "李敏捷", 1, "A3")


def test_another_number_in_the_same_place_is_asked_about(city: Engine) -> None:
    corrected = with_people(ZHANG, COLLEAGUE, [*LI[:5], "A4"], WANG_HERE)
    assert asked(take(city, corrected, dry_run=True)) == [("renumbered", 4)]
    assert take(city, corrected, answers=ACCEPTED).problems == ()
    assert who(city)[2] == (3, "李敏", 1, "A4")


def test_a_number_that_stands_twice_is_refused(city: Engine) -> None:
    twice = with_people(ZHANG, [*COLLEAGUE[:5], "A1"], LI, WANG_HERE)
    found = [(problem.row, problem.column) for problem in take(city, twice).problems]
    assert found == [(3, "人员编号"), (3, "姓名")]


@pytest.mark.parametrize("number", ["341126198001011234", "34112619800101123X"])
def test_the_number_of_an_identity_card_is_refused(city: Engine, number: str) -> None:
    [problem] = take(city, with_people(ZHANG, COLLEAGUE, LI, [*WANG_HERE[:5], number])).problems
    assert (problem.row, problem.column) == (5, "人员编号")


def test_at_a_first_import_nothing_is_asked_of_namesakes(engine: Engine) -> None:
    assert take(engine, plan()).problems == ()


def test_an_export_with_numbers_and_a_day_of_leaving_changes_nothing(
    city: Engine, tmp_path: Path
) -> None:
    with_day = with_people(ZHANG, COLLEAGUE, LI, WANG_HERE)
    with_day["人员"] = [[*row, day] for row, day in zip(
        with_day["人员"], ["离任日期", "", "", "", date(2026, 11, 20)], strict=True
    )]  # fmt: skip
    assert take(city, with_day).problems == ()
    with writing(city) as tx:
        export_workbook(tx, tmp_path / "out.xlsx", now=NOW)
    before = ledger(city)
    assert not take(city, (tmp_path / "out.xlsx").read_bytes()).changes_anything
    assert ledger(city) == before


def test_a_missing_column_leaves_the_numbers(city: Engine) -> None:
    with_number = who(city)
    assert take(city, with_cell("人员", 2, "职务", "县长")).problems == ()
    assert who(city) == with_number

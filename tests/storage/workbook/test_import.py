"""A city's plan comes into the ledger, and the same plan again changes nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from bot.telegram.addresses import telegram_chat
from messages.texts import texts
from rules.policy.items import State
from storage.db.engine import Engine, Tx, reading, writing
from storage.ledger import item_store, journal
from storage.ledger.tables import campaigns, findings, items, persons, units
from storage.ledger.tables import journal as entries
from storage.workbook import import_workbook
from tests.support.facts import facts_of
from tests.support.workbooks import (
    NOW,
    TODAY,
    as_file,
    counts,
    ledger,
    plan,
    rows_of,
    take,
    with_cell,
    with_row,
)

FIRST = {
    "单位": (4, 0, 0),
    "人员": (4, 0, 0),
    "问题": (2, 0, 0),
    "任务": (3, 0, 0),
    "节点": (3, 0, 0),
}
AGAIN = {sheet: (0, 0, added) for sheet, (added, _, _) in FIRST.items()}


def test_a_first_import_enters_every_row(engine: Engine) -> None:
    result = take(engine, plan())

    assert result.problems == ()
    assert counts(result) == FIRST


def test_an_item_stands_in_the_ledger_as_the_workbook_says(engine: Engine) -> None:
    take(engine, plan())

    with reading(engine) as tx:
        item = item_store.by_code(tx, "市9")
    assert item is not None
    assert (item.code, item.title, item.state) == (
        "2、市9", "雨污分流管网建设", State.NOT_STARTED,
    )  # fmt: skip
    assert (item.finding, item.lead.name, item.kind) == (
        "管网不足，污水直排", "青山县住建局", "限期整改",
    )  # fmt: skip
    assert (item.deadline, item.deadline_words) == (date(2027, 6, 30), "")
    assert (item.total, item.measure) == (Decimal("23.5"), "公里")


def test_words_of_a_deadline_are_kept_beside_its_day(engine: Engine) -> None:
    take(engine, plan())

    query = select(items.c.deadline, items.c.deadline_words).order_by(items.c.position)
    assert rows_of(engine, query) == [
        (date(2026, 12, 31), "2026年12月底前"),
        (date(2027, 6, 30), ""),
        (None, "长期坚持"),
    ]


def test_of_two_namesakes_the_one_of_the_lead_unit_is_meant(engine: Engine) -> None:
    take(engine, plan())

    query = (
        select(items.c.code, units.c.name)
        .join(persons, items.c.owner_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .order_by(items.c.position)
    )
    assert rows_of(engine, query) == [
        ("1", "青山县"), ("2、市9", "青山县住建局"), ("3", "市生态环境局"),
    ]  # fmt: skip


def test_a_namesake_is_named_by_the_unit_in_brackets(engine: Engine) -> None:
    take(engine, plan())

    query = (
        select(units.c.name)
        .join(persons, persons.c.unit_id == units.c.id)
        .join(items, items.c.duty_leader_id == persons.c.id)
    )
    assert rows_of(engine, query) == [("青山县",)]


def test_the_first_import_opens_the_drive(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "省督察反馈整改.xlsx"
    path.write_bytes(as_file(plan()))
    with writing(engine) as tx:
        import_workbook(tx, path, t=texts("zh_CN"), now=NOW, today=TODAY)

    assert rows_of(engine, select(campaigns)) == [
        (1, "省督察反馈整改", TODAY, date(2027, 5, 24), None, 1)
    ]


def test_the_same_workbook_again_changes_nothing_at_all(engine: Engine) -> None:
    take(engine, plan())
    before = ledger(engine)

    assert counts(take(engine, plan())) == AGAIN
    assert ledger(engine) == before


def test_a_dry_run_tells_and_writes_nothing(engine: Engine) -> None:
    before = ledger(engine)

    assert counts(take(engine, plan(), dry_run=True)) == FIRST
    assert ledger(engine) == before


def test_a_problem_in_the_last_row_keeps_everything_out(engine: Engine) -> None:
    before = ledger(engine)

    take(engine, with_cell("节点", 4, "目标量", "十来公里"))

    assert ledger(engine) == before


def test_the_edition_grows_only_when_something_changed(engine: Engine) -> None:
    editions = []
    for file in (plan(), plan(), with_cell("问题", 2, "类别", "违法建设")):
        take(engine, file)
        editions += rows_of(engine, select(campaigns.c.edition))

    assert editions == [(1,), (1,), (2,)]


def test_the_journal_tells_of_the_file_and_of_every_item(engine: Engine) -> None:
    take(engine, plan())

    with reading(engine) as tx:
        facts = [entry for code in ("1", "2", "3") for entry in _facts(tx, code)]
        assert journal.length(tx) == 4
        assert journal.first_broken(tx) is None
    assert [fact for fact, _ in facts] == ["ItemEntered"] * 3
    assert facts[0][1]["milestones"] == {
        "完成评估": {
            "任务编号": "1", "节点名称": "完成评估", "责任单位": "青山县", "完成时限": "2026年10月底前",
        },
        "拆除过半": {"任务编号": "1", "节点名称": "拆除过半", "完成时限": "2026-11-30", "目标量": "23"},
    }  # fmt: skip


def _facts(tx: Tx, code: str) -> list[tuple[str, dict[str, Any]]]:
    item = item_store.by_code(tx, code)
    assert item is not None
    return [(entry.fact, entry.body) for entry in facts_of(tx, item.id)]


def test_a_telephone_number_never_enters_the_journal(engine: Engine) -> None:
    take(engine, plan())
    take(engine, with_cell("人员", 2, "联系电话", "13900000002"))

    with reading(engine) as tx:
        bodies = [str(row) for row in tx.execute(select(entries.c.body)).scalars()]
    assert [number for number in ("13900000001", "13900000002") if number in "".join(bodies)] == []


def test_progress_counts_every_row_twice(engine: Engine) -> None:
    heard: list[tuple[int, int]] = []

    take(engine, plan(), progress=lambda done, total: heard.append((done, total)))

    assert heard[-1] == (32, 32)
    assert [done for done, _ in heard] == sorted({done for done, _ in heard})


def test_a_day_without_year_keeps_its_year_when_imported_again(engine: Engine) -> None:
    file = with_cell("任务", 2, "整改时限", "12月31日前")
    take(engine, file)

    again = take(engine, file, today=date(2027, 2, 1))

    assert counts(again) == AGAIN
    query = select(items.c.deadline).where(items.c.code == "1")
    assert rows_of(engine, query) == [(date(2026, 12, 31),)]


def test_an_enrolled_person_stays_enrolled(engine: Engine) -> None:
    take(engine, plan())
    with writing(engine) as tx:
        tx.execute(
            update(persons)
            .where(persons.c.name == "王强")
            .values(account=telegram_chat(7), bound_at=NOW)
        )

    take(engine, with_cell("人员", 5, "角色", "验收人、责任人"))

    query = select(persons.c.account, persons.c.roles).where(persons.c.name == "王强")
    assert rows_of(engine, query) == [(telegram_chat(7), "责任人、验收人")]


def test_findings_may_be_left_out_when_the_ledger_has_them(engine: Engine) -> None:
    take(engine, plan())
    more = with_row(
        "任务", "4", "市9", "排污口整治", "立行立改", "", "", "青山县", "", "张伟"
    )  # fmt: skip
    del more["问题"]

    assert counts(take(engine, more))["任务"] == (1, 0, 3)
    query = select(findings.c.code).join(items).where(items.c.code == "4")
    assert rows_of(engine, query) == [("2、市9",)]

"""The ledger held against its journal: whoever changes a row behind the journal's back is found."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select, update

from bot.telegram.addresses import telegram_chat
from messages.audit_texts import sentence
from messages.texts import texts
from storage import audit
from storage.closing.check_tables import check_claims, check_verdicts, site_checks
from storage.closing.tables import closing_clauses, closing_steps, closings
from storage.db.engine import Engine, Tx, reading, writing
from storage.follow_up.tables import (
    blockers,
    deputies,
    extensions,
    instructions,
    ladder_steps,
)
from storage.ledger import journal
from storage.ledger.journal import Broken
from storage.ledger.tables import item_units, items, milestones, persons, reports, units
from storage.ledger.tables import journal as entries
from tests.support.applications import applied, passed
from tests.support.auditing import GONE, OTHERWISE, seq_of, tampered, verified
from tests.support.counting import statements
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, settle
from tests.support.workbooks import plan, take, with_cell

LATER = datetime(2026, 12, 24, tzinfo=UTC)
UNTOLD = "no entry tells of what stands in the ledger"


@pytest.fixture
def busy(engine: Engine) -> Engine:
    """A morning on which everything happened that the ledger keeps."""
    settle(engine)
    talk = Dialogue(engine)
    tick(talk, MORNING, "escalate")
    talk.says(OFFICIAL, "1号别墅群已拆除12栋，还剩33栋，12月5日前拆完")
    talk.presses(OFFICIAL, "确认")
    talk.says(OFFICIAL, "/extend 1")
    talk.hands_in(OFFICIAL, "延到12月15日，因连日降雨无法进场")
    talk.presses(OFFICE, "同意")
    talk.says(OFFICIAL, "/blocker 1")
    talk.hands_in(OFFICIAL, "需市生态环境局尽快出具监测意见")
    talk.presses(OFFICE, "答复")
    talk.hands_in(OFFICE, "已协调")
    talk.says(LEADER, "/instruct 1 务必于月底前完成")
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-05")
    applied(talk, 4)
    passed(talk, "")
    return engine


CHANGED: list[tuple[Table, dict[str, Any], str, int]] = [
    (items, {"deadline": date(2027, 12, 31)}, "ExtensionGranted", 1),
    (items, {"done": Decimal(45)}, "Reported", 1),
    (items, {"percent": Decimal(100)}, "Reported", 1),
    (items, {"promised_on": date(2027, 12, 31)}, "Reported", 1),
    (items, {"reported_at": LATER}, "Reported", 1),
    (items, {"finished_on": None}, "Verified", 4),
    (items, {"state": "整改中"}, "Verified", 4),
    (reports, {"person_id": 5}, "Reported", 1),
    (reports, {"item_id": 3}, "Reported", 1),
    (reports, {"at": LATER}, "Reported", 1),
    (extensions, {"new_deadline": date(2027, 1, 1)}, "ExtensionAsked", 1),
    (extensions, {"reason": "无"}, "ExtensionAsked", 1),
    (extensions, {"decided_by": 2}, "ExtensionGranted", 1),
    (extensions, {"state": "refused"}, "ExtensionGranted", 1),
    (blockers, {"words": "无"}, "BlockerRaised", 1),
    (blockers, {"unit_id": 1}, "BlockerRaised", 1),
    (blockers, {"answer": "不予协调"}, "BlockerAnswered", 1),
    (instructions, {"words": "不急"}, "Instructed", 1),
    (instructions, {"leader_id": 3}, "Instructed", 1),
    (instructions, {"due": date(2027, 1, 1)}, "Instructed", 1),
    (instructions, {"sent_back": "无"}, "Instructed", 1),
    (instructions, {"state": "open"}, "InstructionAnswered", 1),
    (deputies, {"deputy_id": 4}, "DeputyAppointed", 1),
    (deputies, {"last": date(2027, 12, 5)}, "DeputyAppointed", 1),
    (deputies, {"ended_at": LATER}, "DeputyAppointed", 1),
    (closings, {"person_id": 5}, "AppliedForClosing", 1),
    (closings, {"notice_until": date(2026, 11, 25)}, "Verified", 1),
    (closing_steps, {"person_id": 1}, "Verified", 4),
    (closing_steps, {"words": "同意"}, "Verified", 4),
    (check_claims, {"person_id": 1}, "CheckClaimed", 1),
    (check_claims, {"given_back_at": LATER}, "CheckClaimed", 1),
    (site_checks, {"person_id": 1}, "SiteChecked", 1),
    (site_checks, {"seen_on": date(2026, 11, 25)}, "SiteChecked", 1),
    (site_checks, {"seen_by": "王强、刘洋"}, "SiteChecked", 1),
    (site_checks, {"measured": Decimal(45)}, "SiteChecked", 1),
    (site_checks, {"passed": False}, "SiteChecked", 1),
    (ladder_steps, {"points": Decimal(1)}, "LadderStep", 3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "values", "fact", "row"),
    CHANGED,
    ids=[f"{table.name}.{next(iter(values))}" for table, values, _, _ in CHANGED],
)
def test_a_changed_row_is_found(
    busy: Engine, table: Table, values: dict[str, Any], fact: str, row: int
) -> None:
    assert verified(busy) is None
    change = update(table).where(table.c.id == row).values(**values)
    found = tampered(busy, change)
    seq = seq_of(busy, fact, {items: row, reports: 1}.get(table))
    assert found == Broken(seq, OTHERWISE, table.name, row, tuple(values))


def test_a_changed_clause_is_found(busy: Engine) -> None:
    first = update(closing_clauses).where(closing_clauses.c.number == 1)
    assert tampered(busy, first.values(words="尚未查清")) == Broken(
        seq_of(busy, "AppliedForClosing"), OTHERWISE, "closing_clauses", 1, ("clauses",)
    )


def test_a_changed_verdict_is_found(busy: Engine) -> None:
    first = update(check_verdicts).where(check_verdicts.c.number == 1)
    assert tampered(busy, first.values(passed=False)) == Broken(
        seq_of(busy, "SiteChecked"), OTHERWISE, "check_verdicts", 1, ("verdicts",)
    )


LISTED = {closing_clauses: ("clauses", "answered"), check_verdicts: ("verdicts",)}


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        (instructions, "InstructionAnswered"),
        (blockers, "BlockerAnswered"),
        (deputies, "DeputyAppointed"),
        (closing_clauses, "AppliedForClosing"),
        (check_verdicts, "SiteChecked"),
        (check_claims, "CheckClaimed"),
    ],
    ids=str,
)
def test_a_removed_row_is_found(busy: Engine, table: Table, fact: str) -> None:
    named = LISTED.get(table)
    said = (OTHERWISE, table.name, 1, named) if named else (GONE, table.name, 1)
    assert tampered(busy, delete(table)) == Broken(seq_of(busy, fact), *said)


def again(table: Table) -> Any:
    """The same row once more."""
    columns = [column for column in table.c if column.name not in ("id", "report_id")]
    return insert(table).from_select([c.name for c in columns], select(*columns).limit(1))


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (extensions, 2),
        (blockers, 2),
        (instructions, 2),
        (deputies, 2),
        (closing_steps, 5),
        (check_claims, 2),
        (site_checks, 2),
    ],
    ids=str,
)
def test_a_row_put_in_is_found(busy: Engine, table: Table, row: int) -> None:
    with reading(busy) as tx:
        last = journal.length(tx)
    assert tampered(busy, again(table)) == Broken(last, UNTOLD, table.name, row)


IMPORTED: list[tuple[Table, dict[str, Any], str, int]] = [
    (items, {"owner_id": 2}, "ItemEntered", 1),
    (items, {"lead_unit_id": 4}, "ItemEntered", 1),
    (items, {"verifying_unit_id": None}, "ItemEntered", 1),
    (items, {"title": "别墅群整治"}, "ItemEntered", 1),
    (items, {"kind": "长期坚持"}, "ItemEntered", 1),
    (items, {"measures": "无" * 100}, "ItemEntered", 1),
    (items, {"deadline": date(2027, 12, 31)}, "ItemEntered", 1),
    (items, {"deadline_words": ""}, "ItemEntered", 1),
    (items, {"total": Decimal(12)}, "ItemEntered", 1),
    (items, {"done": Decimal(45)}, "ItemEntered", 1),
    (items, {"state": "已销号"}, "ItemEntered", 1),
    (milestones, {"due": date(2027, 12, 31)}, "ItemEntered", 2),
    (milestones, {"reached_on": date(2026, 12, 1)}, "ItemEntered", 2),
    (persons, {"roles": "整改办"}, "Imported", 1),
    (persons, {"unit_id": 1}, "Imported", 1),
    (persons, {"account": telegram_chat(999)}, "Imported", 1),
    (units, {"parent_id": 4}, "Imported", 3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "values", "fact", "row"),
    IMPORTED,
    ids=[f"{table.name}.{next(iter(values))}" for table, values, _, _ in IMPORTED],
)
def test_a_changed_row_of_an_import_is_found(
    engine: Engine, table: Table, values: dict[str, Any], fact: str, row: int
) -> None:
    take(engine, plan())
    assert verified(engine) is None
    change = update(table).where(table.c.id == row).values(**values)
    seq = seq_of(engine, fact, 1 if fact == "ItemEntered" else None)
    assert tampered(engine, change) == Broken(seq, OTHERWISE, table.name, row, tuple(values))


def test_a_telephone_number_is_nobodys_business(engine: Engine) -> None:
    take(engine, plan())
    assert tampered(engine, update(persons).values(phone="12345")) is None


def test_supporting_units_taken_off_are_found(engine: Engine) -> None:
    take(engine, plan())
    assert tampered(engine, delete(item_units)) == Broken(2, OTHERWISE, "item_units", 1, ("units",))


def test_a_person_nobody_entered_is_found(engine: Engine) -> None:
    take(engine, plan())
    new = insert(persons).values(
        name="某某", unit_id=1, post="", roles="整改办", phone="", account=telegram_chat(7)
    )
    assert tampered(engine, new) == Broken(4, UNTOLD, "persons", 5)


AMENDED = [
    with_cell("任务", 2, "整改时限", "2027年1月底前"),
    with_cell("任务", 4, "责任人", "张伟（青山县）"),
    with_cell("任务", 4, "配合单位", ""),
    with_cell("任务", 3, "总量", 30),
    with_cell("任务", 3, "总量", ""),
    with_cell("任务", 2, "包保市领导", ""),
    with_cell("节点", 3, "目标量", 30),
    with_cell("节点", 3, "节点名称", "拆除三十栋"),
    with_cell("人员", 3, "职务", "党组书记"),
    with_cell("人员", 2, "联系电话", "13900000009"),
    with_cell("单位", 3, "类型", "部门"),
    with_cell("问题", 2, "是否重点", "否"),
]


@pytest.mark.parametrize("file", AMENDED)
def test_what_a_second_import_changed_is_borne_out(engine: Engine, file: Any) -> None:
    take(engine, plan())
    take(engine, file)
    assert verified(engine) is None


def test_what_a_second_import_changed_may_not_be_changed_back(engine: Engine) -> None:
    take(engine, plan())
    take(engine, with_cell("任务", 2, "整改时限", "2027年1月底前"))
    back = update(items).where(items.c.id == 1).values(deadline=date(2026, 12, 31))
    found = Broken(seq_of(engine, "ItemAmended"), OTHERWISE, "items", 1, ("deadline",))
    assert tampered(engine, back) == found


NEW = {
    "appointment", "clauses", "closing", "day", "finished", "notice_until", "number", "rows", "row",
    "step", "steps",
}  # fmt: skip
"""What entries did not tell at first."""


def grown_old(tx: Tx) -> None:
    """As if the entries had been written before."""
    for entry in tx.execute(select(entries)).all():
        kept = NEW - {"step", "day"} if entry.fact in ("LadderStep", "MilestoneReached") else NEW
        body = {name: value for name, value in entry.body.items() if name not in kept}
        if entry.fact == "BlockerRaised":
            del body["report"]
        tx.execute(update(entries).where(entries.c.seq == entry.seq).values(body=body))


def test_an_older_journal_is_accepted_as_it_is(busy: Engine) -> None:
    seq = seq_of(busy, "Reported", 1)
    with writing(busy) as tx:
        grown_old(tx)
        assert audit.first_mismatch(tx, Path()) is None
        tx.execute(update(items).where(items.c.id == 1).values(done=Decimal(45)))
        assert audit.first_mismatch(tx, Path()) == Broken(seq, OTHERWISE, "items", 1, ("done",))


def test_an_import_of_an_older_journal_holds_what_it_tells(engine: Engine) -> None:
    take(engine, plan())
    take(engine, with_cell("任务", 2, "整改时限", "2027年1月底前"))
    with writing(engine) as tx:
        grown_old(tx)
        assert audit.first_mismatch(tx, Path()) is None
        tx.execute(update(items).where(items.c.id == 2).values(title="管网"))
        assert audit.first_mismatch(tx, Path()) == Broken(3, OTHERWISE, "items", 2, ("title",))


def queries(engine: Engine) -> int:
    with statements(engine) as counted:
        verified(engine)
    return len(counted)


def test_a_large_ledger_takes_no_more_queries_than_a_small_one(engine: Engine) -> None:
    take(engine, plan())
    before = queries(engine)
    more = plan()
    more["任务"] += [[str(number), *more["任务"][1][1:]] for number in range(100, 500)]
    take(engine, more)
    assert (verified(engine), queries(engine)) == (None, before)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh_CN", "流水第 12 号被改动：台账内容与流水不符——任务 4（deadline、owner_id）"),
        (
            "en",
            "Journal entry 12 was tampered with: "
            "the ledger says otherwise: item no. 4 (deadline, owner_id)",
        ),
    ],
)
def test_one_sentence_says_which_and_where(language: str, said: str) -> None:
    where = ("items", 4, ("deadline", "owner_id"))
    assert sentence(texts(language), 12, OTHERWISE, *where) == said


def test_the_correction_of_an_older_report_may_not_overwrite_the_newer(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    for message, words in ((50, "1号别墅群拆了12栋"), (51, "1号别墅群45栋全部拆除")):
        talk.says(OFFICIAL, words, message=message)
        talk.presses(OFFICIAL, "确认")
    newer = seq_of(engine, "Reported")
    talk.says(OFFICIAL, "1号别墅群拆了13栋", message=50, edited=True)
    talk.presses(OFFICIAL, "确认")
    assert verified(engine) is None
    overwritten = update(items).where(items.c.id == 1).values(done=Decimal(13))
    assert tampered(engine, overwritten) == Broken(newer, OTHERWISE, "items", 1, ("done",))

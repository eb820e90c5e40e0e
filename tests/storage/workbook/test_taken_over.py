"""A ledger that is already running: how new items stand is taken over as the office's word."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from rules.policy.items import State
from storage import audit
from storage.closing.tables import takeovers
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import items
from storage.ledger.tables import journal as entries
from storage.workbook import Problem, export_workbook
from tests.support.workbooks import NOW, TODAY, Plan, counts, ledger, plan, rows_of, take

STANDS = ("整改状态", "完成日期", "销号日期", "销号文号")
DONE, STRUCK = date(2026, 3, 15), date(2026, 3, 20)


def running(*rows: tuple[object, ...]) -> Plan:
    """The plan with columns that say how its items stand."""
    file = plan()
    stands = [list(row) for row in rows] + [[""] * 4] * (3 - len(rows))
    file["任务"] = [
        [*line, *more] for line, more in zip(file["任务"], [list(STANDS), *stands], strict=True)
    ]
    return file


ALL_KINDS = running(
    ("已销号", DONE, STRUCK, "云整改办〔2026〕3号"),
    ("已完成", DONE, "", ""),
    ("已完成，长期坚持", DONE, "", ""),
)


def stood(engine: Engine) -> list[tuple[object, ...]]:
    columns = (
        items.c.code,
        items.c.state,
        items.c.finished_on,
        items.c.struck_off_at,
        items.c.done,
    )
    return rows_of(engine, select(*columns).order_by(items.c.position))


def test_what_was_done_and_struck_off_comes_in_so(engine: Engine) -> None:
    assert take(engine, ALL_KINDS).problems == ()

    noon = datetime(2026, 3, 20, 4, tzinfo=UTC)
    assert stood(engine) == [
        ("1", State.STRUCK_OFF, DONE, noon, 45),
        ("2、市9", State.UNDER_WAY, DONE, None, 23.5),
        ("3", State.KEPT_UP, DONE, None, None),
    ]


def test_the_journal_tells_it_and_the_audit_holds_it(engine: Engine, tmp_path: Path) -> None:
    take(engine, ALL_KINDS)

    query = select(entries.c.fact, entries.c.item_id, entries.c.person_id)
    taken = rows_of(engine, query.where(entries.c.fact == "TakenOver").order_by(entries.c.seq))
    assert taken == [("TakenOver", 1, None), ("TakenOver", 2, None), ("TakenOver", 3, None)]
    with reading(engine) as tx:
        assert audit.first_mismatch(tx, tmp_path) is None


CHANGED = [
    (items, {"finished_on": date(2026, 1, 1)}, ("items", ("finished_on",))),
    (takeovers, {"number": "云整改办〔2026〕4号"}, ("takeovers", ("number",))),
]


@pytest.mark.parametrize(("table", "values", "where"), CHANGED, ids=["item", "number"])
def test_what_was_changed_behind_it_is_found(
    engine: Engine, tmp_path: Path, table: object, values: dict[str, object], where: object
) -> None:
    take(engine, ALL_KINDS)
    with writing(engine) as tx:
        tx.execute(update(table).where(table.c.id == 1).values(**values))  # type: ignore[attr-defined,arg-type]

    with reading(engine) as tx:
        broken = audit.first_mismatch(tx, tmp_path)
    assert broken is not None
    assert (broken.table, broken.columns) == where


def test_an_export_holds_it_and_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    take(engine, ALL_KINDS)
    path = tmp_path / "a.xlsx"
    with reading(engine) as tx:
        export_workbook(tx, path, now=NOW)
    before = ledger(engine)

    again = take(engine, path.read_bytes())

    assert (again.problems, again.remarks, again.changes) == ((), (), ())
    assert counts(again)["任务"] == (0, 0, 3)
    assert ledger(engine) == before


def test_of_a_known_item_it_is_left_alone_and_said(engine: Engine) -> None:
    take(engine, plan())
    before = stood(engine)

    result = take(engine, ALL_KINDS)

    assert result.remarks == (
        "Item 1: the workbook has 整改状态：已销号、完成日期：2026-03-15、销号日期：2026-03-20、"
        "销号文号：云整改办〔2026〕3号; the ledger has 未启动 and is left as it is.",
        "Item 2、市9: the workbook has 整改状态：已完成、完成日期：2026-03-15; "
        "the ledger has 未启动 and is left as it is.",
        "Item 3: the workbook has 整改状态：已完成，长期坚持、完成日期：2026-03-15; "
        "the ledger has 未启动 and is left as it is.",
    )
    assert stood(engine) == before


WORDS = [
    ("已完成整改", State.UNDER_WAY, TODAY),
    ("全部完成", State.UNDER_WAY, TODAY),
    ("已完成，待销号", State.UNDER_WAY, TODAY),
    ("公示中", State.UNDER_WAY, TODAY),
    ("完成销号", State.STRUCK_OFF, None),
    ("已验收销号", State.STRUCK_OFF, None),
    ("整改中", State.UNDER_WAY, None),
    ("达到序时进度", State.UNDER_WAY, None),
    ("未完成", State.UNDER_WAY, None),
    ("基本完成", State.UNDER_WAY, None),
    ("尚未启动", State.NOT_STARTED, None),
    ("/", State.NOT_STARTED, None),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("words", "state", "finished"), WORDS, ids=[w[0] for w in WORDS])
def test_each_office_has_words_of_its_own(
    engine: Engine, words: str, state: State, finished: date | None
) -> None:
    assert take(engine, running((words, "", "", ""))).problems == ()
    assert stood(engine)[0][1:3] == (state, finished)


REFUSED = [
    (("差不多了", "", "", ""), "整改状态",
     "差不多了 is none of 未启动, 整改中, 已完成, 已销号, 已完成，长期坚持."),
    (("整改中", DONE, "", ""), "整改状态",
     "This contradicts the day or the mark that says it is done."),
    (("已销号", STRUCK, DONE, ""), "销号日期", "It cannot be struck off before it is done."),
    (("已完成", date(2027, 3, 1), "", ""), "完成日期",
     "2027-03-01 is still to come; please write when it was done."),
    (("已完成", "年初", "", ""), "完成日期",
     "No day can be told from 年初; please write it like 2026-12-31."),
]  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("cells", "column", "reason"), REFUSED, ids=[r[0][0] + r[1] for r in REFUSED]
)
def test_what_contradicts_itself_is_named(
    engine: Engine, cells: tuple[object, ...], column: str, reason: str
) -> None:
    before = ledger(engine)

    assert take(engine, running(cells)).problems == (Problem("任务", 2, column, reason),)
    assert ledger(engine) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_day_that_was_not_written_is_doubted_in_the_rehearsal(engine: Engine) -> None:
    file = running(("已完成", "", "", ""), ("已销号", "", "", ""))

    told = take(engine, file, dry_run=True).understood

    assert [(each.code, each.doubts) for each in told] == [
        ("1", ("it is done, and today is entered as the day",)),
        ("2、市9", ("it is struck off, and no day is given",)),
        ("3", ()),
    ]

"""A granted extension outlives the office's own workbook, which still says the day before it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from storage.audit import first_mismatch
from storage.db.engine import Engine, reading
from storage.ledger import item_store
from storage.workbook import Change, KeptValue, export_workbook
from tests.support.extensions import extend
from tests.support.workbooks import NOW, Plan, counts, plan, take, with_cell

OLD = "2026年12月底前"
JANUARY, MARCH = date(2027, 1, 20), date(2027, 3, 31)
LEFT_ALONE = (0, 0, 3)


def until(deadline: object) -> Plan:
    """The office's workbook with this in the cell of item 1's deadline."""
    return with_cell("任务", 2, "整改时限", deadline)


def deadline(engine: Engine) -> date | None:
    with reading(engine) as tx:
        return item_store.by_id(tx, 1).deadline


def kept(day: date, said: str) -> tuple[KeptValue, ...]:
    return (KeptValue("1", day.isoformat(), said),)


@pytest.mark.parametrize("said", [OLD, date(2026, 12, 31), "2026.12.31", "12月31日前"])
def test_the_day_before_an_extension_does_not_come_back(engine: Engine, said: object) -> None:
    take(engine, until(said))
    extend(engine, JANUARY)

    result = take(engine, until(said))

    words = said.isoformat() if isinstance(said, date) else said
    assert (result.kept, result.changes) == (kept(JANUARY, str(words)), ())
    assert counts(result)["任务"] == LEFT_ALONE
    assert deadline(engine) == JANUARY


def test_nor_do_words_without_a_year_mean_another_year_by_then(engine: Engine) -> None:
    take(engine, until("12月31日前"))
    extend(engine, JANUARY)

    result = take(engine, until("12月31日前"), today=date(2027, 1, 5))

    assert result.kept == kept(JANUARY, "12月31日前")
    assert deadline(engine) == JANUARY


@pytest.mark.parametrize("said", [OLD, JANUARY, "2027-01-20"])
def test_after_two_extensions_no_earlier_day_comes_back(engine: Engine, said: object) -> None:
    take(engine, plan())
    extend(engine, JANUARY)
    extend(engine, MARCH)

    assert take(engine, until(said)).kept == kept(MARCH, str(said))
    assert deadline(engine) == MARCH


def test_the_ledgers_own_workbook_knows_of_the_extension(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())
    extend(engine, JANUARY)
    with reading(engine) as tx:
        export_workbook(tx, tmp_path / "book.xlsx", now=NOW)

    result = take(engine, (tmp_path / "book.xlsx").read_bytes())

    assert (result.kept, result.changes) == ((), ())
    assert counts(result)["任务"] == LEFT_ALONE


def test_another_day_is_meant(engine: Engine) -> None:
    take(engine, plan())
    extend(engine, JANUARY)

    result = take(engine, until("2027年2月底前"))

    assert result.kept == ()
    assert result.changes == (Change("任务 1", "整改时限", ("2027-01-20", "2027年2月底前")),)
    assert deadline(engine) == date(2027, 2, 28)


@pytest.mark.parametrize("said", [f"{OLD}（撤销延期）", "2026-12-31，撤销延期"])
def test_the_office_takes_an_extension_back_in_so_many_words(engine: Engine, said: str) -> None:
    take(engine, plan())
    extend(engine, JANUARY)

    result = take(engine, until(said))

    assert result.changes == (Change("任务 1", "整改时限", ("2027-01-20", said)),)
    assert deadline(engine) == date(2026, 12, 31)
    assert counts(take(engine, until(said)))["任务"] == LEFT_ALONE


def test_what_was_taken_back_once_does_not_take_back_the_next(engine: Engine) -> None:
    recalled = until(f"{OLD}（撤销延期）")
    take(engine, plan())
    extend(engine, JANUARY)
    take(engine, recalled)
    extend(engine, MARCH)

    assert take(engine, recalled).kept == kept(MARCH, f"{OLD}（撤销延期）")
    assert deadline(engine) == MARCH


def test_after_a_day_of_the_offices_own_an_extension_protects_nothing(engine: Engine) -> None:
    take(engine, plan())
    extend(engine, JANUARY)
    take(engine, until("2027年2月底前"))

    assert take(engine, plan()).kept == ()
    assert deadline(engine) == date(2026, 12, 31)


def test_a_rehearsal_tells_the_same_and_keeps_the_ledger(engine: Engine) -> None:
    take(engine, plan())
    extend(engine, JANUARY)

    assert take(engine, plan(), dry_run=True).kept == kept(JANUARY, OLD)
    assert deadline(engine) == JANUARY


def test_a_ledger_whose_extension_was_kept_stands_by_its_journal(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, plan())
    extend(engine, JANUARY)
    take(engine, with_cell("任务", 2, "资金渠道", "省级资金"))

    with reading(engine) as tx:
        assert first_mismatch(tx, tmp_path) is None


CELLS = [
    ("owner", "任务", "责任人", "李敏", "任务 1", ("张伟", "李敏")),
    ("supporting_units", "任务", "配合单位", "", "任务 1", ("青山县住建局", "")),
    ("amount", "任务", "总量", 50, "任务 1", ("45", "50")),
    ("milestone", "节点", "完成时限", datetime.fromisoformat("2026-11-15"), "节点 1 完成评估",
     ("2026年10月底前", "2026-11-15")),
    ("person", "人员", "职务", "县长", "人员 张伟（青山县）", ("副县长", "县长")),
    ("private", "人员", "联系电话", "13911111111", "人员 张伟（青山县）", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "column", "value", "what", "said"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS]
)
def test_every_cell_that_changes_is_told_before_and_after(
    engine: Engine, sheet: str, column: str, value: object, what: str, said: tuple[str, str] | None
) -> None:
    take(engine, plan())

    result = take(engine, with_cell(sheet, 2, column, value), dry_run=True)

    assert result.changes == (Change(what, column, said),)

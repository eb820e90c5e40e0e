"""One list on several sheets, each county its own: all are read, as one list."""

from sqlalchemy import select

from storage.db.engine import Engine
from storage.ledger.tables import items
from storage.workbook import Answers
from tests.support.workbooks import Plan, counts, rows_of, take

HEADINGS = ["序号", "整改措施", "责任单位", "责任人", "整改时限"]


def county(name: str, *numbers: str, until: str = "2026年12月底前") -> list[list[object]]:
    return [HEADINGS, *[[n, f"{name}第{n}项", name, "张伟", until] for n in numbers]]


def codes(engine: Engine) -> list[str]:
    return [str(row[0]) for row in rows_of(engine, select(items.c.code).order_by(items.c.id))]


def test_sheets_with_the_same_headings_are_one_list(engine: Engine) -> None:
    file: Plan = {"青山县": county("青山县", "1", "2"), "白水县": county("白水县", "3")}
    result = take(engine, file, answers=Answers(accepted=True))
    assert result.problems == ()
    assert result.remarks[0] == "Sheets read as one list: 青山县, 白水县."
    assert counts(result)["任务"] == (3, 0, 0)
    assert [len(item.readings) for item in result.understood] == [3, 3, 3]
    assert codes(engine) == ["1", "2", "3"]


def test_numbers_that_begin_anew_have_the_name_of_their_sheet(engine: Engine) -> None:
    file: Plan = {"青山县": county("青山县", "1", "2"), "白水县（县）": county("白水县", "1")}
    result = take(engine, file, answers=Answers(accepted=True))
    assert codes(engine) == ["青山县-1", "青山县-2", "白水县县-1"]
    assert result.remarks[0].endswith(
        "As the numbers begin anew on each, its name goes before them."
    )
    assert take(engine, file, answers=Answers(accepted=True)).changes_anything is False


def test_what_is_wrong_is_named_by_its_own_sheet_and_row(engine: Engine) -> None:
    file: Plan = {
        "青山县": county("青山县", "1"),
        "白水县": county("白水县", "2", "3", until="汛期前"),
    }
    found = take(engine, file).problems
    assert [(each.sheet, each.row, each.column) for each in found] == [
        ("白水县", 2, "整改时限"),
        ("白水县", 3, "整改时限"),
    ]


def test_lists_with_other_headings_are_not_mixed(engine: Engine) -> None:
    other = [[*HEADINGS, "备注"], ["9", "清理", "白水县", "张伟", "2026年12月底前", ""]]
    [problem] = take(engine, {"青山县": county("青山县", "1"), "白水县": other}).problems
    assert problem.reason.startswith("Several sheets look like lists of items: 青山县, 白水县")

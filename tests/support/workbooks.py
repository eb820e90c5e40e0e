"""A small city's plan as a workbook, to be bent by the tests, and what a ledger holds."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from types import MappingProxyType
from typing import Any, NamedTuple

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from messages.texts import texts
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import metadata
from storage.workbook import ImportResult, import_workbook

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)

Row = list[Any]
Plan = dict[str, list[Row]]

ITEM_HEADERS = [
    "任务编号", "问题编号", "任务名称", "整改类型", "整改目标", "整改措施", "牵头单位", "配合单位", "责任人",
    "包保市领导", "包保责任人", "督导单位", "验收单位", "整改时限", "资金渠道", "总量", "计量单位",
]  # fmt: skip


class Formula(NamedTuple):
    """A cell that is reckoned, and what a spreadsheet found."""

    words: str
    result: str | int


class Formatted(NamedTuple):
    """A cell with a number format of its own: text as Excel writes it, or one of its numbers."""

    value: object
    format: str | int


_PLAN: Plan = {
    "单位": [
        ["名称", "类型", "上级"],
        ["市整改办", "整改办", ""],
        ["青山县", "县区", ""],
        ["青山县住建局", "部门", "青山县"],
        ["市生态环境局", "部门", ""],
    ],
    "人员": [
        ["姓名", "单位", "职务", "角色", "联系电话"],
        ["张伟", "青山县", "副县长", "责任人", "13900000001"],
        ["张伟", "青山县住建局", "局长", "责任人、单位负责人", ""],
        ["李敏", "市整改办", "副市长", "市领导", ""],
        ["王强", "市生态环境局", "处长", "验收人", ""],
    ],
    "问题": [
        ["问题编号", "方面", "类别", "反馈问题", "是否重点"],
        ["1", "生态保护", "违建别墅", "违建别墅未拆除", "是"],
        ["2、市9", "生态保护", "水环境", "管网不足，污水直排", "否"],
    ],
    "任务": [
        ITEM_HEADERS,
        ["1", "1", "别墅群拆除", "限期整改", "全部拆除", "分三批拆除", "青山县", "青山县住建局", "张伟",
         "李敏", "", "市整改办", "市生态环境局", "2026年12月底前", "县财政", 45, "栋"],
        ["2、市9", "市9", "雨污分流管网建设", "限期整改", "建成管网", "分段施工", "青山县住建局", "", "张伟",
         "李敏", "张伟（青山县）", "", "市生态环境局", date(2027, 6, 30), "", 23.5, "公里"],
        ["3", "2", "河道巡查", "长期坚持", "", "", "市生态环境局", "青山县、青山县住建局", "王强",
         "", "", "", "", "长期坚持", "", "", ""],
    ],
    "节点": [
        ["任务编号", "节点名称", "责任单位", "完成时限", "目标量"],
        ["1", "完成评估", "青山县", "2026年10月底前", ""],
        ["1", "拆除过半", "", date(2026, 11, 30), 23],
        ["市9", "主干管完工", "青山县住建局", "2027.3", 10.5],
    ],
}  # fmt: skip


def plan() -> Plan:
    return deepcopy(_PLAN)


def with_cell(sheet: str, row: int, column: str, value: object) -> Plan:
    """Return the plan with one cell changed; `row` as Excel counts."""
    changed = plan()
    changed[sheet][row - 1][changed[sheet][0].index(column)] = value
    return changed


def with_row(sheet: str, *cells: object) -> Plan:
    """Return the plan with one row more."""
    changed = plan()
    changed[sheet].append([*cells, *[""] * (len(changed[sheet][0]) - len(cells))])
    return changed


def without(*sheets: str) -> Plan:
    return {name: rows for name, rows in plan().items() if name not in sheets}


def as_file(
    plan: Plan,
    merged: Iterable[tuple[str, str, object]] = (),
    hidden: Mapping[str, str] = MappingProxyType({}),
    **options: object,
) -> bytes:
    """Return the plan as an .xlsx; `merged` are (sheet, range, value), drawn last.

    `hidden` says how a sheet is hidden: `hide`, or `very_hidden` so that Excel does not offer it.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, options)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in plan.items():
        sheet = book.add_worksheet(name)
        sheet.add_write_handler(Formula, _write_formula)
        sheet.add_write_handler(Formatted, partial(_write_formatted, book))
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value, day if isinstance(value, date) else None)
    for name, how in hidden.items():
        getattr(book.get_worksheet_by_name(name), how)()
    for name, where, value in merged:
        book.get_worksheet_by_name(name).merge_range(where, value)
    book.close()
    return content.getvalue()


def _write_formula(sheet: Any, row: int, column: int, cell: Formula, *_format: Any) -> Any:
    return sheet.write_formula(row, column, cell.words, None, cell.result)


def _write_formatted(book: Any, sheet: Any, row: int, column: int, cell: Formatted, *_: Any) -> Any:
    return sheet.write(row, column, cell.value, book.add_format({"num_format": cell.format}))


def take(engine: Engine, file: Plan | bytes, **options: Any) -> ImportResult:
    """Import a plan into a ledger; sentences in English."""
    content = file if isinstance(file, bytes) else as_file(file)
    with writing(engine) as tx:
        said: dict[str, Any] = {"now": NOW, "today": TODAY, "t": texts("en"), **options}
        return import_workbook(tx, content, **{"t": texts("zh_CN"), **said})


def counts(result: ImportResult) -> dict[str, tuple[int, int, int]]:
    """Return (added, changed, unchanged) by sheet."""
    return {name: (s.added, s.changed, s.unchanged) for name, s in result.sheets.items()}


def ledger(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything a ledger holds."""
    with reading(engine) as tx:
        return {
            table.name: sorted(map(tuple, tx.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def rows_of(engine: Engine, query: Any) -> list[tuple[Any, ...]]:
    with reading(engine) as tx:
        return [tuple(row) for row in tx.execute(query)]


def drawn(content: bytes, names: Sequence[str]) -> Plan:
    """Return what stands in the sheets of a workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in names}


def with_columns(sheet: str, *columns: tuple[str, object], without: str = "") -> Plan:
    """Return the plan with columns added to a sheet, each with one value in every row."""
    file = plan()
    header = file[sheet][0]
    file[sheet] = [
        [cell for cell, title in zip(row, header, strict=True) if title != without]
        for row in file[sheet]
    ]
    for title, value in columns:
        file[sheet] = [[*row, value if place else title] for place, row in enumerate(file[sheet])]
    return file

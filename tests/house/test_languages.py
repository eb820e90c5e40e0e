"""No Chinese literal without its English: whatever people are told stands in the catalogs.

Exempt are the sentences given to `t(...)`, which both catalogs translate, docstrings, and files
whose Chinese is data: words that officials write, values of the ledger, cells of the workbook.
"""

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "notices", "schedules", "messages", "storage", "rules/policy")
CHINESE = re.compile(r"[\u3400-\u9fff]")

WORDS = "words that officials write and the program reads"
VALUES = "values that stand in the ledger"
CELLS = "sheets, headers and cells of the workbook, which is Chinese in every installation"
PAPERS = "official papers, which are Chinese in every installation"
HOLIDAYS = "names of Chinese holidays"

BOTH = "said at start in both languages: the profile is read before one is chosen"

DATA = {
    "bot/demo.py": "the demo city",
    "bot/demo_history.py": "acts that a line of the demo city's history names",
    "handlers/accounts/account.py": WORDS,
    "handlers/accounts/deputies.py": WORDS,
    "handlers/accounts/groups.py": WORDS,
    "bot/closing_profile.py": BOTH,
    "bot/mirror_profile.py": BOTH,
    "bot/profile_table.py": BOTH,
    "handlers/accountability/guided.py": WORDS,
    "handlers/accountability/overview.py": WORDS,
    "handlers/accountability/press_register.py": WORDS,
    "handlers/closing/apply.py": VALUES,
    "handlers/extensions/request.py": WORDS,
    "handlers/follow_up/replies.py": WORDS,
    "handlers/queries/questions.py": WORDS,
    "handlers/projects/told.py": VALUES,
    "handlers/reporting/cards.py": VALUES,
    "handlers/reporting/correct.py": WORDS,
    "handlers/reporting/no_change.py": VALUES,
    "handlers/reporting/plausibility.py": VALUES,
    "handlers/reporting/report.py": VALUES,
    "messages/extensions/extension_texts.py": HOLIDAYS,
    "messages/word_documents.py": "names of fonts",
    "messages/closing/notice_document.py": PAPERS,
    "messages/closing/strike_off_document.py": PAPERS,
    "messages/follow_up/agenda_document.py": PAPERS,
    "messages/follow_up/circular_facts.py": PAPERS,
    "messages/papers/filling.py": PAPERS,
    "messages/papers/letter_facts.py": PAPERS,
    "messages/papers/monthly_facts.py": PAPERS,
    "notices/papers.py": PAPERS,
    "messages/pictures.py": "a character that a Chinese font has",
    "messages/texts.py": "how the Chinese language writes days and punctuation",
    "storage/ledger/entities.py": VALUES,
    "storage/reporting/reports.py": VALUES,
    "storage/workbook/body.py": CELLS,
    "storage/workbook/drawing.py": CELLS,
    "storage/workbook/finding.py": CELLS,
    "storage/workbook/grid.py": CELLS,
    "storage/workbook/joined.py": CELLS,
    "storage/workbook/lists/completing.py": CELLS,
    "storage/workbook/project_readers.py": CELLS,
    "storage/workbook/project_rows.py": CELLS,
    "storage/workbook/project_sheets.py": CELLS,
    "storage/workbook/lists/finding_columns.py": CELLS,
    "storage/workbook/lists/kinds.py": CELLS,
    "storage/workbook/lists/merged_rows.py": CELLS,
    "storage/workbook/lists/names.py": CELLS,
    "storage/workbook/lists/people_cells.py": CELLS,
    "storage/workbook/lists/people_columns.py": CELLS,
    "storage/workbook/lists/splitting.py": CELLS,
    "storage/workbook/lists/understood.py": CELLS,
    "storage/workbook/lists/stages.py": CELLS,
    "storage/workbook/lists/unit_cells.py": CELLS,
    "storage/workbook/word_tables.py": CELLS,
    "storage/workbook/lists/unit_columns.py": CELLS,
    "storage/workbook/standing.py": CELLS,
    "storage/workbook/taking_over.py": CELLS,
    "storage/workbook/template.py": CELLS,
    "storage/workbook/tiers.py": CELLS,
    "storage/workbook/cells.py": CELLS,
    "storage/workbook/checking.py": CELLS,
    "storage/workbook/days.py": CELLS,
    "storage/workbook/exporting.py": CELLS,
    "storage/workbook/facts.py": CELLS,
    "storage/workbook/headers.py": CELLS,
    "storage/workbook/importing.py": CELLS,
    "storage/workbook/keeping.py": CELLS,
    "storage/workbook/known.py": CELLS,
    "storage/workbook/recorded.py": CELLS,
    "storage/workbook/loading.py": CELLS,
    "storage/workbook/layout.py": CELLS,
    "storage/workbook/readers.py": CELLS,
    "storage/workbook/remarks.py": CELLS,
    "storage/workbook/sheets.py": CELLS,
    "storage/workbook/cell_values.py": CELLS,
    "rules/policy/boards.py": VALUES,
    "rules/policy/calendar.py": HOLIDAYS,
    "rules/policy/capacity.py": WORDS,
    "rules/policy/closing.py": VALUES,
    "rules/policy/extensions.py": WORDS,
    "rules/policy/forecast.py": VALUES,
    "rules/policy/items.py": VALUES,
    "rules/policy/ladder.py": VALUES,
    "rules/policy/accountability.py": VALUES,
    "rules/policy/clauses.py": VALUES,
    "rules/policy/lookback.py": VALUES,
    "rules/policy/procedure.py": BOTH,
    "rules/policy/radar.py": WORDS,
    "storage/dossier/packing.py": "names of files in a case file",
    "rules/policy/measures.py": WORDS,
    "rules/policy/papers.py": PAPERS,
    "rules/policy/people.py": VALUES,
    "rules/policy/projects.py": VALUES,
    "rules/policy/holiday_names.py": HOLIDAYS,
    "rules/policy/spans.py": WORDS,
    "rules/policy/units.py": WORDS,
}


def chinese_literals(code: str) -> list[str]:
    """Return the Chinese strings of a module outside docstrings and translated sentences."""
    tree = ast.parse(code)
    exempt = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _translates(node.func):
            exempt |= {id(argument) for argument in node.args}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in exempt and CHINESE.search(node.value)
    ]


def _translates(function: ast.expr) -> bool:
    """Whether this is `t`, `ctx.t` or `t.ngettext`."""
    if isinstance(function, ast.Attribute):
        return function.attr in ("t", "ngettext")
    return isinstance(function, ast.Name) and function.id == "t"


def found() -> dict[str, list[str]]:
    literals = {
        path.relative_to(HOUSE).as_posix(): chinese_literals(path.read_text("utf-8"))
        for room in ROOMS
        for path in (HOUSE / room).rglob("*.py")
        if "versions" not in path.parts
    }
    return {path: said for path, said in literals.items() if said}


def test_chinese_that_is_not_data_stands_in_the_catalogs() -> None:
    assert {path: said for path, said in found().items() if path not in DATA} == {}


def test_every_exempt_file_holds_such_data() -> None:
    assert sorted(set(DATA) - set(found())) == []


def test_a_sentence_that_is_not_translated_is_seen() -> None:
    code = 'def f(t):\n    """台账"""\n    return t("例如 {x}") + f"已{1}" + "记入"\n'
    assert chinese_literals(code) == ["记入", "已"]

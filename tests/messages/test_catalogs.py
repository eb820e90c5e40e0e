"""Both languages are complete: every sentence of the code, with the same places to fill in."""

import ast
import re
from pathlib import Path

import polib
import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "storage", "messages")
PLACES = re.compile(r"\{(\w+)\}")


def said_in_the_code() -> set[str]:
    """Every sentence given to `t(...)`."""
    return {
        node.args[0].value
        for room in ROOMS
        for path in (HOUSE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and _is_t(node.func)
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def _is_t(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return _is_texts(function.func)
    return (isinstance(function, ast.Name) and function.id == "t") or (
        isinstance(function, ast.Attribute) and function.attr == "t"
    )


def _is_texts(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "texts"


def catalog(language: str) -> dict[str, list[str]]:
    """What is said for each sentence: one form, or one for each number the language knows."""
    path = HOUSE / "messages" / "locale" / language / "LC_MESSAGES" / "taizhang.po"
    return {
        entry.msgid_plural or entry.msgid: [*entry.msgstr_plural.values()] or [entry.msgstr]
        for entry in polib.pofile(str(path))
    }


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_left_unsaid(language: str) -> None:
    known = catalog(language)
    assert sorted(s for s in said_in_the_code() if not all(known.get(s, [""]))) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_same_places_are_filled_in(language: str) -> None:
    wrong = [
        sentence
        for sentence, forms in catalog(language).items()
        for said in forms
        if set(PLACES.findall(sentence)) != set(PLACES.findall(said))
    ]
    assert wrong == []


def test_english_speaks_no_chinese_and_chinese_no_english() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    said = [form for forms in catalog("zh_CN").values() for form in forms]
    assert [s for s in said if not chinese.search(s) and len(s) > 40] == []

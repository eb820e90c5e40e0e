"""Both languages are complete: every sentence of the code, with the same places to fill in."""

import ast
import re
from pathlib import Path

import polib
import pytest

from messages.formatting import SpanKind, bold
from messages.texts import texts
from tests.support.formatting import parts

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "notices", "storage", "messages")
PLACES = re.compile(r"\{(\w+)\}")


def said_in_the_code() -> set[str]:
    """Every sentence of `t(...)` and `t.formatted(...)`, and the plural of `t.ngettext(...)`."""
    return {
        sentence
        for room in ROOMS
        for path in (HOUSE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args
        if (sentence := _sentence(node)) is not None
    }


def _sentence(call: ast.Call) -> str | None:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    by_method = isinstance(call.func, ast.Attribute) and method in ("ngettext", "formatted")
    spoken = call.func.value if isinstance(call.func, ast.Attribute) and by_method else call.func
    if not _is_t(spoken):
        return None
    said = call.args[1 if method == "ngettext" else 0]
    return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else None


def _is_t(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return _is_texts(function.func)
    return (isinstance(function, ast.Name) and function.id == "t") or (
        isinstance(function, ast.Attribute) and function.attr == "t"
    )


def _is_texts(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in ("texts", "operator_texts")


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


AFTER_A_NUMBER = re.compile(r"(?<!\S)\(?[12]((?: [a-z][a-z()]*){1,3})")
OF_ONE = {"belongs", "comes", "has", "is", "needs", "opens", "stands", "this", "waits", "was"}
"""Words in s that go with one; `yours` goes with any number."""


def plurals(said: str) -> list[str]:
    """Words shortly after a number 1 or 2 that go with many only."""
    near = " ".join(AFTER_A_NUMBER.findall(said)).split()
    many = [w for w in near if w.rstrip(")").endswith("s") or w in ("are", "were", "have")]
    return [word for word in many if word not in OF_ONE | {"yours"}]


def in_english(number: int) -> dict[str, str]:
    """Every sentence, said with this number wherever something is filled in, but for years."""
    years = {"year": 2027, "years": "2027"}
    path = HOUSE / "messages" / "locale" / "en" / "LC_MESSAGES" / "taizhang.po"
    said = {}
    for entry in polib.pofile(str(path)):
        filled = dict.fromkeys(PLACES.findall(entry.msgid_plural or entry.msgid), number) | years
        said[entry.msgid_plural or entry.msgid] = (
            texts("en").ngettext(entry.msgid, entry.msgid_plural, **filled)
            if entry.msgid_plural
            else texts("en")(entry.msgid, **filled)
        )
    return said


def test_no_english_sentence_is_wrong_for_one() -> None:
    assert [said for said in in_english(1).values() if plurals(said)] == []


def test_just_the_sentences_with_two_forms_have_a_plural_after_two() -> None:
    """So the test above has eyes for every plural that must not stand after one."""
    two_forms = [sentence for sentence, forms in catalog("en").items() if len(forms) == 2]
    assert [s for s, said in in_english(2).items() if plurals(said)] == two_forms


@pytest.mark.parametrize("said", ["1 days left", "Of 1 items", "(1 more units)", "1 day(s)"])
def test_a_plural_after_one_is_seen(said: str) -> None:
    assert len(plurals(said)) == 1


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("zh_CN", "任务：{title} <b>", "{title}"), ("en", "Item: {title} <b>", "{title}")],
)
def test_values_keep_their_formatting_and_are_never_filled_in(
    language: str, text: str, number: str
) -> None:
    said = texts(language).formatted("Item: {code} {title}", code=bold(number), title="<b>")
    assert said.text == text
    assert parts(said, SpanKind.BOLD) == [number]

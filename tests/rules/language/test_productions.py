"""A production is a pattern over tokens, with a meaning."""

import pytest

from rules.language.productions import Grammar, Production, compiled
from tests.support.patterns import every_grammar
from tests.support.words import vocabulary

WORDS = vocabulary(left="还剩 剩余", verb="拆除 关停", unit="栋 家")


def grammar(*rows: tuple[str, str]) -> Grammar[str]:
    return Grammar(WORDS, tuple(Production(pattern, means, "", "") for pattern, means in rows))


def found(table: Grammar[str], text: str) -> list[tuple[str, str]]:
    return [(each.means, each.words()) for each in table.find(WORDS.read(text))]


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        ("{left}", "还剩33栋", "还剩"),
        ("{left|verb}{2}", "还剩拆除33栋", "还剩拆除"),
        (r"[{left}的]+", "的还剩的", "的还剩的"),
        (r"[^{verb},]+", "还剩栋拆除", "还剩栋"),
        (r"{left}\d{1,2}{unit}", "还剩33栋", "还剩33栋"),
        (r"{verb}(?!{unit})", "拆除栋关停了", "关停"),
    ],
)
def test_a_class_stands_for_each_token_of_it(written: str, text: str, words: str) -> None:
    assert found(grammar((written, "x")), text) == [("x", words)]


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        ("{left}?{unit}", "33栋", "栋"),
        ("{left}*了", "拆了", "了"),
        ("{left}{0,2}了", "拆了", "了"),
        ("{left}|{verb}", "拆除了", "拆除"),
        ("(?:{left})?了", "拆了", "了"),
        ("[{left}拆]了", "拆了", "拆了"),
        ("(?<!{left}){unit}", "33家", "家"),
        ("{left}+?{unit}?", "剩余", "剩余"),
        (r"\({left}\)|{unit}", "栋", "栋"),
    ],
)
def test_a_row_is_tried_wherever_it_may_match(written: str, text: str, words: str) -> None:
    table = grammar((written, "x"))
    assert found(table, text) == [("x", words)]
    first = table.first(WORDS.read(text))
    assert first is not None
    assert first.words() == words


def test_a_class_that_no_lexicon_has_is_refused() -> None:
    with pytest.raises(KeyError):
        compiled(WORDS, "{nothing}")


def test_of_overlapping_matches_the_longest_counts_and_of_equals_the_upper_row() -> None:
    table = grammar(("{left}", "short"), ("{left}{unit}", "long"), ("{left}.", "also long"))
    assert found(table, "还剩栋还剩") == [("long", "还剩栋"), ("short", "还剩")]


def test_the_first_row_that_matches_anywhere_comes_first() -> None:
    table = grammar(("{verb}", "verb"), ("{left}", "left"))
    first = table.first(WORDS.read("还剩拆除"))
    assert first is not None
    assert (first.means, first.start, first.end) == ("verb", 2, 4)
    assert table.first(WORDS.read("没有")) is None


def test_a_group_is_read_as_it_was_written() -> None:
    table = grammar((r"{left}(?P<n>\d+)(?P<u>{unit})?(?P<more>多)?", "left"))
    [each] = table.find(WORDS.read("共剩余33家"))
    assert [each.words(name) for name in ("n", "u", "more")] == ["33", "家", ""]


EVERY = [
    (name, number) for name, table in every_grammar().items() for number in range(len(table.rows))
]


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_a_production_reads_its_example(name: str, number: int) -> None:
    table = every_grammar()[name]
    row = table.rows[number]
    tokens = table.vocabulary.read(row.example)
    match = table.patterns[number].search(tokens.shadow)
    assert match is not None
    assert tokens.words(*match.span()) == row.reads

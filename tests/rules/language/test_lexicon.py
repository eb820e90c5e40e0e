"""A lexicon is data that is checked when it is loaded."""

import pytest

from rules.language.lexicon import MalformedLexicon, load, parse


def written(words: str, *, example: str = "还剩33栋", name: str = "left") -> str:
    return f'[figures.{name}]\nmeans = "What is left."\nexample = "{example}"\nwords = "{words}"\n'


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_language_loads(language: str) -> None:
    for section in load(language).values():
        for words in section.values():
            assert words


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("还剩", ("还剩",)),
        ("还剩 剩余", ("还剩", "剩余")),
        ("(还|尚|)剩", ("还剩", "尚剩", "剩")),
        ("(还|尚)(剩|差)", ("还剩", "还差", "尚剩", "尚差")),
        ("还剩 to_go", ("还剩", "to go")),
        ("还剩 KM", ("还剩", "km")),
    ],
)
def test_an_entry_stands_for_its_words(entry: str, words: tuple[str, ...]) -> None:
    assert parse(written(entry))["figures"]["left"] == words


def test_an_entry_may_be_made_of_the_words_of_a_class() -> None:
    verbs = written("拆 搬", example="拆了", name="verb")
    ended = written("<verb>(完|掉)", example="拆完", name="ended")
    assert parse(verbs + ended)["figures"]["ended"] == ("拆完", "拆掉", "搬完", "搬掉")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (written("还剩 还剩"), "还剩 stands twice"),
        (written("还剩 (还|尚)剩"), "还剩 stands twice"),
        (written("还剩 " + "很" * 17), "between 1 and 16"),
        (written("还剩 (|)"), "stands twice"),
        (written("剩余"), "has none of its words"),
        (written("还剩 <nothing>"), "malformed"),
        (written("还剩 (剩"), "malformed"),
        (written("还剩") + written("剩", name="left").replace("figures", "days"), "stands twice"),
        ('[figures.left]\nwords = "还剩"\n', "needs means, example and words"),
    ],
)
def test_a_malformed_lexicon_is_refused(wrong: str, why: str) -> None:
    with pytest.raises(MalformedLexicon, match=why):
        parse(wrong)

"""A text is cut into the longest words that begin at each place, in time that grows with its length."""

import random
import re
from collections.abc import Iterator
from string import ascii_lowercase, digits
from time import process_time

import pytest

from rules.language.tokens import Shape, Token, Vocabulary
from tests.support.words import vocabulary

ZH = vocabulary(left="还剩 剩余 剩", verb="拆 拆除 关停", noun="拆除队")
EN = vocabulary(left="to_go left", unit="km kilometre", spaced=False)
NUMBERS = (
    Shape(frozenset({"number"}), digits, re.compile(r"\d+")),
    Shape(frozenset({"word"}), ascii_lowercase, re.compile(r"[a-z]+")),
)


def cut(words: Vocabulary, text: str) -> list[tuple[str, str]]:
    return [("|".join(sorted(each.classes)), each.text) for each in words.read(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("还剩", [("left", "还剩")]),
        ("还没", [("", "还"), ("", "没")]),
        ("拆除", [("verb", "拆除")]),
        ("拆除队拆除", [("noun", "拆除队"), ("verb", "拆除")]),
        ("拆了", [("verb", "拆"), ("", "了")]),
        ("剩余剩", [("left", "剩余"), ("left", "剩")]),
    ],
)
def test_the_longest_word_at_each_place_is_taken(text: str, tokens: list[tuple[str, str]]) -> None:
    assert cut(ZH, text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("12 KM to go", [("number", "12"), ("unit", "KM"), ("left", "to go")]),
        ("12km", [("number", "12"), ("unit", "km")]),
        ("leftover", [("word", "leftover")]),
        ("kilometre", [("unit", "kilometre")]),
        ("kilometres", [("word", "kilometres")]),
        ("left,", [("left", "left"), ("", ",")]),
    ],
)
def test_a_latin_word_is_matched_whole_in_any_case(
    text: str, tokens: list[tuple[str, str]]
) -> None:
    words = vocabulary(left="to_go left", unit="km kilometre", shapes=NUMBERS, spaced=False)
    assert cut(words, text) == tokens


def test_a_word_of_two_classes_has_both() -> None:
    words = vocabulary(verb="改造 拆除", noun="改造 手续")
    assert cut(words, "改造拆除手续") == [
        ("noun|verb", "改造"),
        ("verb", "拆除"),
        ("noun", "手续"),
    ]


def test_of_word_and_pattern_the_longer_counts_and_of_equals_the_word() -> None:
    words = vocabulary(idiom="12345 7", shapes=NUMBERS)
    assert cut(words, "12345") == [("idiom", "12345")]
    assert cut(words, "123456") == [("number", "123456")]
    assert cut(words, "7") == [("idiom", "7")]


def test_a_shadow_has_one_character_for_each_token_and_leads_back_to_the_text() -> None:
    tokens = ZH.read("仍剩余拆")
    assert len(tokens.shadow) == 3
    assert tokens.shadow[0] == "仍"
    assert tokens.span(1, 3) == (1, 4)
    assert tokens.words(1, 2) == "剩余"
    assert list(tokens)[1] == Token(frozenset({"left"}), "剩余", 1, 3)


def by_brute_force(words: set[str], text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        fitting = [each for each in words if text.startswith(each, at)]
        yield max(fitting, key=len) if fitting else text[at]
        at += len(max(fitting, key=len)) if fitting else 1


def test_nobody_writes_the_sign_of_a_class() -> None:
    for sign in ZH.signs.values():
        assert [(each.text, each.classes) for each in ZH.read(sign)] == [(sign, frozenset())]


@pytest.mark.parametrize("seed", range(40))
def test_a_walk_finds_what_brute_force_finds(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        letters = chance.choice(["甲乙丙", "甲乙", "甲乙丙丁戊"])
        some = {
            "".join(chance.choices(letters, k=chance.randint(1, 5)))
            for _ in range(chance.randint(1, 8))
        }
        text = "".join(chance.choices(letters, k=chance.randint(0, 40)))
        found = [each.text for each in vocabulary(any=" ".join(sorted(some))).read(text)]
        assert found == list(by_brute_force(some, text))


@pytest.mark.parametrize(
    ("again", "words"),
    [
        ("甲", "甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲乙"),
        ("甲", "甲 甲甲甲 甲甲甲甲甲甲甲丙"),
        ("甲乙", "甲 甲乙 甲乙甲 甲乙甲乙甲丙"),
        ("left ", "left_left_lef left"),
    ],
)
def test_time_grows_as_the_text_does(again: str, words: str) -> None:
    known = vocabulary(any=words)

    def seconds(length: int) -> float:
        text = (again * length)[:length]
        known.read(text)
        begun = process_time()
        for _ in range(4):
            known.read(text)
        return process_time() - begun

    short = min(seconds(1024) for _ in range(5))
    long = min(seconds(4096) for _ in range(5))
    assert long < 8 * short
    assert long < 0.2

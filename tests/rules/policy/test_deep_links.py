"""The word that opens a card, and the words that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.policy.deep_links import card_of, digest_part_of, digest_word, is_link, start_word
from rules.policy.people import invitation_code
from rules.policy.refs import Ref, RefKind


@given(st.integers(0, 999_999_999))
def test_the_word_leads_back_to_the_item(number: int) -> None:
    word = start_word(Ref(RefKind.ITEM, number))
    assert card_of(word) == Ref(RefKind.ITEM, number)
    assert invitation_code(f"/start {word}") == ""


@pytest.mark.parametrize("kind", ["overdue", "red", "week", "silent"])
@pytest.mark.parametrize("share", ["city", "own", "0", "999999999"])
def test_the_word_leads_back_to_the_part_of_a_digest(kind: str, share: str) -> None:
    word = digest_word(kind, share)
    assert digest_part_of(word) == (kind, share)
    assert invitation_code(f"/start {word}") == ""


@pytest.mark.parametrize(
    "word",
    ["d_", "d_all_city", "d_red_1234567890", "d_red_", "d_red_１", "D_red_city", "d_red_city "],
)
def test_words_that_name_no_part_of_a_digest(word: str) -> None:
    assert (digest_part_of(word), is_link(word)) == (None, False)


@given(st.text(max_size=12))
def test_other_words_open_nothing(word: str) -> None:
    digits = word.removeprefix("i_")
    if not (word.startswith("i_") and digits.isascii() and digits.isdecimal()):
        assert card_of(word) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start ABCDEFGH23", "ABCDEFGH23"),
        ("/start@city_bot ABCDEFGH23 x", "ABCDEFGH23"),
        ("/start i_12x", "i_12x"),
        ("/start", ""),
        ("ABCDEFGH23", ""),
    ],
)
def test_invitation_codes(text: str, code: str) -> None:
    assert invitation_code(text) == code

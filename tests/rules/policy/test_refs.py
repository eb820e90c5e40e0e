"""References: written as words, read back as what they were."""

import pytest

from rules.policy.refs import Ref, RefKind


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("item:12", Ref(RefKind.ITEM, 12)),
        ("extension:3", Ref(RefKind.EXTENSION, 3)),
        ("list:7", Ref(RefKind.LIST, 7)),
        ("stranger:-5", Ref(RefKind.STRANGER, -5)),
    ],
)
def test_a_reference_is_read_back_as_it_was_written(words: str, ref: Ref) -> None:
    assert str(ref) == words
    assert Ref.parse(words) == ref


@pytest.mark.parametrize(
    "words",
    ["", "item", "item:", "item:12:3", "item:twelve", "lists:12", "sheet:prompts:1:2", "ITEM:12"],
)
def test_other_words_are_no_reference(words: str) -> None:
    assert Ref.parse(words) is None

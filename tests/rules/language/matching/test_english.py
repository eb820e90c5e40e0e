"""English names of things are looked for among Chinese titles, and Chinese words are let alone."""

import pytest

from rules.language.matching.english import ROWS, translate_terms
from tests.support.matching_ledger import CITY


@pytest.mark.parametrize(("_", "example", "name"), ROWS, ids=[row[1] for row in ROWS])
def test_a_row_names_its_example(_: str, example: str, name: str) -> None:
    assert translate_terms(example).split() == [name]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gas station vapor recovery: 47 stations done", "32"),
        ("Boilers: 60 removed, 4 left", "18"),
        ("Cooking fumes: 12 restaurants fitted", "17"),
        ("Medical waste is 60% complete", "34"),
        ("Straw burning: no fires this week", "31"),
        ("The tailings pond is being capped", "29"),
    ],
)
def test_an_english_name_finds_its_item(text: str, code: str) -> None:
    match = CITY.find(text)
    assert (match.candidates[0].code, match.sure) == (code, True)


def test_a_name_that_may_be_several_is_asked_about() -> None:
    match = CITY.find("Villa cluster done")
    assert [each.code for each in match.candidates] == ["1", "2", "3"]
    assert not match.sure


@pytest.mark.parametrize("text", ["渣土车280辆 ok", "280", "", "COD达标"])
def test_a_message_that_is_not_english_stays_as_it_is(text: str) -> None:
    assert translate_terms(text) == text

"""Names of live messages: written as words, read back as what they were."""

from datetime import date

import pytest

from rules.policy.live_keys import (
    DigestPart,
    ExplainedFlag,
    LiveKey,
    OfficeNotice,
    RoundBoard,
    RoundLetter,
    parse_live_key,
)
from rules.policy.refs import Ref, RefKind

NAMES: dict[str, LiveKey] = {
    "draft:5": Ref(RefKind.DRAFT, 5),
    "sheet:17": Ref(RefKind.SHEET, 17),
    "round:3:14:16": RoundLetter(3, owner=14, reader=16),
    "round:3:group": RoundBoard(3),
    "digest:2026-11-27:2": DigestPart(date(2026, 11, 27), 2),
    "explained:7": ExplainedFlag(7),
    "undelivered": OfficeNotice.UNDELIVERED,
}


@pytest.mark.parametrize(("words", "name"), NAMES.items())
def test_a_name_is_read_back_as_it_was_written(words: str, name: LiveKey) -> None:
    assert str(name) == words
    assert parse_live_key(words) == name


@pytest.mark.parametrize("words", ["", "card", "prompts:1:2:2026-11-27:1", "delivered"])
def test_other_words_name_nothing(words: str) -> None:
    assert parse_live_key(words) is None

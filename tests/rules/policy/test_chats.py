"""Addresses: what is written down is read back the same, and nothing else passes for one."""

import pytest

from rules.policy.chats import ChatAddress


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (ChatAddress("telegram", 123), "telegram:123"),
        (ChatAddress("telegram", -100123), "telegram:-100123"),
        (ChatAddress("lines", 0), "lines:0"),
    ],
)
def test_an_address_is_read_back_as_it_was_written(address: ChatAddress, words: str) -> None:
    assert (str(address), ChatAddress.parse(words)) == (words, address)


@pytest.mark.parametrize("words", ["", "123", ":123", "telegram:", "telegram:x", "telegram"])
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"no address|invalid literal"):
        ChatAddress.parse(words)


def test_an_old_entry_of_the_journal_names_an_account_at_telegram() -> None:
    assert ChatAddress.of_record(101) == ChatAddress("telegram", 101)
    assert ChatAddress.of_record("lines:101") == ChatAddress("lines", 101)

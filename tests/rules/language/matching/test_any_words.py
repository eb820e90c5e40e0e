"""Whatever is written: no error, the same answer again, in time, and sound lists."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.language.matching import IndexEntry, ItemIndex
from tests.support.matching_ledger import CITY, ROWS

WORDS = [
    "第",
    "项",
    "号",
    "#",
    "市",
    "别墅",
    "污水厂",
    "二期",
    "不是",
    "是",
    "12",
    "G312",
    "已完成",
    "%",
    "，",
    "。",
    "\n",
    "云溪县",
    "水利局",
    "bieshu",
    "wkk",
    "県",
    "９",
    "Ⅲ",
]
FRAGMENTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), min_size=0, max_size=30
).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=FRAGMENTS, about=st.sampled_from([None, "1", "SH-37", "no such item"]))
def test_never_raises_and_says_the_same_again(text: str, about: str | None) -> None:
    match = CITY.find(text, prefer=about)
    scores = [candidate.score for candidate in match.candidates]
    assert CITY.find(text, prefer=about) == match
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert bool(match.candidates) or not match.sure


@settings(max_examples=60, deadline=None)
@given(row=st.sampled_from(ROWS), order=st.permutations(ROWS))
def test_the_order_of_the_ledger_does_not_matter(
    row: tuple[str, str, str], order: list[tuple[str, str, str]]
) -> None:
    index = ItemIndex.build(IndexEntry(c.split("、")[0], (c,), t, u) for c, t, u in order)
    match = index.find(f"{row[1]}已完成80%")
    assert (match.candidates[0].title, match.sure) == (row[1], True)


@pytest.mark.parametrize(
    "piece", ["别墅", "a", "第3项", "十", "12号", "1", "（", "wa", "污水处理厂", "\ud800", "'"]
)
def test_a_message_of_full_length_takes_no_longer(piece: str) -> None:
    text = (piece * 4096)[:4096]
    begun = time.process_time()
    CITY.find(text)
    assert time.process_time() - begun < 0.06

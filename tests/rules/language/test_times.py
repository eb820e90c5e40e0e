"""A time of day as people write it, and what names none."""

from datetime import time

import pytest

from rules.language.times import find_time, is_unclear_time


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("周五12:00", time(12)),
        ("周五12：30", time(12, 30)),
        ("2026-11-27 9:05", time(9, 5)),
        ("周五中午", time(12)),
        ("周五中午前", time(12)),
        ("中午12点", time(12)),
        ("中午十二点半", time(12, 30)),
        ("中午1点", time(13)),
        ("上午9点", time(9)),
        ("上午九点三十分", time(9, 30)),
        ("下午3点", time(15)),
        ("下午三点一刻", time(15, 15)),
        ("周五下午，5点前", time(17)),
        ("下午3点半", time(15, 30)),
        ("周五五点", time(5)),
        ("下周二十点", time(10)),
        ("12点45分", time(12, 45)),
        ("晚上8时", time(20)),
        ("明晚7点", time(19)),
        ("17时30分", time(17, 30)),
        ("Friday noon", time(12)),
        ("Friday 5pm", time(17)),
        ("Friday 5:30 p.m.", time(17, 30)),
        ("9 AM tomorrow", time(9)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("5:30 in the afternoon", time(17, 30)),
    ],
)
def test_a_time_is_named(words: str, at: time) -> None:
    assert find_time(words) == at
    assert not is_unclear_time(words)


@pytest.mark.parametrize("words", ["周五", "周五下班前", "11月27日", "Friday", ""])
def test_none_is_named(words: str) -> None:
    assert find_time(words) is None
    assert not is_unclear_time(words)


@pytest.mark.parametrize(
    "words",
    [
        "周五上午",
        "明天下午",
        "明早",
        "今晚",
        "晚上12点",
        "25:00",
        "12:75",
        "13pm",
        "Friday morning",
        "Friday at 5",
        "afternoon",
    ],
)
def test_it_has_to_be_asked_for(words: str) -> None:
    assert find_time(words) is None
    assert is_unclear_time(words)

"""A pledge to finish is no completion, in whatever words it is given."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import ItemIndex
from rules.language.reading import Reading, read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def understood(text: str) -> Reading:
    return read(text, now=NOW, calendar=WorkCalendar.china(), index=ItemIndex.build([]))


ONLY_PLEDGED = (
    "按照通知要求，一定按期完成任务",
    "一定按期完成",
    "我们保证按期完成",
    "坚决按期完成整改",
    "必须按期完成",
    "确保整改任务完成",
    "会按期完成的",
)
"""Courtesies of whoever was asked to: they are about no item."""


@pytest.mark.parametrize("text", ONLY_PLEDGED)
def test_a_pledge_alone_only_acknowledges(text: str) -> None:
    assert understood(text).intent == "ack"


PLEDGED = (
    "1号一定按期完成任务",
    "我局将严格按照要求，按期完成任务",
    "肯定按期完成",
    "我们会如期完成",
    "下定决心按期完成任务",
    "有信心按期完成",
    "承诺按时完成整改任务",
    "力争提前完成",
    "定按期完成任务",
    "定当按期完成",
    "保证任务圆满完成。",
    "保证申请销号",
    "坚决彻底整改到位",
    "已承诺按期完成",
    "1号一定按照要求，全部拆除",
    "1号坚决做到，任务按期完成，全部拆除到位",
    "确保全面完成",
)


@pytest.mark.parametrize("text", PLEDGED)
def test_what_is_pledged_is_not_done(text: str) -> None:
    reading = understood(text)
    assert (reading.intent, reading.figures) == ("progress", ())


DONE = (
    "已按期完成",
    "按期完成",
    "按承诺完成了",
    "已兑现承诺，全部完成",
    "该项整改任务已全部完成，确保不反弹",
    "按照通知要求，已按期完成任务",
    "我镇坚决落实要求，现已全部整改到位",
    "已经完成，一定长期坚持",
    "申请销号，确保不反弹",
    "拆除工程按期完成了，请领导放心，我们一定巩固好",
    "项目已按期完工。我们一定巩固成果",
)
"""What is stated beside a pledge, before or after it, stays stated."""


@pytest.mark.parametrize("text", DONE)
def test_what_is_stated_beside_a_pledge_is_done(text: str) -> None:
    assert understood(text).intent == "done"

"""Corrections: of which report they are, and what they leave of those that came later."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from storage import audit, items, reports
from storage.database import Engine, reading
from tests.dialogue import Dialogue
from tests.small_city import OFFICIAL, settle


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    settle(engine)
    return Dialogue(engine)


def confirmed(talk: Dialogue, *said: str, message: int | None = None, edited: bool = False) -> str:
    """What the last card said; it and those before it were confirmed."""
    heard = ""
    for words in said:
        heard = talk.says(OFFICIAL, words, message=message, edited=edited)
        talk.presses(OFFICIAL, "确认")
    return heard


def done(talk: Dialogue, item: int = 1) -> Decimal | None:
    with reading(talk.engine) as tx:
        return items.by_id(tx, item).done


def stands(talk: Dialogue) -> tuple[Decimal | None, bool, date | None]:
    with reading(talk.engine) as tx:
        item = items.by_id(tx, 1)
        assert audit.first_false(tx, Path()) is None
        return item.done, item.finished_on is not None, item.promised_on


def lines(heard: str, *names: str) -> list[str]:
    return [row for row in heard.splitlines() if row.startswith(names)]


def test_a_corrected_increment_counts_once(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋")
    confirmed(talk, "又拆了3栋", message=50)
    assert done(talk) == 15
    confirmed(talk, "又拆了5栋", message=50, edited=True)
    assert done(talk) == 17
    confirmed(talk, "刚才说错了，又拆了4栋")
    assert done(talk) == 16


def test_a_correction_that_was_cancelled_leaves_the_report_to_be_corrected(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋")
    confirmed(talk, "又拆了3栋", message=50)
    talk.says(OFFICIAL, "又拆了5栋", message=50, edited=True)
    talk.presses(OFFICIAL, "取消")
    confirmed(talk, "又拆了4栋", message=50, edited=True)
    assert done(talk) == 16


OLDER = "请留意：更正的是较早的报告，当前进度仍以后来的报告为准。"


def test_the_correction_of_an_older_report_leaves_the_newer_ones(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋", message=50)
    confirmed(talk, "1号别墅群拆了20栋", message=51)
    heard = confirmed(talk, "1号别墅群拆了13栋，12月5日前拆完", message=50, edited=True)
    assert lines(heard, "已完成", "预计", "请留意：更正") == [
        "已完成：13 栋 / 45 栋",
        "预计完成：2026年12月5日（周六）",
        OLDER,
    ]
    assert stands(talk) == (Decimal(20), False, date(2026, 12, 5))
    with reading(talk.engine) as tx:
        assert [row.done for row in reports.of_item(tx, 1)] == [13, 20, 12]


def test_what_is_finished_stays_so_when_an_older_report_is_corrected(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋", message=50)
    confirmed(talk, "1号别墅群45栋全部拆除", message=51)
    confirmed(talk, "1号别墅群拆了13栋", message=50, edited=True)
    assert stands(talk) == (Decimal(45), True, None)


def test_the_latest_report_may_be_corrected_after_an_older_one_was(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋", message=50)
    confirmed(talk, "1号别墅群拆了20栋", message=51)
    confirmed(talk, "1号别墅群拆了13栋", message=50, edited=True)
    heard = confirmed(talk, "1号别墅群拆了19栋", message=51, edited=True)
    assert lines(heard, "请留意：更正") == []
    assert stands(talk) == (Decimal(19), False, None)

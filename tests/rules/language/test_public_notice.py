"""The span of a public notice as it is written, and whether it holds its days."""

from datetime import date

import pytest

from rules.language.public_notice import StatedNotice, speaks_of_objection, stated_notice
from rules.policy.calendar import WorkCalendar
from rules.policy.notice_check import NoticeVerdict, check_notice

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (
            "公示时间：2024年9月29日至10月9日，共10个工作日",
            StatedNotice(date(2024, 9, 29), date(2024, 10, 9), 10, True),
        ),
        (
            "公示期为2024年11月15日—2024年11月22日，共7天。",
            StatedNotice(date(2024, 11, 15), date(2024, 11, 22), 7, False),
        ),
        (
            "现予以公示，公示期十个工作日（2025年1月21日起至2月8日）",
            StatedNotice(date(2025, 1, 21), date(2025, 2, 8), 10, True),
        ),
        (
            "公示期：12月1日-14日（10个工作日）",
            StatedNotice(date(2026, 12, 1), date(2026, 12, 14), 10, True),
        ),
        (
            "公示期：2026.12.1-2026.12.14",
            StatedNotice(date(2026, 12, 1), date(2026, 12, 14), None, False),
        ),
        (
            "公示自2025年12月30日至1月5日",
            StatedNotice(date(2025, 12, 30), date(2026, 1, 5), None, False),
        ),
        ("公示期已满，请销号", None),
        ("公示期至12月7日", None),
        ("2024年9月29日至10月9日施工", None),
        ("公示：13月1日至14月2日", None),
        ("公示后拆除3-5栋", None),
        ("公示 9999年1月1日至9999年12月31日", None),
    ],
)
def test_the_span_that_is_stated(words: str, heard: StatedNotice | None) -> None:
    assert stated_notice(words, TODAY) == heard


@pytest.mark.parametrize(
    ("first", "last", "needed", "working", "verdict", "counted", "until"),
    [
        # 宿马园区 2024: printed as ten working days, over a week of holidays.
        (date(2024, 9, 29), date(2024, 10, 9), 10, True, "short", 4, date(2024, 10, 16)),
        # 汨罗 2024: printed as seven days.
        (date(2024, 11, 15), date(2024, 11, 22), 7, False, "longer", 8, date(2024, 11, 21)),
        # 天津东丽 2025: right only with its make-up workdays.
        (date(2025, 1, 21), date(2025, 2, 8), 10, True, "right", 10, date(2025, 2, 8)),
    ],
)
def test_published_notices(
    first: date, last: date, needed: int, working: bool, verdict: str, counted: int, until: date
) -> None:
    check = check_notice(WorkCalendar.china(), first, last, needed, working=working)
    assert (check.verdict, check.counted, check.until) == (NoticeVerdict(verdict), counted, until)


@pytest.mark.parametrize(
    "words", ["群众对1号有异议", "an objection to item 1", "He objected to it"]
)
def test_words_that_tell_of_an_objection(words: str) -> None:
    assert speaks_of_objection(words)


def test_the_object_of_a_sentence_is_no_objection() -> None:
    assert not speaks_of_objection("the object was removed")

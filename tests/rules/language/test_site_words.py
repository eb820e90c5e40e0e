"""What is written for a closing: households visited, the day of a check, who was there."""

from datetime import date

import pytest

from rules.language.seen_days import find_seen_day
from rules.language.two_names import find_names
from rules.language.visits import find_visits
from rules.policy.clauses import Visits

TODAY = date(2026, 11, 24)

VISITS = {
    "走访周边居民30户，均满意": Visits(30, 30, 0),
    "走访三十户，满意29户，不满意1户": Visits(30, 29, 1),
    "走访32户，31户满意，1户不满意": Visits(32, 31, 1),
    "回访20户，满意20户，不满意0户": Visits(20, 20, 0),
    "走访30户，满意30户，无不满意": Visits(30, 30, 0),
    "共走访户数30户，满意户数28户，不满意户数2户": Visits(30, 28, 2),
    "走访居民三十二户，均表示满意": Visits(32, 32, 0),
    "入户调查15家，全部满意": Visits(15, 15, 0),
    "visited 30 households, 29 satisfied, 1 dissatisfied": Visits(30, 29, 1),
    "visited 30 households, all satisfied": Visits(30, 30, 0),
    "已回访": None,
    "群众均满意": None,
    "走访5户居民": None,
    "走访30户，满意度100%": None,
    "走访30户，满意29户": None,
}


@pytest.mark.parametrize("text", VISITS)
def test_visits(text: str) -> None:
    assert find_visits(text) == VISITS[text]


DAYS = {
    "今天": TODAY,
    "昨天": date(2026, 11, 23),
    "前天。": date(2026, 11, 22),
    "11月23日": date(2026, 11, 23),
    "11.20": date(2026, 11, 20),
    "2026-11-23": date(2026, 11, 23),
    "2026年12月1日": date(2026, 12, 1),
    "12月1日": date(2026, 12, 1),
    "1月3日": date(2027, 1, 3),
    "24 November": TODAY,
    "November 3, 2026": date(2026, 11, 3),
    "yesterday": date(2026, 11, 23),
    "2月30日": None,
    "11月23日和24日": None,
    "都去过": None,
}


@pytest.mark.parametrize("text", DAYS)
def test_the_day_of_a_check(text: str) -> None:
    assert find_seen_day(text, TODAY) == DAYS[text]


def test_a_day_without_a_year_is_the_nearest() -> None:
    assert find_seen_day("12月30日", date(2027, 1, 3)) == date(2026, 12, 30)


NAMES = {
    "王强、李明": ("王强", "李明"),
    "王强，李明。": ("王强", "李明"),
    "王强和李明": ("王强", "李明"),
    "王强 李明": ("王强", "李明"),
    "核查人员：王强、李明": ("王强", "李明"),
    "李和平、王强": ("李和平", "王强"),
    "李和平": ("李和平",),
    "王强、王强": ("王强",),
    "John Smith and Li Ming": ("John Smith", "Li Ming"),
}


@pytest.mark.parametrize("text", NAMES)
def test_who_was_there(text: str) -> None:
    assert find_names(text) == NAMES[text]

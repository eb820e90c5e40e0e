"""A day that no calendar has is found as it was written, and no other."""

import pytest

from rules.language.no_such_day import find_no_such_day

NO_SUCH = {
    "11月31日前完成": "11月31日",
    "2027年2月29日前完成": "2027年2月29日",
    "2月30日前完成": "2月30日",
    "四月三十一日前完成": "四月三十一日",
    "12月38日前完成": "12月38日",
    "9月31前完成": "9月31",
    "13月5日前完成": "13月5日",
    "2027-06-31前完成": "2027-06-31",
    "2027.2.30": "2027.2.30",
    "11.31前完成": "11.31",
    "⼆⽉三⼗⽇前完成": "二月三十日",
    "by 31 November": "31 November",
    "done by Feb 30, 2027": "Feb 30, 2027",
    "by June 31st": "June 31st",
}
EVERY_DAY_IS = [
    "12月31日前完成",
    "2028年2月29日前完成",
    "2月29日前完成",
    "十二月二十前完成",
    "完成12.31公里",
    "2027.2",
    "2.30吨",
    "3个月5日内",
    "2027年13项",
    "by 30 November",
    "31 manholes, Nov 20",
    "",
]


@pytest.mark.parametrize(("text", "day"), NO_SUCH.items())
def test_a_day_that_does_not_exist_is_named(text: str, day: str) -> None:
    assert find_no_such_day(text) == day


@pytest.mark.parametrize("text", EVERY_DAY_IS)
def test_a_day_that_exists_is_not(text: str) -> None:
    assert find_no_such_day(text) == ""

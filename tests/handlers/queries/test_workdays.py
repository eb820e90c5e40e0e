"""The calculator of working days, and what lies beyond the published years."""

from datetime import date

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.city import City
from storage.db.engine import Engine
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL, settle

USAGE = "请发送 /workdays 加起始日期和工作日天数，或加两个日期，例如：/workdays 2024-09-29 10"
CAUTION = "2027年放假调休安排尚未公布，工作日按周末推算，仅供参考。"


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        (
            "/workdays 2024-09-29 10",
            "自2024年9月29日（周日）起（含当日）10个工作日，至2024年10月16日（周三）止。",
        ),
        (
            "/workdays 2025年1月21日 10",
            "自2025年1月21日（周二）起（含当日）10个工作日，至2025年2月8日（周六）止。",
        ),
        (
            "/workdays 2024-09-29 2024-10-09",
            "2024年9月29日（周日）至2024年10月9日（周三），共11天，其中4个工作日。",
        ),
        ("/workdays", USAGE),
        ("/workdays 明天", USAGE),
        ("/workdays 2024-13-40 10", USAGE),
        ("/workdays 2024-09-29 0", USAGE),
        ("/workdays 1900-01-01 10", USAGE),
        ("/workdays 9999-12-31 1000", USAGE),
        ("/workdays 2026-11-24 9999-12-31", USAGE),
        ("/workdays 99999999999999", USAGE),
        ("/workdays 2026-11-24 99999999999999", USAGE),
    ],
)
def test_what_was_asked(talk: Dialogue, asked: str, heard: str) -> None:
    assert talk.says(OFFICIAL, asked) == heard


def test_beyond_the_published_years_it_says_so_and_warns_the_office_once(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "/workdays 2026-12-30 10")
    assert heard.splitlines()[1] == CAUTION
    assert talk.last(OFFICE).text.splitlines()[0].startswith("本助手尚无2027年放假调休安排。")
    talk.says(OFFICIAL, "/workdays 2026-12-30 12")
    assert len(talk.chats[OFFICE]) == 1


def test_the_citys_own_table_makes_a_year_known(engine: Engine) -> None:
    settle(engine)
    days = WorkCalendar.china(off=[date(2027, 1, 4)], work=[date(2027, 1, 3)])
    talk = Dialogue(engine, city=City(calendar=days))
    heard = talk.says(OFFICIAL, "/workdays 2027-01-03 2027-01-08")
    assert heard == "2027年1月3日（周日）至2027年1月8日（周五），共6天，其中5个工作日。"
    assert OFFICE not in talk.chats

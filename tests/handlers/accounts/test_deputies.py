"""AB角: a deputy is asked, reports and answers in the owner's place; both names are on record."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.db.engine import reading
from storage.follow_up.tables import deputies
from tests.support.applications import applied, villas_down
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.facts import facts_of
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, OTHER, VERIFIER

APPOINT = "/deputy 刘洋 2026-11-24 2026-12-05"
APPOINTED = (
    "2026年11月24日（周二）至2026年12月5日（周六），由白水县 刘洋代理青山县 张伟（AB角），"
    "提醒同时发送两人。"
)
USAGE = (
    "请发送 /deputy 加代理人姓名和起止日期，例如：/deputy 李明 2026-12-01 2026-12-10\n"
    "提前结束代理，请发送 /deputy 结束"
)
ENDED = "白水县 刘洋不再代理青山县 张伟（AB角）。"


def test_appointed_by_the_owner_both_know(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, APPOINT) == APPOINTED
    assert talk.last(OTHER).text == APPOINTED


def test_appointed_by_the_office_all_three_know(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/deputy 张伟 刘洋 11月24日 12月5日") == APPOINTED
    assert (talk.last(OFFICIAL).text, talk.last(OTHER).text) == (APPOINTED, APPOINTED)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/deputy", USAGE),
        ("/deputy 刘洋", USAGE),
        ("/deputy 刘洋 2026-11-24", USAGE),
        ("/deputy 张伟 2026-11-24 2026-12-05", "不能由本人代理本人。"),
        ("/deputy 某某 2026-11-24 2026-12-05", "台账中没有“某某”，或有多位同名人员。"),
        (
            "/deputy 刘洋 2026-12-05 2026-11-24",
            "截止日期不能早于起始日期，也不能早于今天。",
        ),
        (
            "/deputy 刘洋 2026-11-01 2026-11-20",
            "截止日期不能早于起始日期，也不能早于今天。",
        ),
        ("/deputy 刘洋 2026-11-24 2027-02-24", "代理期限最长为92天，请您调整起止日期。"),
        ("/deputy 结束", "青山县 张伟目前没有代理安排。"),
        ("/deputy 结束 刘洋", "只有整改办可以为他人结束代理。"),
        ("/deputy 结束 刘洋 王强", USAGE),
        ("/deputy 刘洋 王强 2026-11-24 2026-12-05", "只有整改办可以为他人指定代理人。"),
    ],
)
def test_what_cannot_be(talk: Dialogue, said: str, heard: str) -> None:
    assert talk.says(OFFICIAL, said) == heard


def test_the_deputy_is_asked_in_the_owners_place(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    heard = tick(talk, MORNING, "prompts")
    assert [words.splitlines()[:2] for words in heard[OTHER]] == [
        ["期限提醒　11月24日（周二）", ""],
        ["期限提醒　11月24日（周二）", "您正代理张伟（AB角），请代为回复。"],
    ]
    assert "两小时后提醒" not in talk.labels(OTHER)


def test_his_answer_stands_with_both_names(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    tick(talk, MORNING, "prompts")
    talk.press_data(OTHER, "p:2:on_schedule")
    assert talk.last(OFFICIAL).text.splitlines()[2:4] == [
        "🔴4｜建筑工地扬尘治理",
        "已回复：按期推进、刘洋（代张伟）、09:00",
    ]
    heard = talk.says(OTHER, "已完成60%，12月8日前完成")
    assert "报告人：刘洋（代张伟）" in heard.splitlines()
    talk.presses(OTHER, "确认")
    with reading(talk.engine) as tx:
        facts = [(r.fact, r.person_id, r.body.get("for")) for r in facts_of(tx, 4)]
    assert facts == [("PromptAnswered", 5, 1), ("Reported", 5, 1), ("StartedWork", 5, None)]


def test_the_receipt_names_both(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    talk.says(OTHER, "1号别墅群已拆除12栋")
    talk.presses(OTHER, "确认")
    heard = talk.says(OFFICIAL, "/receipt 20261124-00001")
    assert "报告人：白水县 刘洋（代张伟）" in heard.splitlines()


def test_he_reports_and_looks_up_in_plain_words(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    assert talk.says(OTHER, "1号别墅群已拆除12栋").splitlines()[1] == "任务：1 1号别墅群拆除"
    assert talk.says(OTHER, "/item 4").splitlines()[0] == "4｜建筑工地扬尘治理"
    assert talk.says(OTHER, "/my").splitlines()[0] == "我的任务：4 项"


@pytest.mark.parametrize("days", [-1, 12])
def test_only_on_the_days_of_his_appointment(talk: Dialogue, days: int) -> None:
    talk.says(OFFICIAL, APPOINT)
    talk.now = MORNING + timedelta(days=days)
    assert talk.says(OTHER, "/report 1 已拆除12栋") == "没有可由您报告的任务 1。查看您的任务：/my"


def test_a_deputy_never_verifies_what_he_stands_in_for(talk: Dialogue) -> None:
    villas_down(talk)
    applied(talk)
    talk.says(OFFICIAL, "/deputy 王强 2026-11-24 2026-12-05")
    talk.press_data(VERIFIER, "cq:1:take")
    assert talk.toast == "此事项不由您办理。"


def appointments(talk: Dialogue) -> list[tuple[int, str, str]]:
    """Whoever stands in for somebody, from when until when."""
    query = select(deputies.c.deputy_id, deputies.c.first, deputies.c.last)
    with reading(talk.engine) as tx:
        rows = tx.execute(query.where(deputies.c.ended_at.is_(None)).order_by(deputies.c.first))
        return [(row.deputy_id, f"{row.first:%m-%d}", f"{row.last:%m-%d}") for row in rows]


LIU, WANG = 5, 4


@pytest.mark.parametrize(
    ("days", "stand"),
    [
        ("2026-11-24 2026-12-05", [(WANG, "11-24", "12-05")]),
        ("2026-11-24 2026-11-25", [(WANG, "11-24", "11-25"), (LIU, "11-26", "12-05")]),
        ("2026-12-05 2026-12-10", [(LIU, "11-24", "12-04"), (WANG, "12-05", "12-10")]),
        ("2026-12-06 2026-12-10", [(LIU, "11-24", "12-05"), (WANG, "12-06", "12-10")]),
        (
            "2026-11-30 2026-12-01",
            [(LIU, "11-24", "11-29"), (WANG, "11-30", "12-01"), (LIU, "12-02", "12-05")],
        ),
    ],
)
def test_an_earlier_appointment_gives_way_only_where_both_overlap(
    talk: Dialogue, days: str, stand: list[tuple[int, str, str]]
) -> None:
    talk.says(OFFICIAL, APPOINT)
    talk.says(OFFICIAL, f"/deputy 王强 {days}")
    assert appointments(talk) == stand


def test_whoever_gave_way_hears_which_days_he_has_left(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    talk.says(OFFICIAL, "/deputy 王强 2026-12-01 2026-12-10")
    assert talk.last(OTHER).text == APPOINTED.replace("12月5日（周六）", "11月30日（周一）")
    talk.says(OFFICIAL, "/deputy 王强 2026-11-24 2026-12-10")
    assert talk.last(OTHER).text == ENDED


@pytest.mark.parametrize("word", ["结束", "end", "END"])
def test_ended_by_the_owner_both_know(talk: Dialogue, word: str) -> None:
    talk.says(OFFICIAL, APPOINT)
    assert talk.says(OFFICIAL, f"/deputy {word}") == ENDED
    assert (talk.last(OTHER).text, appointments(talk)) == (ENDED, [])


def test_ended_by_the_office_all_three_know(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    assert talk.says(OFFICE, "/deputy 结束 张伟") == ENDED
    assert (talk.last(OFFICIAL).text, talk.last(OTHER).text) == (ENDED, ENDED)
    assert talk.says(OFFICE, "/deputy 结束 某某") == "台账中没有“某某”，或有多位同名人员。"


def test_the_running_appointment_ends_before_one_to_come(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    talk.says(OFFICIAL, "/deputy 王强 2026-12-06 2026-12-10")
    talk.says(OFFICIAL, "/deputy 结束")
    assert appointments(talk) == [(WANG, "12-06", "12-10")]


def test_what_was_ended_stands_in_the_journal(talk: Dialogue) -> None:
    talk.says(OFFICIAL, APPOINT)
    talk.says(OFFICIAL, "/deputy 王强 2026-11-26 2026-12-10")
    talk.says(OFFICIAL, "/deputy 结束")
    assert verified(talk.engine) is None

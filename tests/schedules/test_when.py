"""When duties speak: on working days, outside quiet hours, once, late after a standstill."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from rules.policy.city import City, RoundPlan
from schedules.duties import DUTIES
from storage.db.engine import Engine, reading, writing
from storage.follow_up.tables import ladder_steps
from storage.ledger.tables import items, persons
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER, settle

CHINA = ZoneInfo("Asia/Shanghai")


def at(words: str, zone: ZoneInfo = CHINA) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=zone)


def city_talk(engine: Engine, **profile: Any) -> Dialogue:
    """The whole city's group is bound since Monday, when everything ran as it should."""
    settle(engine)
    talk = Dialogue(engine, city=City(**profile))
    talk.now = at("2026-11-23 07:00")
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    tick(talk, at("2026-11-23 08:00"))
    tick(talk, at("2026-11-23 08:30"))
    return talk


pytestmark = pytest.mark.begins(by=city_talk)


def heads(told: dict[int, list[str]]) -> dict[int, list[str]]:
    """The first line of all that was heard."""
    return {chat: [words.split("\n")[0] for words in said] for chat, said in told.items()}


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-11-24 07:29", id="in_the_quiet_hours"),
        pytest.param("2026-11-24 07:59", id="before_the_hour_of_prompts"),
        pytest.param("2026-11-24 21:00", id="in_the_evening"),
        pytest.param("2026-11-28 09:00", id="on_a_saturday"),
        pytest.param("2027-01-01 09:00", id="on_new_years_day"),
    ],
)
def test_nobody_is_written_to(talk: Dialogue, moment: str) -> None:
    assert tick(talk, at(moment)) == {}


def test_what_a_working_morning_brings(talk: Dialogue) -> None:
    assert heads(tick(talk, at("2026-11-24 08:00"))) == {
        OFFICIAL: ["期限提醒　11月24日（周二）"],
        OTHER: ["期限提醒　11月24日（周二）"],
        LEADER: ["晨间看板　您包保的任务　11月24日（周二）"],
    }
    assert heads(tick(talk, at("2026-11-24 08:30"))) == {
        GROUP: ["整改日报　全市　11月24日（周二）", "挂图作战｜全市"],
        LEADER: ["整改日报　您包保的任务　11月24日（周二）"],
    }


def test_down_over_several_days_it_happens_once_late_and_says_so(talk: Dialogue) -> None:
    """Friday is the milestone's day, Monday the item's; nothing ran since Monday the week before."""
    told = tick(talk, at("2026-11-27 15:00"))
    assert [words for words in told[OFFICIAL] if "期限提醒" in words] == [
        "期限提醒　11月27日（周五）\n"
        "\n"
        "🔴4｜建筑工地扬尘治理\n进展：尚未报告\n时限 2026-11-20，已逾期 7 天\n第 2 次提醒\n"
        "\n"
        "🟡1｜1号别墅群拆除\n节点：拆除30栋\n已完成 0/30 栋，还剩 30 栋\n时限 2026-11-27，今日到期\n"
        "尚无进度数据\n"
        "\n"
        "🟡1｜1号别墅群拆除\n已完成 0/45 栋，还剩 45 栋\n时限 2026-11-30，还剩 3 天\n"
        "尚无进度数据\n"
        "\n"
        "请您点击按钮逐项回复。"
    ]
    assert told[GROUP][0].split("\n")[1] == "本日报因系统停运，现补发。"
    assert tick(talk, at("2026-11-27 15:01")) == {}


def test_a_call_of_a_day_on_which_it_was_down_says_so(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        moved = update(items).where(items.c.id == 2).values(deadline=date(2026, 12, 2))
        tx.execute(moved)
    told = tick(talk, at("2026-11-26 09:00"))
    (sheet,) = [words for words in told[OFFICIAL] if "期限提醒" in words]
    lines = sheet.split("\n\n")[-2].split("\n")
    assert (lines[0], lines[-1]) == (
        "🟡2、市9｜云溪河雨污分流管网建设",
        "本提醒应于11月25日（周三）发出，因系统停运，现补发。",
    )


def test_missed_digests_are_not_made_up_for_but_their_changes_are_told(talk: Dialogue) -> None:
    talk.now = at("2026-11-23 10:00")
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    told = tick(talk, at("2026-11-26 08:30"))
    digests = [words for words in told[GROUP] if words.startswith("整改日报")]
    assert [words.split("\n\n")[-2].split("\n")[0] for words in digests] == [
        "【11月23日（周一）以来变化】3项"
    ]


WEEKLY = RoundPlan("week", on=2, opens=time(9), due_after=2, due=time(12))


def test_a_round_missed_while_down_opens_late_and_says_so(engine: Engine) -> None:
    talk = city_talk(engine, rounds=(WEEKLY,))
    told = tick(talk, at("2026-11-25 10:00"), "rounds")
    assert told[OFFICIAL][0].split("\n")[:2] == [
        "整改调度：请您于2026-11-26 12:00前逐项报告进展。",
        "本次调度原定2026-11-24 09:00发起，现补发。",
    ]
    assert told[GROUP][0].split("\n")[1] == "本次调度原定2026-11-24 09:00发起，现补发。"
    assert tick(talk, at("2026-11-25 10:01"), "rounds") == {}


def test_a_round_on_time_says_nothing_of_that(engine: Engine) -> None:
    talk = city_talk(engine, rounds=(WEEKLY,))
    told = tick(talk, at("2026-11-24 09:00"), "rounds")
    assert told[OFFICIAL][0].split("\n")[1] == ""


def test_a_round_missed_altogether_is_told_to_the_office_once(engine: Engine) -> None:
    talk = city_talk(engine, rounds=(WEEKLY,))
    assert tick(talk, at("2026-11-27 09:00"), "rounds") == {
        OFFICE: [
            "原定2026-11-24 09:00发起、2026-11-26 12:00截止的整改调度，因系统停运未能发起。"
            "如需补开，请发送 /round 加截止时间。"
        ]
    }
    assert tick(talk, at("2026-11-27 09:01"), "rounds") == {}


def test_a_circular_due_at_night_is_not_called_late(talk: Dialogue) -> None:
    talk.now = at("2026-11-24 09:00")
    talk.says(OFFICE, "/round 今天22:00")
    told = tick(talk, at("2026-11-25 07:30"), "circular")
    assert "补发" not in told[OFFICE][0]


def all_done_at_nine(talk: Dialogue) -> None:
    tick(talk, at("2026-11-24 09:00"))


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=30)])
@pytest.mark.begins(after=[all_done_at_nine])
def test_a_clock_set_back_says_nothing_twice(talk: Dialogue, back: timedelta) -> None:
    assert tick(talk, at("2026-11-24 09:00") - back) == {}
    assert tick(talk, at("2026-11-24 09:01")) == {}


@pytest.mark.parametrize("duty", DUTIES)
@pytest.mark.begins(after=[all_done_at_nine])
def test_a_duty_run_again_at_any_time_says_nothing(talk: Dialogue, duty: str) -> None:
    for again in ("09:00", "09:01", "14:00", "20:59", "23:00"):
        assert tick(talk, at(f"2026-11-24 {again}"), duty) == {}, again


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        pytest.param("Asia/Urumqi", "2026-11-24T02:00+00:00", id="two_hours_west"),
        pytest.param("UTC", "2026-11-24T08:00+00:00", id="universal_time"),
        pytest.param("America/New_York", "2026-11-24T13:00+00:00", id="half_a_day_west"),
        pytest.param("Pacific/Auckland", "2026-11-23T19:00+00:00", id="the_day_before_in_utc"),
    ],
)
def test_eight_oclock_is_the_citys(engine: Engine, zone: str, moment: str) -> None:
    settle(engine)
    talk = Dialogue(engine, city=City(zone=ZoneInfo(zone)))
    eight = datetime.fromisoformat(moment)
    assert tick(talk, eight - timedelta(minutes=1)) == {}
    assert heads(tick(talk, eight, "prompts")) == {
        OFFICIAL: ["期限提醒　11月24日（周二）"],
        OTHER: ["期限提醒　11月24日（周二）"],
    }


@pytest.mark.parametrize(
    "day", [pytest.param("2026-03-30", id="summer"), pytest.param("2026-10-26", id="winter")]
)
def test_after_a_night_in_which_clocks_were_changed(engine: Engine, day: str) -> None:
    """Each minute around eight, on the first working day of summer and of winter time."""
    settle(engine)
    with writing(engine) as tx:
        tx.execute(update(items).values(deadline=date(2026, 3, 1)))
    berlin = ZoneInfo("Europe/Berlin")
    talk = Dialogue(engine, city=City(zone=berlin))
    first = at(f"{day} 00:00", berlin).astimezone(UTC)
    moments = [first + timedelta(minutes=15 * n) for n in range(-96, 96)]
    told = [
        (moment.astimezone(berlin).isoformat(timespec="minutes")[:16], sorted(said))
        for moment in moments
        if (said := tick(talk, moment, "prompts"))
    ]
    assert told == [(f"{day}T08:00", sorted([OFFICIAL, OTHER]))]


@pytest.mark.begins(after=[all_done_at_nine])
def test_the_city_moves_to_another_time_zone(talk: Dialogue) -> None:
    talk.city = City(zone=ZoneInfo("America/New_York"))
    assert tick(talk, at("2026-11-24 23:00")) == {}


def test_a_year_that_is_not_published_is_told_to_the_office_a_month_before(
    engine: Engine,
) -> None:
    talk = city_talk(engine)
    assert OFFICE not in tick(talk, at("2026-12-01 08:00"), "prompts")
    told = tick(talk, at("2026-12-02 08:00"), "prompts")
    assert told[OFFICE][0].startswith("本助手尚无2027年放假调休安排。")
    assert OFFICE not in tick(talk, at("2026-12-02 09:00"), "prompts")


def test_a_digest_of_such_a_year_says_that_it_only_estimates(talk: Dialogue) -> None:
    told = tick(talk, at("2027-01-04 08:30"), "digest")
    assert told[GROUP][0].split("\n")[1] == (
        "2027年放假调休安排尚未公布，工作日按周末推算，仅供参考。"
    )


def test_a_step_that_reaches_nobody_goes_to_the_office(talk: Dialogue) -> None:
    """The reminder is for owner and head: here neither has enrolled."""
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "刘洋").values(account=None))
        moved = update(items).where(items.c.id == 3).values(deadline=date(2026, 11, 23))
        tx.execute(moved)
    told = tick(talk, at("2026-11-24 08:00"), "escalate")
    assert heads(told) == {OFFICE: ["预警提醒　11月24日（周二）"]}


def test_after_a_standstill_the_letter_says_that_it_may_be_late(talk: Dialogue) -> None:
    tick(talk, at("2026-11-24 08:00"), "escalate")
    told = tick(talk, at("2026-11-27 08:00"), "escalate")
    seconds = {words.split("\n")[1] for letters in told.values() for words in letters}
    assert seconds == {"系统曾停运，本通知可能晚于应发之日。"}
    assert "停运" not in str(tick(talk, at("2026-11-30 08:00"), "escalate"))


def test_a_step_is_taken_once_and_stands(talk: Dialogue) -> None:
    for day in (24, 25, 26, 27):
        tick(talk, at(f"2026-11-{day} 08:00"), "escalate")
    with reading(talk.engine) as tx:
        query = select(ladder_steps.c.item_id, ladder_steps.c.step, func.count())
        steps = tx.execute(query.group_by(ladder_steps.c.item_id, ladder_steps.c.step)).all()
    assert sorted(tuple(row) for row in steps) == [
        (1, "提醒", 1),
        (3, "提醒", 1),
        (3, "督办", 1),
        (4, "提醒", 1),
        (4, "督办", 1),
    ]


def test_leaders_hear_of_their_items_before_anybody_else(talk: Dialogue) -> None:
    told = tick(talk, at("2026-11-25 08:00"), "escalate")
    assert next(iter(told)) == LEADER

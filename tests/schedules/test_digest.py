"""The living digest: edited in place, split at items' ends, masked in groups; a leader's own."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.formatting import width
from messages.incoming import Chat, MembershipChange
from rules.policy.city import City
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import campaigns, items, persons
from storage.mail.tables import outbox
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.settling import add_like
from tests.support.small_city import BOT, GROUP, LEADER, MORNING, OFFICE, OFFICIAL, settle

COUNTY = -1002
DIGEST = (
    "整改日报　全市　11月24日（周二）\n"
    "任务4项：逾期2项，近期到期1项，已完成0项，其中已销号0项\n"
    "首期日报，无上期可比。\n"
    "逾期最久：3｜白水县污水处理厂二期（4天）、4｜建筑工地扬尘治理（4天）\n"
    "滞后单位（2家）：白水县（逾期1项）、青山县（逾期1项）\n"
    "已提醒未回复：0人\n"
    "半年节点3月20日，还有116天；预计回头看6月1日，还有189天\n"
    "\n"
    "【已逾期】2项\n"
    "🔴3｜白水县污水处理厂二期\n"
    "白水县 刘洋｜整改中｜逾期4天\n"
    "🔴4｜建筑工地扬尘治理\n"
    "青山县 张伟｜未启动｜逾期4天\n"
    "\n"
    "【黄灯：滞后，仍可赶上】1项\n"
    "🟡1｜1号别墅群拆除\n"
    "青山县 张伟｜整改中｜还剩6天\n"
    "尚无进度数据"
)


def bound(engine: Engine, city: City | None = None) -> Dialogue:
    settle(engine)
    talk = Dialogue(engine, city=city or City())
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(OFFICE, "/bind 白水县", chat=COUNTY)
    return talk


pytestmark = pytest.mark.begins(by=bound)


def posts(talk: Dialogue, chat: int) -> list[str]:
    """Messages that are digests, as they stand."""
    return [m.text for m in talk.chats[chat].values() if m.text.startswith("整改日报")]


LIGHTS = "挂图作战｜全市\n未完成 4 项，共 4 项。\n红灯 2 项。\n红灯最多：青山县 1 项、白水县 1 项。"
LATE = "白水县｜逾期任务：1 项\n逾期最久（4天）：3｜白水县污水处理厂二期"


def test_the_whole_citys(talk: Dialogue) -> None:
    assert tick(talk, MORNING, "digest")[GROUP] == [DIGEST, LIGHTS]


def test_incomplete_plans_are_counted_while_a_round_asks_for_them(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round 细化 周五12:00")
    assert tick(talk, MORNING, "digest")[GROUP][0] == f"{DIGEST}\n\n计划要素不全：4项"
    assert "计划要素不全" not in str(tick(talk, MORNING + timedelta(days=6), "digest"))


def test_the_picture_is_sent_once_a_day(talk: Dialogue) -> None:
    tick(talk, MORNING, "digest")
    drawn = [message.text for message in talk.chats[GROUP].values() if message.picture]
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    told = tick(talk, MORNING + timedelta(minutes=5), "digest")[GROUP]
    assert (drawn, [words for words in told if words.startswith("挂图作战")]) == ([LIGHTS], [])


def test_where_nothing_is_overdue_a_unit_gets_no_picture(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 3).values(deadline=date(2027, 6, 30)))
    tick(talk, MORNING, "digest")
    assert [message.text for message in talk.chats[COUNTY].values() if message.picture] == []


def test_a_countys_holds_only_its_own(talk: Dialogue) -> None:
    assert tick(talk, MORNING, "digest")[COUNTY] == [
        "整改日报　白水县　11月24日（周二）\n"
        "任务1项：逾期1项，近期到期0项，已完成0项，其中已销号0项\n"
        "首期日报，无上期可比。\n"
        "逾期最久：3｜白水县污水处理厂二期（4天）\n"
        "滞后单位（1家）：白水县（逾期1项）\n"
        "已提醒未回复：0人\n"
        "半年节点3月20日，还有116天；预计回头看6月1日，还有189天\n"
        "\n"
        "【已逾期】1项\n"
        "🔴3｜白水县污水处理厂二期\n"
        "白水县 刘洋｜整改中｜逾期4天",
        LATE,
    ]


def test_a_leaders_holds_what_he_guarantees(talk: Dialogue) -> None:
    (own,) = tick(talk, MORNING, "digest")[LEADER]
    assert own.split("\n")[0] == "整改日报　您包保的任务　11月24日（周二）"
    assert own.split("\n\n")[0].split("\n")[1] == "逾期2项，红灯0项，黄灯1项，近期到期0项"
    assert own.split("\n\n")[1:] == DIGEST.split("\n\n")[1:]


def test_edited_in_place_as_reports_come(talk: Dialogue) -> None:
    tick(talk, MORNING)
    talk.says(OFFICIAL, "1号别墅群已拆除40栋")
    talk.presses(OFFICIAL, "确认")
    tick(talk, MORNING + timedelta(minutes=1))
    (post,) = posts(talk, GROUP)
    assert post.split("\n\n")[2].split("\n")[1:] == [
        "🟡1｜1号别墅群拆除",
        "青山县 张伟｜40 / 45 栋｜还剩6天",
        "按目前进度（每天0.62 栋）预计2026-12-03完成，需每天0.71 栋",
    ]
    assert tick(talk, MORNING + timedelta(minutes=2)) == {}


def test_the_next_day_has_one_of_its_own_with_what_changed(talk: Dialogue) -> None:
    tick(talk, MORNING)
    talk.now += timedelta(minutes=1)
    talk.says(OFFICIAL, "1号别墅群已拆除40栋")
    talk.presses(OFFICIAL, "确认")
    tick(talk, talk.now)
    tick(talk, MORNING + timedelta(days=1))
    first, second = posts(talk, GROUP)
    assert second.split("\n")[2] == "11月24日以来：已报进展1项"
    assert first.split("\n")[0] == "整改日报　全市　11月24日（周二）"
    assert second.split("\n\n")[-2:] == [
        "【11月24日（周二）以来变化】1项\n1｜1号别墅群拆除：已报进展，40 / 45 栋",
        "【提醒后未回复】\n青山县 张伟（1项）、白水县 刘洋（1项）",
    ]


def test_sensitive_items_are_masked_in_groups_and_not_for_leaders(engine: Engine) -> None:
    talk = bound(engine, City(masked_categories=frozenset({"水环境基础设施"})))
    told = tick(talk, MORNING, "digest")
    assert told[GROUP][0].split("\n")[3] == "逾期最久：3｜白水县（4天）、4｜青山县（4天）"
    assert told[GROUP][0].split("\n\n")[1].split("\n") == [
        "【已逾期】2项",
        "🔴3｜涉敏任务，详见个人消息｜白水县｜逾期4天",
        "🔴4｜涉敏任务，详见个人消息｜青山县｜逾期4天",
    ]
    assert told[LEADER][0].split("\n\n")[1] == DIGEST.split("\n\n")[1]


def many(engine: Engine, count: int) -> None:
    """So many overdue items more, with titles of sixty characters."""
    with writing(engine) as tx:
        for number in range(100, 100 + count):
            add_like(tx, 4, number, title=f"{number}{'号' * 57}")


def test_a_long_one_is_split_between_items(talk: Dialogue) -> None:
    many(talk.engine, 150)
    *parts, _lights = tick(talk, MORNING, "digest")[GROUP]
    assert [
        part.split("\n")[0].endswith(f"（{n}/{len(parts)}）") for n, part in enumerate(parts, 1)
    ]
    assert max(width(part) for part in parts) <= 4096
    titles = [line for part in parts for line in part.split("\n") if "号" * 57 in line]
    owners = [line for part in parts for line in part.split("\n") if "张伟｜未启动" in line]
    assert (len(titles), len(owners), len(parts)) == (150, 151, 4)


def test_parts_no_longer_needed_say_so(talk: Dialogue) -> None:
    many(talk.engine, 60)
    *first, _lights = tick(talk, MORNING, "digest")[GROUP]
    with writing(talk.engine) as tx:
        done = update(items).where(items.c.id >= 100).values(finished_on=date(2026, 11, 24))
        tx.execute(done)
        # Behind the journal's back: as after an import, everything is looked at anew.
        tx.execute(update(campaigns).values(edition=campaigns.c.edition + 1))
    talk.says(OFFICIAL, "1号别墅群已拆除40栋")
    talk.presses(OFFICIAL, "确认")
    told = tick(talk, MORNING + timedelta(minutes=1), "digest")[GROUP]
    assert (len(first), told[1:]) == (2, ["（本页内容已并入以上消息。）"])


def test_a_group_that_is_bound_later_gets_it_at_once(talk: Dialogue) -> None:
    tick(talk, MORNING)
    talk.says(OFFICE, "/bind 青山县", chat=-1003)
    told = tick(talk, MORNING + timedelta(minutes=1))
    assert [words.split("\n")[0] for words in told[-1003]] == [
        "整改日报　青山县　11月24日（周二）",
        "青山县｜逾期任务：1 项",
    ]


def move(talk: Dialogue, *, inside: bool) -> None:
    """The county's group puts the bot out, or lets it in again."""
    with writing(talk.engine) as tx:
        Dispatcher(talk.city).answer(
            tx,
            MembershipChange(
                Chat(telegram_chat(COUNTY), True), telegram_chat(OFFICE), inside=inside
            ),
            talk.now,
        )


def test_a_group_put_back_after_the_hour_gets_it_at_once(talk: Dialogue) -> None:
    move(talk, inside=False)
    assert COUNTY not in tick(talk, MORNING)
    move(talk, inside=True)
    told = tick(talk, MORNING + timedelta(minutes=10), "digest")
    assert {chat: [w.split("\n")[0] for w in words] for chat, words in told.items()} == {
        COUNTY: ["整改日报　白水县　11月24日（周二）", "白水县｜逾期任务：1 项"]
    }
    assert tick(talk, MORNING + timedelta(minutes=11), "digest") == {}


def test_one_put_back_that_has_it_gets_no_second(talk: Dialogue) -> None:
    tick(talk, MORNING)
    move(talk, inside=False)
    tick(talk, MORNING + timedelta(minutes=1))
    move(talk, inside=True)
    assert COUNTY not in tick(talk, MORNING + timedelta(minutes=10), "digest")


def test_nothing_late_is_a_quiet_digest(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).values(deadline=date(2027, 6, 30)))
    told = tick(talk, MORNING, "digest")
    assert told[GROUP][0].split("\n")[3:] == [
        "目前无逾期、预警和近期到期任务。",
        "已提醒未回复：0人",
        "半年节点3月20日，还有116天；预计回头看6月1日，还有189天",
    ]
    assert LEADER not in told


def test_an_official_who_never_started_is_named_in_his_units_group(engine: Engine) -> None:
    talk = bound(engine, City(bots=(BOT,)))
    with writing(engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "刘洋").values(account=None))
    told = tick(talk, MORNING, "prompts")
    assert told[COUNTY] == [
        "以下责任人有到期任务，但尚未启用本助手：白水县 刘洋。"
        "请点击下方按钮启用，并发送整改办发给您的邀请码。"
    ]
    assert talk.last(COUNTY).buttons == {"启用": "https://t.me/taizhang_bot?start"}
    assert told[OFFICE] == [
        "提醒未送达、未回复情况　11月24日（周二）\n\n尚未启用（1人）：\n白水县 刘洋"
    ]
    assert GROUP not in told


def test_silence_is_counted_by_days_whatever_was_asked(talk: Dialogue) -> None:
    """The milestone is asked about three days and one day before: two calls, one silence."""
    for days in range(3):
        told = tick(talk, MORNING + timedelta(days=days), "prompts")
    assert told[OFFICE][0].split("\n\n")[1:] == [
        "已提醒、未回复（2人）：\n青山县 张伟、白水县 刘洋"
    ]


def test_nothing_of_it_is_sent_twice(talk: Dialogue) -> None:
    tick(talk, MORNING)
    with reading(talk.engine) as tx:
        before = tx.execute(select(func.count()).select_from(outbox)).scalar_one()
    tick(talk, MORNING)
    with reading(talk.engine) as tx:
        assert tx.execute(select(func.count()).select_from(outbox)).scalar_one() == before


def test_a_leader_marks_the_morning_as_read_under_either(talk: Dialogue) -> None:
    tick(talk, MORNING)
    digest = next(m for m in talk.chats[LEADER].values() if m.text.startswith("整改日报"))
    assert list(digest.buttons) == ["逾期", "红灯", "本周到期", "已阅"]
    talk.press_data(LEADER, digest.buttons["已阅"], talk.last_number(LEADER))
    first = talk.toast
    talk.presses(LEADER, "已阅")
    assert (first, talk.toast) == ("已记录您已阅看。", "您已于 2026-11-24 09:00 阅看。")

"""A prompt gets answered: each of its buttons leads to what it needs, and is recorded."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from storage.db.engine import reading, writing
from storage.follow_up.tables import prompts
from storage.ledger import item_store
from storage.ledger.tables import items as item_rows
from storage.ledger.tables import milestones
from storage.reporting import reports
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, OTHER

HEAD = "期限提醒　11月24日（周二）"
DUST = "🔴4｜建筑工地扬尘治理\n进展：尚未报告\n时限 2026-11-20，已逾期 4 天"
VILLA = (
    "🟡1｜1号别墅群拆除\n节点：拆除30栋\n已完成 0/30 栋，还剩 30 栋\n"
    "时限 2026-11-27，还剩 3 天\n尚无进度数据"
)
PLEASE = "请您点击按钮逐项回复。"


def prompted(talk: Dialogue) -> None:
    """It is Tuesday, nine o'clock, and the prompts have come."""
    tick(talk, MORNING, "prompts")


pytestmark = pytest.mark.begins(after=[prompted])


def answers(talk: Dialogue) -> list[tuple[str, str]]:
    """(state, answer) of every call of the official's items, by item and milestone."""
    with reading(talk.engine) as tx:
        query = select(prompts.c.state, prompts.c.answer).where(prompts.c.item_id != 3)
        return [tuple(row) for row in tx.execute(query.order_by(prompts.c.item_id, prompts.c.id))]


def press(talk: Dialogue, item: str, answer: str) -> str:
    """A button under the line of an item: several lines have buttons of the same names."""
    names = {"已完成": "done", "按期推进": "on_schedule", "申请延期": "extension"}
    return talk.press_data(OFFICIAL, f"p:{CALLS[item]}:{names[answer]}", 1)


CALLS = {"dust": 2, "villas": 3}
"""The numbers of the official's calls; the first is another's."""


def test_one_message_a_person_lists_all_that_is_due(talk: Dialogue) -> None:
    assert talk.last(OFFICIAL).text == "\n\n".join([HEAD, DUST, VILLA, PLEASE])
    assert list(talk.last(OFFICIAL).buttons) == [
        "4｜建筑工地扬尘治理",
        "已完成",
        "按期推进",
        "申请延期",
        "遇到困难",
        "1｜拆除30栋",
        "两小时后提醒",
        "明早提醒",
    ]


def test_a_single_line_needs_no_heading(talk: Dialogue) -> None:
    assert talk.labels(OTHER) == [
        "已完成",
        "按期推进",
        "申请延期",
        "遇到困难",
        "两小时后提醒",
        "明早提醒",
    ]


def test_the_heading_shows_the_item_in_full(talk: Dialogue) -> None:
    heard = talk.presses(OFFICIAL, "4｜建筑工地扬尘治理")
    assert heard.splitlines()[0] == "4｜建筑工地扬尘治理"
    assert "预警：🔴 红灯，逾期4天" in heard.split("更多：")[0].splitlines()
    assert answers(talk) == [("open", ""), ("open", "")]


def test_on_schedule_asks_how_far_and_by_when(talk: Dialogue) -> None:
    assert press(talk, "villas", "按期推进") == "\n\n".join(
        [
            "任务 1：请您报告目前进度和预计完成日期（例如：已完成20 栋，11月30日前全部完成）。",
            HEAD,
            DUST,
            "🟡1｜1号别墅群拆除\n节点：拆除30栋\n已回复：按期推进、张伟、09:00",
            PLEASE,
        ]
    )
    assert talk.toast == "您的回复已记录。"
    assert talk.says(OFFICIAL, "已完成20栋，月底前全部完成").splitlines()[1:6] == [
        "任务：1 1号别墅群拆除",
        "已完成：20 栋 / 45 栋",
        "剩余：25 栋",
        "完成比例：44.44%",
        "预计完成：2026年11月30日（周一）",
    ]
    talk.presses(OFFICIAL, "确认")
    assert answers(talk) == [("answered", "on_schedule"), ("open", "")]


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("20", "请您补充预计完成日期，例如：11月30日（周一）"),
        ("11月30日前", "请您补充目前完成的数量（例如：已完成20 栋）。"),
        ("正在推进", "请您补充完成数量和预计完成日期（例如：已完成20 栋，11月30日前全部完成）。"),
    ],
)
def test_what_was_left_out_is_asked_for_once(talk: Dialogue, first: str, asked: str) -> None:
    press(talk, "villas", "按期推进")
    assert talk.says(OFFICIAL, first) == asked
    assert talk.says(OFFICIAL, "暂时说不准").splitlines()[0] == "请您核对以下内容："


def test_the_parts_of_an_answer_are_put_together(talk: Dialogue) -> None:
    press(talk, "villas", "按期推进")
    talk.says(OFFICIAL, "20")
    talk.says(OFFICIAL, "11月30日前")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        (row,) = reports.of_item(tx, 1)
    assert (row.words, row.done, row.promised_on) == ("20，11月30日前", 20, date(2026, 11, 30))


def test_what_is_not_counted_needs_a_share_only(talk: Dialogue) -> None:
    assert press(talk, "dust", "按期推进").splitlines()[0] == (
        "任务 4：请您报告目前进度和预计完成日期（例如：已完成60%，12月8日前全部完成）。"
    )
    assert talk.says(OFFICIAL, "60").splitlines()[1:3] == [
        "任务：4 建筑工地扬尘治理",
        "完成比例：60%",
    ]


def test_done_asks_for_evidence_and_leads_on_to_closing(talk: Dialogue) -> None:
    assert press(talk, "dust", "已完成").splitlines()[0] == (
        "任务 4：请您发送佐证材料，可以是照片、文件，或用一句话说明完成情况。"
    )
    assert talk.sends(OFFICIAL, "现场.jpg") == (
        "请您核对以下内容：\n"
        "任务：4 建筑工地扬尘治理\n"
        "完成比例：100%\n"
        "佐证材料：1 份\n"
        "\n"
        "点击“确认”后记入台账。\n"
        "\n"
        "任务 4 的进展确认记入台账后，可点击下方按钮申请销号。"
    )
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, 4).finished_on is None
    assert talk.presses(OFFICIAL, "申请销号").splitlines()[:2] == [
        "任务：4 建筑工地扬尘治理",
        "第 1 条（共 5 条）：问题不查清绝不放过",
    ]


def reached(talk: Dialogue) -> date | None:
    with reading(talk.engine) as tx:
        return tx.execute(select(milestones.c.reached_on)).scalar_one()


def test_a_milestone_done_counts_its_target(talk: Dialogue) -> None:
    assert press(talk, "villas", "已完成").splitlines()[0] == (
        "任务 1 节点“拆除30栋”：请您发送佐证材料，可以是照片、文件，或用一句话说明完成情况。"
    )
    assert talk.sends(OFFICIAL, "现场.jpg").splitlines()[1:4] == [
        "任务：1 1号别墅群拆除",
        "已完成：30 栋 / 45 栋",
        "剩余：15 栋",
    ]
    assert reached(talk) is None
    talk.presses(OFFICIAL, "确认")
    assert reached(talk) == date(2026, 11, 24)


def test_an_extension_asked_for_under_a_milestone_says_what_it_moves(talk: Dialogue) -> None:
    assert press(talk, "villas", "申请延期").splitlines()[:3] == [
        "节点“拆除30栋”的时间由整改办在台账中调整；延期申请调整的是任务整改时限。",
        "任务：1 1号别墅群拆除",
        "现时限：2026年11月30日（周一）",
    ]


def test_a_milestone_is_not_reached_by_the_button_alone(talk: Dialogue) -> None:
    press(talk, "villas", "已完成")
    talk.sends(OFFICIAL, "现场.jpg")
    talk.presses(OFFICIAL, "取消")
    assert reached(talk) is None


def test_nor_by_a_figure_that_falls_short(talk: Dialogue) -> None:
    press(talk, "villas", "已完成")
    talk.says(OFFICIAL, "已拆除28栋")
    talk.presses(OFFICIAL, "确认")
    assert reached(talk) is None


def test_done_with_something_left_is_progress(talk: Dialogue) -> None:
    press(talk, "dust", "已完成")
    heard = talk.says(OFFICIAL, "已完成95%，还差收尾")
    assert "完成比例：95%" in heard.splitlines()
    assert "申请销号" not in heard


def test_an_answer_is_given_once(talk: Dialogue) -> None:
    press(talk, "dust", "已完成")
    talk.press_data(OFFICIAL, "p:2:on_schedule")
    assert talk.toast == "此项已于 2026-11-24 09:00 回复：已完成"
    assert answers(talk) == [("open", ""), ("answered", "done")]


def test_nobody_answers_for_another(talk: Dialogue) -> None:
    talk.press_data(OTHER, "p:2:done")
    assert talk.toast == "此按钮已失效。"


def change_item(talk: Dialogue, item: int, **values: object) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(item_rows).where(item_rows.c.id == item).values(**values))


def test_an_item_that_was_closed_needs_no_answer(talk: Dialogue) -> None:
    change_item(talk, 4, state="已销号")
    press(talk, "dust", "按期推进")
    assert talk.toast == "任务 4 已销号，无需回复。"


def test_an_item_given_to_another_needs_no_answer(talk: Dialogue) -> None:
    change_item(talk, 4, owner_id=5)
    press(talk, "dust", "按期推进")
    assert talk.toast == "任务 4 的责任人已变更为刘洋，您无需回复。"


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({"state": "已销号"}, "任务 4 已销号，无需回复。"),
        ({"owner_id": 5}, "任务 4 的责任人已变更为刘洋，您无需回复。"),
    ],
)
@pytest.mark.parametrize("button", ["已完成", "按期推进"])
def test_what_changed_between_the_button_and_the_answer(
    talk: Dialogue, button: str, change: dict[str, object], heard: str
) -> None:
    press(talk, "dust", button)
    change_item(talk, 4, **change)
    assert talk.says(OFFICIAL, "已完成80%") == heard


def test_a_report_by_itself_is_an_answer_too(talk: Dialogue) -> None:
    talk.now += timedelta(minutes=1)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    heard = tick(talk, talk.now, "prompts")
    assert heard[OFFICIAL] == [
        "\n\n".join(
            [
                HEAD,
                DUST,
                "🔴1｜1号别墅群拆除\n节点：拆除30栋\n已回复：已报进展、张伟、09:01",
                PLEASE,
            ]
        )
    ]


@pytest.mark.parametrize(
    ("now", "button", "toast"),
    [
        ("2026-11-24T09:00+08:00", "两小时后提醒", "已设为 2026-11-24 11:00 再次提醒。"),
        ("2026-11-24T19:30+08:00", "两小时后提醒", "已设为 2026-11-25 07:30 再次提醒。"),
        ("2026-11-24T09:00+08:00", "明早提醒", "已设为 2026-11-25 08:00 再次提醒。"),
        ("2026-11-27T09:00+08:00", "明早提醒", "已设为 2026-11-30 08:00 再次提醒。"),
    ],
)
def test_put_off_by_its_own_person(talk: Dialogue, now: str, button: str, toast: str) -> None:
    tick(talk, MORNING.fromisoformat(now), "prompts")
    talk.presses(OFFICIAL, button)
    assert talk.toast == toast


def test_it_comes_again_when_the_time_is_over_and_only_once(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "两小时后提醒")
    assert tick(talk, MORNING + timedelta(minutes=119), "prompts") == {}
    heard = tick(talk, MORNING + timedelta(minutes=120), "prompts")
    assert heard == {OFFICIAL: ["\n\n".join([HEAD, DUST, VILLA, PLEASE])]}
    assert tick(talk, MORNING + timedelta(minutes=121), "prompts") == {}


def test_put_off_until_tomorrow_it_is_not_told_twice(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "明早提醒")
    heard = tick(talk, MORNING + timedelta(days=1), "prompts")
    assert [len(messages) for messages in heard.values()] == [1, 1]
    assert tick(talk, MORNING + timedelta(days=1, hours=1), "prompts") == {}


def test_nobody_puts_off_for_another(talk: Dialogue) -> None:
    talk.press_data(OFFICE, "pz:2:hours")
    assert talk.toast == "只有被提醒人本人可以推迟提醒。"


def test_the_office_sees_who_was_told_and_what_he_answered(talk: Dialogue) -> None:
    press(talk, "dust", "已完成")
    tick(talk, MORNING + timedelta(minutes=1), "prompts")
    assert talk.says(OFFICE, "/told 张伟") == (
        "青山县 张伟的提醒记录：2条\n"
        "\n"
        "4｜逾期提醒（时限 2026-11-20）\n"
        "2026-11-24 09:00 发出、2026-11-24 09:00 送达、2026-11-24 09:00 回复：已完成\n"
        "\n"
        "1｜到期前3天提醒（时限 2026-11-27）\n"
        "2026-11-24 09:00 发出、2026-11-24 09:00 送达、尚未回复"
    )
    told = talk.says(OFFICIAL, "/told 刘洋").split("\n\n")[0]
    assert told == "只有整改办和市领导可以查看送达和答复情况。"
    assert talk.says(OFFICE, "/told 王强") == "尚未向市生态环境局 王强发送过提醒。"
    assert talk.says(OFFICE, "/told 某某") == "台账中没有“某某”，或有多位同名人员。"
    assert talk.says(OFFICE, "/told").splitlines()[-1] == (
        "青山县 张伟（1项，2026-11-24起）、白水县 刘洋（1项，2026-11-24起）"
    )


def test_in_english(talk: Dialogue) -> None:
    talk.says(OTHER, "/language")
    talk.presses(OTHER, "English")
    tick(talk, MORNING + timedelta(days=1), "prompts")
    assert talk.last(OTHER).text == (
        "Deadline reminder, 25 November (Wed)\n"
        "\n"
        "🔴3｜白水县污水处理厂二期\n"
        "Done 0 of 3 万吨/日, 3 万吨/日 left\n"
        "Deadline 2026-11-20, overdue by 5 days\n"
        "Reminder no. 2\n"
        "\n"
        "Please answer each with its button."
    )
    assert talk.presses(OTHER, "On schedule").splitlines()[0] == (
        "Item 3: how far is it, and by when will it be finished? "
        "(for example: 20 万吨/日 done, all by 9 December)"
    )


OF_ANOTHER = "您所写的似乎是另一项任务。是否作为任务 4 提问的答复？请您选择。"


@pytest.mark.parametrize("words", ["拆了32栋", "又拆了3栋", "45栋全部拆完"])
def test_the_figure_of_another_item_does_not_finish_this_one(talk: Dialogue, words: str) -> None:
    press(talk, "dust", "已完成")
    assert talk.says(OFFICIAL, words) == OF_ANOTHER
    assert talk.labels(OFFICIAL) == ["作为答复", "作为新消息"]


def test_beside_a_figure_in_another_measure_nothing_is_added(talk: Dialogue) -> None:
    press(talk, "dust", "已完成")
    talk.says(OFFICIAL, "拆了32栋")
    assert "100%" not in talk.presses(OFFICIAL, "作为答复")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, 4).finished_on is None

"""Pictures asked for in words, by buttons and in groups: of what the asker may see, and nothing else."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.db.engine import writing
from storage.ledger.tables import campaigns, items
from tests.support.dialogue import Dialogue
from tests.support.formatting import cards
from tests.support.groups import MASKED, two_groups_bound
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER, OUTSIDER, VERIFIER

COUNTY, UNBOUND = -1002, -1003
NO_BUTTON = "此按钮已失效。"

BOARD = "挂图作战｜全市\n未完成 4 项，共 4 项。\n红灯 2 项。\n红灯最多：青山县 1 项、白水县 1 项。"
BURN_DOWN = (
    "燃尽图｜全市\n未完成 4 项，按时限应剩 2 项，落后 2 项。\n"
    "距半年节点（2027-03-20）还有116天。\n近30天完成 0 项。"
)
OVERDUE = "逾期任务：2 项\n逾期最久（4天）：3｜白水县污水处理厂二期"
ONE = "1｜1号别墅群拆除\n时限 2026-11-30，还有 6 天\n🟡 黄灯，尚无进度数据"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("挂图作战", BOARD),
        ("看看全市作战图", BOARD),
        ("show me the board", BOARD),
        ("war room board", BOARD),
        ("燃尽图", BURN_DOWN),
        ("来张全市进度曲线", BURN_DOWN),
        ("burn-down chart", BURN_DOWN),
        ("画图 逾期", OVERDUE),
        ("图表 逾期", OVERDUE),
        ("逾期图", OVERDUE),
        ("请把逾期的画成图", OVERDUE),
        ("chart of overdue items", OVERDUE),
        ("1号进度图", ONE),
        ("别墅群进度图", ONE),
        ("progress chart of item 1", ONE),
    ],
)
def test_a_leader_asks_for_a_picture_by_its_name(talk: Dialogue, words: str, heard: str) -> None:
    assert (talk.says(LEADER, words), talk.last(LEADER).picture) == (heard, True)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("青山县作战图", "挂图作战｜青山县\n未完成 3 项，共 3 项。\n红灯 1 项。"),
        ("白水县逾期图", "白水县｜逾期任务：1 项\n逾期最久（4天）：3｜白水县污水处理厂二期"),
        ("张伟的逾期图", "张伟｜逾期任务：1 项\n逾期最久（4天）：4｜建筑工地扬尘治理"),
    ],
)
def test_of_what_the_words_name_and_of_nothing_wider(
    talk: Dialogue, words: str, heard: str
) -> None:
    assert (talk.says(LEADER, words), talk.last(LEADER).picture) == (heard, True)


@pytest.mark.parametrize("words", ["青山县、白水县图表", "各单位图表", "chart by unit"])
def test_bars_of_the_units_that_are_named(talk: Dialogue, words: str) -> None:
    talk.says(LEADER, words)
    drawn = talk.last(LEADER).drawing
    assert (">青山县<" in drawn, ">白水县<" in drawn) == (True, True)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("黑水县作战图", "台账中没有“黑水县”的数据。"),
        ("黑水县燃尽图", "台账中没有“黑水县”的数据。"),
        ("黑水县逾期图", "台账中没有“黑水县”的数据。"),
        ("上周燃尽图", "暂不能按“上周”筛选，请您写明单位、类别或责任人姓名。"),
    ],
)
def test_nothing_is_drawn_of_what_the_ledger_does_not_have(
    talk: Dialogue, words: str, heard: str
) -> None:
    assert (talk.says(LEADER, words), talk.last(LEADER).picture) == (heard, False)


@pytest.mark.parametrize("words", ["挂图作战已完成3栋", "按作战图推进，已拆除3栋"])
def test_a_report_that_speaks_of_a_picture_is_a_report(talk: Dialogue, words: str) -> None:
    assert "完成3 栋" in talk.says(OFFICIAL, words)
    assert not talk.last(OFFICIAL).picture


def test_an_official_sees_their_own_share(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "挂图作战") == (
        "挂图作战｜与您相关的任务\n未完成 3 项，共 3 项。\n红灯 1 项。"
    )
    assert talk.says(OFFICIAL, "燃尽图").splitlines()[1] == (
        "未完成 3 项，按时限应剩 2 项，落后 1 项。"
    )
    assert talk.says(OFFICIAL, "逾期图") == "逾期任务：1 项\n逾期最久（4天）：4｜建筑工地扬尘治理"
    drawn = "".join(shown.drawing for shown in talk.chats[OFFICIAL].values())
    assert ("白水县" in drawn, "污水处理厂" in drawn) == (False, False)


@pytest.mark.parametrize("words", ["白水县作战图", "白水县燃尽图", "白水县逾期图"])
def test_another_county_does_not_exist_for_them(talk: Dialogue, words: str) -> None:
    heard = (talk.says(OFFICIAL, words), talk.last(OFFICIAL).picture)
    assert heard == ("台账中没有“白水县”的数据。", False)


def test_another_countys_item_is_not_drawn(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "3号进度图")
    assert not talk.last(OFFICIAL).picture
    talk.press_data(OFFICIAL, "pg:3")
    assert talk.toast == NO_BUTTON
    talk.press_data(OFFICIAL, "pg:99")
    assert talk.toast == NO_BUTTON


@pytest.mark.parametrize("data", ["pg:0x1", "pg:", "pc:", "pc:other", "pc:board:1", "pg:1:2"])
def test_data_that_is_none_of_ours_draws_nothing(talk: Dialogue, data: str) -> None:
    assert (talk.press_data(LEADER, data), talk.toast) == ("", NO_BUTTON)


def test_a_stranger_presses_and_sees_nothing(talk: Dialogue) -> None:
    assert "挂图作战" not in talk.press_data(OUTSIDER, "pc:board")


def test_the_other_pictures_are_a_press_away(talk: Dialogue) -> None:
    talk.says(LEADER, "挂图作战")
    assert talk.labels(LEADER) == ["燃尽图", "逾期图"]
    assert talk.presses(LEADER, "燃尽图") == BURN_DOWN
    assert talk.presses(LEADER, "逾期图") == OVERDUE
    assert talk.presses(LEADER, "挂图作战") == BOARD


ACTS = ["报进展", "申请延期", "需协调"]


def test_an_item_with_milestones_or_figures_offers_its_picture(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/item 1")
    assert talk.labels(OFFICIAL) == [*ACTS, "进度图"]
    assert talk.presses(OFFICIAL, "进度图") == ONE
    talk.says(OFFICIAL, "/item 4")
    assert talk.labels(OFFICIAL) == [*ACTS, "申请销号"]
    assert talk.says(OFFICIAL, "4号进度图") == ("任务 4 既无进度数据，也无节点，暂不能绘图。")


def test_what_was_reported_is_in_the_picture(talk: Dialogue) -> None:
    for days, words in ((0, "1号已拆除12栋"), (2, "1号已拆除20栋")):
        talk.now += timedelta(days=days)
        talk.says(OFFICIAL, words)
        talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICIAL, "1号进度图").splitlines()[0] == "1｜1号别墅群拆除"
    drawn = talk.last(OFFICIAL).drawing
    assert (">已报进展 20 / 45 栋<" in drawn, drawn.count("<circle")) == (True, 3)


def test_what_is_done_burns_down(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除")
    talk.presses(OFFICIAL, "确认")
    assert talk.says(LEADER, "燃尽图").splitlines()[1:] == [
        "未完成 3 项，按时限应剩 2 项，落后 1 项。",
        "距半年节点（2027-03-20）还有116天。",
        "近30天完成 1 项。",
    ]
    assert talk.says(LEADER, "挂图作战").splitlines()[1:] == [
        "未完成 3 项，共 4 项。",
        "红灯 2 项。",
        "红灯最多：白水县 1 项、青山县 1 项。",
    ]


@pytest.mark.parametrize("who", [LEADER, OFFICIAL, OTHER])
def test_the_board_counts_the_red_lights_of_the_list(talk: Dialogue, who: int) -> None:
    listed = talk.says(who, "红灯").splitlines()[0]
    drawn = talk.says(who, "挂图作战").splitlines()[2]
    assert (listed, drawn) == {
        LEADER: ("亮红灯的任务：2 项", "红灯 2 项。"),
        OFFICIAL: ("亮红灯的任务：1 项", "红灯 1 项。"),
        OTHER: ("亮红灯的任务：1 项", "红灯 1 项。"),
    }[who]


def test_a_reply_to_the_picture_is_about_its_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号进度图")
    card = talk.says(OFFICIAL, "已拆除12栋", reply_to=talk.last_number(OFFICIAL))
    assert "任务：1 1号别墅群拆除" in card


def test_the_same_question_gives_the_same_picture(talk: Dialogue) -> None:
    talk.says(LEADER, "挂图作战")
    first = talk.last(LEADER).drawing
    talk.says(LEADER, "挂图作战")
    assert talk.last(LEADER).drawing == first


def test_nothing_overdue(talk: Dialogue) -> None:
    assert (talk.says(VERIFIER, "青山县逾期图"), talk.last(VERIFIER).picture) == (
        "青山县｜逾期任务：1 项\n逾期最久（4天）：4｜建筑工地扬尘治理",
        True,
    )
    talk.now -= timedelta(days=10)
    assert (talk.says(LEADER, "逾期图"), talk.last(LEADER).picture) == ("没有逾期任务。", False)
    assert talk.says(LEADER, "白水县逾期图") == "白水县｜没有逾期任务。"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("市整改办作战图", "台账中没有“市整改办”的任务。"),
        ("市整改办燃尽图", "台账中没有“市整改办”的任务。"),
        ("市整改办逾期图", "市整改办｜没有逾期任务。"),
    ],
)
def test_a_unit_that_leads_no_item(talk: Dialogue, words: str, heard: str) -> None:
    assert (talk.says(LEADER, words), talk.last(LEADER).picture) == (heard, False)


def test_a_ledger_without_any_day_to_count_to(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).values(deadline=None, deadline_words="长期坚持"))
        tx.execute(update(campaigns).values(half_year_on=None))
    assert (talk.says(LEADER, "燃尽图"), talk.last(LEADER).picture) == (
        "台账中既无整改时限，也无半年节点，暂不能绘制燃尽图。",
        False,
    )
    assert talk.says(LEADER, "1号进度图").splitlines()[0] == "1｜1号别墅群拆除"


def test_asked_while_a_question_is_open(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    assert "挂图作战｜与您相关的任务" in talk.says(OFFICIAL, "挂图作战")
    assert "2027" in talk.says(OFFICIAL, "延到2027年1月15日，因管线迁改")


@pytest.mark.begins(after=[two_groups_bound])
def test_a_group_sees_its_overdue_items_as_a_table(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "/overdue", chat=GROUP)
    assert heard.endswith(f"逾期任务：2 项\n逾期最久（4天）：3｜{MASKED}")
    shown = talk.last(GROUP)
    assert (shown.picture, cards(shown.words)) == (True, {"3": "item:3"})
    assert ("污水处理厂" in shown.drawing, f"3｜{MASKED}" in shown.drawing) == (False, True)
    assert ("刘洋" in shown.drawing, "建筑工地扬尘治理" in shown.drawing) == (False, True)


@pytest.mark.begins(after=[two_groups_bound])
def test_whoever_asks_a_countys_group_sees_its_share(talk: Dialogue) -> None:
    talk.says(LEADER, "/overdue", chat=COUNTY)
    assert "青山县" not in talk.last(COUNTY).drawing
    assert talk.presses(LEADER, "挂图作战", chat=COUNTY) == (
        "挂图作战｜白水县\n未完成 1 项，共 1 项。\n红灯 1 项。"
    )
    assert talk.presses(OFFICIAL, "燃尽图", chat=COUNTY).splitlines()[0] == "燃尽图｜白水县"


@pytest.mark.begins(after=[two_groups_bound])
def test_a_sensitive_item_is_not_drawn_in_a_group(talk: Dialogue) -> None:
    assert talk.press_data(OFFICE, "pg:3", chat=GROUP) == f"3｜{MASKED}"
    assert not talk.last(GROUP).picture
    talk.says(OFFICE, "/item 1", chat=GROUP)
    assert talk.presses(OTHER, "进度图", chat=GROUP) == ONE
    talk.press_data(OFFICE, "pg:1", chat=COUNTY)
    assert talk.toast == NO_BUTTON


@pytest.mark.begins(after=[two_groups_bound])
def test_a_group_that_is_not_bound_sees_no_picture(talk: Dialogue) -> None:
    assert talk.press_data(LEADER, "pc:board", chat=UNBOUND) == ""
    assert UNBOUND not in talk.chats


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_help_names_is_drawn(talk: Dialogue, language: str) -> None:
    talk.says(LEADER, f"/language {language}")
    named = next(
        line
        for line in talk.says(LEADER, "/help").splitlines()
        if "燃尽图" in line or "burn-down" in line
    )
    for name in re.split(
        "[、,] ?", named.partition("：" if language == "zh" else ": ")[2].rstrip("。.")
    ):
        talk.says(LEADER, name)
        assert talk.last(LEADER).picture, name


def test_in_english(talk: Dialogue) -> None:
    talk.says(LEADER, "/language en")
    assert talk.says(LEADER, "挂图作战").splitlines()[0] == "Board of lights｜The whole city"
    assert ">red 1<" in talk.last(LEADER).drawing


def test_a_sensitive_item_has_its_name_in_its_owners_own_chat(talk: Dialogue) -> None:
    talk.city = replace(talk.city, masked_items=frozenset({"3"}))
    talk.says(OTHER, "逾期图")
    assert "3｜白水县污水处理厂二期" in talk.last(OTHER).drawing

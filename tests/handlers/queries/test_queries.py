"""Questions: my items, one item, what is overdue, what is found; each sees what his roles allow."""

import pytest

from storage.db.engine import Engine
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, settle

VILLA = "🟡1｜1号别墅群拆除\n青山县 张伟｜整改中｜时限 2026-11-30，还有 6 天\n尚无进度数据"
PLANT = "🔴3｜白水县污水处理厂二期\n白水县 刘洋｜整改中｜时限 2026-11-20，已逾期 4 天"
DUST = "🔴4｜建筑工地扬尘治理\n青山县 张伟｜未启动｜时限 2026-11-20，已逾期 4 天"
SEWER = "🔵2、市9｜云溪河雨污分流管网建设\n青山县 张伟｜整改中｜时限 2026-12-31，还有 37 天"


def test_my_items_nearest_first(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/my") == "\n\n".join(["我的任务：3 项", DUST, VILLA, SEWER])


def test_the_same_in_plain_words(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "我的任务") == talk.says(OFFICIAL, "/my")


def test_a_leader_sees_every_overdue_item(talk: Dialogue) -> None:
    assert talk.says(LEADER, "/overdue") == "\n\n".join(["逾期任务：2 项", PLANT, DUST])
    assert talk.says(LEADER, "逾期") == talk.says(LEADER, "/overdue")


def test_an_official_sees_only_his_overdue_items(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/overdue") == "\n\n".join(["逾期任务：1 项", DUST])
    assert talk.says(OTHER, "/overdue") == "\n\n".join(["逾期任务：1 项", PLANT])


def test_overdue_of_one_unit(talk: Dialogue) -> None:
    assert talk.says(LEADER, "/overdue 白水县") == "\n\n".join(["白水县｜逾期任务：1 项", PLANT])


@pytest.mark.parametrize("words", ["/search 别墅", "查 别墅"])
def test_found_by_words(talk: Dialogue, words: str) -> None:
    assert talk.says(LEADER, words).startswith("“别墅”相关任务：1 项") or "1号别墅群拆除" in (
        talk.last(LEADER).text
    )


def test_another_countys_item_does_not_exist_for_him(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/item 3") == "未找到与“3”相关的任务。"
    assert talk.says(OFFICIAL, "/search 污水处理厂二期") == "未找到与“污水处理厂二期”相关的任务。"


def test_one_item_in_full_by_any_of_its_numbers(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/item 市9") == (
        "2、市9｜云溪河雨污分流管网建设\n"
        "状态：整改中\n"
        "整改时限：2026年12月31日（周四），还有 37 天\n"
        "预警：🔵 蓝灯，暂无预警\n"
        "更多：\n"
        "整改目标：整改到位\n"
        "整改措施：按方案推进\n"
        "反馈问题：水环境基础设施问题整改不到位\n"
        "类别：重点任务落实 / 水环境基础设施\n"
        "整改类型：限期整改\n"
        "牵头单位：青山县\n"
        "配合单位：市住建局\n"
        "责任人：张伟\n"
        "包保市领导：李敏\n"
        "包保责任人：陈晨\n"
        "督导单位：市整改办\n"
        "验收单位：市生态环境局"
    )


def test_the_state_as_a_whole_with_a_picture(talk: Dialogue) -> None:
    assert talk.says(LEADER, "/status") == (
        "全市\n"
        "共 4 项：已完成 0 项，已销号 0 项，未销号 4 项。\n"
        "按期推进 1 项，7天内到期 1 项，逾期 2 项。\n"
        "未销号：🔴 2 项，🟡 1 项，🔵 1 项\n"
        "\n"
        "逾期较多的单位：\n"
        "青山县：逾期 1 项，7天内到期 1 项，共 3 项\n"
        "白水县：逾期 1 项，7天内到期 0 项，共 1 项\n"
        "逾期最久：\n"
        "3｜白水县污水处理厂二期｜逾期4天\n"
        "4｜建筑工地扬尘治理｜逾期4天"
    )
    assert talk.last(LEADER).picture


@pytest.mark.parametrize("words", ["全市情况", "水环境还有几项没销号", "来张图"])
def test_a_leader_asks_in_plain_words(talk: Dialogue, words: str) -> None:
    talk.says(LEADER, words)
    assert talk.last(LEADER).picture


def test_pages_are_turned_in_place(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    first = talk.says(LEADER, "/search 县")
    assert talk.labels(LEADER) == []
    assert first.splitlines()[0] == "“县”相关任务：4 项"


def test_what_was_last_reported_stands_with_the_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "4号已召开动员会，围挡招标完成")
    talk.presses(OFFICIAL, "确认")
    heard = talk.says(LEADER, "4号有什么进展")
    assert "最近报告：2026-11-24 09:00 张伟：4号已召开动员会，围挡招标完成" in heard.splitlines()


@pytest.mark.parametrize("words", ["state of the city", "who has not answered?"])
def test_what_the_help_names_is_understood(talk: Dialogue, words: str) -> None:
    like = {"state of the city": "全市情况", "who has not answered?": "谁还没回复"}
    assert talk.says(OFFICE, words) == talk.says(OFFICE, like[words])


def test_without_a_change_a_number_is_still_its_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/item 4")
    heard = talk.says(OFFICIAL, "2号无变化，等拆迁协议")
    assert "任务：2、市9 云溪河雨污分流管网建设" in heard.splitlines()

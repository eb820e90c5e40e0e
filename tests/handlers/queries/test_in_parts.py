"""Questions read clause by clause: who, why, until when, shares, milestones, negations."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICIAL, OTHER

OF_ITEMS = {
    "别墅群谁负责": ["🟡1｜1号别墅群拆除", "责任人：青山县 张伟"],
    "别墅群拆完没有": [
        "🟡1｜1号别墅群拆除",
        "状态：未完成（整改中）",
        "整改时限：2026年11月30日（周一），还有 6 天",
    ],
    "扬尘治理逾期了吗": [
        "🔴4｜建筑工地扬尘治理",
        "状态：未完成（未启动）",
        "整改时限：2026年11月20日（周五），已逾期 4 天",
    ],
    "扬尘拖了几天": ["🔴4｜建筑工地扬尘治理", "逾期：4 天（时限 2026年11月20日（周五））"],
    "扬尘为什么逾期": [
        "🔴4｜建筑工地扬尘治理",
        "预警：🔴 红灯，逾期4天",
        "待协调事项：无；台账未登记原因",
        "最近报告：尚无报告",
    ],
    "别墅群还有几天到期，谁负责": [
        "🟡1｜1号别墅群拆除",
        "责任人：青山县 张伟",
        "整改时限：2026年11月30日（周一），还有 6 天",
    ],
    "什么时候到期 别墅群": [
        "🟡1｜1号别墅群拆除",
        "整改时限：2026年11月30日（周一），还有 6 天",
    ],
    "别墅群验收单位": ["🟡1｜1号别墅群拆除", "验收单位：市生态环境局"],
    "谁督导别墅群": ["🟡1｜1号别墅群拆除", "督导单位：市整改办"],
    "别墅群还剩多少栋": ["🟡1｜1号别墅群拆除", "进展：尚未报数", "总量：45 栋", "剩余：45 栋"],
    "why is 扬尘 overdue": [
        "🔴4｜建筑工地扬尘治理",
        "预警：🔴 红灯，逾期4天",
        "待协调事项：无；台账未登记原因",
        "最近报告：尚无报告",
    ],
}


@pytest.mark.parametrize(("words", "heard"), OF_ITEMS.items())
def test_what_is_asked_of_an_item_is_told(talk: Dialogue, words: str, heard: list[str]) -> None:
    assert talk.says(LEADER, words).splitlines() == heard


LISTED = {
    "没逾期的有哪些": "未逾期｜任务：2 项 1 2、市9",
    "没销号也没逾期的": "未销号、未逾期｜任务：2 项 1 2、市9",
    "不是红灯的有几项": "非红灯｜任务：2 项 1 2、市9",
    "非重点的有几项": "非重点｜任务：3 项 3 4 2、市9",
    "除了青山县还有哪些逾期": "除青山县外｜逾期｜任务：1 项 3",
    "非青山县逾期": "除青山县外｜逾期｜任务：1 项 3",
    "青山县没逾期的有哪些": "青山县｜未逾期｜任务：2 项 1 2、市9",
    "逾期没启动的有哪些": "逾期、未启动｜任务：1 项 4",
    "12月底前到期还没启动的": "11月24日至12月31日到期、未启动｜没有符合条件的任务。",
    "没有包保领导的任务": "无包保领导｜没有符合条件的任务。",
    "从来没报过的有几项": "从未报告｜任务：4 项 3 4 1 2、市9",
    "市整改办督导的逾期几项": "市整改办督导｜逾期任务：2 项 3 4",
    "市生态环境局验收的逾期几项": "市生态环境局验收｜逾期任务：2 项 3 4",
    "配合单位市住建局的逾期几项": "市住建局配合｜没有逾期任务。",
    "问题1逾期几项": "问题1｜没有逾期任务。",
    "哪几项最悬": "亮红灯的任务：2 项 3 4",
    "我包的几项里哪项最悬": "本人｜亮红灯的任务：2 项 3 4",
}


def heading_and_codes(heard: str) -> str:
    heading, *items = heard.split("\n\n")
    return " ".join([heading, *(item.split("｜")[0].strip("🔵🟡🔴") for item in items)])


@pytest.mark.parametrize(("words", "heard"), LISTED.items())
def test_conditions_and_their_denials_narrow_a_list(talk: Dialogue, words: str, heard: str) -> None:
    assert heading_and_codes(talk.says(LEADER, words)) == heard


OF_ALL = {
    "平均逾期几天": "全市｜逾期 2 项，平均逾期 4 天，最长 4 天。",
    "离半年还有几天": "半年时限：2027年3月20日（周六），还有 116 天",
    "距离年底还有多少天": "所问日期：2026年12月31日（周四），还有 37 天",
    "下周有哪些节点到期": "全市｜11月30日至12月6日｜节点 0 个，已完成 0 个，未完成 0 个",
    "哪个最早到期": "全市｜最早到期\n1｜1号别墅群拆除｜青山县 张伟｜时限 2026-11-30，还有 6 天\n另有逾期 2 项。",
    "最晚到期的任务": "全市｜最晚到期\n2、市9｜云溪河雨污分流管网建设｜青山县 张伟｜时限 2026-12-31，还有 37 天",
    "红灯最多的县": "红灯｜县区排名（由多到少）\n1. 白水县：1 项\n1. 青山县：1 项",
    "我名下最早到期的": "本人｜最早到期\n1｜1号别墅群拆除｜青山县 张伟｜时限 2026-11-30，还有 6 天\n另有逾期 2 项。",
    "超期最长的超了几天": (
        "逾期｜共 2 项\n\n"
        "🔴3｜白水县污水处理厂二期\n逾期：4 天（时限 2026年11月20日（周五））\n\n"
        "🔴4｜建筑工地扬尘治理\n逾期：4 天（时限 2026年11月20日（周五））"
    ),
    "各县逾期几项": "逾期｜县区排名（由多到少）\n1. 白水县：1 项\n1. 青山县：1 项",
    "各单位有几项": "全市｜单位排名（由多到少）\n1. 青山县：3 项\n2. 白水县：1 项",
    "青山县和白水县分别逾期几项": "青山县、白水县｜逾期｜单位排名（由多到少）\n1. 白水县：1 项\n1. 青山县：1 项",
    "记者要是问起红灯最多的县，怎么说": "红灯｜县区排名（由多到少）\n1. 白水县：1 项\n1. 青山县：1 项",
    "10月以来销号了几项": "10月1日至11月24日没有销号的任务。",
    "青山县还剩多少栋": "青山县\n尚无进度数据，无法合计；总量45栋（共1项）。\n另有2项工作内容或计量单位不同，未计入。",
    "最近一次谁报的": "全市｜最近报告\n尚无报告",
    "上一次销号的是哪项": "全市｜最近销号\n无",
}


@pytest.mark.parametrize(("words", "heard"), OF_ALL.items())
def test_what_is_asked_of_all_is_told(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(LEADER, words) == heard


MISSING = {
    "养老院谁负责": "养老院",
    "棚户区改造为什么慢": "棚户区改造",
    "高铁站为什么逾期": "高铁站",
    "市水利局牵头的完成率": "市水利局",
    "噪声污染的节点": "噪声污染",
    "青山县养鸡场谁负责": "养鸡场",
    "问题9怎么样": "问题9",
}


@pytest.mark.parametrize(("words", "name"), MISSING.items())
def test_what_is_asked_of_nothing_is_refused_by_its_name(
    talk: Dialogue, words: str, name: str
) -> None:
    assert talk.says(LEADER, words) == f"台账中没有“{name}”的数据。"


def test_both_halves_are_answered_or_one_is_said_to_be_left(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "红灯有几个 黄灯有几个").split("\n\n")
    assert [part for part in heard if "的任务" in part] == [
        "亮红灯的任务：2 项",
        "亮黄灯的任务：1 项",
    ]
    assert talk.says(LEADER, "逾期几项，上周比呢").splitlines()[-1] == (
        "“上周比呢”未作回答，请您单独提问。"
    )


def test_what_goes_on_about_nothing_is_told_nothing_more(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "养老院投诉多少件，办结多少")
    assert heard == "台账中没有“养老院投诉”的数据。"


def test_a_leaders_question_that_nobody_answers_says_what_is_not_there(talk: Dialogue) -> None:
    assert talk.says(LEADER, "医疗废物处置中心啥时候建好") == (
        "台账中没有“医疗废物处置中心啥时候建好”的数据。"
    )


def test_a_report_is_no_question(talk: Dialogue) -> None:
    assert "责任人：" not in talk.says(OFFICIAL, "1号别墅群责任人已明确，拆完12栋")


def test_another_countys_items_are_unknown(talk: Dialogue) -> None:
    for words in ("别墅群谁负责？", "别墅群为什么没拆完？", "青山县完成率多少"):
        assert "1号别墅群" not in talk.says(OTHER, words)

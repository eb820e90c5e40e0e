"""Sums, rankings, forecasts, who reported, what waits: of exactly what is named and may be seen."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.extensions import handed_in
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

ANSWERS = {
    "别墅拆了多少": ["别墅违建", "已报12栋，总量45栋（共1项，其中0项尚无进度数据）。"],
    "一共拆了多少栋": ["全市", "已报12栋，总量45栋（共1项，其中0项尚无进度数据）。"],
    "青山县拆了几栋": [
        "青山县",
        "已报12栋，总量45栋（共1项，其中0项尚无进度数据）。",
        "另有2项工作内容或计量单位不同，未计入。",
    ],
    "全市管网建了多少公里": ["管网", "尚无进度数据，无法合计；总量23.5公里（共1项）。"],
    "哪个单位最差": [
        "全市｜单位排名（按逾期数由多到少）",
        "1. 白水县：逾期1项，完成0/1项（0%）",
        "1. 青山县：逾期1项，完成0/3项（0%）",
    ],
    "完成率最低的县": [
        "全市｜县区排名（按完成率由低到高）",
        "1. 白水县：逾期1项，完成0/1项（0%）",
        "1. 青山县：逾期1项，完成0/3项（0%）",
    ],
    "哪个领导包保的问题最多": [
        "全市｜包保领导排名（按任务数由多到少）",
        "1. 李敏：逾期2项，完成0/4项（0%）",
        "2. 陈晨：逾期1项，完成0/3项（0%）",
    ],
    "李敏包保的哪个单位最差": [
        "李敏｜单位排名（按逾期数由多到少）",
        "1. 白水县：逾期1项，完成0/1项（0%）",
        "1. 青山县：逾期1项，完成0/3项（0%）",
    ],
    "哪类问题最多": [
        "全市｜类别排名（按任务数由多到少）",
        "1. 水环境基础设施：逾期2项，完成0/3项（0%）",
        "2. 别墅违建：逾期0项，完成0/1项（0%）",
    ],
    "今天谁报了": ["全市｜11月24日上报进展：1 人", "青山县 张伟：任务1项"],
    "白水县今天谁报了": ["白水县｜11月24日无人上报进展。"],
    "昨天谁报了": ["全市｜11月23日无人上报进展。"],
    "哪些单位零报告": ["全市｜11月18日至11月24日没有零报告。"],
    "半年能完成吗": [
        "全市｜截至2027年3月20日（周六）（还剩116天）",
        "共 4 项，已完成 0 项。按目前进度：能完成 0 项，不能完成 1 项，数据不足无法判断 3 项。",
        "",
        "不能按时完成的：",
        "1｜1号别墅群拆除｜青山县",
    ],
    "白水县半年能完成吗": [
        "白水县｜截至2027年3月20日（周六）（还剩116天）",
        "共 1 项，已完成 0 项。按目前进度：能完成 0 项，不能完成 0 项，数据不足无法判断 1 项。",
    ],
    "待我办的": ["没有待您办理的事项（延期、验收、公示、批示、困难）。"],
}


@pytest.fixture
def reported(talk: Dialogue) -> Dialogue:
    """Let the official report twelve of forty-five houses: too slow for the half-year mark."""
    talk.says(OFFICIAL, "1号别墅群累计拆除12栋")
    talk.presses(OFFICIAL, "确认")
    return talk


def test_each_is_answered_with_exactly_its_figures(reported: Dialogue) -> None:
    told = {words: reported.says(LEADER, words).splitlines() for words in ANSWERS}
    assert told == ANSWERS


def test_what_is_overdue_longest_comes_first(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "拖得最久的")
    assert heard.splitlines()[:3:2] == ["逾期任务：2 项", "🔴3｜白水县污水处理厂二期"]


UNKNOWN = {
    "土壤污染治理了多少亩": "土壤污染",
    "东海县别墅拆了多少": "东海县别墅",
    "别墅建了多少": "别墅建了多少",
    "东海县半年能完成吗": "东海县",
    "大气污染类半年能完成吗": "大气污染",
    "东海县昨天谁报了": "东海县",
    "哪个领导包保的东海县问题最多": "东海县",
}


def test_of_what_the_city_does_not_have_there_is_no_figure(reported: Dialogue) -> None:
    told = {words: reported.says(LEADER, words) for words in UNKNOWN}
    assert told == {words: f"台账中没有“{name}”的数据。" for words, name in UNKNOWN.items()}


def test_another_countys_official_is_told_of_their_own_share(reported: Dialogue) -> None:
    assert reported.says(OTHER, "哪个单位最差").splitlines() == [
        "与您相关的任务｜单位排名（按逾期数由多到少）",
        "1. 白水县：逾期1项，完成0/1项（0%）",
    ]
    assert reported.says(OTHER, "一共拆了多少栋") == "台账中没有“一共拆了多少栋”的数据。"
    assert reported.says(OTHER, "今天谁报了") == "与您相关的任务｜11月24日无人上报进展。"
    assert reported.says(OTHER, "半年能完成吗").splitlines()[1].startswith("共 1 项，")


def test_what_waits_is_told_to_whom_it_waits_for(talk: Dialogue) -> None:
    handed_in(talk)
    talk.says(LEADER, "/instruct 1 抓紧拆除")
    assert talk.says(OFFICE, "待我办的").splitlines() == [
        "待审批的延期申请：1 项",
        "1｜1号别墅群拆除｜青山县",
        "办理请发送 /review。",
    ]
    assert talk.says(OFFICIAL, "待我办的").splitlines() == [
        "待答复的批示：1 项",
        "1｜1号别墅群拆除｜青山县",
    ]
    assert talk.says(LEADER, "待我办的").splitlines() == [
        "您的批示尚未答复：1 项",
        "1｜1号别墅群拆除｜青山县",
    ]
    assert talk.says(VERIFIER, "待我办的").startswith("没有待您办理的事项")

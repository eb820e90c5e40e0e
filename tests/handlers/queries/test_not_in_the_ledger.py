"""Questions with a word that the ledger has nothing on: the word is said, and no number of more."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL


def heading(heard: str) -> str:
    return heard.splitlines()[0]


NO_DATA = {
    # Categories, counties, offices and people that the city does not have.
    "大气污染还有几项没销号": "大气污染",
    "土壤污染还有几项没完成": "土壤污染",
    "固废类还有哪些没动": "固废",
    "噪声方面进展怎么样": "噪声",
    "农业面源污染情况": "农业面源污染",
    "类别3有几项": "类别3",
    "方面2 逾期": "方面2",
    "第二方面怎么样": "第二方面",
    "东海县还有几项没销号": "东海县",
    "东海县别墅群拆除进度": "东海县",
    "重点排污单位有几家": "重点排污",
    "市水利局完成了几项": "市水利局",
    "园区还有几项没完成": "园区",
    "王刚包保的有哪些": "王刚",
    "长期坚持逾期几项": "长期坚持",
    "类别12有几项": "类别12",
    "本周计划完成几项": "计划",
    "包保领导是王刚的有几项": "王刚",
    "青山县县长是谁": "县长",
    # Money, kinds of projects, measures, evidence.
    "资金没落实的有哪些": "资金",
    "哪些资金没到位": "资金",
    "青山县资金到位情况": "资金到位",
    "企业自筹的有哪些": "企业自筹",
    "专项债有几项": "专项债",
    "总投资多少": "总投资",
    "青山县投资额多少": "投资额",
    "新建项目有哪些": "新建",
    "全市垃圾场建了多少公里": "垃圾场",
    "没有照片的有哪些": "照片",
    # What is done with items, and how they stand.
    "延期的有几项": "延期",
    "延期了几项": "延期",
    "退回的有几项": "退回",
    "约谈了几次": "约谈了几次",
    "回头看有几项": "回头看",
    "新增了几项": "新增",
    "信访件有几件": "信访件",
    "逾期超过30天的有哪些": "超过30天",
    "绿灯有几项": "绿灯",
    "投诉最多的是哪个县": "投诉最多",
    "张伟资金没落实的有哪些": "资金",
    "我的资金任务有哪些": "资金",
    "来张资金到位情况图": "资金到位",
    "how many air pollution items are open": "air pollution",
    "how is Donghai County doing": "Donghai",
    "which items lack funding": "lack funding",
    "how many complaints": "complaints",
    "how many items in category 3": "category 3",
}  # fmt: skip


def test_of_what_the_ledger_does_not_have(talk: Dialogue) -> None:
    told = {words: talk.says(LEADER, words) for words in NO_DATA}
    assert told == {words: f"台账中没有“{name}”的数据。" for words, name in NO_DATA.items()}


NO_TOTALS = {
    "今年启动了几个项目": "今年启动",
    "明年开工几个项目": "明年开工",
    "近期完成了几项": "近期",
    "截至11月20日完成了几项": "11月20日",
    "本周全市进展怎么样": "本周",
    "明天逾期的有哪些": "明天",
    "2027年到期的有哪些": "2027年",
    "本周和下周到期的有哪些": "下周",
    "how many projects started this year": "started this year",
}


def test_of_days_that_no_total_is_kept_by(talk: Dialogue) -> None:
    told = {words: talk.says(LEADER, words) for words in NO_TOTALS}
    assert told == {
        words: f"台账中没有“{days}”的统计数据，请您写明单位、类别或责任人姓名。"
        for words, days in NO_TOTALS.items()
    }


NO_FILTER = {
    "上周启动了几项": "上周",
    "市直部门有几项": "市直",
    "没有时限的有哪些": "时限",
    "没有责任人的任务有哪些": "责任人",
    "双包保没落实的有哪些": "双包保",
    "进展慢的有哪些": "慢",
    "按期完成的有几项": "按期完成",
    "预警的有几项": "预警",
}


def test_of_what_the_ledger_has_and_no_list_is_narrowed_by(talk: Dialogue) -> None:
    told = {words: talk.says(LEADER, words) for words in NO_FILTER}
    assert told == {
        words: f"暂不能按“{name}”筛选，请您写明单位、类别或责任人姓名。"
        for words, name in NO_FILTER.items()
    }


TOTALS = {
    "领导想了解一下全市整改情况": "全市",
    "请把全市情况发我一下": "全市",
    "截至目前完成了几项": "全市",
    "今天全市情况怎么样": "全市",
    "最近情况怎么样": "全市",
    "按期推进的有几项": "全市",
    "各县区完成情况排个名": "全市｜县区排名（按完成率由高到低）",
    "哪个责任单位逾期最多": "全市",
    "发一张全市完成情况的饼图": "全市",
    "用图说话，哪个县最慢": "全市",
    "您好，请问水环境还有几项没销号": "水环境基础设施",
    "水环境这一块还剩几项": "水环境基础设施",
    "水环境领域的问题整改得怎么样了": "水环境基础设施",
    "水环境问题还有多少没整改完": "水环境基础设施",
    "水环境这块的进度图": "水环境基础设施",
    "青山县还剩几项没办完": "青山县",
    "青山县一共几项，销了几项": "青山县",
    "青山县整改到什么程度了": "青山县",
    "青山县牵头的有几项": "青山县牵头",
    "how many items are done so far": "全市",
    "what's the situation in the whole city": "全市",
    "show me a chart by county": "全市",
}


def test_however_politely_what_is_there_is_counted(talk: Dialogue) -> None:
    told = {words: heading(talk.says(LEADER, words)) for words in TOTALS}
    assert told == TOTALS


LISTS = {
    "重点任务有哪些": "重点任务｜未销号任务：1 项",
    "青山县牵头的任务有哪些": "青山县牵头｜未销号任务：3 项",
    "月底前要办完的有哪几项": "11月24日至11月30日到期的任务：1 项",
    "扬尘还有几项没销号": "扬尘｜未销号任务：1 项",
    "管网还有几项没完成": "管网｜未完成任务：1 项",
    "有多少项还没启动": "未启动任务：1 项",
    "几项有困难": "没有待协调的困难。",
    "待验收的有几项": "没有正在申请销号、核查或公示的任务。",
    "蓝灯的有几项": "亮蓝灯的任务：1 项",
    "今天有哪些任务逾期了": "逾期任务：2 项",
    "没有按期完成的有几项": "逾期任务：2 项",
    "12月到期的有几项": "12月1日至12月31日到期的任务：1 项",
    "张伟手上还剩几项": "张伟的任务：3 项（未销号）",
    "李敏包保的有几项": "李敏的任务：4 项（未销号）",
    "我包保的有哪些": "我的任务：4 项",
    "我手上还有几项": "我的任务：4 项",
}


def test_what_no_totals_tell_of_is_listed(talk: Dialogue) -> None:
    told = {words: heading(talk.says(LEADER, words)) for words in LISTS}
    assert told == LISTS


@pytest.mark.parametrize(
    ("command", "question"),
    [
        ("/status 大气污染", "大气污染还有几项没销号"),
        ("/status 本周", "本周情况"),
        ("/status 立行立改", "立行立改还有几项"),
        ("/status 今年启动", "今年启动了几个项目"),
        ("/status 水环境", "水环境还有几项没销号"),
        ("/status 扬尘", "扬尘还有几项没销号"),
        ("/status 青山县", "青山县情况"),
        ("/overdue 大气污染", "大气污染逾期了几项"),
        ("/overdue 本月", "本月逾期的有哪些"),
        ("/overdue 昨天", "昨天逾期的有哪些"),
        ("/overdue 水环境", "水环境逾期的有哪些"),
    ],
)
def test_a_command_and_a_question_are_answered_alike(
    talk: Dialogue, command: str, question: str
) -> None:
    assert talk.says(LEADER, command) == talk.says(LEADER, question)


@pytest.mark.parametrize("who", [OFFICE, OFFICIAL])
@pytest.mark.parametrize("words", ["大气污染还有几项没销号", "资金没落实的有哪些"])
def test_nobody_hears_of_more_than_he_asked(talk: Dialogue, who: int, words: str) -> None:
    assert talk.says(who, words).startswith("台账中没有“")


def test_a_long_word_is_told_in_short(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "有哪些" + "丙" * 900)
    assert heard == f"台账中没有“{'丙' * 50}…”的数据。"


@pytest.mark.parametrize("words", ["在吗", "你是谁", "好的", "吃了吗"])
def test_civilities_of_a_leader_are_no_question(talk: Dialogue, words: str) -> None:
    assert "台账中没有" not in talk.says(LEADER, words)


def test_the_city_has_an_item_of_that_name(talk: Dialogue) -> None:
    assert heading(talk.says(LEADER, "青山县别墅群拆除进度")) == "1｜1号别墅群拆除"
    assert heading(talk.says(LEADER, "污水处理厂二期完成了吗")) == "🔴3｜白水县污水处理厂二期"

"""Kinds of wordings and what they want, each with sentences of its own."""

from datetime import datetime

import pytest

from rules.language.reading import read_all
from rules.language.reading.values import Reading
from rules.policy.calendar import WorkCalendar
from tests.support.corpus import index

NOW = datetime.fromisoformat("2026-11-24T09:00:00+08:00")

KINDS: dict[str, list[tuple[str, str]]] = {
    "a clipped question for an item": [
        ("说说1号别墅的情况", "query_item"),
        ("讲讲声屏障的情况", "query_item"),
        ("说说清水沟情况", "query_item"),
        ("声屏障进度说说", "query_item"),
        ("污泥降下来没有", "query_item"),
        ("铬渣存量降下来没有", "query_item"),
        ("油烟投诉降下来没有", "query_item"),
        ("别墅拆掉没有", "query_item"),
        ("1号和2号比谁快", "query_item"),
        ("清水沟和东山网箱比谁慢", "query_item"),
        ("东山网箱跟西山网箱谁快", "query_item"),
        ("清水沟办得咋样", "query_item"),
        ("声屏障干得咋样", "query_item"),
        ("污泥处置搞得怎么样", "query_item"),
        ("清水沟欠账多少", "query_item"),
        ("网箱还欠多少", "query_item"),
        ("别墅还欠几栋", "query_item"),
        ("小水电退了几座了", "query_item"),
        ("声屏障谁包保", "query_item"),
        ("铬渣存量还有多少", "query_item"),
    ],
    "a clipped question for a unit": [
        ("松洛县欠账多少", "query_unit"),
        ("大气方面欠账多少", "query_unit"),
        ("松洛县和丹枫县比谁快", "query_unit"),
        ("云杉和汀兰哪个快", "query_unit"),
        ("说说云杉区情况", "query_unit"),
        ("讲讲各县区情况", "query_unit"),
        ("丹枫县办得咋样", "query_unit"),
        ("市住建局干得怎么样", "query_unit"),
        ("全市情况说说", "query_unit"),
        ("各县区比一比", "query_unit"),
        ("各县区进度谁快谁慢", "query_unit"),
    ],
    "what is late, in short": [
        ("拖得最久的", "query_overdue"),
        ("拖得最久的是哪项", "query_overdue"),
        ("超期名单发我", "query_overdue"),
        ("逾期清单给我", "query_overdue"),
        ("把超期的发我", "query_overdue"),
        ("逾期最久的", "query_overdue"),
        ("逾期最长的是哪个", "query_overdue"),
        ("哪项拖得最厉害", "query_overdue"),
        ("拖得最狠的几项", "query_overdue"),
        ("超期最多的是谁", "query_overdue"),
        ("过期名单", "query_overdue"),
        ("超期的都有谁", "query_overdue"),
        ("欠账最久的是谁", "query_overdue"),
        ("超期的名单发一下", "query_overdue"),
    ],
    "one's own, in short": [
        ("我名下快到期的", "query_mine"),
        ("我快到期的", "query_mine"),
        ("我手上要到期的", "query_mine"),
        ("我名下逾期的", "query_mine"),
        ("我这周到期的", "query_mine"),
        ("我的红灯", "query_mine"),
        ("我还欠几个没报", "query_mine"),
        ("我名下超期的有几项", "query_mine"),
        ("我负责的快到期的有哪些", "query_mine"),
        ("我下周要报哪些", "query_mine"),
        ("我手里还剩几项", "query_mine"),
    ],
    "trouble that nobody pays, permits or carries out": [
        ("小水电退出没人出钱", "problem"),
        ("铬渣这笔钱没人出", "problem"),
        ("污泥处置费没人认", "problem"),
        ("声屏障的尾款怎么办", "problem"),
        ("业主不签字怎么办", "problem"),
        ("渗滤液没处去怎么办", "problem"),
        ("天冷了清水沟又要停", "problem"),
        ("没钱了，声屏障又要停工", "problem"),
        ("供电局不批，泵站通不了电", "problem"),
        ("规划局就是不批", "problem"),
        ("用地一直不批", "problem"),
        ("高尔夫的判决执行不了", "problem"),
        ("拆违决定执行不下去", "problem"),
        ("迟迟不出变更图", "problem"),
        ("设计院迟迟不出变更图，泵站干不了", "problem"),
        ("环评批复迟迟不下", "problem"),
        ("检测报告迟迟不给", "problem"),
        ("别墅业主把县政府起诉了", "problem"),
        ("砖瓦窑企业起诉了我们", "problem"),
        ("业主要起诉", "problem"),
        ("采石点老板不服处罚，提起诉讼", "problem"),
        ("施工队没人愿意来", "problem"),
        ("这个价没人干", "problem"),
        ("企业倒闭了找不到人", "problem"),
        ("上面不给指标", "problem"),
    ],
    "people gather or block": [
        ("村民堵路，清水沟的车进不去", "problem"),
        ("今天接到消息，别墅业主准备上访", "problem"),
        ("今天接到群众来电，说要堵路", "problem"),
        ("砖瓦窑职工集体上访", "problem"),
        ("医废选址周边群众聚集", "problem"),
        ("网箱养殖户和执法人员发生冲突", "problem"),
        ("有苗头，可能发生群体性事件", "problem"),
        ("几十人围堵项目部", "problem"),
        ("工人堵门讨薪", "problem"),
        ("业主拉横幅抗议", "problem"),
        ("昨天有人到市政府门口静坐", "problem"),
    ],
    "a report of the schedule": [
        ("达到序时进度", "progress"),
        ("清水沟达到序时进度", "progress"),
        ("已达序时进度", "progress"),
        ("基本达到序时进度", "progress"),
        ("本月零进展", "progress"),
        ("声屏障本月零进展", "progress"),
        ("本周零进展", "progress"),
        ("未达到序时进度", "progress"),
        ("超序时进度", "progress"),
        ("符合序时进度", "progress"),
        ("快于序时进度", "progress"),
        ("进度为零", "progress"),
    ],
    "all done, in any order of words": [
        ("铬渣全部完成处置", "done"),
        ("铬渣处置全部完成", "done"),
        ("别墅全部完成拆除", "done"),
        ("别墅拆除全部完成", "done"),
        ("网箱全部完成清理", "done"),
        ("网箱清理全部完成", "done"),
        ("锅炉全部完成淘汰", "done"),
        ("锅炉淘汰全部完成", "done"),
        ("已全部完成整治", "done"),
        ("整治已全部完成", "done"),
        ("裸地覆盖全部完成", "done"),
        ("全部完成裸地覆盖", "done"),
        ("污泥已全部清运完成", "done"),
    ],
    "what is left to do": [
        ("清水沟还没动", "progress"),
        ("别墅没拆", "progress"),
        ("声屏障没装", "progress"),
        ("3户不同意", "problem"),
        ("2户死活不签", "problem"),
        ("没按期停", "progress"),
        ("最后一户还没签", "progress"),
        ("最后一户也签了", "progress"),
        ("没有一户签的", "progress"),
        ("一户都没签", "progress"),
        ("还没开始搬", "progress"),
    ],
    "a wish to have it struck off": [
        ("申请销号35", "done"),
        ("我要申请销号", "done"),
        ("可以销号了", "done"),
        ("35号可以销号了", "done"),
        ("35可以销了", "done"),
        ("申请35号销号", "done"),
        ("我想申请销号", "done"),
        ("清水沟申请销号", "done"),
        ("35号请予销号", "done"),
        ("锅炉符合销号条件，申请销号", "done"),
        ("能给35号销号了", "done"),
    ],
    "nothing to report": [
        ("今天休息", "other"),
        ("今天不上班", "other"),
        ("今天放假", "other"),
        ("周末休息", "other"),
        ("我明天休假", "other"),
        ("在家休息", "other"),
        ("今天值班", "other"),
        ("今天出差", "other"),
        ("你好", "other"),
        ("早", "other"),
        ("今天调休", "other"),
    ],
    "a picture, and drawings of the works": [
        ("来张进度图", "chart"),
        ("设计院迟迟不出图", "problem"),
        ("出图了，准备施工", "progress"),
        ("变更图出来了", "progress"),
        ("施工图没出", "problem"),
        ("出个全市的图", "chart"),
        ("图纸出来了", "progress"),
    ],
}


def said(text: str) -> Reading:
    return read_all(text, now=NOW, calendar=WorkCalendar.china(), index=index())[0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [pytest.param(*row, id=f"{kind}: {row[0]}") for kind, rows in KINDS.items() for row in rows],
)
def test_a_kind_is_read(text: str, intent: str) -> None:
    assert said(text).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "今天接到消息，别墅业主准备上访",
        "今天接到群众来电，说要堵路",
        "村民堵路，清水沟的车进不去",
        "砖瓦窑职工集体上访，要求补发工资",
        "医废选址周边群众聚集，现场有三十多人",
        "网箱养殖户和执法人员发生冲突，一人受伤",
        "听说别墅业主周五要到省里上访，请市里重视",
        "几十人围堵项目部，施工暂停",
        "业主拉横幅抗议，我们正在做工作",
        "昨天有人到市政府门口静坐，已劝返",
    ],
)
def test_of_unrest_the_whole_message_is_kept_and_promises_nothing(text: str) -> None:
    reading = said(text)
    assert reading.blocker == text
    assert [day for day in reading.dates if day.role == "promise"] == []

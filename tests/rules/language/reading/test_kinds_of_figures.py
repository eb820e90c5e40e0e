"""Kinds of figures, each in several wordings, with its near misses."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import Reading, read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
ITEMS = ItemIndex.build(
    [IndexEntry("32", ("32",), "石材加工园粉尘治理", "雁回县", total=Decimal(45), measure="家")]
)


def said(text: str) -> Reading:
    return read(text, now=NOW, calendar=WorkCalendar.china(), index=ITEMS)


def figures(text: str) -> list[str]:
    return [f"{each.role} {each.value.normalize():f}{each.unit}" for each in said(text).figures]


STOCKS_THAT_FALL = {
    "渣土存量由9000吨降到2600吨": ["done 6400吨", "remaining 2600吨"],
    "企业从58家减至7家": ["done 51家", "remaining 7家"],
    "散煤户由320户压减到45户": ["done 275户", "remaining 45户"],
    "问题由86个下降到目前的12个": ["done 74个", "remaining 12个"],
    "积存垃圾从3.2万吨减少到8000吨": ["done 24000吨", "remaining 8000吨"],
    "违规船只由35艘减少为4艘": ["done 31艘", "remaining 4艘"],
    "超载货车由一百辆降到了20辆": ["done 80辆", "remaining 20辆"],
    "排口从64个缩减到9个，还要继续封堵": ["done 55个", "remaining 9个"],
    "围网由1千2亩削减至300亩": ["done 900亩", "remaining 300亩"],
    "未改造的渣土车由104辆降到22辆": ["remaining 22辆"],
    "处理能力由5万吨降到3万吨": ["done 30000吨"],
    "处理能力由3万吨提高到5万吨": ["done 50000吨"],
    "达标率由60%降到55%": ["done 55%"],
    "从12栋增加到23栋": ["done 23栋"],
}
BESIDE_WHAT_WAS_MEANT = {
    "比设计多了3公里": [],
    "比计划少了2栋": [],
    "比设计多铺了200米": [],
    "比原定少拆5户": [],
    "较计划多完成2座": [],
    "比预期多出10亩": [],
    "完成12公里，比设计多了0.5公里": ["done 12公里"],
    "已拆30栋，比原计划少了4栋": ["done 30栋"],
    "比上周多了3户": ["step 3户"],
    "比设计要求严，已完成12栋": ["done 12栋"],
}
LEFT_BY_A_DENIAL = {
    "3户不同意": ["remaining 3户"],
    "3户死活不签": ["remaining 3户"],
    "2家没按期停": ["remaining 2家"],
    "还有4户不肯搬": ["remaining 4户"],
    "5户坚决不拆": ["remaining 5户"],
    "2家迟迟不关": ["remaining 2家"],
    "4家一直没整改": ["remaining 4家"],
    "12户里有3户拒签": ["total 12户", "remaining 3户"],
    "签了20户，剩下6户就是不松口": ["done 20户", "remaining 6户"],
    "没收非法船只12艘": ["done 12艘"],
    "45栋一栋不剩全拆了": ["total 45栋", "done 100%"],
}
THE_LAST_ONES = {
    "最后一户还没签": ["remaining 1户"],
    "最后一家没停": ["remaining 1家"],
    "还差最后一座": ["remaining 1座"],
    "只剩最后两户": ["remaining 2户"],
    "最后一户也签了": ["remaining 0户"],
    "最后两户也搬了": ["remaining 0户"],
    "最后3家都关了": ["remaining 0家"],
    "最后1座终于拆除": ["remaining 0座"],
    "最后5栋已拆除": ["remaining 0栋"],
    "最后一条也消除了，6条100%完成": ["total 6条", "done 100%"],
    "最后3栋月底前拆完": ["remaining 3栋"],
}
NONE_AT_ALL = {
    "一座都没建": ["done 0座"],
    "一户也没签": ["done 0户"],
    "一米管都没铺": ["done 0米"],
    "一个都没完成": ["done 0个"],
    "一台都还没装": ["done 0台"],
    "一栋没拆": ["done 0栋"],
    "至今一户未搬": ["done 0户"],
    "目前一吨没运": ["done 0吨"],
    "45栋别墅一栋都没动": ["total 45栋", "done 0栋"],
    "还有一户没签": ["remaining 1户"],
}
ONE_MEASURE_FOR_SEVERAL = {
    "关停142、提升改造79、搬迁入园14家": ["done 142家", "done 79家", "done 14家"],
    "拆除35、封堵20、整改8处": ["done 35处", "done 20处", "done 8处"],
    "任务80，做了57座": ["total 80座", "done 57座"],
    "任务120，完成98户": ["total 120户", "done 98户"],
    "计划30，建成12座，在建6座": ["total 30座", "done 12座", "remaining 6座"],
    "应拆45，已拆23栋": ["total 45栋", "done 23栋"],
    "总数120，签了98户": ["total 120户", "done 98户"],
    "已拆12，还剩33栋": ["done 12栋", "remaining 33栋"],
    "任务32，关停了12家": ["done 12家"],
    "任务33完成20个": ["done 20个"],
}
PLANS = {
    "明日计划拆除5栋": [],
    "明日计划：1.浇筑3座 2.回填200方": [],
    "下周计划：拆除5栋，清运300吨": [],
    "下周工作安排：封堵排口6个": [],
    "下一步计划完成8栋": [],
    "明天打算再拆2栋": [],
    "接下来计划拆除6栋": [],
    "今天拆了3栋，明天计划拆5栋": ["step 3栋"],
    "本周完成4户，下周计划完成6户": ["step 4户"],
    "下周计划：拆除5栋。目前已拆12栋": ["done 12栋"],
    "计划拆除45栋": ["total 45栋"],
}
UNFAMILIAR_VERBS = {
    "薅了23亩，剩7亩": ["done 23亩", "remaining 7亩"],
    "拽走15辆，还剩3辆": ["done 15辆", "remaining 3辆"],
    "贴瓷23户，剩17户": ["done 23户", "remaining 17户"],
    "抹灰56间，还剩14间": ["done 56间", "remaining 14间"],
    "绑扎12根，还剩30根": ["done 12根", "remaining 30根"],
    "码好18座，还有4座没码": ["done 18座", "remaining 4座"],
    "撬了12块，剩下8块没撬": ["done 12块", "remaining 8块"],
    "焊了30根，还有10根没焊": ["done 30根", "remaining 10根"],
    "别墅45栋，还剩33栋": ["total 45栋", "remaining 33栋"],
    "排口64个，还有9个没封": ["total 64个", "remaining 9个"],
}
KINDS = {
    **STOCKS_THAT_FALL,
    **BESIDE_WHAT_WAS_MEANT,
    **LEFT_BY_A_DENIAL,
    **THE_LAST_ONES,
    **NONE_AT_ALL,
    **ONE_MEASURE_FOR_SEVERAL,
    **PLANS,
    **UNFAMILIAR_VERBS,
}


@pytest.mark.parametrize(("text", "meant"), KINDS.items(), ids=KINDS)
def test_a_kind_is_read(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("关停12家、搬迁5家、提升改造30家", ["12家", "5家", "30家"]),
        ("关停12家，搬迁入园5家", ["12家", "5家"]),
        ("取缔3处、规范提升9处、整合2处", ["3处", "9处", "2处"]),
        ("关停142、提升改造79、搬迁入园14家", ["142", "79", "14家"]),
        ("拆除35、封堵20、整改8处", ["35", "20", "8处"]),
        ("关停48家、升级27家、搬迁6家，合计81家", ["48家", "27家", "6家"]),
        ("已关停12家、淘汰5家，还剩3家", ["12家", "5家"]),
        ("转产4家、退出2家", ["4家", "2家"]),
        ("签合同52家，安装30家，调试好18家", []),
        ("立案30件、办结12件", []),
        ("关停12家，还剩5家", []),
        ("拆除12栋、清运300吨", []),
    ],
)
def test_outcomes_add_up_and_stages_do_not(text: str, parts: list[str]) -> None:
    assert [each.text for each in said(text).figures if each.part] == parts


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("今天拆了3栋，明天计划拆5栋", ("5栋",)),
        ("下周计划：拆除5栋，清运300吨", ("5栋", "300吨")),
        ("已拆12栋，还剩33栋", ()),
        ("情况怎么样，还有几栋", ()),
    ],
)
def test_what_is_only_planned_is_set_aside(text: str, aside: tuple[str, ...]) -> None:
    assert said(text).aside == aside

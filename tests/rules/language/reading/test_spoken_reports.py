"""How foremen, town cadres and clerks put things: each kind in several wordings, and what it is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import Reading, read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
ITEMS = ItemIndex.build(
    [
        IndexEntry("25", ("25",), "21号雨水泵站改造", "市城管局"),
        IndexEntry(
            "95", ("95",), "石材加工园粉尘治理", "雁回县", aliases=("石材园",), measure="家"
        ),
    ]
)


def said(text: str) -> Reading:
    return read(text, now=NOW, calendar=WorkCalendar.china(), index=ITEMS)


def figures(text: str) -> list[str]:
    return [f"{f.role} {f.value.normalize():f}{f.unit}" for f in said(text).figures]


FIGURES = {
    "还站着28栋": ["remaining 28栋"],
    "还堆着3.2万吨": ["remaining 32000吨"],
    "本周立了0.3公里，一共立到5.1公里": ["step 0.3公里", "done 5.1公里"],
    "一共收到问题54个": ["total 54个"],
    "总共排查出23处": ["total 23处"],
    "那7处，覆膜3处，清空2处": ["total 7处", "done 3处", "done 2处"],
    "先拆东头3栋": [],
    "先拆了3栋": ["done 3栋"],
    "已先拆除12栋": ["done 12栋"],
    "到今天一千三百九十八处": ["done 1398处"],
    "剩5公里，雾炮车三台全天喷": ["remaining 5公里"],
    "还剩老孙家一家没断电": ["remaining 1家"],
    "就等县里一个批复": [],
    "其余16家都关了": ["done 16家"],
    "其余16家已明确包案领导": ["remaining 16家"],
    "其余6座年底前全部修完": ["remaining 6座"],
    "对86个工地进行了检查，达标79个": ["total 86个", "done 79个"],
    "抽查了20个工地": [],
    "走访群众30户，签了25户": ["done 25户"],
    "本月拆除5宗、累计拆除29宗、剩余8宗": ["step 5宗", "done 29宗", "remaining 8宗"],
    "未达标7个已下发整改通知": ["remaining 7个"],
    "达到3处": ["done 3处"],
    "8.8/12.5公里": ["done 8.8公里", "total 12.5公里"],
    "11.5/12.6万平方米": ["done 115000平方米", "total 126000平方米"],
    "2.1万/8万吨": ["done 21000吨", "total 80000吨"],
    "31处ok": ["done 31处"],
    "配套资金3600万元没到位": ["remaining 36000000元"],
    "有5处是部队的房子": ["remaining 5处"],
    "有5处是昨天拆的": ["done 5处"],
    "在建工程12个已完工3个": ["total 12个", "done 3个"],
    "已建成4座，在建2座": ["done 4座", "remaining 2座"],
    "又拆1座，全部52座拆完": ["step 1座", "total 52座", "done 100%"],
    "昨天报的52座含重复2座，实际50座": ["done 50座"],
    "上午报的48座重复算了1座，实际47座": ["done 47座"],
    "还有不足百米没清": ["remaining 100米"],
    "纳入改造的46个小区里完工12个": ["total 46个", "done 12个"],
    "累计40户，欠着33户": ["done 40户", "remaining 33户"],
    "9处里头有2处水质又反弹了": ["total 9处", "remaining 2处"],
    "9处，8处拉了闸，一处还在偷采": ["total 9处", "done 8处", "remaining 1处"],
    "清退名单21家，空栏17家": ["total 21家", "done 17家"],
    "24座熄火，18座拆除到位": ["done 24座", "done 18座"],
    "7座投入使用，5座在打桩": ["done 7座", "remaining 5座"],
    "夜里吊走一座，六十座了": ["done 1座", "done 60座"],
    "又吊走一座，六十座了": ["step 1座", "done 60座"],
    "上半年查出2048处，到上周末改了1500处": ["total 2048处", "done 1500处"],
    "剩余是10宗，不是完成10宗": ["remaining 10宗"],
    "6.2 km to lay": ["remaining 6.2km"],
    "Treated 19,500 cubic meters": ["done 19500cubic meters"],
}


@pytest.mark.parametrize(("text", "meant"), FIGURES.items(), ids=FIGURES)
def test_figures(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


DATES = {
    "昨个又拔了两家": [("2026-11-23", "done")],
    "明个儿进场": [("2026-11-25", "promise")],
    "昨天下午去闻的": [("2026-11-23", "seen")],
    "到昨天280辆": [("2026-11-23", "as_of")],
    "到今天能完成": [("2026-11-24", "promise")],
    "达标46家 11.22": [("2026-11-22", "as_of")],
    "现场照片12.28": [("2025-12-28", "as_of")],
    "立柱到11.2公里": [],
    "本季度办结35个": [],
    "上半年查出2048处": [],
    "明年上半年完工": [("2027-06-30", "promise")],
    "到上周末改了1500处": [("2026-11-22", "as_of")],
    "本季度末办结": [("2026-12-31", "promise")],
    "时限是12月20日，现已清27宗": [("2026-12-20", "deadline")],
}


@pytest.mark.parametrize(("text", "meant"), DATES.items(), ids=DATES)
def test_dates(text: str, meant: list[tuple[str, str]]) -> None:
    assert [(each.value.isoformat(), each.role) for each in said(text).dates] == meant


INTENTS = {
    "progress": (
        "按期推进，没问题",
        "21号泵站，通水",
        "剩下三座呢设备还没到货，已修好九座",
        "修好九座了剩下三座呢设备还没到货",
        "The pump station is running again",
        "成本不高，已改48座",
        "推平六栋，院墙全扒了",
    ),
    "query_item": (
        "21号泵站",
        "石材园达标多少家了",
        "整治多少个了",
        "石材园能按时完不",
        "石材园怎么申请延期",
    ),
    "query_unit": ("水利局牵头的任务进展咋样",),
    "other": (
        "怎么申请延期",
        "延期申请要怎么写",
        "请问照片怎么传",
        "验收材料要盖公章吗",
        "报告要几份",
    ),
    "extension": (
        "来不及了，申请延期一周",
        "工期能不能再商量商量",
        "Could we have until April 30 for item 95?",
        "We need until December 20 to finish",
    ),
    "problem": (
        "没土源，客土价格涨了一倍",
        "有5处是部队的房子，我们动不了，请求市里对接",
        "配套资金3600万元没到位，工程停着",
    ),
    "correction": ("刚发的数字打多了一个零，是380家", "昨天报的52座含重复2座，实际50座"),
    "cancel": (
        "撤回，我发重了",
        "刚那条发早了先撤",
        "重复发了",
        "Delete that please, it was a test",
    ),
    "done": ("清单已正式印发，此项可结", "又清20口，1860口全部清完"),
    "ack": ("收到，按计划推进", "没问题，按期完成"),
}


@pytest.mark.parametrize(
    ("text", "intent"), [(text, intent) for intent, texts in INTENTS.items() for text in texts]
)
def test_intents(text: str, intent: str) -> None:
    assert said(text).intent == intent

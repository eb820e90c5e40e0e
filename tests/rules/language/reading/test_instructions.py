"""What tells others what to do is an instruction, unless an owner wrote it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import Reading, Setting, read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
ITEMS = ItemIndex.build(
    [
        IndexEntry("1", ("1",), "1号别墅群违建拆除", "淯阳县政府", measure="栋"),
        IndexEntry("2", ("2",), "城区污水管网改造", "市住建局", measure="公里"),
        IndexEntry("3", ("3",), "生活垃圾填埋场渗滤液处理", "市城管局"),
    ]
)


def said(text: str, instructs: bool | None = None) -> Reading:
    setting = Setting(instructs=instructs)
    return read(text, now=NOW, calendar=WorkCalendar.china(), index=ITEMS, setting=setting)


URGED = [
    "请1号抓紧",
    "请1号别墅群抓紧拆除",
    "1号别墅群务必月底前拆完",
    "务必在12月10日前完成污水管网改造",
    "请住建局周五前报污水管网的方案",
    "污水管网的方案周三前报我",
    "给我报渗滤液处置方案，周五前",
    "请城管局认真研究渗滤液问题，拿出方案",
    "1号别墅群不能再拖",
    "责成淯阳县限期拆除1号别墅群",
    "请高度重视1号别墅群，按期拆除到位",
    "请淯阳县于12月1日前报送1号别墅群整改方案",
    "转省办：请于5个工作日内反馈渗滤液处理情况",
    "督察办转来群众举报，填埋场渗滤液臭味，请核实并于3日内回复",
    "请督办1号别墅群，结果报市整改办",
    "同意，请抓紧实施1号别墅群拆除",
    "污水管网改造请加快，年底前必须通水",
    "Make sure item 1 is finished by Friday",
    "Please speed up item 2",
    "Send me a plan for item 3 by Friday",
]
"""Whoever writes it, where nobody knows the rank of the writer."""

BY_RANK = [
    "1号别墅群要抓紧",
    "1号别墅群要在月底前拆完",
    "要加快污水管网",
    "先把渗滤液的方案报上来，周五前",
    "渗滤液处理，三日内报结果",
]
"""From a leader; owners write so as well."""

REPORTED = [
    "1号别墅群抓紧施工中，已拆12栋",
    "我们正抓紧拆1号别墅群，月底前完成",
    "1号别墅群已督促施工方加快进度",
    "我局将按要求抓紧推进污水管网改造",
    "目前污水管网正在加快施工",
    "已责成施工单位限期整改，污水管网剩3公里",
    "1号别墅群还剩33栋，保证月底前务必拆完",
]

ASKED_FOR = {
    "请市里协调1号别墅群的资金": "problem",
    "污水管网缺资金，请财政局尽快拨付": "problem",
    "渗滤液没地方去，请城管局牵头协调": "problem",
    "1号别墅群全部拆完，请验收": "done",
    "污水管网改造完成，请市整改办尽快验收销号": "done",
    "请把1号别墅群的时限调整到12月10日": "extension",
    "请再宽限1号别墅群半个月": "extension",
    "请各单位务必高度重视，压实责任": "other",
    "转：请各县于周五前报送11月小结": "other",
    "请大家按时填报": "other",
    "请问1号别墅群什么时候拆完": "query_item",
    "请看一下1号别墅群进度": "query_item",
    "请发一下逾期名单": "query_overdue",
}


@pytest.mark.parametrize("text", URGED)
@pytest.mark.parametrize("instructs", [None, True])
def test_it_urges_others(text: str, instructs: bool | None) -> None:
    assert (said(text, instructs).intent, said(text, instructs).figures) == ("instruction", ())


@pytest.mark.parametrize("text", BY_RANK)
def test_from_a_leader_it_urges_others(text: str) -> None:
    assert said(text, instructs=True).intent == "instruction"


@pytest.mark.parametrize("text", [*URGED, *BY_RANK])
def test_from_an_owner_it_urges_nobody(text: str) -> None:
    assert said(text, instructs=False).intent != "instruction"


@pytest.mark.parametrize("text", REPORTED)
@pytest.mark.parametrize("instructs", [None, False])
def test_who_speaks_of_themselves_reports(text: str, instructs: bool | None) -> None:
    assert said(text, instructs).intent in ("progress", "done")


@pytest.mark.parametrize("text", ASKED_FOR)
@pytest.mark.parametrize("instructs", [None, False])
def test_what_is_asked_for_is_no_instruction(text: str, instructs: bool | None) -> None:
    assert said(text, instructs).intent == ASKED_FOR[text]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("请1号抓紧，周五前报方案", date(2026, 11, 27)),
        ("1号别墅群务必月底前拆完", date(2026, 11, 30)),
        ("请于5个工作日内反馈渗滤液处理情况", date(2026, 12, 1)),
        ("务必在12月10日前完成污水管网改造", date(2026, 12, 10)),
        ("污水管网的方案下周一报我", date(2026, 11, 30)),
    ],
)
def test_its_day_is_the_day_it_is_due(text: str, due: date) -> None:
    reading = said(text)
    assert (reading.intent, [(day.value, day.role) for day in reading.dates]) == (
        "instruction",
        [(due, "deadline")],
    )

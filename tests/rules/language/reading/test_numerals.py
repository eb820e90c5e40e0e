"""Numbers as people write them, and numbers that only name."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import ItemIndex
from rules.language.reading import read
from rules.language.reading.numerals import parse_numeral
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_ITEMS = ItemIndex.build([])


def figures(text: str) -> list[str]:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS)
    return [f"{each.role} {each.value.normalize():f}{each.unit}" for each in reading.figures]


VALUES = {
    "12": 12,
    "1.96万": 19600,
    "3千": 3000,
    "3千2百": 3200,
    "3千2": 3200,
    "1千8": 1800,
    "1千零8": 1008,
    "1千零30": 1030,
    "2百5": 250,
    "3万6": 36000,
    "3万2千": 32000,
    "3万零5百": 30500,
    "1亿2000万": 120_000_000,
    "1亿2千3百万": 123_000_000,
    "十二": 12,
    "一百零五": 105,
    "三百五": 350,
    "一万三": 13000,
    "廿三": 23,
    "五点二万": 52000,
    "叁佰": 300,
}
NO_VALUES = ("", "三四", "百", "千万", "1" * 25)


@pytest.mark.parametrize(("written", "value"), VALUES.items())
def test_a_numeral_has_its_value(written: str, value: int) -> None:
    assert parse_numeral(written) == Decimal(value)


@pytest.mark.parametrize("written", NO_VALUES)
def test_what_is_no_exact_number_has_none(written: str) -> None:
    assert parse_numeral(written) is None


WITH_SCALES_BETWEEN = {
    "清运3千2百吨": ["done 3200吨"],
    "回填土方1万3方": ["done 13000方"],
    "防渗铺了2千8平": ["done 2800平"],
    "已安装水表1千零30只": ["done 1030只"],
    "完成1千8": ["done 1800"],
    "累计3万6": ["done 36000"],
    "累计清运3万6吨": ["done 36000吨"],
    "拆了1千2百平米，还剩3百平米": ["done 1200平米", "remaining 300平米"],
    "已种树苗2万5棵": ["done 25000棵"],
    "完成投资1亿2元": ["done 120000000元"],
    "运走建筑垃圾4千多吨": ["done 4000吨"],
    "还差2百5米": ["remaining 250米"],
    "补偿款到位3百2十万": ["done 3200000元"],
    "清运渣土1万2千3百方": ["done 12300方"],
}
NEAR = {
    "装机10千瓦": ["done 10千瓦"],
    "新增5千千瓦": ["step 5000千瓦"],
    "铺管3千米": ["done 3千米"],
    "清运3千克": ["done 3千克"],
    "10千伏线路迁改": [],
    "3千伏安变压器": [],
    "下降3百分点": [],
    "拆除12栋，3月5日前完成": ["done 12栋"],
}
NAMES = [
    "国三柴油车淘汰工作已启动",
    "国六排放标准已执行",
    "国四及以下车辆正在摸底",
    "两证已办好",
    "两证齐全",
    "三证都办下来了",
    "出水达到一级标准",
    "达到二级防护要求",
    "水质稳定在三类",
    "今天投入挖机2台、民工40人",
    "现场挖机3台、自卸车6辆、工人25名",
    "施工人员30人、挖机2台、民工15名在干",
    "出动洒水车5台、人员40人",
    "调来吊车2台、渣土车8辆、工人12人",
    "三通一平做完了",
    "五小企业排查中",
]


@pytest.mark.parametrize(("text", "meant"), WITH_SCALES_BETWEEN.items())
def test_a_scale_stands_between_digits(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize(("text", "meant"), NEAR.items())
def test_what_looks_like_a_scale_is_read_as_what_it_is(text: str, meant: list[str]) -> None:
    assert figures(text) == meant


@pytest.mark.parametrize("text", NAMES)
def test_names_and_lists_of_machines_and_people_are_no_figures(text: str) -> None:
    assert figures(text) == []

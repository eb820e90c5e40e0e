"""Units of measure and classifiers, and words that only look like them."""

import re
from decimal import Decimal

_RATE = r"(?:[/每](?:日|天|小时|时|年|月|d|h|D|H))"
_MEASURES = (
    "平方公里|平方千米|平方米|平米|㎡|㎥|㎞|立方米|立方|平方|公里|千米|海里|华里|"
    "毫米|厘米|公顷|公亩|公斤|千克|"
    "兆瓦时|兆瓦|千瓦时|千瓦|蒸吨|毫升|人次|户次|车次|班次|台次|家次|件次|场次|"
    "台套|延米|米|里|吨|斤|克|升|亩|元|块钱|m2|m3|m²|m³|"
    "km2|km²|km|kg|KM|Km|ha|hm2|MW|kW|kWh|mm|cm|m|t"
)
_COUNTS = (
    "个|栋|幢|座|坐(?![落标等])|处|户|家|台|套|项|件|宗|株|棵|口|条|根|块|间|辆|艘|只|头|羽|眼|孔|"
    "平(?![方米台均整安时常稳原地行稳顶房台淡复静面])|盏|面|段|片|起|份|篇|册|场|次|名|"
    "卷|本(?![月周年季次人市县区镇地期级科])|榀|跨|人|位|车|批次|样|桩|张|支|扇|樘|组|车皮|船|坑|塘|罐|箱|袋|桩|点位|标段|方|门|棚|畦|道|排|捆|垛|枚|幅|架|副|具"
)
_NOT_A_UNIT = (
    r"(?!处(?:理|置|罚|长|于|分(?!散)|级|方)|个(?:别|人(?!工))|项目(?:部|经理)|"
    r"家(?:庭|属(?!实)|长)|户(?:外|籍|型)|"
    r"台(?:账|风)|座谈|条(?:例|件)|方(?:案|面|式|法|便|向|针)|口(?:头|径|号)|"
    r"根(?:本|据|治)|面(?:积|临|对|上)|"
    r"段(?:时间|落)|间(?:隔|接)|起(?:来|草|诉|步|点|止)|份额|次(?:日|月|年|生|序|性)"
    r"|人(?:员|民|大|社|工|居|均|为|事|行)|"
    r"名(?:称|单)|只(?:有|是|剩|差|要|能|余|用|好)|头(?:绪|脑)|组(?:织|长|成|团)|"
    r"张(?:贴|榜|扬)|支(?:持|付|出|队|部|行|撑|线|流|管|渠|沟)|"
    r"里(?:程|面|边)|度|级|元旦|车(?:间|辆|站|道|位)|场(?:地|所|镇|区|内|外)|"
    r"门(?:口|前|头)|样(?:板|品|本)|位(?:于|置|列)|"
    r"批(?:复|准|示|评)|坑塘|塘(?:坝)|条龙|块(?:推进|儿)|片(?:区)|段(?:长)|点位置|"
    r"道(?:路|理)|排(?:水|污|口|放|查|名|列|涝|干)|架(?:设|空)|具(?:体|备|有)|副(?:局|县|市|区|书|主|总|省|镇|乡|科|处)|斤(?:斤)|克(?:服)|升(?:级|至|到|高)|方(?:可|才|能))"
)
UNIT = rf"{_NOT_A_UNIT}(?:(?:{_MEASURES})(?:{_RATE})?|(?:{_COUNTS})(?:[/每](?:日|天|年|月))?)"
MEASURE = rf"(?:{_MEASURES})"

_A_MEASURE = re.compile(MEASURE)

_SAME = {
    "幢": "栋",
    "平米": "平方米",
    "平方": "平方米",
    "平": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "立方": "立方米",
    "方": "立方米",
    "㎥": "立方米",
    "m3": "立方米",
    "m³": "立方米",
    "千米": "公里",
    "km": "公里",
    "㎞": "公里",
    "m": "米",
    "t": "吨",
    "户次": "户",
    "块钱": "元",
    "块": "元",
}


def same_unit(one: str, other: str) -> bool:
    """Return whether two words mean one unit (㎡ and 平方米); a missing unit matches any."""
    return not one or not other or _SAME.get(one, one) == _SAME.get(other, other)


def same_kind(one: str, other: str) -> bool:
    """Return whether both units count things or both measure: 6座 are never part of 9.6公里."""
    measured = [bool(_A_MEASURE.match(each.lstrip("万亿"))) for each in (one, other)]
    return measured[0] == measured[1]


_METRES = {"米": 1, "m": 1, "公里": 1000, "千米": 1000, "km": 1000}


def conversion_factor(one: str, other: str) -> Decimal | None:
    """Return how many of the other unit one makes (1 米 is 0.001 公里); None if incomparable."""
    if one == other:
        return Decimal(1)
    if one in _METRES and other in _METRES:
        return Decimal(_METRES[one]) / _METRES[other]
    return Decimal(1) if one and other and same_unit(one, other) else None

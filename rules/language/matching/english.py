"""Translate English names of things and measures into the words of the ledger's titles."""

import re
from functools import cache, partial

_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[a-zA-Z]")
ROWS: tuple[tuple[str, str, str], ...] = (
    (r"(?:gas|petrol|filling|fuel) station", "gas stations", "加油站"),
    (r"(?:oil and gas|vapou?r) recovery", "vapor recovery", "油气回收"),
    (r"diesel (?:truck|lorr(?:y|ie)|vehicle)", "diesel trucks", "柴油货车"),
    (r"(?:muck|dump|slag|construction waste) truck", "dump trucks", "渣土车"),
    (r"villa", "villas", "别墅"),
    (r"(?:owner|buyer) refund", "owner refunds", "业主退款"),
    (r"(?:rainwater|storm ?water) pump(?:ing)? station", "rainwater pump station", "雨水泵站"),
    (r"pump(?:ing)? station", "pumping station", "泵站"),
    (
        r"(?:rain(?:water)?(?: and |[-/ ])sewage|sewer) separation",
        "rain and sewage separation",
        "雨污分流",
    ),
    (
        r"old (?:residential )?(?:communit(?:y|ie)|neighbou?rhood|compound)",
        "old communities",
        "老旧小区",
    ),
    (
        r"(?:township|town|rural|village) sewage (?:treatment )?station",
        "township sewage stations",
        "乡镇污水处理站",
    ),
    (r"reservoir", "reservoir", "水库"),
    (
        r"(?:first|no\.? ?1) (?:sewage|waste ?water)(?: treatment)? (?:plant|works)",
        "first sewage plant",
        "第一污水处理厂",
    ),
    (
        r"(?:second|no\.? ?2) (?:sewage|waste ?water)(?: treatment)? (?:plant|works)",
        "second sewage plant",
        "第二污水处理厂",
    ),
    (
        r"(?:sewage|waste ?water)(?: treatment)? (?:plant|works)",
        "wastewater treatment plant",
        "污水处理厂",
    ),
    (r"sewage (?:pipe(?:line)?|network)|sewer network", "sewage pipes", "污水管网"),
    (r"(?:trunk|main) sewer", "trunk sewers", "主干管"),
    (r"intercept(?:ing|or) sewer", "interceptor sewer", "截污干管"),
    (r"(?:misconnect(?:ed|ion)|wrong connection)(?: pipe)?", "misconnected pipes", "错混接"),
    (r"(?:(?:river|sewage|discharge) )?(?:outfall|outlet)", "river outfalls", "入河排污口"),
    (
        r"black(?:,? (?:and )?|-)(?:smelly|stinking|odou?rous|foul)(?: (?:water(?: bod(?:y|ie))?|ditche?|river))?",
        "black and smelly ditches",
        "黑臭水体",
    ),
    (r"dredging|desilting", "dredging", "清淤"),
    (r"sludge", "sludge", "污泥"),
    (r"leachate", "leachate", "渗滤液"),
    (r"landfill(?: site)?", "landfill", "垃圾填埋场"),
    (r"(?:garbage |waste |rubbish )?transfer station", "waste transfer stations", "中转站"),
    (r"construction(?: site)? dust", "construction site dust", "建筑工地扬尘"),
    (r"(?:construction|building) site", "building sites", "建筑工地"),
    (r"bare (?:land|soil|ground|plot)", "bare soil", "裸露地块"),
    (r"(?:coal(?:-fired)? )?boiler", "coal-fired boilers", "燃煤锅炉"),
    (r"(?:restaurant|cooking|catering|kitchen) (?:oil )?fume", "cooking fumes", "餐饮油烟"),
    (r"straw|stubble", "straw", "秸秆"),
    (r"pesticide (?:packag(?:e|ing)|bottle|container)", "pesticide bottles", "农药包装"),
    (r"hazardous waste", "hazardous waste", "危险废物"),
    (r"medical waste", "medical waste", "医疗废物"),
    (
        r"(?:construction waste|debris) (?:dump|disposal)(?: site| ground)?",
        "construction waste dump",
        "建筑垃圾消纳场",
    ),
    (r"manure|livestock waste", "manure", "粪污"),
    (
        r"(?:banned|prohibited|no-(?:farm|breed)ing)[- ](?:zone|area) farm",
        "banned-zone farms",
        "禁养区养殖场",
    ),
    (
        r"(?:aquaculture|fish ?pond|fishery) (?:tail ?water|effluent|wastewater)",
        "fish pond effluent",
        "水产养殖尾水",
    ),
    (r"(?:fish |net )?cage", "net cages", "网箱"),
    (r"(?:abandoned|disused) (?:mine|quarr(?:y|ie))", "abandoned mines", "废弃矿山"),
    (r"(?:limestone )?(?:mine |quarry )?slope", "mine slopes", "石灰石矿边坡"),
    (r"(?:illegal )?quarr(?:y|ie)", "illegal quarries", "采石点"),
    (r"sand (?:mining|dredging|extraction)", "sand mining", "采砂"),
    (r"(?:small )?hydro ?power(?: (?:station|plant))?", "small hydropower stations", "小水电"),
    (r"dock|whar(?:f|ve)|pier", "wharves", "码头"),
    (r"water source(?: protection (?:zone|area))?", "water source protection zone", "水源保护区"),
    (r"monitoring well", "monitoring wells", "监测井"),
    (r"(?:private|self-?(?:owned|supplied|supply|provided)) well", "private wells", "自备井"),
    (r"(?:backlog(?:ged)? )?(?:petition|complaint)(?: case)?", "petition cases", "信访积案"),
    (r"(?:damage )?compensation case", "compensation cases", "损害赔偿"),
    (r"chrom(?:ium|e) slag", "chromium slag", "铬渣"),
    (r"phospho-?gypsum", "phosphogypsum", "磷石膏"),
    (r"industrial (?:solid )?waste", "industrial solid waste", "工业固废"),
    (r"(?:printing and )?dyeing", "printing and dyeing", "印染"),
    (r"electroplating", "electroplating", "电镀"),
    (r"(?:noise|sound) barrier", "noise barriers", "声屏障"),
    (r"noise", "noise", "噪声"),
    (r"online monitor(?:ing)?", "online monitoring", "在线监控"),
    (
        r"(?:water-?logging|flood(?:ing|-prone)?) (?:spot|point|site|area)",
        "waterlogging spots",
        "易涝点",
    ),
    (r"(?:rural )?(?:toilet|latrine)", "rural toilets", "改厕"),
    (r"clean heating", "clean heating", "清洁取暖"),
    (r"(?:brick(?:s|works)? )?kiln", "brick kilns", "砖瓦窑"),
    (r"tailings?(?: pond| dam)?", "tailings ponds", "尾矿库"),
    (r"golf(?: course)?", "golf course", "高尔夫"),
    (r"cement (?:plant|compan(?:y|ie)|factor(?:y|ie)|producer)", "cement plants", "水泥企业"),
    (r"stone(?:-processing| processing)? park", "stone processing park", "石材加工园"),
    (
        r"(?:small )?plastics? (?:workshop|factor(?:y|ie)|plant|processor)",
        "small plastic workshops",
        "小塑料",
    ),
    (r"(?:small )?foundr(?:y|ie)", "foundries", "小铸造"),
    (
        r"(?:car|auto)(?: repair| body)?(?: spray)? (?:paint(?:ing)?|repair)(?: shop)?",
        "car repair shops",
        "汽修喷漆",
    ),
    (r"river chief(?: system)?", "river chief system", "河长制"),
    (r"(?:responsibility|duty) list", "duty list", "责任清单"),
    (r"rectification (?:file|archive|record)", "rectification files", "整改档案"),
    (r"km|kilomet(?:er|re)", "kilometers", "公里"),
    (r"square met(?:er|re)|m2|m²", "square meters", "平方米"),
    (r"cubic met(?:er|re)|m3|m³", "cubic metres", "立方米"),
    (r"ton(?:ne)?", "tonnes", "吨"),
    (r"mu", "mu", "亩"),
    (r"household|famil(?:y|ie)", "families", "户"),
)
"""Pattern without its plural, an example of it, and the term in titles."""


_NUMBERS = {"one": "1", "two": "2", "three": "3", "i": "1", "ii": "2", "iii": "3"}
_NUMBERED = (
    (re.compile(r"(?i)\b(?:phase|stage) (one|two|three|i{1,3}|\d)\b"), "期"),
    (
        re.compile(
            r"(?i)\bvilla (?:clusters?|groups?|compounds?|blocks?) (?:no\.? ?)?(one|two|three|\d)\b"
        ),
        "号别墅群",
    ),
)
"""What is named by a number in titles as well: phase two is 2期."""


def _in_digits(found: re.Match[str], label: str) -> str:
    number = found[1].lower()
    return f" {_NUMBERS.get(number, number)}{label} "


@cache
def _named() -> list[tuple[re.Pattern[str], str]]:
    """Return the compiled patterns; compiled when the first English message comes."""
    return [(re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE), name) for words, _, name in ROWS]


def translate_terms(text: str) -> str:
    """Return an English message with its terms in Chinese; a Chinese message unchanged."""
    if _HAN.search(text) or not _LETTER.search(text):
        return text
    for numbered, label in _NUMBERED:
        text = numbered.sub(partial(_in_digits, label=label), text)
    for words, name in _named():
        text = words.sub(f" {name} ", text)
    return text

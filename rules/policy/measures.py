"""Conversion between units of measure and their synonyms: 800米 in 公里, 12座 or 12 villas in 栋."""

from decimal import Decimal

MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}

_ONE = Decimal(1)
_LIKE = {
    ("公里", _ONE): "km 千米 ㎞ kilometre kilometres kilometer kilometers",
    ("公里", Decimal("0.5")): "里 华里",
    ("公里", Decimal("0.001")): "米 m 延米 metre metres meter meters",
    ("平方米", _ONE): "㎡ m2 m² 平米 平方 sqm",
    ("平方米", Decimal(1_000_000)): "平方公里 平方千米 km2 km²",
    ("平方米", Decimal(10_000)): "公顷 ha hm2 hectare hectares",
    ("立方米", _ONE): "方 立方 ㎥ m3 m³",
    ("吨", _ONE): "t ton tons tonne tonnes",
    ("吨", Decimal("0.001")): "千克 公斤 kg",
    ("亩", _ONE): "mu",
    ("元", _ONE): "块 块钱 yuan",
    ("栋", _ONE): "幢 座 villa villas building buildings house houses block blocks",
    ("户", _ONE): "户次 household households family families",
    ("处", _ONE): "site sites place places outlet outlets spot spots",
    ("家", _ONE): "company companies enterprise enterprises firm firms factory factories",
    ("台", _ONE): "台套 boiler boilers machine machines unit units",
    ("辆", _ONE): "vehicle vehicles car cars truck trucks bus buses",
    ("株", _ONE): "棵 tree trees",
    ("人", _ONE): "名 位 person persons people",
    ("个", _ONE): "piece pieces community communities village villages",
    ("项", _ONE): "task tasks measure measures",
}
_KNOWN = {word: meant for meant, words in _LIKE.items() for word in words.split()}

COUNTS = frozenset("个栋处户家台套项件宗株口条根块间辆艘只眼孔段片次")
"""Classifiers of things counted one by one; the general 个 may replace any of them."""


def is_unit(word: str) -> bool:
    """Return whether a word is a unit, in Chinese or English."""
    return word.lower() in _KNOWN


def convert_to(value: Decimal, unit: str, measure: str) -> Decimal | None:
    """Return the amount converted to another unit, None when the two are not comparable.

    A missing unit is taken as `measure`; 个 is taken as any classifier of things that are
    counted.
    """
    if not measure or unit == "%":
        return None
    if not unit:
        return value
    (name, factor), (target, per) = _plain(unit), _plain(measure)
    general = "个" in (name, target) and {name, target} <= COUNTS
    return value * factor / per if name == target or general else None


def _plain(unit: str) -> tuple[str, Decimal]:
    factor = MULTIPLES.get(unit[:1], _ONE)
    rest = unit[1:] if unit[:1] in MULTIPLES else unit
    name, multiple = _KNOWN.get(rest.lower(), (rest, _ONE))
    return name, factor * multiple

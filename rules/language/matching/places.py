"""Place names: an item of one county is never meant by a message that names another."""

import re
from collections.abc import Collection, Iterable, Mapping

_ALL = "过到给报经向送找我全该各本两此某每多几个一二三的在到与和及等市省县区"
_NO_DISTRICT = _ALL + "级乡城新农镇村地园业成小景护化灌库山社矿校院厂辖主湿林牧片老住政范养能集发"
_NO_TOWN = _ALL + "城乡集制街"
_NO_VILLAGE = _ALL + "农乡政然中"
_NAMED = re.compile(
    rf"([^\W\d_{_ALL}])(县)(?![里内级域长委])|([^\W\d_{_NO_DISTRICT}])(区)(?![里内级域长委])"
    rf"|([^\W\d_{_NO_TOWN}])(镇|乡|街道)|([^\W\d_{_NO_VILLAGE}])(村)"
)
_COUNTY = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,3}}市)?([\u4e00-\u9fff]{{2,3}})(?:(?<![{_ALL}])(县)|(?<![{_NO_DISTRICT}])(区))"
)

Place = tuple[str, str]
"""Characters to look for and the kind: ("水县", "县"), or the short name ("白水", "县")."""


COUNTY = "county"
"""The kind of a county or district of the ledger that is named in short."""
_COUNTIES = frozenset({"县", "区"})


def find_places(text: str) -> frozenset[Place]:
    """Return counties, districts, towns and villages named in full, by the last two characters."""
    named = ("".join(groups) for groups in _NAMED.findall(text))
    return frozenset((place, place[1:]) for place in named)


def county_names(texts: Iterable[str]) -> dict[str, str]:
    """Return short names of counties and districts at the start of units and titles: 白水 → 县."""
    found: dict[str, str] = {}
    for text in texts:
        begins = _COUNTY.match(text)
        if begins:
            found[begins[1][-2:]] = begins[2] or begins[3]
    return found


def names_by_kind(places: Collection[Place]) -> dict[str, list[str]]:
    """Return the names of each kind of place."""
    found: dict[str, list[str]] = {}
    for name, kind in places:
        found.setdefault(kind, []).append(name)
    return found


def is_elsewhere(names: Mapping[str, list[str]], here: frozenset[Place], words: str) -> bool:
    """Return whether a message names places of the item's kind, but none of the item's."""
    kinds = {kind for _, kind in here}
    if kinds & _COUNTIES:
        kinds.add(COUNTY)
    return any(kind in names and not any(name in words for name in names[kind]) for kind in kinds)

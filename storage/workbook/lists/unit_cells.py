"""Units in a cell: 牵头：市住建局；配合：市财政局 · 市住建局（牵头）、市财政局 · 市住建局、市财政局."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from storage.workbook.cells import canonical_text, split_outside_brackets
from storage.workbook.lists.splitting import NOTHING, plain, without_blanks

_LABEL = re.compile(
    r"(?:\A|(?<=[;,。\n、]))\s{0,2}(?P<role>牵头|主责|主体|责任|配合|协办|协同|协助|参与|督导|督办|监管|监督|验收)"
    r"(?:责任)?(?:单位|部门|县区)?\s*[:]\s{0,2}"
)
_ROLES = {
    **dict.fromkeys(("牵头", "主责", "主体", "责任", "负责"), "lead"),
    **dict.fromkeys(("配合", "协办", "协同", "协助", "参与"), "support"),
    **dict.fromkeys(("督导", "督办", "监管", "监督"), "supervise"),
    "验收": "verify",
}
_MARKED = re.compile(
    r"\A由?(?P<name>.+?)(?:\((?P<inside>牵头|主责|配合|协办|督导|督办|验收)(?:单位|部门|负责)?\)"
    r"|(?P<behind>牵头|负责|配合|协办|督导|督办)(?:负责|落实|实施|整改)?)\Z"
)
_ETC = re.compile(r"等(?:\d+个?)?(?:有关|相关|市直|市级)?(?:单位|部门|县区|地区)?\Z")
_ENDS_A_UNIT = re.compile(
    r"(?:局|委|办|府|会|厅|院|处|中心|公司|集团|队|县|区|市|镇|乡|街道|部|站|所)\Z"
)
_BOTH = re.compile(r"(?P<of>[县市区州旗])委、(?P=of)(?:人民)?政府")
"""Party committee and government named as one: 青山县委、县政府."""
COLLECTIVE = re.compile(r"\A(?:各|有关|相关|市直各|所涉|涉及)|(?:有关|相关)(?:单位|部门|县|区)")
"""Names of several units at once: 各县（市、区）人民政府, 有关部门."""


@dataclass(slots=True)
class NamedUnits:
    """The units of a cell by what they do; `first_leads`: nothing says which of several leads."""

    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    supervise: list[str] = field(default_factory=list)
    verify: list[str] = field(default_factory=list)
    first_leads: bool = False
    open_ended: bool = False

    def every(self) -> list[str]:
        """Return all of them, those that lead first."""
        return [*self.lead, *self.support, *self.supervise, *self.verify]

    def add(self, role: str, names: list[str]) -> None:
        """Add names to those of a role, each once."""
        here: list[str] = getattr(self, role)
        written = [name.replace("(", "（").replace(")", "）") for name in names]
        here += [name for name in dict.fromkeys(written) if name not in here]


def read_units(text: str, known: Container[str], role: str) -> NamedUnits:
    """Return the units of a cell; where nothing else is said they have the `role` of the column."""
    found = NamedUnits()
    if plain(text) in NOTHING:
        return found
    if canonical_text(text) in known:
        found.add(role, ["".join(text.split("\n"))])
        return found
    for label, words in _segments(_BOTH.sub(r"\g<of>委\g<of>政府", plain(text))):
        _read_segment(words, known, _ROLES.get(label, role), found)
    _order(found)
    return found


def _segments(text: str) -> list[tuple[str, str]]:
    """Return the parts of a cell with the label before each; the first may have none."""
    marks = list(_LABEL.finditer(text))
    head = text[: marks[0].start()] if marks else text
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [(m["role"], text[m.end() : end]) for m, end in zip(marks, ends, strict=False)]
    return [("", head), *parts]


def _read_segment(text: str, known: Container[str], role: str, found: NamedUnits) -> None:
    for clause in split_outside_brackets(text, ";,\n。"):
        marked = [_marked(part, known) for part in _names(clause, known)]
        said = [each for _, each in marked if each]
        for name, own in marked:
            own_role = own or _of_others(said, role)
            whole = _ETC.sub("", name)
            found.open_ended = found.open_ended or whole != name
            if whole and plain(whole) not in NOTHING:
                found.add(own_role, [whole])


def _of_others(said: list[str], role: str) -> str:
    """Return the role of a name without a mark beside names with one: 局A（牵头）、局B supports."""
    return "support" if role == "lead" and said and said[-1] in ("lead", "support") else role


def _names(clause: str, known: Container[str]) -> list[str]:
    parts = []
    for part in split_outside_brackets(clause, "、/"):
        words = part.split()
        apart = len(words) > 1 and all(_ENDS_A_UNIT.search(word) for word in words)
        whole = without_blanks(part)
        parts += words if apart and canonical_text(whole) not in known else [whole]
    return [name for part in parts for name in _joined(part, known)]


def _joined(name: str, known: Container[str]) -> list[str]:
    """Return the names joined by 和 or 及, where each is known or ends like a unit."""
    if canonical_text(name) in known:
        return [name]
    for word in ("以及", "和", "及", "与"):
        before, _, after = name.partition(word)
        if after and _ENDS_A_UNIT.search(before) and _ENDS_A_UNIT.search(_ETC.sub("", after)):
            return [before, *_joined(after, known)]
    return [name]


def _marked(name: str, known: Container[str]) -> tuple[str, str]:
    mark = None if canonical_text(name) in known else _MARKED.match(name)
    if mark is None:
        return name, ""
    return mark["name"], _ROLES[mark["inside"] or mark["behind"]]


def _order(found: NamedUnits) -> None:
    """Let the first of several leading units lead and the others support."""
    if len(found.lead) > 1:
        found.first_leads = True
        found.support = list(dict.fromkeys((*found.lead[1:], *found.support)))
        found.lead = found.lead[:1]
    found.support = [name for name in found.support if name not in found.lead]


def kind_of(name: str) -> tuple[str, bool]:
    """Return the kind of a unit by its name, and whether the name leaves it open."""
    words = plain(name)
    for kind, pattern in _KINDS:
        if pattern.search(words):
            return kind, kind == "县区" and "市" in words and not words.startswith("各")
    return "部门", not _ENDS_A_UNIT.search(words)


_KINDS = (
    ("整改办", re.compile("整改(?:工作)?(?:领导小组)?办|整改工作?专班|督[改察]整改")),
    ("企业", re.compile("公司|集团|厂\\Z|矿\\Z|企业|合作社|酒店|水务集团|电厂")),
    ("县区", re.compile(
        r"(?:县|(?<!保护)(?<!景)(?<!灌)(?<!库)区|旗)(?:\([^()]{0,40}\))?(?:人民)?(?:政府|委|党委|党工委|委县政府|委区政府)?\Z|管委会\Z|管理委员会\Z|"
        r"(?:镇|乡|街道|街道办事处)(?:人民政府|政府|党委)?\Z|各县|[^委]市(?:人民)?政府\Z"
    )),
)  # fmt: skip
_OF_COUNTY = re.compile(r"(?:人民政府|政府|党委|委县政府|委)\Z")


def parent_of(name: str, others: Container[str]) -> str:
    """Return the county or district whose name another unit's name begins with; empty if none."""
    words = plain(name)
    for end in range(len(words) - 1, 2, -1):
        start = words[:end]
        if start[-1] not in "县区旗市":
            continue
        for whole in (start, f"{start}人民政府", f"{start}政府"):
            if canonical_text(whole) in others and canonical_text(whole) != canonical_text(name):
                return whole if _OF_COUNTY.sub("", words) != start else ""
    return ""


_CORE = re.compile(r"\A市(?=..)|(?:人民)?政府\Z|(?:管理)?委员会\Z|管委会\Z|委县政府\Z|\s")


def core_of(name: str) -> str:
    """Return what two names of one unit have in common: 青山县人民政府 and 青山县."""
    return _CORE.sub("", plain(name))

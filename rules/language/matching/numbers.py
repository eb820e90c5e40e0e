"""Item numbers in a message: 第3项, 任务3, #3, 市9, 3号; and the numbers that are none."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rules.language.matching.ordinals import NUMBER, numbers_to_digits, parse_ordinal
from rules.language.matching.tokens import COUNT

_LEVEL = r"(?:中央|国家|省|市|县|区|国|央)"
_NOT_AFTER = rf"(?!\.*\d|{COUNT}|号|期|标段|万|亿|余|多|/)"
_AND = r"[、,和及与跟]"
_OF_A_LIST = r"(?:级|整改|清单)*+"
_NOT_INSIDE = r"(?<!级)(?<!整改|清单)"
"""Those words are gone through from the first of them, and not again from each."""
_MOST_ROWED = 60
"""Numbers in one row (3、5、8号); a bound, since a row may be begun at each of its numbers."""
_ARTICLE = r"条(?!黑臭|水体|河|沟|渠|路|街|管|线)"
"""第5条 is an item, 第5条黑臭河 the fifth of its rivers."""

NO_NUMBER = re.compile(
    r"[〔\[(]\d{4}[〕\])]第?\d+号(?:文件?|令)?"
    r"|\d{2,4}年(?:度|\d{1,2}月(?:\d{1,2}[日号]?)?)?|\d{1,2}月(?:份|\d{1,2}[日号]?(?!号?(?:别墅|楼)))?"
    r"|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}(?=[前日完])"
    r"|(?:本月|下个?月|上个?月|这个月|截[至止]到?|至|定[在于]|约[在定])\d{1,2}号(?![^\W墅楼厂站井线]{0,40}+[墅楼厂站井线])"
    r"|(?<!\d)\d{1,2}号(?=之?前|以前|前后|止|上午|下午|晚|早|凌晨|截止|起(?!重))"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|\d{3,4}-\d{7,8}"
)
"""Dates, document numbers and telephone numbers; removed first."""

_ORDINAL = re.compile(
    rf"(?P<level>(?<![全本该各我两]){_LEVEL}|{_NOT_INSIDE}){_OF_A_LIST}(?:任务|问题|事项)?(?<![体水河沟渠路])"
    rf"第(?P<n>\d++(?:(?:第?{_AND}第?|第第?)\d++){{0,{_MOST_ROWED}}}+)(?:项|{_ARTICLE}|号(?![件楼堆池线点井厂站坑库泵院闸塔炉机]))"
    r"(?!措施|内容|工作|工程|整改措施|要求|节点)"
)
_NAMED = re.compile(
    rf"(?P<level>{_LEVEL}|{_NOT_INSIDE}){_OF_A_LIST}(?:任务编号|问题编号|任务|问题|事项|序号|编号|no\.?|item|task)"
    rf"(?:第|为|是|号|:|#| )*+(?P<n>\d++){_NOT_AFTER}"
)
_SEVERAL = re.compile(
    rf"(?<![\d第])\d++号?(?:{_AND}\d++号?){{1,{_MOST_ROWED}}}+(?:整改)?(?:任务|问题|事项)"
    rf"|(?<!\d)\d++号(?:{_AND}\d++号){{1,{_MOST_ROWED}}}(?!楼|线|泵|池|井|点|堆|炉)"
)
"""Several items at once: 6号和9号任务, 6号、9号."""
_LOOSELY = re.compile(r"(?<![a-z])(?<!item )(?<!task )no\.? ?(?P<n>\d+)(?= ?[a-z\u4e00-\u9fff])")
"""No. 12 pump station: the number of an item, or the beginning of a title."""
_HASH = re.compile(r"#(?P<n>\d+)(?!\d)")
_BARE_ORDINAL = re.compile(
    r"^\W*(?:请|把|将|请将|请把|关于)?(?P<n>\d{1,3})项(?!任务|问题|措施|工作|整改|销号|验收|完成|达|未|没|已|均|全|都|中|里|[;。]|$|[^\n]*\d项)"
)
_TO_CLOSE = re.compile(r"(?:申请)?(?:销号|销账|验收|办结|结案)[ :]?(?P<n>\d{1,3})$")
"""A bare number behind a wish to close: 申请销号35."""
_NUMBERED_THING = re.compile(
    rf"(?<![\d第])(?P<level>{_LEVEL}?)(?<![全本该各我两]市)(?P<n>\d+)号(?:整改)?(?:任务|问题|事项)"
)
_LEVELLED = re.compile(
    rf"(?<![全本该各我两])(?P<level>{_LEVEL})(?P<n>\d++)(?:号|项(?=[^\d]*$|[,: ]))?{_NOT_AFTER}"
)
_OPENING = re.compile(
    r"^\W*(?:[^,。;!?\d]{0,8}(?:[错串反重漏混]了?|[更补纠修]正(?:一?下)?)[,:。!])?(?:我(?:说|报)的)?(?:是|应该是|关于|报)?(?P<n>\d+)号(?P<next>.{0,4})"
)
_CODE = re.compile(
    rf"([\u4e00-\u9fff]{{0,4}})(?<![0-9a-z])(?<![0-9a-z][-.])([0-9a-z]+(?:[-.][0-9a-z]+)*){_NOT_AFTER}"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_BRACKETED = re.compile(r"\(([1-9]\d{0,2})\)")
"""Landfill leachate (39): an item number in English; in Chinese a list numbering."""
_CORRECTED = re.compile(r"(?:不是|并非)[^,。;!?\n]{1,16}[,。; ]?(?=是|而是|应|改)")
_SAME_CODE = re.compile(r"整改|任务|问题|清单|序号|编号|[第项号条\s#]")


@dataclass(frozen=True, slots=True)
class NumberedName:
    """Item numbers as stated: outright, or at the opening, where 3号 may be something else.

    `loosely` are those of the outright ones that may be something else too (No. 3).
    """

    outright: tuple[str, ...] = ()
    loosely: frozenset[str] = frozenset()
    opening: str = ""
    opening_next: str = ""


def canonical_number(code: str) -> str:
    """Return an item number in the form used for comparing: 市序号9 is 市9, 第014项 is 14."""
    plain = _SAME_CODE.sub("", numbers_to_digits(code.strip().lower()))
    number = parse_ordinal(plain) if re.fullmatch(NUMBER, plain) else None
    return plain if number is None else str(number)


def without_corrected_numbers(text: str) -> str:
    """Return the text without retracted numbers: 不是3号，是2号 keeps only 2号."""
    return _CORRECTED.sub(" ", text)


def without_dates(text: str) -> str:
    """Return the text without dates, document numbers and telephone numbers."""
    return NO_NUMBER.sub(" ", text)


def without_numbers(text: str) -> str:
    """Return the text without its item numbers: the words about the item."""
    for pattern in (_ORDINAL, _NAMED, _HASH, _NUMBERED_THING, _BARE_ORDINAL):
        text = pattern.sub(" ", text)
    return text


def find_numbers(text: str, special: Collection[str]) -> NumberedName:
    """Return the item numbers in a message. `special` are the codes that are not only digits."""
    bracketed = () if _HAN.search(text) else _BRACKETED.findall(text)
    found = [*bracketed, *_ordinals(text), *_by_word(text), *_literally(text, special)]
    if found:
        loosely = frozenset(str(int(e["n"])) for e in _LOOSELY.finditer(text))
        return NumberedName(tuple(dict.fromkeys(found)), loosely)
    opening = _OPENING.search(text)
    if opening is None:
        return NumberedName()
    return NumberedName(opening=str(int(opening["n"])), opening_next=opening["next"])


def _ordinals(text: str) -> list[str]:
    return [
        each["level"] + str(int(number))
        for each in _ORDINAL.finditer(text)
        for number in re.findall(r"\d+", each["n"])
    ]


def _by_word(text: str) -> list[str]:
    found = [e["level"] + str(int(e["n"])) for e in _NAMED.finditer(text)]
    found += [str(int(n)) for e in _SEVERAL.finditer(text) for n in re.findall(r"\d+", e.group())]
    found += [str(int(e["n"])) for e in _HASH.finditer(text)]
    found += [str(int(e["n"])) for e in _BARE_ORDINAL.finditer(text)]
    found += [str(int(e["n"])) for e in _TO_CLOSE.finditer(text)]
    return found + [e["level"] + str(int(e["n"])) for e in _NUMBERED_THING.finditer(text)]


def _literally(text: str, special: Collection[str]) -> list[str]:
    if not special:
        return []
    levelled = [e["level"] + str(int(e["n"])) for e in _LEVELLED.finditer(text)]
    coded = (
        head[start:] + tail for head, tail in _CODE.findall(text) for start in range(len(head) + 1)
    )
    return [code for code in (*levelled, *coded) if code in special]

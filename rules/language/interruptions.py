"""Tell whether a message written while a question is open answers it or is something else.

Nearly any text may be an answer, so only what is certainly something else counts as such.
"""

import re
from functools import lru_cache

from rules.language.asking_words import without_asking
from rules.language.matching import IndexEntry, ItemIndex
from rules.language.matching.counting import counted_units, measure_synonyms
from rules.language.matching.numbers import canonical_number
from rules.language.matching.ordinals import numbers_to_digits
from rules.language.matching.words import TALK, TRADE
from rules.language.reading.normalization import is_english, normalize
from rules.language.reading.reporting import CLAUSE
from rules.language.reading.values import Reading

_POINTS = re.compile(r"[\s,。.;:!?~、“”\"'()-]+")
_HELP = re.compile(
    r"(?:请?(?:帮助|帮忙|使用说明|使用帮助)|怎么用|怎么使用|help)[\s?。.!]*", re.IGNORECASE
)
_HOW = re.compile(
    r"\A(?:(?:请问|你好|您好)?[,。\s]*(?:这个?|这里|这项|这样|此处|我)?(?:问题|内容|栏)?(?:是|要|该|应该?|需要|得|可以)?"
    r"(?:怎么|如何|咋|怎样)(?:样)?(?:去)?(?:填写?|写|弄|报|回答?|答复?|操作|回复|说|搞)(?:啊|呀|呢|才好|好|才对|的)?[\s?。.!]*"
    r"|(?:要|该|需要)?(?:填写?|写|回答?|答)(?:什么|啥|哪些)(?:内容|东西)?(?:啊|呀|呢)?[\s?。.!]*"
    r"|(?:我)?(?:不会|不知道(?:怎么|如何)|不懂(?:怎么|如何)?)(?:填写?|写|弄|回答?|操作)[了啊呀呢]?[\s?。.!]*"
    r"|(?:how (?:do|should|can) i|how to) (?:fill|write|answer|do)(?: (?:this|it|in|that))*[\s?.!]*)",
    re.IGNORECASE,
)
"""这个怎么填: asks how a question is to be answered, and answers none."""
_SHORT = 40
_LEADS_IN = re.compile(
    r"\A(?:主要是?|目前|现|我[县区局镇])*+(?:因|由于|受|鉴于|考虑到?|根据|按照?|参照|结合|配合|依托|与|和|同|跟|"
    r"待|等|需|请(?![将把求准批])|为|经(?!开)|对|在|除|如|若|若是|只有)|"
    r"(?:because|due to|owing to|since|as|with|for|like|unlike|while|until|after|before|once|when|if)\b",
    re.IGNORECASE,
)
"""The start of a clause that names an item only in passing, as a reason: 因2号管网占道."""
_HINDERS = re.compile("占[用道压着]|挡[住着道]|影响|导致|造成|制约|妨碍|blocks?|hinder")
"""Words by which another item is the reason for a delay: 管网建设占用道路."""
_BEFORE = re.compile(
    r"(?<!\W)\W*+(?:截[至止]|汇报|报告|补充|另外|对了|还有|更新|as of\b)[^,;。!?]{0,200}[,;:]",
    re.IGNORECASE,
)
"""An introduction that precedes the name of the item: 截至11月20日，."""
_NUMBER = re.compile(
    r"\A\W*+(?:任务|问题|编号|item|task|no\.?|第|#| )*+([省市县区]?\d+)", re.IGNORECASE
)
_BY_THE_WAY = re.compile(rf"\W+|我[们县局区镇]|{TALK.pattern}")
_MUCH = 0.4
"""Of a title's letters."""
_A_PART = re.compile(r"\A\W*+第?\d++号([井楼塔泵站线池点堆炉机库闸坑院杆桩标段]|地块)")
"""1号井 is a well of this item unless the other one has wells in its title."""


def asks_for_help(text: str) -> bool:
    """Return whether the whole text is a request for help on using the bot."""
    return _HELP.fullmatch(text.strip()) is not None


def asks_how_to_answer(text: str) -> bool:
    """Return whether the whole text asks how a question is to be answered."""
    return len(text) <= _SHORT and _HOW.fullmatch(normalize(text).strip()) is not None


def unknown_words(text: str) -> list[str]:
    """Return what a question says besides asking: names, or words that make it no question."""
    normalized = normalize(text).lower()
    left = _POINTS.sub(" ", without_asking(normalized, small=True))
    if is_english(normalized):
        return left.split()
    return [joined] if (joined := left.replace(" ", "")) else []


def is_generic(words: str) -> bool:
    """Return whether the words occur in nearly every title (整改, 施工) and identify nothing."""
    return all(words[at : at + 2] in TRADE for at in range(len(words) - 1))


LOOKED_AT = 40
"""Clauses of a text in which an item is looked for; nobody writes so many on one."""


def is_own_message(reading: Reading) -> bool:
    """Return whether a reading says enough to be handled on its own, not as an answer."""
    if reading.intent in ("extension", "done"):
        return True
    counts = reading.intent in ("progress", "problem", "correction")
    return counts and bool(reading.figures or reading.dates)


@lru_cache(maxsize=4)
def starts_with_another_item(index: ItemIndex, text: str, code: str) -> bool:
    """Return whether a text names another item first and mentions `code` in none of the next clauses."""
    first, *others = CLAUSE.findall(_BEFORE.sub("", normalize(text), count=1)) or [""]
    if _LEADS_IN.match(first.strip()) or _HINDERS.search(first):
        return False
    found = index.find(first)
    if found.sure:
        entry = index.entry(found.candidates[0].code)
        another = entry.code != code and _is_headed(first, entry)
    else:
        another = not _A_PART.match(first) and index.names_another(first, code)
    return another and not any(_speaks_of(index, clause, code) for clause in others[:LOOKED_AT])


def _is_headed(clause: str, entry: IndexEntry) -> bool:
    """Return whether the clause begins with the item's number, or with enough of its name.

    A name also suffices where the clause counts in the item's measure.
    """
    number, part = _NUMBER.match(numbers_to_digits(clause)), _A_PART.match(clause)
    if number and canonical_number(number[1]) in {canonical_number(code) for code in entry.codes}:
        return not part or part[1] in entry.title
    if is_english(clause):
        return True
    much = sum(letter in clause for letter in entry.title) >= _MUCH * len(entry.title)
    counted = not counted_units(clause).isdisjoint(measure_synonyms(entry.measure))
    return _without_talk(clause)[:2] in f"{entry.title} {entry.unit}" and (much or counted)


def _without_talk(words: str) -> str:
    while found := _BY_THE_WAY.match(words):
        words = words[found.end() :]
    return words


def _speaks_of(index: ItemIndex, clause: str, code: str) -> bool:
    found = index.find(clause)
    return found.named and code in {candidate.code for candidate in found.candidates}

"""Normalize a text: full width, odd spaces and thousands separators.

Later steps work on the normalized text, in which parts already understood are blanked with
fillers of the same length, so that positions stay valid.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from unicodedata import normalize as nfkc

NAME, DATE, SPAN, FIGURE, TO_COME = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Fillers: a naming number, a past day, a duration, a figure, a day to come."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SAME = {
    "\u3000": " ",
    "\u00a0": " ",
    "\t": " ",
    "\r": "\n",
    "\u2028": "\n",
    "〇": "零",
    "俺": "我",
    "哒": "了",
    "冇": "没",
    "○": "零",
    "﹪": "%",
    "—": "-",
    "–": "-",
    "〜": "~",
    "﹒": ".",
}
_RADICALS = {
    chr(code): normal
    for code in range(0x2E80, 0x2FE0)
    if (normal := nfkc("NFKC", chr(code))) != chr(code)
}
"""Kangxi radicals, which copying from a PDF leaves in the place of characters: ⼆, ⽩."""
_FIRST_MONTH = re.compile(r"(?<!\d)元月")
_SMALL_DIGITS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_TRADITIONAL = dict(
    zip(
        "棟戶處個張萬億兩剩餘還後週號項總計約裡內點",
        "栋户处个张万亿两剩余还后周号项总计约里内点",
        strict=True,
    )
)
_TABLE = str.maketrans(_RADICALS | _FULL_WIDTH | _SAME | _SMALL_DIGITS | _TRADITIONAL)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff]"
)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_HAN = r"[\u3400-\u9fff]"
_DATE_PART = "年月日号季度底末初旬周前内"
_SPACE_BEFORE_NUMBERING = re.compile(r"(?<=\S) +(?=\d{1,2}[.、)](?:[ \u4e00-\u9fff]))")
_SPACE_IN_DATE = re.compile(
    rf"(?<=[{_DATE_PART}]) +(?=[{_DATE_PART}中上下])|(?<=年) +(?=\d{{1,2}} ?月)|(?<=月) +(?=\d{{1,2}} ?[日号])"
)
_SPACE_BEFORE_DIGIT = re.compile(rf"(?<={_HAN}) +(?=[\d.])")
_CLAUSE_WITH_DIGIT = re.compile(r"\d[^\d,;。!?\n ]*$")
_SPACE_BY_DIGIT = re.compile(rf"(?<=\d) +(?={_HAN})|(?<=[%]) +(?={_HAN})")
_SPACE_BETWEEN_HAN = re.compile(rf"(?<={_HAN}) +(?={_HAN})")
_SPACES = re.compile(r" {2,}")
_DIALECT = {"么子": "什么", "几多": "多少", "何解": "为何"}
_SPOKEN = re.compile("|".join(_DIALECT))


@lru_cache(maxsize=64)
def normalize(text: str) -> str:
    """Return the text as every later step reads it. Never raises; at most a few characters longer.

    Cached, since whoever may be meant by a message asks for it.
    """
    normalized = text.translate(_TABLE)
    normalized = _UNSEEN.sub("", normalized)
    normalized = _SPACES.sub(" ", normalized)
    normalized = _SPOKEN.sub(lambda found: _DIALECT[found.group()], normalized)
    normalized = _FIRST_MONTH.sub("1月", normalized)
    normalized = _THOUSANDS.sub(lambda found: found.group().replace(",", ""), normalized)
    normalized = _SPACE_BEFORE_NUMBERING.sub("\n", normalized)
    normalized = _SPACE_IN_DATE.sub("", normalized)
    normalized = _SPACE_BEFORE_DIGIT.sub(_joint, normalized)
    normalized = _SPACE_BY_DIGIT.sub("", normalized)
    return _SPACE_BETWEEN_HAN.sub(",", normalized)


def _joint(space: re.Match[str]) -> str:
    """Return what replaces a space: nothing in 完成 80%, a comma in 34家已配套 33家未配套."""
    before = space.string[max(0, space.start() - 24) : space.start()]
    return "," if _CLAUSE_WITH_DIGIT.search(before) else ""


def blank(text: str, start: int, end: int, filler: str) -> str:
    """Return the text with a range replaced by fillers, its length unchanged."""
    return text[:start] + filler * (end - start) + text[end:]


def as_written(text: str, clauses: Collection[str]) -> str:
    """Return clauses of the normalized text as somebody wrote them: in their own width and punctuation."""
    stated = {clause.strip() for clause in clauses}
    marked = [
        each.group() for each in _WRITTEN_CLAUSE.finditer(text) if _is_of(each.group(), stated)
    ]
    return "".join(marked).strip(_JOINTS)


def _is_of(written: str, clauses: set[str]) -> bool:
    """Return whether it is of one; most are one of those said, and are not compared with every other."""
    folded = normalize(written) if clauses else ""
    return folded.strip(_JOINTS) in clauses or any(clause in folded for clause in clauses)


_JOINTS = "，,；;。. \n"
_WRITTEN_CLAUSE = re.compile(
    r"[^，,；;。.!！?？\n]+(?:\.\d[^，,；;。.!！?？\n]*)*[，,；;。.!！?？\n ]*"
)


def is_english(text: str) -> bool:
    """Return whether the text has a Latin letter and no Chinese character."""
    return not re.search(_HAN, text) and bool(re.search("[A-Za-z]", text))

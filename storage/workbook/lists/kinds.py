"""The type of an item by the words of its deadline, and short titles out of longer texts."""

import re
from datetime import date

from rules.language.reading.days.deadlines import NoDayReason
from storage.workbook.cells import Value, canonical_text, cell_text
from storage.workbook.days import parse_deadline
from storage.workbook.readers import AT_ONCE, LASTING, LIMITED

_LASTING = re.compile(
    r"长期|常态|始终|持续(?:坚持|推进|整改|开展|巩固)?(?![^,;。]{0,30}[至到])|坚持不懈|长效|每个?(?:年|季|月|周)"
)
_AT_ONCE = re.compile(r"立行立改|立即整改|立整立改|立即|即知即改|立知立改")
LONGEST_TITLE = 40
_NUMBERING = re.compile(
    r"\A\s*(?:[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、．]|[一二三四五六七八九十]是)\s*"
)
_SENTENCE = re.compile(r"[。;；\n]")
_CLAUSE = re.compile(r"[,，、:：]")


def kind_by_deadline(value: Value, today: date) -> str:
    """Return the type that the words of a deadline say; empty where the cell is empty."""
    if isinstance(value, date):
        return LIMITED
    words = canonical_text(cell_text(value))
    if not words:
        return ""
    if _LASTING.search(words):
        return LASTING
    if _AT_ONCE.search(words):
        return AT_ONCE
    ends = isinstance(value, float | int) or parse_deadline(cell_text(value), today)
    begins_only = not isinstance(ends, bool) and ends.why_none is NoDayReason.NO_END
    return LASTING if begins_only else LIMITED


def title_of(text: str) -> str:
    """Return the first sentence of a text, cut at a comma where it is long."""
    first = _NUMBERING.sub(
        "", text.strip().replace("（", "(", 1) if text.startswith("（") else text
    )
    sentence = "".join(_SENTENCE.split(first.strip(), maxsplit=1)[0].split())
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    cuts = [found.start() for found in _CLAUSE.finditer(sentence[:LONGEST_TITLE])]
    return sentence[: cuts[-1]] if cuts and cuts[-1] >= 8 else f"{sentence[: LONGEST_TITLE - 1]}…"

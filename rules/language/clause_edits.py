"""Recognize messages, sent while a closing clause is asked for, that are no text of the clause.

They go back to an earlier clause, or ask a question.
"""

import re

from rules.language.matching.ordinals import numbers_to_digits
from rules.language.reading.normalization import normalize

_BACK = re.compile(
    r"(?:请|我|想|要|需要|那|把)*+"
    r"(返回|回到|退回|重填|重新填写?|重新写|重写|修改|更正|更改|改|redo|rewrite|change|back to|back)?\s*+"
    r"(上[一1]?[条个]|前[一1]?[条个]|第\d+条|(?:the )?(?:previous|last)(?: clause| one)?|clause \d+)?"
    r"(?:的?内容)?我?(写错|填错|发错|错|重填|重写|改一下|is wrong|was wrong)?了?[\s。.!,]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_ENDS_ASKING = re.compile(r"[?吗][\s。.!]*\Z")
_BEGINS_ASKING = re.compile(
    r"(?:请问|怎么|怎样|如何|咋|上一?条|前一?条|(?:现在|目前|这)?是?(?:到|在|填到)?第几条|还[有剩]几条"
    r"|(?:这条)?(?:该|要|应该?)?[写填](?:什么|啥|哪些)|什么意思|不会填|不知道怎么?[写填])"
)
SHORT = 14
"""Characters. A longer text that begins like a question may still be the clause's text."""


def clause_to_redo(text: str, position: int) -> int | None:
    """Return the clause to be rewritten, counted from 0; None when the words mean none.

    `position` is the clause being asked for: 上一条, 重填 and 写错了 mean the one before it.
    """
    words = numbers_to_digits(normalize(text)).strip()
    found = _BACK.fullmatch(words)
    if found is None or not any(found.groups()):
        return None
    named = found[2] or ""
    number = None if named.startswith(("上", "前")) else _NUMBER.search(named)
    return max(int(number[0]) - 1, 0) if number else max(position - 1, 0)


def stated_clause(text: str, clauses: int) -> int | None:
    """Return the clause to be rewritten after all are filled in; the words must mention a clause."""
    speaks = "条" in text or "clause" in text.lower()
    return clause_to_redo(text, clauses) if speaks else None


def is_side_question(text: str) -> bool:
    """Return whether the text is a question rather than the text of a clause."""
    words = normalize(text).strip()
    begins = len(words) <= SHORT and _BEGINS_ASKING.match(words) is not None
    return begins or _ENDS_ASKING.search(words) is not None

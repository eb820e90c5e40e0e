"""Recognize reports that nothing changed, and their reason: in a dispatch round a 零报告."""

import re

from rules.policy.items import Item
from rules.policy.progress import Progress

ZERO = "零报告"
"""Kind of a report that nothing changed."""

_SO_FAR = r"(?:啥|什么|新的?|任何|(?:太?大|明显|实质性?)的?)?"
_SAID = re.compile(
    rf"零报告|(?:无|没有?|未有)(?:发生)?{_SO_FAR}(?:进展|进度|变化|变动)|未(?:发生)?变化"
    r"|(?:维持|保持)(?:原状|现状|不变)|与上[次周期月](?:一致|相同|一样)|老样子"
    r"|\bno (?:new |further )?(?:change|progress)s?\b|\bnothing (?:has )?changed\b|\bunchanged\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"现已|恢复施工|(?:开始|重新)(?:施工|拆|建|铺)|已经?(?:开始|开工|复工|进场|启动|完成)|不是没|并非"
    r"|\bnow\b|\bstarted\b|\bresumed\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[，,；;。：:！!\n]+|\.(?=\s|$)")
_BECAUSE = re.compile(
    r"^(?:主要)?(?:是)?(?:原因(?:是|为)?|理由(?:是|为)?|因为|由于|because(?: of)?|due to)\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:因为?|由于)(.+?)(?:所以|导致|而|致)?$")
_NAMES = re.compile(
    r"[\d、第和及与号项\s的仍均都]|item|no\.?|任务|工程|项目|[本这]周|[本这]次|[本这]期|[本这]月|目前|报告"
)
SHORTEST = 2
"""Minimal length of a reason in characters."""


def reports_no_change(words: str, progress: Progress, item: Item) -> bool:
    """Return whether the words say so and no figure differs from the ledger's."""
    if not _SAID.search(words):
        return False
    if progress.done is not None:
        return progress.done == item.done
    if progress.has_figures:
        return progress.percent is not None and progress.percent == item.percent
    return not _MOVED.search(words)


def no_change_reason(words: str, item: Item) -> str:
    """Return the reason stated in the words; empty when there is none."""
    parts = [reason for part in _PART.split(words) if (reason := _reason(part.strip(), item))]
    reason = "，".join(parts)
    return reason if len(reason) >= SHORTEST else ""


def _reason(part: str, item: Item) -> str:
    """Return a part without the item's name and the statement that nothing changed."""
    match = _SAID.search(part)
    if match is None:
        return "" if _only_names(part, item) else _BECAUSE.sub("", part)
    after = part[match.end() :].strip()
    if after.startswith("因") or _BECAUSE.match(after):
        return _BECAUSE.sub("", after)
    before = _INSIDE.search(part[: match.start()])
    return before[1].strip() if before else ""


def _only_names(part: str, item: Item) -> bool:
    """Return whether a part only gives the item's number or title, or a time."""
    return set(_NAMES.sub("", part.lower())) <= set(item.title.lower())

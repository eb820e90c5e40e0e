"""Read the reason for an extension from a sentence that also names a day."""

import re
from collections.abc import Iterable

from rules.language.reading.normalization import normalize

CLAUSES = re.compile(r"[，,。；;\n]+")
ONLY_ASKS = re.compile(
    r"(?!因|由于|鉴于|考虑到|受).{0,30}?"
    r"((申请|请求|要求|想|拟|需要?)(延期|展期|推迟|延长|宽限)|延期|展期)(到|至|为)?(完成|前|底)?"
    r"|(我们?|本单位|现|拟|想|请|请求|申请|希望|恳请|将|原定|原|计划|能否|可否)*"
    r"(延期|延长|推迟|延|展期|宽限|调整|改)?(到|至|为|成)?(时限|期限|完成|截止|底|前|内|之|的|日|天|吧|一下)*"
    r"|(please )?((extend|postpone|move)( it| the deadline)?|extension|new deadline)?"
    r" ?(until|till|to|by)? ?",
    re.IGNORECASE,
)
"""A clause that asks for a later deadline without a reason; 设备到货推迟 is a reason."""

_GRANTS = re.compile(
    r"\A\W*+(?:同意|批准|准予|算了|approved?\b|agreed?\b|grant(?:ed)?\b)", re.IGNORECASE
)
"""No reason for a refusal begins so: whoever writes it has changed their mind."""

SHORTEST = 2
"""Minimal length of a reason in characters."""


def grants(text: str) -> bool:
    """Return whether words asked for as the reason of a refusal grant what was to be refused."""
    return _GRANTS.match(text) is not None


def extension_reason(text: str, days: Iterable[str]) -> str:
    """Return the clauses that state a reason, joined; empty when there are none.

    `days` are the words that name days, as rules/language/reading returns them.
    """
    named = sorted(days, key=len, reverse=True)
    clauses = [_without(clause.strip(), named) for clause in CLAUSES.split(text)]
    kept = "，".join(clause for clause in clauses if clause)
    return kept if len(kept) >= SHORTEST else ""


def _without(clause: str, days: list[str]) -> str:
    bare, normalized = clause, normalize(clause)
    for day in days:
        bare, normalized = bare.replace(day, ""), normalized.replace(day, "")
    return "" if ONLY_ASKS.fullmatch(normalized.strip()) else bare.strip()

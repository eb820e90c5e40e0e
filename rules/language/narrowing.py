"""Find conditions in a question that no list can apply, so that they are named to the asker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.language.asked_days import periods
from rules.language.questions import LATE

_PART = r"(?:督导|督办|验收|配合|协助)"
_BEYOND = re.compile(
    r"(?<![拆清消废])除(?:了|开|去|掉)?(?=\s)|(?<=\s)[以之]?外(?=[的逾超还有没未哪都\s]|$)|[以之]外"
    r"|(?:^|(?<=[\s,]))非(?=\s)|不含|不包括|不算|其他|其余|其它"
    rf"|(?<=\s){_PART}(?!中)|{_PART}(?=\s|单位|部门)"
    r"|(?<!有)(?:[没未不]|没有|尚未)(?:逾期|超期)的(?![吗吧么呢?])"
    r"|[市县]本级"
    r"|(?:(?<!\d)第?\d++(?:号|个)?|第[一二三四五六七八九十]+[号个])问题|问题\d+"
    r"|上一?周|上个?星期|上个?月(?!底前)|[昨前]天|昨日|去年|季度|[上下]半年|[上中下]旬|下下个?[周月]|周末"
    r"|市直|市级(?=的|单位|部门|任务)|(?<!最)(?:比较|[较很太偏])?(?:[慢快差低高]|严重|突出)(?=的(?!怎|咋|如))"
    r"|(?<![没未有能])(?:按[期时]|如期|提前|逾期|超期)(?:后|才)?(?:完成|办结|销号)(?=的|了(?!吗))"
    r"|(?<![没未有])(?:完成|办结)了?(?:但|却|而|还|尚|仍)*(?:没有?|未)销号"
    r"|\b(?:except|excluding|without|other than|outside|last (?:week|month|year)|yesterday)\b"
)
_ALONE = frozenset({"乡镇", "镇街", "街道", "园区", "国企", "民企", "央企"})


def unsupported_filter(rest: str, left: list[str]) -> str:
    """Return the first condition that cannot be applied; empty when there is none.

    `rest`: the words without recognized names; `left`: the unknown terms in them.
    """
    found = _BEYOND.search(rest)
    if found:
        return found.group().strip()
    return next((part for part in left if part in _ALONE), "")


_NOW = re.compile(r"(?:截[至止]|到)(?:今[天日]|现在|目前)")
_WHEN = re.compile(
    r"(?:今[天日]|最近|近期)(?=[^,;。]{0,8}?(?<![没未有能])"
    r"(?:完成(?![率情不度得])|办结|销号(?!率)|启动|开工|动工))"
    r"|(?<!\d)20\d\d年"
)
_SAYS = {
    "period": _WHEN,
    "start": re.compile(r"(?<![没未有])(?:启动|开工|动工|开始)|(?<!not )(?<!not yet )\bstarted\b"),
    "unstarted": re.compile(r"(?:没有?|未)(?:启动|开工|动工|开始)|\b(?:un|not (?:yet )?)started\b"),
    "door": re.compile(
        r"(?:申请|[待等要]待?)(?:验收|销号|核查|公示)|(?:验收|核查|公示)中"
        r"|\b(?:applied|under (?:check|review)|waiting)\b"
    ),
    "trouble": re.compile(
        r"困难|堵点|难点|阻力|障碍|卡点|卡[住壳]|受阻|需要?协调|\b(?:blocked|stuck)\b"
    ),
    "light": re.compile(r"亮?[红黄蓝](?:[灯牌色])|亮[红黄蓝]|预警|\b(?:red|yellow|blue)\b"),
    "guarantor": re.compile(r"双?包保|分管"),
    "duty": re.compile(r"责任(?!单位)人?|(?<!谁)(?:牵头(?!单位)|负责)|承担|名下|手[上里头]"),
    "milestone": re.compile(r"节点|里程碑|\bmilestones?\b"),
    "limit": re.compile(r"时限|期限|到期|\b(?:due|deadlines?)\b"),
}
"""Conditions on items by the kind of answer that can apply them."""
_NOT_KEPT = frozenset({"period", "start"})


@dataclass(frozen=True, slots=True)
class UnappliedFilter:
    """A condition the answer would ignore. `kept`: the ledger has the data, but no list uses it."""

    words: str
    kept: bool


def unapplied_filter(rest: str, applied: frozenset[str]) -> UnappliedFilter | None:
    """Return the first condition that is not of the `applied` kinds; adjacent ones are joined."""
    words = _NOW.sub(" ", LATE.sub(" ", rest))
    found = sorted(_unused(words, applied))
    if not found:
        return None
    start, end, kind = found[0]
    for begins, ends, _ in found[1:]:
        end = max(end, ends) if begins <= end + words.count(" ", end, end + 1) else end
    return UnappliedFilter(words[start:end], kind not in _NOT_KEPT)


def _unused(rest: str, applied: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for kind, words in _SAYS.items():
        if kind not in applied:
            yield from ((each.start(), each.end(), kind) for each in words.finditer(rest))
    if "period" not in applied:
        yield from ((start, end, "period") for start, end in periods(rest))

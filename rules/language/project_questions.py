"""Questions about projects and money: how many were started, which have no money, how much arrived."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.language.asked_days import find_past_days, without_days
from rules.policy.spans import Days


class ProjectAsk(StrEnum):
    """What is asked of projects."""

    STARTED = "started"
    NOT_STARTED = "not_started"
    UNFUNDED = "unfunded"
    RECEIVED = "received"
    PAID = "paid"
    TARGETS = "targets"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ProjectQuestion:
    """What is asked; `rest` are the words without those that only ask. `days`: a period named."""

    ask: ProjectAsk
    rest: str
    days: Days | None = None


_WHICH = r"(?:有|是)?(?:几|多少|哪[些几]?)[个项]?(?:具体|重点|工程){0,2}"
_BEGUN = r"(?:启动|开工|动工|开建|上马)(?:建设|实施)?"
_NOT = r"(?:还|尚|仍|都)?(?:没有?|未)"
_MONEY = r"(?:项目|建设)?(?:资金|经费|钱)(?:来源|渠道)?"
_HOW = r"(?:是|有|达|怎么|咋)?(?:多少|几成|几何|多高|怎么?样|如何|高不高|样)?(?:了|呢)?"
_SETTLED = r"(?:落实|着落|解决|批复|下达|来源)"
_ROWS: tuple[tuple[ProjectAsk, re.Pattern[str]], ...] = (
    (
        ProjectAsk.NOT_STARTED,
        re.compile(
            rf"{_NOT}{_BEGUN}(?:的)?(?:{_WHICH})?(?:项目|工程)(?:{_WHICH})?"
            rf"|(?:{_WHICH}|有没有)(?:项目|工程)(?:是)?{_NOT}{_BEGUN}(?:的)?"
            rf"|{_NOT}(?:开工|动工|开建)的?{_WHICH}"
            r"|\bprojects? (?:that )?(?:are |have |has )?not (?:yet )?(?:been )?started(?: yet)?\b"
        ),
    ),
    (
        ProjectAsk.STARTED,
        re.compile(
            rf"(?:已经?|新)?{_BEGUN}(?:了|的)?{_WHICH}(?:项目|工程)"
            rf"|{_WHICH}(?:项目|工程)(?:已经?|是)?{_BEGUN}(?:了|的)?"
            rf"|(?:已经?|新)?{_BEGUN}(?:了)?的?(?:项目|工程)(?:{_WHICH}|清单|名单)?"
            r"|\b(?:how many|which) projects (?:were |have been |have )?started\b"
        ),
    ),
    (
        ProjectAsk.UNFUNDED,
        re.compile(
            rf"{_MONEY}{_NOT}{_SETTLED}(?:的)?(?:项目|任务|工程)?(?:{_WHICH}(?:项目|任务)?)?"
            rf"|{_WHICH}(?:项目|任务|工程)的?(?:{_MONEY})?{_NOT}(?:有)?(?:{_SETTLED}{_MONEY}|{_SETTLED}|{_MONEY})(?:的)?"
            rf"|没有?(?:落实)?{_MONEY}的(?:项目|工程)(?:{_WHICH})?"
            r"|\bprojects? without (?:any )?(?:money|funding)\b"
        ),
    ),
    (
        ProjectAsk.RECEIVED,
        re.compile(
            rf"(?:{_MONEY}的?)?到位率{_HOW}|{_MONEY}到位(?:情况|了?多少)(?:{_HOW})"
            rf"|{_MONEY}{_NOT}到位的?(?:项目)?(?:{_WHICH}(?:项目)?)?"
            rf"|到位了?多少(?:{_MONEY})"
            r"|\b(?:how much )?(?:money|funds?|funding) (?:has |have )?(?:arrived|been received)\b"
        ),
    ),
    (
        ProjectAsk.PAID,
        re.compile(
            rf"(?:{_MONEY}的?)?支付(?:进度|率|情况){_HOW}|{_MONEY}支付了?多少|支付了多少(?:{_MONEY})?"
            r"|\b(?:how much (?:money )?(?:was|has been) paid|payment progress)\b"
        ),
    ),
    (
        ProjectAsk.ALL,
        re.compile(
            rf"{_WHICH}(?:在建|建设|工程)?项目|(?:所有|全部)项目|项目(?:清单|台账|一览)"
            r"|\b(?:all|list|which|what) projects\b"
        ),
    ),
)
_OF_YEAR = re.compile(
    rf"(?:年度|今年的?|当年|本年度?)(?:目标|计划)(?:任务)?的?(?:完成|进展|达到|实现|推进)(?:情况|率|得|了)?{_HOW}"
    r"|\byearly targets?\b"
)
_FIGURE = re.compile(r"(?<![\d,.])\d[\d,.]*+(?:%|万|亿|成(?!率))")
"""A share or an amount of money: whoever writes one tells something."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?")
_FILLING = re.compile(
    r"[?!。,;]|请问|目前|现在|截至|到底|一共|总共|总的|各个?|全部|所有|名单|清单|(?:项目|工程)(?=$|的)|一下|(?<![吗呢了的有是])[吗呢了的有是]++$"
)


def find_project_question(words: str, today: date) -> ProjectQuestion | None:
    """Return the question that normalized words in lower case ask; None when they ask none of these."""
    if _FIGURE.search(words):
        return None
    of_year = _OF_YEAR.search(words)
    if of_year is not None:
        left = f"{words[: of_year.start()]} {words[of_year.end() :]}"
        return ProjectQuestion(ProjectAsk.TARGETS, _FILLING.sub(" ", left).strip())
    rest, days = _without_period(words, today)
    for ask, pattern in _ROWS:
        found = pattern.search(rest)
        if found is not None:
            left = f"{rest[: found.start()]} {rest[found.end() :]}"
            return ProjectQuestion(ask, _FILLING.sub(" ", left).strip(), days)
    return None


def _without_period(words: str, today: date) -> tuple[str, Days | None]:
    """Return the words without a period they name, and its days."""
    year = _YEAR.search(words)
    if year is None:
        return without_days(words, today), find_past_days(words, today)
    days = date(int(year[1]), 1, 1), min(date(int(year[1]), 12, 31), today)
    return f"{words[: year.start()]} {words[year.end() :]}", days

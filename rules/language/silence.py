"""Questions about who has not reported or answered: the topic, the days and other conditions."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.language.asked_days import find_past_days, without_days
from rules.language.questions import is_question
from rules.policy.spans import Days

Topic = Literal["round", "report", "answer", "instruction", "duty"]

_REPORTED = (
    r"(?:[上填申补]?报(?![批建验备警废修装价]|名(?!单))(?:送|告)?|提交|交(?![通警界付办])|零报告|参加(?:调度)?)"
    r"(?:进[展度]|情况|数据?|表|上来|齐|全)?"
)
_ANSWERED = (
    r"(?:回(?:复|应|话|音|信)|回(?=$|[我的呢吗了?!,。])|答复?|反馈(?!问题)|响应|签收|收到|确认|更新"
    r"|吭声|动静|表态|理(?=我|会|$)会?|[看阅读](?:过|到|消息|通知|提醒)?(?=$|[的呢吗了?!,。]))"
)
_TOLD = rf"(?:{_REPORTED}|{_ANSWERED})"
_NOT = r"(?:没|未|不|漏|缺|迟)(?:有|曾|能|再|给|我|及时|按[时期]|怎么|主动|人|来)?(?:有|给|我)?"
_TELL = (
    r"(?:report|answer|repl(?:y|ied)|respond|acknowledg|confirm|receiv|submit|sign|updat|read\b)\w*"
)
_SILENT = re.compile(
    rf"{_NOT}{_TOLD}"
    rf"|(?:\bnot|n't|\bnever|\byet to|\bfail(?:ed)? to) (?:yet |been )?{_TELL}"
    r"|\bun(?:answered|reported|acknowledged|read)\b|\bsilent\b|\bno (?:reply|answer|response)\b"
)
_ALL_TOLD = re.compile(
    rf"(?:都|全|均|是不是|是否|谁|几[个家]|哪[些个几])[^,;。]{{0,4}}?{_TOLD}(?:了|过|齐|全)"
    rf"|{_TOLD}(?:了|过|齐|全)+(?:吗|没有?(?=$|[?!。])|么|\?)|(?:回复|答复|反馈|上?报送?|签收)率"
    rf"|\b(?:has|have|did) (?:every(?:one|body)|all|they|any(?:one|body)) (?:\w+ )?{_TELL}"
    rf"|\bwho (?:has |have )?(?:already )?{_TELL}"
)
_WORDS = re.compile(
    rf"(?:{_NOT})?{_TOLD}(?:了|过|齐|全|率)*|\b(?:not|never|yet to|fail(?:ed)? to)\b|n't\b|\b{_TELL}"
    r"|\bun(?:answered|reported|acknowledged|read)\b|\bsilent\b|\bno (?:reply|answer|response)\b"
)
_WHO = re.compile(
    r"谁|哪[些个几家]|几[个家位]|多少|有没有|名单|清单|[吗?]|的(?:单位|人|县|部门)$"
    r"|\b(?:who|which|any\w*|every\w*|has|have|did|how many|list)\b"
)
_INSTRUCTION = re.compile(
    r"(?:我[作做下给]?[出的过]*)?(?:批示|指示|交办)(?:事项)?|(?:\bmy )?\binstructions?\b"
)
_FOLLOWED = re.compile(
    r"落实|办理|办|怎么?样|进[展度]|情况|\b(?:been|carried out|followed|status)\b"
)
_ROUND = re.compile(
    r"(?:[本这]一?[轮次期]|当前|目前)?调度|[本这]一?[轮期]|\b(?:dispatch )?rounds?\b"
)
_PLANS = re.compile(r"(?:整改|分步)?计划|细化|\bplans?\b")
_LAST_ROUND = re.compile(r"上一?[轮次期](?:的?调度)?|\blast (?:dispatch )?round\b")
_READ = re.compile(rf"{_NOT}[看阅读]|\bread\b|\bunread\b")
_FILLERS = re.compile(
    r"一直|迟迟|始终|至今|到底|究竟|大家|各位|所有人?|还有|尚|提醒|通知|消息|目前|的?人(?=$|[\s都还没未])"
    r"|\b(?:yet|already|me|to|reminders?|people|their|every(?:one|body)|all|they|been|carried out|followed)\b"
)


@dataclass(frozen=True, slots=True)
class SilenceQuestion:
    """`days` is None where none are named; `rest` are the words that may narrow the question.

    `mine`: about the asker's own instructions; `reading`: whether people have read, not answered;
    `plans`: of rounds that ask for plans alone.
    """

    topic: Topic
    days: Days | None
    rest: str
    last_round: bool = False
    mine: bool = False
    reading: bool = False
    plans: bool = False


def is_silence_question(words: str, *, asking: bool) -> bool:
    """Return whether normalized words ask who has not reported or answered.

    `asking`: the words are already known to be a question.
    """
    asking = asking or is_question(words)
    whose = asking or _WHO.search(words) or _INSTRUCTION.search(words)
    silent = _SILENT.search(words) and whose
    all_answered = asking and _ALL_TOLD.search(words)
    followed = asking and _INSTRUCTION.search(words) and _FOLLOWED.search(words)
    return bool(silent or all_answered or followed)


def asks_who(words: str) -> bool:
    """Return whether the words ask who or whether all have, rather than how one item stands."""
    return re.search(r"谁|都|全|各|哪|\bwho\b|\bevery|\ball\b", words) is not None


def parse_silence_question(words: str, today: date) -> SilenceQuestion:
    """Return the topic, days and conditions of words known to be such a question."""
    dated = _LAST_ROUND.sub(" ", words)
    topic = _topic(words)
    rest = without_days(dated, today)
    for spoken in (_INSTRUCTION, _FOLLOWED) if topic == "instruction" else (_ROUND, _PLANS):
        rest = spoken.sub(" ", rest)
    return SilenceQuestion(
        topic,
        find_past_days(dated, today),
        _FILLERS.sub(" ", _WORDS.sub(" ", rest)),
        last_round=_LAST_ROUND.search(words) is not None,
        mine=_MY_INSTRUCTION.search(words) is not None,
        reading=_READ.search(words) is not None,
        plans=_PLANS.search(words) is not None,
    )


_SIGNED = re.compile(r"签收|\bsign(?:ed)?(?: for\b|(?=\W*\Z))")


def _topic(words: str) -> Topic:
    if _SIGNED.search(words):
        return "duty"
    if _INSTRUCTION.search(words):
        return "instruction"
    if any(one.search(words) for one in (_ROUND, _LAST_ROUND, _PLANS)):
        return "round"
    return "report" if _IS_REPORT.search(words) else "answer"


_MY_INSTRUCTION = re.compile(r"我[作做下给]?[出的过]*(?:批示|指示|交办)|\bmy instructions?\b")
_IS_REPORT = re.compile(rf"{_REPORTED}|\b(?:report|submit)")

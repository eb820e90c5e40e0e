"""通报 as a Word template is filled in with it, in Chinese."""

from collections.abc import Mapping
from datetime import datetime

from messages.follow_up import circular_texts
from messages.follow_up.circular_texts import Circular
from messages.papers.letter_facts import OFFICIAL, paper_day
from rules.policy.items import own_code
from rules.policy.papers import PaperFacts
from rules.policy.rounds import EntryAnswer, RoundEntry
from rules.policy.wording import amount


def facts_of(circular: Circular) -> PaperFacts:
    t = OFFICIAL
    answers = [entry.current_answer for entry in circular.entries]
    values = {
        "标题": circular_texts.title(t, circular),
        "开始时间": _moment(circular.opened),
        "截止时间": _moment(circular.due),
        "应报": str(len(answers)),
        "已报": str(answers.count(EntryAnswer.REPORTED)),
        "零报告": str(answers.count(EntryAnswer.UNCHANGED)),
        "未报": str(answers.count(EntryAnswer.NONE)),
        "排名说明": circular_texts.how_ranked(t, circular),
        "说明": circular.remarks or circular_texts.no_remarks(t),
    }
    rows = {
        "未报情况": _listed(circular, EntryAnswer.NONE),
        "零报告情况": _listed(circular, EntryAnswer.UNCHANGED),
        "排名": [] if circular.is_silent else _ranking(circular),
        "未能通知": [_row(e, circular) for e in circular.entries if e.id in circular.unasked],
    }
    return PaperFacts(values, rows)


def _moment(when: datetime) -> str:
    return f"{paper_day(when.date())}{when:%H:%M}"


def _listed(circular: Circular, answer: EntryAnswer) -> list[Mapping[str, str]]:
    return [_row(e, circular) for e in circular.entries
            if e.current_answer is answer and e.id not in circular.unasked]  # fmt: skip


def _row(entry: RoundEntry, circular: Circular) -> Mapping[str, str]:
    """Return an entry; of a sensitive one neither title nor people."""
    masked = entry.item_id in circular.masked
    return {
        "单位": entry.unit,
        "编号": own_code(entry.code),
        "责任人": "" if masked else entry.owner,
        "名称": OFFICIAL("sensitive item") if masked else entry.title,
        "理由": "" if masked else entry.reason,
    }


def _ranking(circular: Circular) -> list[Mapping[str, str]]:
    return [
        {
            "名次": str(place),
            "单位": standing.unit,
            "应报": str(standing.expected),
            "已报": str(standing.reported),
            "零报告": str(standing.unchanged),
            "未报": str(standing.missing),
            "扣分": amount(standing.taken_off),
            "得分": amount(standing.points),
        }
        for place, standing in circular.ranking
    ]

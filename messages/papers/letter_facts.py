"""What a letter about one item says: its facts as they stand in the ledger, in Chinese."""

from dataclasses import dataclass
from datetime import date, datetime

from messages.queries.list_texts import figures
from messages.reporting import light_texts
from messages.reporting.card_texts import with_unit
from messages.texts import DEFAULT, texts
from rules.policy.forecast import Forecast, LightReason
from rules.policy.items import Item, NamedRef, days_left, own_code
from rules.policy.papers import PaperFacts

OFFICIAL = texts(DEFAULT)
"""Papers are written in Chinese, whatever the language of the chat."""


@dataclass(frozen=True, slots=True)
class LetterTo:
    """To whom a letter goes. `through`: the county by which an enterprise without account gets it."""

    unit: NamedRef
    through: NamedRef | None = None

    @property
    def first(self) -> NamedRef:
        """Return who gets it into their hands first."""
        return self.through or self.unit


@dataclass(frozen=True, slots=True)
class TalkAt:
    """When and where a talk is to be held; empty while it is not known."""

    when: datetime | None = None
    where: str = ""


NO_TALK = TalkAt()


@dataclass(frozen=True, slots=True)
class LetterMatter:
    """What a letter is about. `reply_by`: until when it is to be answered."""

    item: Item
    seen: Forecast
    to: LetterTo
    owner_post: str
    today: date
    reply_by: date
    reported_on: date | None = None
    talk: TalkAt = NO_TALK


def paper_day(day: date) -> str:
    """Return a day as papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def facts_of(matter: LetterMatter) -> PaperFacts:
    item, to = matter.item, matter.to
    named = f"{to.first.name}（转{to.unit.name}）" if to.through else to.unit.name
    return PaperFacts(
        {
            "主送单位": named,
            "转送说明": _passed_on(to),
            "任务编号": own_code(item.code),
            "任务名称": item.title,
            "反馈问题": item.finding,
            "整改目标": item.goal,
            "整改措施": item.measures,
            "牵头单位": item.lead.name,
            "责任人": item.owner.name,
            "责任人职务": matter.owner_post,
            "包保市领导": item.city_leader.name if item.city_leader else "",
            "包保责任人": item.duty_leader.name if item.duty_leader else "",
            "整改时限": paper_day(item.deadline) if item.deadline else item.deadline_words,
            "超期情况": _overdue(matter),
            "目前进展": _progress(item),
            "最近报告": _reported(matter.reported_on),
            "事由": cause(matter),
            "反馈期限": paper_day(matter.reply_by),
            "约谈时间": _moment(matter.talk.when),
            "约谈地点": matter.talk.where,
        }
    )


def _passed_on(to: LetterTo) -> str:
    if to.through is None:
        return ""
    return f"本函请{to.through.name}转送{to.unit.name}，由企业签收后将签收单一并报送我办。"


def _overdue(matter: LetterMatter) -> str:
    left = days_left(matter.item, matter.today)
    return f"截至目前已超期{-left}天。" if left is not None and left < 0 else ""


def _progress(item: Item) -> str:
    known = figures(OFFICIAL, item)
    if not known:
        return "台账中尚无量化进展"
    left = item.left
    rest = f"，还剩{with_unit(left, item.measure)}" if left else ""
    return f"{known}{rest}"


def _reported(day: date | None) -> str:
    return "至今未报告进展" if day is None else f"最近一次报告时间为{paper_day(day)}"


def _moment(when: datetime | None) -> str:
    return "" if when is None else f"{paper_day(when.date())}{when:%H:%M}"


def cause(matter: LetterMatter) -> str:
    """Say why the letter is written: the delay, the light, or how long is left."""
    left = days_left(matter.item, matter.today)
    if matter.seen.why is LightReason.OVERDUE and left is not None:
        return f"任务已超过整改时限{-left}天，尚未完成"
    why = light_texts.reason(OFFICIAL, matter.seen, matter.item)
    if why:
        return f"台账预警：{why}"
    return "任务尚未完成" if left is None else f"距整改时限还有{left}天，任务尚未完成"

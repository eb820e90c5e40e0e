"""Official papers: which kinds there are, what their templates may name, and what must be known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rules.policy.ladder import Step


class PaperKind(StrEnum):
    """Kinds of papers, as the office calls them; a template is the file of that name."""

    REMINDER = "提醒函"
    SUPERVISION = "督办函"
    TALK = "约谈通知"
    CIRCULAR = "通报"
    BULLETIN = "情况通报"
    PROVINCE = "省督察办月报"
    STRIKE_OFF = "对账销号单"
    NOTICE = "公示"
    AGENDA = "会议议题"


STEP_OF_LETTER: Mapping[PaperKind, Step] = {
    PaperKind.REMINDER: Step.REMIND,
    PaperKind.SUPERVISION: Step.SUPERVISE,
    PaperKind.TALK: Step.TALK,
}
"""Letters about one item, and the step of the ladder that each is."""

PAPER_NUMBER = "{kind}〔{year}〕{number}号"
"""How a paper is numbered; each kind has a series for each year."""

REPLY_DAYS = 5


@dataclass(frozen=True, slots=True)
class PaperRules:
    """How a city writes its papers.

    `folder`: where its own templates lie. `issuer`: who issues them; the office where it is empty.
    `reply_days`: working days within which a letter is to be answered.
    """

    folder: Path | None = None
    issuer: str = ""
    number: str = PAPER_NUMBER
    telephone: str = ""
    reply_days: int = REPLY_DAYS


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What a template of a kind may name: single facts, and lists with a row for each entry.

    `optional` facts may be empty; without any other that its template names no paper is made.
    """

    facts: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What is filled in: single facts, and the rows of each list."""

    values: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


_ISSUED = ("发文机关", "文号", "成文日期", "联系电话")
_LETTER = (
    *_ISSUED,
    *("主送单位", "转送说明", "任务编号", "任务名称", "反馈问题", "整改目标", "整改措施"),
    *("牵头单位", "责任人", "责任人职务", "包保市领导", "包保责任人", "整改时限", "超期情况"),
    *("目前进展", "最近报告", "事由", "反馈期限"),
)
_MAY_LACK = frozenset(
    {"联系电话", "转送说明", "责任人职务", "包保市领导", "包保责任人", "超期情况"}
)
_COUNTED = ("总数", "完成", "销号", "逾期", "完成率")
AGENDA_ROW = ("序号", "任务", "提出人", "内容", "责任方", "期限")
_OF_ENTRY = ("单位", "责任人", "编号", "名称", "理由")
_OF_ITEM = ("序号", "编号", "名称", "单位", "责任人", "时限", "日期")
_MONTH = PaperForm(
    (
        *_ISSUED,
        *("年", "月", "起始日期", "截止日期"),
        *_COUNTED,
        *("较上月", "本月完成", "本月销号", "本月报告", "本月延期", "红灯数"),
        *("方案", "措施", "目标", "移交问责", "环境质量改善", "对外公开"),
    ),
    {
        "分类情况": ("方面", "类别", *_COUNTED),
        "单位情况": ("单位", *_COUNTED),
        "完成任务": _OF_ITEM,
        "销号任务": ("序号", "编号", "名称", "单位", "销号文号", "日期"),
        "红灯任务": (*_OF_ITEM, "原因"),
    },
)

FORMS: Mapping[PaperKind, PaperForm] = {
    PaperKind.REMINDER: PaperForm(_LETTER, optional=_MAY_LACK),
    PaperKind.SUPERVISION: PaperForm(_LETTER, optional=_MAY_LACK),
    PaperKind.TALK: PaperForm((*_LETTER, "约谈时间", "约谈地点"), optional=_MAY_LACK),
    PaperKind.CIRCULAR: PaperForm(
        (
            *_ISSUED,
            *("标题", "开始时间", "截止时间", "应报", "已报", "零报告", "未报", "排名说明", "说明"),
        ),
        {
            "未报情况": _OF_ENTRY,
            "零报告情况": _OF_ENTRY,
            "未能通知": _OF_ENTRY,
            "排名": ("名次", "单位", "应报", "已报", "零报告", "未报", "扣分", "得分"),
        },
    ),
    PaperKind.BULLETIN: _MONTH,
    PaperKind.PROVINCE: _MONTH,
    PaperKind.NOTICE: PaperForm(("标题", "验收单位", "公示日期"), {"段落": ("内容",)}),
    PaperKind.STRIKE_OFF: PaperForm(("标题", "销号文号"), {"事项": ("栏目", "内容")}),
    PaperKind.AGENDA: PaperForm(
        ("标题", "日期", "需协调标题", "批示标题"),
        {"需协调事项": AGENDA_ROW, "超期批示": AGENDA_ROW},
    ),
}
"""By the kind: what its templates may name."""

NUMBER_FACT = "文号"


def missing(kind: PaperKind, facts: PaperFacts, named: Sequence[str]) -> list[str]:
    """Return which facts a template names that are not known, in the template's order."""
    lacks = [name for name in named if not facts.values.get(name, "").strip()]
    return [name for name in lacks if name not in {*FORMS[kind].optional, NUMBER_FACT}]

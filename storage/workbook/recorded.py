"""Sheets of an export with what was recorded since the import; written, never read back."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, func, select

from rules.policy.extensions import ExtensionState
from storage.closing.tables import closing_steps, strike_offs
from storage.db.engine import Tx
from storage.db.query import Query
from storage.follow_up.tables import blockers, extensions
from storage.ledger.tables import evidence, items, journal, persons, reports, units
from storage.radar import flags

Cell = str | float | date
HistoryHeading = tuple[str, int]
"""A header and its width in characters."""

MOST = 32_000
"""Most characters of a journal entry that are shown; a cell holds up to 32,767."""


FACT_NAMES = {
    "Imported": "导入工作簿",
    "ItemEntered": "录入任务",
    "ItemAmended": "修改任务",
    "TakenOver": "承接原台账状态",
    "ProjectsImported": "导入项目资金",
    "ProjectReported": "报告项目进展",
    "Enrolled": "人员登记",
    "Unbound": "解除账号绑定",
    "GroupBound": "绑定群组",
    "GroupMoved": "群组迁移",
    "Invited": "生成邀请码",
    "InvitationEnded": "邀请码作废",
    "LanguageChosen": "选择语言",
    "DeputyAppointed": "指定代办人",
    "DeputyEnded": "结束代办",
    "Reported": "报告进展",
    "Corrected": "更正进展",
    "EvidenceKept": "留存佐证材料",
    "EvidenceFiled": "佐证材料归档",
    "EvidenceMoved": "佐证材料改归",
    "PromptAnswered": "答复期限提醒",
    "PromptAskedAgain": "恢复期限提醒",
    "RoundOpened": "发起调度",
    "NothingChanged": "零报告",
    "RoundClosed": "调度截止",
    "RoundCancelled": "取消调度",
    "ExtensionAsked": "申请延期",
    "ExtensionGranted": "同意延期",
    "ExtensionRefused": "驳回延期",
    "ExtensionWithdrawn": "撤回延期申请",
    "PlanHandedIn": "报送计划",
    "PlanAgreed": "同意计划",
    "PlanReturned": "退回计划",
    "PlanWithdrawn": "撤回计划",
    "DutySigned": "签收任务",
    "BlockerRaised": "提出需协调事项",
    "BlockerAnswered": "答复需协调事项",
    "BlockerSentBack": "退回协调答复",
    "Instructed": "批示",
    "InstructionAnswered": "答复批示",
    "InstructionSentBack": "退回批示答复",
    "MilestoneReached": "节点完成",
    "LadderStep": "督办升级",
    "StartedWork": "开始整改",
    "PutOnNotice": "公示",
    "AppliedForClosing": "申请销号",
    "TakenUpForCheck": "开始核查",
    "SentBack": "退回",
    "Verified": "核查通过",
    "ConclusionConfirmed": "复核通过",
    "StruckOff": "销号",
    "ObjectionEntered": "登记公示异议",
    "ObjectionAnswered": "答复公示异议",
    "ObjectionDismissed": "异议不成立",
    "ObjectionUpheld": "异议成立",
    "NoticeResumed": "恢复公示",
    "LookBackDrawn": "回头看抽样",
    "LookBackOrdered": "安排复核",
    "LookBackChecked": "复核结果",
    "KeptUpAnswered": "长期坚持情况",
    "Reopened": "重新整改",
    "BoardRead": "阅看看板",
    "Sealed": "封存记录",
}
"""Chinese names of the journal's facts; any other fact is shown as it is."""

DECISION_NAMES: dict[str, str] = {
    ExtensionState.ASKED: "待审批",
    ExtensionState.GRANTED: "同意",
    ExtensionState.REFUSED: "驳回",
    ExtensionState.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True, slots=True)
class HistorySheet:
    """`query` returns one row per line, its columns in the order of the headings."""

    name: str
    headings: tuple[HistoryHeading, ...]
    query: Callable[[], Query]

    def lines(self, tx: Tx, zone: ZoneInfo) -> Iterator[list[Cell]]:
        """Yield the sheet's lines, times in `zone`."""
        found = tx.execute(self.query().execution_options(yield_per=1000))
        for row in found:
            yield [_cell(value, zone) for value in row]


def _cell(value: object, zone: ZoneInfo) -> Cell:
    match value:
        case None:
            return ""
        case datetime():
            return value.astimezone(zone).replace(tzinfo=None)
        case Decimal():
            return float(value)
        case dict():
            return json.dumps(value, ensure_ascii=False, sort_keys=True)[:MOST]
        case str() | int() | date():
            return value
    return str(value)


def _reports() -> Query:
    figures = (reports.c.done, reports.c.remaining, reports.c.percent, reports.c.promised_on)
    return (
        select(
            items.c.code, reports.c.at, persons.c.name, reports.c.words, *figures, reports.c.receipt
        )
        .select_from(reports)
        .join(items, reports.c.item_id == items.c.id)
        .join(persons, reports.c.person_id == persons.c.id)
        .order_by(reports.c.id)
    )


def _evidence() -> Query:
    file = (evidence.c.name, evidence.c.kind, evidence.c.size, evidence.c.sha256, evidence.c.at)
    return (
        select(items.c.code, reports.c.receipt, *file)
        .select_from(evidence)
        .outerjoin(reports, evidence.c.report_id == reports.c.id)
        .join(items, items.c.id == func.coalesce(reports.c.item_id, evidence.c.item_id))
        .order_by(evidence.c.id)
    )


def _extensions() -> Query:
    asker, decider = persons.alias("asker"), persons.alias("decider")
    asked = (extensions.c.old_deadline, extensions.c.new_deadline, extensions.c.reason)
    by = case((extensions.c.state != ExtensionState.WITHDRAWN, decider.c.name))
    decided = (_said(DECISION_NAMES, extensions.c.state), by, extensions.c.decision)
    return (
        select(items.c.code, extensions.c.asked_at, asker.c.name, *asked, *decided)
        .select_from(extensions)
        .join(items, extensions.c.item_id == items.c.id)
        .join(asker, extensions.c.person_id == asker.c.id)
        .outerjoin(decider, extensions.c.decided_by == decider.c.id)
        .order_by(extensions.c.id)
    )


def _closings() -> Query:
    step = _said(FACT_NAMES, closing_steps.c.fact)
    return (
        select(
            items.c.code,
            step,
            closing_steps.c.at,
            persons.c.name,
            closing_steps.c.words,
            strike_offs.c.number,
        )
        .select_from(closing_steps)
        .join(items, closing_steps.c.item_id == items.c.id)
        .join(persons, closing_steps.c.person_id == persons.c.id)
        .outerjoin(strike_offs, strike_offs.c.step_id == closing_steps.c.id)
        .order_by(closing_steps.c.id)
    )


def _blockers() -> Query:
    raiser, leader, answerer = (persons.alias(n) for n in ("raiser", "leader", "answerer"))
    # Help may be requested of a unit or of a leader.
    helper = func.coalesce(units.c.name, leader.c.name)
    answer = (blockers.c.answer, answerer.c.name, blockers.c.answered_at)
    return (
        select(items.c.code, blockers.c.at, raiser.c.name, blockers.c.words, helper, *answer)
        .select_from(blockers)
        .join(items, blockers.c.item_id == items.c.id)
        .join(raiser, blockers.c.person_id == raiser.c.id)
        .outerjoin(units, blockers.c.unit_id == units.c.id)
        .outerjoin(leader, blockers.c.leader_id == leader.c.id)
        .outerjoin(answerer, blockers.c.answered_by == answerer.c.id)
        .order_by(blockers.c.id)
    )


def _said(words: dict[str, str], column: ColumnElement[str]) -> ColumnElement[str]:
    return case(words, value=column, else_=column)


def _journal() -> Query:
    who = select(persons.c.name).where(persons.c.id == journal.c.person_id).scalar_subquery()
    item = select(items.c.code).where(items.c.id == journal.c.item_id).scalar_subquery()
    chain = (journal.c.previous, journal.c.hash)
    fact = _said(FACT_NAMES, journal.c.fact)
    columns = (journal.c.seq, journal.c.at, who, fact, item, journal.c.body, *chain)
    shown = journal.c.fact.not_in(flags.FACTS)
    return select(*columns).where(shown).order_by(journal.c.seq)


HISTORY_SHEETS = (
    HistorySheet(
        "进展",
        (("任务编号", 10), ("时间", 18), ("报告人", 12), ("原文", 60), ("完成量", 10), ("剩余量", 10),
         ("百分比", 10), ("预计完成", 12), ("回执号", 18)),
        _reports,
    ),
    HistorySheet(
        "佐证材料",
        (("任务编号", 10), ("回执号", 18), ("文件名", 36), ("类型", 10), ("大小", 12), ("SHA-256", 66),
         ("时间", 18)),
        _evidence,
    ),
    HistorySheet(
        "延期",
        (("任务编号", 10), ("申请时间", 18), ("申请人", 12), ("原时限", 12), ("新时限", 12), ("原因", 40),
         ("结果", 10), ("审批人", 12), ("审批意见", 40)),
        _extensions,
    ),
    HistorySheet(
        "销号",
        (("任务编号", 10), ("步骤", 12), ("时间", 18), ("办理人", 12), ("意见", 60), ("销号文号", 24)),
        _closings,
    ),
    HistorySheet(
        "需协调事项",
        (("任务编号", 10), ("提出时间", 18), ("提出人", 12), ("内容", 60), ("需协调单位", 24), ("答复", 40),
         ("答复人", 12), ("答复时间", 18)),
        _blockers,
    ),
    HistorySheet(
        "流水",
        (("序号", 8), ("时间", 18), ("人员", 12), ("事项", 18), ("任务编号", 10), ("内容", 60),
         ("前一哈希", 66), ("哈希", 66)),
        _journal,
    ),
)  # fmt: skip

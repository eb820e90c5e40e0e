"""情况通报 and 省督察办月报: a month of the ledger as the two papers say it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from messages.papers.letter_facts import OFFICIAL, paper_day
from messages.reporting import light_texts
from messages.reporting.card_texts import with_unit
from rules.policy.items import Item, own_code
from rules.policy.ladder import Step
from rules.policy.monthly import MonthlyReport
from rules.policy.papers import PaperFacts
from rules.policy.rankings import rate, sum_figures
from rules.policy.tallies import Tally
from rules.policy.wording import amount

NOT_IN_THE_LEDGER = "（台账中没有环境质量监测数据，请据监测结果填写。）"

Row = Mapping[str, str]


def facts_of(report: MonthlyReport) -> PaperFacts:
    """Return the facts of both papers."""
    events, total = report.events, report.total
    values = {
        "年": str(report.first.year),
        "月": str(report.first.month),
        "起始日期": paper_day(report.first),
        "截止日期": paper_day(report.last),
        **_counts(total),
        "较上月": _change(report),
        "本月完成": str(len(report.finished)),
        "本月销号": str(len(events.struck_off)),
        "本月报告": str(events.reports),
        "本月延期": str(events.extended),
        "红灯数": str(len(report.red)),
        **_sections(report),
    }
    rows = {
        "分类情况": [
            {"方面": aspect, **_row(tally, "类别")} for aspect, tally in report.categories
        ],
        "单位情况": [_row(tally, "单位") for tally in report.units],
        "完成任务": [_of_item(n, item) for n, item in enumerate(report.finished, 1)],
        "销号任务": _struck_off(report),
        "红灯任务": [
            {**_of_item(n, item), "原因": light_texts.reason(OFFICIAL, seen, item)}
            for n, (item, seen) in enumerate(report.red, 1)
        ],
    }
    return PaperFacts(values, rows)


def _counts(tally: Tally) -> dict[str, str]:
    share = (rate(tally) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return {
        "总数": str(tally.total),
        "完成": str(tally.done),
        "销号": str(tally.closed),
        "逾期": str(tally.overdue),
        "完成率": f"{amount(share)}%",
    }


def _row(tally: Tally, named: str) -> dict[str, str]:
    return {named: tally.name, **_counts(tally)}


def _day(day: date | None) -> str:
    return "" if day is None else paper_day(day)


def _of_item(number: int, item: Item) -> dict[str, str]:
    return {
        "序号": str(number),
        "编号": own_code(item.code),
        "名称": item.title,
        "单位": item.lead.name,
        "责任人": item.owner.name,
        "时限": _day(item.deadline) or item.deadline_words,
        "日期": _day(item.finished_on),
    }


def _struck_off(report: MonthlyReport) -> Sequence[Row]:
    return [
        {
            "序号": str(n),
            "编号": own_code(each.code),
            "名称": each.title,
            "单位": each.unit,
            "销号文号": each.number,
            "日期": paper_day(each.day),
        }
        for n, each in enumerate(report.events.struck_off, 1)
    ]


def _change(report: MonthlyReport) -> str:
    before, now = report.before, report.total
    if before is None:
        return "台账中没有上月末的数据，暂不比较"
    parts = (
        ("完成", now.done - before.done),
        ("销号", now.closed - before.closed),
        ("逾期", now.overdue - before.overdue),
    )
    said = [f"{name}{'增加' if by > 0 else '减少'}{abs(by)}项" for name, by in parts if by]
    return (
        f"与上月末相比，{'，'.join(said)}" if said else "与上月末相比，完成、销号、逾期数均无变化"
    )


def _sections(report: MonthlyReport) -> dict[str, str]:
    """Return the six sections of the report to the province."""
    events, total = report.events, report.total
    kinds: dict[str, int] = {}
    for item in report.items:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    whole = sum(_is_planned(item) for item in report.items)
    by_kind = "、".join(f"{kind}{count}项" for kind, count in kinds.items())
    steps = "、".join(f"{step}{events.steps.get(step, 0)}次" for step in Step)
    return {
        "方案": f"共有整改任务{len(report.items)}项，其中{by_kind or '无'}。整改目标、措施、时限齐全的{whole}项，"
        f"尚不齐全的{len(report.items) - whole}项。",
        "措施": f"本月收到进展报告{events.reports}份，涉及任务{events.reported}项；完成任务{len(report.finished)}项，"
        f"同意延期{events.extended}项。",
        "目标": f"截至{paper_day(report.last)}，累计完成{total.done}项，完成率{_counts(total)['完成率']}，"
        f"销号{total.closed}项，逾期{total.overdue}项。{_change(report)}。{_amounts(report.items)}",
        "移交问责": f"本月对滞后、超期任务采取{steps}。问责人员情况由问责管理人员按规定另行填报。",
        "环境质量改善": NOT_IN_THE_LEDGER,
        "对外公开": f"本月公示整改完成情况{events.announced}项，收到公示异议{events.objections}件，"
        f"验收销号{len(events.struck_off)}项。",
    }


def _is_planned(item: Item) -> bool:
    """Whether goal, measures and deadline of an item are known."""
    return all((item.goal, item.measures, item.deadline or item.deadline_words))


def _amounts(items: Sequence[Item]) -> str:
    """Say what was done of what is counted, by measure."""
    sums = [
        f"{with_unit(each.done, each.measure)}（共{with_unit(each.total, each.measure)}）"
        for each in sum_figures(items)
        if each.silent < each.items
    ]
    return f"量化目标已完成{'、'.join(sums)}。" if sums else "量化目标尚无进展数据。"

"""Statements of full completion (全部完成), recorded in the ledger as 100 %."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.language.reading import verbs
from rules.language.reading.pledges import without_pledges
from rules.language.reading.table import Row, first_match, row
from rules.policy.figures import Figure

_VERB = verbs.WHOLLY
WHOLE: tuple[Row, ...] = (
    row(
        rf"(?:全部|全数|全都|悉数|一律|彻底|全面|全线)"
        rf"[^,;。!?\n\ue003未没不启推开加]{{0,10}}?{_VERB}",
        "已全部拆除",
        "全部拆除",
    ),
    row(
        rf"(?:均|都)(?:已经?|全部|按期|如期){{1,2}}[^,;。!?\n\ue003未没不]{{0,8}}?{_VERB}",
        "均已整改完毕",
        "均已整改完",
    ),
    row(
        rf"(?<![安健齐完成])全(?:给|已|都)?(?:{verbs.ENDED}|[{verbs.ONE}]了)",
        "28栋全拆了",
        "全拆了",
    ),
    row(
        r"(?<=\ue003)[^,;。未没不\ue003]{0,6}?(?:都|均)(?:已经?)?(?![开启动进批招签列纳安])"
        r"[^,;。未没不\ue003]{1,6}?(?:了|完|毕|到位)",
        "\ue003都闭库了",
        "都闭库了",
    ),
    row(rf"{_VERB}率?(?:了|已)?全部{_VERB}?(?:$|[,。;])", "整改任务完成全部", "完成全部"),
    row(rf"{_VERB}了?(?:全部|所有)的?\ue003+", "完成全部\ue003\ue003", "完成全部\ue003\ue003"),
    row(
        rf"(?:全部|所有)的?\ue003+(?:[^,;。!?\n未没不\ue003]{{0,10}}?(?:已|均|都)[^,;。!?\n未没不\ue003]{{0,6}}?{_VERB}|[^,;。!?\n未没不\ue003]{{0,4}}?{verbs.ENDED}(?=了|$|[,。;]))",
        "全部\ue003\ue003设备已更换",
        "全部\ue003\ue003设备已更换",
    ),
)
NOT_YET = (
    row(
        r"(?:未|没有?|尚未|还没|不是|并非|不算|不能|无法|难以|不可能|能否|是否|有没有)[^,;。!?\n]{0,6}$",
        "还没有",
        "还没有",
    ),
)
TO_COME = (
    row(
        (
            r"前[^,;。!?\n已]{0,12}$|内[^,;。!?\n已]{0,12}$|(?:将|预计|计划|争取|力争|确保|"
            r"保证|拟|打算|准备|一定|有望|承诺|预期|要求|务必|必须|要|能|可以|会|才|再|等|"
            r"待|如果|若|请)[^,;。!?\n已]{0,14}$|[\ue004][^,;。!?\n已]{0,6}$|(?:[年月季周旬][底末]|旬|[假节周天月日]后)"
            r"[^,;。!?\n已]{0,6}$"
        ),
        "预计",
        "预计",
    ),
)


@dataclass(frozen=True, slots=True)
class Completion:
    """Position and words of a statement that all is done."""

    start: int
    end: int
    words: str


def find_completions(rest: str) -> list[Completion]:
    """Return every statement that all is done; `rest` has figures and dates blanked."""
    stated = without_pledges(rest)
    found = [
        Completion(match.start(), match.end(), match.group())
        for each in WHOLE
        for match in each.pattern.finditer(stated)
        if not _denied(rest, match.start(), match.group())
        and not _ON_PAPER.match(rest, match.end())
    ]
    return sorted(found, key=lambda each: each.start)


def add_completion(
    figures: tuple[Figure, ...], found: list[Completion], percentages_at: list[int], rest: str
) -> tuple[Figure, ...]:
    """Return the figures with 100 % for the first such statement.

    Unchanged if 100 % is stated already, or a percentage stands in the same sentence.
    """
    if any(each.unit == "%" and each.value == _HUNDRED for each in figures):
        return figures
    stated = next((each for each in found if not _beside(each, percentages_at, rest)), None)
    if stated is None:
        return figures
    return (*figures, Figure(_HUNDRED, "%", "done", False, stated.words))


_ON_PAPER = re.compile(r"[拆搬退清]?[除迁出理]?(?:协议|合同|手续|方案|公告|计划|责任书)")
"""Only documents are completed: 均已签订拆除协议."""
_THE_REST = re.compile(r"剩|其余|其[他它]|余下|另[外有]|(?<![\d多])余[\ue003]")
_HUNDRED = Decimal(100)
_CLAUSE_END = re.compile(r"[;。!?\n]")
_OUTRIGHT = re.compile(r"全部(?:完[成工]|做完|拆完)|全面完成")


def _beside(whole: Completion, percentages_at: list[int], rest: str) -> bool:
    """Return whether a percentage in the same sentence takes precedence over the statement."""
    for at in percentages_at:
        between = rest[min(at, whole.start) : max(at, whole.start)]
        if not _CLAUSE_END.search(between) and not _OUTRIGHT.match(whole.words):
            return True
    return False


def _denied(rest: str, start: int, words: str) -> bool:
    clause = rest[max(0, start - 30) : start]
    head = max(clause.rfind(edge) for edge in ",;。!?\n") + 1
    before = clause[head:]
    if first_match(NOT_YET, before) or _THE_REST.search(before):
        return True
    return "已" not in before + words and first_match(TO_COME, before) is not None

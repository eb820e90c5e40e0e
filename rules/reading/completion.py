"""全部完成 and its kin: what is wholly done stands in the ledger as 100 %."""

from decimal import Decimal

from rules.reading.table import Row, first, row
from rules.reading.values import Figure

_VERB = (
    r"(?:完成|拆完|拆除|拆掉|拆毕|完毕|完工|竣工|到位|整改完|建成|办结|销号|清零|"
    r"清理|清运|做完|干完|搞定|结束|达标|覆盖|"
    r"验收|通过|取缔|关停|封堵|修复|治理|栽植|安装|落实|改造|整改|铺设|搬迁|签约|"
    r"投运|投用|接通|贯通|消除|关闭|退出|签完|拆了|清完|建完|铺完)"
)
WHOLE: tuple[Row, ...] = (
    row(
        rf"(?:全部|全数|全都|悉数|一律|彻底|全面)[^,;。!?\n\ue003未没不启推开加]{{0,10}}?{_VERB}",
        "已全部拆除",
        "全部拆除",
    ),
    row(
        rf"(?:均|都)(?:已经?|全部)[^,;。!?\n\ue003未没不]{{0,8}}?{_VERB}",
        "均已整改完毕",
        "均已整改完",
    ),
    row(rf"{_VERB}率?(?:了|已)?全部{_VERB}?(?:$|[,。;])", "整改任务完成全部", "完成全部"),
)
NOT_YET = (
    row(
        r"(?:未|没有?|尚未|还没|不能|无法|难以|不可能|能否|是否|有没有)[^,;。!?\n]{0,6}$",
        "还没有",
        "还没有",
    ),
)
TO_COME = (
    row(
        (
            r"前[^,;。!?\n已]{0,12}$|内[^,;。!?\n已]{0,12}$|(?:将|预计|计划|争取|力争|确保|"
            r"保证|拟|打算|准备|一定|有望|承诺|预期|要求|务必|必须|要|能|可以|会|才|再|等|"
            r"待|如果|若|请)[^,;。!?\n已]{0,14}$|[\ue004][^,;。!?\n已]{0,6}$|(?:底|末|旬|后)"
            r"[^,;。!?\n已]{0,6}$"
        ),
        "预计",
        "预计",
    ),
)


def with_whole(figures: tuple[Figure, ...], rest: str) -> tuple[Figure, ...]:
    """全部完成 adds 100 %, unless a share stands there already, or it is not yet so."""
    if any(each.unit == "%" for each in figures):
        return figures
    for each in WHOLE:
        for found in each.pattern.finditer(rest):
            if not _denied(rest, found.start(), found.group()):
                return (*figures, Figure(Decimal(100), "%", "done", False, found.group()))
    return figures


def _denied(rest: str, start: int, words: str) -> bool:
    clause = rest[max(0, start - 30) : start]
    head = max(clause.rfind(edge) for edge in ",;。!?\n") + 1
    before = clause[head:]
    if first(NOT_YET, before):
        return True
    return "已" not in before + words and first(TO_COME, before) is not None

"""Headings of two rows: 责任单位 over 牵头 and 配合 are two columns, each named by both rows."""

from collections.abc import Mapping

from storage.workbook.cells import Value, canonical_text, cell_text

LONGEST = 14
"""Most characters of a heading in the lower row; longer ones are contents."""

_LEAD = ("牵头", "牵头单位", "牵头部门", "主体", "主责", "主责单位", "主要", "责任单位", "责任部门", "单位",
         "单位名称", "名称", "整改单位", "主体责任", "主体责任单位")  # fmt: skip
_OF_UNITS = {
    "牵头单位": _LEAD,
    "配合单位": ("配合", "配合单位", "配合部门", "协办", "协办单位", "协同", "参与", "参与单位"),
    "督导单位": ("督导", "督导单位", "督办", "督办单位", "监管", "监管单位"),
    "验收单位": ("验收", "验收单位", "验收部门"),
    "责任人": ("责任人", "责任领导", "姓名", "负责人", "具体责任人", "整改责任人"),
    "职务": ("职务",),
    "联系电话": ("电话", "联系电话", "联系方式", "手机"),
}
_PLANNED = ("完成", "完成时间", "完成时限", "截止", "截止时间", "截止日期", "结束", "结束时间", "止", "计划",
            "计划完成", "计划完成时间", "计划时间", "要求", "要求完成时间")  # fmt: skip

GROUPS: Mapping[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {
    ("责任单位", "责任部门", "整改责任", "责任分工", "责任主体", "整改责任单位", "责任单位及责任人",
     "责任落实"): _OF_UNITS,
    ("责任人", "责任领导", "整改责任人"): {
        "责任人": ("姓名", "责任人", "名字"), "职务": ("职务",), "联系电话": _OF_UNITS["联系电话"],
    },
    ("包保领导", "市级包保领导", "包案领导", "包保市领导", "市领导"): {"包保市领导": ("姓名", "领导", "领导姓名")},
    ("整改时限", "完成时限", "时限", "整改期限", "时间安排", "时间要求", "整改时间"): {
        "整改时限": _PLANNED, "完成日期": ("实际", "实际完成", "实际完成时间", "实际完成日期"),
    },
    ("总量", "工程量", "任务量", "任务总量", "数量", "总工程量"): {
        "总量": ("数量", "总量", "合计", "数值"), "计量单位": ("单位", "计量单位"),
    },
    ("问题", "反馈问题", "存在问题", "问题情况", "督察反馈问题"): {
        "问题编号": ("编号", "序号"), "反馈问题": ("内容", "问题", "描述", "问题描述", "具体问题", "问题内容"),
        "类别": ("类别", "类型"), "方面": ("方面",),
    },
}  # fmt: skip
"""Upper headings → the column's name → the lower headings that mean it below them."""

Beside = set[tuple[int, int]]
"""Cells that a header merged over several columns covers besides its first."""


def has_lower_row(rows: list[list[Value]], top: int, beside: Beside) -> bool:
    """Return whether the row below `top` only divides headings of it that are merged over columns."""
    if top < 0 or top + 1 >= len(rows):
        return False
    upper, lower = rows[top], rows[top + 1]
    divided = _divided(top, len(upper), beside)
    if not divided or len({canonical_text(cell_text(cell)) for cell in upper} - {""}) < 2:
        return False
    inside = [cell_text(lower[place]) for place in divided if place < len(lower)]
    outside = [place for place in range(min(len(upper), len(lower))) if place not in divided]
    apart = all(cell_text(lower[place]) in ("", cell_text(upper[place])) for place in outside)
    return apart and any(inside) and all(len(words) <= LONGEST for words in inside)


def two_tier_titles(rows: list[list[Value]], top: int, beside: Beside) -> list[Value]:
    """Return the name of each column under headings of the rows `top` and the one below it."""
    divided, above = _divided(top, len(rows[top]), beside), ""
    titles: list[Value] = []
    for place, (upper, lower) in enumerate(zip(rows[top], rows[top + 1], strict=False)):
        above = above if (top, place) in beside else cell_text(upper)
        titles.append(_named(above, lower, place in divided))
    return titles


def _divided(top: int, width: int, beside: Beside) -> set[int]:
    """Return the columns under headings of the row that are merged over several of them."""
    covered = {column for row, column in beside if row == top and column < width}
    return covered | {column - 1 for column in covered if column > 0}


def _named(upper: str, lower: Value, divided: bool) -> Value:
    below = cell_text(lower)
    if not below or not divided:
        return lower if below else upper
    above = canonical_text(upper)
    plain = canonical_text(below)
    for headings, columns in GROUPS.items():
        if above in headings:
            found = next((name for name, words in columns.items() if plain in words), None)
            return found or f"{upper}{below}"
    return lower

"""An empty workbook for an office to fill in: every column that is read, an example and a remark."""

from datetime import datetime
from pathlib import Path

from storage.workbook.exporting import exported_headings, write_whole
from storage.workbook.layout import GUIDE, BookFormat, Heading
from storage.workbook.sheets import SHEETS, SheetForm

REMARKS: dict[str, dict[str, tuple[str, str]]] = {
    "单位": {
        "名称": ("示例县", "单位全称，不得重复；其他各表一律使用此名称。"),
        "类型": ("县区", "县区、部门、企业、整改办四选一；乡镇填县区。"),
        "上级": ("", "上级单位名称，须在本表中；没有则留空。"),
    },
    "人员": {
        "姓名": ("示例：张伟", "真实姓名；同一单位内不得重名。"),
        "单位": ("示例县", "所在单位，须在“单位”表中。"),
        "职务": ("副县长", "可留空。"),
        "角色": ("责任人", "责任人、单位负责人、市领导、整改办、验收人、管理员；多个角色用顿号分开。"),
        "联系电话": ("13900000000", "可留空；不写入流水。"),
        "人员编号": ("", "工号等，用于区分同名人员；不得填身份证号；可留空。"),
        "离任日期": ("", "已离任的填写日期，导入后账号即停用；在任的留空。"),
    },
    "问题": {
        "问题编号": ("示例1", "反馈意见中的编号；有几个编号的用顿号分开，如 7、市9。"),
        "方面": ("水环境方面", "可留空。"),
        "类别": ("水环境", "可留空；统计按此分类。"),
        "反馈问题": ("城区污水管网不完善，污水直排", "反馈意见原文。"),
        "是否重点": ("是", "是或否；留空为否。"),
    },
    "任务": {
        "任务编号": ("示例1", "唯一编号；再次导入时按此更新。"),
        "问题编号": ("示例1", "所属问题的编号，须在“问题”表中。"),
        "任务名称": ("新建城区污水管网", "简短名称，不超过一句话。"),
        "整改类型": ("限期整改", "立行立改、限期整改、长期坚持三选一；整列不填的，按整改时限的文字确定。"),
        "整改目标": ("消除污水直排", "可留空。"),
        "整改措施": ("分两期建设", "可留空。"),
        "牵头单位": ("示例县", "只能有一个牵头单位；写了几个的，以首个为牵头，其余为配合。"),
        "配合单位": ("", "多个单位用顿号分开；没有则留空。"),
        "责任人": ("示例：张伟", "只填一人，须在“人员”表中；有同名的写成 张伟（单位）。"),
        "包保市领导": ("", "须在“人员”表中；可留空。"),
        "包保责任人": ("", "须在“人员”表中；可留空。"),
        "督导单位": ("", "须在“单位”表中；可留空。"),
        "验收单位": ("", "须在“单位”表中；可留空，但销号时需由其验收人核查。"),
        "整改时限": ("2027年6月底前",
                 "日期，或 2027年6月底前、2027年春节前 等文字，按最后一天计；长期坚持的可写 长期坚持。"),
        "资金渠道": ("", "可留空。"),
        "总量": ("23.5", "可计数的填数字；也可连同单位写成 23.5公里。"),
        "计量单位": ("公里", "与总量配套，如 栋、公里、亩。"),
        "整改状态": ("整改中",
                 "只用于新任务：未启动、整改中、已完成、已销号、已完成，长期坚持；已在台账中的任务不按此更改。"),
        "完成日期": ("", "已完成的填写实际完成日期。"),
        "销号日期": ("", "已销号的填写销号日期。"),
        "销号文号": ("", "已销号的填写文号，可留空。"),
    },
    "节点": {
        "任务编号": ("示例1", "所属任务的编号，须在“任务”表中。"),
        "节点名称": ("一期主干管完工", "同一任务内不得重复。"),
        "责任单位": ("", "只填一个单位；留空为牵头单位。"),
        "完成时限": ("2026年12月底前", "填写要求与整改时限相同。"),
        "目标量": ("10", "到该节点累计应完成的数量，单位同任务；可留空。"),
    },
}  # fmt: skip
"""Sheet → column → an example, and a remark for whoever fills it in."""

_GUIDE = (
    Heading("工作表", 10),
    Heading("列", 14),
    Heading("必填", 8),
    Heading("说明", 80),
    Heading("示例", 28),
)


def write_template(path: Path | str, now: datetime) -> None:
    """Write the workbook to `path`; an older file is replaced only when it is complete.

    Raises OSError when the file cannot be written.
    """
    book = BookFormat(now)
    for form in SHEETS:
        headings = exported_headings(
            form, {h: remark for h, (_, remark) in REMARKS[form.name].items()}
        )
        book.add(form.name, headings, [[REMARKS[form.name][each.title][0] for each in headings]])
    book.add(GUIDE, _GUIDE, (line for form in SHEETS for line in _guide(form)))
    write_whole(book, path)


def _guide(form: SheetForm) -> list[list[str]]:
    must = {
        column.header for column in form.columns if column.never_empty or column.field == "deadline"
    }
    return [
        [form.name, header, "是" if header in must else "否", remark, example]
        for header, (example, remark) in REMARKS[form.name].items()
    ]

"""The workbook's first five sheets: their columns, aliases and readers."""

from dataclasses import dataclass

from sqlalchemy import Table

from rules.policy.people import OFFERED, UnitKind
from storage.ledger import tables
from storage.workbook import readers
from storage.workbook.readers import AT_ONCE, LASTING, LIMITED, Reader

UNIT_KINDS: dict[str, tuple[str, ...]] = {
    UnitKind.COUNTY: ("县", "区", "区县", "县市区", "县（市、区）", "乡镇"),
    UnitKind.DEPARTMENT: ("市直部门", "市级部门", "市直单位", "局", "委办局"),
    UnitKind.ENTERPRISE: ("国企", "国有企业", "公司"),
    UnitKind.OFFICE: ("领导小组办公室", "整改办公室", "办公室"),
}
ITEM_KINDS = {
    AT_ONCE: ("立即整改", "立改", "立整立改"),
    LIMITED: ("限期", "限期完成", "限时整改"),
    LASTING: ("长期", "持续整改", "立行立改、长期坚持", "立行立改，长期坚持"),
}
YES_NO = ("是", "否")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `field` is the table's column.

    `required`: the sheet must have this column; `never_empty`: its cells must be filled.
    """

    header: str
    field: str
    read: Reader
    width: int
    aliases: tuple[str, ...] = ()
    required: bool = False
    never_empty: bool = False
    refers_to: str = ""
    """The sheet whose entries this column names."""
    choices: tuple[str, ...] = ()
    """Values of Excel's drop-down list."""
    ambiguous: tuple[str, ...] = ()
    """Names that may mean something else: used only where no other column has them."""
    joins: bool = False
    """Texts of rows merged into one are joined."""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet of the contract with its table and columns."""

    name: str
    table: Table
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    merges: str = ""
    """A column that, merged over several rows, makes one entry of them."""
    more: tuple[Column, ...] = ()
    """Columns of other sheets that a list without those sheets may have itself."""
    standing: tuple[Column, ...] = ()
    """Columns that say how a new entry stands already."""

    def column(self, header: str) -> Column:
        """Return the column with this header."""
        return next(column for column in self.columns if column.header == header)

    def labels(self) -> dict[str, str]:
        """Return the header of each field."""
        return {column.field: column.header for column in self.columns}


def _key(
    header: str, field: str, width: int, *aliases: str, ambiguous: tuple[str, ...] = ()
) -> Column:
    """Return a column that identifies the row's entry."""
    read = readers.code if field == "code" else readers.line
    return Column(
        header, field, read, width, aliases, required=True, never_empty=True, ambiguous=ambiguous
    )


RUNNING = ("编号", "序号")
"""Names of both an entry's number and the printed row's number."""
WHEN = ("完成时间", "整改完成时间", "整改时间")
"""Names of both a deadline and a date of completion."""
PLANNED = (
    "完成时限", "整改时限要求", "时限要求", "整改完成时限要求", "完成节点", "计划完成整改时间", "整改期限",
    "完成期限", "时限", "限期", "截止时间", "截止日期", "整改完成时限", "整改完成期限",
    "完成整改时限", "计划完成时间", "计划完成时限", "计划完成期限", "计划完成日期", "要求完成时间", "要求完成时限",
    "要求完成日期", "拟完成时间", "拟完成时限", "办结时限", "整改截止时间", "整改截止日期",
)  # fmt: skip


def _unit(header: str, field: str, *aliases: str, never_empty: bool = False) -> Column:
    return Column(
        header,
        field,
        readers.unit,
        20,
        aliases,
        required=never_empty,
        never_empty=never_empty,
        refers_to="单位",
    )


def _person(header: str, field: str, *aliases: str, never_empty: bool = False) -> Column:
    return Column(
        header,
        field,
        readers.person,
        12,
        aliases,
        required=never_empty,
        never_empty=never_empty,
        refers_to="人员",
    )


UNITS = SheetForm(
    "单位",
    tables.units,
    (
        _key("名称", "name", 28, "单位名称", "单位", "单位全称"),
        Column(
            "类型", "kind", readers.one_of(UNIT_KINDS), 10, ("单位类型", "类别", "性质"),
            required=True, never_empty=True, choices=tuple(UNIT_KINDS),
        ),
        _unit("上级", "parent_id", "上级单位", "隶属", "主管单位"),
    ),
    aliases=("单位表", "单位名单", "责任单位", "单位信息"),
)  # fmt: skip

PEOPLE = SheetForm(
    "人员",
    tables.persons,
    (
        _key("姓名", "name", 12, "人员", "人员姓名", "名字"),
        _unit("单位", "unit_id", "所在单位", "工作单位", "单位名称", never_empty=True),
        Column("职务", "post", readers.line, 20, ("职位", "单位职务", "职务职级", "岗位")),
        Column(
            "角色", "roles", readers.roles, 20, ("身份", "权限"),
            required=True, choices=tuple(role.value for role in OFFERED),
        ),
        Column("联系电话", "phone", readers.line, 16, ("电话", "手机", "手机号", "手机号码", "联系方式")),
        Column("人员编号", "staff_number", readers.staff_number, 12, ("工号", "职工编号", "员工编号", "人员工号")),
        Column(
            "离任日期", "left_on", readers.left_on, 14,
            ("离任", "是否离任", "状态", "人员状态", "在职状态", "任职状态", "在岗状态", "离职日期"),
        ),
    ),
    aliases=("人员表", "人员名单", "通讯录", "人员信息"),
)  # fmt: skip

FINDINGS = SheetForm(
    "问题",
    tables.findings,
    (
        _key("问题编号", "code", 10, "问题序号", "反馈问题编号", ambiguous=RUNNING),
        Column("方面", "aspect", readers.line, 20, ("问题方面", "所属方面")),
        Column("类别", "category", readers.line, 20, ("问题类别", "类型", "问题类型", "所属类别")),
        Column(
            "反馈问题", "words", readers.text, 60,
            ("问题", "存在问题", "反馈问题原文", "问题描述", "问题内容", "整改问题", "具体问题", "反馈意见",
             "督察反馈问题", "反馈意见问题", "存在的问题", "反馈具体问题", "突出问题", "问题情况", "反馈的问题"),
            required=True, never_empty=True, joins=True,
        ),
        Column("是否重点", "key", readers.yes_or_no, 10, ("重点", "重点问题", "是否重点问题"), choices=YES_NO),
    ),
    aliases=("反馈问题", "问题清单", "问题表", "问题台账"),
    merges="问题编号",
)  # fmt: skip


def _stands(header: str, field: str, *aliases: str, ambiguous: tuple[str, ...] = ()) -> Column:
    return Column(header, field, readers.text, 14, aliases, ambiguous=ambiguous)


STANDING = (
    _stands("整改状态", "state", "状态", "完成状态", "整改完成状态", "办理状态", "任务状态", "当前状态", "销号状态",
            ambiguous=("完成情况", "整改情况", "整改完成情况", "办理情况", "销号情况", "整改进展")),
    _stands("是否完成", "finished", "是否已完成", "是否完成整改", "是否整改到位", "是否办结", "是否整改完成"),
    _stands("是否销号", "closed", "是否已销号", "是否完成销号"),
    _stands("完成日期", "finished_on", "实际完成日期", "整改完成日期", "办结日期", "办结时间", ambiguous=WHEN),
    _stands("销号日期", "struck_off_on", "销号时间", "验收销号日期", "验收销号时间", "完成销号时间"),
    _stands("销号文号", "number", "销号编号", "销号批复文号", "验收销号文号"),
)  # fmt: skip
"""How an item stands by the office's own list; taken over with a new item only."""

ITEMS = SheetForm(
    "任务",
    tables.items,
    (
        _key("任务编号", "code", 10, "任务序号", "整改任务编号", ambiguous=RUNNING),
        Column(
            "问题编号", "finding_id", readers.by_code("问题"), 10,
            ("反馈问题编号", "问题序号", "对应问题", "对应问题编号", "所属问题"),
            required=True, never_empty=True, refers_to="问题",
        ),
        Column(
            "任务名称", "title", readers.line, 32,
            ("整改任务", "任务", "整改事项", "整改任务名称", "任务内容", "事项名称", "重点任务", "工作任务",
             "主要任务"),
            required=True, never_empty=True,
        ),
        Column(
            "整改类型", "kind", readers.one_of(ITEM_KINDS), 10, ("类型", "任务类型", "整改分类"),
            required=True, never_empty=True, choices=tuple(ITEM_KINDS),
        ),
        Column("整改目标", "goal", readers.text, 40, ("目标任务", "目标", "整改目标任务"), joins=True),
        Column(
            "整改措施", "measures", readers.text, 50,
            ("措施", "重点措施", "主要措施", "具体措施", "整改举措"), joins=True,
        ),
        _unit("牵头单位", "lead_unit_id", "责任单位", "主体责任单位", "整改单位", "整改实施主体", "实施主体",
              "整改责任单位", "责任部门", "牵头部门", "牵头责任单位", "整改牵头单位", "责任主体", "主责单位",
              "承办单位", "单位", never_empty=True),
        Column(
            "配合单位", "supporting", readers.units, 24,
            ("协办单位", "协同单位", "参与单位", "配合部门", "协助单位"), refers_to="单位",
        ),
        _person("责任人", "owner_id", "整改责任人", "直接责任人", "具体责任人", "责任人员", "主要责任人", "负责人",
                "责任领导", never_empty=True),
        _person("包保市领导", "city_leader_id", "市级包保领导", "包保领导", "包案市领导", "督办市领导", "市领导",
                "包案领导", "责任领导"),
        _person("包保责任人", "duty_leader_id", "包保人", "包抓责任人", "责任领导"),
        _unit("督导单位", "supervising_unit_id", "督办单位", "监管单位", "监管责任单位", "督导部门"),
        _unit("验收单位", "verifying_unit_id", "验收部门", "核查单位", "验收销号单位"),
        Column(
            "整改时限", "deadline", readers.deadline, 16, PLANNED, required=True, ambiguous=WHEN,
        ),
        Column("资金渠道", "funding", readers.text, 20, ("资金来源", "资金", "资金保障")),
        Column("总量", "total", readers.amount, 10, ("总数", "数量", "任务总量", "任务量", "工程量", "总工程量")),
        Column("计量单位", "measure", readers.line, 10, ("量词", "总量单位", "数量单位")),
    ),
    aliases=("整改任务", "任务清单", "任务表", "整改台账", "台账", "整改任务清单", "整改清单"),
    merges="任务编号",
    more=(*FINDINGS.columns[1:], *(PEOPLE.column(header) for header in ("职务", "联系电话"))),
    standing=STANDING,
)  # fmt: skip

MILESTONES = SheetForm(
    "节点",
    tables.milestones,
    (
        Column(
            "任务编号", "item_id", readers.by_code("任务"), 10, ("任务序号", "整改任务编号", "对应任务"),
            required=True, never_empty=True, refers_to="任务", ambiguous=("编号",),
        ),
        _key("节点名称", "name", 36, "节点", "时间节点", "措施", "整改措施", "节点内容", "工作内容", "阶段目标"),
        _unit("责任单位", "unit_id", "牵头单位", "实施单位", "单位"),
        Column(
            "完成时限", "due", readers.due, 16, ("整改时限", "节点时限", *PLANNED),
            required=True, never_empty=True, ambiguous=WHEN,
        ),
        Column("目标量", "target", readers.amount, 10, ("目标数量", "目标", "节点目标", "计划量", "应完成量")),
    ),
    aliases=("时间节点", "节点表", "节点清单", "措施节点", "措施"),
)  # fmt: skip

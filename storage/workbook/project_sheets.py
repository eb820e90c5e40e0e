"""The workbook's sheets of projects, of their money, and of what is to be done in each year."""

from rules.policy.projects import ProjectKind
from storage.projects.tables import project_funds, projects, year_targets
from storage.workbook import project_readers, readers
from storage.workbook.sheets import RUNNING, Column, SheetForm

KINDS: dict[str, tuple[str, ...]] = {
    ProjectKind.PIPES: ("管网建设", "污水管网", "污水管网建设"),
    ProjectKind.SEPARATION: ("雨污分流改造", "雨污分流工程"),
    ProjectKind.NEW_PLANT: ("新建污水处理厂", "污水处理厂（新建）"),
    ProjectKind.PLANT_UPGRADE: (
        "改造污水处理厂", "污水处理厂（改造）", "污水处理厂扩建", "污水处理厂提标改造",
    ),
    ProjectKind.OTHER: ("其它",),
}  # fmt: skip


def _money(header: str, field: str, *aliases: str) -> Column:
    """Return a column of an amount in 10,000 yuan; its title may leave the measure out."""
    return Column(f"{header}（万元）", field, project_readers.money, 14, (header, *aliases))


def _happened(header: str, field: str, *aliases: str) -> Column:
    return Column(header, field, project_readers.happened_on, 14, aliases)


def _planned(header: str, field: str, *aliases: str) -> Column:
    return Column(header, field, project_readers.planned, 16, aliases)


def _project(*, required: bool) -> Column:
    return Column(
        "项目编号", "project_id", readers.by_code("项目"), 10, ("项目序号", "对应项目"),
        required=required, never_empty=required, refers_to="项目",
    )  # fmt: skip


def _item(*, required: bool) -> Column:
    return Column(
        "任务编号", "item_id", readers.by_code("任务"), 10, ("任务序号", "整改任务编号", "对应任务"),
        required=required, never_empty=required, refers_to="任务",
    )  # fmt: skip


PROJECTS = SheetForm(
    "项目",
    projects,
    (
        Column(
            "项目编号", "code", readers.code, 10, ("项目序号",),
            required=True, never_empty=True, ambiguous=RUNNING,
        ),
        _item(required=True),
        Column(
            "项目名称", "name", readers.line, 36, ("项目", "工程名称", "建设项目"),
            required=True, never_empty=True,
        ),
        Column("类别", "kind", readers.one_of(KINDS), 16, ("项目类别", "项目类型", "类型"),
               choices=tuple(KINDS)),
        Column("建设内容", "content", readers.text, 40, ("主要建设内容", "建设内容及规模")),
        Column("规模", "size", readers.amount, 10, ("建设规模", "工程规模")),
        Column("计量单位", "measure", readers.line, 10, ("规模单位",)),
        _money("总投资", "investment", "投资", "概算总投资", "项目总投资"),
        _planned("计划开工", "planned_start", "计划开工时间", "计划开工日期", "拟开工时间"),
        _planned("计划完工", "planned_finish", "计划完工时间", "计划完工日期", "计划竣工", "计划竣工时间"),
        _happened("实际开工", "started_on", "实际开工时间", "实际开工日期", "开工日期"),
        _happened("完成招标", "tendered_on", "招标完成时间", "完成招标时间", "中标日期"),
        _happened("实际完工", "finished_on", "实际完工时间", "实际完工日期", "实际竣工", "竣工日期"),
    ),
    aliases=("项目表",),
)  # fmt: skip

FUNDS = SheetForm(
    "资金",
    project_funds,
    (
        _project(required=True),
        Column("资金来源", "source", readers.line, 24, ("来源", "资金渠道"),
               required=True, never_empty=True),
        Column("批复文号", "document", readers.line, 24, ("文号", "下达文号")),
        _money("批复", "approved", "批复金额", "批复资金", "下达金额"),
        _money("到位", "received", "到位金额", "到位资金", "已到位"),
        _money("支付", "paid", "支付金额", "已支付", "支付资金"),
    ),
    aliases=("资金表",),
)  # fmt: skip

TARGETS = SheetForm(
    "年度目标",
    year_targets,
    (
        _item(required=False),
        _project(required=False),
        Column("年度", "year", project_readers.year, 8, ("年份", "目标年度"),
               required=True, never_empty=True),
        Column("目标量", "target", readers.amount, 10, ("年度目标", "年度目标量", "目标"),
               required=True, never_empty=True),
    ),
    aliases=("年度目标表",),
)  # fmt: skip

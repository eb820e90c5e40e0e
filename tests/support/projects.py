"""Projects of a plan: two of one item, their money and what is to be done in each year."""

from storage.db.engine import Engine
from tests.support.dialogue import Dialogue
from tests.support.small_city import settle
from tests.support.workbooks import Plan, plan, take

_PROJECTS: Plan = {
    "项目": [
        ["项目编号", "任务编号", "项目名称", "类别", "建设内容", "规模", "计量单位", "总投资（万元）",
         "计划开工", "计划完工", "实际开工"],
        ["P1", "2、市9", "管网一期", "管网", "主干管", 12.5, "公里", 4200, "2026年10月底前",
         "2027年12月底前", ""],
        ["P2", "2、市9", "管网二期", "雨污分流", "", 11, "公里", 3000, "2026年11月底前", "", ""],
    ],
    "资金": [
        ["项目编号", "资金来源", "批复文号", "批复（万元）", "到位（万元）", "支付（万元）"],
        ["P1", "中央专项资金", "环资〔2026〕18号", 3000, 1800, 900],
        ["P1", "市级配套", "云财〔2026〕3号", 1200, 0, 0],
    ],
    "年度目标": [
        ["任务编号", "项目编号", "年度", "目标量"],
        ["2、市9", "", 2026, 8],
        ["2、市9", "", 2027, 15.5],
        ["", "P1", 2026, 5],
    ],
}  # fmt: skip


def with_projects() -> Plan:
    """Return the plan with projects."""
    return plan() | {name: [list(row) for row in rows] for name, rows in _PROJECTS.items()}


def with_project_cell(sheet: str, row: int, column: str, value: object) -> Plan:
    """Return the plan with projects and one cell changed; `row` as Excel counts."""
    changed = with_projects()
    changed[sheet][row - 1][changed[sheet][0].index(column)] = value
    return changed


def small_projects() -> Plan:
    """Return the projects of the plan alone, for a ledger that has its items: the small city's."""
    return {name: rows for name, rows in with_projects().items() if name in _PROJECTS}


def settled_with_projects(engine: Engine) -> Dialogue:
    """Settle the small city and give its second item two projects."""
    settle(engine)
    assert take(engine, small_projects()).problems == ()
    return Dialogue(engine)

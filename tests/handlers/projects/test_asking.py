"""Projects asked about: by command and in plain words, of what whoever asks may see."""

from datetime import UTC, datetime

import pytest

from tests.support.dialogue import Dialogue
from tests.support.projects import settled_with_projects
from tests.support.small_city import LEADER, OFFICIAL, OTHER

of_projects = pytest.mark.begins(by=settled_with_projects)

CARD = (
    "P1｜管网一期\n"
    "任务：2、市9 云溪河雨污分流管网建设\n"
    "类别：管网\n"
    "建设内容：主干管\n"
    "规模：12.5 公里\n"
    "总投资：4200 万元\n"
    "计划开工：2026年10月底前（2026-10-31）\n"
    "计划完工：2027年12月底前（2027-12-31）\n"
    "开工：尚未开工，晚于计划 24 天\n"
    "年度目标：2026年 5 公里；尚未报数\n"
    "资金（万元）：\n"
    "· 中央专项资金（环资〔2026〕18号）：批复 3000；到位 1800；到位率 60%；支付 900；支付进度 50%\n"
    "· 市级配套（云财〔2026〕3号）：批复 1200；到位 0；到位率 0%；支付 0\n"
    "合计：批复 4200；到位 1800；到位率 42.9%；支付 900；支付进度 50%"
)
LATE = "P1｜管网一期｜青山县｜尚未开工，晚于计划 24 天；计划 2026年10月底前（2026-10-31）"
WAITS = "P2｜管网二期｜青山县｜尚未开工；计划 2026年11月底前（2026-11-30）"


@of_projects
def test_a_list_leads_to_one(talk: Dialogue) -> None:
    assert talk.says(LEADER, "/project").splitlines() == [
        "全市｜项目 2 个：已开工 0 个，未开工 2 个",
        LATE,
        WAITS,
    ]
    assert talk.labels(LEADER) == ["P1", "P2"]
    assert talk.presses(LEADER, "P1") == CARD
    assert talk.says(OFFICIAL, "/project p1") == CARD
    assert talk.says(LEADER, "/project 虚无") == "未找到与“虚无”相关的项目。"


ANSWERS = [
    ("今年启动了几个项目", "全市｜2026年开工项目 0 个\n尚未开工：2 个（共 2 个）"),
    ("还没开工的项目", f"全市｜尚未开工项目 2 个\n{LATE}\n{WAITS}"),
    (
        "青山县资金没落实的有哪些",
        "青山县｜资金未落实的项目 1 个\nP2｜管网二期｜青山县｜未批复\n\n"
        "未填资金渠道且无项目的任务 2 项\n4｜建筑工地扬尘治理｜青山县\n1｜1号别墅群拆除｜青山县",
    ),
    (
        "到位率",
        "全市｜到位率 42.9%（1800 / 4200 万元）\nP1｜管网一期｜青山县｜42.9%（1800 / 4200）\n"
        "无可计算金额、未计入：P2",
    ),
    (
        "2号任务支付进度是多少",
        "2｜支付进度 50%（900 / 1800 万元）\nP1｜管网一期｜青山县｜50%（900 / 1800）\n"
        "无可计算金额、未计入：P2",
    ),
    ("白水县到位率是多少", "台账中没有“白水县”的项目。"),
    ("火星县到位率是多少", "台账中没有“火星县”的数据。"),
]


@of_projects
@pytest.mark.parametrize(("question", "answer"), ANSWERS)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_questions_are_answered_from_projects(talk: Dialogue, question: str, answer: str) -> None:
    assert talk.says(LEADER, question) == answer


@of_projects
def test_to_whom_an_item_is_hidden_its_projects_are(talk: Dialogue) -> None:
    assert talk.says(OTHER, "/project") == "台账中没有项目。"
    assert talk.says(OTHER, "/project P1") == "未找到与“P1”相关的项目。"
    assert talk.says(OTHER, "资金没落实的有哪些") == "台账中没有“资金”的数据。"
    talk.press_data(OTHER, "pj:1")
    assert talk.toast == "此按钮已失效。"


def test_without_projects_nothing_is_said_that_was_not_said_before(talk: Dialogue) -> None:
    assert talk.says(LEADER, "资金没落实的有哪些") == "台账中没有“资金”的数据。"
    assert talk.says(LEADER, "到位率多少") == "台账中没有“到位率”的数据。"


@of_projects
def test_a_year_is_counted_and_what_it_leaves_is_carried_to_the_next(talk: Dialogue) -> None:
    def year() -> str:
        lines = talk.says(LEADER, "/item 2").splitlines()
        return next(line for line in lines if line.startswith("年度目标"))

    assert year() == "年度目标：2026年 8 公里；尚未报数"
    talk.says(OFFICIAL, "2号管网已完成6公里")
    talk.presses(OFFICIAL, "确认")
    assert year() == "年度目标：2026年 8 公里；本年已完成 6 公里；还差 2 公里"
    assert talk.says(LEADER, "今年目标完成情况") == (
        "全市｜2026年度目标 1 项，已达 0 项\n"
        "2｜云溪河雨污分流管网建设｜青山县｜2026年 8 公里；本年已完成 6 公里；还差 2 公里"
    )
    talk.now = datetime(2027, 1, 5, 1, tzinfo=UTC)
    carried = "2027年 15.5 公里；以前年度结转 2 公里；本年已完成 0 公里；还差 17.5 公里"
    assert year() == f"年度目标：{carried}"

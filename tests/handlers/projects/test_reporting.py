"""Reports of projects: a card, the project stands so, and what cannot be is refused in words."""

import pytest
from sqlalchemy import select

from storage.db.engine import Engine
from storage.projects.tables import project_funds, projects
from tests.support.dialogue import Dialogue
from tests.support.projects import settled_with_projects, small_projects
from tests.support.small_city import LEADER, OFFICIAL, OTHER
from tests.support.workbooks import rows_of, take

pytestmark = pytest.mark.begins(by=settled_with_projects)
CONFIRM = "\n\n点击“确认”后记入台账。"
HEAD = "请您核对以下内容：\n任务：2、市9 云溪河雨污分流管网建设\n"
LIGHT = "预警：🔵 蓝灯，暂无预警"
RECEIPT = "已记入台账\n回执号：20261124-00001\n任务：2、市9 云溪河雨污分流管网建设\n"


def money(engine: Engine) -> list[tuple[object, ...]]:
    query = select(project_funds.c.received, project_funds.c.paid).order_by(project_funds.c.id)
    return [tuple(map(str, row)) for row in rows_of(engine, query)]


def test_a_start_is_entered_for_the_project_that_is_chosen_and_wants_a_photo(
    talk: Dialogue,
) -> None:
    photo = "请留意：开工须附现场照片，请直接发送。"
    assert talk.says(OFFICIAL, "今日开工") == f"{HEAD}项目：请您选择\n{LIGHT}\n{photo}{CONFIRM}"
    talk.presses(OFFICIAL, "确认")
    assert talk.toast == "请先选择项目和资金来源。"
    card = talk.presses(OFFICIAL, "P1 管网一期")
    started = "项目：P1 管网一期\n开工：2026年11月24日（周二）\n"
    assert card == f"{HEAD}{started}{LIGHT}\n{photo}{CONFIRM}"
    asked = "项目 P1 管网一期：请补发开工现场照片。"
    assert talk.presses(OFFICIAL, "确认") == f"{RECEIPT}{started}{LIGHT}\n\n{asked}"
    assert talk.sends(OFFICIAL, "开工.jpg") == "照片已作为开工佐证留存。"
    lines = talk.says(LEADER, "/project P1").splitlines()
    assert [line for line in lines if line.startswith("开工")] == [
        "开工：2026年11月24日（周二）",
        "开工照片：1",
    ]
    assert talk.says(LEADER, "今年启动了几个项目").splitlines()[:2] == [
        "全市｜2026年开工项目 1 个",
        "P1｜管网一期｜青山县｜2026-11-24 开工",
    ]


def test_money_that_arrived_is_added_up_and_never_counted_as_works(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "管网一期到位800万")
    card = talk.presses(OFFICIAL, "中央专项资金")
    told = "项目：P1 管网一期\n到位（中央专项资金）：1800 → 2600 万元，到位率 86.7%\n"
    assert card == f"{HEAD}{told}{LIGHT}{CONFIRM}"
    assert talk.presses(OFFICIAL, "确认") == f"{RECEIPT}{told}{LIGHT}"
    card = talk.says(OFFICIAL, "P1中央资金支付进度60%")
    told = "项目：P1 管网一期\n支付（中央专项资金）：900 → 1560 万元，支付进度 60%\n"
    assert card == f"{HEAD}{told}{LIGHT}{CONFIRM}"
    talk.presses(OFFICIAL, "确认")
    assert money(talk.engine) == [("2600", "1560"), ("0", "0")]


def test_an_amount_may_be_all_or_what_came_now(talk: Dialogue) -> None:
    card = talk.says(OFFICIAL, "P1中央资金到位2000万元")
    assert "到位（中央专项资金）：1800 → 2000 万元，到位率 66.7%" in card.splitlines()
    card = talk.presses(OFFICIAL, "改为本次新增")
    assert card.startswith("项目 P1 管网一期：到位金额超过批复 3000 万元。未记入台账。")
    assert money(talk.engine) == [("1800", "900"), ("0", "0")]


REFUSED = [
    ("P1中央资金到位5000万", "项目 P1 管网一期：到位金额超过批复 3000 万元。未记入台账。"),
    ("P1中央资金累计支付1900万", "项目 P1 管网一期：支付金额超过到位 1800 万元。未记入台账。"),
    (
        "管网二期今天开工",
        "项目 P2 管网二期：该项目尚无批复（资金表中没有批复金额或批复文号），不得登记开工。未记入台账。",
    ),
    (
        "管网二期到位100万元",
        "项目 P2 管网二期：台账中尚无该项目的资金记录，请联系整改办登记。未记入台账。",
    ),
]


@pytest.mark.parametrize(("words", "answer"), REFUSED)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_is_refused_and_nothing_changed(
    talk: Dialogue, words: str, answer: str
) -> None:
    assert talk.says(OFFICIAL, words) == answer
    assert money(talk.engine) == [("1800", "900"), ("0", "0")]
    begun = select(projects.c.started_on).where(projects.c.started_on.is_not(None))
    assert rows_of(talk.engine, begun) == []


def test_a_start_without_its_day_is_asked_for_it(talk: Dialogue) -> None:
    asked = "请留意：未写明开工日期，项目开工未登记，请写明，如“11月20日开工”。"
    assert asked in talk.says(OFFICIAL, "2号管网一期已开工建设").splitlines()


def test_who_does_not_report_on_it_gets_no_card_of_it(talk: Dialogue) -> None:
    card = talk.says(OTHER, "管网一期今日开工")
    assert "P1" not in card
    talk.press_data(OTHER, "d:1:pj:1")
    assert "管网一期" not in talk.last(OTHER).text.replace("进展：管网一期今日开工", "")


def test_an_older_workbook_does_not_take_back_what_was_reported(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "P1中央资金累计到位2600万元")
    talk.presses(OFFICIAL, "确认")
    result = take(talk.engine, small_projects())
    assert (result.problems, [r for r in result.remarks if "2600" in r]) == (
        (),
        ["资金 P1 中央专项资金 环资〔2026〕18号 到位（万元）: what was reported is kept: 2600"],
    )
    assert money(talk.engine)[0] == ("2600", "900")

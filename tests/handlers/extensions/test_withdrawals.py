"""A later deadline that was asked for and is not yet decided: its owner may take it back."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import audit
from storage.db.engine import reading
from storage.follow_up import extensions
from storage.ledger import journal
from storage.ledger.tables import items
from storage.workbook import export_workbook
from tests.support.dialogue import Dialogue
from tests.support.facts import facts_of
from tests.support.small_city import OFFICE, OFFICIAL, OTHER
from tests.support.workbooks import drawn

WITHDRAWN = (
    "延期申请已撤回。\n任务：1 1号别墅群拆除\n时限不变：2026年11月30日（周一）\n撤回人：张伟"
)
OFFERED = "任务 1 的延期申请已提交、尚未审批。如需撤回，请点击下方按钮。"


def later_deadline_asked_for(talk: Dialogue) -> None:
    """The official has just asked for a later deadline of item 1."""
    talk.hands_in(OFFICIAL, "/extend 1 延到12月15日，因连日降雨无法进场")


pytestmark = pytest.mark.begins(after=[later_deadline_asked_for])


def states(talk: Dialogue) -> list[str]:
    with reading(talk.engine) as tx:
        return [row.state for row in extensions.of_item(tx, 1)]


def test_by_the_button_under_what_was_handed_in(talk: Dialogue) -> None:
    assert talk.presses(OFFICIAL, "撤回申请") == WITHDRAWN
    assert (talk.last(OFFICE).text, talk.labels(OFFICE)) == (WITHDRAWN, [])
    assert states(talk) == ["withdrawn"]
    with reading(talk.engine) as tx:
        assert [(f.fact, f.person_id) for f in facts_of(tx, 1)][-1] == ("ExtensionWithdrawn", 1)
        assert tx.execute(select(items.c.deadline).where(items.c.id == 1)).scalar() == date(
            2026, 11, 30
        )


@pytest.mark.parametrize("words", ["取消", "/cancel", "撤回", "刚才那条撤回"])
def test_words_offer_it(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words) == OFFERED
    assert states(talk) == ["asked"]
    assert talk.presses(OFFICIAL, "撤回申请") == WITHDRAWN
    assert talk.says(OFFICIAL, words) == "当前没有可取消的操作。"


def test_whoever_asks_again_may_withdraw_first(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/extend 1") == "任务 1 已有一项延期申请正在审批，请等待结果。"
    talk.presses(OFFICIAL, "撤回申请")
    heard = talk.hands_in(OFFICIAL, "/extend 1 延到12月18日，因设备故障")
    assert heard.splitlines()[2] == "新时限：2026年12月18日（周五）"
    assert talk.last(OFFICE).text.splitlines()[-1] == "· 2026-11-24 → 2026-12-15 已撤回"


def test_a_card_that_came_later_is_cancelled_first(talk: Dialogue) -> None:
    talk.now = talk.now.replace(hour=2)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    assert talk.says(OFFICIAL, "取消") == "已取消，未记入台账。"
    assert talk.says(OFFICIAL, "取消") == OFFERED


def test_deciding_on_what_was_withdrawn_says_so(talk: Dialogue) -> None:
    talk.presses(OFFICE, "驳回")
    talk.presses(OFFICIAL, "撤回申请")
    assert talk.says(OFFICE, "请先增派班组") == "此申请已由张伟撤回。"
    talk.press_data(OFFICE, "x:1:ok")
    assert talk.toast == "此申请已由张伟撤回。"
    assert talk.says(OFFICE, "/review") == "没有待您审核的事项。"


def test_what_was_decided_is_not_withdrawn(talk: Dialogue) -> None:
    talk.presses(OFFICE, "同意")
    talk.press_data(OFFICIAL, "xw:1")
    assert (talk.toast, states(talk)) == ("此申请已由赵静审批。", ["granted"])


@pytest.mark.parametrize(
    ("who", "heard"), [(OTHER, "此按钮已失效。"), (OFFICE, "您不能报告此项任务。")]
)
def test_nobody_withdraws_for_another(talk: Dialogue, who: int, heard: str) -> None:
    talk.press_data(who, "xw:1")
    assert (talk.toast, states(talk)) == (heard, ["asked"])


def test_the_ledger_holds_and_the_workbook_tells(talk: Dialogue, tmp_path: Path) -> None:
    talk.presses(OFFICIAL, "撤回申请")
    with reading(talk.engine) as tx:
        assert (journal.first_broken(tx), audit.first_mismatch(tx, Path())) == (None, None)
        export_workbook(tx, tmp_path / "a.xlsx", now=talk.now)
    rows = drawn((tmp_path / "a.xlsx").read_bytes(), ["延期"])["延期"]
    assert [row[6:8] for row in rows] == [["结果", "审批人"], ["已撤回", ""]]


TAKEN_BACK = [
    "撤回延期申请",
    "延期申请撤回吧",
    "1号不用延期了",
    "不延期了，按期完成",
    "Please withdraw my extension",
]


@pytest.mark.parametrize("words", TAKEN_BACK)
def test_words_that_name_the_request_offer_it_and_begin_none(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words) == OFFERED
    talk.presses(OFFICIAL, "撤回申请")
    assert talk.says(OFFICIAL, words) == "没有待批准的延期申请。"
    assert states(talk) == ["withdrawn"]


def test_a_later_deadline_is_still_asked_for_in_words_alike(talk: Dialogue) -> None:
    heard = talk.hands_in(OFFICIAL, "4号申请延期到12月21日，因原定会议取消")
    assert heard.splitlines()[0] == "延期申请已提交整改办，审批结果将告知您。"

"""A later deadline: asked for with a day and a reason, decided by the office, kept with its past."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from rules.policy.city import City
from storage.db.engine import Engine, reading, writing
from storage.follow_up import extensions
from storage.ledger import item_store
from storage.ledger.tables import items as item_rows
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.extensions import REQUEST, TO_DECIDE, handed_in
from tests.support.facts import facts_of
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, OTHER, settle

QUESTION = (
    "任务：1 1号别墅群拆除\n"
    "现时限：2026年11月30日（周一）\n"
    "请您回复新的完成时限和延期理由，例如：\n"
    "12月14日（周一），因需先行迁改管线"
)
NO_REASON = "请您说明延期理由，申请延期须附理由。"
ASKED = "任务：1 1号别墅群拆除\n新时限：2026年12月15日（周二）\n理由：因连日降雨无法进场"
HANDED_IN = f"延期申请已提交整改办，审批结果将告知您。\n{ASKED}"


def deadline(talk: Dialogue) -> date | None:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, 1).deadline


def test_day_and_reason_in_one_sentence(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/extend 1") == QUESTION
    assert talk.says(OFFICIAL, REQUEST) == f"请您核对，尚未提交：\n{ASKED}"
    assert OFFICE not in talk.chats
    assert talk.presses(OFFICIAL, "确认") == HANDED_IN
    assert talk.last(OFFICE).text == TO_DECIDE
    assert talk.labels(OFFICE) == ["同意", "驳回"]
    assert deadline(talk) == date(2026, 11, 30)


def test_all_of_it_behind_the_command(talk: Dialogue) -> None:
    assert talk.hands_in(OFFICIAL, f"/extend 1 {REQUEST}") == HANDED_IN


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        pytest.param("延到12月15日", NO_REASON, id="without_a_reason"),
        pytest.param("申请延期到12月15日", NO_REASON, id="only_asking_is_no_reason"),
        pytest.param(
            "因连日降雨无法进场", "请您写明新的完成时限（具体日期）。", id="without_a_day"
        ),
        pytest.param(
            "尽快，因连日降雨", "请您写明新的完成时限（具体日期）。", id="a_vague_day_is_none"
        ),
        pytest.param(
            "延到11月28日，因连日降雨",
            "新时限2026年11月28日（周六）不晚于现时限2026年11月30日（周一），请您重新填写。",
            id="an_earlier_day",
        ),
        pytest.param(
            "延到11月30日，因连日降雨",
            "新时限2026年11月30日（周一）不晚于现时限2026年11月30日（周一），请您重新填写。",
            id="the_same_day",
        ),
        pytest.param(
            "延到11月10日，因连日降雨",
            "新时限2026年11月10日（周二）不晚于现时限2026年11月30日（周一），请您重新填写。",
            id="a_day_that_has_passed",
        ),
        pytest.param(
            "延到12月19日，因连日降雨",
            "2026年12月19日（周六）是休息日。顺延后的第一个工作日为2026年12月21日（周一）。",
            id="a_saturday",
        ),
        pytest.param(
            "延到2027年1月1日，因连日降雨",
            "2027年1月1日（周五）是元旦假期。顺延后的第一个工作日为2027年1月4日（周一）。",
            id="a_holiday",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(talk: Dialogue, said: str, heard: str) -> None:
    talk.says(OFFICIAL, "/extend 1")
    assert talk.says(OFFICIAL, said) == heard
    with reading(talk.engine) as tx:
        assert extensions.of_item(tx, 1) == []


def test_what_was_said_is_kept_while_the_rest_is_asked_for(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    talk.says(OFFICIAL, "因连日降雨无法进场")
    assert talk.hands_in(OFFICIAL, "12月15日") == HANDED_IN


def test_the_next_working_day_is_offered_as_a_button(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    talk.says(OFFICIAL, "延到12月19日，因连日降雨无法进场")
    heard = talk.presses(OFFICIAL, "改为12月21日（周一）")
    assert heard.splitlines()[2] == "新时限：2026年12月21日（周一）"
    talk.press_data(OFFICIAL, "xd:1")
    assert talk.toast == "此按钮已失效。"


def test_a_year_that_is_not_published_is_said_and_the_office_is_warned(talk: Dialogue) -> None:
    heard = talk.hands_in(OFFICIAL, "/extend 1 延到2027年1月15日，因连日降雨无法进场")
    caution = "2027年放假调休安排尚未公布，工作日按周末推算，仅供参考。"
    assert heard.splitlines()[-1] == caution
    to_decide, warning = [shown.text for shown in talk.chats[OFFICE].values()]
    assert to_decide.splitlines()[-1] == caution
    assert warning == (
        "本助手尚无2027年放假调休安排。国务院办公厅公布后，请在本市配置文件中补录放假日和"
        "调休上班日；补录前，2027年的工作日按周末推算。"
    )


def test_granted_the_deadline_moves_and_whoever_asked_hears(talk: Dialogue) -> None:
    handed_in(talk)
    decided = (
        "延期申请已同意。\n任务：1 1号别墅群拆除\n新时限：2026年12月15日（周二）\n审批人：赵静"
    )
    assert talk.presses(OFFICE, "同意") == decided
    assert (talk.labels(OFFICE), talk.toast) == ([], "已审批。")
    assert talk.last(OFFICIAL).text == decided
    assert deadline(talk) == date(2026, 12, 15)


def test_refused_with_a_reason_the_deadline_stays(talk: Dialogue) -> None:
    handed_in(talk)
    assert talk.presses(OFFICE, "驳回") == "请您填写驳回任务 1 延期申请的理由。"
    assert talk.sends(OFFICE, "驳回.jpg").splitlines()[0] == "请您用文字说明理由。"
    decided = (
        "延期申请已驳回。\n"
        "任务：1 1号别墅群拆除\n"
        "时限不变：2026年11月30日（周一）\n"
        "理由：请先增派班组\n"
        "审批人：赵静"
    )
    assert talk.says(OFFICE, "请先增派班组") == decided
    assert talk.last(OFFICIAL).text == decided
    assert deadline(talk) == date(2026, 11, 30)


@pytest.mark.parametrize("words", ["同意吧，算了", "批准", "Approve"])
def test_who_changes_his_mind_about_a_refusal_is_asked_again(talk: Dialogue, words: str) -> None:
    handed_in(talk)
    talk.presses(OFFICE, "驳回")
    assert talk.says(OFFICE, words) == (
        "任务 1 的延期申请尚未审批：如同意，请点击“同意”；如驳回，请写明理由。"
    )
    assert talk.labels(OFFICE) == ["同意", "驳回"]
    assert talk.last(OFFICIAL).text == HANDED_IN
    talk.presses(OFFICE, "同意")
    assert talk.last(OFFICIAL).text.splitlines()[0] == "延期申请已同意。"
    assert talk.says(OFFICE, "/cancel") == "当前没有可取消的操作。"
    assert talk.says(OFFICE, "同意") != "请您用文字说明理由。"


def test_a_refusal_may_still_be_written_after_it(talk: Dialogue) -> None:
    handed_in(talk)
    talk.presses(OFFICE, "驳回")
    talk.says(OFFICE, "同意吧")
    assert talk.says(OFFICE, "请先增派班组").splitlines()[0] == "延期申请已驳回。"


def test_the_history_stands_under_the_next_request(talk: Dialogue) -> None:
    handed_in(talk)
    talk.presses(OFFICE, "驳回")
    talk.says(OFFICE, "请先增派班组")
    handed_in(talk, "延到12月18日，因设备故障")
    assert talk.last(OFFICE).text.splitlines()[-2:] == [
        "已延期：0次（上限2次）",
        "· 2026-11-24 → 2026-12-15 已驳回",
    ]


def test_the_number_of_extensions_is_limited(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine, city=City(extension_limit=1))
    handed_in(talk)
    talk.presses(OFFICE, "同意")
    assert talk.says(OFFICIAL, "/extend 1") == (
        "任务 1 已延期1次，达到上限。如确有困难，请与整改办联系。"
    )


def test_one_request_at_a_time(talk: Dialogue) -> None:
    handed_in(talk)
    assert talk.says(OFFICIAL, "/extend 1") == "任务 1 已有一项延期申请正在审批，请等待结果。"


def test_a_request_waits_in_the_offices_review(talk: Dialogue) -> None:
    handed_in(talk)
    talk.now += timedelta(days=2)
    assert talk.says(OFFICE, "/review") == TO_DECIDE
    talk.presses(OFFICE, "同意")
    assert deadline(talk) == date(2026, 12, 15)
    assert talk.says(OFFICE, "/review") == "没有待您审核的事项。"


def test_decided_once(talk: Dialogue) -> None:
    handed_in(talk)
    talk.presses(OFFICE, "同意")
    talk.press_data(OFFICE, "x:1:no")
    assert talk.toast == "此申请已由赵静审批。"


@pytest.mark.parametrize(
    ("who", "heard"),
    [(OFFICIAL, "延期由整改办审批，且不得审批本人负责的任务。"), (OTHER, "此按钮已失效。")],
)
def test_only_the_office_decides(talk: Dialogue, who: int, heard: str) -> None:
    handed_in(talk)
    talk.press_data(who, "x:1:ok")
    assert talk.toast == heard
    assert deadline(talk) == date(2026, 11, 30)


def test_the_office_never_decides_on_its_own_items(talk: Dialogue) -> None:
    handed_in(talk)
    with writing(talk.engine) as tx:
        tx.execute(update(item_rows).where(item_rows.c.id == 1).values(owner_id=3))
    talk.presses(OFFICE, "同意")
    assert talk.toast == "延期由整改办审批，且不得审批本人负责的任务。"


def test_nobody_asks_for_anothers_item(talk: Dialogue) -> None:
    assert talk.says(OTHER, "/extend 1") == "没有可由您报告的任务 1。查看您的任务：/my"


def test_granted_it_is_no_longer_called_late(talk: Dialogue) -> None:
    tick(talk, MORNING, "prompts")
    talk.hands_in(OFFICIAL, "/extend 4 延到12月15日，因连日降雨无法进场")
    talk.presses(OFFICE, "同意")
    heard = tick(talk, MORNING + timedelta(days=1), "prompts")
    assert [words for words in heard[OFFICIAL] if "4｜" in words] == []


def test_while_it_is_decided_nothing_is_asked_and_refused_it_is_again(talk: Dialogue) -> None:
    tick(talk, MORNING, "prompts")
    talk.hands_in(OFFICIAL, "/extend 4 延到12月15日，因连日降雨无法进场")
    assert "4｜" not in "".join(tick(talk, MORNING + timedelta(days=1), "prompts")[OFFICIAL])
    talk.presses(OFFICE, "驳回")
    talk.says(OFFICE, "请先增派班组")
    heard = tick(talk, MORNING + timedelta(days=2), "prompts")
    assert "🔴4｜建筑工地扬尘治理" in heard[OFFICIAL][-1].splitlines()


def test_every_step_is_a_fact_of_the_journal(talk: Dialogue) -> None:
    handed_in(talk)
    talk.presses(OFFICE, "同意")
    with reading(talk.engine) as tx:
        facts = [(row.fact, row.person_id) for row in facts_of(tx, 1)]
    assert facts == [("ExtensionAsked", 1), ("ExtensionGranted", 3)]

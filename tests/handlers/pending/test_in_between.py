"""While something is asked: a wish in passing, another item, a change of mind, the next day."""

from datetime import timedelta

import pytest

from rules.policy.requests import RequestKind
from storage.closing import closings
from storage.db.engine import reading
from storage.follow_up import extensions, requests
from tests.support.applications import easy, villas_down
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL

WAITS = "关于任务 {} 的提问仍待您答复；发送 /cancel 可取消。"
GIVEN_UP = "关于任务 {} 的提问已取消，未作记录。"


def asked_for_a_clause(talk: Dialogue) -> None:
    """The official has been asked for the first clause of item 1."""
    talk.says(OFFICIAL, "/close 1")


pytestmark = pytest.mark.begins(after=[easy, villas_down, asked_for_a_clause])


def test_a_question_is_answered_and_what_was_asked_stays_asked(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "我的任务").splitlines()
    assert (heard[0], heard[-1]) == ("我的任务：3 项", WAITS.format(1))
    assert talk.says(OFFICIAL, "已查清").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"


def test_plain_words_cancel(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "算了，取消") == "任务 1 的销号申请已取消，未记入台账。"
    assert talk.says(OFFICIAL, "别墅已拆除12栋").splitlines()[0] == "请您核对以下内容："


def test_the_next_day_a_report_is_a_report(talk: Dialogue) -> None:
    talk.now += timedelta(days=1)
    assert talk.says(OFFICIAL, "别墅已拆除12栋").splitlines()[0] == "请您核对以下内容："


def test_words_that_may_be_the_answer_are_the_answer(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1 12月21日")
    assert talk.says(OFFICIAL, "逾期风险较大").splitlines()[-1] == "理由：逾期风险较大"


@pytest.mark.parametrize("blank", ["\n", "\u3000", "  "])
def test_whatever_blank_stands_behind_a_command(talk: Dialogue, blank: str) -> None:
    heard = talk.says(OFFICIAL, f"/report{blank}1{blank}已拆除12栋")
    assert heard.splitlines()[1] == "任务：1 1号别墅群拆除"


def entered(talk: Dialogue) -> tuple[list[str], list[str], list[str]]:
    """What stands in the ledger: extensions asked for, what is needed, clauses answered."""
    with reading(talk.engine) as tx:
        asked = [f"{row.code}:{row.reason}" for row in extensions.waiting(tx)]
        needed = [f"{row.code}:{row.words}" for row in requests.unanswered(tx, RequestKind.BLOCKER)]
        begun = [closings.gathering(tx, item) for item in (1, 2, 4)]
        clauses = [row.words for one in begun if one for row in closings.answers(tx, one.id)]
    return asked, needed, clauses


WISHES = [
    "我的任务",
    "逾期",
    "逾期的有哪些",
    "全市情况",
    "全市情况怎么样，还有几项没销号啊",
    "查 别墅",
    "水环境还有几项没销号",
    "帮助",
    "别墅那个怎么样了",
    "1号进展怎么样",
    "张伟手上还有几项",
    "哪些亮红灯",
    "来张图",
    "云溪河管网进度图",
    "my tasks",
    "what is overdue?",
    "city status",
    "send me a chart",
    "Help",
]
QUERIES = ["/my", "/item 2", "/overdue", "/status", "/search 别墅", "/help", "/review", "/digest"]
ANSWERS = [
    "逾期太久了，等不起",
    "逾期未报",
    "已查清",
    "查明原因",
    "查处12户",
    "资金情况",
    "拆除情况",
    "整改台账",
    "进度滞后",
    "全市都在延期，不同意",
    "完成情况不属实",
    "整改任务全部完成",
    "有图有真相",
    "需要图纸",
    "责任人张伟",
    "请住建局尽快确认管线迁改方案",
    "overdue too long, we cannot wait",
]


@pytest.mark.parametrize("wish", WISHES + QUERIES)
def test_a_wish_is_no_clause(talk: Dialogue, wish: str) -> None:
    assert talk.says(OFFICIAL, wish).splitlines()[-1] == WAITS.format(1)
    assert entered(talk) == ([], [], [])
    assert talk.says(OFFICIAL, "已查清").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"


@pytest.mark.parametrize("words", ANSWERS)
def test_what_merely_sounds_like_a_wish_is_the_clause(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words).splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    assert entered(talk)[2] == [words]


@pytest.mark.parametrize("wish", ["全市情况", "逾期", "帮助", "/status"])
def test_the_office_asks_how_it_stands_while_it_refuses(talk: Dialogue, wish: str) -> None:
    talk.hands_in(OFFICIAL, "/extend 1 延到12月15日，因连日降雨无法进场")
    talk.presses(OFFICE, "驳回")
    assert talk.says(OFFICE, wish).splitlines()[-1] == WAITS.format(1)
    assert entered(talk)[0] == ["1:因连日降雨无法进场"]
    assert talk.says(OFFICE, "逾期太久了，等不起").splitlines()[3] == "理由：逾期太久了，等不起"


def test_what_begins_something_of_its_own_is_no_longer_about_the_clause(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 2")
    heard = talk.says(OFFICIAL, "需市住建局尽快确认管线迁改方案")
    assert heard.splitlines()[1] == "任务：2、市9 云溪河雨污分流管网建设"


OF_ANOTHER = [
    "2号管网已铺设5公里，还剩18.5公里",
    "2号管网预计2027年1月20日完成，因为缺管材",
    "云溪河雨污分流管网已完成5公里",
    "市9铺了6公里",
    "2号管网已全部完工",
    "Item 2: 5 km laid, 18.5 km left",
]


@pytest.mark.parametrize("words", OF_ANOTHER)
@pytest.mark.parametrize("asked", ["/extend 1", "/blocker 1"])
def test_a_report_on_another_item_is_a_report(talk: Dialogue, asked: str, words: str) -> None:
    talk.says(OFFICIAL, asked)
    heard = talk.says(OFFICIAL, words).splitlines()
    assert heard[:2] == ["请您核对以下内容：", "任务：2、市9 云溪河雨污分流管网建设"]
    assert heard[-1] == GIVEN_UP.format(1)
    assert entered(talk) == ([], [], [])
    assert talk.says(OFFICIAL, "/cancel") == "已取消，未记入台账。"


@pytest.mark.parametrize("words", OF_ANOTHER)
def test_it_is_no_clause_and_the_clause_still_waits(talk: Dialogue, words: str) -> None:
    heard = talk.says(OFFICIAL, words).splitlines()
    assert heard[1] == "任务：2、市9 云溪河雨污分流管网建设"
    assert heard[-1] == WAITS.format(1)
    assert talk.says(OFFICIAL, "已查清").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"


def test_more_time_for_another_item_is_asked_for_that_one(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/cancel")
    talk.says(OFFICIAL, "1号延期到11月28日")
    heard = talk.says(OFFICIAL, "2号申请延期到2027年1月20日，因为下雨").splitlines()
    assert heard[1] == "任务：2、市9 云溪河雨污分流管网建设"
    assert heard[-1] == GIVEN_UP.format(1)
    talk.presses(OFFICIAL, "确认")
    assert entered(talk)[0] == ["2、市9:因为下雨"]


def test_nor_is_it_asked_for_his_own_when_the_other_is_not_his(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/cancel")
    talk.says(OFFICIAL, "1号延期到11月28日")
    talk.says(OFFICIAL, "3号申请延期到2027年6月30日，因为下雨")
    assert entered(talk)[0] == []


def test_a_reply_to_a_message_about_another_item_is_about_that_one(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/item 2")
    shown = min(n for n, m in talk.chats[OFFICIAL].items() if m.text.startswith("2、市9｜"))
    heard = talk.says(OFFICIAL, "已铺设5公里", reply_to=shown).splitlines()
    assert (heard[1], heard[-1]) == ("任务：2、市9 云溪河雨污分流管网建设", WAITS.format(1))


def test_several_items_at_once_are_a_report(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "1. 1号别墅群已拆除12栋\n2. 云溪河雨污分流管网已完成5公里")
    assert [row for row in heard.splitlines() if row.startswith(("任务", "关于"))] == [
        "任务：1 1号别墅群拆除",
        "任务：2、市9 云溪河雨污分流管网建设",
        WAITS.format(1),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "12户未签协议，需12月20日前谈妥",
        "问题清单共12项，已全部核对",
        "因2号管网施工占道3公里，无法进场",
        "云溪河雨污分流管网建设占用道路3公里，拆除机械无法进场",
        "与云溪河雨污分流管网同步核查，12项问题已全部核对",
        "因为2号管网要到12月20日才完工，延期到12月25日",
        "1号别墅群延到12月25日，2号管网12月20日才完工",
        "拆除现场扬尘治理措施已落实，六个百分百全部到位",
        "建筑垃圾已清运12000吨，工地扬尘治理到位",
        "3号楼居民12月20日搬迁",
        "2号楼已拆除，还剩5栋",
        "12号楼3户拒签",
        "责任单位5家，已处理12人",
        "照片12张，检测报告2份",
        "拆除违建12处，管网路由已打通",
    ],
)
def test_what_merely_mentions_other_works_is_the_answer(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words).splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    assert entered(talk)[2] == [words]


UNCLEAR = "您所写的似乎是另一项任务。是否作为任务 1 提问的答复？请您选择。"
SHORT_OF_PIPES = "2号管网缺管材，请住建局协调"


def test_where_it_may_be_either_he_chooses_and_nothing_is_entered_before(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    assert talk.says(OFFICIAL, SHORT_OF_PIPES) == UNCLEAR
    assert (talk.labels(OFFICIAL), entered(talk)[1]) == (["作为答复", "作为新消息"], [])


def test_chosen_as_the_answer_it_is_entered_once(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, SHORT_OF_PIPES)
    asked = talk.last_number(OFFICIAL)
    heard = talk.presses(OFFICIAL, "作为答复").splitlines()
    assert (heard[0], heard[3]) == ("已作为答复处理。", "任务：1 1号别墅群拆除")
    talk.press_data(OFFICIAL, "as:answer", asked)
    assert (talk.toast, entered(talk)[1]) == ("此按钮已失效。", [])
    talk.presses(OFFICIAL, "确认")
    assert entered(talk)[1] == [f"1:{SHORT_OF_PIPES}"]


@pytest.mark.parametrize("between", [[], ["/cancel"]])
def test_chosen_as_a_new_message_it_is_one(talk: Dialogue, between: list[str]) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, SHORT_OF_PIPES)
    for words in between:
        talk.says(OFFICIAL, words)
    heard = talk.presses(OFFICIAL, "作为新消息").splitlines()
    assert heard[0] == "已作为新消息处理。"
    assert "任务：2、市9 云溪河雨污分流管网建设" in heard
    assert (heard[-1] == GIVEN_UP.format(1)) is (not between)
    assert entered(talk)[1] == []


def test_it_answers_no_question_that_came_later(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, SHORT_OF_PIPES)
    talk.says(OFFICIAL, "/blocker 2")
    talk.presses(OFFICIAL, "作为答复")
    assert (talk.toast, entered(talk)[1]) == ("此按钮已失效。", [])


def test_the_card_of_a_new_message_changes_with_it(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, SHORT_OF_PIPES, message=500)
    talk.presses(OFFICIAL, "作为新消息")
    heard = talk.says(OFFICIAL, "2号管网已铺设12公里", message=500, edited=True).splitlines()
    assert heard[1:3] == ["任务：2、市9 云溪河雨污分流管网建设", "已完成：12 公里 / 23.5 公里"]

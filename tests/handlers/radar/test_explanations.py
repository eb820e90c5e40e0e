"""The owner's explanation and the office's conclusion: once each, by the right person, in words."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from rules.policy.flags import Flag
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import items, persons
from storage.people import people
from storage.radar import flags
from tests.support.applications import confirmed
from tests.support.at_once import one_inside_the_other, pressed
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.facts import facts
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER, settle

HEAD, SECOND = 106, 107
"""The account of the owner's head, and of a second clerk, once they have one."""

NO_LONGER = "此按钮已失效。"
NOT_YOURS = "此事项不由您办理。"


def fallen(talk: Dialogue) -> None:
    """A figure of item 1 has fallen, and everybody was told."""
    confirmed(talk, "1号别墅群已拆除20栋")
    confirmed(talk, "1号别墅群已拆除12栋")
    tick(talk, None, "radar")


pytestmark = pytest.mark.begins(after=[fallen])


def flag(talk: Dialogue) -> Flag:
    with reading(talk.engine) as tx:
        found = flags.by_id(tx, 1)
    assert found is not None
    return found


def second_clerk(talk: Dialogue) -> None:
    """李敏 is of the office as well, with an account of their own."""
    with writing(talk.engine) as tx:
        tx.execute(
            update(persons)
            .where(persons.c.account == telegram_chat(LEADER))
            .values(roles="市领导、整改办")
        )


def test_a_reply_to_the_question_is_the_explanation(talk: Dialogue) -> None:
    question = talk.last_number(OFFICIAL)
    heard = talk.says(OFFICIAL, "误将签约数报为拆除数", reply_to=question)
    assert heard.splitlines()[0] == "您的说明已转整改办。"
    assert (flag(talk).state, flag(talk).explanation) == ("asked", "误将签约数报为拆除数")


def test_an_explanation_needs_words(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "书面说明")
    assert talk.says(OFFICIAL, "  ") == "请用文字说明情况。"
    assert flag(talk).explanation == ""
    assert talk.says(OFFICIAL, "误报，已更正").splitlines()[0] == "您的说明已转整改办。"


def test_a_picture_without_words_is_kept_and_the_words_are_asked_for(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "书面说明")
    assert talk.sends(OFFICIAL, "现场.jpg") == (
        "请用文字说明情况。\n\n附件已存为任务 1 的佐证材料。"
    )
    assert flag(talk).explanation == ""


def test_it_is_given_once(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "书面说明")
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), talk.now)
    talk.press_data(HEAD, "rf:1:explain")
    talk.says(HEAD, "统计口径有误")
    assert talk.says(OFFICIAL, "误报，已更正") == "此事项已由陈晨作出说明。"
    talk.press_data(OFFICIAL, "rf:1:explain")
    assert talk.toast == "此事项已由陈晨作出说明。"
    assert flag(talk).explanation == "统计口径有误"


def test_after_the_conclusion_nothing_is_to_be_explained(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "书面说明")
    talk.presses(OFFICE, "已说明")
    assert talk.says(OFFICIAL, "误报，已更正") == "此事项已无需说明。"
    talk.press_data(OFFICIAL, "rf:1:explain")
    assert talk.toast == "此事项已无需说明。"
    assert "任务：1 1号别墅群拆除\n此事项已无需说明。" in [
        shown.text for shown in talk.chats[OFFICIAL].values()
    ]
    assert (flag(talk).state, flag(talk).explanation) == ("explained", "")


@pytest.mark.parametrize(
    ("who", "heard"),
    [(OTHER, NO_LONGER), (LEADER, NO_LONGER), (VERIFIER, NOT_YOURS), (OFFICE, NOT_YOURS)],
)
def test_nobody_explains_for_the_owner(talk: Dialogue, who: int, heard: str) -> None:
    talk.press_data(who, "rf:1:explain")
    assert (talk.toast, flag(talk).explanation) == (heard, "")


@pytest.mark.parametrize("act", ["explained", "confirmed", "false", "sure"])
def test_the_verifier_concludes_nothing(talk: Dialogue, act: str) -> None:
    talk.press_data(VERIFIER, f"rf:1:{act}")
    assert talk.toast == "疑点由整改办认定，且不得认定本人负责的任务。"
    assert flag(talk).state == "asked"


def test_nobody_concludes_on_their_own_item(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(owner_id=3))
    talk.presses(OFFICE, "已说明")
    assert talk.toast == "疑点由整改办认定，且不得认定本人负责的任务。"
    assert flag(talk).state == "asked"


def test_false_is_asked_about_once(talk: Dialogue) -> None:
    talk.presses(OFFICE, "虚假")
    assert flag(talk).state == "asked"
    assert talk.presses(OFFICE, "暂不认定") == "未作认定。"
    assert flag(talk).state == "asked"
    talk.presses(OFFICE, "虚假")
    talk.presses(OFFICE, "确认虚假")
    assert (flag(talk).state, talk.toast) == ("false", "已认定。")


@pytest.mark.parametrize("act", ["explained", "confirmed", "false", "sure", "keep"])
def test_a_button_of_an_old_flag(talk: Dialogue, act: str) -> None:
    talk.presses(OFFICE, "属实")
    before = flag(talk)
    assert talk.press_data(OFFICE, f"rf:1:{act}") == ""
    assert talk.toast == "此疑点已由赵静认定：属实。"
    assert flag(talk) == before


@pytest.mark.parametrize(
    "data", ["rf:9:show", "rf:9:explain", "rf:9:sure", "rf:1:this", "rf:1:other"]
)
def test_a_button_of_what_is_not_there(talk: Dialogue, data: str) -> None:
    assert talk.press_data(OFFICE, data) == ""
    assert talk.toast == NO_LONGER


def test_the_second_clerk_is_told_who_was_first(talk: Dialogue) -> None:
    second_clerk(talk)
    talk.press_data(LEADER, "rf:1:confirmed")
    talk.press_data(OFFICE, "rf:1:explained")
    assert talk.toast == "此疑点已由李敏认定：属实。"
    assert talk.last(OFFICE).text.splitlines()[-2:] == ["状态：属实", "认定人：李敏"]


def test_two_clerks_at_the_same_moment(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    fallen(talk)
    second_clerk(talk)
    dispatcher = Dispatcher(talk.city)
    first, second = one_inside_the_other(
        engine,
        lambda tx: dispatcher.answer(tx, pressed(OFFICE, "rf:1:confirmed"), talk.now),
        lambda tx: dispatcher.answer(tx, pressed(LEADER, "rf:1:sure"), talk.now),
    )
    assert (first.toast, second.toast) == ("已认定。", "此疑点已由赵静认定：属实。")
    assert (flag(talk).state, facts(engine).count("FlagConcluded")) == ("confirmed", 1)


def test_at_night_and_on_days_off_nobody_is_asked(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群已拆除11栋")
    night = talk.now.replace(hour=15)
    saturday = talk.now.replace(day=28)
    assert [tick(talk, at, "radar") for at in (night, saturday)] == [{}, {}]
    heard = tick(talk, talk.now.replace(day=30), "radar")
    assert [len(heard[who]) for who in (OFFICE, VERIFIER, OFFICIAL)] == [1, 1, 1]


def test_whoever_could_not_be_asked_is_asked_once_they_can(talk: Dialogue) -> None:
    talk.says(OFFICE, "/unbind 张伟")
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 1).values(account=None))
    talk.says(OFFICE, "/report 1 1号别墅群已拆除11栋")
    talk.presses(OFFICE, "确认")
    heard = tick(talk, None, "radar")
    assert (list(heard), heard[OFFICE][0].splitlines()[-1]) == (
        [OFFICE, VERIFIER],
        "状态：尚未通知责任人",
    )
    with writing(talk.engine) as tx:
        people.bind(tx, 1, telegram_chat(OFFICIAL), talk.now)
    assert tick(talk, None, "radar") == {}
    heard = tick(talk, talk.now + timedelta(days=1), "radar")
    assert [line for letter in heard[OFFICIAL] for line in letter.splitlines()][-1] == (
        "11月24日（周二）报告完成11栋，低于此前报告的12栋，请您书面说明情况。"
    )
    assert tick(talk, talk.now + timedelta(days=1), "radar") == {}


def test_the_list_turns_its_pages(talk: Dialogue) -> None:
    for number in range(11, 5, -1):
        confirmed(talk, f"1号别墅群已拆除{number}栋")
    heard = tick(talk, None, "radar")
    assert heard[OFFICE] == ["发现 6 条新疑点，请用 /radar 查看。"]
    assert len(heard[OFFICIAL]) == 6
    assert talk.says(OFFICE, "/radar").splitlines()[3:] == [
        f"{number}. 任务 1，报告数下降（待责任人说明）" for number in (7, 6, 5, 4, 3)
    ]
    assert talk.presses(OFFICE, "下一页").splitlines()[3:] == [
        f"{number}. 任务 1，报告数下降（待责任人说明）" for number in (2, 1)
    ]
    assert talk.labels(OFFICE) == ["疑点 2", "疑点 1", "上一页"]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("1", True),
        ("青山县", True),
        ("张伟", True),
        ("别墅", True),
        ("报告数", True),
        ("4", False),
        ("白水县", False),
    ],
)
def test_words_narrow_the_list(talk: Dialogue, words: str, finds: bool) -> None:
    heard = talk.says(OFFICE, f"/radar {words}")
    nothing = f"没有与“{words}”有关的疑点。"
    assert (heard == nothing) is not finds
    assert ("1. 任务 1，报告数下降（待责任人说明）" in heard) is finds


def test_without_any_flag_it_says_so(engine: Engine) -> None:
    settle(engine)
    assert Dialogue(engine).says(OFFICE, "/radar") == "没有疑点。"


def test_who_stands_in_for_the_owner_is_asked_and_concludes_nothing(talk: Dialogue) -> None:
    second_clerk(talk)
    talk.says(OFFICIAL, "/deputy 李敏 2026-11-24 2026-12-05")
    confirmed(talk, "1号别墅群已拆除11栋")
    heard = tick(talk, None, "radar")
    assert [letter.splitlines()[0] for who in (OFFICE, LEADER) for letter in heard[who]] == [
        "疑点 2：报告数下降",
        "任务：1 1号别墅群拆除",
    ]
    talk.press_data(LEADER, "rf:2:confirmed")
    assert talk.toast == "疑点由整改办认定，且不得认定本人负责的任务。"


def test_a_clerk_who_also_verifies_is_shown_it_once(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 4).values(roles="验收人、整改办"))
    confirmed(talk, "1号别墅群已拆除11栋")
    assert len(tick(talk, None, "radar")[VERIFIER]) == 1
    assert talk.labels(VERIFIER) == ["已说明", "属实", "虚假"]


def test_the_conclusion_stands_wherever_the_flag_was_shown(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "误将签约数报为拆除数", reply_to=talk.last_number(OFFICIAL))
    talk.says(OFFICE, "/radar")
    talk.presses(OFFICE, "疑点 1")
    talk.presses(OFFICE, "属实")
    shown = [m for m in talk.chats[OFFICE].values() if m.text.startswith("疑点 1：")]
    assert [(m.text.splitlines()[-1], list(m.buttons)) for m in shown] == [("认定人：赵静", [])] * 3

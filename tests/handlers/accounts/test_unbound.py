"""An account that was ended: a stranger's from the next message or press on; what was done stays."""

import pytest
from sqlalchemy import select

from schedules.duties import DUTIES
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import groups, items, reports
from storage.ledger.tables import journal as entries
from storage.people import people, unbinding
from tests.support.accounts import (
    ADMINISTRATOR,
    BAD_CODE,
    CHEN,
    WHO_ARE_YOU,
    ZHANG,
    ZHAO,
    code_for,
    count,
    end,
    new_person,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
    settle,
)


@pytest.mark.parametrize(
    "words",
    ["/my", "1号别墅群已拆除20栋", "/item 1", "/status", "全市情况", "/close 1", "/start", "好的"],
)
def test_from_the_next_message_on_he_is_a_stranger(talk: Dialogue, words: str) -> None:
    end(talk)
    before = count(talk, entries)
    assert talk.says(OFFICIAL, words) == WHO_ARE_YOU
    assert (count(talk, entries), count(talk, reports)) == (before, 0)


def test_a_card_that_was_open_cannot_be_confirmed(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    end(talk)
    talk.presses(OFFICIAL, "确认")
    assert (talk.toast, count(talk, reports)) == (WHO_ARE_YOU, 0)


def test_a_question_that_was_open_is_not_answered(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    end(talk)
    assert talk.says(OFFICIAL, "需市生态环境局尽快出具监测意见") == WHO_ARE_YOU
    assert talk.says(OFFICE, "/blocker") == "目前没有待协调事项。"


def test_a_clerk_who_left_decides_nothing(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "整改办", ADMINISTRATOR)
    talk.says(OFFICIAL, "/extend 1")
    talk.hands_in(OFFICIAL, "延到12月15日，因连日降雨无法进场")
    end(talk, "赵静", by=ADMINISTRATOR)
    talk.presses(OFFICE, "同意")
    with reading(talk.engine) as tx:
        assert tx.execute(select(items.c.deadline).where(items.c.id == 1)).scalar_one().day == 30
    assert talk.toast == WHO_ARE_YOU


def test_a_button_forwarded_to_a_group_does_nothing_there_either(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.chats[GROUP] = {900: talk.last(OFFICIAL)}
    end(talk)
    assert talk.presses(OFFICIAL, "确认", chat=GROUP) == ""
    assert (talk.toast, count(talk, reports)) == (WHO_ARE_YOU, 0)


def test_no_reminder_and_no_digest_is_sent_to_him_any_more(talk: Dialogue) -> None:
    end(talk)
    assert OFFICIAL not in tick(talk, MORNING)


def test_a_leader_who_left_gets_no_digest(talk: Dialogue) -> None:
    assert LEADER in tick(talk, MORNING, "digest")
    end(talk, "李敏")
    assert LEADER not in tick(talk, MORNING.replace(day=25))


def test_what_waits_to_be_sent_to_him_is_not_sent(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        DUTIES["prompts"](tx, talk.city, talk.now)
        unbinding.carry_out(tx, people.by_id(tx, ZHANG), ZHAO, MORNING)
    assert set(talk.deliver()) == {OTHER}


def test_todays_reminder_is_not_shown_to_him_anew_when_another_answers_it(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-05")
    tick(talk, MORNING, "prompts")
    end(talk)
    seen = dict(talk.chats[OFFICIAL])
    talk.press_data(OTHER, "p:2:on_schedule")
    assert set(talk.chats) == {OFFICIAL, OTHER, OFFICE}
    assert talk.chats[OFFICIAL] == seen


def test_his_groups_stay_bound(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "整改办", ADMINISTRATOR)
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    end(talk, "赵静", by=ADMINISTRATOR)
    assert count(talk, groups) == 1
    assert GROUP in tick(talk, MORNING, "digest")
    assert talk.says(OFFICE, "/bind 青山县", chat=GROUP) == ""


def test_the_office_hears_that_a_new_owner_is_needed_and_his_group_hears_nothing(
    talk: Dialogue,
) -> None:
    talk.says(OFFICE, "/bind 青山县", chat=GROUP)
    end(talk)
    heard = tick(talk, MORNING, "prompts")
    assert heard[OFFICE][-1].splitlines()[2:] == [
        "账号已解除，需另行明确责任人（1人）：",
        "青山县 张伟",
    ]
    assert GROUP not in heard


def test_invited_again_he_is_himself_with_all_he_did(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    end(talk)
    heard = talk.says(OUTSIDER, f"/start {code_for(talk, ZHANG)}")
    assert heard.splitlines()[0] == "青山县 张伟同志，您已完成登记。"
    receipt = talk.says(OUTSIDER, "/receipt 20261124-00001")
    assert "报告人：青山县 张伟" in receipt.splitlines()
    assert talk.says(OUTSIDER, "/my").splitlines()[0] == "我的任务：3 项"
    assert talk.says(OFFICIAL, "/my") == WHO_ARE_YOU
    assert verified(talk.engine) is None


def test_a_question_from_before_is_not_open_when_he_comes_again(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    end(talk)
    talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}")
    talk.says(OFFICIAL, "需市生态环境局尽快出具监测意见")
    assert talk.says(OFFICE, "/blocker") == "目前没有待协调事项。"


def test_an_unused_code_of_his_no_longer_works(talk: Dialogue) -> None:
    code = code_for(talk, ZHANG)
    end(talk, "张伟")
    assert talk.says(OFFICIAL, f"/start {code}") == BAD_CODE
    assert talk.says(OUTSIDER, f"/start {code}") == BAD_CODE


def test_the_code_he_came_with_opens_nothing_either(engine: Engine) -> None:
    settle(engine, enrolled=False)
    talk = Dialogue(engine)
    code = code_for(talk, ZHANG)
    talk.says(OFFICE, f"/start {code_for(talk, ZHAO)}")
    talk.says(OFFICIAL, f"/start {code}")
    end(talk)
    assert talk.says(OFFICIAL, f"/start {code}") == BAD_CODE


@pytest.fixture
def handed_on(talk: Dialogue) -> Dialogue:
    """张伟 reported from an account that is now 陈晨's, the head of his unit."""
    talk.says(OFFICIAL, "1号别墅群已拆除12栋", message=50)
    end(talk)
    talk.says(OFFICIAL, f"/start {code_for(talk, CHEN)}")
    return talk


def test_an_account_handed_on_confirms_no_card_of_who_had_it_before(handed_on: Dialogue) -> None:
    handed_on.presses(OFFICIAL, "确认")
    assert (handed_on.toast, count(handed_on, reports)) == ("此卡片不属于您。", 0)


def test_an_edit_there_does_not_change_what_the_one_before_said(handed_on: Dialogue) -> None:
    heard = handed_on.says(OFFICIAL, "1号别墅群已拆除20栋", message=50, edited=True)
    assert heard == "原消息已按首次发送的内容处理，本次修改未生效；如需更改，请您重新发送。"

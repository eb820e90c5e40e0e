"""Enrolment: a code works once, an account stays with its person, a stranger learns nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.db.engine import Engine, reading
from storage.people.invitations import ALPHABET
from storage.schema import metadata
from tests.support.accounts import BAD_CODE, CHEN, WHO_ARE_YOU, account_of, code_for
from tests.support.dialogue import Dialogue
from tests.support.small_city import GROUP, MORNING, OFFICIAL, OUTSIDER, settle

ZHANG, LIU = 1, 5


def unenrolled(engine: Engine) -> Dialogue:
    """Return the dialogue of a city in which nobody has enrolled."""
    settle(engine, enrolled=False)
    return Dialogue(engine)


pytestmark = pytest.mark.begins(by=unenrolled)


def test_a_good_code_binds_the_account(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}") == (
        "青山县 张伟同志，您已完成登记。\n"
        "\n"
        "报告进展，直接写一句话即可，例如：1号别墅群已拆除12栋，还剩33栋，月底前全部拆完\n"
        "查看您的任务：/my\n"
        "全部功能：/help"
    )
    assert account_of(talk, ZHANG) == OFFICIAL


def test_a_code_in_small_letters_works_too(talk: Dialogue) -> None:
    talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG).lower()}")
    assert account_of(talk, ZHANG) == OFFICIAL


def test_a_used_code_works_for_nobody_else(talk: Dialogue) -> None:
    code = code_for(talk, ZHANG)
    talk.says(OFFICIAL, f"/start {code}")
    assert talk.says(OUTSIDER, f"/start {code}") == BAD_CODE
    assert account_of(talk, ZHANG) == OFFICIAL


def test_his_own_link_tapped_again_is_no_mistake(talk: Dialogue) -> None:
    code = code_for(talk, ZHANG)
    talk.says(OFFICIAL, f"/start {code}")
    assert talk.says(OFFICIAL, f"/start {code}") == talk.says(OFFICIAL, "/start")
    assert talk.last(OFFICIAL).text.splitlines()[0] == ("青山县 张伟同志，您已登记，无需重复操作。")


def test_a_new_code_makes_the_old_one_useless(talk: Dialogue) -> None:
    old = code_for(talk, ZHANG)
    code_for(talk, ZHANG)
    assert talk.says(OFFICIAL, f"/start {old}") == BAD_CODE
    assert account_of(talk, ZHANG) is None


@pytest.mark.parametrize(
    "words",
    ["/start", "/my", "全市情况", "1号别墅群已拆除12栋", "/item 1", "/status", "/receipt 1"],
)
def test_a_stranger_learns_nothing(talk: Dialogue, words: str) -> None:
    assert talk.says(OUTSIDER, words) == WHO_ARE_YOU


def test_a_strangers_press_learns_nothing(talk: Dialogue) -> None:
    assert talk.press_data(OUTSIDER, "d:1:ok") == ""
    assert talk.toast == WHO_ARE_YOU


def test_an_unknown_code_is_refused(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, "/start NOSUCHCODE") == BAD_CODE


def test_an_enrolled_account_cannot_become_somebody_else(talk: Dialogue) -> None:
    talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}")
    assert talk.says(OFFICIAL, f"/start {code_for(talk, LIU)}") == (
        "此账号已登记为张伟。如需变更，请联系整改办。"
    )
    assert account_of(talk, LIU) is None


def test_a_new_code_of_the_office_moves_a_person_to_a_new_account(talk: Dialogue) -> None:
    talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}")
    talk.says(OUTSIDER, f"/start {code_for(talk, ZHANG)}")
    assert account_of(talk, ZHANG) == OUTSIDER
    assert talk.says(OFFICIAL, "/my") == WHO_ARE_YOU


def test_a_stranger_is_answered_once_an_hour(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, "在吗") == WHO_ARE_YOU
    assert talk.says(OUTSIDER, "/start") == ""
    assert talk.sends(OUTSIDER, "现场.jpg") == ""
    talk.now = MORNING + timedelta(minutes=59)
    assert talk.says(OUTSIDER, "有人吗") == ""
    talk.now = MORNING + timedelta(hours=1)
    assert talk.says(OUTSIDER, "有人吗") == WHO_ARE_YOU
    assert talk.says(OUTSIDER, "有人吗") == ""


def test_each_stranger_is_answered(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, "在吗") == WHO_ARE_YOU
    assert talk.says(OUTSIDER + 1, "在吗") == WHO_ARE_YOU


def test_a_few_wrong_codes_are_answered_in_an_hour(talk: Dialogue) -> None:
    talk.says(OUTSIDER, "在吗")
    answers = [talk.says(OUTSIDER, f"/start WRONG{n}") for n in range(6)]
    assert answers == [BAD_CODE] * 5 + [""]
    assert talk.says(OUTSIDER, "在吗") == ""
    talk.now = MORNING + timedelta(hours=1)
    assert talk.says(OUTSIDER, "/start WRONG") == BAD_CODE


def test_a_good_code_binds_however_many_wrong_ones_came_before(talk: Dialogue) -> None:
    for number in range(9):
        talk.says(OFFICIAL, f"/start WRONG{number}")
    assert talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}").startswith("青山县 张伟同志")
    assert account_of(talk, ZHANG) == OFFICIAL


def test_a_strangers_further_presses_are_left_unanswered(talk: Dialogue) -> None:
    talk.press_data(OUTSIDER, "d:1:ok")
    assert talk.press_data(OUTSIDER, "d:1:ok") == ""
    assert (talk.toast, talk.says(OUTSIDER, "在吗")) == ("", "")


def test_in_a_group_each_unknown_member_hears_once_an_hour_when_he_presses(talk: Dialogue) -> None:
    toasts = []
    for who in (OUTSIDER, OUTSIDER, OUTSIDER + 1):
        talk.press_data(who, "d:1:ok", chat=GROUP)
        toasts.append(talk.toast)
    assert toasts == [WHO_ARE_YOU, "", WHO_ARE_YOU]


def test_a_clock_that_was_ahead_silences_nobody(talk: Dialogue) -> None:
    talk.now = MORNING + timedelta(days=1)
    assert talk.says(OUTSIDER, "在吗") == WHO_ARE_YOU
    talk.now = MORNING
    assert talk.says(OUTSIDER, "在吗") == WHO_ARE_YOU


@pytest.mark.parametrize(
    ("days", "account"), [(14, OUTSIDER), (15, None)], ids=["the last day", "a day too late"]
)
def test_a_code_can_be_used_for_fourteen_days(
    talk: Dialogue, days: int, account: int | None
) -> None:
    code = code_for(talk, CHEN)
    talk.now = MORNING + timedelta(days=days)
    talk.says(OUTSIDER, f"/start {code}")
    assert account_of(talk, CHEN) == account


def test_somebody_enrolled_takes_no_new_code_that_is_too_old(talk: Dialogue) -> None:
    talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}")
    code = code_for(talk, ZHANG)
    talk.now = MORNING + timedelta(days=15)
    assert talk.says(OFFICIAL, f"/start {code}") == BAD_CODE


def test_a_code_has_eighty_bits(talk: Dialogue) -> None:
    code = code_for(talk, CHEN)
    assert (len(set(ALPHABET)), len(code), set(code) <= set(ALPHABET)) == (32, 16, True)


def test_nothing_that_is_kept_tells_a_code(talk: Dialogue) -> None:
    """Neither one that can still be used, nor the one an account was bound by."""
    used, good = code_for(talk, ZHANG), code_for(talk, CHEN)
    talk.says(OFFICIAL, f"/start {used}")
    with reading(talk.engine) as tx:
        kept = str([tx.execute(select(table)).all() for table in metadata.tables.values()])
    assert [code for code in (used, good) if code in kept.upper()] == []
    talk.says(OUTSIDER, f"/start {good}")
    assert account_of(talk, CHEN) == OUTSIDER

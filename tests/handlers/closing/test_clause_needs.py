"""Clauses with evidence: what each of them needs, and files that show nothing for the item."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from messages.incoming import IncomingFile
from rules.policy.city import City
from rules.policy.clauses import CLAUSES, Need
from rules.policy.items import State
from storage.closing.tables import closing_clauses
from storage.db.engine import reading
from storage.ledger.tables import evidence
from tests.support.applications import (
    LACKING,
    SHOWN,
    applied,
    checked,
    confirmed,
    shows,
    state,
    villas_down,
)
from tests.support.dialogue import Dialogue
from tests.support.evidence_in import kept
from tests.support.small_city import OFFICIAL, VERIFIER

SHORT = "说明过短，请至少写10个字，并写明具体情况。"
VISITS = "请写明走访户数、满意户数和不满意户数，例如：走访30户，满意29户，不满意1户。"
LATER = "暂时没有的，可稍后发送 /close 1 继续。"
PHOTO_LACKS = f"第 3 条还缺：最近一次报告之后的照片。{LATER}"
SAME_FILE = {"现场.jpg": "ab" * 32, "扬尘.jpg": "ab" * 32}


def asked_for_a_clause(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")


pytestmark = pytest.mark.begins(after=[villas_down, asked_for_a_clause])


def dust_shown(talk: Dialogue) -> None:
    """A photo of item 4 is in the ledger."""
    talk.sends(OFFICIAL, "扬尘.jpg", "4号建筑工地扬尘治理已完成60%")
    talk.presses(OFFICIAL, "确认")


def shown(talk: Dialogue) -> list[Any]:
    """What the application holds."""
    with reading(talk.engine) as tx:
        return [list(tx.execute(select(table)).all()) for table in (closing_clauses, evidence)]


@pytest.mark.parametrize(
    ("before", "words", "heard"),
    [
        (0, "1", SHORT),
        (0, "已查清。", SHORT),
        (0, "1111111111111", SHORT),
        (1, SHOWN[0][1], "内容与其他条款相同，请按本条要求填写。"),
        (1, "逐栋排查 问题清单已全部查清。", "内容与其他条款相同，请按本条要求填写。"),
        (4, "已回访周边居民，普遍表示满意", VISITS),
        (4, "走访30户，满意度100%，群众普遍满意", VISITS),
        (
            4,
            "走访30户，满意31户，不满意2户",
            "满意与不满意户数之和超过走访户数，请核对后重新发送。",
        ),
    ],
)
def test_words_that_do_not_do_are_refused(
    talk: Dialogue, before: int, words: str, heard: str
) -> None:
    for act, what in SHOWN[:before]:
        (talk.says if act == "says" else talk.sends)(OFFICIAL, what)
    held = shown(talk)
    assert talk.says(OFFICIAL, words) == heard
    assert shown(talk) == held
    shows(talk, SHOWN[before:])
    assert "提交" in talk.labels(OFFICIAL)


@pytest.mark.parametrize(
    "words",
    [
        "走访周边居民30户，均满意",
        "共走访三十户，满意28户，不满意2户",
        "回访20户，20户满意，无不满意",
        "visited 30 households, 29 satisfied, 1 not satisfied",
    ],
)
def test_visits_are_read_as_they_are_written(talk: Dialogue, words: str) -> None:
    shows(talk, SHOWN[:4])
    assert talk.says(OFFICIAL, words).splitlines()[1] == (
        "第 5 条（共 5 条）：长效机制不建立绝不放过"
    )


def test_what_is_missing_is_said_until_it_is_there(talk: Dialogue) -> None:
    assert shows(talk, SHOWN[:3]) == PHOTO_LACKS
    assert talk.sends(OFFICIAL, "验收单.pdf") == PHOTO_LACKS
    assert talk.says(OFFICIAL, "建筑垃圾已运往消纳场") == PHOTO_LACKS
    assert talk.sends(OFFICIAL, "现场.jpg").splitlines()[-3] == (
        "第 4 条（共 5 条）：群众不满意绝不放过"
    )


def test_without_a_photo_at_hand_it_goes_on_another_day(talk: Dialogue) -> None:
    shows(talk, SHOWN[:3])
    talk.now += timedelta(days=2)
    assert talk.says(OFFICIAL, "/close 1") == PHOTO_LACKS
    shows(talk, SHOWN[3:])
    assert "提交" in talk.labels(OFFICIAL)


def test_the_card_shows_what_each_clause_has(talk: Dialogue) -> None:
    shows(talk)
    heard = talk.last(OFFICIAL).text.splitlines()
    assert [line for line in heard if line[1:3] == ". "] == [
        "1. 问题不查清绝不放过（文字）",
        "2. 责任不落实绝不放过（文字）",
        "3. 整改不到位绝不放过（文字、照片1张）",
        "4. 群众不满意绝不放过（走访30户）",
        "5. 长效机制不建立绝不放过（文字、文件1份）",
    ]


def test_nothing_is_handed_in_while_a_clause_lacks_something(talk: Dialogue) -> None:
    shows(talk, LACKING)
    assert talk.press_data(OFFICIAL, "cl:1:submit") == f"第 5 条还缺：文件。{LATER}"
    assert state(talk, 1) is State.UNDER_WAY


def test_a_document_right_after_a_photo_is_the_next_clauses(talk: Dialogue) -> None:
    needs = ((), (Need.PHOTO,), (Need.DOCUMENT,), (), ())
    rules = zip(CLAUSES, needs, strict=True)
    talk.city = City(clauses=tuple(replace(rule, needs=need) for rule, need in rules))
    talk.says(OFFICIAL, "已查清")
    talk.sends(OFFICIAL, "现场.jpg")
    assert talk.sends(OFFICIAL, "责任书.pdf").splitlines()[1] == (
        "第 4 条（共 5 条）：群众不满意绝不放过"
    )


def test_a_report_after_the_photo_asks_for_a_newer_one(talk: Dialogue) -> None:
    shows(talk)
    talk.now += timedelta(hours=1)
    confirmed(talk, "1号别墅群45栋全部拆除完毕")
    assert talk.press_data(OFFICIAL, "cl:1:submit") == PHOTO_LACKS
    talk.now += timedelta(hours=1)
    talk.sends(OFFICIAL, "复绿.jpg")
    talk.presses(OFFICIAL, "提交")
    assert state(talk, 1) is State.APPLIED


def test_an_empty_file_is_refused_at_once(talk: Dialogue) -> None:
    shows(talk, SHOWN[:3])
    held = shown(talk)
    assert talk.sends(OFFICIAL, "现场.jpg", size=0) == ("文件“现场.jpg”为空，未采用，请重新发送。")
    assert shown(talk) == held
    assert talk.sends(OFFICIAL, "现场.jpg") != ""
    assert talk.labels(OFFICIAL) == []


def test_a_photo_of_another_item_is_refused_once_it_is_there(talk: Dialogue) -> None:
    dust_shown(talk)
    talk.says(OFFICIAL, "/close 1")
    shows(talk)
    kept(talk, SAME_FILE)
    assert talk.last(OFFICIAL).text == (
        "文件“现场.jpg”已用于任务 4，不能作为任务 1 的佐证，请重新提供。"
    )
    assert talk.presses(OFFICIAL, "提交") == PHOTO_LACKS
    heard = talk.sends(OFFICIAL, "另一张.jpg")
    assert heard.splitlines()[-1] == "佐证材料：2 份"
    talk.presses(OFFICIAL, "提交")
    assert state(talk, 1) is State.APPLIED


def test_an_honest_photo_sent_twice_for_one_item_is_taken(talk: Dialogue) -> None:
    shows(talk, SHOWN[:4])
    kept(talk, SAME_FILE)
    talk.sends(OFFICIAL, "扬尘.jpg")
    kept(talk, SAME_FILE)
    assert not talk.last(OFFICIAL).text.startswith("文件“扬尘.jpg”已用于")


def test_a_photo_of_a_card_that_was_dropped_is_still_to_be_shown(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "扬尘.jpg", "4号建筑工地扬尘治理已完成60%")
    talk.presses(OFFICIAL, "取消")
    talk.says(OFFICIAL, "/close 1")
    shows(talk)
    kept(talk, SAME_FILE)
    talk.presses(OFFICIAL, "提交")
    assert state(talk, 1) is State.APPLIED


def test_one_photo_is_not_shown_in_two_applications(talk: Dialogue) -> None:
    shows(talk)
    kept(talk, SAME_FILE)
    talk.says(OFFICIAL, "/close 4")
    for act, what in SHOWN:
        name = what.replace("现场", "扬尘")
        (talk.says if act == "says" else talk.sends)(OFFICIAL, name)
    kept(talk, SAME_FILE)
    talk.press_data(OFFICIAL, "cl:2:submit")
    assert talk.press_data(OFFICIAL, "cl:1:submit") == PHOTO_LACKS
    assert (state(talk, 1), state(talk, 4)) == (State.UNDER_WAY, State.APPLIED)


def test_a_file_older_than_the_campaign_is_refused(talk: Dialogue) -> None:
    shows(talk, SHOWN[:3])
    old = datetime(2026, 6, 1, tzinfo=UTC)
    sent = IncomingFile("photo", "old", "旧照.jpg", 1000, made_at=old)
    assert talk.says(OFFICIAL, file=sent) == PHOTO_LACKS
    kept(talk)
    assert talk.last(OFFICIAL).text == (
        "文件“旧照.jpg”形成于2026年6月1日（周一），早于任务 1 启动，未采用，请重新提供。"
    )


def test_a_forwarded_photo_from_before_the_report_is_no_photo_of_what_is_done(
    talk: Dialogue,
) -> None:
    shows(talk, SHOWN[:3])
    before = talk.now - timedelta(days=3)
    sent = IncomingFile("photo", "before", "转发.jpg", 1000, made_at=before)
    assert talk.says(OFFICIAL, file=sent) == PHOTO_LACKS


def test_what_is_found_after_the_application_keeps_it_from_passing(talk: Dialogue) -> None:
    dust_shown(talk)
    applied(talk)
    kept(talk, SAME_FILE)
    assert "已用于任务 4" in talk.last(OFFICIAL).text
    checked(talk)
    talk.presses(VERIFIER, "提交：通过")
    assert talk.toast == "第 3 条缺：最近一次报告之后的照片，只能退回。"
    assert state(talk, 1) is State.UNDER_CHECK

"""A false report is noticed, explained, concluded and counted; nobody else hears of any of it."""

from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from storage.db.engine import reading
from storage.workbook import export_workbook
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.evidence_in import fetched
from tests.support.facts import facts
from tests.support.scenes import jpeg, scene
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER, OUTSIDER, VERIFIER

SITE = scene(7)
FILES = {
    "东区.jpg": jpeg(SITE),
    "工地.jpg": jpeg(SITE.resize((640, 480)), quality=40),
    "西区.jpg": jpeg(scene(8)),
}
"""The second is the first, made small and compressed."""

A_DAY = timedelta(days=1)


def reported(talk: Dialogue, words: str, file: str = "") -> None:
    if file:
        talk.sends(OFFICIAL, file, words)
    else:
        talk.says(OFFICIAL, words)
    talk.presses(OFFICIAL, "确认")


@pytest.fixture
def talk(talk: Dialogue, tmp_path: Path) -> Dialogue:
    """A figure has fallen, and one picture was shown for two items; the next morning is here."""
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    reported(talk, "1号别墅群已拆除20栋", "东区.jpg")
    reported(talk, "建筑工地扬尘治理正在整改", "工地.jpg")
    talk.now += A_DAY
    reported(talk, "1号别墅群已拆除12栋", "西区.jpg")
    fetched(talk, tmp_path, FILES)
    return talk


FALLEN = """疑点 1：报告数下降
任务：1 1号别墅群拆除
责任人：青山县 张伟
本次：12栋
20261125-00003 2026-11-25 09:00 张伟
对照：20栋
20261124-00001 2026-11-24 09:00 张伟
状态：待责任人说明"""

SAME_PICTURE = """疑点 2：图片与此前相同
任务：4 建筑工地扬尘治理
责任人：青山县 张伟
本次：工地.jpg
20261124-00002 2026-11-24 09:00 张伟
对照：东区.jpg
任务：1 1号别墅群拆除
责任人：青山县 张伟
20261124-00001 2026-11-24 09:00 张伟
状态：待责任人说明"""

QUESTIONS = [
    "任务：1 1号别墅群拆除\n11月25日（周三）报告完成12栋，低于此前报告的20栋，请您书面说明情况。",
    "任务：4 建筑工地扬尘治理\n图片“工地.jpg”与另一项任务的图片相同，请您书面说明情况。",
]


def test_the_office_and_the_verifier_see_both_sides_and_the_owner_is_asked(talk: Dialogue) -> None:
    heard = tick(talk, None, "radar")
    assert heard == {
        OFFICE: [FALLEN, SAME_PICTURE],
        VERIFIER: [FALLEN, SAME_PICTURE],
        OFFICIAL: QUESTIONS,
    }
    assert talk.labels(OFFICE) == ["查看本次图片", "查看对照图片", "已说明", "属实", "虚假"]
    assert talk.labels(VERIFIER) == ["查看本次图片", "查看对照图片"]
    assert talk.labels(OFFICIAL) == ["书面说明"]


def test_each_is_found_once(talk: Dialogue) -> None:
    tick(talk, None, "radar")
    assert tick(talk, None, "radar") == {}
    assert tick(talk, talk.now + A_DAY, "radar") == {}


@pytest.mark.parametrize("who", [OFFICE, VERIFIER])
def test_both_pictures_are_shown(talk: Dialogue, who: int) -> None:
    tick(talk, None, "radar")
    assert (
        talk.presses(who, "查看本次图片")
        == "佐证材料（回执 20261124-00002）\n建筑工地扬尘治理正在整改"
    )
    assert talk.last(who).file == "工地.jpg"
    assert (
        talk.presses(who, "查看对照图片") == "佐证材料（回执 20261124-00001）\n1号别墅群已拆除20栋"
    )
    assert talk.last(who).file == "东区.jpg"


def test_from_the_question_to_the_count(talk: Dialogue, tmp_path: Path) -> None:
    tick(talk, None, "radar")
    first = talk.chats[OFFICIAL]
    question = next(n for n, shown in first.items() if shown.text == QUESTIONS[0])
    assert talk.press_data(OFFICIAL, "rf:1:explain", question) == "请书面说明任务 1 的有关情况。"
    told = talk.says(OFFICIAL, "上次误将签约数报为拆除数，现予更正说明")
    assert told.splitlines()[0] == "您的说明已转整改办。"
    assert first[question].text == "任务：1 1号别墅群拆除\n张伟的书面说明已转整改办。"
    assert (
        talk.last(OFFICE).text
        == talk.last(VERIFIER).text
        == (
            FALLEN.replace("待责任人说明", "已书面说明，待认定")
            + "\n张伟的说明：上次误将签约数报为拆除数，现予更正说明"
        )
    )
    assert talk.says(OFFICE, "/radar") == (
        "疑点：待认定 2 条，已认定虚假 0 条\n青山县：待认定 2，虚假 0\n\n"
        "2. 任务 4，图片与此前相同（待责任人说明）\n1. 任务 1，报告数下降（已书面说明，待认定）"
    )
    talk.presses(OFFICE, "疑点 1")
    assert talk.presses(OFFICE, "属实").splitlines()[-3:] == [
        "状态：属实",
        "张伟的说明：上次误将签约数报为拆除数，现予更正说明",
        "认定人：赵静",
    ]
    talk.presses(OFFICE, "疑点 2")
    assert talk.presses(OFFICE, "虚假") == (
        "将认定任务 4 所报情况虚假（疑点 2），并计入责任单位。是否确认？"
    )
    assert talk.presses(OFFICE, "确认虚假").splitlines()[-2:] == ["状态：虚假", "认定人：赵静"]
    assert talk.says(VERIFIER, "/radar") == (
        "疑点：待认定 0 条，已认定虚假 1 条\n青山县：待认定 0，虚假 1"
    )
    assert talk.last(OFFICIAL).buttons == {}
    assert facts(talk.engine)[-7:] == [
        *("FlagRaised", "FlagAsked") * 2,
        *("FlagExplained", "FlagConcluded", "FlagConcluded"),
    ]
    assert verified(talk.engine, tmp_path) is None


@pytest.mark.parametrize("words", ["/radar", "/radar 1", "/radar 青山县"])
@pytest.mark.parametrize("who", [OFFICIAL, OTHER, LEADER])
def test_for_everybody_else_the_command_does_not_exist(
    talk: Dialogue, who: int, words: str
) -> None:
    tick(talk, None, "radar")
    assert talk.says(who, words) == "没有命令 /radar，请查看 /help"
    assert "radar" not in talk.says(who, "/help")


@pytest.mark.parametrize("who", [OFFICIAL, OTHER, LEADER])
@pytest.mark.parametrize("act", ["show", "this", "other", "explained", "sure"])
def test_for_everybody_else_its_buttons_do_not_work(talk: Dialogue, who: int, act: str) -> None:
    tick(talk, None, "radar")
    heard = talk.press_data(who, f"rf:1:{act}")
    assert (heard, talk.toast) == ("", "此按钮已失效。")
    assert talk.says(OFFICE, "/radar").splitlines()[0] == "疑点：待认定 2 条，已认定虚假 0 条"


def test_whoever_is_not_in_the_ledger_gets_no_trace(talk: Dialogue) -> None:
    tick(talk, None, "radar")
    heard = [talk.says(OUTSIDER, "/radar"), talk.press_data(OUTSIDER, "rf:1:show"), talk.toast]
    assert [words for words in heard if "疑点" in words or "1号别墅群" in words] == []


def test_a_group_hears_nothing(talk: Dialogue) -> None:
    tick(talk, None, "radar")
    assert talk.says(OFFICE, "/radar", chat=GROUP) == ""
    for data in ("rf:1:show", "rf:1:explain", "rl:0"):
        assert talk.press_data(OFFICE, data, chat=GROUP) == ""
        assert talk.toast == "此按钮已失效。"


def test_no_digest_card_list_or_export_gives_a_trace(talk: Dialogue, tmp_path: Path) -> None:
    tick(talk, None, "radar")
    talk.presses(OFFICE, "虚假")
    talk.presses(OFFICE, "确认虚假")
    tick(talk, talk.now + A_DAY)
    said = [talk.says(who, words) for who in (LEADER, OFFICIAL) for words in WHERE_IT_COULD_STAND]
    said += [shown.text for chat in (GROUP, LEADER) for shown in talk.chats[chat].values()]
    assert [words for words in said if "疑点" in words or "虚假" in words] == []
    with reading(talk.engine) as tx:
        export_workbook(tx, tmp_path / "a.xlsx", now=talk.now)
    with ZipFile(tmp_path / "a.xlsx") as workbook:
        sheets = b"".join(workbook.read(name) for name in workbook.namelist()).decode("utf-8")
    assert [word for word in ("疑点", "虚假", "Flag", "same_photo") if word in sheets] == []


WHERE_IT_COULD_STAND = [
    "/my",
    "/item 1",
    "/item 4",
    "/status",
    "/digest",
    "/search 工地",
    "/overdue",
]

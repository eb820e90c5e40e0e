"""Striking off, seen by those who decide: the evidence itself, and what they are told when."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from schedules import public_notices
from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.applications import applied, confirmed, passed, shows, villas_down
from tests.support.dialogue import Dialogue
from tests.support.evidence_in import fetched, kept
from tests.support.scenes import jpeg, scene
from tests.support.small_city import OFFICE, OFFICIAL, OTHER, VERIFIER

pytestmark = pytest.mark.begins(after=[villas_down])


@pytest.mark.begins(after=[applied])
def test_the_verifier_looks_at_the_evidence(talk: Dialogue) -> None:
    assert talk.presses(VERIFIER, "查看佐证材料（2）").split("\n\n") == [
        "文件“现场.jpg”尚未收到：佐证材料（回执 20261124-00002）",
        "文件“巡查制度.pdf”尚未收到：佐证材料（回执 20261124-00002）",
    ]
    kept(talk)
    assert talk.presses(VERIFIER, "查看佐证材料（2）").split("\n\n") == [
        "佐证材料（回执 20261124-00002）",
        "佐证材料（回执 20261124-00002）",
    ]
    assert talk.last(VERIFIER).file == "巡查制度.pdf"


def test_much_evidence_comes_in_parts(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    for number in range(6):
        talk.sends(OFFICIAL, f"现场{number}.jpg")
    talk.presses(OFFICIAL, "确认")
    kept(talk)
    talk.press_data(OFFICE, "ev:1:0")
    assert talk.labels(OFFICE) == ["继续查看（还有1份）"]
    talk.presses(OFFICE, "继续查看（还有1份）")
    assert [shown.file for shown in talk.chats[OFFICE].values()] == [
        f"现场{number}.jpg" for number in range(6)
    ]


@pytest.mark.begins(after=[applied])
def test_evidence_is_shown_to_nobody_else(talk: Dialogue) -> None:
    kept(talk)
    assert talk.press_data(OTHER, "ev:1:0") == ""
    assert talk.toast == "此按钮已失效。"
    assert talk.presses(VERIFIER, "查看佐证材料（2）") != ""


@pytest.mark.begins(after=[applied, passed])
def test_the_office_is_told_once_when_the_notice_is_over(talk: Dialogue) -> None:
    assert [
        told(talk, day) for day in ("2026-12-07", "2026-12-08", "2026-12-08", "2026-12-09")
    ] == [
        {},
        {OFFICE: ["公示期已满，可办理销号。"]},
        {},
        {},
    ]
    talk.presses(OFFICE, "销号")
    heard = talk.presses(OFFICE, "确认销号")
    assert heard == "已销号：1 1号别墅群拆除（整改销号〔2026〕1号）\n\n对账销号单"


@pytest.mark.begins(after=[applied, passed])
def test_the_office_is_not_told_to_strike_off_what_fell_short(talk: Dialogue) -> None:
    confirmed(talk, "更正：1号别墅群还剩2栋没拆")
    assert told(talk, "2026-12-08") == {OFFICE: ["公示期已满，但任务 1 尚未完成：还差2栋。"]}


@pytest.mark.begins(after=[applied, passed])
def test_nor_what_is_said_not_to_be_done(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群仍在清运垃圾，没有完成")
    assert told(talk, "2026-12-08") == {OFFICE: ["公示期已满，但任务 1 最近一次报告表明尚未完成。"]}


def told(talk: Dialogue, day: str) -> dict[int, list[str]]:
    """The first lines of what the notices' duty says at nine in the morning."""
    talk.now = datetime.fromisoformat(f"{day}T09:00:00+08:00")
    with writing(talk.engine) as tx:
        public_notices.run(tx, talk.city, talk.now)
    return {
        chat: [words.splitlines()[0] for words in heard] for chat, heard in talk.deliver().items()
    }


def test_without_a_verifier_the_office_hears_of_it(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(
            update(persons).where(persons.c.account == telegram_chat(VERIFIER)).values(account=None)
        )
    applied(talk)
    assert talk.last(OFFICE).text == (
        "任务 1 1号别墅群拆除 已申请销号，但验收单位（市生态环境局）没有已登记的验收人，请尽快指定并登记。"
    )


def test_cancel_drops_the_question_that_is_open(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    assert talk.says(OFFICIAL, "/cancel") == ("任务 1 的销号申请已取消，未记入台账。")
    assert talk.says(OFFICIAL, "/cancel") == "当前没有可取消的操作。"


TAKEN = {
    "on the day of the report": (datetime(2026, 11, 24, 8, 30), "已提交销号申请"),  # noqa: DTZ001
    "two days before it": (datetime(2026, 11, 22, 8, 30), "第 3 条还缺"),  # noqa: DTZ001
    "before the campaign": (datetime(2026, 5, 1, 8, 30), "第 3 条还缺"),  # noqa: DTZ001
}
"""When the camera of the photo for the third clause says it was taken, and what handing in says."""


@pytest.mark.parametrize("taken", TAKEN)
def test_a_photo_is_as_old_as_its_camera_says(talk: Dialogue, tmp_path: Path, taken: str) -> None:
    moment, heard = TAKEN[taken]
    talk.now += timedelta(hours=2)
    talk.says(OFFICIAL, "/close 1")
    shows(talk)
    photo = jpeg(scene(1), taken=moment)
    fetched(talk, tmp_path, {"现场.jpg": photo, "巡查制度.pdf": b"%PDF-1.4 rules"})
    assert heard in talk.presses(OFFICIAL, "提交")

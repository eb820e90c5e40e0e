"""`/verify`: leaders and the office hear in one line whether the ledger was tampered with."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.database_thread import DatabaseThread
from bot.verifier import Verifier
from bot.wakeups import Wakeups
from storage.db.engine import reading, writing
from storage.ledger import heads
from storage.ledger.tables import persons, reports
from tests.support.applications import confirmed
from tests.support.dialogue import Dialogue
from tests.support.hand_clock import HandClock
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

LATER = "正在核验台账与流水，完成后将结果发送至您的私聊。"


async def answers(talk: Dialogue, folder: Path) -> dict[int, list[str]]:
    """Return what is heard by those who asked."""
    ledger = DatabaseThread(talk.engine)
    verifier = Verifier(ledger, HandClock(), Wakeups(), talk.city, folder)
    while await verifier.answer():
        pass
    return talk.deliver()


def head(talk: Dialogue) -> str:
    with reading(talk.engine) as tx:
        found = heads.current(tx)
    assert found is not None
    return found.hash[:12]


async def test_one_line_says_that_all_is_whole(talk: Dialogue, tmp_path: Path) -> None:
    """To all who have asked by then, and once to each."""
    confirmed(talk, "1号别墅群已拆除12栋")
    assert [talk.says(who, "/verify") for who in (LEADER, OFFICE, OFFICE)] == [LATER] * 3
    said = f"台账完整：流水共1条，校验码{head(talk)}…，核验于2026-11-24 09:00。"
    assert await answers(talk, tmp_path) == {LEADER: [said], OFFICE: [said]}
    assert await answers(talk, tmp_path) == {}


async def test_one_line_says_what_was_tampered_with(talk: Dialogue, tmp_path: Path) -> None:
    confirmed(talk, "1号别墅群已拆除12栋")
    with writing(talk.engine) as tx:
        tx.execute(update(reports).values(words="1号别墅群已拆除45栋"))
    talk.says(LEADER, "/verify")
    assert await answers(talk, tmp_path) == {
        LEADER: ["流水第 1 号被改动：台账内容与流水不符——进展记录 1（words）"]
    }


@pytest.mark.parametrize("who", [OFFICIAL, OTHER, VERIFIER])
async def test_for_others_there_is_no_such_command(
    talk: Dialogue, tmp_path: Path, who: int
) -> None:
    assert talk.says(who, "/verify") == "没有命令 /verify，请查看 /help"
    assert await answers(talk, tmp_path) == {}


async def test_whoever_lost_the_right_meanwhile_hears_nothing(
    talk: Dialogue, tmp_path: Path
) -> None:
    talk.says(LEADER, "/verify")
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "李敏").values(roles="责任人"))
    assert await answers(talk, tmp_path) == {}

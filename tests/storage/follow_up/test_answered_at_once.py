"""Two people answer one thing: the second hears who was first, with what, and loses no word unsaid.

On PostgreSQL the second has begun before the first is committed; on SQLite he comes after.
"""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.incoming import Chat, Incoming, IncomingMessage
from messages.outgoing import Reply
from rules.policy.city import City
from schedules import circular, prompts
from storage.closing.tables import closings
from storage.db.engine import Engine, Tx, reading, writing
from storage.follow_up import extensions, rounds
from storage.follow_up.rounds import Opening
from storage.follow_up.tables import blockers, deputies, instructions, round_entries
from storage.follow_up.tables import extensions as requests
from storage.follow_up.tables import prompts as calls
from storage.ledger.tables import persons
from storage.people import people
from tests.support.applications import dossier, villas_down
from tests.support.at_once import Work, one_inside_the_other, pressed
from tests.support.dialogue import Dialogue
from tests.support.facts import facts
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, VERIFIER

HEAD = 106
FRIDAY = MORNING.replace(day=27, hour=4)


def answer(heard: Incoming, tx: Tx) -> Reply:
    return Dispatcher(City()).answer(tx, heard, MORNING)


def said(who: int, words: str) -> Work:
    return partial(
        answer,
        IncomingMessage(
            Chat(telegram_chat(who), False, ""), telegram_chat(who), words, 900 + who, MORNING
        ),
    )


def presses(who: int, data: str) -> Work:
    return partial(answer, pressed(who, data))


def confirms(talk: Dialogue, who: int, words: str) -> Work:
    """Confirm the card of these words, which are shown before."""
    talk.says(who, words)
    return presses(who, talk.last(who).buttons["确认"])


def words_to(chat: int, spoken: Reply) -> list[str]:
    return [message.text for message in spoken.messages if message.chat.id == chat]


def rows(engine: Engine, *columns: Any) -> list[tuple[Any, ...]]:
    with reading(engine) as tx:
        return [tuple(row) for row in tx.execute(select(*columns))]


def two_heads(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)
        heads_his_bureau = update(persons).where(persons.c.name == "王强")
        tx.execute(heads_his_bureau.values(roles="验收人、单位负责人"))


pytestmark = pytest.mark.begins(after=[two_heads])


def test_one_instruction(talk: Dialogue, engine: Engine) -> None:
    talk.says(LEADER, "/instruct 1 务必于月底前完成")
    for who in (OFFICIAL, HEAD):
        talk.press_data(who, "n:1:answer")
    first, second = one_inside_the_other(
        engine,
        confirms(talk, OFFICIAL, "已增派两个班组"),
        confirms(talk, HEAD, "已约谈施工单位"),
    )
    assert words_to(OFFICIAL, first)[0].splitlines()[0] == "答复已转达。"
    assert [m.text for m in second.messages] == [
        "此事项已由张伟答复。\n答复：已增派两个班组\n"
        "您的内容未记入。如需补充，请发送 /report 1 和您的内容。"
    ]
    assert rows(engine, instructions.c.answer, instructions.c.answered_by) == [
        ("已增派两个班组", 1)
    ]
    assert facts(engine).count("InstructionAnswered") == 1


def blocker_asked_of_two(talk: Dialogue) -> None:
    talk.hands_in(OFFICIAL, "/blocker 1 需市生态环境局出具监测意见")
    for who in (VERIFIER, OFFICE):
        talk.press_data(who, "b:1:answer")


def test_one_blocker(talk: Dialogue, engine: Engine) -> None:
    blocker_asked_of_two(talk)
    first, second = one_inside_the_other(
        engine,
        confirms(talk, OFFICE, "已请监测站周五前出具"),
        confirms(talk, VERIFIER, "监测意见11月26日前出具"),
    )
    assert words_to(OFFICE, first)[0].splitlines()[0] == "答复已转达。"
    assert [m.text for m in second.messages] == [
        "此事项已由赵静答复。\n答复：已请监测站周五前出具\n"
        "您的内容未记入。如需补充，请直接告知青山县 张伟。"
    ]
    assert rows(engine, blockers.c.answer, blockers.c.answered_by) == [("已请监测站周五前出具", 3)]
    assert facts(engine).count("BlockerAnswered") == 1


def test_whoever_may_report_on_the_item_adds_his_words_there(
    talk: Dialogue, engine: Engine
) -> None:
    blocker_asked_of_two(talk)
    _, second = one_inside_the_other(
        engine,
        confirms(talk, VERIFIER, "监测意见11月26日前出具"),
        confirms(talk, OFFICE, "已请监测站周五前出具"),
    )
    assert words_to(OFFICE, second) == [
        "此事项已由王强答复。\n答复：监测意见11月26日前出具\n"
        "您的内容未记入。如需补充，请发送 /report 1 和您的内容。"
    ]


def round_opened(tx: Tx) -> int:
    """The entry of item 1."""
    rounds.open_round(tx, Opening("office:x", 3, FRIDAY), MORNING)
    return next(int(e.id) for e in rounds.entries(tx, 1) if e.item_id == 1)


def test_one_reason_why_nothing_changed(talk: Dialogue, engine: Engine) -> None:
    with writing(engine) as tx:
        entry = round_opened(tx)
    for who in (OFFICIAL, HEAD):
        talk.press_data(who, f"r:{entry}:same")
    _, second = one_inside_the_other(
        engine,
        confirms(talk, OFFICIAL, "连续降雨无法施工"),
        confirms(talk, HEAD, "等待评估报告"),
    )
    assert words_to(HEAD, second) == [
        "此事项已由张伟答复。\n答复：连续降雨无法施工\n您的内容未记入。如需补充，请发送 /report 1 和您的内容。"
    ]
    reasons = rows(engine, round_entries.c.reason, round_entries.c.answered_by)
    assert [row for row in reasons if row[0]] == [("连续降雨无法施工", 1)]


def test_nothing_is_published_of_a_round_cancelled_meanwhile(
    talk: Dialogue, engine: Engine
) -> None:
    with writing(engine) as tx:
        round_opened(tx)
    _, written = one_inside_the_other(
        engine, presses(OFFICE, "rc:1"), lambda tx: circular.run(tx, City(), FRIDAY)
    )
    assert written == 0
    assert [fact for fact in facts(engine) if fact.startswith("Round")] == [
        "RoundOpened",
        "RoundCancelled",
    ]
    assert talk.now == MORNING


def test_one_request_for_a_later_deadline(talk: Dialogue, engine: Engine) -> None:
    words = "/extend 1 2026年12月25日 连续降雨无法施工"
    _, second = one_inside_the_other(
        engine, confirms(talk, OFFICIAL, words), confirms(talk, HEAD, words)
    )
    assert words_to(HEAD, second) == ["任务 1 已有一项延期申请正在审批，请等待结果。"]
    assert rows(engine, requests.c.person_id, requests.c.state) == [(1, "asked")]


@pytest.mark.parametrize(
    ("who", "data", "told"),
    [
        pytest.param(HEAD, "x:1:ok", "此申请已由陈晨审批。", id="granted"),
        pytest.param(OFFICIAL, "xw:1", "此申请已由张伟撤回。", id="withdrawn"),
    ],
)
def test_one_decision(talk: Dialogue, engine: Engine, who: int, data: str, told: str) -> None:
    with writing(engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 6).values(roles="整改办"))
    talk.hands_in(OFFICIAL, "/extend 1 2026年12月25日 连续降雨无法施工")
    talk.press_data(OFFICE, "x:1:no")
    _, second = one_inside_the_other(engine, presses(who, data), said(OFFICE, "请先增派班组"))
    assert words_to(OFFICE, second) == [told]
    with reading(engine) as tx:
        request = extensions.by_id(tx, 1)
    assert request is not None
    assert request.decision == ""


def test_one_prompt(talk: Dialogue, engine: Engine) -> None:
    with writing(engine) as tx:
        prompts.run(tx, City(), MORNING)
    call = next(number for number, item in rows(engine, calls.c.id, calls.c.item_id) if item == 1)
    _, second = one_inside_the_other(
        engine, presses(OFFICIAL, f"p:{call}:on_schedule"), presses(HEAD, f"p:{call}:done")
    )
    assert second.toast == "此项已于 2026-11-24 09:00 回复：按期推进"
    assert talk.toast == ""


def test_one_application_begun(talk: Dialogue, engine: Engine) -> None:
    villas_down(talk)
    talk.chats.clear()
    one_inside_the_other(engine, said(OFFICIAL, "/close 1"), said(HEAD, "/close 1"))
    assert rows(engine, closings.c.state) == [("gathering",)]
    assert talk.chats == {}


def test_an_application_handed_in_is_not_dropped(engine: Engine) -> None:
    talk = dossier(engine)
    with writing(engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)
    one_inside_the_other(engine, presses(HEAD, "cl:1:submit"), said(OFFICIAL, "/cancel"))
    assert rows(engine, closings.c.state) == [("applied",)]
    assert "销号申请：1 1号别墅群拆除" in talk.says(VERIFIER, "/review")


def test_a_clause_is_not_written_anew_after_it_was_handed_in(engine: Engine) -> None:
    talk = dossier(engine)
    with writing(engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)
    talk.press_data(OFFICIAL, "cl:1:again:0")
    one_inside_the_other(engine, presses(HEAD, "cl:1:submit"), said(OFFICIAL, "重新查清"))
    assert "重新查清" not in talk.says(VERIFIER, "/review")


def test_one_deputy_for_the_same_days(talk: Dialogue, engine: Engine) -> None:
    days = "2026-12-01 2026-12-10"
    one_inside_the_other(
        engine, said(OFFICIAL, f"/deputy 陈晨 {days}"), said(OFFICE, f"/deputy 张伟 刘洋 {days}")
    )
    standing = rows(engine, deputies.c.deputy_id, deputies.c.ended_at)
    assert [row[0] for row in standing if row[1] is None] == [5]
    assert talk.chats == {}


def test_one_appointment_ended(talk: Dialogue, engine: Engine) -> None:
    talk.says(OFFICIAL, "/deputy 陈晨 2026-12-01 2026-12-10")
    one_inside_the_other(engine, said(OFFICIAL, "/deputy 结束"), said(OFFICE, "/deputy 结束 张伟"))
    assert facts(engine).count("DeputyEnded") == 1

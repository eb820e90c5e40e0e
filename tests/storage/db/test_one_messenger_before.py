"""A ledger in use that knew one messenger: every chat gets its address, and what waited goes on."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from bot.database_thread import DatabaseThread
from bot.telegram.addresses import NAME
from bot.telegram.updates import parse_raw
from bot.wakeups import Wakeups
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from messages.outgoing import OutgoingMessage
from notices import mail
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from storage.db.engine import Engine, reading, writing
from storage.db.migrate import upgrade
from storage.ledger import journal
from storage.ledger.tables import persons
from storage.people import groups, people
from storage.reporting import evidence
from tests.support.accounts import ZHANG
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.hand_clock import HandClock
from tests.support.older_ledgers import as_of
from tests.support.small_city import GROUP, MORNING, OFFICE, OFFICIAL, OTHER, settle

SENTENCE = "1号别墅群已拆除12栋，还剩33栋"
REASON = "已完成测绘，等审批，请延期到12月21日"

NEW_UPDATE = """
    INSERT INTO inbox (update_id, chat_id, raw, received_at, state, attempts, last_error)
    VALUES (:number, :chat, :raw, '2026-11-24 01:00:00', 'waiting', 0, '')
"""
NEW_MESSAGE = """
    INSERT INTO outbox (chat_id, about, urgency, content, made_at, state, attempts, last_error)
    VALUES (:chat, '', 1, :content, '2026-11-24 01:00:00', 'waiting', 0, '')
"""


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    """A city in use, as the program knew it before chats had addresses."""
    settle(engine)
    talk = Dialogue(engine)
    talk.says(OFFICE, "/bind 青山县", chat=GROUP)
    talk.says(OFFICIAL, SENTENCE)
    as_of(engine, "0011")
    return talk


def said(number: int, who: int, words: str, chat: int) -> dict[str, object]:
    """A row of the inbox as an older program wrote it."""
    place = {"id": chat, "type": "private" if chat == who else "supergroup", "title": "群"}
    person = {"id": who, "is_bot": False, "first_name": "某人"}
    message = {"message_id": 900 + number, "date": 1795482000, "from": person, "chat": place}
    raw = {"update_id": number, "message": message | {"text": words}}
    return {"number": number, "chat": chat, "raw": json.dumps(raw)}


def test_people_groups_and_open_cards_go_on(engine: Engine, talk: Dialogue) -> None:
    upgrade(engine)
    with reading(engine) as tx:
        assert people.by_id(tx, ZHANG).account == ChatAddress("telegram", OFFICIAL)
        assert [group.chat for group in groups.bound(tx)] == [ChatAddress("telegram", GROUP)]
    assert talk.presses(OFFICIAL, "确认").splitlines()[0] == "已记入台账"
    assert talk.says(OTHER, "/overdue", chat=GROUP).splitlines()[0] == "逾期任务：1 项"


async def test_what_waited_is_answered_and_sent(engine: Engine, talk: Dialogue) -> None:
    with engine.begin() as tx:
        tx.execute(text(NEW_UPDATE), said(7, OFFICIAL, "/search 别墅", OFFICIAL))
        tx.execute(text(NEW_UPDATE), said(8, OTHER, "/overdue", GROUP))
        words = {"chat": OFFICIAL, "content": json.dumps({"text": "期限提醒"})}
        tx.execute(text(NEW_MESSAGE), words)
    upgrade(engine)
    ledger = DatabaseThread(engine)
    worker = Worker(ledger, HandClock(), Dispatcher(City()), {NAME: parse_raw}, Wakeups())
    assert (await worker.drain_once()).count == 2
    told = talk.deliver()
    assert (told[OFFICIAL][0], len(told[OFFICIAL]), len(told[GROUP])) == ("期限提醒", 2, 2)
    ledger.close()


def test_an_open_question_is_still_open(engine: Engine, talk: Dialogue) -> None:
    upgrade(engine)
    talk.says(OFFICIAL, "/extend 1 12月21日")
    as_of(engine, "0011")
    upgrade(engine)
    assert (
        talk.hands_in(OFFICIAL, REASON).splitlines()[0]
        == "延期申请已提交整改办，审批结果将告知您。"
    )


def test_a_file_that_was_not_fetched_yet_is_telegrams(engine: Engine, talk: Dialogue) -> None:
    upgrade(engine)
    talk.sends(OFFICIAL, "现场.jpg")
    as_of(engine, "0011")
    upgrade(engine)
    with reading(engine) as tx:
        assert [row.name for row in evidence.to_fetch(tx, NAME, MORNING)] == ["现场.jpg"]
        assert evidence.to_fetch(tx, "lines", MORNING) == []


def test_the_journal_of_older_programs_names_accounts_by_number(
    engine: Engine, talk: Dialogue
) -> None:
    """An entry is never rewritten: `verify` reads the bare number as Telegram's."""
    with writing(engine) as tx:
        journal.write(tx, "Enrolled", {"account": OFFICIAL}, now=MORNING, person=ZHANG)
    upgrade(engine)
    assert verified(talk.engine) is None
    with writing(engine) as tx:
        people.bind(tx, ZHANG, ChatAddress("lines", OFFICIAL), MORNING)
    assert verified(talk.engine) is not None


def test_it_goes_back_as_it_was(engine: Engine, talk: Dialogue) -> None:
    query = text("SELECT id, chat_id FROM persons ORDER BY id")
    with engine.connect() as tx:
        before = [tuple(row) for row in tx.execute(query)]
    upgrade(engine)
    as_of(engine, "0011")
    with engine.connect() as tx:
        assert [tuple(row) for row in tx.execute(query)] == before
    upgrade(engine)


def test_a_ledger_with_another_messenger_does_not_go_back(engine: Engine, talk: Dialogue) -> None:
    upgrade(engine)
    with writing(engine) as tx:
        mail.send(tx, OutgoingMessage(ChatAddress("lines", 1), "您好"), MORNING)
    with pytest.raises(RuntimeError, match="outbox has chats of other messengers"):
        as_of(engine, "0011")


def test_a_bare_number_is_nobodys_address(engine: Engine) -> None:
    with reading(engine) as tx, pytest.raises(StatementError, match="no address: 101"):
        tx.execute(select(persons.c.id).where(persons.c.account == OFFICIAL))

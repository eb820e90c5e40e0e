"""Pruning: what nobody needs is forgotten, what somebody may still refer to stays."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Table, insert, select

from bot.telegram.addresses import NAME, telegram_chat
from bot.telegram.raw_updates import received
from messages.outgoing import OutgoingMessage
from notices import live_messages
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.refs import Ref, RefKind
from schedules import prune
from storage.db.engine import Engine, Tx, reading, writing
from storage.ledger import journal
from storage.mail import due, inbox, outbox, retention
from storage.mail.tables import awaiting, drafts
from storage.mail.tables import inbox as inbox_rows
from storage.mail.tables import outbox as outbox_rows
from storage.queries.tables import shown_lists
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind
from tests.support.dialogue import Dialogue
from tests.support.small_city import MORNING, OFFICIAL

SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"
DAY = timedelta(days=1)
numbers = count(1)


def rows(engine: Engine, table: Table, *columns: Any) -> Sequence[Any]:
    with reading(engine) as tx:
        return [tuple(row) for row in tx.execute(select(*columns).order_by(*table.primary_key))]


def pruned(engine: Engine, now: datetime) -> int:
    with writing(engine) as tx:
        return prune.run(tx, City(), now)


def heard(engine: Engine, now: datetime, *states: str) -> None:
    """One update in each of these states."""
    with writing(engine) as tx:
        inbox.store(tx, [received({"update_id": next(numbers)}) for _ in states], now)
        for claimed, state in zip(inbox.claim(tx, [NAME], now), states, strict=False):
            if state == "done":
                inbox.mark_done(tx, [claimed.seq])
            if state == "parked":
                inbox.mark_failed(tx, claimed, "unreadable", now, at_once=True)


def test_updates_dealt_with_are_forgotten_after_a_month(engine: Engine) -> None:
    heard(engine, MORNING, "done", "parked", "done")
    heard(engine, MORNING + DAY, "done")
    assert pruned(engine, MORNING + 30 * DAY) == 0
    assert pruned(engine, MORNING + 30.5 * DAY) == 2
    assert rows(engine, inbox_rows, inbox_rows.c.seq, inbox_rows.c.state) == [
        (2, "parked"),
        (4, "done"),
    ]


def test_the_newest_row_stays_so_that_its_number_is_not_given_twice(engine: Engine) -> None:
    heard(engine, MORNING, "done", "done")
    assert pruned(engine, MORNING + 400 * DAY) == 1
    heard(engine, MORNING + 400 * DAY, "waiting")
    assert rows(engine, inbox_rows, inbox_rows.c.seq) == [(2,), (3,)]


def test_a_long_sweep_is_done_in_parts(engine: Engine) -> None:
    made = {
        "messenger": NAME,
        "chat": telegram_chat(1),
        "in_group": False,
        "raw": "",
        "received_at": MORNING,
        "attempts": 0,
        "last_error": "",
    }
    many = [{**made, "update_id": n, "state": "done"} for n in range(retention.AT_ONCE + 5)]
    with writing(engine) as tx:
        tx.execute(insert(inbox_rows), many)
    later = MORNING + 31 * DAY
    assert [pruned(engine, later) for _ in range(3)] == [retention.AT_ONCE, 4, 0]


def one_confirmed_one_left_lying(talk: Dialogue) -> None:
    """A report that was confirmed, and one that was left lying."""
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    talk.says(OFFICIAL, "4号扬尘治理完成一半")


pytestmark = pytest.mark.begins(after=[one_confirmed_one_left_lying])


def kinds(engine: Engine) -> list[str]:
    """What stands in the outbox: answers to presses, new messages, edits of such."""
    columns = (outbox_rows.c.urgency, outbox_rows.c.chat, outbox_rows.c.message_id)
    seen: set[tuple[int, int]] = set()
    found = []
    for urgency, chat, message in rows(engine, outbox_rows, *columns):
        known = "edit" if (chat, message) in seen else "message"
        found.append("toast" if urgency == Urgency.PRESS else known)
        seen.add((chat, message))
    return found


def test_toasts_and_earlier_words_go_first(talk: Dialogue) -> None:
    assert kinds(talk.engine) == ["message", "edit", "toast", "message"]
    pruned(talk.engine, MORNING + 31 * DAY)
    assert kinds(talk.engine) == ["message", "message"]


def test_a_reply_to_an_old_message_still_means_its_item(talk: Dialogue) -> None:
    pruned(talk.engine, MORNING + 179 * DAY)
    talk.now = MORNING + timedelta(hours=1)
    answer = talk.says(OFFICIAL, "又拆了3栋", reply_to=2)
    assert answer.splitlines()[1] == "任务：1 1号别墅群拆除"


def test_messages_and_cards_are_forgotten_after_half_a_year(talk: Dialogue) -> None:
    later = MORNING + 181 * DAY
    pruned(talk.engine, later)
    assert kinds(talk.engine) == ["message"]
    assert rows(talk.engine, drafts, drafts.c.words) == [("4号扬尘治理完成一半",)]
    with reading(talk.engine) as tx:
        assert journal.length(tx) == 1
        assert journal.first_broken(tx) is None


def test_a_button_under_a_forgotten_card_says_so(talk: Dialogue) -> None:
    pruned(talk.engine, MORNING + 181 * DAY)
    talk.press_data(OFFICIAL, "d:1:ok")
    assert talk.toast == "此按钮已失效。"


def test_the_card_of_a_closing_stays_as_long_as_the_closing(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 4")
    talk.says(OFFICIAL, "/cancel")
    talk.says(OFFICIAL, SENTENCE)
    pruned(talk.engine, MORNING + 181 * DAY)
    assert rows(talk.engine, drafts, drafts.c.id) == [(3,), (4,)]


def test_an_unsent_message_is_never_forgotten(engine: Engine) -> None:
    with writing(engine) as tx:
        _say(tx, "one")
        _say(tx, "two")
    assert pruned(engine, MORNING + 400 * DAY) == 0


def test_a_living_message_that_was_forgotten_is_said_anew(engine: Engine) -> None:
    with writing(engine) as tx:
        for text in ("one", "other"):
            _say(tx, text)
        for row in due.claim_due(tx, NAME, MORNING, due.Room(9, 9), due.ChatLimits()):
            outbox.mark_sent(tx, {row.id: row.id}, MORNING)
    pruned(engine, MORNING + 181 * DAY)
    with writing(engine) as tx:
        _say(tx, "one, changed", "one")
    assert kinds(engine) == ["message", "message"]


def _say(tx: Tx, text: str, name: str = "") -> None:
    chat = {"one": 1, "two": 2, "other": 3}[name or text]
    live_messages.say(
        tx, OutgoingMessage(telegram_chat(chat), text, live_key=Ref(RefKind.DRAFT, 1)), MORNING
    )


def test_a_list_is_forgotten_with_the_message_that_showed_it(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/my")
    talk.says(OFFICIAL, "/search 管网")
    pruned(talk.engine, MORNING + 180 * DAY)
    assert rows(talk.engine, shown_lists, shown_lists.c.kind) == [("my",), ("search",)]
    pruned(talk.engine, MORNING + 181 * DAY)
    assert rows(talk.engine, shown_lists, shown_lists.c.kind) == [("search",)]


def test_a_question_is_dropped_after_a_month(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        asked = OpenQuestion(QuestionKind.NEW_WORDS, Ref(RefKind.DRAFT, 2))
        open_questions.ask(tx, telegram_chat(OFFICIAL), 1, asked, MORNING)
    pruned(talk.engine, MORNING + 30 * DAY)
    assert len(rows(talk.engine, awaiting, awaiting.c.question)) == 1
    pruned(talk.engine, MORNING + 31 * DAY)
    assert rows(talk.engine, awaiting, awaiting.c.question) == []

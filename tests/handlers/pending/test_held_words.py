"""Words whose writer is asked what they are for are kept as words, not in what a message is about."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from bot.telegram.addresses import telegram_chat
from rules.policy.refs import Ref, RefKind
from rules.policy.requests import RequestKind
from storage.db.engine import reading, writing
from storage.follow_up import extensions, requests
from storage.mail import sent
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

NO_LONGER = "此按钮已失效。"
SHORT_OF_PIPES = "2号管网缺管材，请住建局协调"
WISH = "申请延期到12月21日，连续下雨"


def asked_what_for(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, SHORT_OF_PIPES)


def asked_of_which_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, WISH)


def last_about(talk: Dialogue) -> Ref | None:
    with reading(talk.engine) as tx:
        return sent.about(tx, telegram_chat(OFFICIAL), talk.last_number(OFFICIAL))


def pack_as_before(talk: Dialogue, about: str) -> None:
    """Write the newest message as the program wrote it that packed the words into it."""
    packed = text("UPDATE outbox SET about = :about WHERE id = (SELECT max(id) FROM outbox)")
    with writing(talk.engine) as tx:
        tx.execute(packed, {"about": about})


@pytest.mark.parametrize("begin", [asked_what_for, asked_of_which_item])
def test_what_a_message_is_about_is_a_reference(
    talk: Dialogue, begin: Callable[[Dialogue], None]
) -> None:
    begin(talk)
    about = last_about(talk)
    assert about is not None
    assert about.kind is RefKind.HELD


def test_words_packed_by_an_older_program_are_asked_for_again(talk: Dialogue) -> None:
    asked_what_for(talk)
    pack_as_before(talk, f"aside:blocker/item:1 3 {SHORT_OF_PIPES}")
    assert (talk.presses(OFFICIAL, "作为答复"), talk.toast) == ("", NO_LONGER)
    assert (talk.presses(OFFICIAL, "作为新消息"), talk.toast) == ("", NO_LONGER)
    with reading(talk.engine) as tx:
        assert requests.unanswered(tx, RequestKind.BLOCKER) == []


def test_so_is_a_wish_for_more_time(talk: Dialogue) -> None:
    asked_of_which_item(talk)
    pack_as_before(talk, f"extend:{WISH}")
    assert (talk.presses(OFFICIAL, "1 1号别墅群拆除"), talk.toast) == ("", NO_LONGER)
    with reading(talk.engine) as tx:
        assert extensions.waiting(tx) == []


def test_each_message_that_asks_has_its_own_words(talk: Dialogue) -> None:
    asked_what_for(talk)
    first = talk.last_number(OFFICIAL)
    talk.says(OFFICIAL, "2号管网缺人手，请住建局协调")
    talk.press_data(OFFICIAL, "as:answer", first)
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert [row.words for row in requests.unanswered(tx, RequestKind.BLOCKER)] == [
            SHORT_OF_PIPES
        ]


def test_edited_while_it_is_held_it_stands_as_it_was_sent(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, SHORT_OF_PIPES, message=500)
    edited = talk.says(OFFICIAL, "2号管网缺管材和人手", message=500, edited=True)
    assert edited == "原消息已按首次发送的内容处理，本次修改未生效；如需更改，请您重新发送。"
    talk.presses(OFFICIAL, "作为答复")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert [row.words for row in requests.unanswered(tx, RequestKind.BLOCKER)] == [
            SHORT_OF_PIPES
        ]

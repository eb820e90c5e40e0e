"""What messages and questions are about is carried over from a ledger that kept it in other words.

The older program's ledger is made by taking the migration back, so both ways are walked.
"""

from datetime import date

import pytest
from sqlalchemy import text

from bot.telegram.addresses import telegram_chat
from rules.policy.forecast import Light
from rules.policy.lists import ListKind, ListQuery
from rules.policy.live_keys import DigestPart, LiveKey, OfficeNotice, RoundBoard, RoundLetter
from rules.policy.refs import Ref, RefKind
from rules.policy.requests import RequestKind
from storage.db.engine import Engine, reading, writing
from storage.db.migrate import upgrade
from storage.follow_up import extensions, requests
from storage.mail import sent, strangers
from storage.queries import shown_lists
from tests.support.applications import EASY, applied, villas_down
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.older_ledgers import as_of
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL

BEFORE = "0012"
UNTIL = date(2026, 12, 31)
LISTS = {
    "list:my:": ListQuery(ListKind.MY),
    "list:overdue:青山县": ListQuery(ListKind.OVERDUE, "青山县"),
    "list:search:管网 12:30": ListQuery(ListKind.SEARCH, "管网 12:30"),
    "list:light:红": ListQuery(ListKind.LIGHT, light=Light.RED),
    "list:light:黄 青山县": ListQuery(ListKind.LIGHT, "青山县", Light.YELLOW),
    "list:due:2026-11-24/2026-12-31": ListQuery(ListKind.DUE, "", None, MORNING.date(), UNTIL),
    "list:late:2026-11-24/2026-12-31 青山县 水": ListQuery(
        ListKind.LATE, "青山县 水", None, MORNING.date(), UNTIL
    ),
}
REFERENCES = {
    "item:12": Ref.item(12),
    "draft:5": Ref(RefKind.DRAFT, 5),
    "held:7": Ref(RefKind.HELD, 7),
    "round:3": Ref(RefKind.ROUND, 3),
    "stranger:-5": Ref(RefKind.STRANGER, -5),
    "stranger:5:code": Ref(RefKind.STRANGER_CODE, 5),
    "": None,
}
NO_LONGER_READ = [
    "status",
    "aside:blocker/item:1 3 2号管网缺管材，请住建局协调",
    "list:everything:青山县",
    "list:due:soon",
]
LIVE_KEYS: dict[str, LiveKey] = {
    "draft:5": Ref(RefKind.DRAFT, 5),
    "instruction:2": Ref(RefKind.INSTRUCTION, 2),
    "digest:2026-11-24:2": DigestPart(MORNING.date(), 2),
    "round:3:group": RoundBoard(3),
    "round:3:14:16": RoundLetter(3, 14, 16),
    "undelivered": OfficeNotice.UNDELIVERED,
}


def kept_before(engine: Engine, *, about: str = "", live_key: str | None = None) -> None:
    """An older program has sent the official a message, his number 9."""
    values = {"chat": str(telegram_chat(OFFICIAL)), "about": about, "live_key": live_key}
    with engine.begin() as tx:
        tx.execute(text(OLD_MESSAGE), values)


OLD_MESSAGE = """
    INSERT INTO outbox (chat, messenger, message_id, about, live_key, urgency, content, made_at, state,
        attempts, last_error)
    VALUES (:chat, 'telegram', 9, :about, :live_key, 1, '{"text": "请核对"}', '2026-11-24 01:00:00', 'sent', 0, '')
"""


def column(engine: Engine, name: str, table: str = "outbox") -> list[object]:
    with engine.connect() as tx:
        return list(tx.execute(text(f"SELECT {name} FROM {table}")).scalars())


@pytest.mark.parametrize("about", LISTS)
def test_pages_of_a_list_can_still_be_turned(engine: Engine, about: str) -> None:
    as_of(engine, BEFORE)
    kept_before(engine, about=about)
    upgrade(engine)
    with reading(engine) as tx:
        assert shown_lists.of(tx, sent.about(tx, telegram_chat(OFFICIAL), 9)) == LISTS[about]
    as_of(engine, BEFORE)
    assert [str(kept).rstrip() for kept in column(engine, "about")] == [about]
    upgrade(engine)


@pytest.mark.parametrize("about", REFERENCES)
def test_a_reference_stays_what_it_was(engine: Engine, about: str) -> None:
    as_of(engine, BEFORE)
    kept_before(engine, about=about)
    upgrade(engine)
    with reading(engine) as tx:
        assert sent.about(tx, telegram_chat(OFFICIAL), 9) == REFERENCES[about]
    as_of(engine, BEFORE)
    assert column(engine, "about") == [about]
    upgrade(engine)


@pytest.mark.parametrize("about", NO_LONGER_READ)
def test_what_nobody_reads_is_about_nothing(engine: Engine, about: str) -> None:
    as_of(engine, BEFORE)
    kept_before(engine, about=about)
    upgrade(engine)
    assert (column(engine, "about"), column(engine, "id", "shown_lists")) == ([""], [])


@pytest.mark.parametrize("live_key", LIVE_KEYS)
def test_a_live_message_keeps_its_name(engine: Engine, live_key: str) -> None:
    as_of(engine, BEFORE)
    kept_before(engine, live_key=live_key)
    upgrade(engine)
    with reading(engine) as tx:
        assert sent.by_live_key(tx, telegram_chat(OFFICIAL), 9) == LIVE_KEYS[live_key]


def test_answers_to_wrong_codes_are_still_counted(engine: Engine) -> None:
    as_of(engine, BEFORE)
    for _ in range(strangers.WRONG_CODES):
        kept_before(engine, about=f"stranger:{OFFICIAL}:code")
    upgrade(engine)
    with writing(engine) as tx:
        assert not strangers.may_be_told_of_code(
            tx, telegram_chat(OFFICIAL), telegram_chat(OFFICIAL), MORNING
        )


def brought_up_to_date(talk: Dialogue) -> None:
    """The ledger was an older program's, and this one has just been installed."""
    as_of(talk.engine, BEFORE)
    upgrade(talk.engine)


def test_the_next_words_still_answer_the_clause(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "已查清")
    as_of(talk.engine, BEFORE)
    assert column(talk.engine, "about", "awaiting") == ["1:1"]
    upgrade(talk.engine)
    heard = talk.says(OFFICIAL, "责任到人")
    assert heard.splitlines()[1] == "第 3 条（共 5 条）：整改不到位绝不放过"


def test_a_clause_that_was_asked_again_is_replaced(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "已查清")
    talk.says(OFFICIAL, "重填第1条")
    brought_up_to_date(talk)
    heard = talk.says(OFFICIAL, "问题已逐一查清")
    assert heard.splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    assert column(talk.engine, "words", "closing_clauses") == ["问题已逐一查清"]


def test_the_next_words_are_still_the_reason_to_send_back(talk: Dialogue) -> None:
    villas_down(talk)
    applied(talk)
    talk.press_data(OFFICE, "cv:1:back")
    as_of(talk.engine, BEFORE)
    assert column(talk.engine, "about", "awaiting") == ["1"]
    upgrade(talk.engine)
    heard = talk.says(OFFICE, "现场仍有建筑垃圾")
    assert heard == "已退回：1 1号别墅群拆除。赵静：现场仍有建筑垃圾"


def test_words_that_are_held_are_still_taken_for_the_answer(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, "2号管网缺管材，请住建局协调")
    brought_up_to_date(talk)
    talk.presses(OFFICIAL, "作为答复")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        found = [(row.code, row.words) for row in requests.unanswered(tx, RequestKind.BLOCKER)]
    assert found == [("1", "2号管网缺管材，请住建局协调")]


def test_a_wish_for_more_time_is_still_held(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "申请延期到12月21日，连续下雨")
    brought_up_to_date(talk)
    talk.presses(OFFICIAL, "1 1号别墅群拆除")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert [(row.code, row.reason) for row in extensions.waiting(tx)] == [("1", "连续下雨")]


def test_a_picture_keeps_the_clause_it_answered(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    talk.sends(OFFICIAL, "1.jpg", album="a", message=501)
    brought_up_to_date(talk)
    heard = talk.sends(OFFICIAL, "2.jpg", "问题清单", album="a", message=502)
    assert heard.splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"


def test_prompts_are_edited_where_they_stand(talk: Dialogue) -> None:
    tick(talk, MORNING, "prompts")
    before = dict(talk.chats[OFFICIAL])
    as_of(talk.engine, BEFORE)
    sheet = f"prompts:1:1:{MORNING.date()}:1"
    assert sheet in column(talk.engine, "live_key")
    assert f"sheet:{sheet}" in column(talk.engine, "about")
    upgrade(talk.engine)
    with reading(talk.engine) as tx:
        about = sent.last_about(tx, telegram_chat(OFFICIAL), MORNING)
    assert about is not None and about.kind is RefKind.SHEET
    talk.press_data(OFFICIAL, "p:2:on_schedule", min(before))
    assert talk.chats[OFFICIAL][min(before)].text != before[min(before)].text


def test_an_answer_to_a_request_is_still_brought_back(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 请加快拆除进度")
    letter = talk.last_number(OFFICIAL)
    brought_up_to_date(talk)
    heard = talk.hands_in(OFFICIAL, "报告市长：已倒排工期，增派两个班组", reply_to=letter)
    assert heard.splitlines()[0] == "答复已转达。"

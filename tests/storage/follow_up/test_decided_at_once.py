"""Two processes decide on one item at the same moment: the second sees what the first did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.incoming import Chat, Incoming, IncomingMessage
from messages.outgoing import Reply
from rules.policy.city import City
from storage.closing.tables import strike_offs
from storage.db.engine import Engine, reading, writing
from storage.reporting import reports
from tests.support.applications import applied, dossier, passed, struck_off
from tests.support.at_once import pressed
from tests.support.dialogue import Dialogue
from tests.support.facts import facts
from tests.support.small_city import MORNING, OFFICE, OFFICIAL

LATER = MORNING.replace(month=12, day=20)


def at_once(engine: Engine, *heard: Incoming) -> list[Reply]:
    """Each in a unit of work of its own, begun before any other has ended."""
    begun = Barrier(len(heard))

    def answer(one: Incoming) -> Reply:
        if engine.dialect.name == "postgresql":  # SQLite lets one in after the other
            begun.wait()
        with writing(engine) as tx:
            return Dispatcher(City()).answer(tx, one, LATER)

    with ThreadPoolExecutor(len(heard)) as processes:
        return list(processes.map(answer, heard))


def test_an_application_is_handed_in_once(engine: Engine) -> None:
    dossier(engine)
    press = pressed(OFFICIAL, "cl:1:submit")
    answers = at_once(engine, press, press, press)
    assert [bool(spoken.messages) for spoken in answers].count(True) == 1
    with reading(engine) as tx:
        kinds = [row.kind for row in reports.of_item(tx, 1)]
    assert (kinds, facts(engine).count("AppliedForClosing")) == (["完成", "完成"], 1)


def struck_off_soon(engine: Engine) -> Dialogue:
    """The notice is over; one press of the office is missing."""
    talk = dossier(engine)
    talk.presses(OFFICIAL, "提交")
    passed(talk)
    talk.now = LATER
    return talk


def test_what_is_struck_off_takes_no_report_after(engine: Engine) -> None:
    talk = struck_off_soon(engine)
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    strike = talk.last(OFFICE).buttons["确认销号"]
    talk.says(OFFICIAL, "1号别墅群已拆除45栋")
    card = next(data for data in talk.last(OFFICIAL).buttons.values() if data.endswith(":ok"))
    at_once(engine, pressed(OFFICE, strike), pressed(OFFICIAL, card))
    order = facts(engine)
    assert order.count("StruckOff") == 1
    assert "Reported" not in order[order.index("StruckOff") :]


def test_it_is_opened_again_once(engine: Engine) -> None:
    talk = struck_off_soon(engine)
    struck_off(talk)
    again = IncomingMessage(
        Chat(telegram_chat(OFFICE), False, ""),
        telegram_chat(OFFICE),
        "/reopen 1 回头看发现新建围墙",
        91,
        LATER,
    )
    answers = at_once(engine, again, again)
    assert facts(engine).count("Reopened") == 1
    assert sum(len(spoken.messages) > 1 for spoken in answers) == 1


def test_two_struck_off_at_once_have_two_numbers(engine: Engine) -> None:
    talk = struck_off_soon(engine)
    talk.now = MORNING
    applied(talk, 4)
    passed(talk, "")
    talk.now = LATER
    strikes = []
    for data in ("cv:1:strike", "cv:4:strike"):
        talk.press_data(OFFICE, data)
        strikes.append(pressed(OFFICE, talk.last(OFFICE).buttons["确认销号"]))
    at_once(engine, *strikes)
    with reading(engine) as tx:
        numbers = tx.execute(select(strike_offs.c.number)).scalars().all()
    assert sorted(numbers) == ["整改销号〔2026〕1号", "整改销号〔2026〕2号"]

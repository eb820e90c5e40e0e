"""A list in the chat, by the whole program; and when it dies at a step, it is entered once all the same."""

from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from notices import mail
from sandbox.files import Upload
from storage.db.engine import Engine, open_engine, reading, writing
from storage.ledger.tables import items, journal
from storage.mail.tables import outbox
from tests.support.dialogue import Dialogue
from tests.support.running import PATIENCE, running
from tests.support.sent_lists import Desk
from tests.support.small_city import LEADER, OFFICE
from tests.support.steps import Blow, Killed, drops, watched
from tests.support.workbooks import Plan, as_file

HEADINGS = ["任务编号", "任务名称", "整改措施", "牵头单位", "责任人", "整改时限"]
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def a_list(code: str) -> Plan:
    return {"清单": [HEADINGS, [code, f"任务{code}", "整改", "青山县", "张伟", "2026年12月底前"]]}


def entered(engine: Engine) -> tuple[int, list[str]]:
    """How many imports the journal has, and which items came with them."""
    with reading(engine) as tx:
        imports = select(func.count()).where(journal.c.fact == "Imported")
        codes = select(items.c.code).where(items.c.title.startswith("任务")).order_by(items.c.id)
        return tx.execute(imports).scalar_one(), list(tx.execute(codes).scalars())


async def test_it_is_tried_and_imported_by_a_process_of_its_own(
    engine: Engine, tmp_path: Path
) -> None:
    async with running(engine, tmp_path) as bot:
        sheet = Upload("清单.xlsx", as_file(a_list("11")), SPREADSHEET)
        await bot.sandbox.upload(OFFICE, sheet)
        shown = await bot.sandbox.until(
            lambda: next((m for m in bot.sandbox.messages(OFFICE) if m.get("reply_markup")), None),
            PATIENCE,
            "what an import would do",
        )
        await bot.sandbox.tap(OFFICE, shown, "接受所列问题并导入")
        await bot.sandbox.until(
            lambda: (
                any(
                    m.get("text", "").startswith("《清单.xlsx》已导入台账：")
                    for m in bot.sandbox.messages(OFFICE)
                )
                or None
            ),
            PATIENCE,
            "that it is imported",
        )
    assert entered(engine) == (1, ["11"])


async def test_others_write_while_it_is_read_and_it_is_entered_once(
    talk: Dialogue, tmp_path: Path
) -> None:
    desk, url = Desk(talk, tmp_path), talk.engine.url.render_as_string(hide_password=False)
    desk.sends(OFFICE, "清单.xlsx", a_list("11"))
    await desk.works(OFFICE)
    talk.presses(OFFICE, "接受所列问题并导入")
    other, written = open_engine(url), list[str]()

    def meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM units" in statement and not written:
            written.append(statement)
            with writing(other) as tx:
                mail.send(tx, OutgoingMessage(telegram_chat(LEADER), "其间"), talk.now)

    event.listen(talk.engine, "before_cursor_execute", meanwhile)
    await desk.works(OFFICE)
    event.remove(talk.engine, "before_cursor_execute", meanwhile)
    other.dispose()
    assert (len(written), entered(talk.engine), _told(talk.engine)) == (1, (1, ["11"]), 1)


@pytest.mark.slow
async def test_the_end_before_every_statement_and_commit(talk: Dialogue, tmp_path: Path) -> None:
    desk, struck = Desk(talk, tmp_path), list[str]()
    codes: list[str] = []
    while True:
        codes.append(str(100 + len(codes)))
        fell = await _one_list(desk, codes[-1], Blow(("statement",), struck, drops))
        assert entered(talk.engine) == (len(codes), codes), struck[-1]
        assert _told(talk.engine) == len(codes), struck[-1]
        if not fell:
            break
    assert len([place for place in struck if place.startswith("commit")]) >= 5
    assert len(struck) > 30


async def _one_list(desk: Desk, code: str, blow: Blow) -> bool:
    """Send a list and confirm it, while the program ends at one place and begins again."""
    desk.sends(OFFICE, f"{code}.xlsx", a_list(code))
    await _works(desk, blow)
    desk.talk.presses(OFFICE, "接受所列问题并导入")
    await _works(desk, blow)
    return bool(blow.fallen)


async def _works(desk: Desk, blow: Blow) -> None:
    try:
        with watched(blow):
            await desk.works(OFFICE)
    except Killed:
        await desk.works(OFFICE)


def _told(engine: Engine) -> int:
    with reading(engine) as tx:
        texts = [
            content.get("text", "") for content in tx.execute(select(outbox.c.content)).scalars()
        ]
    return sum("已导入台账：" in text for text in texts)

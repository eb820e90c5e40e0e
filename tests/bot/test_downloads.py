"""Evidence is fetched after it was heard of: kept by its content, tried again, told about."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import delete, select, text

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.downloads import FileDownloader
from bot.settings import Settings
from bot.telegram.addresses import NAME
from bot.telegram.messenger import Telegram
from rules.policy.city import City
from sandbox.files import Upload
from sandbox.server import Sandbox
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import evidence as pieces
from storage.ledger.tables import journal
from storage.mail.tables import outbox
from storage.reporting import evidence
from storage.reporting.pictures import marks_of
from tests.support.applications import dossier
from tests.support.scenes import jpeg, scene
from tests.support.small_city import MORNING, OFFICIAL, VERIFIER, settle

PHOTO = b"\xff\xd8 the site at noon"


@dataclass
class Desk:
    """A downloader at work, and the sandbox that holds the files."""

    engine: Engine
    sandbox: Sandbox
    clock: Clock
    downloader: FileDownloader
    folder: Path

    async def sent(
        self, name: str, content: bytes = PHOTO, *, item: int | None = None, form: int | None = None
    ) -> int:
        """The official sends a document, and it is noted; `form` is of a check on site."""
        file = Upload("现场.jpg", content, "image/jpeg")
        await self.sandbox.upload(OFFICIAL, file, kind="document")
        file = self.sandbox.messages(OFFICIAL)[-1]["document"]
        with writing(self.engine) as tx:
            new = evidence.NewEvidence(
                1, "document", name, NAME, file["file_id"], file["file_size"]
            )
            new = replace(new, item=item, check_form=form)
            return evidence.note(tx, new, self.clock.now())

    def states(self) -> list[tuple[str, str | None]]:
        with reading(self.engine) as tx:
            query = select(pieces.c.state, pieces.c.sha256).order_by(pieces.c.id)
            return [(row.state, row.sha256) for row in tx.execute(query)]

    def told(self) -> list[str]:
        with reading(self.engine) as tx:
            return [row.content.get("text", "") for row in tx.execute(select(outbox))]


def morning_and(span: timedelta) -> timedelta:
    """How far the clock must be ahead of real time."""
    return MORNING + span - Clock().now()


@pytest.fixture(autouse=True)
def mended(engine: Engine) -> Iterator[None]:
    """The databases are shared: what a test forbids them is allowed again."""
    yield
    if engine.dialect.name == "postgresql":
        with writing(engine) as tx:
            tx.execute(text("ALTER TABLE evidence DROP CONSTRAINT IF EXISTS picky"))


@pytest.fixture
async def desk(engine: Engine, tmp_path: Path) -> AsyncIterator[Desk]:
    settle(engine)
    async with Sandbox() as sandbox:
        await sandbox.add_user("张伟", id=OFFICIAL, started=True)
        clock = Clock(morning_and(timedelta(0)))
        ledger = DatabaseThread(engine)
        folder = tmp_path / "data"
        telegram = Telegram(
            Settings(bot_token=SecretStr(sandbox.token), telegram_api_url=sandbox.url), clock
        )
        downloader = FileDownloader(telegram, ledger, clock, Wakeup(1.0), folder, City().zone)
        yield Desk(engine, sandbox, clock, downloader, folder)
        await telegram.close()
        ledger.close()


async def test_a_file_is_kept_by_its_content_and_its_hash_enters_the_journal(desk: Desk) -> None:
    await desk.sent("现场.JPG")
    assert await desk.downloader.fetch_due() == 1
    digest = sha256(PHOTO).hexdigest()
    assert desk.states() == [("kept", digest)]
    kept = desk.folder / "evidence" / digest[:2] / f"{digest}.jpg"
    assert kept.read_bytes() == PHOTO
    with reading(desk.engine) as tx:
        body: Any = tx.execute(select(journal.c.body)).scalar_one()
        sent_at = tx.execute(select(pieces.c.at)).scalar_one()
    assert body == {
        "evidence": 1,
        "name": "现场.JPG",
        "sha256": digest,
        "size": len(PHOTO),
        "kind": "document",
        "at": sent_at.isoformat(),
        "made_at": None,
        "path": str(kept.relative_to(desk.folder)),
        "look": None,
        "taken": None,
    }
    assert await desk.downloader.fetch_due() == 0


async def test_of_a_picture_its_look_and_the_day_it_was_taken_are_kept(desk: Desk) -> None:
    content = jpeg(scene(1), taken=datetime.fromisoformat("2026-11-20T16:05:09"))
    await desk.sent("现场.jpg", content)
    await desk.downloader.fetch_due()
    marks = marks_of(content)
    assert (marks.look is not None, marks.taken) == (True, "2026-11-20T16:05:09")
    with reading(desk.engine) as tx:
        kept = tx.execute(select(pieces.c.look, pieces.c.taken)).one()
        made_at = tx.execute(select(pieces.c.made_at)).scalar_one()
        body: Any = tx.execute(select(journal.c.body)).scalar_one()
    assert tuple(kept) == (body["look"], body["taken"]) == (marks.look, marks.taken)
    assert made_at == datetime.fromisoformat("2026-11-20T16:05:09+08:00")


async def test_the_same_content_sent_twice_is_stored_once(desk: Desk) -> None:
    await desk.sent("一.jpg")
    await desk.sent("二.jpg")
    await desk.downloader.fetch_due()
    digest = sha256(PHOTO).hexdigest()
    assert desk.states() == [("kept", digest)] * 2
    assert len([path for path in desk.folder.rglob("*") if path.is_file()]) == 1


async def test_a_passing_fault_is_tried_again_later(desk: Desk) -> None:
    await desk.sent("现场.jpg")
    await desk.sandbox.fault("getFile", "502")
    await desk.downloader.fetch_due()
    assert (desk.states(), await desk.downloader.fetch_due()) == ([("waiting", None)], 0)
    desk.clock.move(morning_and(timedelta(seconds=3)))
    await desk.downloader.fetch_due()
    assert (desk.states()[0][0], desk.told()) == ("kept", [])


async def test_a_file_refused_for_good_is_told_to_its_sender_once(desk: Desk) -> None:
    await desk.sent("现场.jpg")
    refusal = "Bad Request: wrong file_id or the file is temporarily unavailable"
    await desk.sandbox.fault("getFile", "error", error_code=400, description=refusal)
    await desk.downloader.fetch_due()
    await desk.downloader.fetch_due()
    assert desk.states() == [("failed", None)]
    assert desk.told() == ["文件现场.jpg未能保存，请您重新发送。"]


async def test_after_an_afternoon_of_passing_faults_the_sender_is_told(desk: Desk) -> None:
    await desk.sent("现场.jpg")
    await desk.sandbox.fault("getFile", "500", times=evidence.TRIES)
    for attempt in range(evidence.TRIES):
        desk.clock.move(morning_and(timedelta(hours=attempt)))
        await desk.downloader.fetch_due()
    assert desk.states() == [("failed", None)]
    assert desk.told() == ["文件现场.jpg未能保存，请您重新发送。"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_name_an_older_version_took_with_a_nul_stops_nothing(desk: Desk) -> None:
    await desk.sent("现\0场.jpg\0")
    await desk.sent("二.jpg", b"another")
    assert await desk.downloader.fetch_due() == 2
    assert [state for state, _ in desk.states()] == ["kept", "kept"]


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("../../../etc/passwd", ""),
        ("a/b.tar/c.JPG", ".jpg"),
        ("..", ""),
        (".jpg", ".jpg"),
        ("CON.txt", ".txt"),
        ("a.jpg.partial", ".partial"),
        ("照" * 300 + ".jpg", ".jpg"),
        ("a." + "片" * 300, ""),
        ("a.b\n", ""),
        ("a.j/pg", ""),
    ],
)
async def test_whatever_a_file_is_called_it_is_kept_by_its_content(
    desk: Desk, name: str, ending: str
) -> None:
    await desk.sent(name)
    await desk.downloader.fetch_due()
    digest = sha256(PHOTO).hexdigest()
    assert desk.states() == [("kept", digest)]
    assert [path for path in desk.folder.rglob("*") if path.is_file()] == [
        desk.folder / "evidence" / digest[:2] / f"{digest}{ending}"
    ]


async def test_a_file_the_disk_does_not_take_is_tried_again_later(desk: Desk) -> None:
    await desk.sent("现场.jpg")
    desk.folder.write_bytes(b"a file where the folder should be")
    await desk.downloader.fetch_due()
    assert (desk.states(), desk.told()) == ([("waiting", None)], [])
    desk.folder.unlink()
    desk.clock.move(morning_and(timedelta(seconds=3)))
    await desk.downloader.fetch_due()
    assert (desk.states()[0][0], desk.told()) == ("kept", [])


async def test_a_row_that_cannot_be_entered_keeps_no_other_file(desk: Desk) -> None:
    await desk.sent("现场.jpg")
    await desk.sent("二.jpg", b"another")
    with writing(desk.engine) as tx:
        tx.execute(text(PICKY[desk.engine.dialect.name]))
    await desk.downloader.fetch_due()
    assert [state for state, _ in desk.states()] == ["waiting", "kept"]
    for attempt in range(evidence.TRIES):
        desk.clock.move(morning_and(timedelta(hours=attempt)))
        await desk.downloader.fetch_due()
    assert [state for state, _ in desk.states()] == ["failed", "kept"]
    assert desk.told() == ["文件现场.jpg未能保存，请您重新发送。"]


PICKY = {
    "sqlite": "CREATE TRIGGER picky BEFORE UPDATE ON evidence WHEN NEW.state = 'kept' "
    "AND NEW.name = '现场.jpg' BEGIN SELECT RAISE(ABORT, 'picky'); END",
    "postgresql": "ALTER TABLE evidence ADD CONSTRAINT picky CHECK "
    "(state <> 'kept' OR name <> '现场.jpg')",
}
"""A database that does not take one of the files."""


async def test_a_running_downloader_sleeps_until_a_file_is_due_again(desk: Desk) -> None:
    """Two seconds after the first failure; until something rings where nothing waits."""
    await desk.sent("现场.jpg")
    await desk.sandbox.fault("getFile", "502")
    assert desk.downloader.until_next_try() == inf
    while await desk.downloader.fetch_due():
        pass
    assert 1 < desk.downloader.until_next_try() <= 2


async def test_a_photo_of_another_item_is_no_evidence_of_a_check(desk: Desk) -> None:
    talk = dossier(desk.engine, new=False)
    talk.presses(OFFICIAL, "提交")
    talk.presses(VERIFIER, "受理")
    talk.presses(VERIFIER, "填写核查表")
    with writing(desk.engine) as tx:
        tx.execute(delete(pieces))
    await desk.sent("扬尘.jpg", item=4)
    await desk.sent("核查.jpg", item=1, form=1)
    await desk.downloader.fetch_due()
    assert "文件“核查.jpg”已用于任务 4，不能作为任务 1 的佐证，请重新提供。" in desk.told()
    with reading(desk.engine) as tx:
        assert evidence.of_check_form(tx, 1) == []
        assert [piece.name for piece in evidence.of_item(tx, 4)] == ["扬尘.jpg"]

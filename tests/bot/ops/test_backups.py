"""Every night the ledger is copied, on both databases; before its tables change, SQLite's too."""

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.ops.backups import Backups, folder_of, kept
from bot.program import Program
from bot.settings import Settings
from sandbox.server import Sandbox
from storage.copies.archive import make
from storage.db.backup import NotCopied
from storage.db.engine import Engine, open_engine, reading
from storage.db.migrate import is_current, upgrade
from storage.ledger import journal
from storage.reporting import reports
from tests.support.dialogue import Dialogue
from tests.support.hand_clock import DAY, HOURS, ZONE, HandClock
from tests.support.older_ledgers import as_of
from tests.support.small_city import MORNING, OFFICIAL, settle

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Night(HandClock):
    """Begins an hour after midnight."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = datetime(2026, 11, 25, 1, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def ledger(engine: Engine) -> Path:
    settle(engine)
    return Path(str(engine.url.database))


def reported(engine: Engine) -> list[str]:
    """The words of every report on item 1, newest first; the journal's chain is whole."""
    with reading(engine) as tx:
        assert journal.first_broken(tx) is None
        return [row.words for row in reports.of_item(tx, 1)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def test_one_copy_a_night_from_two_o_clock_on(engine: Engine, tmp_path: Path) -> None:
    clock = Night()
    backups = Backups(engine, tmp_path / "backups", clock, ZONE)
    made = []
    for _ in range(4):
        await backups.copy_if_due()
        made.append(names(tmp_path / "backups"))
        clock.goes_on(HOURS)
    assert made == [[], *[["taizhang-2026-11-25.zip"]] * 3]


async def test_a_fortnight_of_copies_is_kept(engine: Engine, tmp_path: Path) -> None:
    """Those of an older version among them; what an operator copied by hand is theirs."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("taizhang-2026-11-20.db", "taizhang-2026-11-24-093000.zip"):
        (folder / name).touch()
    clock = Night()
    backups = Backups(engine, folder, clock, ZONE)
    clock.goes_on(2 * HOURS)
    for _ in range(16):
        await backups.copy_if_due()
        clock.goes_on(DAY)
    assert [path.name[9:19] for path in kept(folder)] == [
        "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02",
        "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-08",
        "2026-12-09", "2026-12-10",
    ]  # fmt: skip
    assert len(names(folder)) == 15


async def test_what_a_night_left_half_done_is_cleared_away(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "taizhang-2026-11-24.zip.part").write_bytes(b"the light went out")
    clock = Night()
    clock.goes_on(2 * HOURS)
    await Backups(engine, tmp_path, clock, ZONE).copy_if_due()
    assert "taizhang-2026-11-24.zip.part" not in names(tmp_path)
    assert [path.name for path in kept(tmp_path)] == ["taizhang-2026-11-25.zip"]


async def test_a_disk_that_is_nearly_full_is_left_to_the_ledger(
    engine: Engine, tmp_path: Path
) -> None:
    clock = Night()
    clock.goes_on(2 * HOURS)
    await Backups(engine, tmp_path / "backups", clock, ZONE, spare=2**62).copy_if_due()
    assert names(tmp_path / "backups") == []
    await Backups(engine, tmp_path / "backups", clock, ZONE).copy_if_due()
    assert names(tmp_path / "backups") == ["taizhang-2026-11-25.zip"]


@on_sqlite
def test_a_torn_ledger_makes_no_copy(ledger: Path, engine: Engine, tmp_path: Path) -> None:
    engine.dispose()
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    with pytest.raises(NotCopied):
        make(engine, tmp_path / "backups" / "copy.zip", MORNING)
    assert names(tmp_path / "backups") == []


@on_sqlite
def test_before_a_newer_program_changes_a_ledger_it_is_copied(engine: Engine, ledger: Path) -> None:
    talk = Dialogue(engine)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋，还剩33栋")
    talk.presses(OFFICIAL, "确认")
    as_of(engine, "0004")
    upgrade(engine)
    [copy] = ledger.parent.glob("*.before-*")
    old = open_engine(f"sqlite:///{copy}")
    assert not is_current(old)
    upgrade(old)
    assert reported(old) == ["1号别墅群已拆除12栋，还剩33栋"]
    old.dispose()


def test_a_new_ledger_has_nothing_to_copy(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/taizhang.db")
    upgrade(engine)
    engine.dispose()
    assert [name for name in names(tmp_path) if "before" in name] == []


async def test_the_running_program_copies_its_ledger(database_url: str, tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        settings = Settings(
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=sandbox.url,
            database_url=database_url,
            data_dir=tmp_path / "var",
        )
        clock = Night()
        program = Program(settings, clock)
        await program.start()
        work = asyncio.create_task(program.run())
        async with asyncio.timeout(10):
            while not kept(folder_of(tmp_path / "var")):
                await clock.sleep(0)
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        await program.close()
    assert kept(folder_of(tmp_path / "var"))[0].name == "taizhang-2026-11-25.zip"


async def test_a_folder_that_cannot_be_written_to_ends_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    clock = Night()
    clock.goes_on(2 * HOURS)
    folder = tmp_path / "backups"
    folder.write_bytes(b"a file where the folder should be")
    await Backups(engine, folder, clock, ZONE).copy_if_due()
    folder.unlink()
    await Backups(engine, folder, clock, ZONE).copy_if_due()
    assert names(folder) == ["taizhang-2026-11-25.zip"]

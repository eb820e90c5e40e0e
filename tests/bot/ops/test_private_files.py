"""Whatever lies on the disk is its owner's alone, also what an older version left open."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from stat import S_IMODE

from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.demo import CITY
from bot.ops.backups import Backups
from sandbox.files import Upload
from sandbox.server import Sandbox
from storage.db.engine import Engine, open_engine
from storage.db.migrate import upgrade
from storage.db.private import from_now_on, tighten
from storage.workbook import workbook_from_csv
from tests.support.hand_clock import DAY, ZONE, HandClock
from tests.support.morning import settled_sandbox
from tests.support.small_city import OFFICIAL, settle

BOT = "import os; os.umask(0o022); from bot.cli.__main__ import main; main()"
PATIENCE = 30.0


def mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    """What anybody else may look into, the folder itself among it."""
    return [str(path) for path in (folder, *folder.rglob("*")) if mode(path) & 0o077]


def env_of(folder: Path, **more: str) -> dict[str, str]:
    return {
        "TAIZHANG_DATABASE_URL": f"sqlite:///{folder}/taizhang.db",
        "TAIZHANG_DATA_DIR": str(folder),
        **more,
    }


def test_an_imported_ledger_and_its_export(tmp_path: Path) -> None:
    plan, here = tmp_path / "plan.xlsx", tmp_path / "here"
    workbook_from_csv(CITY, plan)
    for words in (("import", str(plan)), ("export", str(here / "export.xlsx"))):
        assert CliRunner().invoke(app, words, env=env_of(here)).exit_code == 0
    assert sorted(path.name for path in here.iterdir()) == ["export.xlsx", "taizhang.db"]
    assert [mode(here), mode(here / "taizhang.db"), mode(here / "export.xlsx")] == [
        0o700, 0o600, 0o600,
    ]  # fmt: skip


async def test_the_running_bot(tmp_path: Path) -> None:
    """Its ledger with the log beside it, its lock, and the evidence it fetches."""
    folder = tmp_path / "here"
    async with Sandbox() as sandbox:
        await settled_sandbox(sandbox)
        ledger_of(folder)
        env = env_of(
            folder, TAIZHANG_BOT_TOKEN=sandbox.token, TAIZHANG_TELEGRAM_API_URL=sandbox.url
        )
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-c", BOT, "run", env=os.environ | env, stdout=asyncio.subprocess.PIPE
        )
        try:
            await sandbox.upload(OFFICIAL, Upload("现场.pdf", b"%PDF 1", "application/pdf"))
            await sandbox.heard(OFFICIAL, PATIENCE)
            await kept(folder, "evidence/*/*.pdf")
            names = {path.name for path in folder.iterdir()}
            assert {f"taizhang.db{end}" for end in ("", "-wal", "-shm", ".lock")} <= names
            assert open_to_others(folder) == []
        finally:
            bot.send_signal(signal.SIGTERM)
            await bot.communicate()
    assert open_to_others(folder) == []


async def kept(folder: Path, pattern: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(lambda: list(folder.glob(pattern))):
            pass


def ledger_of(folder: Path) -> None:
    """As an older version has left it: anybody may read it."""
    engine = open_engine(f"sqlite:///{folder}/taizhang.db")
    upgrade(engine)
    settle(engine)
    engine.dispose()
    assert mode(folder / "taizhang.db") == 0o644


async def test_a_nightly_copy(engine: Engine, tmp_path: Path) -> None:
    from_now_on()
    clock = HandClock()
    clock.goes_on(DAY)
    await Backups(engine, tmp_path / "backups", clock, ZONE).copy_if_due()
    [copy] = (tmp_path / "backups").iterdir()
    assert [mode(copy.parent), mode(copy)] == [0o700, 0o600]


def test_what_an_older_version_left_open_is_closed(tmp_path: Path) -> None:
    here = tmp_path / "here"
    ledger_of(here)
    for name in ("evidence/ab/ab.jpg", "backups/taizhang-2026-11-24.db", "taizhang.db.before-0007"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).touch()
    others = tmp_path / "minutes.txt"
    others.touch()
    (here / "evidence" / "link").symlink_to(others)
    tighten(here / "taizhang.db", here)
    assert open_to_others(here) == [str(here / "evidence" / "link")]
    assert mode(others) == 0o644


def test_a_folder_that_everybody_shares_stays_shared(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    tighten(shared / "taizhang.db", shared)
    assert mode(shared) == 0o1777

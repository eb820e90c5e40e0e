"""Two processes started by mistake on one SQLite ledger: the second says so and stops."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from sandbox.server import Sandbox
from tests.bot.forge import forge
from tests.bot.lives import settings_for


async def test_the_second_says_so_in_one_sentence_and_stops(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        settings = settings_for(sandbox, f"sqlite:///{tmp_path}/taizhang.db", tmp_path)
        with forge(tmp_path / "first.log") as smithy:
            first = smithy.begin(settings, timedelta(0))
            await sandbox.called("setMyCommands", 2, within=30)
            second = await asyncio.create_subprocess_exec(
                Path(sys.executable).with_name("taizhang"),
                "run",
                env={
                    "TAIZHANG_BOT_TOKEN": sandbox.token,
                    "TAIZHANG_TELEGRAM_API_URL": sandbox.url,
                    "TAIZHANG_DATABASE_URL": settings.database_url,
                    "TAIZHANG_DATA_DIR": str(tmp_path),
                },
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            said, complained = await second.communicate()
            await first.killed()
    assert (second.returncode, said.decode(), complained.decode()) == (
        1,
        "",
        f"另一个进程正在使用此数据库 {tmp_path}/taizhang.db，请先停止它 / "
        f"another process already serves {tmp_path}/taizhang.db: stop it first\n",
    )

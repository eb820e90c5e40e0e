"""What must not be told, is not: neither in logs, errors and answers nor in journal and exports."""

import asyncio
import os
import signal
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from sqlalchemy import select, update

from sandbox.files import Upload
from sandbox.server import Sandbox
from storage.db.engine import Engine, open_engine, reading, writing
from storage.db.migrate import upgrade
from storage.ledger.tables import journal, persons
from storage.mail.tables import outbox
from storage.people import invitations, people
from tests.support.commands import operator
from tests.support.morning import settled_sandbox
from tests.support.small_city import MORNING, OFFICIAL, OUTSIDER, settle
from tests.support.workbooks import drawn

BOT = "from bot.cli.__main__ import main; main()"
PATIENCE = 30.0
PHONE = "13955501234"
WEBHOOK, PROXY, DATABASE = "w3bh00k-geheim", "pr0xy-geheim", "d4tabase-geheim"
NOBODY = "127.0.0.1:9"
"""Where nothing listens."""

SHEETS = ("单位", "问题", "任务", "节点", "进展", "佐证材料", "延期", "销号", "需协调事项", "流水")
"""All but 人员, which brings telephone numbers in and has to give them back."""


COMMANDS = (["doctor"], ["verify"], ["inbox", "parked"], ["jobs", "list"])


async def test_what_a_morning_leaves_behind_tells_no_secret(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    """An official enrols and reports; Telegram fails in between, in every way it can."""
    settle(engine)
    with writing(engine) as tx:
        tx.execute(update(persons).values(phone=PHONE))
        newcomer = people.named(tx, "陈晨")[0]
        code = invitations.invite(tx, newcomer.id, MORNING)
    async with Sandbox() as sandbox:
        await settled_sandbox(sandbox)
        await sandbox.add_user("陈晨", id=OUTSIDER, started=True)
        env = {
            "TAIZHANG_DATABASE_URL": database_url,
            "TAIZHANG_DATA_DIR": str(tmp_path / "here"),
            "TAIZHANG_BOT_TOKEN": sandbox.token,
            "TAIZHANG_TELEGRAM_API_URL": sandbox.url,
            "TAIZHANG_WEBHOOK_SECRET": WEBHOOK,
            "TAIZHANG_LOG_FORMAT": "json",
        }
        log = await _morning(sandbox, env, code)
        said = [str(await asyncio.to_thread(operator(env), *words)) for words in COMMANDS]
        assert operator(env)("export", str(tmp_path / "export.xlsx"))[0] == 0
    sheets = str(drawn((tmp_path / "export.xlsx").read_bytes(), SHEETS))
    left = {"log": log, "commands": "".join(said), "workbook": sheets, **_kept(engine)}
    secrets = (sandbox.token, sandbox.token.split(":")[1], WEBHOOK, code, PHONE)
    assert "not_sent" in log
    assert [(where, s) for where, words in left.items() for s in secrets if s in words] == []


async def _morning(sandbox: Sandbox, env: dict[str, str], code: str) -> str:
    """Return what the bot wrote while it lived."""
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BOT, "run", env=os.environ | env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        await sandbox.fault("getUpdates", "502", times=2)
        await sandbox.fault("sendMessage", "reset_before")
        await sandbox.say(OUTSIDER, f"/start {code}")
        await sandbox.heard(OUTSIDER, PATIENCE)
        await sandbox.fault("getFile", "error", description="Bad Request: file is too big")
        await sandbox.upload(OFFICIAL, Upload("现场.pdf", b"%PDF 1", "application/pdf"))
        await sandbox.heard(OFFICIAL, PATIENCE)
        await sandbox.fault("sendMessage", "error", description="Bad Request: no")
        await sandbox.say(OFFICIAL, "/my")
        await sandbox.say(OFFICIAL, "/overdue")
        await sandbox.heard(OFFICIAL, PATIENCE)
    finally:
        bot.send_signal(signal.SIGTERM)
        written, _ = await bot.communicate()
    return written.decode()


def _kept(engine: Engine) -> dict[str, str]:
    with reading(engine) as tx:
        return {
            "journal": str(tx.execute(select(journal.c.body)).all()),
            "outbox": str(tx.execute(select(outbox.c.content, outbox.c.last_error)).all()),
        }


@pytest.mark.parametrize(
    "words",
    [["run"], ["run", "--webhook"], ["doctor"], ["invite", "--all"], ["verify"], ["backup", "."]],
)
@pytest.mark.parametrize("broken", ["proxy", "database", "both addresses"])
def test_no_error_of_the_command_line_tells_a_secret(
    tmp_path: Path, words: list[str], broken: str
) -> None:
    """Whatever is wrong: the way to Telegram, the way to the database, how either is written."""
    here = f"sqlite:///{tmp_path}/taizhang.db"
    away = f"postgresql+psycopg://a:{DATABASE}@{NOBODY}/x"
    settle_in(here)
    proxy, database = {
        "proxy": (f"http://u:{PROXY}@{NOBODY}", here),
        "database": ("", away),
        "both addresses": (f"htp://u:{PROXY}@{NOBODY}", f"nosql://a:{DATABASE}@{NOBODY}/x"),
    }[broken]
    env = {
        "TAIZHANG_DATABASE_URL": database,
        "TAIZHANG_DATA_DIR": str(tmp_path),
        "TAIZHANG_BOT_TOKEN": "77:t0ken-geheim",
        "TAIZHANG_TELEGRAM_API_URL": f"http://{NOBODY}",
        "TAIZHANG_PROXY_URL": proxy,
        "TAIZHANG_WEBHOOK_URL": "https://city.example/bot",
        "TAIZHANG_WEBHOOK_SECRET": WEBHOOK,
    }
    with chdir(tmp_path):
        _, said, complaint = operator(env)(*words)
    assert "geheim" not in said + complaint


def settle_in(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    settle(engine)
    engine.dispose()

"""What an operator sees when something is wrong from the start: one sentence, status 1, no more."""

import asyncio
import os
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram.error import NetworkError
from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.program import Program
from bot.settings import Settings
from bot.startup_errors import SHAPES, explain
from messages.texts import texts
from sandbox.server import Sandbox
from tests.support.hand_clock import HandClock

COMMAND = Path(sys.executable).with_name("taizhang")
NO_LEDGER = "此处没有台账，请检查 TAIZHANG_DATABASE_URL"
NO_TIME = "--at 应为时间，例如 2026-12-01T08:30，不是“soon”"
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""


def environment(settings: dict[str, str]) -> dict[str, str]:
    return {f"TAIZHANG_{name.upper()}": value for name, value in settings.items()}


async def says(folder: Path, *words: str, **settings: str) -> tuple[int, str]:
    """The exit status of the real command, and what it says besides its log."""
    process = await asyncio.create_subprocess_exec(
        COMMAND,
        *words,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment(settings)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        _, told = await process.communicate()
    return process.returncode or 0, told.decode()


@pytest.mark.parametrize(
    ("words", "settings", "sentence"),
    [
        pytest.param(["run"], {"bot_token": ""}, "请先设置 TAIZHANG_BOT_TOKEN", id="no_token"),
        pytest.param(
            ["run"],
            {"database_url": "postgresql+psycopg://a:b@127.0.0.1:9/x"},
            "无法打开数据库，请检查 TAIZHANG_DATABASE_URL",
            id="no_database",
        ),
        pytest.param(
            ["run"],
            {"database_url": "sqlite:///.env"},
            "无法打开数据库，请检查 TAIZHANG_DATABASE_URL：file is not a database",
            id="no_database_file",
        ),
        pytest.param(
            ["verify"],
            {"database_url": "nonsense"},
            "无法打开数据库，请检查 TAIZHANG_DATABASE_URL",
            id="no_database_address",
        ),
        pytest.param(["verify"], {}, NO_LEDGER, id="no_ledger_to_verify"),
        pytest.param(["export", "x.xlsx"], {}, NO_LEDGER, id="no_ledger_to_export"),
        pytest.param(["export", "."], {}, ". 是文件夹，请写明文件名", id="export_into_a_folder"),
        pytest.param(["import", "."], {}, ". 是文件夹，请写明文件名", id="import_of_a_folder"),
        pytest.param(
            ["invite", "--all", "张伟"], {}, "姓名和 --all 不能同时使用", id="some_and_everybody"
        ),
        pytest.param(["read", "已完成", "--at", "soon"], {}, NO_TIME, id="read_at_no_time"),
        pytest.param(["jobs", "run", "digest", "--at", "soon"], {}, NO_TIME, id="job_at_no_time"),
        pytest.param(
            ["run"],
            {"prompt_days": "7,-1"},
            "设置 TAIZHANG_PROMPT_DAYS 有误，应为天数，例如 30,7,3,1,0",
            id="day_below_zero",
        ),
        pytest.param(["run"], {"data_dir": ".env/x"}, "数据目录 .env/x 不可写", id="no_folder"),
        pytest.param(
            ["run"],
            {"digest_time": "noon"},
            "设置 TAIZHANG_DIGEST_TIME 有误，应为时间，例如 08:30",
            id="bad_time",
        ),
        pytest.param(
            ["run"], {"profile": ".env"}, "配置文件 .env 无法读取", id="profile_is_no_toml"
        ),
        pytest.param(
            ["run", "--webhook"],
            {"webhook_secret": "s"},
            "请先设置 TAIZHANG_WEBHOOK_URL",
            id="webhook_without_address",
        ),
        pytest.param(
            ["run", "--webhook"],
            {"webhook_url": "https://city.example/bot"},
            "请先设置 TAIZHANG_WEBHOOK_SECRET",
            id="webhook_without_secret",
        ),
        pytest.param(
            ["run", "--webhook"],
            {"webhook_url": "http://city.example/bot", "webhook_secret": "s"},
            "设置 TAIZHANG_WEBHOOK_URL 有误，应以 https:// 开头",
            id="webhook_without_tls",
        ),
    ],
)
def test_one_sentence_says_what_to_mend(
    tmp_path: Path, words: list[str], settings: dict[str, str], sentence: str
) -> None:
    (tmp_path / ".env").write_text("# this is no database, and no TOML: nothing of the kind\nx\n")
    given = {"bot_token": "1:a", "telegram_api_url": NOBODY, **settings}
    with chdir(tmp_path):
        told = CliRunner().invoke(app, words, env=environment(given))
    assert (told.exit_code, told.stderr[: len(sentence)]) == (1, sentence)
    assert len(told.stderr.splitlines()) == 1


async def test_telegram_out_of_reach_is_asked_three_times(tmp_path: Path) -> None:
    given = Settings(
        bot_token=SecretStr("1:a"),
        telegram_api_url=NOBODY,
        database_url=f"sqlite:///{tmp_path}/taizhang.db",
    )
    clock = HandClock()
    program = Program(given, clock)
    with pytest.raises(NetworkError) as failed:
        await program.start()
    await program.close()
    sentence = str(explain(failed.value, texts("zh_CN")))
    assert sentence.split("：", maxsplit=1)[0] == (
        "无法连接 Telegram，请检查网络、TAIZHANG_TELEGRAM_API_URL 和 TAIZHANG_PROXY_URL"
    )
    assert (clock.slept, "1:a" in sentence) == ([1, 3], False)


async def test_a_passing_failure_at_the_start_is_waited_out(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        given = Settings(
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=sandbox.url,
            database_url=f"sqlite:///{tmp_path}/taizhang.db",
        )
        await sandbox.fault("getMe", "502", times=2)
        await sandbox.fault("setMyCommands", "500")
        program = Program(given, HandClock())
        await program.start()
        await program.close()
        assert program.city.bots[0].name == sandbox.world.profile.as_user()["username"]


async def test_a_wrong_token_is_named_and_not_shown(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        status, told = await says(
            tmp_path, "run", bot_token="77:wrong", telegram_api_url=sandbox.url
        )
    assert (status, told) == (
        1,
        "Telegram 不接受此令牌，请检查 TAIZHANG_BOT_TOKEN\n",
    )


@pytest.mark.slow
async def test_a_webhook_telegram_will_not_take(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        await sandbox.fault("setWebhook", "error", description="Bad Request: bad webhook")
        status, told = await says(
            tmp_path,
            "run",
            "--webhook",
            bot_token=sandbox.token,
            telegram_api_url=sandbox.url,
            webhook_url="https://city.example/bot",
            webhook_secret="s",
            webhook_listen="127.0.0.1:0",
        )
    assert (status, told.split("：")[0]) == (
        1,
        "Telegram 不接受回调地址，请检查 TAIZHANG_WEBHOOK_URL",
    )


@pytest.mark.slow
async def test_a_second_process_on_sqlite_says_so_and_stops(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        names = {"TAIZHANG_BOT_TOKEN": sandbox.token, "TAIZHANG_TELEGRAM_API_URL": sandbox.url}
        first = await asyncio.create_subprocess_exec(
            COMMAND, "run", cwd=tmp_path, env={"PATH": os.environ["PATH"], **names}
        )
        await sandbox.called("setMyCommands", 4, within=30)
        status, told = await says(
            tmp_path, "run", bot_token=sandbox.token, telegram_api_url=sandbox.url
        )
        first.terminate()
        assert await first.wait() == 0
    assert (status, told.split("：")[0]) == (1, "另一个进程正在使用此数据库，请先停止该进程")


def test_every_setting_that_can_be_wrong_says_how_it_is_written() -> None:
    free = {"bot_token", "database_url", "data_dir", "profile"}
    assert set(SHAPES) == set(Settings.model_fields) - free

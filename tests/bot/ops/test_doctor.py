"""The check-up says of each thing that is wrong what mends it, and nothing of what is well."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.ops.doctor import examine
from bot.settings import Settings
from sandbox.server import Sandbox
from storage.db.engine import Engine
from tests.support.late_updates import waits
from tests.support.small_city import MORNING, settle

LONG_AGO = "Tue, 24 Nov 2020 01:00:00 GMT"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


async def complaints(sandbox: Sandbox, folder: Path, **more: Any) -> dict[str, str]:
    """What the check-up finds wrong. Whether next year's holidays are published is a matter of the date."""
    (folder / "no-database").write_text("nothing of the kind, and long enough to be looked at")
    given = {
        "bot_token": SecretStr(sandbox.token),
        "telegram_api_url": sandbox.url,
        "database_url": f"sqlite:///{folder}/taizhang.db",
        "data_dir": folder,
    }
    found = await examine(Settings(**{**given, **more}))
    return {f.name: f.words for f in found if not f.well and f.name != "节假日"}


async def test_a_healthy_installation(sandbox: Sandbox, tmp_path: Path) -> None:
    assert await complaints(sandbox, tmp_path) == {}


async def test_the_library_for_case_files_is_looked_for(tmp_path: Path) -> None:
    found = await examine(Settings(data_dir=tmp_path, telegram_api_url="http://127.0.0.1:9"))
    assert [f.words for f in found if f.name == "一案一档"] == ["可以生成PDF"]


async def test_no_token(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, bot_token=SecretStr(""))
    assert found == {"令牌": "未设置，请设置 TAIZHANG_BOT_TOKEN"}


async def test_a_wrong_token(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, bot_token=SecretStr("77:wrong"))
    assert found == {
        "令牌": "不可用，请检查 TAIZHANG_BOT_TOKEN、TAIZHANG_TELEGRAM_API_URL 和网络：Unauthorized"
    }


async def test_telegram_out_of_reach(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, telegram_api_url="http://127.0.0.1:9")
    assert found.keys() == {"令牌", "时钟"}
    assert found["时钟"] == "无法与 Telegram 核对，请检查网络"


async def test_no_database(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, database_url=f"sqlite:///{tmp_path}/no-database")
    assert found == {"数据库": "无法打开，请检查 TAIZHANG_DATABASE_URL：file is not a database"}


async def test_a_robot_for_a_unit_that_is_not_there(
    sandbox: Sandbox, tmp_path: Path, engine: Engine, database_url: str
) -> None:
    settle(engine)
    profile = tmp_path / "profile.toml"
    robot = '[[mirrors]]\nname = "群"\nkind = "wecom"\nurl = "https://w.cn/?key=k"\nscope = "{}"\n'
    profile.write_text(robot.format("黑水县"), encoding="utf-8")
    given = {"database_url": database_url, "profile": profile}
    assert await complaints(sandbox, tmp_path, **given) == {
        "群机器人": "scope 所填单位不在台账中：黑水县"
    }
    profile.write_text(robot.format("白水县"), encoding="utf-8")
    assert await complaints(sandbox, tmp_path, **given) == {}


async def test_a_message_that_waits_too_long(
    sandbox: Sandbox, tmp_path: Path, engine: Engine, database_url: str
) -> None:
    settle(engine)
    waits(engine, MORNING)
    found = await complaints(sandbox, tmp_path, database_url=database_url)
    assert found == {
        "收件箱": "待处理1条，最早收到于2026-11-24 09:00；已搁置0条（taizhang inbox parked）"
    }


async def test_a_folder_that_cannot_be_written(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, data_dir=tmp_path / "no-database" / "var")
    assert found == {"数据目录": "不可写，请检查 TAIZHANG_DATA_DIR：Not a directory"}


async def test_a_webhook_without_a_secret(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, webhook_url="https://city.example/bot")
    assert found == {"Webhook": "未设置密钥，请设置 TAIZHANG_WEBHOOK_SECRET"}


async def test_a_profile_with_a_wrong_word(sandbox: Sandbox, tmp_path: Path) -> None:
    profile = tmp_path / "city.toml"
    profile.write_text("[wrokdays]\noff = []\n")
    found = await complaints(sandbox, tmp_path, profile=profile)
    assert found == {
        "设置": f"配置文件 {profile} 无法读取，请修改：wrokdays: Extra inputs are not permitted"
    }


async def test_a_clock_that_is_wrong(sandbox: Sandbox, tmp_path: Path) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(headers={"Date": LONG_AGO})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    found = await complaints(sandbox, tmp_path, telegram_api_url=address)
    await runner.cleanup()
    assert found["时钟"].endswith("秒，请校准本机时间")


async def test_an_operator_reads_it_in_english(sandbox: Sandbox, tmp_path: Path) -> None:
    found = await complaints(sandbox, tmp_path, language="en", data_dir=tmp_path / "no-database/x")
    assert found == {"Data folder": "cannot be written, check TAIZHANG_DATA_DIR: Not a directory"}


async def test_a_template_that_cannot_be_filled_in(sandbox: Sandbox, tmp_path: Path) -> None:
    profile, folder = tmp_path / "city.toml", tmp_path / "papers"
    profile.write_text(f'[papers]\ntemplates = "{folder}"\n')
    assert await complaints(sandbox, tmp_path, profile=profile) == {
        "公文模板": f"配置中的模板文件夹 {folder} 不存在"
    }
    folder.mkdir()
    (folder / "督办函.docx").write_text("x")
    assert await complaints(sandbox, tmp_path, profile=profile) == {
        "公文模板": "模板“督办函.docx”不是 Word 文档，请另存为 .docx 格式"
    }

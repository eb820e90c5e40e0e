"""`taizhang init`: the profile and `.env` by questions, as an operator answers them."""

import asyncio
from contextlib import chdir
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.demo import CITY
from bot.ops.doctor import examine
from bot.profile import city_of
from bot.settings import Settings
from rules.policy.city import City, RoundPlan
from sandbox.server import TOKEN, Sandbox
from storage.db.engine import open_engine, reading
from storage.ledger.tables import campaigns
from storage.workbook.build import workbook_from_csv


def say(folder: Path, *answers: str, profile: str = "profile.toml") -> tuple[int, str]:
    """Give the answers one after another; return the status and all that was shown."""
    with chdir(folder):
        asked = CliRunner().invoke(
            app, ["init", "--profile", profile], input="".join(f"{each}\n" for each in answers)
        )
    return asked.exit_code, asked.output


def begun(folder: Path) -> City:
    with chdir(folder):
        return city_of(Settings())


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_enter_takes_every_proposal(tmp_path: Path) -> None:
    status, heard = say(tmp_path, "", "青山市", *[""] * 13)

    assert (status, heard.splitlines()[-2]) == (0, "已生成：profile.toml、.env")
    city = begun(tmp_path)
    assert (city.campaign, city.strike_off_number) == (
        "青山市督察整改", "青山市整改销号〔{year}〕{number}号",
    )  # fmt: skip
    assert (city.procedure.name, city.rounds, city.look_back_on) == ("安徽", (), None)
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in kept(tmp_path)} == {0o600}


async def test_what_was_answered_is_what_the_doctor_finds_well(tmp_path: Path) -> None:
    answers = (
        "zh_CN", "青山市", "2026年省级督察", "2026-09-20", "2027-03-20", "2027-06-01", "吉林",
        "青整销〔{year}〕{number}号", "0551-12345678", "3", "09:15", "15,3,0", "22:00-07:00", "", TOKEN,
    )  # fmt: skip
    status, heard = await asyncio.to_thread(say, tmp_path, *answers)

    assert (status, TOKEN in heard) == (0, False)
    city = begun(tmp_path)
    assert (city.campaign, city.started_on, city.half_year_on, city.look_back_on) == (
        "2026年省级督察", date(2026, 9, 20), date(2027, 3, 20), date(2027, 6, 1),
    )  # fmt: skip
    assert (city.procedure.name, city.notice_hotline, city.rounds) == (
        "吉林", "0551-12345678", (RoundPlan(on=3),),
    )  # fmt: skip
    assert (city.digest_time, city.prompt_days, city.quiet_from) == (
        time(9, 15), (15, 3, 0), time(22),
    )  # fmt: skip
    with chdir(tmp_path):
        async with Sandbox() as sandbox:
            found = await examine(Settings(telegram_api_url=sandbox.url))
    assert [each.name for each in found if not each.well and each.name != "节假日"] == []


@pytest.mark.parametrize(
    ("number", "bad", "heard"),
    [
        (0, "de", "填写有误，应为 zh_CN 或 en"),
        (1, "", "应为一行文字，不超过 60 个字。"),
        (3, "明天", "应为日期，例如 2026-09-20。"),
        (4, "2020-01-01", "应晚于整改启动日 2026-09-20。"),
        (6, "火星", "应为以下之一：安徽、海南、黑龙江、江苏、吉林"),
        (7, "{number}号", "须含 {year} 和 {number}，不超过 60 个字。"),
        (8, "找小王", "应为电话号码，没有请直接按回车。"),
        (9, "8", "应为 1（星期一）至 7（星期日），不设请直接按回车。"),
        (10, "25:00", "填写有误，应为时间，例如 08:30"),
        (11, "常常", "填写有误，应为天数，例如 30,7,3,1,0"),
        (13, "proxy", "填写有误，应以 http:// 或 https:// 开头"),
        (14, "secret", "应为 @BotFather 给出的令牌：数字、冒号和一串字母。"),
    ],
)
def test_an_answer_that_is_none_is_asked_again(
    tmp_path: Path, number: int, bad: str, heard: str
) -> None:
    answers = ["", "青山市", "", "2026-09-20", *[""] * 11]
    status, shown = say(tmp_path, *answers[:number], bad, *answers[number:])

    assert (status, heard in shown.splitlines(), "secret" in shown) == (0, True, False)
    assert begun(tmp_path).started_on == date(2026, 9, 20)


@pytest.mark.parametrize("there", ["profile.toml", ".env"])
def test_what_is_there_is_not_written_over(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")

    assert say(tmp_path) == (1, f"{there} 已存在，不予覆盖；如需重新生成，请先将其移走\n")
    assert (kept(tmp_path), (tmp_path / there).read_text()) == ([there], "mine")


def test_who_stops_half_way_has_written_nothing(tmp_path: Path) -> None:
    status, heard = say(tmp_path, "", "青山市")

    assert (status, "未写入任何内容" in heard.splitlines(), kept(tmp_path)) == (1, True, [])


def test_a_folder_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    status, heard = say(tmp_path, "", "青山市", *[""] * 13, profile="nowhere/a b.toml")

    assert (status, "无法写入 nowhere/a b.toml：No such file or directory" in heard) == (1, True)
    assert kept(tmp_path) == []


def test_the_first_import_begins_the_campaign_of_the_profile(tmp_path: Path) -> None:
    say(tmp_path, "en", "Qingshan", "", "2026-09-20", *[""] * 11, profile="it's mine.toml")
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    with chdir(tmp_path):
        assert CliRunner().invoke(app, ["import", "plan.xlsx"]).exit_code == 0
    engine = open_engine(f"sqlite:///{tmp_path}/var/taizhang.db")
    with reading(engine) as tx:
        row = tx.execute(select(campaigns.c.name, campaigns.c.started_on)).one()
    engine.dispose()
    assert tuple(row) == ("Qingshan: rectification", date(2026, 9, 20))

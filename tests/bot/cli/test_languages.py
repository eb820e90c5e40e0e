"""The command line in both languages: help, results, and what was written wrongly."""

import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import polib
import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.cli.localized import carry_out, localized
from bot.startup_errors import SHAPES
from messages.texts import CATALOGS, LANGUAGES, texts

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def helps(command: Any) -> Iterator[str]:
    """Yield the help of a command, of what stands behind it, and of the commands below it."""
    yield command.help
    for parameter in (*command.params, command.get_help_option(typer.Context(command))):
        yield parameter.help
    for each in getattr(command, "commands", {}).values():
        yield from helps(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_stands_in_the_catalog(language: str) -> None:
    known = polib.pofile(str(CATALOGS / language / "LC_MESSAGES" / "taizhang.po"))
    said = {entry.msgid for entry in known if entry.msgstr}
    assert [each for each in helps(get_command(app)) if each not in said] == []


def test_the_help_is_chinese_or_english_and_not_both() -> None:
    chinese, english = (helps(localized(app, texts(language))) for language in LANGUAGES)
    assert [each for each in chinese if not CHINESE.search(each)] == []
    assert [each for each in english if CHINESE.search(each)] == []


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("zh_CN", "命令有误（No such command 'nosuch'），用法见 taizhang --help\n"),
        (
            "en",
            "The command was not understood (No such command 'nosuch'). See taizhang --help\n",
        ),
    ],
)
def test_a_command_that_is_none(
    capsys: pytest.CaptureFixture[str], language: str, heard: str
) -> None:
    assert carry_out(app, ["nosuch"], texts(language)) == 2
    assert capsys.readouterr().err == heard


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert carry_out(app, [], texts("zh_CN")) == 0
    assert "督察整改台账" in capsys.readouterr().out


COMMANDS = (
    ["verify"],
    ["export", "x.xlsx"],
    ["export", "."],
    ["import", "."],
    ["import", "nowhere.xlsx"],
    ["invite"],
    ["invite", "--all", "somebody"],
    ["invite", "nobody"],
    ["invite", "--all"],
    ["unbind", "nobody"],
    ["read", "40% done", "--at", "soon"],
    ["read", "40% done by December 20"],
    ["jobs", "list"],
    ["jobs", "run", "nosuch"],
    ["jobs", "run", "digest", "--dry-run"],
    ["inbox", "parked"],
    ["doctor"],
    ["run"],
)


def output(folder: Path, words: list[str], language: str, **more: str) -> str:
    """Return all that a command says in an empty folder."""
    env = {
        "TAIZHANG_LANGUAGE": language,
        "TAIZHANG_DATABASE_URL": f"sqlite:///{folder}/here/taizhang.db",
        "TAIZHANG_DATA_DIR": str(folder),
        "TAIZHANG_BOT_TOKEN": "",
        "TAIZHANG_TELEGRAM_API_URL": "http://127.0.0.1:9",
    }
    with chdir(folder):
        return CliRunner().invoke(app, words, env=env | more).output


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_english_installation_says_nothing_in_chinese(tmp_path: Path, words: list[str]) -> None:
    assert CHINESE.findall(output(tmp_path, words, "en")) == []


@pytest.mark.parametrize("words", [["verify"], ["invite"], ["jobs", "list"], ["run"]], ids=" ".join)
def test_a_chinese_installation_says_nothing_in_english_alone(
    tmp_path: Path, words: list[str]
) -> None:
    heard = output(tmp_path, words, "zh_CN")
    assert [line for line in heard.splitlines() if not CHINESE.search(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("setting", [name for name in SHAPES if name != "language"])
def test_a_setting_that_is_wrong(tmp_path: Path, setting: str, language: str) -> None:
    name = f"TAIZHANG_{setting.upper()}"
    heard = output(tmp_path, ["verify"], language, **{name: "§ § §"})
    t = texts(language)
    sentence = t("Setting {name} is wrong: {shape}", name=name, shape=SHAPES[setting](t))
    assert heard == f"{sentence}\n"


def test_a_language_there_is_not_is_said_in_the_default_one(tmp_path: Path) -> None:
    heard = output(tmp_path, ["verify"], "de")
    assert heard == "设置 TAIZHANG_LANGUAGE 有误，应为 zh_CN 或 en\n"

"""Commands of the operator on a ledger that stands, and where none stands."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.demo import CITY
from storage.workbook import workbook_from_csv

Say = Callable[..., tuple[int, str]]


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """A command's status and words; its ledger and files are kept in one folder."""
    env = {
        "TAIZHANG_DATABASE_URL": f"sqlite:///{tmp_path}/here/taizhang.db",
        "TAIZHANG_DATA_DIR": str(tmp_path),
        "TAIZHANG_BOT_TOKEN": "",
        "TAIZHANG_TELEGRAM_API_URL": "http://127.0.0.1:9",
    }

    def said(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, words, env=env)
        return result.exit_code, result.stdout

    return said


@pytest.fixture
def city(say: Say, tmp_path: Path) -> Path:
    """The folder of a ledger that holds the city."""
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    assert say("import", str(tmp_path / "plan.xlsx"))[0] == 0
    return tmp_path


@pytest.mark.parametrize("words", [["verify"], ["export", "x.xlsx"], ["doctor"]])
def test_who_only_looks_makes_no_ledger(say: Say, tmp_path: Path, words: list[str]) -> None:
    assert say(*words)[0] == 1
    assert not (tmp_path / "here").exists()


def test_a_database_of_something_else_holds_no_ledger(say: Say, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "taizhang.db").touch()

    assert say("verify")[0] == 1


def test_an_export_that_cannot_be_written_leaves_nothing_behind(say: Say, city: Path) -> None:
    (city / "taken").mkdir()
    before = set(city.iterdir())

    assert say("export", str(city / "taken"))[0] == 1
    assert say("export", str(city / "nowhere" / "x.xlsx"))[0] == 1
    assert set(city.iterdir()) == before


def test_a_person_named_twice_gets_one_code(say: Say, city: Path) -> None:
    status, said = say("invite", "周志远", "周志远")

    rows = list(csv.reader(said.splitlines()))
    assert (status, [row[0] for row in rows]) == (0, ["姓名", "周志远"])


def test_codes_in_a_file_open_in_excel(say: Say, city: Path, tmp_path: Path) -> None:
    env = {**os.environ, "TAIZHANG_DATABASE_URL": f"sqlite:///{city}/here/taizhang.db"}
    command = [Path(sys.executable).with_name("taizhang"), "invite", "周志远"]
    with Path(tmp_path, "codes.csv").open("wb") as file:
        subprocess.run(command, stdout=file, env=env | {"TAIZHANG_BOT_TOKEN": ""}, check=True)

    written = Path(tmp_path, "codes.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf" + "姓名,单位,邀请码,链接\r\n周志远,".encode())
    assert not say("invite", "周志远")[1].startswith("\ufeff")


def test_a_time_may_be_said_in_any_iso_form(say: Say) -> None:
    for at in ("2026-12-01", "2026-12-01T08:30", "2026-12-01 08:30:00", "2026-12-01T00:30Z"):
        assert say("read", "下周五前完成", "--at", at)[0] == 0


def test_the_templates_of_papers_are_written_once(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    status, words = say("papers", str(folder))
    assert (status, len(words.split())) == (0, len(list(folder.glob("*.docx"))))
    (folder / "督办函.docx").write_text("我们自己的")
    assert say("papers", str(folder)) == (0, "")
    assert (folder / "督办函.docx").read_text() == "我们自己的"

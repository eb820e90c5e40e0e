"""`taizhang dossier NUMBER`: the case file of an item into a folder."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from storage.db.engine import Engine
from tests.support.commands import Say, operator
from tests.support.exhibits import keep, photo
from tests.support.small_city import settle

WITHOUT_TYPST = "import sys; sys.modules['typst'] = None; from bot.cli.__main__ import main; main()"


@pytest.fixture
def env(engine: Engine, database_url: str, tmp_path: Path) -> dict[str, str]:
    settle(engine)
    return {"TAIZHANG_DATABASE_URL": database_url, "TAIZHANG_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def say(env: dict[str, str]) -> Say:
    """A command on the small city's ledger: its status, its words, its complaint."""
    return operator(env)


def test_the_package_lies_in_the_folder(engine: Engine, say: Say, tmp_path: Path) -> None:
    keep(engine, tmp_path / "data", "现场.jpg", photo(10), item=2)
    made = tmp_path / "out" / "一案一档-2_市9.zip"
    assert say("dossier", "2", "--out", str(tmp_path / "out")) == (0, f"{made}\n", "")
    with ZipFile(made) as opened:
        assert opened.namelist() == [
            "一案一档-2_市9.pdf",
            "佐证材料/00001_现场.jpg",
            "SHA256SUMS",
        ]


def test_an_item_that_is_not_there(say: Say, tmp_path: Path) -> None:
    assert say("dossier", "77", "--out", str(tmp_path)) == (1, "", "台账中没有任务“77”。\n")
    assert list(tmp_path.glob("*.zip")) == []


def test_a_folder_that_is_a_file(say: Say, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    status, said, complaint = say("dossier", "1", "--out", str(tmp_path / "taken"))
    assert (status, said) == (1, "")
    assert complaint.startswith(f"无法写入 {tmp_path / 'taken'}：")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_the_library_the_command_names_it(env: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_TYPST, "dossier", "1", "--out", str(tmp_path)]
    done = subprocess.run(
        command, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "暂不能生成一案一档：服务器未安装 PDF 组件，请由系统管理员安装：pip install 'taizhang[pdf]'\n"
    )

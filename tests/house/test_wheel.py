"""The wheel holds all it needs: what it is built from is not there where it runs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "notices", "storage", "messages", "rules", "sandbox")
pytestmark = pytest.mark.slow

READ = "from bot.cli.__main__ import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel was unpacked into, and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for room in ROOMS:
        shutil.copytree(HOUSE / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(HOUSE / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*build, str(source)], check=True, cwd=folder, capture_output=True)
    [wheel] = folder.glob("*.whl")
    target = folder / "site"
    install = [*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, cwd=folder, capture_output=True)
    return target


def test_data_files_stand_beside_the_modules(installed: Path) -> None:
    wanted = [
        "bot/demo_city/items.csv",
        "bot/demo_city/history.csv",
        "messages/dossier/case_file.typ",
        "messages/papers/templates/督办函.docx",
        "bot/procedures/anhui.toml",
        "rules/language/lexicon/zh.toml",
        "rules/language/reading/intent_weights.json",
        "messages/locale/zh_CN/LC_MESSAGES/taizhang.po",
        "sandbox/page/index.html",
        "storage/migrations/versions/0001_the_first_ledger.py",
    ]
    assert [name for name in wanted if not (installed / name).is_file()] == []


def test_a_sentence_is_read_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """A ledger is made by the migrations, filled from the demo's plan, and asked."""
    env = os.environ | {
        "PYTHONPATH": str(installed),
        "TAIZHANG_DATABASE_URL": f"sqlite:///{tmp_path}/taizhang.db",
        "TAIZHANG_DATA_DIR": str(tmp_path),
    }
    plan = (
        "from bot.demo import CITY; from storage.workbook import workbook_from_csv; "
        "from pathlib import Path; workbook_from_csv(CITY, Path('plan.xlsx'))"
    )

    def run(code: str, *words: str) -> str:
        command = [sys.executable, "-P", "-c", code, *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    run(plan)
    run(READ, "import", "plan.xlsx")
    found = json.loads(run(READ, "read", "1号别墅群已拆除12栋", "--json"))
    assert (found["intent"], found["items"][0]["code"], found["sure"]) == ("progress", "1", True)

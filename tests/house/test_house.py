"""The house's own rules: import direction, one clock, one sender, a README that does not lag."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.cli.__main__ import app
from bot.settings import Settings
from handlers.commands import COMMANDS
from messages.accounts.menu_texts import COMMANDS as MENU
from rules.policy.procedure import ANHUI
from tests.support.procedures_page import drawing

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "notices", "storage", "messages", "rules")
README = (HOUSE / "README.md").read_text("utf-8")


def sources(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    for room in rooms:
        for path in sorted((HOUSE / room).rglob("*.py")):
            yield path.relative_to(HOUSE), ast.parse(path.read_text("utf-8"))


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([lint], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_only_bot_telegram_imports_the_telegram_library() -> None:
    """The import contract names the modules of bot/ one by one; a new one may not be missing."""
    found = [
        str(path)
        for path, tree in sources(*ROOMS)
        if path.parts[:2] != ("bot", "telegram")
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "telegram" in _roots(node)
    ]
    assert found == []


def _roots(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Return the packages an import statement names, without their sub-modules."""
    names = (
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
    )
    return {name.split(".")[0] for name in names}


def test_only_the_clock_asks_what_time_it_is() -> None:
    asks = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(|asyncio\.sleep\(")
    found = [
        str(path.relative_to(HOUSE))
        for room in ROOMS
        for path in (HOUSE / room).rglob("*.py")
        if asks.search(path.read_text("utf-8"))
    ]
    assert found == ["bot/clock.py"]


def test_conversations_duties_and_rules_are_synchronous() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in sources("handlers", "notices", "storage", "messages", "rules")
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef)
    ]
    assert found == []


def test_functions_are_short_and_files_are_small() -> None:
    long_functions = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in sources(*ROOMS, "sandbox")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 50
        and "versions" not in path.parts
    ]
    large_files = [
        str(path)
        for path, _ in sources(*ROOMS, "sandbox")
        if len((HOUSE / path).read_text("utf-8").splitlines()) > 300
        and "versions" not in path.parts
    ]
    assert (long_functions, large_files) == ([], [])


def test_the_readme_draws_the_transitions() -> None:
    arrow = re.compile(r"^(\S+) +--(\w+)--> +(\S+)$", re.MULTILINE)
    table = arrow.findall("\n".join(drawing(ANHUI)))
    assert sorted(arrow.findall(README)) == sorted(table)


def test_every_setting_stands_in_the_readme() -> None:
    names = [f"TAIZHANG_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if name not in README] == []


def test_every_command_stands_in_the_readme() -> None:
    commands = [command.name for command in app.registered_commands]
    groups = [group.name or group.typer_instance.info.name for group in app.registered_groups]
    assert [name for name in commands + groups if f"taizhang {name}" not in README] == []


def test_the_menu_names_only_commands_that_exist() -> None:
    assert [name for name in MENU if name not in COMMANDS] == []

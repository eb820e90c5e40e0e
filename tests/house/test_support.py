"""What tests share stands in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SHARED = ("tests.support", "tests.house")
"""Helpers of tests, and the program that measures the house."""


def imported(path: Path) -> Iterator[str]:
    """The modules of `tests` that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "tests")


def is_shared(module: str) -> bool:
    return module.startswith(SHARED) or module.endswith(".conftest")


def test_tests_import_only_what_is_meant_to_be_shared() -> None:
    found = [
        f"{path.relative_to(TESTS)}: {module}"
        for path in sorted(TESTS.rglob("*.py"))
        for module in imported(path)
        if not is_shared(module) or module.rpartition(".")[2].startswith("test_")
    ]
    assert found == []

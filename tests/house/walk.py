"""The walk of a free sentence: which files of handlers/ it passes before its card stands.

Calls are followed, not returns. A call climbs back up when the file that is entered stands above
the one it is called from: it imports it, directly or through others.
"""

import ast
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import FrameType

from storage.db.engine import open_engine
from storage.db.migrate import upgrade
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL, settle

HOUSE = Path(__file__).parents[2]
ROOM = HOUSE / "handlers"
SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


def walked() -> tuple[list[str], int]:
    """Return the files in the order they are entered, and how often a call climbs."""
    calls: list[tuple[str, str]] = []

    def follow(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and (here := _file(frame)) is not None:
            above = frame.f_back
            while above is not None and _file(above) is None:
                above = above.f_back
            calls.append((_file(above) or "" if above else "", here))

    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite+pysqlite:///{folder}/ledger.db")
        upgrade(engine)
        settle(engine)
        talk = Dialogue(engine)
        sys.setprofile(follow)
        try:
            talk.says(OFFICIAL, SENTENCE)
        finally:
            sys.setprofile(None)
        engine.dispose()
    climbs = sum(bool(caller) and _stands_above(callee, caller) for caller, callee in calls)
    return list(dict.fromkeys(callee for _, callee in calls)), climbs


def _file(frame: FrameType) -> str | None:
    path = Path(frame.f_code.co_filename)
    return path.relative_to(HOUSE).as_posix() if path.is_relative_to(ROOM) else None


def _stands_above(file: str, other: str) -> bool:
    return file != other and other in _below(file)


@cache
def _below(file: str) -> frozenset[str]:
    """All files of the room that a file imports, directly or through others."""
    found: set[str] = set()
    waiting = [file]
    while waiting:
        for each in _imports(waiting.pop()) - found:
            found.add(each)
            waiting.append(each)
    return frozenset(found)


@cache
def _imports(file: str) -> frozenset[str]:
    tree = ast.parse((HOUSE / file).read_text("utf-8"))
    named = {
        candidate
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("handlers")
        for name in node.names
        for candidate in (f"{node.module}.{name.name}", node.module)
    }
    paths = {f"{name.replace('.', '/')}.py" for name in named if name}
    return frozenset(path for path in paths if (HOUSE / path).exists())

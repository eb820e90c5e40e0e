"""The house by numbers: `make house` prints how large, how deep and how strictly typed it is.

Each line has its goal; the exit status is 1 when one is missed.
"""

import ast
import re
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.references import by_hand

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "notices", "storage", "messages", "rules", "sandbox")
OWN_SEAMS = ("storage/db/", "storage/migrations/")
"""SQLAlchemy's and Alembic's own seams, where `Any` is theirs."""

CLOCKS = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(|asyncio\.sleep\(")
MOCKS = re.compile(r"\b(Mock|patch|mocker|monkeypatch)\b")


@dataclass(frozen=True)
class Source:
    """One file of the program, read once."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")


@dataclass(frozen=True)
class Figure:
    """A measure and its goal; `met` is None where there is none."""

    name: str
    value: str
    goal: str = ""
    met: bool | None = None


def sources(*rooms: str) -> list[Source]:
    """Every Python file of these rooms but the migrations."""
    found = (path for room in rooms for path in sorted((HOUSE / room).rglob("*.py")))
    kept = (path for path in found if "versions" not in path.parts)
    read = ((path.relative_to(HOUSE).as_posix(), path.read_text("utf-8")) for path in kept)
    return [Source(path, text, ast.parse(text)) for path, text in read]


def of_functions(house: list[Source]) -> Iterator[Figure]:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for source in house
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    median, tenth = statistics.median(lengths), lengths[int(len(lengths) * 0.9)]
    yield Figure("functions", str(len(lengths)))
    yield Figure("lines of a function, median", f"{median:g}", "≤ 8", median <= 8)
    yield Figure("lines of a function, 90 %", str(tenth), "≤ 25", tenth <= 25)
    yield Figure("lines of a function, longest", str(lengths[-1]), "≤ 50", lengths[-1] <= 50)


def of_files(house: list[Source]) -> Iterator[Figure]:
    lengths = [source.lines for source in house]
    yield Figure("files", str(len(lengths)))
    yield Figure("lines of a file, median", f"{statistics.median(lengths):g}")
    yield Figure("lines of a file, longest", str(max(lengths)), "≤ 300", max(lengths) <= 300)


def of_types(house: list[Source]) -> Iterator[Figure]:
    mine = [source for source in house if not source.path.startswith(OWN_SEAMS)]
    words = sum(_any_in(source) for source in mine)
    rate = 1000 * words / sum(source.lines for source in mine)
    yield Figure(
        "`Any` per 1,000 lines outside SQLAlchemy's seams", f"{rate:.1f}", "≤ 3", rate <= 3
    )
    for room in ("handlers", "schedules", "notices", "messages"):
        count = sum(_any_in(s) for s in mine if s.path.startswith(f"{room}/"))
        yield Figure(f"`Any` in {room}", str(count), "0", count == 0)


def _any_in(source: Source) -> int:
    return len(re.findall(r"\bAny\b", source.text))


def of_names(house: list[Source]) -> Iterator[Figure]:
    defined: dict[str, list[str]] = defaultdict(list)
    for source in house:
        if source.path.startswith("sandbox/"):
            continue  # a program of its own, which meets the others over HTTP
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                defined[node.name.lstrip("_")].append(source.path)
    twice = sorted(name for name, where in defined.items() if len(where) > 1)
    shown = f"{len(twice)}: {', '.join(twice)}" if twice else "0"
    yield Figure("class names defined more than once", shown, "0", not twice)
    aliases = sum(_module_aliases(source) for source in house)
    yield Figure("modules imported under another name", str(aliases), "0", aliases == 0)


def _module_aliases(source: Source) -> int:
    """Modules of ours that are imported with `as`; other people's may be."""
    return sum(
        1
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ROOMS
        for name in node.names
        if name.asname and _is_module(f"{node.module}.{name.name}")
    )


def _is_module(dotted: str) -> bool:
    place = HOUSE / dotted.replace(".", "/")
    return place.with_suffix(".py").exists() or place.is_dir()


def of_patterns(house: list[Source]) -> Iterator[Figure]:
    """Regular expressions that are compiled, and the fragments they are put together from."""
    lengths = sorted(
        len(node.args[0].value)
        for source in house
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )
    yield Figure("regular expressions written out", str(len(lengths)))
    yield Figure("characters of one, longest", str(lengths[-1]))


def of_time_and_tests(house: list[Source]) -> Iterator[Figure]:
    clocks = [s.path for s in house if CLOCKS.search(s.text) and not s.path.startswith("sandbox/")]
    yield Figure("files that ask what time it is", ", ".join(clocks), "1", len(clocks) == 1)
    tests = sources("tests")
    mocks = sum(len(MOCKS.findall(s.text)) for s in tests if "tests/house/" not in s.path)
    yield Figure("mock words in tests", str(mocks), "0", mocks == 0)


def of_references(house: list[Source]) -> Iterator[Figure]:
    mine = [source for source in house if not source.path.startswith("sandbox/")]
    found = [place for source in mine for place in by_hand(source.path, source.tree)]
    shown = f"{len(found)}: {', '.join(found)}" if found else "0"
    yield Figure("references made or read by hand", shown, "0", not found)


def of_imports() -> Iterator[Figure]:
    lint = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([lint], cwd=HOUSE, capture_output=True, text=True, check=False)
    kept = re.search(r"Contracts: (\d+) kept, (\d+) broken", checked.stdout)
    assert kept, checked.stdout
    yield Figure("import contracts kept", kept[1])
    yield Figure("import contracts broken", kept[2], "0", kept[2] == "0")


def of_a_sentence() -> Iterator[Figure]:
    from tests.house.walk import walked

    files, climbs = walked()
    yield Figure(
        "files of handlers/ a free sentence passes", str(len(files)), "≤ 12", len(files) <= 12
    )
    yield Figure("times it climbs back up", str(climbs), "≤ 3", climbs <= 3)


def figures() -> list[Figure]:
    house = sources(*ROOMS)
    return [
        *of_files(house),
        *of_functions(house),
        *of_types(house),
        *of_names(house),
        *of_references(house),
        *of_patterns(house),
        *of_time_and_tests(house),
        *of_imports(),
        *of_a_sentence(),
    ]


def main() -> int:
    rows = figures()
    width = max(len(row.name) for row in rows)
    for row in rows:
        mark = "" if row.met is None else "  ✓" if row.met else "  ✗"
        goal = f"  (goal {row.goal})" if row.goal else ""
        print(f"{row.name:{width}}  {row.value}{goal}{mark}")
    return any(row.met is False for row in rows)


if __name__ == "__main__":
    sys.exit(main())

"""The documents do not lag: every path, command, setting and identifier they name exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli.__main__ import app
from bot.settings import Settings
from handlers.commands import COMMANDS
from schedules.duties import DUTIES

HOUSE = Path(__file__).parents[2]
PACKAGES = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
TOP = (".ci", "docs", "tests", *PACKAGES)
FOLDERS = tuple(f"{top}/" for top in TOP)
ROOMS = ("handlers", "notices", "storage", "messages")
DOCUMENTS = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("*.md"))
GLOSSARY = HOUSE / "docs" / "glossary.md"
ARCHITECTURE = HOUSE / "docs" / "architecture.md"

CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:py|md|toml|lock|po)")
DEFINED = re.compile(r"`(\w+)`\s+in\s+`([\w/.-]+\.py)`")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
OTHER_SETTINGS = {"TAIZHANG_SKIP_NOTHING", "TAIZHANG_SPEC_DIR"}
"""Read by .ci/run and the tests, not by the program."""

OTHER_SLASHES = {"metrics", "health", "etc"}
"""Not commands of the chat: Prometheus' page, a folder of the system."""

documents = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def code_in(path: Path) -> list[str]:
    """Return every code span and code block of a document."""
    found = CODE.findall(path.read_text("utf-8"))
    return [block or span for block, span in found]


def tokens(path: Path) -> Iterator[str]:
    for code in code_in(path):
        for word in code.split():
            yield word.strip("(),;:|")


def exists(token: str) -> bool:
    """Whether the tree has this file, folder or module; a bare file name may stand anywhere."""
    if "/" in token:
        return (HOUSE / token).exists() or (HOUSE / f"{token}.py").exists()
    return any(HOUSE.glob(token)) or any(any((HOUSE / top).rglob(token)) for top in TOP)


def is_ours(token: str) -> bool:
    """Whether a token claims to be a file of the repository."""
    return bool(PATH.fullmatch(token)) and ("/" not in token or token.startswith(FOLDERS))


@documents
def test_every_path_exists(path: Path) -> None:
    assert [token for token in tokens(path) if is_ours(token) and not exists(token)] == []


@documents
def test_every_link_leads_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@documents
def test_every_make_target_exists(path: Path) -> None:
    targets = TARGET.findall((HOUSE / "Makefile").read_text("utf-8"))
    named = re.findall(r"\bmake ([a-z-]+)", "\n".join(code_in(path)))
    assert [name for name in named if name not in targets] == []


@documents
def test_every_command_line_exists(path: Path) -> None:
    tree = get_command(app)
    assert isinstance(tree, TyperGroup)
    known = {name: set(getattr(sub, "commands", ())) for name, sub in tree.commands.items()}
    named = re.findall(r"\btaizhang ([a-z]+)(?: ([a-z]+))?", "\n".join(code_in(path)))
    wrong = [
        (name, sub)
        for name, sub in named
        if name not in known or (known[name] and sub and sub not in known[name])
    ]
    assert wrong == []


@documents
def test_every_duty_named_exists(path: Path) -> None:
    named = re.findall(r"\bjobs run ([a-z]+)", "\n".join(code_in(path)))
    assert [name for name in named if name not in DUTIES] == []


@documents
def test_every_command_of_the_chat_exists(path: Path) -> None:
    spans = [span for span in code_in(path) if re.match(r"/[a-z]+(?: |$)", span)]
    named = [span[1:].split()[0] for span in spans]
    assert [name for name in named if name not in COMMANDS.keys() | OTHER_SLASHES] == []


@documents
def test_every_setting_exists(path: Path) -> None:
    known = {f"TAIZHANG_{name.upper()}" for name in Settings.model_fields} | OTHER_SETTINGS
    named = re.findall(r"TAIZHANG_[A-Z_]+[A-Z]", path.read_text("utf-8"))
    assert [name for name in named if name not in known] == []


@documents
def test_every_identifier_stands_in_the_file_it_is_said_to(path: Path) -> None:
    wrong = [
        f"{name} in {file}"
        for name, file in DEFINED.findall(path.read_text("utf-8"))
        if not re.search(rf"\b{name}\b", (HOUSE / file).read_text("utf-8"))
    ]
    assert wrong == []


COMMENTED = re.compile(
    r"\b((?:bot|handlers|schedules|notices|storage|messages|rules|docs)(?:/[\w.-]+)+)"
)


def test_every_path_named_in_the_code_exists() -> None:
    """Paths without their ending, or with a name behind a dot, are those of modules."""
    wrong = [
        f"{path.relative_to(HOUSE)}: {token}"
        for room in PACKAGES
        for path in (HOUSE / room).rglob("*.py")
        for token in COMMENTED.findall(path.read_text("utf-8"))
        if not exists(token.rstrip(".")) and not exists(token.partition(".")[0])
    ]
    assert wrong == []


def test_every_word_of_the_glossary_says_where_it_is_defined() -> None:
    rows = re.findall(r"^\| (?!word|-).*$", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    assert [row for row in rows if not DEFINED.search(row)] == []


def test_every_word_stands_in_the_glossary_once() -> None:
    rows = re.findall(r"^\| ([^|]+?) \|", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    words = [word for word in rows if word.strip("-: ") and word != "word"]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_every_room_and_topic_stands_in_the_architecture() -> None:
    words = ARCHITECTURE.read_text("utf-8")
    packages = [
        f"{package.relative_to(HOUSE)}/"
        for room in ROOMS
        for package in sorted((HOUSE / room).iterdir())
        if (package / "__init__.py").exists()
    ]
    assert [package for package in packages if package not in words] == []


def test_every_room_stands_in_the_readme() -> None:
    readme = (HOUSE / "README.md").read_text("utf-8")
    assert [room for room in PACKAGES if f"\n{room}/ " not in readme] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_its_form(path: Path) -> None:
    form = rf"# {path.name[:4]}\. .+\n\n\*\*Decision: .+?\*\*\n"
    parts = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert re.match(form, path.read_text("utf-8"), re.DOTALL)
    assert parts == ["Context", "Consequences", "Held by"]


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]

"""Docstrings in plain technical English: a verb first, and "they" for a person."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = (
    "bot",
    "handlers",
    "notices",
    "schedules",
    "storage",
    "messages",
    "rules",
    "sandbox",
    "bench",
    "training",
    "tests/support",
)
EXEMPT = ("storage/mail/in_hand.py", "storage/mail/inbox.py", "storage/closing/closings.py")
"""Files with public functions whose docstrings do not begin with a verb yet."""

_LISTED = (
    "Add Answer Apply Appoint Ask Begin Bind Break Bring Call Cancel Carry Change Check Claim Close Collect "
    "Commit Compare Conclude Copy Correct Count Cut Deal Decide Decode Delete Deliver Dismiss Divide Do Draw Drop "
    "Edit End Enrol Enter Escape Execute Export Fetch Fill Find Forget Give Greet Hand Handle Have Hear Hold "
    "Import Invite Join Judge Keep Kill Lay Lead Leave Let List Listen Make Mark Measure Move Name Note Notify "
    "Offer Open Order Pass Perform Play Poll Post Prepare Press Propose Publish Put Queue Raise Rank Read Receive "
    "Record Refuse Remind Remove Reopen Repeat Replace Report Restore Return Ring Run Say Select Send Set Settle "
    "Show Split Start Step Stop Strike Take Tap Tell Time Try Update Uphold Upload Use Wait Warn Watch Weigh "
    "Write Yield"
)
VERBS = frozenset(_LISTED.split())
"""A verb that no function began with before is added here."""

ABOUT_ONE_SEX = re.compile(r"\b(?:he|his|him|himself|she|her|herself)\b", re.IGNORECASE)

Docstring = tuple[str, str, str]
"""The file, what is described, and the words."""


def docstrings(kinds: tuple[type[ast.AST], ...]) -> Iterator[Docstring]:
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob("*.py")):
            if "versions" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, kinds):
                    assert isinstance(
                        node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
                    )
                    name = getattr(node, "name", "")
                    words = ast.get_docstring(node)
                    if words:
                        yield path.relative_to(HOUSE).as_posix(), name, words


def begins_well(words: str) -> bool:
    """Whether a docstring begins with a verb, "Whether", or what a handler answers, as written."""
    first = words.split(maxsplit=1)[0].rstrip(".,:;")
    return first in VERBS or first == "Whether" or first.startswith("`")


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_public_functions_are_described_by_a_verb() -> None:
    wrong = [
        (path, name, words.split("\n")[0])
        for path, name, words in docstrings(FUNCTIONS)
        if not name.startswith("_") and path not in EXEMPT and not begins_well(words)
    ]
    assert wrong == []


def test_only_what_does_not_obey_is_exempt() -> None:
    public = [d for d in docstrings(FUNCTIONS) if not d[1].startswith("_")]
    assert {path for path, _, words in public if not begins_well(words)} == set(EXEMPT)


def test_a_person_is_they() -> None:
    found = docstrings((ast.Module, ast.ClassDef, *FUNCTIONS))
    assert [each for each in found if ABOUT_ONE_SEX.search(each[2])] == []

"""Help: each reads of what his roles let him do, and together that is every command there is."""

import re

import pytest

from handlers.commands import COMMANDS
from messages.accounts.help_texts import help_text
from messages.texts import texts
from rules.policy.people import Person, Role
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, VERIFIER


def commands(words: str) -> list[str]:
    return re.findall(r"^/(\w+)", words, re.MULTILINE)


EVERYBODYS = ["my", "item", "overdue", "search", "status", "digest", "project"]
AT_THE_END = ["export", "receipt", "workdays", "language", "cancel"]


@pytest.mark.parametrize(
    ("who", "own"),
    [
        (OFFICIAL, ["report", "close", "plan", "extend", "blocker", "urgent", "deputy", "deputy"]),
        (LEADER, ["instruct", "ready", "verify"]),
        (
            OFFICE,
            [
                "report",
                "urgent",
                "review",
                "radar",
                "blocker",
                "round",
                "agenda",
                "told",
                "reopen",
                "objection",
                "lookback",
                "ready",
                "dossier",
                "verify",
                "bind",
                "letter",
                "circular",
                "monthly",
                "unbind",
            ],
        ),
        (VERIFIER, ["review", "radar", "dossier"]),
    ],
    ids=["official", "leader", "office", "verifier"],
)
def test_each_reads_of_what_he_can_do(talk: Dialogue, who: int, own: list[str]) -> None:
    assert commands(talk.says(who, "/help")) == [*EVERYBODYS, *own, *AT_THE_END]


def test_no_command_is_kept_from_everybody() -> None:
    one = Person(1, "全能", 1, "市整改办", "", frozenset(Role))
    told = set(commands(help_text(texts("zh_CN"), one)))
    assert sorted(set(COMMANDS) - {"start", "help"}) == sorted(told)

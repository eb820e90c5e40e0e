"""Help: each reads of what his roles let him do, and together that is every command there is."""

import re

import pytest

from handlers.commands import COMMANDS
from messages.accounts.help_texts import help_text
from messages.formatting import SpanKind
from messages.texts import texts
from rules.policy.people import Person, Role
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, VERIFIER


def commands(words: str) -> list[str]:
    return re.findall(r"^/(\w+)", words, re.MULTILINE)


@pytest.mark.parametrize(
    ("who", "menu", "rest"),
    [
        (
            OFFICIAL,
            "my report extend close blocker urgent deputy deputy",
            "item overdue search status digest project plan export receipt workdays language cancel",
        ),
        (
            LEADER,
            "status overdue my instruct search digest item",
            "project ready verify export receipt workdays language cancel",
        ),
        (
            OFFICE,
            "review status overdue search blocker round agenda told letter circular export",
            "my item digest project report urgent radar reopen objection lookback ready dossier "
            "verify bind monthly unbind receipt workdays language cancel",
        ),
        (
            VERIFIER,
            "review search status my item",
            "overdue digest project radar dossier export receipt workdays language cancel",
        ),
    ],
    ids=["official", "leader", "office", "verifier"],
)
def test_each_reads_the_menu_and_the_rest_behind_more(
    talk: Dialogue, who: int, menu: str, rest: str
) -> None:
    shown, folded = talk.says(who, "/help").split("更多：")
    assert (commands(shown), commands(folded)) == (menu.split(), rest.split())
    heading = talk.last(who).text.index("更多：")
    span = next(s for s in talk.last(who).words.spans if s.kind is SpanKind.FOLDED)
    assert (span.start, span.end) == (heading, len(talk.last(who).text))


def test_no_command_is_kept_from_everybody() -> None:
    one = Person(1, "全能", 1, "市整改办", "", frozenset(Role))
    told = set(commands(help_text(texts("zh_CN"), one).text))
    assert sorted(set(COMMANDS) - {"start", "help"}) == sorted(told)

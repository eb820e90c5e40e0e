"""References are values: no file but their own makes them of words, or words of them."""

import ast

import pytest

from tests.house.figures import ROOMS, sources
from tests.house.references import READ_OTHER_WORDS, by_hand

BY_HAND = [
    'ctx.say(text, about=f"item:{item.id}")',
    'key = f"draft:{draft.id}"',
    'name = f"round:{round_.id}:group"',
    'name = f"digest:{day}:{part}"',
    'key = f"{self.kind}:{self.id}"',
    'about = f"{DraftState.HELD}:{number}"',
    'kind, _, number = asked.about.partition(":")',
    'number, position = asked.about.split(":")',
    'kept = sent.about(tx, chat, message).split(":", 2)',
    'OutgoingMessage(chat, text, about="status")',
    "letters(people, language, say, live_key=str(request.ref))",
]
LAWFUL = [
    "ctx.say(text, about=Ref.item(item.id))",
    "ctx.say(text, about=draft.about, live_key=draft.ref)",
    'Button(label, f"d:{draft}:item:{item}")',
    'dedup_key = f"{request.ref}:reminder"',
    'title, _, rest = line.partition("：")',
]


@pytest.mark.parametrize("line", BY_HAND)
def test_what_is_made_or_read_by_hand_is_found(line: str) -> None:
    assert by_hand("handlers/closing/apply.py", ast.parse(line)) == ["handlers/closing/apply.py:1"]


@pytest.mark.parametrize("line", LAWFUL)
def test_values_and_other_words_are_let_pass(line: str) -> None:
    assert by_hand("handlers/closing/apply.py", ast.parse(line)) == []


def test_no_reference_is_made_or_read_by_hand() -> None:
    """The sandbox is a program of its own, which meets the others over HTTP."""
    own = [source for source in sources(*ROOMS) if not source.path.startswith("sandbox/")]
    assert [place for source in own for place in by_hand(source.path, source.tree)] == []


def test_what_takes_other_words_apart_still_does() -> None:
    there = {source.path: source for source in sources(*ROOMS)}
    here = "handlers/closing/apply.py"
    assert [path for path in READ_OTHER_WORDS if not by_hand(here, there[path].tree)] == []

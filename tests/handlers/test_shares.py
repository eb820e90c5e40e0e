"""What goes out by itself and into groups: to nobody of what is not theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.telegram.addresses import telegram_chat
from handlers.presses import PRESSES
from rules.policy.acts import COMMANDS
from rules.policy.permissions import Right, may, may_see_item
from rules.policy.relations import Matter
from schedules.duties import DUTIES
from storage.db.engine import reading
from storage.ledger import item_store
from storage.people import deputies, people
from tests.support.button_data import NUMBER, forms
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.outsiders import STAGES, everybody_there, on_sqlite, pressed, told
from tests.support.permissions_page import BEYOND_SIGHT
from tests.support.small_city import (
    GROUP,
    OFFICE,
)

pytestmark = pytest.mark.begins(after=[everybody_there])


@on_sqlite
@pytest.mark.parametrize("stage", STAGES)
def test_a_group_gets_its_own_share(talk: Dialogue, stage: object) -> None:
    """Of another county, whoever writes and presses there; of the office, who may do all."""
    del stage
    plain = COMMANDS.keys() - {"bind", "help"}
    heard = [talk.says(OFFICE, f"/{name} 2", chat=GROUP) for name in plain]
    heard += [
        pressed(talk, OFFICE, f"{name}:{form}".replace(NUMBER, number), GROUP)
        for name, (pattern, _) in PRESSES.items()
        for form in forms(pattern)
        for number in ("1", "2")
    ]
    assert [words for words in heard if told(words)] == []


@on_sqlite
@pytest.mark.parametrize("stage", STAGES)
def test_duties_tell_nobody_of_what_is_not_theirs(talk: Dialogue, stage: object) -> None:
    del stage
    begun, found = talk.now, []
    for hours in range(0, 9 * 24, 8):
        for duty in DUTIES:
            for chat, letters in tick(talk, begun + timedelta(hours=hours), duty).items():
                found += [
                    (duty, chat, item, letter)
                    for letter in letters
                    for item in strange(talk, chat, letter, BEYOND_SIGHT.get(duty, Right.SEE))
                ]
    assert found == []


def strange(talk: Dialogue, chat: int, letter: str, right: Right) -> list[str]:
    """Return the titles in a letter of items that are nothing to its reader."""
    with reading(talk.engine) as tx:
        person = people.by_account(tx, telegram_chat(chat))
        if person is not None:
            covers = deputies.covered_by(tx, person.id, talk.city.today(talk.now))
            person = replace(person, covers=covers)
        every = item_store.by_ids(tx, (1, 2, 3, 4)).values()
        return [
            item.title
            for item in every
            if item.title in letter
            and not (
                person is not None
                and (may_see_item(person, item) or may(person, right, Matter(item)))
            )
        ]

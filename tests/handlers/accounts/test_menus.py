"""Menus: everybody's own chat offers what their roles need every day, and follows what they become."""

from itertools import chain, combinations

import pytest
from sqlalchemy import update

from messages.accounts.menu_texts import COMMANDS
from rules.policy import acts
from rules.policy.menus import MOST, menu_of
from rules.policy.people import Person, Role
from rules.policy.permissions import is_office, may
from storage.db.engine import writing
from storage.ledger import journal
from storage.ledger.tables import persons
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, OUTSIDER, VERIFIER

OFFICIALS = ["my", "report", "extend", "close", "blocker", "urgent", "deputy", "help"]
WHAT_SOMEBODY_IS = chain.from_iterable(combinations(Role, many) for many in range(len(Role)))


@pytest.mark.parametrize("roles", list(WHAT_SOMEBODY_IS))
def test_a_menu_is_short_and_names_only_what_is_there_for_them(roles: tuple[Role, ...]) -> None:
    person = Person(1, "张伟", 1, "青山县", "", frozenset(roles))
    menu = menu_of(person)
    assert len(menu) == len(set(menu))
    assert is_office(person) or len(menu) <= MOST
    assert [n for n in menu if n not in COMMANDS or not may(person, acts.COMMANDS[n].known)] == []


def test_everybody_enrolled_gets_their_menu_once(talk: Dialogue) -> None:
    tick(talk, None, "menus")
    assert {who: menu[:3] for who, menu in talk.menus.items()} == {
        OFFICIAL: OFFICIALS[:3],
        OTHER: OFFICIALS[:3],
        LEADER: ["status", "overdue", "my"],
        OFFICE: ["review", "status", "overdue"],
        VERIFIER: ["review", "search", "status"],
    }
    talk.menus.clear()
    tick(talk, None, "menus")
    talk.says(OFFICIAL, "/language English")
    tick(talk, None, "menus")
    assert talk.menus == {OFFICIAL: OFFICIALS}


def test_a_menu_follows_the_role_and_goes_with_the_account(talk: Dialogue) -> None:
    tick(talk, None, "menus")
    talk.menus.clear()
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "张伟").values(roles="整改办"))
        journal.write(tx, "Imported", {}, now=talk.now)
    tick(talk, None, "menus")
    talk.says(OFFICE, "/unbind 刘洋")
    talk.presses(OFFICE, "确认")
    tick(talk, None, "menus")
    tick(talk, None, "menus")
    assert {who: menu[:1] for who, menu in talk.menus.items()} == {OFFICIAL: ["review"], OTHER: []}
    assert OUTSIDER not in talk.menus

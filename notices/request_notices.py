"""A problem finds whoever is asked to help: the unit or leader its words name."""

from datetime import datetime

from messages.follow_up import blocker_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import recipients
from rules.language.naming import find_longest_name
from rules.policy.city import City
from rules.policy.people import Person, Role
from storage.db.engine import Tx
from storage.follow_up import blockers
from storage.follow_up.blockers import NewBlocker
from storage.people import people


def enter(
    tx: Tx, city: City, raised: NewBlocker, own_unit: int, now: datetime
) -> tuple[int, list[OutgoingMessage]]:
    """Enter it, addressed to whom the words name; its number and what they are told."""
    leaders = people.with_roles(tx, [Role.CITY_LEADER])
    leader = find_longest_name(raised.words, {p.id: p.name for p in leaders})
    others = {n: name for n, name in people.unit_names(tx).items() if n != own_unit}
    unit = None if leader is not None else find_longest_name(raised.words, others)
    addressed = NewBlocker(
        raised.item, raised.person, raised.words, unit=unit, leader=leader, report=raised.report
    )
    number = blockers.enter(tx, addressed, now)
    return number, told(tx, city, number)


def asked_to_help(tx: Tx, unit: int | None, leader: int | None) -> list[Person]:
    """The leader, or the unit's head; the office when nobody is named or can be reached."""
    asked = [people.by_id(tx, leader)] if leader is not None else []
    if unit is not None:
        asked = recipients.heads(tx, unit) or people.with_roles(tx, [Role.OWNER], unit)
    return asked


def told(tx: Tx, city: City, number: int) -> list[OutgoingMessage]:
    row = blockers.by_id(tx, number)
    assert row is not None
    asked = asked_to_help(tx, row.unit_id, row.leader_id)
    return letters(
        [*asked, *recipients.office(tx)],
        city.language,
        lambda t: blocker_texts.to_answer(t, row),
        lambda t: blocker_texts.answer_button(t, number) if row.state == "open" else (),
        about=f"item:{row.item_id}",
        live_key=f"blocker:{number}",
    )

"""Whom a blocker or an instruction is put to, whether it reached them, and who hears the answer."""

from dataclasses import replace
from datetime import date, datetime

from messages.follow_up import request_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import recipients
from rules.language.naming import find_longest_name
from rules.policy.city import City
from rules.policy.people import Person, Role
from rules.policy.refs import Ref
from rules.policy.requests import NewRequest, RequestKind, TrackedRequest
from storage.db.engine import Tx
from storage.follow_up import requests
from storage.ledger import item_store
from storage.mail import live
from storage.people import people


def enter_blocker(
    tx: Tx, city: City, blocker: NewRequest, own_unit: int, now: datetime
) -> tuple[TrackedRequest, list[OutgoingMessage]]:
    """Enter a blocker, put to whom its words name; return it, and what they are told."""
    leaders = people.with_roles(tx, [Role.CITY_LEADER])
    leader = find_longest_name(blocker.words, {p.id: p.name for p in leaders})
    others = {n: name for n, name in people.unit_names(tx).items() if n != own_unit}
    unit = None if leader is not None else find_longest_name(blocker.words, others)
    return enter(tx, city, replace(blocker, asked=leader, asked_unit=unit), now)


def enter(
    tx: Tx, city: City, new: NewRequest, now: datetime
) -> tuple[TrackedRequest, list[OutgoingMessage]]:
    """Enter a request; return it, and the letters to whoever is to answer."""
    number = requests.enter(tx, new, now)
    request = requests.by_id(tx, new.kind, number)
    assert request is not None
    return request, to_answer(tx, city, request, city.today(now))


def asked_to_answer(tx: Tx, request: TrackedRequest, day: date) -> list[Person]:
    """Return who is expected to answer; nobody where the office has to find out.

    Of an instruction that is whoever is responsible for the item and can be written to; of a
    blocker the leader it names, or the heads of the unit, or those who work there.
    """
    if request.kind is RequestKind.INSTRUCTION:
        item = item_store.by_id(tx, request.item_id)
        return [p for p in recipients.responsible(tx, item, day) if p.account is not None]
    if request.asked_unit_id is not None:
        unit = request.asked_unit_id
        return recipients.heads(tx, unit) or people.with_roles(tx, [Role.OWNER], unit)
    return [people.by_id(tx, request.asked_id)] if request.asked_id is not None else []


def to_answer(tx: Tx, city: City, request: TrackedRequest, day: date) -> list[OutgoingMessage]:
    """Put a request to whoever is to answer, or show there that it was answered.

    The office reads every blocker, and instructions that reach nobody.
    """
    asked = asked_to_answer(tx, request, day)
    if request.kind is RequestKind.BLOCKER or not asked:
        asked = [*asked, *recipients.office(tx)]
    return letters(
        asked,
        city.language,
        lambda t: request_texts.to_answer(t, request),
        lambda t: request_texts.answer_button(t, request),
        about=Ref.item(request.item_id),
        live_key=request.ref,
    )


def brought_back(
    tx: Tx, city: City, request: TrackedRequest, by: str, day: date
) -> list[OutgoingMessage]:
    """Tell the raiser what was answered; of a blocker its other readers and the owner too."""
    readers, written = [people.by_id(tx, request.raiser_id)], []
    if request.kind is RequestKind.BLOCKER:
        readers += recipients.owner(tx, item_store.by_id(tx, request.item_id), day)
        written = to_answer(tx, city, request, day)
    return written + letters(
        readers,
        city.language,
        lambda t: request_texts.answered(t, request, by=by),
        about=Ref.item(request.item_id),
    )


def reminder_key(request: TrackedRequest) -> str:
    """Return the dedup key of the reminder of a request, each reader's number to follow."""
    return f"{request.ref}:reminder"


def has_reached(tx: Tx, instruction: TrackedRequest, day: date) -> bool:
    """Whether the owner, their deputy or the unit's head got an instruction, or its reminder."""
    item = item_store.by_id(tx, instruction.item_id)
    readers = [*recipients.owner(tx, item, day), *recipients.heads(tx, item.lead.id)]
    return any(_got(tx, person, instruction) for person in readers)


def _got(tx: Tx, person: Person, request: TrackedRequest) -> bool:
    if person.account is None:
        return False
    reminder = f"{reminder_key(request)}:{person.id}"
    return live.has_arrived(tx, person.account, live_key=request.ref, dedup_key=reminder)

"""Whom a blocker or an instruction is put to, whether it reached them, and who hears the answer."""

from dataclasses import replace
from datetime import date, datetime

from messages.follow_up import request_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import recipients
from rules.language.due_days import find_due_day
from rules.language.naming import find_longest_name
from rules.policy.chasing import Chase, days_to_answer
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
    return enter(tx, city, addressed(tx, city, blocker, own_unit), now)


def addressed(tx: Tx, city: City, blocker: NewRequest, own_unit: int) -> NewRequest:
    """Return a blocker put to whom its words name: a leader, or a unit besides the item's own.

    Where they name neither it is the bureau's that coordinates the item's category, if one does.
    """
    leaders = people.with_roles(tx, [Role.CITY_LEADER])
    leader = find_longest_name(blocker.words, {p.id: p.name for p in leaders})
    others = {n: name for n, name in people.unit_names(tx).items() if n != own_unit}
    unit = None if leader is not None else find_longest_name(blocker.words, others)
    if leader is None and unit is None:
        bureau = city.coordinator_of(item_store.by_id(tx, blocker.item).category)
        unit = next((n for n, name in others.items() if name == bureau), None)
    return replace(blocker, asked=leader, asked_unit=unit)


def name_of_addressee(tx: Tx, blocker: NewRequest) -> str:
    """Return the name of whom a blocker is put to; empty where the office has to find out."""
    if blocker.asked is not None:
        return people.by_id(tx, blocker.asked).name
    return people.unit_names(tx)[blocker.asked_unit] if blocker.asked_unit is not None else ""


def enter(
    tx: Tx, city: City, new: NewRequest, now: datetime
) -> tuple[TrackedRequest, list[OutgoingMessage]]:
    """Enter a request; return it, and the letters to whoever is to answer."""
    due = new.due or due_day(city, new.kind, new.words, now)
    number = requests.enter(tx, replace(new, due=due), now)
    request = requests.by_id(tx, new.kind, number)
    assert request is not None
    return request, to_answer(tx, city, request, city.today(now))


def due_day(city: City, kind: RequestKind, words: str, now: datetime) -> date:
    """Return the last day to answer: as the words name it, else as many days on as the city gives."""
    local = now.astimezone(city.zone)
    named = find_due_day(words, local, city.calendar)
    days = days_to_answer(city, kind)
    return named or city.calendar.add_working_days(local.date(), days)


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
    """Tell the raiser what was answered; of a blocker its other readers and the owner too.

    Only the raiser is offered to send it back.
    """
    about, written = Ref.item(request.item_id), list[OutgoingMessage]()
    if request.kind is RequestKind.BLOCKER:
        owners = recipients.owner(tx, item_store.by_id(tx, request.item_id), day)
        others = [person for person in owners if person.id != request.raiser_id]
        written = to_answer(tx, city, request, day)
        written += letters(
            others,
            city.language,
            lambda t: request_texts.answered(t, request, by=by),
            about=about,
        )
    return written + letters(
        [people.by_id(tx, request.raiser_id)],
        city.language,
        lambda t: request_texts.answered(t, request, by=by),
        lambda t: request_texts.send_back_button(t, request),
        about=about,
    )


def sent_back(
    tx: Tx, city: City, request: TrackedRequest, by: str, day: date
) -> list[OutgoingMessage]:
    """Put a request again to whoever is to answer; what they were shown before shows it too."""
    again = letters(
        asked_to_answer(tx, request, day) or recipients.office(tx),
        city.language,
        lambda t: request_texts.sent_back(t, request, by=by),
        lambda t: request_texts.answer_button(t, request),
        about=Ref.item(request.item_id),
    )
    return to_answer(tx, city, request, day) + again


def chase_key(ref: Ref, due: date, chase: Chase) -> str:
    """Return the dedup key of a letter that chases, each reader's number to follow."""
    return f"{ref}:{due}:{chase.name}"


def has_reached(tx: Tx, instruction: TrackedRequest, day: date) -> bool:
    """Whether the owner, their deputy or the unit's head got an instruction, or its reminder."""
    item = item_store.by_id(tx, instruction.item_id)
    readers = [*recipients.owner(tx, item, day), *recipients.heads(tx, item.lead.id)]
    return any(_got(tx, person, instruction) for person in readers)


def _got(tx: Tx, person: Person, request: TrackedRequest) -> bool:
    if person.account is None:
        return False
    due = request.due
    key = chase_key(request.ref, due, Chase.REMIND) if due is not None else str(request.ref)
    reminder = f"{key}:{person.id}"
    return live.has_arrived(tx, person.account, live_key=request.ref, dedup_key=reminder)

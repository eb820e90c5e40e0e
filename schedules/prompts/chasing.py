"""Chase what waits for an answer: blockers, instructions, extensions, plans, steps of closing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from messages.extensions import extension_texts
from messages.follow_up import chase_texts, request_texts
from messages.follow_up.chase_texts import ChasedMatter
from messages.letters import Offer, Say, letters, nothing_to_press
from messages.outgoing import OutgoingMessage
from messages.plans import plan_texts
from messages.texts import Texts
from notices import mail, recipients, request_notices, step_notices
from rules.policy.chasing import Chase, chases, due_of
from rules.policy.city import City
from rules.policy.extensions import Extension
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.permissions import may_decide_extension, may_decide_plan
from rules.policy.plans import Plan
from rules.policy.procedure import StepKind
from rules.policy.refs import Ref, RefKind
from rules.policy.requests import RequestKind, TrackedRequest
from schedules import once_a_day
from storage.closing import checks, closings
from storage.db.engine import Tx
from storage.follow_up import extensions, requests
from storage.ledger import item_store
from storage.people import people
from storage.plans import plans

NAME = "instructions"
"""Name of the checkpoint, as when only instructions were chased: the last day dealt with."""


@dataclass(frozen=True, slots=True)
class ChasedRequest:
    """What waits for `whom` since `asked_on`; `asker` hears when nobody answers in time."""

    ref: Ref
    matter: ChasedMatter
    asked_on: date
    whom: Sequence[Person]
    asker: Person
    name: Callable[[Texts], str]
    say: Say
    offer: Offer = nothing_to_press


def chase(tx: Tx, city: City, today: date, now: datetime) -> int:
    """Remind before the day, tell heads after it, then office and asker; how many letters that made."""
    begun = once_a_day.begin(tx, NAME, today)
    if begun is None:
        return 0
    written, late = list[OutgoingMessage](), list[ChasedRequest]()
    for row in (
        *_requests(tx, city, today),
        *(_of_extension(tx, city, row) for row in extensions.waiting(tx)),
        *(_of_plan(tx, city, row) for row in plans.waiting(tx)),
        *_steps(tx, city, today),
    ):
        for what in chases(row.asked_on, row.matter.due, city.calendar, begun.last, today):
            if what is Chase.ESCALATE:
                late.append(row)
            else:
                written += _put_again(tx, city, row, what)
    written += _escalated(tx, city, late, today)
    mail.send_all(tx, written, now)
    return len(written)


def _requests(tx: Tx, city: City, today: date) -> Iterator[ChasedRequest]:
    for kind in RequestKind:
        for row in requests.unanswered(tx, kind):
            yield _of_request(tx, city, row, today)


def _of_request(tx: Tx, city: City, row: TrackedRequest, today: date) -> ChasedRequest:
    asked = request_notices.asked_to_answer(tx, row, today) or recipients.office(tx)
    return ChasedRequest(
        row.ref,
        ChasedMatter(row.item_id, row.code, row.title, due_of(city, row), _names(asked)),
        city.today(row.at),
        asked,
        people.by_id(tx, row.raiser_id),
        lambda t: chase_texts.name_of(t, row),
        lambda t: request_texts.to_answer(t, row),
        lambda t: request_texts.answer_button(t, row),
    )


def _of_extension(tx: Tx, city: City, row: Extension) -> ChasedRequest:
    history = extensions.of_item(tx, row.item_id)
    return _to_decide(
        tx,
        city,
        row,
        Ref(RefKind.EXTENSION, row.id),
        may_decide_extension,
        lambda t: t("request for a later deadline"),
        lambda t: extension_texts.to_decide(t, row, history, city),
        lambda t: extension_texts.decision_buttons(t, row.id),
    )


def _of_plan(tx: Tx, city: City, row: Plan) -> ChasedRequest:
    steps = plans.steps(tx, [row.id])[row.id]
    known = item_store.steps_of_one(tx, row.item_id)
    before = plan_texts.MilestonesBefore(known, plans.left_out(tx, row.item_id, steps))
    return _to_decide(
        tx,
        city,
        row,
        Ref(RefKind.PLAN, row.id),
        may_decide_plan,
        lambda t: t("plan"),
        lambda t: plan_texts.to_decide(t, row, steps, before),
        lambda t: plan_texts.decision_buttons(t, row.id),
    )


def _to_decide(
    tx: Tx,
    city: City,
    row: Extension | Plan,
    ref: Ref,
    may: Callable[[Person, Item], bool],
    name: Callable[[Texts], str],
    say: Say,
    offer: Offer,
) -> ChasedRequest:
    """Return what the office has to decide, of whose clerks those who `may` are asked."""
    item, asked_on = item_store.by_id(tx, row.item_id), city.today(row.asked_at)
    clerks = [clerk for clerk in recipients.office(tx) if may(clerk, item)]
    due = city.calendar.add_working_days(asked_on, city.decision_days)
    matter = ChasedMatter(row.item_id, row.code, row.title, due, _names(clerks))
    asker = people.by_id(tx, row.person_id)
    return ChasedRequest(ref, matter, asked_on, clerks, asker, name, say, offer)


def _steps(tx: Tx, city: City, today: date) -> Iterator[ChasedRequest]:
    """Yield the steps of closing that wait for somebody; a public notice waits for its last day."""
    since = checks.last_steps(tx)
    for number in closings.in_review(tx):
        waits = step_notices.of(tx, city, item_store.by_id(tx, number))
        if waits is not None and waits.step.kind is not StepKind.NOTICE and number in since:
            yield _of_step(tx, city, waits, city.today(since[number]), today)


def _of_step(
    tx: Tx, city: City, waits: step_notices.NextStep, asked_on: date, today: date
) -> ChasedRequest:
    item, step = waits.item, waits.step
    begun = max(asked_on, waits.closing.notice_until or asked_on)
    due = city.calendar.add_working_days(begun, city.decision_days)
    doers = step_notices.doers(tx, waits, today)
    return ChasedRequest(
        waits.closing.ref,
        ChasedMatter(item.id, item.code, item.title, due, _names(doers)),
        begun,
        doers,
        waits.applicant,
        lambda _t: step.name,
        lambda t: chase_texts.step_words(t, item, step),
    )


def _names(whom: Sequence[Person]) -> list[str]:
    return [f"{person.unit} {person.name}" for person in whom]


def _put_again(tx: Tx, city: City, row: ChasedRequest, what: Chase) -> list[OutgoingMessage]:
    """Remind whoever is to answer; of what is overdue, tell the heads of their units too."""
    due = row.matter.due
    key = request_notices.chase_key(row.ref, due, what)

    def written(readers: Sequence[Person], offer: Offer) -> list[OutgoingMessage]:
        return letters(
            readers,
            city.language,
            lambda t: chase_texts.before(t, what, due, row.say(t)),
            offer,
            about=Ref.item(row.matter.item_id),
            dedup_key=key,
        )

    to_answer = written(row.whom, row.offer)
    return (
        to_answer
        if what is Chase.REMIND
        else to_answer + written(_heads(tx, row), nothing_to_press)
    )


def _heads(tx: Tx, row: ChasedRequest) -> list[Person]:
    asked = {person.id for person in row.whom}
    units = dict.fromkeys(person.unit_id for person in row.whom)
    return [head for unit in units for head in recipients.heads(tx, unit) if head.id not in asked]


def _escalated(
    tx: Tx, city: City, late: Sequence[ChasedRequest], today: date
) -> list[OutgoingMessage]:
    """Tell the office of all, and each asker of their own."""
    office = recipients.office(tx)
    of_whom = {clerk.id: list(late) for clerk in office} if late else {}
    readers = {clerk.id: clerk for clerk in office}
    for row in late:
        readers.setdefault(row.asker.id, row.asker)
        own = of_whom.setdefault(row.asker.id, [])
        own += [] if row in own else [row]
    return [
        letter
        for person, rows in of_whom.items()
        for letter in _list_of(city, readers[person], rows, today)
    ]


def _list_of(
    city: City, reader: Person, rows: Sequence[ChasedRequest], today: date
) -> list[OutgoingMessage]:
    return letters(
        [reader],
        city.language,
        lambda t: chase_texts.escalated(t, [(row.name(t), row.matter) for row in rows]),
        dedup_key=f"{NAME}:{today}",
    )

"""The ladder, once a working day: every step that is due is taken, entered and told."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from messages.accountability import register_texts
from messages.follow_up import ladder_texts
from messages.follow_up.ladder_texts import Taken
from messages.outgoing import ButtonRow, OutgoingMessage
from messages.texts import Texts, texts
from notices import mail, recipients
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.forecast import Forecast
from rules.policy.items import Item, awaits_verdict, is_done, is_overdue
from rules.policy.ladder import Addressee, LadderFacts, Step, month_of, steps_due
from rules.policy.people import Person
from rules.policy.permissions import may_keep_register
from rules.policy.prompts import DAY, last_working_day
from rules.policy.refs import Ref
from schedules import grace, once_a_day
from storage.db.engine import Tx
from storage.ledger import item_store, ladder, lights
from storage.ledger.city_entries import entries_of_city

NAME = "escalate"

MOST_BUTTONS = 20
"""Under one letter: a phone's screen has no more."""

StepKey = tuple[int, Step, str]
"""Item, step and occasion: a step is taken once for each."""

Share = dict[StepKey, Taken]
"""The steps that one reader is told of."""


def run(tx: Tx, city: City, now: datetime) -> int:
    """Take and tell the steps that are due today; how many messages that made."""
    begun = once_a_day.begin_in_the_morning(tx, NAME, city, now)
    if begun is None:
        return 0
    today, last = begun.today, begun.last
    days_missed = last is not None and last < last_working_day(city.calendar, today - DAY)
    letters = _letters(tx, city, _taken(tx, city, today, now), today, late=days_missed)
    mail.send_all(tx, letters, now)
    return len(letters)


def _taken(tx: Tx, city: City, today: date, now: datetime) -> list[Taken]:
    """Take every step that is due, and return them."""
    months, before = ladder.months(tx), ladder.taken(tx)
    marked = {item for item, of_it in months.items() if month_of(today) in of_it}
    seen, unfinished = _not_blue(tx, city, marked, today)
    ladder.mark(tx, seen.items(), months, today)
    steps: list[Taken] = []
    waiting = grace.held(tx, city, _never_told(unfinished, before, today), today)
    for item in unfinished:
        if (item.id, item.deadline) in waiting:
            continue
        facts = LadderFacts(seen[item.id], item.deadline, months[item.id], before[item.id])
        for due in steps_due(facts, today, city.calendar, city.ladder):
            taken = Taken(item, due, seen[item.id])
            cause = ladder_texts.cause(texts(city.language), taken)
            ladder.take(tx, item.id, due, cause, today, now)
            steps.append(taken)
    return steps


def _not_blue(
    tx: Tx, city: City, marked: set[int], today: date
) -> tuple[dict[int, Forecast], list[Item]]:
    """Return what is late or may be, with its lights, and what was marked this month: all others rest."""
    entries = entries_of_city(tx, city, today)
    seen = {entry.item.id: entry.forecast for entry in entries}
    blue_again = [
        item for item in item_store.by_ids(tx, marked - seen.keys()).values() if not is_done(item)
    ]
    seen |= lights.of_items(tx, city, blue_again, today)
    every = sorted([*(entry.item for entry in entries), *blue_again], key=_nearest_first)
    return seen, [item for item in every if not awaits_verdict(item)]


def _nearest_first(item: Item) -> tuple[date, int]:
    return item.deadline or date.max, item.id


def _never_told(
    unfinished: Iterable[Item], before: Mapping[int, Mapping[tuple[Step, str], date]], today: date
) -> list[grace.Dated]:
    """Return what is overdue and has stood on no step of the ladder yet."""
    return [
        (item.id, item.deadline)
        for item in unfinished
        if item.deadline is not None and is_overdue(item, today) and not before.get(item.id)
    ]


def _letters(
    tx: Tx, city: City, steps: list[Taken], today: date, *, late: bool
) -> list[OutgoingMessage]:
    """Write one letter a reader; guarantors, who have to act first, are written to first."""
    readers: dict[int, Person] = {}
    shares: dict[int, Share] = defaultdict(dict)
    known = _Addressees(tx, today)
    for kind in (Addressee.GUARANTORS, Addressee.OWNER, Addressee.HEAD, Addressee.OFFICE):
        for step in steps:
            for reader in known.of(step, kind):
                readers[reader.id] = reader
                shares[reader.id][_key(step)] = step
    _make_up_for_unreached(tx, steps, readers, shares)
    _tell_keepers(tx, steps, readers, shares)
    return [
        letter
        for number, share in shares.items()
        for letter in _letter(city, readers[number], [*share.values()], today, late=late)
    ]


def _key(step: Taken) -> StepKey:
    return step.item.id, step.due.rung.step, step.due.occasion


def _make_up_for_unreached(
    tx: Tx, steps: list[Taken], readers: dict[int, Person], shares: dict[int, Share]
) -> None:
    """Give the office every step that no reader of its own can be told of."""
    written = {key for number, share in shares.items() if readers[number].account for key in share}
    untold = {_key(step): step for step in steps if _key(step) not in written}
    for clerk in recipients.office(tx) if untold else []:
        readers[clerk.id] = clerk
        shares[clerk.id] |= untold


def _tell_keepers(
    tx: Tx, steps: list[Taken], readers: dict[int, Person], shares: dict[int, Share]
) -> None:
    """Tell those who keep the register, and them alone on its account, of what proposes an entry."""
    proposed = {_key(step): step for step in steps if step.due.rung.step is Step.ACCOUNT}
    for keeper in recipients.register_keepers(tx) if proposed else []:
        readers[keeper.id] = keeper
        shares[keeper.id] |= proposed


@dataclass(slots=True)
class _Addressees:
    """Who is told of a step; whoever is asked for is read once, however many steps there are."""

    tx: Tx
    today: date
    _known: dict[tuple[Addressee, Hashable], list[Person]] = field(default_factory=dict)

    def of(self, step: Taken, kind: Addressee) -> list[Person]:
        if kind not in step.due.rung.to:
            return []
        key = kind, _named(step.item, kind)
        if key not in self._known:
            self._known[key] = recipients.addressed(self.tx, step.item, kind, self.today)
        return self._known[key]


def _named(item: Item, kind: Addressee) -> Hashable:
    """Return what of an item decides who is told; items that have it in common have the same people."""
    match kind:
        case Addressee.GUARANTORS:
            return item.city_leader, item.duty_leader
        case Addressee.OWNER:
            return item.owner
        case Addressee.HEAD:
            return item.lead
        case Addressee.OFFICE:
            return None


def _letter(
    city: City, reader: Person, steps: list[Taken], today: date, *, late: bool
) -> list[OutgoingMessage]:
    if reader.account is None:
        return []
    t = texts(reader.language or city.language)
    parts = ladder_texts.letter(t, steps, today, late=late)
    about = Ref.item(steps[0].item.id) if len(steps) == 1 else None
    buttons = _buttons(t, reader, steps)
    return [
        OutgoingMessage.of(
            reader.account,
            part,
            buttons if number == len(parts) else (),
            about=about,
            dedup_key=f"{NAME}:{today}:{reader.id}:{number}",
            urgency=Urgency.NOTICE,
        )
        for number, part in enumerate(parts, 1)
    ]


def _buttons(t: Texts, reader: Person, steps: list[Taken]) -> tuple[ButtonRow, ...]:
    """Offer to register what is proposed; to nobody but those who keep the register."""
    if not may_keep_register(reader):
        return ()
    proposed = [step.item for step in steps if step.due.rung.step is Step.ACCOUNT]
    rows = [register_texts.letter_button(t, item.code, item.id) for item in proposed]
    return tuple(rows[:MOST_BUTTONS])

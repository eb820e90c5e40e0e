"""Who hears of a flag: the office and the item's verifiers; its owner is asked to explain."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.radar import flag_texts
from messages.radar.flag_texts import FlagCase
from notices import live_messages, recipients
from rules.policy.city import City
from rules.policy.flags import Flag, NewFlag
from rules.policy.items import Item
from rules.policy.live_keys import ExplainedFlag, LiveKey
from rules.policy.people import Person
from rules.policy.permissions import may_conclude_flag
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import people
from storage.radar import flags, report_signs
from storage.reporting import reports

SINGLY = 3
"""Flags found at once of which each is shown by itself; of more the office is told how many."""


def case_of(tx: Tx, flag: Flag) -> FlagCase:
    """Return a flag with what stands behind both its sides."""
    other = flag.other_item_id
    sides = (flag.report_id, flag.other_report_id)
    report, before = (None if number is None else reports.by_id(tx, number) for number in sides)
    return FlagCase(
        flag=flag,
        item=item_store.by_id(tx, flag.item_id),
        other=None if other is None else item_store.by_id(tx, other),
        report=report,
        before=before,
        explained_by=people.name_of(tx, flag.explained_by),
        decided_by=people.name_of(tx, flag.decided_by),
    )


def case_by_id(tx: Tx, number: int) -> FlagCase:
    """Return a flag that is known to be there, as it stands now."""
    flag = flags.by_id(tx, number)
    assert flag is not None
    return case_of(tx, flag)


def raise_all(tx: Tx, city: City, found: Iterable[NewFlag], now: datetime) -> list[OutgoingMessage]:
    """Enter what was found and not known, and write to everybody concerned."""
    numbers = [flags.enter(tx, new, now) for new in found]
    new = [number for number in numbers if number is not None]
    asked = [letter for number in new for letter in ask(tx, city, case_by_id(tx, number), now)]
    cases = [case_by_id(tx, number) for number in new]
    return [*_told(tx, city, cases, city.today(now)), *asked]


def over_measured(
    tx: Tx, city: City, item: int, measured: Decimal, now: datetime
) -> list[OutgoingMessage]:
    """Raise a flag where more was reported of an item than its verifier measured on site.

    `measured` is in the item's measure.
    """
    found = report_signs.over_measured(tx, item, measured)
    return [] if found is None else raise_all(tx, city, [found], now)


def ask(tx: Tx, city: City, case: FlagCase, now: datetime) -> list[OutgoingMessage]:
    """Ask the owner to explain, and note it; nothing where nobody can be written to."""
    written = to_owner(tx, city, case, city.today(now))
    if written:
        flags.asked(tx, case.flag, now)
    return written


def to_owner(tx: Tx, city: City, case: FlagCase, day: date) -> list[OutgoingMessage]:
    """Put the question to the owner, or show there that it is answered or not needed any more."""
    return letters(
        recipients.responsible(tx, case.item, day),
        city.language,
        lambda t: flag_texts.question(t, case, city.zone),
        lambda t: flag_texts.explain_button(t, case.flag),
        about=Ref.item(case.item.id),
        live_key=case.flag.ref,
    )


def explained(tx: Tx, city: City, case: FlagCase, day: date) -> list[OutgoingMessage]:
    """Bring an explanation to the readers anew, and show the owner that it was given."""
    readers = _readers(tx, case.item, day)
    return [*to_owner(tx, city, case, day), *_shown(city, readers, case, _again(case.flag))]


def concluded(tx: Tx, city: City, case: FlagCase, day: date) -> list[OutgoingMessage]:
    """Show a conclusion wherever the flag was shown; an owner who still is asked, is no more."""
    keys: tuple[LiveKey, ...] = (case.flag.ref, _again(case.flag))
    readers = _readers(tx, case.item, day)
    told = [letter for key in keys for letter in _shown(city, readers, case, key)]
    told += [] if case.flag.explanation else to_owner(tx, city, case, day)
    return [letter for letter in told if live_messages.was_sent(tx, letter)]


def _again(flag: Flag) -> ExplainedFlag:
    """Return the name of the message that brings an explanation."""
    return ExplainedFlag(flag.id)


def _readers(tx: Tx, item: Item, day: date) -> list[Person]:
    """Return the office and the item's verifiers, but nobody who answers for the item."""
    seen = {p.id: p for p in [*recipients.office(tx), *recipients.verifiers(tx, item)]}
    for person in recipients.owner(tx, item, day):
        seen.pop(person.id, None)
    return list(seen.values())


def _shown(
    city: City, readers: Iterable[Person], case: FlagCase, live_key: LiveKey
) -> list[OutgoingMessage]:
    """Show a flag as it stands now to its readers, each with the buttons that they may use."""
    return [letter for person in readers for letter in _to_one(city, person, case, live_key)]


def _to_one(city: City, person: Person, case: FlagCase, live_key: LiveKey) -> list[OutgoingMessage]:
    concludes = may_conclude_flag(person, case.item)
    return letters(
        [person],
        city.language,
        lambda t: flag_texts.case_text(t, case, city.zone),
        lambda t: flag_texts.case_buttons(t, case.flag, concludes=concludes),
        about=Ref.item(case.item.id),
        live_key=live_key,
    )


def _told(tx: Tx, city: City, cases: list[FlagCase], day: date) -> list[OutgoingMessage]:
    """Show each reader their new flags; where these are many, say only how many there are."""
    by_reader: dict[int, list[tuple[Person, FlagCase]]] = defaultdict(list)
    for case in cases:
        for person in _readers(tx, case.item, day):
            by_reader[person.id].append((person, case))
    return [letter for mine in by_reader.values() for letter in _to_reader(city, mine)]


def _to_reader(city: City, mine: list[tuple[Person, FlagCase]]) -> list[OutgoingMessage]:
    if len(mine) > SINGLY:
        return letters([mine[0][0]], city.language, lambda t: flag_texts.many(t, len(mine)))
    return [
        letter for person, case in mine for letter in _to_one(city, person, case, case.flag.ref)
    ]

"""Once a day the office learns who could not be told, and groups whom to remind."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from messages.follow_up import unreached_texts
from messages.follow_up.unreached_texts import Unreached
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.texts import texts
from notices import mail, recipients
from rules.policy.assignments import Assignment
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.delivery_proofs import DeliveryProof, Reach
from schedules import once_a_day
from storage.db.engine import Tx
from storage.follow_up import assignments, delivery_proofs
from storage.people import groups

NAME = "unreached"


def tell(tx: Tx, city: City, today: date, now: datetime) -> int:
    """Write the messages; return how many."""
    if once_a_day.begin(tx, NAME, today) is None:
        return 0
    people = delivery_proofs.delivery_of(tx, today, city.silent_after)
    found = Unreached.of(people)
    unsigned = [a for a in assignments.unsigned(tx) if city.today(a.since) < today]
    if not found and not unsigned:
        return 0
    written = _to_office(tx, city, found, unsigned, today)
    written += _to_groups(tx, city, [p for p in people if p.how is Reach.NEVER_STARTED], today)
    mail.send_all(tx, written, now)
    return len(written)


def _to_office(
    tx: Tx, city: City, found: Unreached, unsigned: Sequence[Assignment], today: date
) -> list[OutgoingMessage]:
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: unreached_texts.to_office(t, found, unsigned, today, city.zone),
        dedup_key=f"unreached:{today}",
    )


def _to_groups(
    tx: Tx, city: City, people: list[DeliveryProof], today: date
) -> list[OutgoingMessage]:
    """Remind each in the group of their own unit, if there is one."""
    t = texts(city.language)
    named: dict[int, list[str]] = defaultdict(list)
    for person in people:
        named[person.unit_id].append(f"{person.unit} {person.name}")
    return [
        OutgoingMessage(
            group.chat,
            unreached_texts.in_group(t, named[group.unit_id]),
            unreached_texts.start_button(t, city.bot_at(group.chat.messenger)),
            dedup_key=f"start:{group.id}:{today}",
            urgency=Urgency.BROADCAST,
            thread=group.thread,
        )
        for group in groups.bound(tx)
        if group.unit_id in named
    ]

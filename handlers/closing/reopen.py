"""Relapse: the office re-opens an item that was struck off, under the same number."""

from functools import partial

from handlers.context import Desk
from messages.closing import closing as texts
from messages.follow_up.telling import letters
from messages.incoming import Said, first_word
from messages.outgoing import Spoken
from notices import recipients
from rules.policy.closing import Act, Moment, Refusal, decide
from rules.policy.items import Item
from rules.policy.permissions import keeps_the_ledger
from storage.closing import closings
from storage.ledger import items as ledger


def by_number(said: Said, desk: Desk, words: str) -> Spoken:
    """`/reopen NUMBER REASON`."""
    del said
    code, reason = first_word(words)
    if not keeps_the_ledger(desk.person):
        return desk.say(desk.t("Only the office may re-open an item."))
    item = ledger.by_code(desk.tx, code)
    if item is None:
        return desk.say(desk.t("Please write /reopen, the item's number and the reason."))
    ledger.hold(desk.tx, item.id)
    item = ledger.by_id(desk.tx, item.id)
    moment = Moment(desk.today, desk.city.calendar)
    outcome = decide(item, Act.REOPEN, desk.person, moment, reason)
    if isinstance(outcome, Refusal):
        return desk.say(texts.refused(desk.t, item, outcome))
    closings.move(desk.tx, item, outcome, desk.person.id, desk.now, reason.strip())
    return _told(desk, item, reason.strip())


def _told(desk: Desk, item: Item, reason: str) -> Spoken:
    """The owner, the head of his unit and both guarantors hear of it."""
    words = partial(texts.reopened, item=item, by=desk.person.name, reason=reason)
    spoken = desk.say(words(desk.t), about=f"item:{item.id}")
    concerned = [
        *recipients.owner(desk.tx, item, desk.today),
        *recipients.heads(desk.tx, item.lead.id),
        *recipients.guarantors(desk.tx, item),
    ]
    others = [person for person in concerned if person.id != desk.person.id]
    spoken.messages += letters(others, desk.city.language, words, about=f"item:{item.id}")
    return spoken

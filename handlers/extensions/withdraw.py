"""Second thoughts about a later deadline that was asked for and is not yet decided."""

from datetime import datetime
from typing import Any

from handlers.context import Desk
from handlers.extensions import decide
from messages.extensions import extensions as words_of
from messages.follow_up.telling import letters
from messages.incoming import Pressed
from messages.outgoing import Outgoing, Spoken
from notices import prompt_answers, recipients
from rules.policy.permissions import may_withdraw_extension
from storage.follow_up import extensions, prompts
from storage.ledger import items as ledger
from storage.people import people


def offered(desk: Desk, since: datetime) -> Spoken | None:
    """In words it is offered, not done: it has been passed on to the office already."""
    request = extensions.latest_of(desk.tx, desk.person.id, since)
    return None if request is None else _offer(desk, request)


def wished(desk: Desk) -> Spoken:
    """撤回延期申请: his own request, or one for an item he answers for (his deputy's)."""
    request = extensions.waiting_of(desk.tx, desk.person)
    if request is None:
        return desk.say(desk.t("No request for a later deadline is waiting for its decision."))
    return _offer(desk, request)


def _offer(desk: Desk, request: Any) -> Spoken:
    text = words_of.to_withdraw(desk.t, request)
    about = f"item:{request.item_id}"
    return desk.say(text, words_of.withdraw_button(desk.t, request.id), about=about)


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`xw:<request>`."""
    request = extensions.by_id(desk.tx, int(words[0]))
    if request is None:
        return Spoken(toast=desk.t("This button no longer works."))
    ledger.hold(desk.tx, request.item_id)
    item = ledger.by_id(desk.tx, request.item_id)
    if not may_withdraw_extension(desk.person, item, request.person_id):
        return Spoken(toast=desk.t("This item is not yours to report on."))
    if not extensions.withdraw(desk.tx, request, desk.person.id, desk.now):
        return Spoken(toast=decide.already(desk, extensions.by_id(desk.tx, request.id)))
    prompts.ask_again(desk.tx, item.id)
    text = words_of.withdrawn(desk.t, request, by=desk.person.name)
    spoken = desk.say(text, edits=press.message, about=f"item:{item.id}")
    spoken.messages += _told(desk, request)
    spoken.messages += prompt_answers.shown_again(desk.tx, desk.city, item.id, desk.now)
    return spoken


def _told(desk: Desk, request: Any) -> list[Outgoing]:
    """Every clerk's copy shows it; whoever asked hears of it if another withdrew it."""
    language, by = desk.city.language, desk.person.name

    def say(t: Any) -> str:
        return words_of.withdrawn(t, request, by=by)

    clerks = recipients.office(desk.tx)
    asked = [people.by_id(desk.tx, request.person_id)]
    told = letters(asked, language, say, about=f"item:{request.item_id}")
    return [
        *letters(clerks, language, say, living=f"extension:{request.id}"),
        *(letter for letter in told if letter.chat != desk.chat),
    ]

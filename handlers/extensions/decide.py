"""The office's word on a request for a later deadline."""

import re
from typing import Any

from handlers.context import Desk
from messages.closing import closing
from messages.extensions import extensions as words_of
from messages.follow_up.telling import letters
from messages.incoming import Pressed, Said
from messages.outgoing import Outgoing, Spoken
from notices import prompt_answers, recipients
from rules.policy.items import is_open
from rules.policy.permissions import may_decide_extension
from storage.follow_up import extensions, prompts
from storage.ledger import items as ledger
from storage.people import people
from storage.reporting import open_questions

QUESTION = "extension_refused"
GRANTS = re.compile(
    r"\W*(?:同意|批准|准予|算了|approved?\b|agreed?\b|grant(?:ed)?\b)", re.IGNORECASE
)
"""No reason for a refusal begins so: whoever writes it has changed his mind."""


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`x:<request>:ok` or `x:<request>:no`."""
    del press
    request = _held(desk, int(words[0]))
    refusal = _may_not_decide(desk, request)
    if request is None or refusal:
        return Spoken(toast=refusal)
    if words[1] == "ok":
        _reason_no_longer_wanted(desk, request)
        return _settled(desk, request, "", granted=True)
    open_questions.ask(desk.tx, desk.chat, desk.person.id, _reason_wanted(request), desk.now)
    return desk.say(
        desk.t("Please write why the extension of item {code} is refused.", code=request.code)
    )


def _reason_wanted(request: Any) -> open_questions.Asked:
    return open_questions.Asked(QUESTION, f"extension:{request.id}", {})


def _reason_no_longer_wanted(desk: Desk, request: Any) -> None:
    """He granted after all what he was about to refuse."""
    asked = open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)
    if asked == _reason_wanted(request):
        open_questions.forget(desk.tx, desk.chat, desk.person.id)


def refused(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    """The reason of a refusal."""
    request = _held(desk, asked.number)
    refusal = _may_not_decide(desk, request)
    if request is None or refusal:
        return desk.say(refusal)
    if not said.text.strip():
        open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
        return desk.say(desk.t("Please write the reason in words."))
    if GRANTS.match(said.text):
        return _asked_again(desk, request, asked)
    return _settled(desk, request, said.text.strip(), granted=False)


def _asked_again(desk: Desk, request: Any, asked: open_questions.Asked) -> Spoken:
    """The question stays open, and the request's buttons are at hand."""
    open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
    text = desk.t(
        "The extension of item {code} is not decided yet. To grant it, press “Grant”; "
        "to refuse it, write the reason.",
        code=request.code,
    )
    buttons = words_of.decision_buttons(desk.t, request.id)
    return desk.say(text, *buttons, about=f"item:{request.item_id}")


def _held(desk: Desk, number: int) -> Any:
    """The request as it stands once nobody else can decide on its item."""
    request = extensions.by_id(desk.tx, number)
    if request is None:
        return None
    ledger.hold(desk.tx, request.item_id)
    return extensions.by_id(desk.tx, number)


def _may_not_decide(desk: Desk, request: Any) -> str:
    if request is None:
        return desk.t("This button no longer works.")
    item = ledger.by_id(desk.tx, request.item_id)
    if not may_decide_extension(desk.person, item):
        return desk.t("Only the office decides on extensions, and never on its own items.")
    if request.state != "asked":
        return already(desk, request)
    return "" if is_open(item) else closing.closed(desk.t, item)


def already(desk: Desk, request: Any) -> str:
    """Who was faster, the office or whoever asked."""
    by = people.by_id(desk.tx, request.decided_by).name
    if request.state == "withdrawn":
        return desk.t("This request was withdrawn by {name}.", name=by)
    return desk.t("This request was already decided by {name}.", name=by)


def _settled(desk: Desk, request: Any, words: str, *, granted: bool) -> Spoken:
    decide = extensions.grant if granted else extensions.refuse
    if not decide(desk.tx, request, desk.person.id, words, desk.now):
        return Spoken(toast=desk.t("This request was already decided."))
    if granted:
        prompts.drop_settled(desk.tx, desk.today)
    else:
        prompts.ask_again(desk.tx, request.item_id)
    decided = extensions.by_id(desk.tx, request.id)
    spoken = Spoken(_told(desk, decided), toast=desk.t("Decided."))
    spoken.messages += prompt_answers.shown_again(desk.tx, desk.city, request.item_id, desk.now)
    return spoken


def _told(desk: Desk, request: Any) -> list[Outgoing]:
    """Every clerk's copy shows the decision; whoever asked and the owner hear of it."""
    item = ledger.by_id(desk.tx, request.item_id)
    language, by = desk.city.language, desk.person.name

    def say(t: Any) -> str:
        return words_of.decided(t, request, by=by)

    asked = [people.by_id(desk.tx, request.person_id), *recipients.owner(desk.tx, item, desk.today)]
    clerks = recipients.office(desk.tx)
    return [
        *letters(clerks, language, say, living=f"extension:{request.id}"),
        *letters(asked, language, say, about=f"item:{item.id}"),
    ]

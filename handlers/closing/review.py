"""Review: the verifying unit passes or sends back, the office strikes off. Never the owner."""

from collections.abc import Callable
from functools import partial
from typing import Any

from handlers.context import Desk
from messages.closing import closing as texts
from messages.extensions import extensions as for_the_office
from messages.follow_up.telling import Say, letters
from messages.incoming import Pressed, Said
from messages.outgoing import Outgoing, Row, Spoken
from messages.texts import Texts
from notices import calendar, recipients
from notices import closing as dossiers
from rules.policy.closing import Act, Moment, Outcome, Refusal, Why, decide
from rules.policy.items import AT_THE_DOOR, Item, State
from rules.policy.people import Role
from rules.policy.permissions import may_decide_extension, may_strike_off, may_verify
from rules.policy.spans import unpublished_years
from storage.closing import closings
from storage.follow_up import extensions
from storage.ledger import items as ledger
from storage.people import people
from storage.reporting import denials, open_questions
from storage.reporting.open_questions import Asked

Buttons = Callable[[Texts, texts.Dossier], tuple[Row, ...]]

REASON = "reason_to_send_back"


def moment_for(desk: Desk, item: Item) -> Moment:
    closing = closings.latest(desk.tx, item.id)
    return Moment(
        today=desk.today,
        calendar=desk.city.calendar,
        notice_until=closing.notice_until if closing else None,
        notice_days=desk.city.notice_days,
        applicant=closing.person_id if closing else None,
        steps=ledger.steps_of_one(desk.tx, item.id),
        denied=denials.denied(desk.tx, item.id),
    )


def to_verifiers(desk: Desk, dossier: texts.Dossier) -> list[Outgoing]:
    """The verifiers of the verifying unit; where none can be told, the office hears of that."""
    item, language = dossier.item, desk.city.language
    unit = item.verifying
    verifiers = people.with_roles(desk.tx, [Role.VERIFIER], unit.id) if unit else []
    told = letters(
        (person for person in verifiers if may_verify(person, item)),
        language,
        lambda t: texts.dossier_text(t, dossier),
        lambda t: texts.verifier_buttons(t, dossier),
        about=f"item:{item.id}",
    )
    return told or letters(
        recipients.office(desk.tx), language, lambda t: texts.nobody_verifies(t, item)
    )


def waiting(desk: Desk) -> Spoken:
    """`/review`: what waits for this person's decision, each with its own buttons."""
    spoken = Spoken()
    for item in ledger.by_ids(desk.tx, closings.in_states(desk.tx, AT_THE_DOOR)).values():
        spoken.messages += _at_the_door(desk, item).messages
    spoken.messages += [
        letter for row in extensions.waiting(desk.tx) for letter in _asked(desk, row)
    ]
    return spoken if spoken.messages else desk.say(desk.t("Nothing waits for your decision."))


def of_item(desk: Desk, item: Item) -> Spoken:
    """The same of one item; no messages where nothing of it waits for him."""
    spoken = _at_the_door(desk, item) if item.state in AT_THE_DOOR else Spoken()
    asked = [row for row in extensions.waiting(desk.tx) if row.item_id == item.id]
    spoken.messages += [letter for row in asked for letter in _asked(desk, row)]
    return spoken


def _at_the_door(desk: Desk, item: Item) -> Spoken:
    if item.state is State.ON_NOTICE and may_strike_off(desk.person, item):
        return _card(desk, item, texts.office_buttons)
    if item.state is not State.ON_NOTICE and may_verify(desk.person, item):
        return _card(desk, item, texts.verifier_buttons)
    return Spoken()


def _asked(desk: Desk, request: Any) -> list[Outgoing]:
    """A request for a later deadline, where this person may decide it."""
    if not may_decide_extension(desk.person, ledger.by_id(desk.tx, request.item_id)):
        return []
    history = extensions.of_item(desk.tx, request.item_id)
    text = for_the_office.to_decide(desk.t, request, history, desk.city)
    buttons = for_the_office.decision_buttons(desk.t, request.id)
    return desk.say(text, *buttons, about=f"item:{request.item_id}").messages


def _card(desk: Desk, item: Item, buttons: Buttons) -> Spoken:
    closing = closings.latest(desk.tx, item.id)
    assert closing is not None
    dossier = dossiers.of(desk.tx, closing)
    text = texts.dossier_text(desk.t, dossier)
    return desk.say(text, *buttons(desk.t, dossier), about=f"item:{item.id}")


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`通过`, `退回` or `销号`."""
    ledger.hold(desk.tx, int(words[0]))
    item = ledger.by_id(desk.tx, int(words[0]))
    match words[1]:
        case "pass":
            return _passed(press, desk, item)
        case "strike":
            return _struck_off(press, desk, item)
    return _asked_back(desk, item)


def _passed(press: Pressed, desk: Desk, item: Item) -> Spoken:
    """Taken up and passed in one: both are entered."""
    if item.state is State.APPLIED:
        taken = decide(item, Act.TAKE_UP, desk.person, moment_for(desk, item))
        if isinstance(taken, Refusal):
            return Spoken(toast=texts.refused(desk.t, item, taken))
        closings.move(desk.tx, item, taken, desk.person.id, desk.now)
        item = ledger.by_id(desk.tx, item.id)
    outcome = decide(item, Act.PASS, desk.person, moment_for(desk, item))
    if isinstance(outcome, Refusal) or outcome.notice_until is None:
        return Spoken(toast=_why(desk, item, outcome))
    if not closings.move(desk.tx, item, outcome, desk.person.id, desk.now):
        return Spoken(toast=desk.t("This card has already been dealt with."))
    closing = closings.latest(desk.tx, item.id)
    assert closing is not None
    closings.change(desk.tx, closing.id, notice_until=outcome.notice_until)
    until = outcome.notice_until
    years = unpublished_years(desk.city.calendar, desk.today, until)
    said = partial(texts.verified, item=item, until=until, unpublished=years)
    to = [item.owner.id, *(clerk.id for clerk in recipients.office(desk.tx))]
    spoken = _told(press, desk, item, said, to)
    spoken.messages += calendar.of_years(desk.tx, desk.city, years)
    return spoken


def _struck_off(press: Pressed, desk: Desk, item: Item) -> Spoken:
    outcome = decide(item, Act.STRIKE_OFF, desk.person, moment_for(desk, item))
    if isinstance(outcome, Refusal):
        return Spoken(toast=_why(desk, item, outcome))
    if not closings.move(desk.tx, item, outcome, desk.person.id, desk.now):
        return Spoken(toast=desk.t("This card has already been dealt with."))
    closing = closings.latest(desk.tx, item.id)
    assert closing is not None
    closings.change(desk.tx, closing.id, state="over")
    words = partial(texts.struck_off, item=item, state=outcome.state)
    return _told(press, desk, item, words, _concerned(item))


def _asked_back(desk: Desk, item: Item) -> Spoken:
    """Sending back needs a reason: the next words are it."""
    outcome = decide(item, Act.SEND_BACK, desk.person, moment_for(desk, item), reason="…")
    if isinstance(outcome, Refusal):
        return Spoken(toast=texts.refused(desk.t, item, outcome))
    question = Asked(REASON, str(item.id), {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, question, desk.now)
    return desk.say(
        desk.t("Why is item {code} sent back? Please write the reason.", code=item.code)
    )


def sent_back(said: Said, desk: Desk, asked: Asked) -> Spoken:
    ledger.hold(desk.tx, int(asked.about))
    item = ledger.by_id(desk.tx, int(asked.about))
    outcome = decide(item, Act.SEND_BACK, desk.person, moment_for(desk, item), reason=said.text)
    if isinstance(outcome, Refusal):
        if outcome.why is Why.NO_REASON:
            open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
        return desk.say(texts.refused(desk.t, item, outcome))
    if not closings.move(desk.tx, item, outcome, desk.person.id, desk.now, said.text):
        return desk.say(desk.t("This card has already been dealt with."))
    closing = closings.latest(desk.tx, item.id)
    assert closing is not None
    closings.change(desk.tx, closing.id, state="over")
    words = partial(texts.sent_back, item=item, by=desk.person.name, reason=said.text)
    spoken = desk.say(words(desk.t))
    spoken.messages += _notices(desk, item, words, [item.owner.id])
    return spoken


def _why(desk: Desk, item: Item, outcome: Outcome | Refusal) -> str:
    return texts.refused(desk.t, item, outcome) if isinstance(outcome, Refusal) else ""


def _told(press: Pressed, desk: Desk, item: Item, words: Say, others: list[int]) -> Spoken:
    spoken = desk.say(words(desk.t), edits=press.message, about=f"item:{item.id}")
    spoken.messages += _notices(desk, item, words, others)
    return spoken


def _notices(desk: Desk, item: Item, words: Say, others: list[int]) -> list[Outgoing]:
    """To everybody else who is concerned, in his own language."""
    concerned = [people.by_id(desk.tx, n) for n in dict.fromkeys(others) if n != desk.person.id]
    return letters(concerned, desk.city.language, words, about=f"item:{item.id}")


def _concerned(item: Item) -> list[int]:
    named = (item.owner, item.city_leader, item.duty_leader)
    return [n.id for n in named if n is not None]

"""A later deadline: the official's new day and reason, and the office's word on it."""

import re
from datetime import date, timedelta
from typing import Any

from handlers.context import Desk
from handlers.reporting import bounds, eligibility, report
from messages.extensions import extensions as words_of
from messages.follow_up.telling import letters
from messages.incoming import Pressed, Said, first_word
from messages.outgoing import Outgoing, Spoken
from notices import calendar, prompt_answers, recipients
from rules.language.reading.values import Reading
from rules.language.reasons import reason_in
from rules.policy.extending import (
    History,
    Obstacle,
    meant_day,
    obstacle_of_day,
    obstacle_to_asking,
)
from rules.policy.items import Item
from rules.policy.permissions import may_decide_extension
from rules.policy.spans import unpublished_years
from storage.follow_up import extensions
from storage.ledger import items as ledger
from storage.reporting import open_questions

QUESTION = "extension"
ROLES = ("deadline", "promise")
A_MONTH = re.compile(r"[\d一二三四五六七八九十]月")
FAR_OFF = timedelta(days=183)
LATER = timedelta(days=14)
"""How much later the example is that shows how to ask."""


def by_number(said: Said, desk: Desk, words: str) -> Spoken:
    """`/extend NUMBER [DAY REASON]`."""
    code, rest = first_word(words)
    item = ledger.by_code(desk.tx, code) if code else None
    if not code:
        return desk.say(desk.t("Please write /extend and the number of one of your items."))
    refusal = eligibility.refusal(desk, item, code)
    if item is None or refusal:
        return desk.say(refusal)
    if not rest.strip():
        return begin(desk, item)
    return weigh(said.with_text(rest.strip()), desk, item, {})


def begin(desk: Desk, item: Item) -> Spoken:
    """Ask for the new day and the reason, if there is anything to ask for."""
    why = _obstacle(desk, item)
    if why is not None:
        return _hindered(desk, item, why)
    _ask(desk, item, {})
    example = desk.city.calendar.next_working_day(
        max(item.deadline or desk.today, desk.today) + LATER
    )
    return desk.say(words_of.question(desk.t, item, example), about=f"item:{item.id}")


def _obstacle(desk: Desk, item: Item) -> Obstacle | None:
    """Why nothing can be asked for now; of two who ask at once the second hears of the first."""
    ledger.hold(desk.tx, item.id)
    history = History(
        granted=extensions.granted_count(desk.tx, item.id),
        waiting=extensions.waiting_for(desk.tx, item.id) is not None,
    )
    return obstacle_to_asking(item, history, desk.city.extension_limit)


def _hindered(desk: Desk, item: Item, why: Obstacle) -> Spoken:
    """What is already being decided can be withdrawn, and asked for otherwise."""
    text = words_of.obstacle(desk.t, why, item, desk.city.extension_limit)
    waiting = extensions.waiting_for(desk.tx, item.id) if why is Obstacle.WAITING else None
    buttons = () if waiting is None else (words_of.withdraw_button(desk.t, waiting.id),)
    return desk.say(text, *buttons)


def _ask(desk: Desk, item: Item, body: dict[str, Any]) -> None:
    question = open_questions.Asked(QUESTION, f"item:{item.id}", body)
    open_questions.ask(desk.tx, desk.chat, desk.person.id, question, desk.now)


def answered(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    """The day, the reason, or both; what is missing is asked for."""
    item = ledger.by_id(desk.tx, asked.number)
    refusal = eligibility.refusal(desk, item, item.code)
    return desk.say(refusal) if refusal else weigh(said, desk, item, asked.body)


def weigh(said: Said, desk: Desk, item: Item, known: dict[str, Any]) -> Spoken:
    """Take up what was written, and what was `known` before: the day and the reason."""
    why = _obstacle(desk, item)
    if why is not None:
        return _hindered(desk, item, why)
    refusal = bounds.wrong_year(desk, said.text)
    if refusal:
        _ask(desk, item, known)
        return desk.say(refusal, about=f"item:{item.id}")
    reading = report.one_reading(said, desk, item)
    day = _day_in(said.text, reading, desk.today) or _kept_day(known)
    reason = reason_in(said.text, [read.text for read in reading.dates]) or known.get("reason", "")
    known = {**known, "reason": reason}
    if day is not None and item.deadline is not None and _unlikely(reading, day, item.deadline):
        _ask(desk, item, known)
        return desk.say(words_of.with_its_year(desk.t, day))
    return _complete(desk, item, day, known)


def _unlikely(reading: Reading, day: date, deadline: date) -> bool:
    """A month and a day without the year that would be far off: more likely one that is past."""
    said = [read.text for read in reading.dates if read.value == day]
    without_year = [words for words in said if A_MONTH.search(words) and "年" not in words]
    return bool(without_year) and day - deadline > FAR_OFF


def _day_in(text: str, reading: Reading, today: date) -> date | None:
    """The day wished for; one that is past is taken for it, to be refused, where the words begin."""
    named = [meant_day(r.value, r.text, today) for r in reading.dates if r.role in ROLES]
    first = [read.value for read in reading.dates if text.strip().startswith(read.text)]
    return max(named or first, default=None)


def _kept_day(known: dict[str, Any]) -> date | None:
    return date.fromisoformat(known["day"]) if known.get("day") else None


def _complete(desk: Desk, item: Item, day: date | None, known: dict[str, Any]) -> Spoken:
    if day is None:
        _ask(desk, item, known)
        text = desk.t("Please name the day of the new deadline.")
        return desk.say(text, about=f"item:{item.id}")
    why = obstacle_of_day(item, day, desk.today, desk.city.calendar)
    if why is not None:
        return _not_that_day(desk, item, day, why, known)
    if not known.get("reason"):
        _ask(desk, item, {**known, "day": day.isoformat()})
        text = desk.t("Please give the reason: a later deadline needs one.")
        return desk.say(text, about=f"item:{item.id}")
    return _hand_in(desk, item, day, known)


def _not_that_day(
    desk: Desk, item: Item, day: date, why: Obstacle, known: dict[str, Any]
) -> Spoken:
    text = words_of.wrong_day(desk.t, why, item, day, desk.city.calendar)
    if why is not Obstacle.REST_DAY:
        _ask(desk, item, known)
        return desk.say(text)
    following = desk.city.calendar.next_working_day(day)
    _ask(desk, item, {**known, "offered": following.isoformat()})
    return desk.say(text, words_of.next_day_button(desk.t, item.id, following))


def day_taken(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """The working day that was offered in place of a day of rest."""
    del press
    asked = open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)
    offered = asked.body.get("offered") if asked and asked.question == QUESTION else None
    if asked is None or offered is None or asked.about != f"item:{words[0]}":
        return Spoken(toast=desk.t("This button no longer works."))
    item = ledger.by_id(desk.tx, int(words[0]))
    why = _obstacle(desk, item)
    if why is not None:
        return Spoken(toast=words_of.obstacle(desk.t, why, item, desk.city.extension_limit))
    open_questions.forget(desk.tx, desk.chat, desk.person.id)
    return _complete(desk, item, date.fromisoformat(offered), asked.body)


def _hand_in(desk: Desk, item: Item, day: date, known: dict[str, Any]) -> Spoken:
    request = extensions.Request(item, desk.person.id, day, known["reason"])
    number = extensions.ask(desk.tx, request, desk.now)
    prompt_answers.record(desk.tx, item.id, "extension", desk.person.id, desk.now)
    text = words_of.handed_in(desk.t, item, day, known["reason"], desk.city)
    spoken = desk.say(text, words_of.withdraw_button(desk.t, number), about=f"item:{item.id}")
    spoken.messages += _to_office(desk, number)
    years = unpublished_years(desk.city.calendar, day, day)
    spoken.messages += calendar.of_years(desk.tx, desk.city, years)
    spoken.messages += prompt_answers.shown_again(desk.tx, desk.city, item.id, desk.now)
    return spoken


def _to_office(desk: Desk, number: int) -> list[Outgoing]:
    request = extensions.by_id(desk.tx, number)
    assert request is not None
    history = extensions.of_item(desk.tx, request.item_id)
    city = desk.city
    clerks = [
        clerk
        for clerk in recipients.office(desk.tx)
        if may_decide_extension(clerk, ledger.by_id(desk.tx, request.item_id))
    ]
    return letters(
        clerks,
        city.language,
        lambda t: words_of.to_decide(t, request, history, city),
        lambda t: words_of.decision_buttons(t, number),
        about=f"item:{request.item_id}",
        living=f"extension:{number}",
    )

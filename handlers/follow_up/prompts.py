"""The four buttons of a deadline prompt, and what each leads on to."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.context import Desk
from handlers.extensions import request
from handlers.follow_up import blockers, prompt_answers
from handlers.queries import item as item_card
from messages.follow_up import prompts as words_of
from messages.incoming import Pressed
from messages.outgoing import Spoken
from notices import prompt_answers as answers
from notices import prompts as sheets
from rules.policy.items import Item, is_open
from rules.policy.permissions import may_report_on
from rules.policy.prompting import DAY
from storage.follow_up import prompts
from storage.ledger import items as ledger
from storage.ledger import milestones

TWO_HOURS = timedelta(hours=2)


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`p:<prompt>:<answer>`."""
    del press
    call = _current(desk, int(words[0]))
    if call is None:
        return Spoken(toast=desk.t("This button no longer works."))
    item = ledger.by_id(desk.tx, call.item_id)
    if words[1] == "show" and may_report_on(desk.person, item):
        return item_card.in_full(desk, item)
    refusal = _not_now(desk, call, item)
    if refusal:
        return Spoken(toast=refusal)
    return _led_on(desk, call, item, words[1])


def _current(desk: Desk, number: int) -> Any:
    """The call that a button means: of an old message, whatever is asked of the same now."""
    call = prompts.by_id(desk.tx, number)
    if call is not None and call.state == "lapsed":
        newest = prompts.latest_of(desk.tx, call.subject)
        return prompts.by_id(desk.tx, newest.id) if newest is not None else call
    return call


def _not_now(desk: Desk, call: Any, item: Item) -> str:
    t = desk.t
    if not is_open(item):
        return t("Item {code} has been closed; no answer is needed.", code=item.code)
    if not may_report_on(desk.person, item):
        return words_of.belongs_to_another(t, item)
    if call.state == "answered":
        at = t.minute(call.answered_at.astimezone(desk.city.zone))
        given = words_of.answer_name(t, call.answer)
        return t("This was already answered on {at}: {answer}", at=at, answer=given)
    return "" if call.state == "open" else t("This reminder is out of date.")


def _led_on(desk: Desk, call: Any, item: Item, answer: str) -> Spoken:
    """Done and on schedule are answers in themselves; the others are when they are handed in."""
    if answer == "extension":
        return _extension(desk, call, item)
    if answer == "blocker":
        return blockers.begin(desk, item)
    if not answers.record_one(desk.tx, call, answer, desk.person.id, desk.now):
        return Spoken(toast=_not_now(desk, prompts.by_id(desk.tx, call.id), item))
    spoken = _done(desk, call, item) if answer == "done" else _on_schedule(desk, item)
    spoken.messages += answers.shown_again(desk.tx, desk.city, item.id, desk.now)
    spoken.toast = desk.t("Your answer has been noted.")
    return spoken


def _extension(desk: Desk, call: Any, item: Item) -> Spoken:
    """Whoever was asked about a milestone hears first what an extension moves, and what not."""
    spoken = request.begin(desk, item)
    step = milestones.of_item(desk.tx, item.id).get(call.step_id)
    if step is not None:
        [question] = spoken.messages
        text = f"{words_of.not_the_milestone(desk.t, step)}\n{question.text}"
        spoken.messages = [replace(question, text=text)]
    return spoken


def _done(desk: Desk, call: Any, item: Item) -> Spoken:
    step = milestones.of_item(desk.tx, item.id).get(call.step_id)
    prompt_answers.ask(desk, item, prompt_answers.DONE, {"step": call.step_id})
    return desk.say(words_of.evidence_question(desk.t, item, step), about=f"item:{item.id}")


def _on_schedule(desk: Desk, item: Item) -> Spoken:
    prompt_answers.ask(desk, item, prompt_answers.FIGURE, {})
    example = words_of.figure_example(desk.t, item, prompt_answers.likely_day(desk, item))
    text = desk.t(
        "Item {code}: how far is it, and by when will it be finished? ({example})",
        code=item.code,
        example=example,
    )
    return desk.say(text, about=f"item:{item.id}")


def put_off(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`pz:<prompt>:hours` or `:morning`: only what was put to this very person, only for him."""
    del press
    sheet = sheets.of_prompt(desk.tx, int(words[0]), desk.person.id)
    if desk.in_group or sheet is None or sheet.for_id != desk.person.id:
        return Spoken(toast=desk.t("Only the person who was asked can put a reminder off."))
    until = _until(desk, words[1])
    if not prompts.put_off(desk.tx, sheets.prompts_of(desk.tx, sheet.id), until):
        return Spoken(toast=desk.t("This reminder is out of date."))
    return Spoken(toast=words_of.put_off_until(desk.t, until.astimezone(desk.city.zone)))


def _until(desk: Desk, choice: str) -> datetime:
    if choice == "hours":
        return desk.city.first_writing(desk.now + TWO_HOURS)
    morning = desk.city.calendar.next_working_day(desk.today + DAY)
    return desk.city.moment(morning, desk.city.prompt_time)

"""Messages of prompts: made once a person and day, edited as answers come."""

from collections.abc import Sequence
from datetime import date, datetime

from messages.follow_up import prompt_texts
from messages.outgoing import OutgoingMessage
from messages.reporting.light_texts import icon, reason
from messages.texts import Texts, texts
from notices import mail
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.forecast import Forecast, LightReason
from rules.policy.items import Item, Milestone
from rules.policy.people import Person
from rules.policy.prompts import Prompt, PromptAnswer, PromptState
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.follow_up import prompt_messages, prompts
from storage.follow_up.prompt_messages import KeptMessage, PromptMessage
from storage.ledger import item_store, lights
from storage.people import people
from storage.reporting import reports


def send(tx: Tx, city: City, message: PromptMessage, asked: Sequence[Prompt], now: datetime) -> int:
    """Put these prompts to a person, in as few messages as they fit in; how many."""
    reader = people.by_id(tx, message.to_id)
    t = texts(reader.language or city.language)
    parts = prompt_texts.in_sheets(t, _lines(tx, city, t, asked, message.day), message.day)
    for number, part in enumerate(parts, 1):
        name = message.occasion if number == 1 else f"{message.occasion}-{number}"
        here = PromptMessage(message.for_id, message.to_id, message.day, name)
        kept = prompt_messages.keep(tx, here, [line.prompt for line in part], now)
        mail.send(tx, _outgoing(tx, kept, reader, t, part, first=True), now)
    return len(parts)


def _outgoing(
    tx: Tx,
    message: KeptMessage,
    reader: Person,
    t: Texts,
    lines: Sequence[prompt_texts.PromptLine],
    *,
    first: bool,
) -> OutgoingMessage:
    own = message.for_id == message.to_id
    owner = "" if own else people.by_id(tx, message.for_id).name
    assert reader.account is not None
    said = prompt_texts.sheet_text(t, lines, message.day, instead_of=owner)
    return OutgoingMessage.of(
        reader.account,
        said,
        prompt_texts.sheet_buttons(t, lines, may_put_off=own),
        about=Ref.item(lines[0].item.id) if len(lines) == 1 else message.ref,
        live_key=message.ref,
        dedup_key=message.dedup_key if first else "",
        urgency=Urgency.BROADCAST if first else Urgency.REPLY,
    )


def _lines(
    tx: Tx, city: City, t: Texts, asked: Sequence[Prompt], day: date
) -> list[prompt_texts.PromptLine]:
    held = item_store.by_ids(tx, {prompt.item_id for prompt in asked})
    steps = {s.id: s for of in item_store.steps_of(tx, held).values() for s in of}
    times = prompt_messages.times_told(tx, [prompt.id for prompt in asked], day)
    seen = lights.of_items(tx, city, list(held.values()), day)
    return [
        prompt_texts.PromptLine(
            prompt=prompt.id,
            item=held[prompt.item_id],
            step=steps.get(prompt.step_id) if prompt.step_id is not None else None,
            due=_deadline_of(prompt, held[prompt.item_id].deadline, steps),
            called_on=prompt.called_on,
            late=prompt.late and city.today(prompt.made_at) == day,
            times=times.get(prompt.id, 0) + 1,
            light=icon(seen[prompt.item_id]),
            reason=_reason(t, seen[prompt.item_id], held[prompt.item_id]),
            answered=_answered(tx, city, t, prompt),
            settled=prompt.state is PromptState.LAPSED,
        )
        for prompt in asked
    ]


def _reason(t: Texts, seen: Forecast, item: Item) -> str:
    """Return the light's reason; days overdue stand in the line of the deadline already."""
    return "" if seen.why is LightReason.OVERDUE else reason(t, seen, item)


def _deadline_of(prompt: Prompt, deadline: date | None, steps: dict[int, Milestone]) -> date:
    """Return the real day: a prompt made again after an answer counts from a later one."""
    due = steps[prompt.step_id].due if prompt.step_id is not None else deadline
    return due or prompt.due


def _answered(tx: Tx, city: City, t: Texts, prompt: Prompt) -> str:
    if prompt.state is not PromptState.ANSWERED:
        return ""
    assert prompt.answered_by is not None
    assert prompt.answered_at is not None
    by = people.by_id(tx, prompt.answered_by).name
    if prompt.answered_for not in (None, prompt.answered_by):
        owner = people.by_id(tx, prompt.answered_for).name
        by = t("{deputy} for {name}", deputy=by, name=owner)
    at = f"{prompt.answered_at.astimezone(city.zone):%H:%M}"
    return t.comma().join([prompt_texts.answer_name(t, prompt.answer), by, at])


def refreshed(tx: Tx, city: City, item: int, today: date) -> list[OutgoingMessage]:
    """Return today's messages that speak of an item, as they read now; not to ended accounts."""
    found = prompt_messages.about_item(tx, item, today)
    prompted = [(kept, people.by_id(tx, kept.to_id)) for kept in found]
    return [_refreshed(tx, city, kept, p) for kept, p in prompted if p.account is not None]


def _refreshed(tx: Tx, city: City, kept: KeptMessage, reader: Person) -> OutgoingMessage:
    t = texts(reader.language or city.language)
    numbers = prompt_messages.prompts_of(tx, kept.id)
    found = prompts.by_ids(tx, numbers)
    lines = _lines(tx, city, t, [found[number] for number in numbers], kept.day)
    return _outgoing(tx, kept, reader, t, lines, first=False)


def answered_by_reports(tx: Tx, city: City, now: datetime) -> list[OutgoingMessage]:
    """Take reports for answers to what was asked before them; return the messages, edited."""
    edited: list[OutgoingMessage] = []
    answered = set()
    for prompt in prompts.reported_since(tx):
        latest = reports.of_item(tx, prompt.item_id, limit=1)[0]
        if prompts.record_answer(tx, prompt, PromptAnswer.REPORT, latest.person_id, now):
            answered.add(prompt.item_id)
    for item in sorted(answered):
        edited += refreshed(tx, city, item, city.today(now))
    return edited

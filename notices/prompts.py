"""Messages of prompts: made once a person and day, edited as answers come, proven delivered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from messages.follow_up import prompts as say
from messages.outgoing import OutgoingMessage
from messages.reporting.lights import icon, reason
from messages.texts import Texts, texts
from notices import mail
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.forecast import Forecast, LightReason
from rules.policy.items import Item
from rules.policy.people import Person
from storage.db.engine import Tx
from storage.follow_up import prompts
from storage.follow_up.tables import prompt_lines, prompt_sheets
from storage.follow_up.tables import prompts as calls
from storage.ledger import items as ledger
from storage.ledger import lights
from storage.mail.tables import outbox as sent_mail
from storage.people import people


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message of prompts: about whose items, to whom, of which day."""

    owner: int
    to: int
    day: date
    occasion: str

    @property
    def key(self) -> str:
        return f"prompts:{self.owner}:{self.to}:{self.day}:{self.occasion}"


def send(tx: Tx, city: City, sheet: PromptMessage, calls: Sequence[Row[Any]], now: datetime) -> int:
    """Put these calls to a person, in as few messages as they fit in; how many."""
    reader = people.by_id(tx, sheet.to)
    t = texts(reader.language or city.language)
    lines = _lines(tx, city, t, calls, sheet.day)
    parts = say.in_sheets(t, lines, sheet.day)
    for number, part in enumerate(parts, 1):
        name = sheet.occasion if number == 1 else f"{sheet.occasion}-{number}"
        here = PromptMessage(sheet.owner, sheet.to, sheet.day, name)
        _keep(tx, here, part, now)
        mail.send(tx, _message(tx, here, reader, t, part, twin=True), now)
    return len(parts)


def _keep(tx: Tx, sheet: PromptMessage, lines: Sequence[say.PromptLine], now: datetime) -> None:
    number = tx.execute(
        insert(prompt_sheets)
        .values(
            for_id=sheet.owner,
            to_id=sheet.to,
            day=sheet.day,
            occasion=sheet.occasion,
            made_at=now,
            last_error="",
        )
        .returning(prompt_sheets.c.id)
    ).scalar_one()
    rows = [
        {"sheet_id": number, "prompt_id": line.prompt, "position": position}
        for position, line in enumerate(lines)
    ]
    tx.execute(insert(prompt_lines), rows)


def _message(
    tx: Tx,
    sheet: PromptMessage,
    reader: Person,
    t: Texts,
    lines: Sequence[say.PromptLine],
    *,
    twin: bool,
) -> OutgoingMessage:
    own = sheet.owner == sheet.to
    owner = "" if own else people.by_id(tx, sheet.owner).name
    about = f"item:{lines[0].item.id}" if len(lines) == 1 else f"sheet:{sheet.key}"
    return OutgoingMessage(
        reader.chat_id or 0,
        say.sheet_text(t, lines, sheet.day, instead_of=owner),
        say.sheet_buttons(t, lines, may_put_off=own),
        about=about,
        live_key=sheet.key,
        dedup_key=sheet.key if twin else "",
        urgency=Urgency.BROADCAST if twin else Urgency.REPLY,
    )


def _lines(
    tx: Tx, city: City, t: Texts, calls: Sequence[Row[Any]], day: date
) -> list[say.PromptLine]:
    held = ledger.by_ids(tx, {call.item_id for call in calls})
    steps = {s.id: s for of in ledger.steps_of(tx, held).values() for s in of}
    times = _times_told(tx, [call.id for call in calls], day)
    seen = lights.of_items(tx, city, list(held.values()), day)
    return [
        say.PromptLine(
            prompt=call.id,
            item=held[call.item_id],
            step=steps.get(call.step_id),
            due=_deadline_of(call, held[call.item_id].deadline, steps),
            called_on=call.called_on,
            late=call.late and city.today(call.made_at) == day,
            times=times.get(call.id, 0) + 1,
            light=icon(seen[call.item_id]),
            reason=_reason(t, seen[call.item_id], held[call.item_id]),
            answered=_answered(tx, city, t, call),
            settled=call.state == "lapsed",
        )
        for call in calls
    ]


def _reason(t: Texts, seen: Forecast, item: Item) -> str:
    """Days overdue stand in the line of the deadline already."""
    return "" if seen.why is LightReason.OVERDUE else reason(t, seen, item)


def _deadline_of(call: Row[Any], deadline: date | None, steps: dict[int, Any]) -> date:
    """The real day: a call made again after an answer counts from a later one."""
    due: date | None = steps[call.step_id].due if call.step_id is not None else deadline
    return due or call.due


def _answered(tx: Tx, city: City, t: Texts, call: Row[Any]) -> str:
    if call.state != "answered":
        return ""
    by = people.by_id(tx, call.answered_by).name
    if call.answered_for not in (None, call.answered_by):
        owner = people.by_id(tx, call.answered_for).name
        by = t("{deputy} for {name}", deputy=by, name=owner)
    at = f"{call.answered_at.astimezone(city.zone):%H:%M}"
    return t.comma().join([say.answer_name(t, call.answer), by, at])


def _times_told(tx: Tx, numbers: Iterable[int], before: date) -> dict[int, int]:
    """On how many earlier days each call was put to its owner."""
    query = (
        select(prompt_lines.c.prompt_id, func.count(prompt_sheets.c.day.distinct()))
        .join(prompt_sheets)
        .where(prompt_lines.c.prompt_id.in_(list(numbers)), prompt_sheets.c.day < before)
        .group_by(prompt_lines.c.prompt_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def refreshed(tx: Tx, city: City, item: int, today: date) -> list[OutgoingMessage]:
    """Today's messages that speak of an item, as they read now; not to accounts ended meanwhile."""
    speaking = (
        select(prompt_lines.c.sheet_id)
        .join(calls, prompt_lines.c.prompt_id == calls.c.id)
        .where(calls.c.item_id == item)
    )
    query = select(prompt_sheets).where(
        prompt_sheets.c.day == today, prompt_sheets.c.id.in_(speaking)
    )
    rows = tx.execute(query.order_by(prompt_sheets.c.id)).all()
    told = [(row, people.by_id(tx, row.to_id)) for row in rows]
    return [_refreshed(tx, city, row, p) for row, p in told if p.chat_id is not None]


def _refreshed(tx: Tx, city: City, row: Row[Any], reader: Person) -> OutgoingMessage:
    sheet = PromptMessage(row.for_id, row.to_id, row.day, row.occasion)
    t = texts(reader.language or city.language)
    lines = _lines(tx, city, t, _calls_of(tx, row.id), row.day)
    return _message(tx, sheet, reader, t, lines, twin=False)


def _calls_of(tx: Tx, sheet: int) -> list[Row[Any]]:
    query = select(prompt_lines).where(prompt_lines.c.sheet_id == sheet)
    numbers = [r.prompt_id for r in tx.execute(query.order_by(prompt_lines.c.position))]
    found = prompts.by_ids(tx, numbers)
    return [found[number] for number in numbers]


def told_on(tx: Tx, day: date) -> set[tuple[int, int]]:
    """(whose items, to whom) of every message of a day."""
    query = select(prompt_sheets.c.for_id, prompt_sheets.c.to_id)
    return {(row[0], row[1]) for row in tx.execute(query.where(prompt_sheets.c.day == day))}


def of_prompt(tx: Tx, prompt: int, to: int) -> Row[Any] | None:
    """The latest message that put this call to this person."""
    query = (
        select(prompt_sheets)
        .join(prompt_lines)
        .where(prompt_lines.c.prompt_id == prompt, prompt_sheets.c.to_id == to)
        .order_by(prompt_sheets.c.id.desc())
        .limit(1)
    )
    return tx.execute(query).first()


def prompts_of(tx: Tx, sheet: int) -> list[int]:
    query = select(prompt_lines.c.prompt_id).where(prompt_lines.c.sheet_id == sheet)
    return list(tx.execute(query).scalars())


def note_deliveries(tx: Tx) -> None:
    """The proof of being told is kept here: the outbox is swept after a while."""
    query = select(prompt_sheets).where(
        prompt_sheets.c.delivered_at.is_(None), prompt_sheets.c.last_error == ""
    )
    open_sheets = {_key_of(row): row.id for row in tx.execute(query)}
    ended = select(
        sent_mail.c.dedup_key, sent_mail.c.state, sent_mail.c.sent_at, sent_mail.c.last_error
    ).where(sent_mail.c.dedup_key.in_(list(open_sheets)), sent_mail.c.state.in_(("sent", "failed")))
    for row in tx.execute(ended).all() if open_sheets else []:
        failed = row.state == "failed"
        values = {"delivered_at": row.sent_at, "last_error": row.last_error if failed else ""}
        changed = update(prompt_sheets).where(prompt_sheets.c.id == open_sheets[row.dedup_key])
        tx.execute(changed.values(**values))


def _key_of(row: Row[Any]) -> str:
    return PromptMessage(row.for_id, row.to_id, row.day, row.occasion).key

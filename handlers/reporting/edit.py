"""A message was edited: an open card changes with it; a confirmed report gets a correction."""

from collections.abc import Callable

from handlers.context import Desk
from handlers.follow_up.instructions import ASKS
from handlers.reporting import card, report
from handlers.reporting.understanding import REPORTS
from messages.incoming import Said, first_word
from messages.outgoing import Spoken
from rules.language.reading.values import Reading
from storage.reporting import drafts, evidence, readings, reports
from storage.reporting.drafts import Draft, NewDraft


def edited(said: Said, desk: Desk, otherwise: Callable[[Said, Desk], Spoken]) -> Spoken:
    """Only reports are followed; a question that a report became is answered, and its card stays.

    Not those of whoever had this account before.
    """
    of_message = drafts.of_message(desk.tx, said.chat.id, said.message)
    found = [draft for draft in of_message if draft.person_id == desk.person.id]
    words = report.words_of(said.text, desk)
    if not found:
        return _not_followed(said, desk)
    if not words:
        return Spoken()
    said = said.with_text(words)
    now = report.readings_of(said, desk)
    standing = [draft for draft in found if draft.state in drafts.STANDING]
    if standing and (now[0].intent == "chart" or now[0].intent.startswith("query")):
        return otherwise(said, desk)
    reported_after_all = found[0].state == "cancelled" and now[0].intent in REPORTS
    if len(standing) > 1 or len(now) > 1 or (reported_after_all and not standing):
        return _each(said, desk, found, now)
    return _followed(said, desk, standing[0], now) if standing else Spoken()


PASSED_ON = frozenset({"extend", "blocker", "instruct", "round", "deputy"})
"""Commands whose words went to others when they were first sent."""


def _not_followed(said: Said, desk: Desk) -> Spoken:
    """Only reports follow their message: who edits an answer or a request is told so."""
    if said.text.startswith("/"):
        name = first_word(said.text[1:])[0].partition("@")[0]
        told = name.lower() in PASSED_ON
    else:
        told = bool(said.text) and report.readings_of(said, desk)[0].intent not in ASKS
    if not told:
        return Spoken()
    return desk.say(
        desk.t(
            "The edited words were not taken over: what you sent first stands. Please send anew."
        )
    )


def _followed(said: Said, desk: Desk, draft: Draft, now: tuple[Reading, ...]) -> Spoken:
    """The one card or report of a message."""
    if _names_another(said, desk, draft):
        return _anew(said, desk, draft, now)
    follow = reworded if draft.state == "open" else corrected
    return follow(said, desk, draft)


def _names_another(said: Said, desk: Desk, draft: Draft) -> bool:
    """Another item than before is named. One chosen in spite of the words stays chosen."""
    item = report.named_in(said.text, said, desk)
    if item is None or draft.item_id in (None, item.id):
        return False
    before = report.named_in(draft.words, said, desk)
    return before is None or before.id != item.id


def _anew(said: Said, desk: Desk, draft: Draft, now: tuple[Reading, ...]) -> Spoken:
    """A card of the item that is now named; what was recorded of the other one stands."""
    spoken = report.begin_all(said, desk, now)
    if draft.state == "open":
        spoken.messages += _replaced(desk, [draft], said.message).messages
        return spoken
    row = reports.by_id(desk.tx, draft.report_id) if draft.report_id else None
    if row is not None:
        text = desk.t(
            "The report of item {code}, receipt {receipt}: nothing was changed.",
            code=row.code,
            receipt=row.receipt,
        )
        spoken.messages += desk.say(text).messages
    return spoken


def _each(said: Said, desk: Desk, found: list[Draft], now: tuple[Reading, ...]) -> Spoken:
    """A message about several items: the card or report of each follows its own part."""
    standing = [draft for draft in reversed(found) if draft.state in drafts.STANDING]
    of_item = {draft.item_id: draft for draft in standing if draft.item_id is not None}
    followed, spoken = set(), Spoken()
    for reading in now:
        item = report.meant_by(desk, reading)
        draft = of_item.get(item.id) if item else None
        part = said.with_text(reading.text)
        if draft is None:
            answer = report.begin_all(part, desk, (reading,))
        else:
            followed.add(draft.id)
            follow = reworded if draft.state == "open" else corrected
            answer = follow(part, desk, draft)
        spoken.messages += answer.messages
    gone = [one for one in standing if one.state == "open" and one.id not in followed]
    spoken.messages += _replaced(desk, gone, said.message).messages
    return spoken


def _replaced(desk: Desk, gone: list[Draft], message: int) -> Spoken:
    """Cards of parts that the message no longer has; their evidence goes to one that it has."""
    spoken = Spoken()
    for draft in gone:
        drafts.cancel(desk.tx, draft)
        text = desk.t("Replaced by the edited message.")
        spoken.messages += desk.say(text, living=f"draft:{draft.id}").messages
    now = [one for one in drafts.of_message(desk.tx, desk.chat, message) if one.state == "open"]
    if now and evidence.passed_on(desk.tx, [draft.id for draft in gone], now[-1].id):
        spoken.messages += card.shown(desk, now[-1].id).messages
    return spoken


def reworded(said: Said, desk: Desk, draft: Draft) -> Spoken:
    """The open card now says what the new words say; a chosen item stays chosen."""
    reading = report.reading_for(said, desk, draft.item_id)
    refusal = card.impossible(desk, reading)
    if refusal:
        return desk.say(refusal)
    item = None if draft.item_id else report.meant_by(desk, reading)
    drafts.change(
        desk.tx,
        draft.id,
        item_id=item.id if item else draft.item_id,
        words=said.text,
        kind=report.kind_of(reading),
        reading=readings.as_json(reading),
        message_id=said.message,
    )
    return card.shown(desk, draft.id)


def corrected(said: Said, desk: Desk, draft: Draft) -> Spoken:
    """A report stands; its correction is a card of its own and, confirmed, an entry of its own."""
    if said.text == draft.words or draft.item_id is None:
        return Spoken()
    reading = report.reading_for(said, desk, draft.item_id)
    refusal = card.impossible(desk, reading)
    if refusal:
        return desk.say(refusal)
    new = NewDraft(
        chat=said.chat.id,
        person=desk.person.id,
        message=said.message,
        words=said.text,
        kind=report.kind_of(reading),
        item=draft.item_id,
        reading=readings.as_json(reading),
        corrects=draft.report_id,
    )
    drafts.replaced(desk.tx, draft.id)
    return card.shown(desk, drafts.begin(desk.tx, new, desk.now).id)

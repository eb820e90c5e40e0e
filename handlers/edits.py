"""A message was edited: an open card changes with it; a confirmed report gets a correction."""

from handlers import cards, report
from handlers.desk import Desk
from handlers.heard import Said
from messages.outgoing import Spoken
from storage import drafts, evidence, readings
from storage.drafts import Draft, NewDraft


def edited(said: Said, desk: Desk) -> Spoken:
    """Only reports are followed; an edited question is no news."""
    found = drafts.of_message(desk.tx, said.chat.id, said.message)
    words = report.words_of(said.text, desk)
    if not found or not words:
        return Spoken()
    said = said.with_text(words)
    waiting = [draft for draft in found if draft.state == "open"]
    if len(waiting) > 1:
        return _all_anew(said, desk, waiting)
    draft = found[0]
    if draft.state == "open":
        return reworded(said, desk, draft)
    return corrected(said, desk, draft) if draft.state == "confirmed" else Spoken()


def _all_anew(said: Said, desk: Desk, waiting: list[Draft]) -> Spoken:
    """Several cards came of one message: they give way to those of its new words."""
    spoken = Spoken()
    for draft in waiting:
        drafts.change(desk.tx, draft.id, state="cancelled")
        text = desk.t("Replaced by the edited message below.")
        spoken.messages += desk.say(text, living=f"draft:{draft.id}").messages
    spoken.messages += report.reported(said, desk).messages
    now = [
        one for one in drafts.of_message(desk.tx, desk.chat, said.message) if one.state == "open"
    ]
    if now and evidence.passed_on(desk.tx, [draft.id for draft in waiting], now[-1].id):
        spoken.messages += cards.shown(desk, now[-1].id).messages
    return spoken


def reworded(said: Said, desk: Desk, draft: Draft) -> Spoken:
    """The open card now says what the new words say; a chosen item stays chosen."""
    reading = report.reading_for(said, desk, draft.item_id)
    refusal = cards.impossible(desk, reading)
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
    return cards.shown(desk, draft.id)


def corrected(said: Said, desk: Desk, draft: Draft) -> Spoken:
    """A report stands; its correction is a card of its own and, confirmed, an entry of its own."""
    if said.text == draft.words or draft.item_id is None:
        return Spoken()
    reading = report.reading_for(said, desk, draft.item_id)
    refusal = cards.impossible(desk, reading)
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
    return cards.shown(desk, drafts.begin(desk.tx, new, desk.now).id)

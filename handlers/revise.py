"""Second thoughts: new words for an open card, and figures that were written wrongly."""

from handlers import edits, report
from handlers.desk import Desk
from handlers.heard import Said
from messages.outgoing import Spoken
from rules.reading.values import Reading
from storage import drafts
from storage.asking import Asked


def new_words(said: Said, desk: Desk, asked: Asked) -> Spoken:
    """After `修改`: the next message takes the place of the card's words."""
    draft = drafts.by_id(desk.tx, asked.number)
    if draft is None or draft.state != "open":
        return report.reported(said, desk)
    if report.too_long(said):
        return report.reported(said, desk)
    return edits.reworded(said, desk, draft)


def corrected(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken:
    """“刚才写错了，应该是21栋”: the last card of this chat, open or confirmed, is meant."""
    draft = drafts.latest(desk.tx, desk.chat, desk.person.id)
    if draft is None or draft.item_id is None:
        return report.begin_all(said, desk, found)
    if draft.state == "open":
        return edits.reworded(said, desk, draft)
    return edits.corrected(said, desk, draft)

"""Albums: one message to whoever sends it, several to us. The first decides where all belong."""

from handlers import cards, edits, files
from handlers.desk import Desk
from handlers.heard import Said
from messages.outgoing import Spoken
from storage import drafts, evidence


def further(said: Said, desk: Desk) -> Spoken | None:
    """A further picture joins what the first was sent for; None when this is the first."""
    if said.file is None or said.album is None:
        return None
    first = evidence.of_album(desk.tx, desk.person.id, said.album)
    if first is None:
        return None
    files.note(said, desk, draft=first.draft_id, item=first.item_id)
    draft = drafts.by_id(desk.tx, first.draft_id) if first.draft_id else None
    if draft is None:
        return Spoken()
    if draft.state == "open":
        # The words may stand under any of the pictures.
        wordless = said.text and not draft.words
        return edits.reworded(said, desk, draft) if wordless else cards.shown(desk, draft.id)
    if draft.report_id is not None:
        evidence.belongs_to(desk.tx, draft.id, draft.report_id)
    return Spoken()

"""Photos and files: evidence of the report they come with."""

from handlers import cards
from handlers.desk import Desk
from handlers.heard import Said, SentFile
from messages.outgoing import Spoken
from storage import drafts, evidence
from storage.evidence import DOWNLOAD_LIMIT


def too_large(said: Said, desk: Desk) -> Spoken | None:
    """A file the messenger would not hand over gets a clear answer at once."""
    if said.file is None or (said.file.size or 0) <= DOWNLOAD_LIMIT:
        return None
    return desk.say(
        desk.t(
            "The file {name} is larger than 20 MB and cannot be received. "
            "Please send it in smaller parts.",
            name=said.file.name,
        )
    )


def with_the_album(said: Said, desk: Desk) -> Spoken | None:
    """A further picture of an album joins the card of the first."""
    if said.file is None or said.album is None:
        return None
    draft = drafts.of_album(desk.tx, said.chat.id, said.album)
    if draft is None:
        return None
    note(desk, said.file, draft.id, said.text)
    if draft.state == "open":
        return cards.shown(desk, draft.id)
    if draft.report_id is not None:
        evidence.belongs_to(desk.tx, draft.id, draft.report_id)
    return Spoken()


def without_words(said: Said, desk: Desk) -> Spoken | None:
    """A bare picture goes to the card that is open here, if there is one."""
    if said.file is None or said.text:
        return None
    draft = drafts.latest_open(desk.tx, said.chat.id, desk.person.id)
    if draft is None:
        return None
    note(desk, said.file, draft.id, "")
    return cards.shown(desk, draft.id)


def note(desk: Desk, file: SentFile, draft: int, caption: str) -> None:
    new = evidence.NewEvidence(
        person=desk.person.id,
        kind=file.kind,
        name=file.name,
        file_id=file.file_id,
        size=file.size,
        caption=caption,
        draft=draft,
    )
    evidence.note(desk.tx, new, desk.now)

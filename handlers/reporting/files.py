"""Photos and files: evidence of the report they come with, or of the item that was spoken of."""

from collections.abc import Callable

from handlers.context import Desk
from handlers.reporting import card
from handlers.reporting.understanding import LASTS
from messages.incoming import Said
from messages.outgoing import Outgoing, Spoken
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import items as ledger
from storage.reporting import drafts, evidence
from storage.reporting.drafts import Draft


def too_large(said: Said, desk: Desk) -> Spoken | None:
    """A file the messenger would not hand over gets a clear answer at once."""
    if said.file is None or not evidence.is_too_large(said.file.size):
        return None
    return desk.say(
        desk.t(
            "The file {name} is larger than 20 MB and cannot be received. "
            "Please send it in smaller parts.",
            name=said.file.name,
        )
    )


def without_words(said: Said, desk: Desk) -> Spoken | None:
    """A bare picture goes to the card that is open here, if there is one."""
    if said.file is None or said.text:
        return None
    draft = drafts.latest_open(desk.tx, said.chat.id, desk.person.id, desk.now - LASTS)
    if draft is None:
        return None
    note(said, desk, draft=draft.id)
    return card.shown(desk, draft.id)


def taken_over(desk: Desk, before: Draft | None, to: int) -> tuple[int, list[Outgoing]]:
    """Pictures first and the sentence after: how many are the report's now, and what is said."""
    if before is None:
        return 0, []
    drafts.cancel(desk.tx, before)
    told = desk.say(desk.t("Kept with the report that followed."), living=f"draft:{before.id}")
    return evidence.passed_on(desk.tx, [before.id], to), told.messages


def note(said: Said, desk: Desk, *, draft: int | None = None, item: int | None = None) -> bool:
    """Write down the file that was sent along; whether it counts as a piece of evidence.

    One that is too large does not, but its album knows by it where its caption led.
    Of an edited message it stands already: only where it was recorded meanwhile, it is evidence
    of what the new words make as well.
    """
    if said.file is None or (said.edited and _stands(said, desk)):
        return False
    new = evidence.NewEvidence(
        person=desk.person.id,
        kind=said.file.kind,
        name=said.file.name,
        file_id=said.file.file_id,
        size=said.file.size,
        caption=said.caption,
        album=said.album,
        message=said.message,
        draft=draft,
        item=item,
    )
    evidence.note(desk.tx, new, desk.now)
    return not evidence.is_too_large(new.size)


def _stands(said: Said, desk: Desk) -> bool:
    """Whether what this message brought waits with a card."""
    known = evidence.of_message(desk.tx, desk.person.id, said.message)
    if known is None or said.file is None or known.file_id != said.file.file_id:
        return False
    return not evidence.is_recorded(known)


def none_dropped(said: Said, desk: Desk, answer: Callable[[], Spoken]) -> Spoken:
    """What came along with words that make no report is kept with their item, or refused aloud."""
    if said.file is None or evidence.is_too_large(said.file.size):
        return answer()
    before = evidence.newest(desk.tx)
    spoken = answer()
    if evidence.noted_since(desk.tx, before, said.file.file_id):
        return spoken
    item = _spoken_of(desk, spoken)
    if item is None:
        text = desk.t("The file was not kept: files are taken with reports on your own items.")
    else:
        note(said, desk, item=item.id)
        text = desk.t("The file is kept as evidence of item {code}.", code=item.code)
    spoken.messages += desk.say(text).messages
    return spoken


def _spoken_of(desk: Desk, spoken: Spoken) -> Item | None:
    """The item of the first answer to him, if he may report on it."""
    about = next((m.about for m in spoken.messages if m.chat == desk.chat and m.about), "")
    item = ledger.spoken_of(desk.tx, about)
    return item if item is not None and may_report_on(desk.person, item) else None

"""Photos and files: evidence of the report they come with, or of the item that was spoken of."""

from collections.abc import Callable

from handlers.context import Context
from handlers.message import Message
from handlers.reporting import cards
from messages.closing import clause_texts
from messages.outgoing import OutgoingMessage, Reply
from rules.policy.conversations import SUBJECT_HOLDS_FOR
from rules.policy.evidence import EvidencePiece, UnfitBecause, UnfitFile
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import item_store
from storage.reporting import drafts, evidence
from storage.reporting.drafts import Draft

MEGABYTE = 1024 * 1024


def refuse_large(message: Message, ctx: Context) -> Reply:
    """Say at once that the messenger would not hand a file over."""
    assert message.file is not None
    return ctx.say(
        ctx.t(
            "The file {name} is larger than {limit} MB and cannot be received. "
            "Please send it in smaller parts.",
            name=message.file.name,
            limit=(message.file.limit or 0) // MEGABYTE,
        )
    )


def refuse_empty(message: Message, ctx: Context) -> Reply:
    """Say at once that there is nothing in a file."""
    name = message.file.name if message.file else ""
    return ctx.say(clause_texts.unfit(ctx.t, UnfitFile(UnfitBecause.EMPTY, name), ""))


def joins_card(message: Message) -> bool:
    """Whether a card is open here to which a bare file goes."""
    return _open_card(message) is not None


def join_card(message: Message, ctx: Context) -> Reply:
    """Add a bare file to the card that is open here."""
    draft = _open_card(message)
    assert draft is not None
    note(message, ctx, draft=draft.id)
    return cards.show(ctx, draft.id)


def _open_card(message: Message) -> Draft | None:
    ctx = message.ctx
    return drafts.latest_open(
        ctx.tx, message.chat.address, ctx.person.id, ctx.now - SUBJECT_HOLDS_FOR
    )


def taken_over(ctx: Context, before: Draft, to: int) -> tuple[int, list[OutgoingMessage]]:
    """Hand the pictures of a card over to the report that followed.

    Return how many are the report's now, and what the old card says.
    """
    drafts.cancel(ctx.tx, before)
    notice = ctx.say(ctx.t("Kept with the report that followed."), live_key=before.ref)
    return evidence.passed_on(ctx.tx, [before.id], to), notice.messages


def note(
    message: Message,
    ctx: Context,
    *,
    draft: int | None = None,
    item: int | None = None,
    clause: int | None = None,
    check_form: int | None = None,
) -> bool:
    """Write down the file that was sent along; return whether it counts as a piece of evidence.

    One that is too large does not; of an album it is written down all the same, because the
    album knows by it where its caption led.
    Of an edited message it stands already: only where it was recorded meanwhile, it is evidence
    of what the new words make as well.
    """
    if message.file is None or (message.edited and _stands(message, ctx)):
        return False
    if message.is_too_large and message.album is None:
        return False
    new = evidence.NewEvidence(
        person=ctx.person.id,
        kind=message.file.kind,
        name=message.file.name,
        messenger=message.chat.address.messenger,
        file_id=message.file.file_id,
        size=message.file.size,
        too_large=message.is_too_large,
        caption=message.caption,
        album=message.album,
        message_id=message.message_id,
        draft=draft,
        item=item,
        clause=clause,
        check_form=check_form,
        made_at=message.file.made_at,
    )
    evidence.note(ctx.tx, new, ctx.now)
    return not new.too_large


def note_beside(message: Message, ctx: Context, piece: EvidencePiece) -> None:
    """Write down a file as evidence of whatever another one is evidence of."""
    note(
        message,
        ctx,
        draft=piece.draft_id,
        item=piece.item_id,
        clause=piece.clause,
        check_form=piece.check_form_id,
    )


def _stands(message: Message, ctx: Context) -> bool:
    """Whether what this message brought waits with a card."""
    known = evidence.of_message(ctx.tx, ctx.person.id, message.message_id)
    if known is None or message.file is None or known.file_id != message.file.file_id:
        return False
    return not evidence.is_recorded(known)


def none_dropped(
    message: Message, ctx: Context, answer: Callable[[Message, Context], Reply]
) -> Reply:
    """Answer, and keep a file that came with words that make no report, or refuse it aloud."""
    if message.file is None or message.is_too_large or message.is_empty_file:
        return answer(message, ctx)
    before = evidence.newest(ctx.tx)
    reply = answer(message, ctx)
    if reply.speaks_of_file or evidence.noted_since(ctx.tx, before, message.file.file_id):
        return reply
    item = _spoken_of(ctx, reply)
    if item is None:
        text = ctx.t("The file was not kept: files are taken with reports on your own items.")
    else:
        note(message, ctx, item=item.id)
        text = ctx.t("The file is kept as evidence of item {code}.", code=item.code)
    reply.messages += ctx.say(text).messages
    return reply


def _spoken_of(ctx: Context, reply: Reply) -> Item | None:
    """Return the item of the first answer to the writer, if they may report on it."""
    about = next((m.about for m in reply.messages if m.chat == ctx.chat and m.about), None)
    item = item_store.spoken_of(ctx.tx, about)
    return item if item is not None and may_report_on(ctx.person, item) else None

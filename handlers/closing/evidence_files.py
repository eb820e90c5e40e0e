"""Evidence asked for again: whoever may see an item may see what was shown for it."""

from dataclasses import replace

from handlers.context import Context
from messages.incoming import ButtonPress
from messages.outgoing import Attachment, OutgoingMessage, Reply
from messages.reporting import evidence_texts
from rules.policy.evidence import AlbumPicture, EvidencePiece
from rules.policy.items import Item
from rules.policy.refs import Ref
from storage.ledger import item_store
from storage.reporting import evidence

AT_ONCE = 5
"""Files sent for one press: a private chat takes about one message a second."""


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`ev:<item>:<from>`."""
    del press
    item, start = item_store.by_id(ctx.tx, int(words[0])), int(words[1])
    pieces = evidence.of_item(ctx.tx, item.id)
    here = pieces[start : start + AT_ONCE]
    if not here:
        return Reply(toast=ctx.t("This button no longer works."))
    reply = Reply([shown(ctx, item, piece) for piece in here])
    more = evidence_texts.rows(ctx.t, item.id, len(pieces), start + AT_ONCE)
    reply.messages[-1] = replace(reply.messages[-1], buttons=more)
    return reply


def moved(ctx: Context, pieces: list[AlbumPicture]) -> list[OutgoingMessage]:
    """Tell what was taken out of the ledger's evidence; a card tells of its own."""
    found: dict[tuple[str, int], list[str]] = {}
    for piece in pieces:
        if evidence.is_recorded(piece) and piece.about is not None:
            found.setdefault((piece.receipt or "", piece.about), []).append(piece.name)
    said = (
        evidence_texts.moved(ctx.t, names, receipt, item_store.by_id(ctx.tx, item).code)
        for (receipt, item), names in found.items()
    )
    return [OutgoingMessage(ctx.chat, words) for words in said]


def shown(ctx: Context, item: Item, piece: EvidencePiece) -> OutgoingMessage:
    """Show one piece of an item's evidence to somebody who may see it."""
    about = Ref.item(item.id)
    if piece.state != "kept" or piece.path is None:
        return OutgoingMessage(ctx.chat, evidence_texts.not_here(ctx.t, piece), about=about)
    attachment = Attachment(piece.name, piece.path, is_photo=piece.kind == "photo")
    return OutgoingMessage(
        ctx.chat, evidence_texts.caption(ctx.t, piece), attachment=attachment, about=about
    )

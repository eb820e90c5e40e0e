"""Pictures: the board, the burn-down, what is overdue, one item. Each shows what its asker may see."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.queries import entities, in_parts, item_card, questions, unanswerable
from handlers.queries.entities import QuerySubject
from messages.formatting import FormattedText
from messages.incoming import ButtonPress
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.queries import picture_texts
from messages.queries.board_chart import board_chart, pages_of
from messages.queries.burn_down_chart import burn_down_chart
from messages.queries.overdue_chart import overdue_chart
from messages.queries.progress_chart import progress_chart
from rules.language.picture_wishes import PictureWish, parse_picture_wish
from rules.policy.items import Item
from rules.policy.pictures import PictureKind, has_progress
from rules.policy.refs import Ref
from storage.ledger import item_store
from storage.queries import picture_data

_USES = {PictureKind.OVERDUE: "overdue", PictureKind.BOARD: "light"}
"""The list whose conditions a picture applies, as `unanswerable` has them."""


def asked(message: Message, ctx: Context) -> Reply:
    """Draw the picture that is named, or that of the one item; else bars, with the totals."""
    wish = parse_picture_wish(message.text)
    meant = _single(ctx, message.text if wish is None else wish.rest)
    if meant is not None:
        return of_item(ctx, meant)
    if wish is None:
        return questions.counted(message, ctx)
    return _of_many(ctx, wish, entities.listed(ctx, wish.rest))


def _of_many(ctx: Context, wish: PictureWish, subject: QuerySubject) -> Reply:
    refusal = unanswerable.refused(ctx, subject, _USES.get(wish.kind, ""))
    return refusal or DRAWN[wish.kind](ctx, subject)


def _single(ctx: Context, words: str) -> Item | None:
    """Return the one item that words name: 1号 is its number before it is a part of titles."""
    subject = entities.of(ctx, words)
    return None if subject.beyond else entities.single(ctx, subject)


def overdue_of(ctx: Context, words: str) -> Reply:
    """Answer `/overdue [WORDS]`; in a group the table of everything follows the list."""
    reply = in_parts.overdue_of(ctx, words)
    if ctx.in_group and not words:
        table = _overdue(ctx, QuerySubject())
        reply.messages += [message for message in table.messages if message.picture]
    return reply


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`pc:<picture>`: another picture of everything that whoever presses may see."""
    del press
    return DRAWN[PictureKind(words[0])](ctx, QuerySubject())


def turned(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`pb:<page>`: further units of the board of everything that whoever presses may see."""
    del press
    return _board(ctx, QuerySubject(), int(words[0]))


def item_pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`pg:<item>`."""
    del press
    item = item_store.by_id(ctx.tx, int(words[0]))
    return of_item(ctx, item)


def of_item(ctx: Context, item: Item) -> Reply:
    """Draw an item's figures and milestones; in a group nothing of a sensitive one."""
    if item_card.is_hidden(ctx, item):
        return ctx.say(item_card.text_of(ctx, item))
    seen = picture_data.item_progress(ctx.tx, ctx.city, item, ctx.today)
    if not has_progress(item, seen.steps):
        return ctx.say(
            ctx.t("There is no figure and no milestone to draw: item {code}", code=item.code),
            about=Ref.item(item.id),
        )
    text = picture_texts.progress(ctx.t, seen)
    return _drawn(ctx, text, progress_chart(ctx.t, seen), about=Ref.item(item.id))


def _drawn(
    ctx: Context,
    text: FormattedText,
    picture: str,
    *buttons: ButtonRow,
    about: Ref | None = None,
) -> Reply:
    return Reply.of(OutgoingMessage.of(ctx.chat, text, buttons, picture=picture, about=about))


def _board(ctx: Context, subject: QuerySubject, page: int = 0) -> Reply:
    scope, item_filter = entities.scope(ctx, subject)
    rows = picture_data.board(ctx.tx, ctx.city, ctx.person, item_filter, ctx.today)
    if not rows:
        return _nothing(ctx, scope)
    heading = picture_texts.title(ctx.t, PictureKind.BOARD, scope)
    text = picture_texts.board(ctx.t, heading, rows)
    page = min(page, pages_of(rows) - 1)
    picture = board_chart(ctx.t, heading, ctx.today.isoformat(), rows, page)
    turning = () if subject.words else picture_texts.board_pages(ctx.t, page, pages_of(rows))
    return _drawn(ctx, text, picture, *turning, *_others(ctx, subject, PictureKind.BOARD))


def _burn_down(ctx: Context, subject: QuerySubject) -> Reply:
    scope, item_filter = entities.scope(ctx, subject)
    if not item_store.count(ctx.tx, ctx.person, item_filter):
        return _nothing(ctx, scope)
    seen = picture_data.burn_down_of(ctx.tx, ctx.city, ctx.person, item_filter, ctx.today)
    if seen is None:
        return ctx.say(ctx.t("There is neither a deadline nor a half-year mark to count down to."))
    heading = picture_texts.title(ctx.t, PictureKind.BURN_DOWN, scope)
    text = picture_texts.burn_down(ctx.t, heading, seen)
    picture = burn_down_chart(ctx.t, heading, seen)
    return _drawn(ctx, text, picture, *_others(ctx, subject, PictureKind.BURN_DOWN))


def _overdue(ctx: Context, subject: QuerySubject) -> Reply:
    """Draw the table of the list of the same name, which is of all that one may see."""
    late = replace(subject.item_filter, overdue_on=ctx.today)
    masking = ctx.city if ctx.in_group else None
    seen = picture_data.overdue_table(ctx.tx, ctx.person, late, ctx.today, masking)
    if not seen.items:
        nothing = ctx.t("Nothing is overdue.")
        return ctx.say(f"{subject.words}｜{nothing}" if subject.words else nothing)
    heading = picture_texts.overdue_heading(ctx.t, subject.words, seen)
    text = picture_texts.overdue(ctx.t, heading, seen)
    picture = overdue_chart(ctx.t, heading, seen)
    return _drawn(ctx, text, picture, *_others(ctx, subject, PictureKind.OVERDUE))


DRAWN: dict[PictureKind, Callable[[Context, QuerySubject], Reply]] = {
    PictureKind.BOARD: _board,
    PictureKind.BURN_DOWN: _burn_down,
    PictureKind.OVERDUE: _overdue,
}
"""Who draws which picture."""


def _others(ctx: Context, subject: QuerySubject, shown: PictureKind) -> tuple[ButtonRow, ...]:
    """Offer the other pictures under one of everything: a button carries no words."""
    return () if subject.words else picture_texts.other_pictures(ctx.t, shown)


def _nothing(ctx: Context, scope: str) -> Reply:
    return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=scope))

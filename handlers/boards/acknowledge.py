"""已阅: a leader marks a board as read, once."""

from handlers.context import Context
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from storage.boards import boards


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`br:<board>`."""
    del press
    board = int(words[0])
    before = boards.read_at(ctx.tx, board)
    if before is not None:
        moment = ctx.t.minute(before.astimezone(ctx.city.zone))
        return Reply(toast=ctx.t("Marked as read on {moment}.", moment=moment))
    boards.read(ctx.tx, board, ctx.person.id, ctx.now)
    return Reply(toast=ctx.t("Marked as read."))

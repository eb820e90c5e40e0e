"""The buttons of a flag: its pictures, the owner's explanation, the office's conclusion."""

from handlers.closing import evidence_files
from handlers.context import Context
from handlers.radar import explain
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.radar import flag_texts
from notices import radar_notices
from rules.policy.flags import Flag, FlagState
from rules.policy.items import Item
from rules.policy.permissions import may_conclude_flag
from rules.policy.refs import Ref
from storage.ledger import item_store
from storage.mail import sent
from storage.people import people
from storage.radar import flags
from storage.reporting import evidence

CONCLUSIONS = {
    "explained": FlagState.EXPLAINED,
    "confirmed": FlagState.CONFIRMED,
    "sure": FlagState.FALSE,
}
"""Buttons that conclude. `false` only asks whether that is so."""


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`rf:<flag>:<act>`."""
    flag = flags.by_id(ctx.tx, int(words[0]))
    assert flag is not None  # the dispatcher has looked
    item = item_store.by_id(ctx.tx, flag.item_id)
    match words[1]:
        case "explain":
            return explain.ask(ctx, flag)
        case "show":
            return _shown(ctx, flag, item)
        case "this" | "other":
            return _picture(ctx, flag, other=words[1] == "other")
    return _concluding(press, ctx, flag, item, words[1])


def _shown(ctx: Context, flag: Flag, item: Item, *, edits: int | None = None) -> Reply:
    case = radar_notices.case_of(ctx.tx, flag)
    text = flag_texts.case_text(ctx.t, case, ctx.city.zone)
    concludes = may_conclude_flag(ctx.person, item)
    buttons = flag_texts.case_buttons(ctx.t, flag, concludes=concludes)
    return ctx.say(text, *buttons, about=Ref.item(item.id), edits=edits)


def _picture(ctx: Context, flag: Flag, *, other: bool) -> Reply:
    """Show a picture of either side: whoever may see the flag may see both its sides."""
    piece, about = flag.evidence_id, flag.item_id
    if other:
        piece, about = flag.other_evidence_id, flag.other_item_id or flag.item_id
    found = None if piece is None else evidence.by_id(ctx.tx, piece)
    if found is None:
        return Reply(toast=ctx.t("This button no longer works."))
    return Reply.of(evidence_files.shown(ctx, item_store.by_id(ctx.tx, about), found))


def _concluding(press: ButtonPress, ctx: Context, flag: Flag, item: Item, act: str) -> Reply:
    refused = _refusal(ctx, flag)
    if refused:
        return Reply(toast=refused)
    if act == "false":
        text = flag_texts.sure(ctx.t, flag, item.code)
        return ctx.say(text, *flag_texts.sure_buttons(ctx.t, flag), about=Ref.item(item.id))
    if act == "keep":
        return ctx.say(ctx.t("Nothing was concluded."), edits=press.message_id)
    if not flags.conclude(ctx.tx, flag, CONCLUSIONS[act], ctx.person.id, ctx.now):
        return Reply(toast=_refusal(ctx, flags.by_id(ctx.tx, flag.id) or flag))
    return _concluded(press, ctx, flag, item)


def _refusal(ctx: Context, flag: Flag) -> str:
    if flag.is_settled:
        by = people.name_of(ctx.tx, flag.decided_by)
        return flag_texts.concluded_before(ctx.t, flag, by)
    return ""


def _concluded(press: ButtonPress, ctx: Context, flag: Flag, item: Item) -> Reply:
    """Show the conclusion where it was pressed and to every reader; the owner is asked no more."""
    case = radar_notices.case_by_id(ctx.tx, flag.id)
    reply = _shown(ctx, case.flag, item, edits=press.message_id)
    reply.toast = ctx.t("Concluded.")
    here = (ctx.chat, sent.by_live_key(ctx.tx, ctx.chat, press.message_id))
    told = radar_notices.concluded(ctx.tx, ctx.city, case, ctx.today)
    reply.messages += [letter for letter in told if (letter.chat, letter.live_key) != here]
    return reply

"""Second thoughts about a later deadline that was asked for and is not yet decided."""

from datetime import datetime

from handlers.context import Context
from handlers.extensions import decide
from messages.extensions import extension_texts
from messages.incoming import ButtonPress
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.texts import Texts
from notices import prompt_notices, recipients
from rules.policy.extensions import Extension
from rules.policy.refs import Ref, RefKind
from storage.follow_up import extensions, prompts
from storage.ledger import item_store
from storage.people import people


def offered(ctx: Context, since: datetime) -> Reply | None:
    """Offer to withdraw what was asked in words: it has been passed on to the office already."""
    request = extensions.latest_of(ctx.tx, ctx.person.id, since)
    return None if request is None else _offer(ctx, request)


def wished(ctx: Context) -> Reply:
    """Offer to withdraw one's own request, or one for an item one answers for (撤回延期申请)."""
    request = extensions.waiting_of(ctx.tx, ctx.person)
    if request is None:
        return ctx.say(ctx.t("No request for a later deadline is waiting for its decision."))
    return _offer(ctx, request)


def _offer(ctx: Context, request: Extension) -> Reply:
    text = extension_texts.to_withdraw(ctx.t, request)
    about = Ref.item(request.item_id)
    return ctx.say(text, extension_texts.withdraw_button(ctx.t, request.id), about=about)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`xw:<request>`."""
    request = extensions.by_id(ctx.tx, int(words[0]))
    if request is None:
        return Reply(toast=ctx.t("This button no longer works."))
    item = item_store.held(ctx.tx, request.item_id)
    if not extensions.withdraw(ctx.tx, request, ctx.person.id, ctx.now):
        decided = extensions.by_id(ctx.tx, request.id)
        assert decided is not None
        return Reply(toast=decide.already(ctx, decided))
    prompts.ask_again(ctx.tx, item.id, ctx.now)
    text = extension_texts.withdrawn(ctx.t, request, by=ctx.person.name)
    reply = ctx.say(text, edits=press.message_id, about=Ref.item(item.id))
    reply.messages += _notices(ctx, request)
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, item.id, ctx.today)
    return reply


def _notices(ctx: Context, request: Extension) -> list[OutgoingMessage]:
    """Show it on every clerk's copy; tell whoever asked if another withdrew it."""
    language, by = ctx.city.language, ctx.person.name

    def say(t: Texts) -> str:
        return extension_texts.withdrawn(t, request, by=by)

    clerks = recipients.office(ctx.tx)
    asked = [people.by_id(ctx.tx, request.person_id)]
    messages = letters(asked, language, say, about=Ref.item(request.item_id))
    return [
        *letters(clerks, language, say, live_key=Ref(RefKind.EXTENSION, request.id)),
        *(letter for letter in messages if letter.chat != ctx.chat),
    ]

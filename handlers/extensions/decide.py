"""The office's word on a request for a later deadline."""

from handlers.context import Context
from handlers.message import Message
from handlers.pending import refusal_reasons
from messages.closing import closing_texts
from messages.extensions import extension_texts
from messages.incoming import ButtonPress
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.texts import Texts
from notices import prompt_notices, recipients
from rules.policy.extensions import Extension
from rules.policy.items import is_open
from rules.policy.permissions import may_decide_extension
from rules.policy.refs import Ref, RefKind
from storage.follow_up import extensions, prompts
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`x:<request>:ok` or `x:<request>:no`."""
    del press
    request = _held(ctx, int(words[0]))
    refusal = _may_not_decide(ctx, request)
    if request is None or refusal:
        return Reply(toast=refusal)
    if words[1] == "ok":
        refusal_reasons.no_longer_wanted(ctx, _reason_wanted(request))
        return _settled(ctx, request, "", granted=True)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, _reason_wanted(request), ctx.now)
    return ctx.say(
        ctx.t("Please write why the extension of item {code} is refused.", code=request.code)
    )


def _reason_wanted(request: Extension) -> OpenQuestion:
    return OpenQuestion(QuestionKind.EXTENSION_REFUSED, Ref(RefKind.EXTENSION, request.id))


def refused(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take the reason of a refusal."""
    request = _held(ctx, asked.about.id)
    refusal = _may_not_decide(ctx, request)
    if request is None or refusal:
        return ctx.say(refusal)
    lacking = refusal_reasons.lacking(message, ctx, asked, _undecided(ctx, request))
    return lacking or _settled(ctx, request, message.text.strip(), granted=False)


def _undecided(ctx: Context, request: Extension) -> Reply:
    """Ask for the reason once more, with the request's buttons at hand."""
    text = ctx.t(
        "The extension of item {code} is not decided yet. To grant it, press “Grant”; "
        "to refuse it, write the reason.",
        code=request.code,
    )
    buttons = extension_texts.decision_buttons(ctx.t, request.id)
    return ctx.say(text, *buttons, about=Ref.item(request.item_id))


def _held(ctx: Context, number: int) -> Extension | None:
    """Return the request as it stands once nobody else can decide on its item."""
    request = extensions.by_id(ctx.tx, number)
    if request is None:
        return None
    item_store.hold(ctx.tx, request.item_id)
    return extensions.by_id(ctx.tx, number)


def _may_not_decide(ctx: Context, request: Extension | None) -> str:
    if request is None:
        return ctx.t("This button no longer works.")
    item = item_store.by_id(ctx.tx, request.item_id)
    if not may_decide_extension(ctx.person, item):
        return ctx.t("Only the office decides on extensions, and never on its own items.")
    if request.state != "asked":
        return already(ctx, request)
    return "" if is_open(item) else closing_texts.closed(ctx.t, item)


def already(ctx: Context, request: Extension) -> str:
    """Return who was faster, the office or whoever asked."""
    by = people.name_of(ctx.tx, request.decided_by)
    if request.state == "withdrawn":
        return ctx.t("This request was withdrawn by {name}.", name=by)
    return ctx.t("This request was already decided by {name}.", name=by)


def _settled(ctx: Context, request: Extension, words: str, *, granted: bool) -> Reply:
    decide = extensions.grant if granted else extensions.refuse
    if not decide(ctx.tx, request, ctx.person.id, words, ctx.now):
        return Reply(toast=ctx.t("This request was already decided."))
    if granted:
        prompts.drop_settled(ctx.tx, ctx.today)
    else:
        prompts.ask_again(ctx.tx, request.item_id, ctx.now)
    decided = extensions.by_id(ctx.tx, request.id)
    assert decided is not None
    reply = Reply(_notices(ctx, decided), toast=ctx.t("Decided."))
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, request.item_id, ctx.today)
    return reply


def _notices(ctx: Context, request: Extension) -> list[OutgoingMessage]:
    """Show the decision on every clerk's copy; tell whoever asked and the owner."""
    item = item_store.by_id(ctx.tx, request.item_id)
    language, by = ctx.city.language, ctx.person.name

    def say(t: Texts) -> str:
        return extension_texts.decided(t, request, by=by)

    asked = [people.by_id(ctx.tx, request.person_id), *recipients.owner(ctx.tx, item, ctx.today)]
    clerks = recipients.office(ctx.tx)
    return [
        *letters(clerks, language, say, live_key=Ref(RefKind.EXTENSION, request.id)),
        *letters(asked, language, say, about=Ref.item(item.id)),
    ]

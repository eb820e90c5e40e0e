"""The answer whether an item is still kept up: recorded, and a relapse told to the office."""

from handlers.context import Context
from handlers.message import Message
from handlers.reporting import eligibility
from messages.closing import kept_up_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.policy.closing import KeptUpAnswer
from rules.policy.items import Item, State
from rules.policy.permissions import is_responsible_for
from rules.policy.refs import Ref, RefKind
from rules.policy.statements import says_something
from storage.closing import kept_up
from storage.closing.kept_up import KeptUpCheck
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`仍在保持` or `有反弹`."""
    check = kept_up.by_id(ctx.tx, int(words[0]))
    item = item_store.by_id(ctx.tx, check.item_id) if check is not None else None
    if check is None or item is None or not _may_answer(ctx, check, item):
        return Reply(toast=ctx.t("This button no longer works."))
    if words[1] == "no":
        question = OpenQuestion(QuestionKind.WHAT_RELAPSED, Ref(RefKind.KEPT_UP, check.id))
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
        return ctx.say(kept_up_texts.what_relapsed(ctx.t, item), about=Ref.item(item.id))
    kept_up.answer(ctx.tx, check, KeptUpAnswer.KEPT, "", ctx.person.id, ctx.now)
    return ctx.say(kept_up_texts.kept(ctx.t, item), edits=press.message_id, about=Ref.item(item.id))


def _may_answer(ctx: Context, check: KeptUpCheck, item: Item) -> bool:
    open_ = check.answered_at is None and item.state is State.KEPT_UP
    return open_ and is_responsible_for(ctx.person, item)


def relapse_described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Record what has relapsed and pass it on: the office may re-open the item."""
    check = kept_up.by_id(ctx.tx, asked.about.id)
    item = item_store.by_id(ctx.tx, check.item_id) if check is not None else None
    if check is None or item is None or not _may_answer(ctx, check, item):
        return ctx.say(ctx.t("This card has already been dealt with."))
    if not says_something(message.text):
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(kept_up_texts.what_relapsed(ctx.t, item), about=Ref.item(item.id))
    said = KeptUpAnswer.RELAPSED
    kept_up.answer(ctx.tx, check, said, message.text, ctx.person.id, ctx.now)
    passed_on = eligibility.refusal_of_trouble(ctx, item, message.text)
    assert passed_on is not None  # the item is closed
    return passed_on

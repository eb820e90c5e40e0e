"""Second thoughts: new words for an open card, and figures that were written wrongly."""

import re
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.reporting import cards, edit, files, report
from messages.outgoing import Reply
from rules.language.reading.values import Reading
from rules.policy.items import own_code
from rules.policy.permissions import may_report_on
from storage.ledger import item_store, search_index
from storage.reporting import drafts, open_questions
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import OpenQuestion


def new_words(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Put the next message after `修改` in the place of the card's words."""
    draft = drafts.by_id(ctx.tx, asked.about.id)
    if draft is None or draft.state != "open" or message.is_too_long:
        return report.reported(message, ctx)
    files.note(message, ctx, draft=draft.id)
    if not message.text:
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return cards.show(ctx, draft.id)
    return edit.reworded(message, ctx, draft)


def corrected(message: Message, ctx: Context) -> Reply:
    """Correct what is replied to, else what is named, else the last card: 刚才写错了，应该是21栋."""
    found, reply = message.readings, Reply()
    for one in found:
        part = message.with_text(one.text) if len(found) > 1 else message
        reply.messages += _corrected(part, ctx, one).messages
    return reply


def _corrected(message: Message, ctx: Context, reading: Reading) -> Reply:
    replied, named = message.item_replied_to, message.item_named
    item = replied or named
    draft = drafts.latest(ctx.tx, ctx.chat, ctx.person.id, item.id if item else None)
    if draft is not None and _ONLY_WRONG.fullmatch(message.text):
        return _as_it_should_read(ctx, draft)
    unclear = replied and named and replied.id != named.id
    if unclear or (draft and item is None and _of_another(message, ctx, draft)):
        return report.begin_all(message, ctx, (replace(reading, sure=False),))
    if draft is not None and draft.item_id is not None:
        follow = edit.reworded if draft.state == "open" else edit.corrected
        return follow(message, ctx, draft)
    if item is None or not may_report_on(ctx.person, item):
        return report.begin_all(message, ctx, (reading,))
    return report.on_item(message, ctx, item, message.read_about(item))


_ONLY_WRONG = re.compile(
    r"(?:刚才|刚|上一?条|前一?条|上面|那条|这条|数字|数据|内容|任务|不好意思|抱歉|[我的了是,，。!！ ]"
    r"|[报填写说打发弄搞记]|错|有误|不对|不准|更正|纠正|一下|sorry|that|it|was|is|the|my|last|report|wrong)++",
    re.IGNORECASE,
)


def _as_it_should_read(ctx: Context, draft: Draft) -> Reply:
    """Ask for the right words: 报错了 says that something is wrong, and not what is right."""
    return ctx.say(
        ctx.t("Please send it as it should read, for example: correction, 21 done."),
        about=draft.about,
    )


def _of_another(message: Message, ctx: Context, draft: Draft) -> bool:
    """Whether the words seem to name another item than the last card's."""
    if draft.item_id is None:
        return False
    code = own_code(item_store.by_id(ctx.tx, draft.item_id).code)
    return search_index.index_for(ctx.tx, ctx.person).names_another(message.text, code)

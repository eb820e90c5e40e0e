"""Replies to messages of the bot that ask for an answer or a decision."""

import re

from handlers.closing import queue
from handlers.context import Context
from handlers.follow_up import answer_request, raise_request
from handlers.message import Message
from handlers.reporting import report
from messages.outgoing import Reply
from rules.language.reading.values import Reading
from rules.policy.permissions import may_report_on
from rules.policy.refs import Ref, RefKind
from rules.policy.requests import RequestKind, TrackedRequest
from storage.follow_up import requests
from storage.ledger import item_store
from storage.mail import sent

_DECIDES = re.compile(
    r"^\W*(?:我|拟|原则|准予)*(?:不?同意|不?批准|不准|准了|不?通过|驳回|退回|打回|不行|可以|行)"
    r"|^\W*(?:i |we )?(?:dis)?(?:agree|approve|reject|refuse|pass|send it back)",
    re.IGNORECASE,
)

REQUESTS = frozenset({RefKind.BLOCKER, RefKind.INSTRUCTION})


def is_answer(message: Message) -> bool:
    """Whether it replies to an instruction or a blocker that its writer may answer."""
    if not message.text or message.intent in raise_request.ASKS:
        return False
    request = _request(message)
    return request is not None and not answer_request.refusal(message.ctx, request)


def _request(message: Message) -> TrackedRequest | None:
    """Return the request that the letter replied to put; None when it put none."""
    ctx = message.ctx
    letter = sent.by_live_key(ctx.tx, ctx.chat, message.reply_to)
    if not isinstance(letter, Ref) or letter.kind not in REQUESTS:
        return None
    return requests.by_id(ctx.tx, RequestKind(letter.kind), letter.id)


def answer(message: Message, ctx: Context) -> Reply:
    """Bring the answer back; where it tells of progress, begin a card as well."""
    request = _request(message)
    assert request is not None
    reply = answer_request.answered(message, ctx, answer_request.question_of(request))
    item = item_store.by_id(ctx.tx, request.item_id)
    if _tells_of_progress(message.readings[0]) and may_report_on(ctx.person, item):
        reply.messages += report.begin_all(message, ctx, message.readings).messages
    return reply


def _tells_of_progress(reading: Reading) -> bool:
    """Whether an answer has a figure, or says that all is done, and may be recorded as well."""
    return bool(reading.figures) or reading.intent == "done"


def would_decide(message: Message) -> bool:
    """Whether words would decide what waits for their writer: words decide nothing."""
    item = message.item_replied_to
    if item is None or not _DECIDES.match(message.text):
        return False
    return bool(queue.of_item(message.ctx, item).messages)


def show_buttons(message: Message, ctx: Context) -> Reply:
    """Show what waits for the writer again, with its buttons."""
    assert message.item_replied_to is not None
    waiting = queue.of_item(ctx, message.item_replied_to)
    reply = ctx.say(ctx.t("Nothing has been decided yet: please decide with the buttons below."))
    return Reply(reply.messages + waiting.messages)

"""A reply to a letter of ours: words that answer it, or words that would decide and cannot."""

import re

from handlers.closing import review
from handlers.context import Context
from handlers.follow_up import answer_request, raise_request
from handlers.reporting import report
from messages.incoming import IncomingMessage
from messages.outgoing import Reply
from rules.language.reading.values import Reading
from rules.policy.permissions import may_report_on
from rules.policy.requests import RequestKind
from storage.follow_up import requests
from storage.ledger import item_store
from storage.mail import sent

_DECIDES = re.compile(
    r"^\W*(?:我|拟|原则|准予)*(?:不?同意|不?批准|不准|准了|不?通过|驳回|退回|打回|不行|可以|行)"
    r"|^\W*(?:i |we )?(?:dis)?(?:agree|approve|reject|refuse|pass|send it back)",
    re.IGNORECASE,
)


def to_a_letter(message: IncomingMessage, ctx: Context, found: tuple[Reading, ...]) -> Reply | None:
    """None when it is not a reply to such a letter, or says something else."""
    if not message.text or message.reply_to is None:
        return None
    kind, _, number = sent.by_live_key(ctx.tx, ctx.chat, message.reply_to).partition(":")
    answer = _answer(message, ctx, found, kind, int(number)) if number.isdecimal() else None
    return answer or _undecided(message, ctx)


def _answer(
    message: IncomingMessage, ctx: Context, found: tuple[Reading, ...], kind: str, number: int
) -> Reply | None:
    if kind not in tuple(RequestKind) or found[0].intent in raise_request.ASKS:
        return None
    request = requests.by_id(ctx.tx, RequestKind(kind), number)
    if request is None or answer_request.refusal(ctx, request):
        return None
    reply = answer_request.answered(message, ctx, answer_request.question_of(request))
    item = item_store.by_id(ctx.tx, request.item_id)
    if _tells_of_progress(found[0]) and may_report_on(ctx.person, item):
        reply.messages += report.begin_all(message, ctx, found).messages
    return reply


def _tells_of_progress(reading: Reading) -> bool:
    """An answer with a figure, or that all is done, may be recorded as well."""
    return bool(reading.figures) or reading.intent == "done"


def _undecided(message: IncomingMessage, ctx: Context) -> Reply | None:
    """Words decide nothing: what waits for him is shown again, with its buttons."""
    item = item_store.spoken_of(ctx.tx, sent.about(ctx.tx, ctx.chat, message.reply_to))
    if item is None or not _DECIDES.match(message.text):
        return None
    waiting = review.of_item(ctx, item)
    if not waiting.messages:
        return None
    told = ctx.say(ctx.t("Nothing has been decided yet: please decide with the buttons below."))
    return Reply(told.messages + waiting.messages)

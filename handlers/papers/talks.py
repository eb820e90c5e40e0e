"""When and where a talk is held, as its clerk writes it: 12月3日15:00 市整改办会议室."""

from handlers.context import Context
from handlers.message import Message
from messages.papers.letter_facts import TalkAt
from rules.language.times import find_time


def named(message: Message, ctx: Context, words: str) -> TalkAt:
    """Return the day and the hour that words begin with, and the place behind them."""
    parts = words.split()
    ends = next((n for n, part in enumerate(parts) if not _tells_time(message, part)), len(parts))
    moment, place = " ".join(parts[:ends]), " ".join(parts[ends:])
    at, days = find_time(moment), message.with_text(moment).readings[0].dates
    when = ctx.city.moment(days[0].value, at) if days and at is not None else None
    return TalkAt(when, place)


def _tells_time(message: Message, part: str) -> bool:
    return find_time(part) is not None or bool(message.with_text(part).readings[0].dates)

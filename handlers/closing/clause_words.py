"""What one message adds to a clause: whether it is taken, and what the clause says with it."""

from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from messages.closing import clause_texts
from notices import closing_summary
from rules.policy.clauses import ClauseStanding, Lack, needed_words, words_missing
from rules.policy.evidence import is_photo
from storage.closing import closings
from storage.closing.closings import Closing


def standing(ctx: Context, closing: Closing, position: int) -> ClauseStanding:
    """Return how a clause stands now."""
    return closing_summary.standings(ctx.tx, ctx.city, closing)[position]


def asks_for_document(message: Message, ctx: Context, closing: Closing, position: int) -> bool:
    """Whether a file is a document and the clause lacks one."""
    file = message.file
    lacks = standing(ctx, closing, position).lacks
    return file is not None and Lack.DOCUMENT in lacks and not is_photo(file.kind, file.name)


def refusal(message: Message, ctx: Context, closing: Closing, position: int, *, again: bool) -> str:
    """Return why a message is not taken for a clause; empty when it is.

    Words alone are refused where they meet none of the needs that words are still missing for.
    """
    if message.file is not None:
        return ""
    before = standing(ctx, closing, position)
    words = joined(ctx, closing, position, message, again)
    after = closing_summary.with_words(ctx.tx, ctx.city, closing, position, words)
    missing = needed_words(before.rule) if again else words_missing(before.lacks)
    if not missing or words_missing(after.lacks) < missing:
        return ""
    in_words = tuple(lack for lack in after.lacks if words_missing([lack]))
    return clause_texts.refused_words(ctx.t, replace(after, lacks=in_words))


def joined(ctx: Context, closing: Closing, position: int, message: Message, again: bool) -> str:
    """Return a clause's words with those of a message; with `again` these take their place."""
    rows = closings.answers(ctx.tx, closing.id)
    row = next((row for row in rows if row.number == position), None)
    before = row.words if row is not None else ""
    own = "" if clause_texts.names_files_only(before) else before
    if message.text:
        return message.text if again or not own else f"{own}\n{message.text}"
    name = message.file.name if message.file else ""
    if again or not before:
        return own or ctx.t("see the file {name}", name=name)
    return own or f"{before}{ctx.t.comma()}{name}"

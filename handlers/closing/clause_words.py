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
from storage.reporting.open_questions import ClauseAsked


def asks_for_document(message: Message, standing: ClauseStanding) -> bool:
    """Whether a file is a document and the clause lacks one."""
    file, lacks = message.file, standing.lacks
    return file is not None and Lack.DOCUMENT in lacks and not is_photo(file.kind, file.name)


def refusal(
    message: Message, ctx: Context, closing: Closing, asked: ClauseAsked, before: ClauseStanding
) -> str:
    """Return why a message is not taken for a clause; empty when it is.

    Words alone are refused where they meet none of the needs that words are still missing for.
    """
    if message.file is not None:
        return ""
    words = joined(message, ctx, closing, asked)
    after = closing_summary.with_words(ctx.tx, ctx.city, closing, asked.position, words)
    missing = needed_words(before.rule) if asked.again else words_missing(before.lacks)
    if not missing or words_missing(after.lacks) < missing:
        return ""
    in_words = tuple(lack for lack in after.lacks if words_missing([lack]))
    return clause_texts.refused_words(ctx.t, replace(after, lacks=in_words))


def joined(message: Message, ctx: Context, closing: Closing, asked: ClauseAsked) -> str:
    """Return a clause's words with those of a message, or these alone where they replace it."""
    rows = closings.answers(ctx.tx, closing.id)
    row = next((row for row in rows if row.number == asked.position), None)
    before = row.words if row is not None else ""
    own = "" if clause_texts.names_files_only(before) else before
    if message.text:
        return message.text if asked.again or not own else f"{own}\n{message.text}"
    name = message.file.name if message.file else ""
    if asked.again or not before:
        return own or ctx.t("see the file {name}", name=name)
    return own or f"{before}{ctx.t.comma()}{name}"

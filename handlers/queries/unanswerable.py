"""Questions that no answer fits: the word that the ledger has nothing on is said, and no number."""

import re

from handlers.context import Context
from handlers.queries import entities, suggesting
from handlers.queries.entities import QuerySubject
from messages.outgoing import ButtonRow, Reply
from messages.queries import unanswered_texts
from rules.language.asked_days import without_period
from rules.language.dimensions import without_guarantee
from rules.language.naming import LONGEST
from rules.language.narrowing import unapplied_filter
from rules.language.questions import named_terms
from storage.queries import unanswered

NAMES, BETWEEN = 3, 6
"""How many words that name nothing are quoted, and characters between two quoted as one."""

_USES = {
    "my": frozenset({"duty"}),
    "told": frozenset({"duty", "limit"}),
    "overdue": frozenset({"limit"}),
    "late": frozenset({"limit"}),
    "due": frozenset({"limit"}),
    "light": frozenset({"light"}),
    "unstarted": frozenset({"unstarted"}),
    "at_door": frozenset({"door"}),
    "blocked": frozenset({"trouble"}),
}
"""What each kind of list makes use of; totals and the other lists of none of it."""


def refused(ctx: Context, subject: QuerySubject, kind: str = "", command: str = "") -> Reply | None:
    """Refuse a list of this kind, else totals; None where the answer is of just what was asked.

    `command`: what the words stand behind, where they are a name and nothing else.
    """
    if subject.beyond:
        return suggesting.say(
            ctx, _beyond(ctx, subject.beyond), subject.text, missing=subject.beyond
        )
    if subject.left or subject.unknown:
        whole = without_guarantee(subject.text).strip() if command and subject.left else ""
        missing = whole or _missing(ctx, subject)
        return not_known(ctx, subject, missing, command)
    rest = without_period(subject.rest) if kind == "late" else subject.rest
    found = unapplied_filter(rest, _USES.get(kind, frozenset()) | _of(subject))
    if found is None:
        return None
    said = _beyond(ctx, found.words) if found.kept else _not_kept(ctx, found.words)
    return suggesting.say(ctx, said, subject.text, missing=found.words)


def nowhere(ctx: Context, subject: QuerySubject) -> Reply | None:
    """Refuse to show one item for what no item has; None where some may be meant."""
    name = entities.named_nowhere(ctx, subject)
    if not name:
        return None
    return not_known(ctx, subject, _missing(ctx, subject) if name in subject.left else name)


def not_known(ctx: Context, subject: QuerySubject, missing: str, command: str = "") -> Reply:
    """Say what names nothing, with what it may mean as buttons, and keep the question."""
    if ctx.in_group:
        return nothing(ctx, missing)
    asked = f"{command} {subject.text}".strip()
    likely = entities.similar(ctx, missing) if missing in subject.text else []
    if not likely:
        said = _nothing_on(ctx, missing)
        return suggesting.say(ctx, said, subject.text, words=asked, missing=missing)
    question = unanswered.keep(ctx.tx, ctx.person.id, asked, missing, likely, ctx.now)
    return nothing(ctx, missing, *unanswered_texts.choices(ctx.t, question, likely))


def _of(subject: QuerySubject) -> frozenset[str]:
    """Return 牵头 and 包保 as used where the words name whose they are."""
    duty = {"duty"} if subject.words else set()
    item_filter = subject.item_filter.within or subject.item_filter
    guarantor = {"guarantor"} if item_filter.guarantors is not None else set()
    return frozenset(duty | guarantor)


def _missing(ctx: Context, subject: QuerySubject) -> str:
    """Return what names nothing as it was written: capitals, and what stands between."""
    if not subject.left:
        return subject.unknown
    as_written = named_terms(subject.rest)
    names = [as_written.get(part, part) for part in subject.left[:NAMES]]
    between = rf".{{0,{BETWEEN}}}?".join(map(re.escape, names))
    written = re.search(between, subject.text, re.IGNORECASE)
    return written.group() if written else ctx.t.comma().join(names)


def nothing(ctx: Context, words: str, *choices: ButtonRow) -> Reply:
    """Say that the ledger has nothing on words."""
    return ctx.say(_nothing_on(ctx, words), *choices)


def _nothing_on(ctx: Context, words: str) -> str:
    quoted = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return ctx.t("The ledger has no data on “{words}”.", words=quoted)


def _beyond(ctx: Context, words: str) -> str:
    """Say that words cannot narrow a list: no figure of something else stands in for them."""
    return ctx.t(
        "“{words}” cannot be used to narrow a list. "
        "Please name a unit, a category or a responsible official.",
        words=words,
    )


def _not_kept(ctx: Context, words: str) -> str:
    return ctx.t(
        "The ledger keeps no totals by “{words}”. "
        "Please name a unit, a category or a responsible official.",
        words=words,
    )

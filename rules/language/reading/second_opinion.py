"""Weigh the intent that the tables read against the classifier's: where it is believed, where to ask.

The pairs are those in which the classifier, trained on the other parts of the corpus, was right far
oftener than it was wrong; the tables are believed in all others (docs/reading.md).
"""

from rules.language.reading.classifier import classify_intent
from rules.language.reading.normalization import is_english
from rules.language.reading.values import Intent

ENOUGH = 0.5
"""Least lead of the classifier's intent over its next one."""
LONGEST = 120
"""Characters of a message on which the classifier is heard: it learnt from short ones."""
CLEAR = 1.0
"""Lead at which nobody need be asked."""
_QUESTIONS: frozenset[Intent] = frozenset(
    {"query_mine", "query_item", "query_unit", "query_overdue", "chart"}
)
_REPORTS: frozenset[Intent] = frozenset({"progress", "done", "problem"})
BELIEVED: dict[Intent, frozenset[Intent]] = {
    "progress": frozenset({"query_item", "query_unit", "problem", "other"}),
    "other": _QUESTIONS | {"problem", "progress"},
    "query_item": _QUESTIONS | {"progress", "other"},
    "query_unit": frozenset({"query_mine", "query_overdue"}),
    "query_overdue": frozenset({"query_mine", "progress"}),
    "chart": frozenset({"problem", "progress"}),
}
"""By what the tables read of a message without figures, what the classifier may make of it."""
BELIEVED_IF_CLEAR: dict[Intent, frozenset[Intent]] = {
    "query_unit": BELIEVED["query_unit"] | {"query_item"},
}


WHO = "谁"
"""Who asks for it does not report: a question is believed without a doubt."""


def weighed(normalized: str, tables: Intent, *, figures: bool) -> tuple[Intent, Intent | None]:
    """Return the intent, and the one that may be meant instead if one asks and the other reports."""
    unheard = figures or len(normalized) > LONGEST or is_english(normalized)
    found = None if unheard else classify_intent(normalized)
    if found is None or found.intent == tables or found.margin < ENOUGH:
        return tables, None
    pairs = BELIEVED | BELIEVED_IF_CLEAR if found.margin >= CLEAR else BELIEVED
    believed = found.intent in pairs.get(tables, ())
    intent, other = (found.intent, tables) if believed else (tables, found.intent)
    asks = bool({intent, other} & _QUESTIONS and {intent, other} & _REPORTS)
    clear = found.margin >= CLEAR or (WHO in normalized and intent in _QUESTIONS)
    return intent, other if asks and not (believed and clear) else None

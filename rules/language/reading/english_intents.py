"""Decide the intent of an English message: the first row that matches."""

import re

from rules.language.reading.instructing import instructs_in_english
from rules.language.reading.intents import IntentRow
from rules.language.reading.normalization import FIGURE
from rules.language.reading.reporting import TAKES_BACK
from rules.language.reading.table import row
from rules.language.reading.values import DateRead, Intent
from rules.policy.figures import Figure


def _row(intent: Intent, pattern: str, example: str, reads: str) -> IntentRow:
    return IntentRow(intent, row(f"(?i){pattern}", example, reads))


FIRST: tuple[IntentRow, ...] = (
    _row(
        "cancel",
        (
            r"^(?:please )?(?:(?:delete|remove|ignore|disregard|retract|scrap|drop) "
            r"(?:my|the|that|this) (?:last |previous )?"
            r"(?:message|report|entry|one)|(?:delete|remove|ignore|disregard|drop) (?:that|this|it)"
            r"(?=$|[ ,.!]+(?:please|sorry|thanks|it was)|[.!])|cancel|never ?mind|forget it|discard|undo|withdraw)"
            r"\b(?! the (?:contract|permit))"
        ),
        "cancel",
        "cancel",
    ),
    _row(
        "cancel",
        r"^scratch (?:that|this|it|my|the last)\b|\bwrong (?:chat|group|person|window|channel)\b|"
        r"\b(?:do not|don'?t) (?:record|log|save|count|submit|file|enter) (?:it|that|this|my)\b",
        "oops, wrong chat",
        "wrong chat",
    ),
    _row(
        "ack",
        (
            r"^(?:(?:ok(?:ay)?|got it|received|noted|understood|roger|copy(?: that)?|"
            r"will do|thanks?(?: you)?|sure|yes|fine|alright|all right|"
            r"acknowledged|right away|on it|sir|great|much|very|a lot|so much|"
            r"(?:we|i)(?: will|'ll) (?:report|do|handle|follow up|check)(?:(?!(?:we|i)')[a-z ])*+|many|i'?ll get on it|"
            r"we'?ll get on it)[ ,.!]*+)+$"
        ),
        "Got it, thanks",
        "Got it, thanks",
    ),
    _row(
        "other",
        (
            r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|night)|how are you|bye|"
            r"test|what can you do|who are you|.{0,20}have a (?:nice|good|great) \w+|nice weather|"
            r".{0,30}\bmeeting\b|happy \w+( \w+)?)\b[ !.,?\w]{0,20}$"
        ),
        "Hello",
        "Hello",
    ),
    _row(
        "chart",
        r"\b(?:chart|graph|picture of (?:the )?progress|plot|diagram|burn-?down)\b",
        "send me a chart",
        "chart",
    ),
    _row(
        "correction",
        (
            r"\b(?:correction|wrong|mistake|mistyped|typo|misreported|i meant|should (?:be|"
            r"have been|read)|not \ue003+[a-z ]*,? ?(?:but|it'?s))"
        ),
        "I made a mistake",
        "mistake",
    ),
    _row(
        "correction",
        r"\bnot \d+\b[a-z ]*,? ?(?:but|it'?s)|\b(?:it'?s|it is|make it|that's) [\d.]+k?[a-z ]{0,12},? not \d",
        "not 23 but 21",
        "not 23 but",
    ),
)
ASKED: tuple[IntentRow, ...] = (
    _row(
        "query_mine",
        (
            r"\b(?:my (?:items?|tasks?|list|work|assignments?|open)|what (?:do i|am i|"
            r"should i)|(?:which|what) (?:items?|tasks?) (?:are mine|do i|am i)|"
            r"assigned to me)\b"
        ),
        "my tasks",
        "my tasks",
    ),
    _row(
        "query_overdue",
        (
            r"^(?:(?:show|list|what|which|any|who|how many|is|are|what's|whats|the|all|"
            r"items?|tasks?|me|there|in|of|that|[a-z]+ county)"
            r"[ :]*){0,8}[a-z ]{0,24}\b(?:overdue|past due|late)\b[a-z ]{0,30}\??$"
        ),
        "what is overdue?",
        "what is overdue?",
    ),
    _row(
        "query_unit",
        r"\b(?:which|what) (?:county|counties|bureau|district|department|unit)s?\b|\bwho (?:is|are|'s) (?:the )?"
        r"(?:slowest|worst|last|behind|lagging|ahead|fastest)\b",
        "which county has the most reds",
        "which county",
    ),
    _row(
        "query_unit",
        (
            r"\b(?:how many (?:items?|tasks?|findings?|issues?|problems?)|(?:city|county|"
            r"district|overall|whole)[- ]?(?:wide)? (?:status|progress|situation|picture|"
            r"summary)|(?:status|state) of (?:the )?(?:city|[a-z]+ (?:county|district|bureau))|"
            r"how is [a-z ]{0,40}(?:county|district|bureau|city)|summary|totals?\??$|"
            r"completion rate)\b|"
            r"^(?:(?:show|list|any|which|what|how many|are|is|what's|all|the|me|items?|tasks?|with|a)[ ]*)*"
            r"(?:(?:red|yellow) (?:lights?|items?|tasks?|ones)|due (?:today|tomorrow|soon|this week|next week|"
            r"this month|next month))\??$"
        ),
        "city status",
        "city status",
    ),
    _row(
        "query_item",
        (
            r"^(?:find|search|look up|check|status of|show(?: me)?|progress of|progress on|"
            r"what about|where (?:are|is)|how (?:is|are|far|many|much)|when|who|what|which|"
            r"is|are|has|have|did|does|do|any news)\b"
        ),
        "status of the villas",
        "status of",
    ),
    _row("query_item", r"\?\s*$|\b(?:status|progress)$", "villas done?", "?"),
)
EXTENSION = _row(
    "extension",
    (
        r"\b(?:exten(?:d|sion)\w*|postpone\w*|more time|"
        r"another (?:day|week|month|fortnight)|\w+ more (?:day|week|month)s?|new (?:deadline|due date)|"
        r"push (?:it |the deadline )?back|"
        r"(?:(?:can|could|may|might) (?:we|i) (?:please )?(?:have|get)|(?:we|i)(?: will|'ll)? need|give us|grant us)"
        r"[a-z ]{0,12} (?:un)?till?\b(?= \ue001)|"
        r"delay (?:it |the deadline )?(?:to|until|by)|"
        r"(?:could|can|may|please|would)\b[^?.;]{0,40}\b(?:move|push|shift|change|set|bump|slip|slide|run|go|wait)(?:e?d)?\b"
        r"[^?.;]{0,40}\b(?:to|till|until)(?= \ue001)|request(?:ing|s)? (?:until|till|up to)|"
        r"reschedul\w*|grace)\b"
    ),
    "we need an extension",
    "extension",
)
PROBLEM = _row(
    "problem",
    (
        r"\b(?:problem|gap|shortfall|block(?:ed|ing|s)|walked off|picket\w*|sat in|sit-?in|lawsuit|sued|"
        r"frozen|bankrupt|stuck|stopped|halted|refus\w*|cannot|can'?t|unable|"
        r"lack(?:s|ing)?|shortage|no (?:funds?|money|budget)|funds? (?:not|have not|"
        r"haven'?t|are not)|need (?:help|support|coordination|the \w+ to)|dispute\w*|"
        r"no (?:buyers?|site|land|permit|contractor|staff|power|one to)|"
        r"need(?:s)? [a-z ]{2,40} to (?:step in|help|coordinate|approve|decide|intervene)|"
        r"difficult\w*|obstruct\w*|help (?:is )?needed|permit (?:not|is not|has not)|"
        r"waiting for|protest\w*|heavy rain|flood\w*|won'?t (?:let|sign|move|agree)|"
        r"not agree\w*|oppos\w*|objection)\b"
    ),
    "work is blocked",
    "blocked",
)
CLOSING = _row(
    "done",
    (
        r"\b(?:please (?:arrange|schedule|organi[sz]e|set up)[a-z ]{0,20}"
        r"(?:check|inspection|verification|acceptance|visit)|"
        r"requesting (?:closure|acceptance)|"
        r"ready (?:for|to be) (?:acceptance|closing|closure|verification|inspection|closed)|"
        r"request(?:ing)? (?:closure|acceptance|verification)|"
        r"please (?:come|send) [a-z ]{0,16}(?:verify|check|accept|inspect)|please (?:close|verify|"
        r"accept)|(?:is|are|has been|have been|now|all|fully|everything|work) (?:now |"
        r"all |fully )?(?:complete[d]?|finished|done|demolished|rectified|resolved|"
        r"closed)|\b(?:finished|completed) (?:on|in|at|yesterday|today)\b|"
        r"we(?:'ve| have) (?:completed|finished)|(?:completed|finished|all done)"
        r"[.!]?$)"
    ),
    "please close",
    "please close",
)
STILL = re.compile(
    r"(?i)\b(?:left|remain\w*|still|not yet|to go|outstanding|under way|ongoing|"
    r"in progress|will|expect\w*|pending|partly|partially|phase|mostly|almost|not)\b"
)
PROGRESS = re.compile(
    r"(?i)\b(?:demolish\w*|complet\w*|finish\w*|done|start\w*|begun|began|work|"
    r"progress|running|operat\w+|under way|ongoing|on schedule|on track|built|laid|no change|"
    r"unchanged|will|by|signed|clean\w*|remov\w*|excavat\w*|install\w*|construction)"
    r"\b"
)


def decide_english_intent(
    normalized: str,
    rest: str,
    figures: tuple[Figure, ...],
    dates: tuple[DateRead, ...],
    instructs: bool | None = None,
) -> Intent:
    """Return the intent; `rest` is the text with figures, dates and names blanked.

    `instructs`: whether the writer may instruct others; None where it is not known.
    """
    if TAKES_BACK.pattern.search(normalized):
        return "cancel"
    found = _by(FIRST, normalized) or _by(FIRST[-2:], rest)
    if found:
        return found
    if _NONE_NEEDED.search(normalized) is None and any(
        EXTENSION.words.pattern.search(each) for each in (normalized, rest)
    ):
        return "extension"
    if FIGURE not in rest or normalized.rstrip().endswith("?"):
        asked = _by(ASKED, normalized.strip())
        if asked:
            return asked
    if instructs is not False and FIGURE not in rest and instructs_in_english(rest):
        return "instruction"
    return _reported(rest, figures, dates)


_NONE_NEEDED = re.compile(r"(?i)\bno (?:more )?extension|\bnot? need (?:an? |any )?extension")


def english_problem_clauses(normalized: str) -> list[str]:
    """Return the clauses that state a problem."""
    return [each for each in _CLAUSE.findall(normalized) if PROBLEM.words.pattern.search(each)]


_CLAUSE = re.compile(r"[^,;.!?\n]+")


def _by(rows: tuple[IntentRow, ...], text: str) -> Intent | None:
    return next((each.intent for each in rows if each.words.pattern.search(text.strip())), None)


def _reports_a_figure(rest: str) -> bool:
    """Return whether a figure stands outside the clauses that state a problem."""
    return any(
        FIGURE in clause and not PROBLEM.words.pattern.search(clause)
        for clause in _CLAUSE.findall(rest)
    )


def _reported(rest: str, figures: tuple[Figure, ...], dates: tuple[DateRead, ...]) -> Intent:
    if PROBLEM.words.pattern.search(rest) and not _reports_a_figure(rest):
        return "problem"
    whole = any(each.unit == "%" and each.value == 100 for each in figures)
    part = any(
        each.role in ("remaining", "step") or (each.unit == "%" and each.value < 100)
        for each in figures
    )
    closing = bool(CLOSING.words.pattern.search(rest)) and (not figures or whole)
    if (closing or whole) and not part and not STILL.search(rest):
        return "done"
    return "progress" if figures or dates or PROGRESS.search(rest) else "other"

"""The productions of English questions: what is asked, and of what."""

from rules.language.productions import Grammar, Production
from rules.language.question_grammar import NAME, QuestionPart
from rules.language.tokens import vocabulary
from rules.policy.conditions import ItemCondition, QuestionAsk
from rules.policy.rankings import RankingOf

_WORDS = vocabulary("en", "parts", spaced=False)
_SMALL = "{courtesy|is_it}"


def _row(pattern: str, means: QuestionPart, example: str, reads: str) -> Production[QuestionPart]:
    return Production(pattern, means, example, reads)


def _conditions() -> tuple[Production[QuestionPart], ...]:
    """Return each condition and its denial."""
    rows = (
        ("is_late", ItemCondition.OVERDUE, ItemCondition.NOT_OVERDUE, "overdue"),
        ("is_red", ItemCondition.RED, ItemCondition.NOT_RED, "red"),
        ("is_yellow", ItemCondition.YELLOW, ItemCondition.NOT_YELLOW, "yellow"),
        ("is_blue", ItemCondition.BLUE, ItemCondition.NOT_BLUE, "blue"),
        ("is_closed", ItemCondition.CLOSED, ItemCondition.OPEN, "struck off"),
        ("is_done", ItemCondition.DONE, ItemCondition.UNDONE, "done"),
        ("is_started", ItemCondition.STARTED, ItemCondition.UNSTARTED, "started"),
        ("is_on_notice", ItemCondition.ON_NOTICE, ItemCondition.NOT_ON_NOTICE, "on notice"),
        ("is_under_check", ItemCondition.UNDER_CHECK, ItemCondition.NOT_UNDER_CHECK, "under check"),
        ("is_blocked", ItemCondition.BLOCKED, ItemCondition.NOT_BLOCKED, "stuck"),
    )
    return tuple(
        row
        for name, one, other, word in rows
        for row in (
            _row(f"{{{name}}}", one, f"all {word}", word),
            _row(f"{{denies}}{{courtesy}}?{{{name}}}", other, f"all not {word}", f"not {word}"),
        )
    )


_STANDS = "{is_late|is_closed|is_done|is_started|is_on_notice|is_under_check}"
_OF_ITEMS = (
    _row(
        "{whoever}" + _SMALL + "{0,3}{answers_for}",
        QuestionAsk.OWNER, "who is responsible for it", "who is responsible for",
    ),
    _row(
        "{whoever}" + _SMALL + "{0,3}{leads_it}",
        QuestionAsk.LEAD, "which unit leads it", "which unit leads",
    ),
    _row(
        "{whoever}" + _SMALL + "{0,3}{guarantors}",
        QuestionAsk.GUARANTOR, "who guarantees it", "who guarantees",
    ),
    _row(
        "{whoever}" + _SMALL + "{0,3}{supervises_it}",
        QuestionAsk.SUPERVISOR, "who supervises it", "who supervises",
    ),
    _row(
        "{whoever}" + _SMALL + "{0,3}{verifies_it}",
        QuestionAsk.VERIFIER, "who verifies it", "who verifies",
    ),
    _row(
        "{whoever}" + _SMALL + "{0,3}{supports_it}",
        QuestionAsk.SUPPORTERS, "who supports it", "who supports",
    ),
    _row("{reason}", QuestionAsk.REASON, "why is it late", "why"),
    _row(
        "{where}" + _SMALL + "{0,4}{money}",
        QuestionAsk.FUNDING, "where does the funding come from", "where does the funding",
    ),
    _row("{when}" + _SMALL + "{0,3}{falls_due}?", QuestionAsk.DEADLINE, "when is it due", "when is it due"),
    _row("{how_long_left}", QuestionAsk.DEADLINE, "the days left", "days left"),
    _row(
        "{how_long}{courtesy}{0,2}{left_over}",
        QuestionAsk.DEADLINE, "how many days are left", "how many days are left",
    ),
    _row(
        "{how_long}" + _SMALL + "{0,3}{is_late}",
        QuestionAsk.OVERDUE_FOR, "how long is it overdue", "how long is it overdue",
    ),
    _row(
        "{last_time}{courtesy}?{reports}",
        QuestionAsk.LATEST_REPORT, "what did they last report", "last report",
    ),
    _row("{reports}{courtesy}?{last_time}", QuestionAsk.LATEST_REPORT, "who reported last", "reported last"),
    _row("^{is_it}.{0,40}" + _STANDS, QuestionAsk.STATE, "is it done", "is it done"),
)  # fmt: skip
_OF_ALL = (
    _row("{share_of}", QuestionAsk.SHARE, "the completion rate", "completion rate"),
    _row("{mean}", QuestionAsk.MEAN, "the average", "average"),
    _row("{milestone}", QuestionAsk.MILESTONES, "which milestones", "milestones"),
    _row(
        "{earliest}{courtesy}?{milestone}",
        QuestionAsk.NEXT_MILESTONES, "the next milestone", "next milestone",
    ),
    _row("{earliest}{courtesy}{0,2}{falls_due}", QuestionAsk.EARLIEST, "which is next due", "next due"),
    _row("{falls_due}{courtesy}?{earliest}", QuestionAsk.EARLIEST, "which is due first", "due first"),
    _row("{latest}{courtesy}?{falls_due}", QuestionAsk.LATEST_DUE, "which is latest due", "latest due"),
    _row("{falls_due}{courtesy}?{last_time}", QuestionAsk.LATEST_DUE, "which is due last", "due last"),
    _row(
        "{is_closed}{courtesy}?{last_time}|{last_time}{courtesy}?{is_closed}",
        QuestionAsk.LAST_CLOSED, "what was last struck off", "last struck off",
    ),
    _row(
        "{is_done}{courtesy}?{last_time}|{last_time}{courtesy}?{is_done}",
        QuestionAsk.LAST_DONE, "what was last finished", "last finished",
    ),
    _row(
        "{how_long}?{courtesy}{0,2}{left_over|how_long_left}{courtesy}{0,3}{half_mark}",
        QuestionAsk.DAYS_TO,
        "how many days until the half-year mark",
        "how many days until the half-year mark",
    ),
    _row("{most_of}", QuestionAsk.MOST, "who has most", "most"),
    _row("{fewest_of}", QuestionAsk.FEWEST, "who has fewest", "fewest"),
    _row("{has_more}", QuestionAsk.MORE, "who has more", "more"),
    _row("{is_slower}", QuestionAsk.SLOWER, "which is slower", "slower"),
    _row("{is_faster}", QuestionAsk.FASTER, "which is faster", "faster"),
    _row("{so_many}", QuestionAsk.COUNT, "how many are there", "how many"),
    _row("{which_of_them}", QuestionAsk.WHICH, "which are there", "which"),
    _row("{except_for}{courtesy}?" + NAME + "+", QuestionAsk.EXCEPT, f"except {NAME}", f"except {NAME}"),
    _row("{ranked_counties}", RankingOf.COUNTY, "which county", "which county"),
    _row("{ranked_departments}", RankingOf.DEPARTMENT, "which department", "which department"),
    _row("{ranked_units}", RankingOf.UNIT, "which unit", "which unit"),
    _row("{ranked_leaders}", RankingOf.GUARANTOR, "which leader", "which leader"),
    _row(
        "{denies}{courtesy}?{guarantors}",
        ItemCondition.UNGUARANTEED, "without a guarantor", "without a guarantor",
    ),
    _row(
        "{never}{courtesy}?{reports}",
        ItemCondition.NEVER_REPORTED, "never reported on", "never reported on",
    ),
)  # fmt: skip
ENGLISH_PARTS = Grammar(_WORDS, (*_OF_ITEMS, *_conditions(), *_OF_ALL))

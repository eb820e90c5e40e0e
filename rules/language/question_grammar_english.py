"""The productions of English questions: what is asked, and of what."""

from rules.language.productions import Grammar
from rules.language.question_grammar import NAME, conditions, row
from rules.language.tokens import vocabulary
from rules.policy.conditions import ItemCondition, QuestionAsk
from rules.policy.rankings import RankingOf

_WORDS = vocabulary("en", "parts", spaced=False)
_SMALL = "{courtesy|is_it}"


_STANDING = (
    ("is_late", ItemCondition.OVERDUE, "overdue"),
    ("is_red", ItemCondition.RED, "red"),
    ("is_yellow", ItemCondition.YELLOW, "yellow"),
    ("is_blue", ItemCondition.BLUE, "blue"),
    ("is_closed", ItemCondition.CLOSED, "struck off"),
    ("is_done", ItemCondition.DONE, "done"),
    ("is_started", ItemCondition.STARTED, "started"),
    ("is_on_notice", ItemCondition.ON_NOTICE, "on notice"),
    ("is_under_check", ItemCondition.UNDER_CHECK, "under check"),
    ("is_blocked", ItemCondition.BLOCKED, "stuck"),
)
_WHO = (
    ("answers_for", QuestionAsk.OWNER, "who is responsible for"),
    ("leads_it", QuestionAsk.LEAD, "which unit leads"),
    ("guarantors", QuestionAsk.GUARANTOR, "who guarantees"),
    ("supervises_it", QuestionAsk.SUPERVISOR, "who supervises"),
    ("verifies_it", QuestionAsk.VERIFIER, "who verifies"),
    ("supports_it", QuestionAsk.SUPPORTERS, "who supports"),
)
_STANDS = "{is_late|is_closed|is_done|is_started|is_on_notice|is_under_check}"
_OF_ITEMS = (
    *(
        row("{whoever}" + _SMALL + "{0,3}{" + does + "}", means, f"{words} it", words)
        for does, means, words in _WHO
    ),
    row("{reason}", QuestionAsk.REASON, "why is it late", "why"),
    row(
        "{where}" + _SMALL + "{0,4}{money}",
        QuestionAsk.FUNDING, "where does the funding come from", "where does the funding",
    ),
    row("{when}" + _SMALL + "{0,3}{falls_due}?", QuestionAsk.DEADLINE, "when is it due", "when is it due"),
    row("{how_long_left}", QuestionAsk.DEADLINE, "the days left", "days left"),
    row(
        "{how_long}{courtesy}{0,2}{left_over}",
        QuestionAsk.DEADLINE, "how many days are left", "how many days are left",
    ),
    row(
        "{how_long}" + _SMALL + "{0,3}{is_late}",
        QuestionAsk.OVERDUE_FOR, "how long is it overdue", "how long is it overdue",
    ),
    row(
        "{last_time}{courtesy}?{reports}",
        QuestionAsk.LATEST_REPORT, "what did they last report", "last report",
    ),
    row("{reports}{courtesy}?{last_time}", QuestionAsk.LATEST_REPORT, "who reported last", "reported last"),
    row("^{is_it}.{0,40}" + _STANDS, QuestionAsk.STATE, "is it done", "is it done"),
)  # fmt: skip
_OF_ALL = (
    row("{share_of}", QuestionAsk.SHARE, "the completion rate", "completion rate"),
    row("{mean}", QuestionAsk.MEAN, "the average", "average"),
    row("{milestone}", QuestionAsk.MILESTONES, "which milestones", "milestones"),
    row(
        "{earliest}{courtesy}?{milestone}",
        QuestionAsk.NEXT_MILESTONES, "the next milestone", "next milestone",
    ),
    row("{earliest}{courtesy}{0,2}{falls_due}", QuestionAsk.EARLIEST, "which is next due", "next due"),
    row("{falls_due}{courtesy}?{earliest}", QuestionAsk.EARLIEST, "which is due first", "due first"),
    row("{latest}{courtesy}?{falls_due}", QuestionAsk.LATEST_DUE, "which is latest due", "latest due"),
    row("{falls_due}{courtesy}?{last_time}", QuestionAsk.LATEST_DUE, "which is due last", "due last"),
    row(
        "{is_closed}{courtesy}?{last_time}|{last_time}{courtesy}?{is_closed}",
        QuestionAsk.LAST_CLOSED, "what was last struck off", "last struck off",
    ),
    row(
        "{is_done}{courtesy}?{last_time}|{last_time}{courtesy}?{is_done}",
        QuestionAsk.LAST_DONE, "what was last finished", "last finished",
    ),
    row(
        "{how_long}?{courtesy}{0,2}{left_over|how_long_left}{courtesy}{0,3}{half_mark}",
        QuestionAsk.DAYS_TO,
        "how many days until the half-year mark",
        "how many days until the half-year mark",
    ),
    row("{most_of}", QuestionAsk.MOST, "who has most", "most"),
    row("{fewest_of}", QuestionAsk.FEWEST, "who has fewest", "fewest"),
    row("{has_more}", QuestionAsk.MORE, "who has more", "more"),
    row("{is_slower}", QuestionAsk.SLOWER, "which is slower", "slower"),
    row("{is_faster}", QuestionAsk.FASTER, "which is faster", "faster"),
    row("{so_many}", QuestionAsk.COUNT, "how many are there", "how many"),
    row("{which_of_them}", QuestionAsk.WHICH, "which are there", "which"),
    row("{except_for}{courtesy}?" + NAME + "+", QuestionAsk.EXCEPT, f"except {NAME}", f"except {NAME}"),
    row("{ranked_counties}", RankingOf.COUNTY, "which county", "which county"),
    row("{ranked_departments}", RankingOf.DEPARTMENT, "which department", "which department"),
    row("{ranked_units}", RankingOf.UNIT, "which unit", "which unit"),
    row("{ranked_leaders}", RankingOf.GUARANTOR, "which leader", "which leader"),
    row(
        "{denies}{courtesy}?{guarantors}",
        ItemCondition.UNGUARANTEED, "without a guarantor", "without a guarantor",
    ),
    row(
        "{never}{courtesy}?{reports}",
        ItemCondition.NEVER_REPORTED, "never reported on", "never reported on",
    ),
)  # fmt: skip
ENGLISH_PARTS = Grammar(
    _WORDS, (*_OF_ITEMS, *conditions(_STANDING, "denies", "not ", "all {}"), *_OF_ALL)
)

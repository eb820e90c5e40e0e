"""The productions of questions: what is asked, and of what."""

from collections.abc import Iterable, Iterator

from rules.language.productions import Grammar, Production
from rules.language.tokens import vocabulary
from rules.policy.conditions import OPPOSITE, ItemCondition, QuestionAsk
from rules.policy.rankings import RankingOf

NAME, DAY, TITLE = "\ue00f", "\ue00e", "\ue00d"
"""What stands for each character of a name, of days, and of a title or number, found before."""

QuestionPart = QuestionAsk | ItemCondition | RankingOf

_WORDS = vocabulary("zh", "parts", spaced=False)
_SMALL = "{courtesy|connective}"


def row(pattern: str, means: QuestionPart, example: str, reads: str) -> Production[QuestionPart]:
    return Production(pattern, means, example, reads)


def conditions(
    rows: Iterable[tuple[str, ItemCondition, str]], no: str, no_word: str, sentence: str
) -> Iterator[Production[QuestionPart]]:
    """Yield each condition, and its denial with the class `no`; each row has a class and a word of it.

    The examples are `sentence` with that word, and with `no_word` before it.
    """
    for name, condition, word in rows:
        denied = no_word + word
        yield row(f"{{{name}}}", condition, sentence.format(word), word)
        yield row(
            f"{{{no}}}{{courtesy}}?{{{name}}}",
            OPPOSITE[condition],
            sentence.format(denied),
            denied,
        )


_STANDING = (
    ("is_late", ItemCondition.OVERDUE, "逾期"),
    ("is_red", ItemCondition.RED, "红灯"),
    ("is_yellow", ItemCondition.YELLOW, "黄灯"),
    ("is_blue", ItemCondition.BLUE, "蓝灯"),
    ("is_closed", ItemCondition.CLOSED, "销号"),
    ("is_done", ItemCondition.DONE, "完成"),
    ("is_started", ItemCondition.STARTED, "启动"),
    ("is_at_door", ItemCondition.AT_DOOR, "等验收"),
    ("is_on_notice", ItemCondition.ON_NOTICE, "公示"),
    ("is_under_check", ItemCondition.UNDER_CHECK, "核查中"),
    ("is_blocked", ItemCondition.BLOCKED, "受阻"),
    ("is_key", ItemCondition.KEY, "重点"),
)
_STANDS = (
    "{is_late|is_red|is_yellow|is_closed|is_done|is_started|is_at_door|is_on_notice|is_under_check}"
)
_CONDITIONS = (
    *conditions(_STANDING, "no", "没", "{}的"),
    row("{no}{guarantors}", ItemCondition.UNGUARANTEED, "没有包保领导的", "没有包保领导"),
    row("{no|never}{reported_ever}", ItemCondition.NEVER_REPORTED, "没有报过进展的", "没有报过进展"),
    row("{asks_extension}", ItemCondition.EXTENSION_ASKED, "有几项申请延期", "申请延期"),
    row("{is_extended}", ItemCondition.EXTENDED, "批准延期的有哪些", "批准延期的"),
    row("{never}{reports}", ItemCondition.NEVER_REPORTED, "从没上报的", "从没上报"),
)  # fmt: skip


def _of_unit(
    verb: str, means: QuestionPart, noun: str, does: str
) -> tuple[Production[QuestionPart], ...]:
    """Return both orders in which a unit is asked for by what it does: 谁督导, 督导单位是哪个."""
    return (
        row(
            "(?<!" + NAME + "){" + verb + "}" + _SMALL + "{0,2}{whoever|which_of_them|ranked_units}",
            means, f"{noun}是哪个", f"{noun}是哪个",
        ),
        row(
            "{whoever|ranked_units|ranked_departments}" + _SMALL + "{0,2}{" + verb + "}",
            means, does, does,
        ),
    )  # fmt: skip


_OF_PEOPLE = (
    row(
        "(?<!" + NAME + "){answers_for}" + _SMALL + "{0,3}{whoever}", QuestionAsk.OWNER,
        "责任人是谁", "责任人是谁",
    ),
    row("{whoever}" + _SMALL + "{0,2}{answers_for}", QuestionAsk.OWNER, "归谁管", "谁管"),
    *_of_unit("leads_it", QuestionAsk.LEAD, "牵头单位", "哪个单位牵头"),
    row(
        "(?<!" + NAME + "){guarantors|stands_for_it}" + _SMALL + "{0,2}{whoever|which_of_them}",
        QuestionAsk.GUARANTOR, "包保领导是谁", "包保领导是谁",
    ),
    row(
        "{whoever|ranked_leaders}" + _SMALL + "{0,2}{stands_for_it|guarantors}",
        QuestionAsk.GUARANTOR, "谁包的", "谁包的",
    ),
    *_of_unit("supervises_it", QuestionAsk.SUPERVISOR, "督导单位", "谁督导"),
    *_of_unit("verifies_it", QuestionAsk.VERIFIER, "验收单位", "谁来验收"),
    row(
        "(?<!" + NAME + "){supports_it}" + _SMALL + "{0,2}{whoever|which_of_them|ranked_units}",
        QuestionAsk.SUPPORTERS, "配合单位有哪些", "配合单位有哪些",
    ),
    row(
        "{whoever|ranked_units|which_of_them}" + _SMALL + "{0,2}{supports_it}",
        QuestionAsk.SUPPORTERS, "哪些单位配合", "哪些单位配合",
    ),
    row("{money}", QuestionAsk.FUNDING, "资金来源", "资金来源"),
)  # fmt: skip
_OF_TIME = (
    row("{when_due}", QuestionAsk.DEADLINE, "什么时候到期", "什么时候到期"),
    row("{how_long_left}{courtesy}{0,2}{falls_due|is_done}?", QuestionAsk.DEADLINE, "还有几天到期", "还有几天到期"),
    row("{falls_due}" + _SMALL + "{0,2}{how_long_left}", QuestionAsk.DEADLINE, "到期还有几天", "到期还有几天"),
    row("{is_late|drags}" + _SMALL + "{0,3}{how_long}", QuestionAsk.OVERDUE_FOR, "逾期几天", "逾期几天"),
    row("{since_when}" + _SMALL + "{0,2}{is_late|drags}", QuestionAsk.OVERDUE_FOR, "哪天逾期的", "哪天逾期"),
    row(
        "{last_time|not_long_ago}{courtesy|whoever|is_it}{0,3}{reports}{courtesy}?"
        "(?:{which_of_them|whether})", QuestionAsk.LATEST_REPORT, "最近报了什么", "最近报了什么",
    ),
    row(
        "{last_time}{courtesy|whoever}{0,3}{reports}{courtesy}{0,2}{whoever|which_of_them|when_due}?",
        QuestionAsk.LATEST_REPORT, "最后一个报的是谁", "最后一个报的是谁",
    ),
    row("(?<!{no}){reports}{courtesy}?{what_was_said}", QuestionAsk.LATEST_REPORT, "他报了什么", "报了什么"),
    row("{last_time|not_long_ago}{courtesy}?{progress}", QuestionAsk.LATEST_REPORT, "最新进展", "最新进展"),
    row("{earliest|not_long_ago}" + _SMALL + "{0,2}{falls_due}", QuestionAsk.EARLIEST, "最早到期", "最早到期"),
    row("{falls_due}" + _SMALL + "{0,2}{earliest}", QuestionAsk.EARLIEST, "到期最早", "到期最早"),
    row("{only_most_urgent}", QuestionAsk.EARLIEST, "最急的", "最急的"),
    row("{latest}" + _SMALL + "{0,2}{falls_due}", QuestionAsk.LATEST_DUE, "最晚到期", "最晚到期"),
    row("{falls_due}" + _SMALL + "{0,2}{latest}", QuestionAsk.LATEST_DUE, "到期最晚", "到期最晚"),
    row("{last_time|not_long_ago}" + _SMALL + "{0,2}{is_closed}", QuestionAsk.LAST_CLOSED, "上一次销号", "上一次销号"),
    row("{last_time|not_long_ago}" + _SMALL + "{0,2}{is_done}", QuestionAsk.LAST_DONE, "最近完成", "最近完成"),

    row(
        "{away_from}?(?<!" + DAY + ")" + DAY + "+{courtesy}{0,2}{how_long_left}",
        QuestionAsk.DAYS_TO, f"离{DAY}还有几天", f"离{DAY}还有几天",
    ),
    row(
        "{away_from}{half_mark|look_back}{courtesy}{0,2}{how_long_left}?",
        QuestionAsk.DAYS_TO, "离半年还有几天", "离半年还有几天",
    ),
)  # fmt: skip
_OTHERS = (
    row(
        "{look_back}" + _SMALL + "{0,3}{since_when|when_due|how_long_left}",
        QuestionAsk.DAYS_TO, "回头看什么时候来", "回头看什么时候",
    ),
    row("{reason}", QuestionAsk.REASON, "为什么", "为什么"),
    row("{is_it}{courtesy}{0,2}" + _STANDS, QuestionAsk.STATE, "是不是完成了", "是不是完成"),
    row(_STANDS + "{courtesy}{0,2}{whether}(?=[,?。]|$)", QuestionAsk.STATE, "完成了吗", "完成了吗"),
    row("{share_of}", QuestionAsk.SHARE, "完成率", "完成率"),
    row("{mean}", QuestionAsk.MEAN, "平均逾期几天", "平均"),
    row(
        "{earliest|last_time|not_long_ago}" + _SMALL + "{0,2}{milestone}",
        QuestionAsk.NEXT_MILESTONES, "近期节点", "近期节点",
    ),
    row("{done_or_not}(?=[,?。]|$)", QuestionAsk.STATE, "退了没得", "了没得"),
    row("{milestone}", QuestionAsk.MILESTONES, "有哪些节点", "节点"),
    row("{most_of}", QuestionAsk.MOST, "红灯最多", "最多"),
    row("{puts_in_order}", QuestionAsk.RANKED, "红灯排名", "排名"),
    row("{must}{courtesy}?{is_done|is_closed}", QuestionAsk.TO_BE_DONE, "要完成几项", "要完成"),
    row("{fewest_of}", QuestionAsk.FEWEST, "红灯最少", "最少"),
    row("{has_more}", QuestionAsk.MORE, "谁的红灯多", "多"),
    row("{has_fewer}", QuestionAsk.FEWER, "谁的红灯少", "少"),
    row("{is_slower}", QuestionAsk.SLOWER, "哪个慢", "慢"),
    row("{is_faster}", QuestionAsk.FASTER, "哪个快", "快"),
    row("{how_it_stands}", QuestionAsk.STANDING, "怎么样", "怎么样"),
    row("{so_many}{counted_in}", QuestionAsk.HOW_MUCH, "一共多少栋", "多少栋"),
    row("{owner_noun}" + _SMALL + "{0,2}{which_of_them}", QuestionAsk.OWNER, "责任人是哪些", "责任人是哪些"),
    row("{no}{money_noun}", ItemCondition.UNFUNDED, "没有资金渠道的", "没有资金渠道"),
    row("{verifier_noun}(?=[,、?。{and_too}]|$)", QuestionAsk.VERIFIER, "渣土车验收单位", "验收单位"),
    row("{supervisor_noun}(?=[,、?。{and_too}]|$)", QuestionAsk.SUPERVISOR, "渣土车督导单位", "督导单位"),
    row("{owner_noun}(?=[,、?。{and_too}]|$)", QuestionAsk.OWNER, "矿山修复责任人", "责任人"),
    row("{lead_noun}(?=[,、?。{and_too}]|$)", QuestionAsk.LEAD, "牵头单位和责任人", "牵头单位"),
    row("{guarantor_noun}(?=[,、?。{and_too}]|$)", QuestionAsk.GUARANTOR, "清水沟包保领导", "包保领导"),
    row("{whoever}{is_under_check}", QuestionAsk.VERIFIER, "谁在核查", "谁在核查"),
    row("{falls_due}{goes_down}", QuestionAsk.EARLIEST, "哪个到期早", "到期早"),
    row("{so_many_items}", QuestionAsk.COUNT, "有几项", "几项"),
    row("{so_many}", QuestionAsk.HOW_MUCH, "有多少", "多少"),
    row("{which_of_them}", QuestionAsk.WHICH, "有哪些", "哪些"),
    row(
        "{except_for}" + NAME + "+(?:[、{connective}]{1,2}" + NAME + "+){0,4}{courtesy}?{beyond_that}?",
        QuestionAsk.EXCEPT, f"除了{NAME}以外", f"除了{NAME}以外",
    ),
    row(NAME + "+{beyond_that}", QuestionAsk.EXCEPT, f"{NAME}以外", f"{NAME}以外"),
    row("{ranked_counties}", RankingOf.COUNTY, "哪个县", "哪个县"),
    row("{ranked_departments}", RankingOf.DEPARTMENT, "哪个部门", "哪个部门"),
    row("{ranked_units}", RankingOf.UNIT, "哪个单位", "哪个单位"),
    row("{ranked_leaders}{courtesy}?{stands_for_it}?", RankingOf.GUARANTOR, "哪个市领导包的", "哪个市领导包的"),
    row("{ranked_owners}", RankingOf.OWNER, "哪个责任人", "哪个责任人"),
    row("{ranked_categories}", RankingOf.CATEGORY, "哪个类别", "哪个类别"),
    row("{ranked_aspects}", RankingOf.ASPECT, "哪个方面", "哪个方面"),
)  # fmt: skip
PARTS = Grammar(_WORDS, (*_OF_PEOPLE, *_OF_TIME, *_CONDITIONS, *_OTHERS))

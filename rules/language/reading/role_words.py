"""Words around a figure that give it its role: tables of productions for `figure_roles`.

They are looked for in the words between a figure and its neighbours or the edges of its clause.
"""

import re
from typing import Literal

from rules.language.productions import Grammar, Production
from rules.language.reading.normalization import FIGURE
from rules.language.tokens import Shape, vocabulary
from rules.policy.figures import FigureRole

StatedRole = FigureRole | Literal["plan", "named", "cleared"] | None
"""A figure's role by the words around it; None when they give none.

`cleared`: of the last ones, which are done, none is left. `plan`: an amount that is intended, no
figure for the ledger. `named`: a noun of the work precedes it (改造46个), done or to do.
"""
Role = Grammar[FigureRole | Literal["plan"]]

_FIGURE = Shape(frozenset({"figure"}), FIGURE, re.compile(FIGURE + "+"))
_MONTH = Shape(
    frozenset({"month"}),
    "0123456789一二三四五六七八九十",
    re.compile(
        r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?![底末初上中下旬\d一二三四五六七八九十日前至以来起])"
    ),
)
"""A month as the time of what was done in it; 11月底 is a day."""
WORDS = vocabulary("zh", "roles", shapes=(_FIGURE, _MONTH))


def _roles(*rows: tuple[FigureRole | Literal["plan"], str, str, str]) -> Role:
    return Grammar(WORDS, tuple(Production(row[1], row[0], *row[2:]) for row in rows))


def _says(pattern: str, example: str, reads: str) -> Grammar[bool]:
    return Grammar(WORDS, (Production(pattern, True, example, reads),))


EDGE = _says(r"[,;。!?\n:、(){figure}]", "栋,", ",")
"""Where the words about a figure begin or end."""
PLANS = _says(r"{term}[^,;。:\n]{0,4}{planned|plan|arranged}:", "明日工作计划:", "明日工作计划:")
"""The heading of a plan; what stands under it is not done."""
REPORTS = _says(r"[。;\n][^,。;\n]{0,3}{already|in_all|step}", "。本周", "。本周")
"""The end of a plan: a sentence that reports."""
BEFORE = _roles(
    ("remaining", r"{left}|{left_at}$", "还剩", "还剩"),
    ("remaining", r"{stock|not_yet}[^,;。]{0,6}{sinks}$", "存量已降到", "存量已降到"),
    ("remaining", r"{still}|{not_yet}|{not_yet_at}$|还[^,;。]{1,2}着", "还站着", "还站着"),
    ("plan", r"{planned}[^,;。\d]{0,3}{term}|{term}的?{planned}", "原定本月", "原定本月"),
    (
        "total",
        r"{total}|{total_at}$|现有(?!$)|{included}[^,;。]{0,6}的$|{issued}(?![^,;。]{0,8}{writ})"
        r"|{assigned}(?!.{0,4}{to_end})",
        "纳入改造的",
        "纳入改造的",
    ),
    (
        "done",
        r"{done}|(?<![{not|not_yet|plan}])(?<![{not|not_yet|plan}].){finished}$",
        "发现问题整改完",
        "完",
    ),
    (
        "plan",
        r"{plan}|{plan_at|under_way}$|先(?![^,;。]{0,4}{done|finished|to_end})|{will}(?!.{0,60}{amend})",
        "先拆东头",
        "先",
    ),
)
"""Of these the one that ends last counts."""
WEAK = _roles(
    ("done", r"{verb}|{verb_at}$", "拆除", "拆除"),
    ("total", r"{region}", "全市", "全市"),
)
"""These do not outweigh a plan or a lack."""
NOMINAL = _says(r"{nominal}$", "雨污分流改造", "改造")
REGION = _says(r"{region}", "全市62个", "全市")

LEFT_OVER = _says(r"{left}|{left_at}$", "其余", "其余")
OTHERS = _says(r"{others}[^,;。]{0,4}$", "另外的", "另外的")
LAST_ONES = _says(r"{last_ones}$", "最后的", "最后的")
GONE_TOO = _says(
    r"^[^,;。{not|open|not_yet}]{0,4}"
    r"(?:{at_last}[^,;。{not|open|not_yet}]{0,6}?{over|wholly|to_end}|{happened|to_end})",
    "户也签了",
    "户也签了",
)
"""Said behind the last ones, of which none is left then: 最后一户也签了."""
REST = _says(r"{rest}$", "其余的", "其余的")
IN_HAND = _says(
    r"^[^,;。{figure}]{0,3}?刚{0,2}{intended|already}?{readied|begun}", "座刚放线", "座刚放线"
)
"""Said of others, at which work has only begun: 另4座刚放线."""
READIED = _says(r"{readied}{perfect}?$", "腾空", "腾空")
NOT_BEGUN = _says(r"^[^,;。{figure}]{0,2},?[但可就]?{not_yet}", "栋,还没", "栋,还没")
MORE = _says(r"{more_of}", "还有2家", "还有")
THEN = _says(r"{plan}[^,;。]{0,4}$", "再拆", "再拆")
ALREADY = _says(r"{already}", "已完成", "已")
MEANT = _says(r"{meant|will}", "预计拆除", "预计")
OVER = _says(r"{already|perfect|joint}", "累计拆除", "累计")
ALL = _says(r"{whole_of}", "全部拆除", "全部")
ONCE_MORE = _says(r"{again}[^,;。]{0,6}$", "又有", "又有")
STEP = _says(r"{step}|(?<![年{to}止]){month}", "11月拆除", "11月")
REACHED = _says(r"{reached}$|{verb}{to}$", "今天拆到", "拆到")
"""Said of all there is by now, though a day goes before it."""
IN_ALL = _says(
    r"{in_all}|{to}(?:{step}|目前|现在)的?$|^{to}(?:{step}|目前|现在)", "到今天", "到今天"
)
TOGETHER = _says(
    r"{joint}[^,;。]{0,40}?(?:{verb}|{verb_at|reached}$|{done}$"
    r"|[\u4e00-\u9fff][{to|paid|finished}住成]$)",
    "一共立到",
    "一共立到",
)
AIM = _says(r"(?<!{verb})(?<!年度){aim}值?[为是:]?$", "目标为", "目标为")

AMONG = _says(r"^{among}[^,;。{figure}]{0,2}$", "中的", "中的")
SHARE_OF = _says(r"{as_share_of}{whole_of}?$", "占", "占")
"""Before the whole of which a share follows: 占2048处的64.7%."""
AFTER_TOTAL = _says(
    r"^[^,;。{figure}]{0,24}{among}(?=[,有还仅尚的其只{done|still|left|verb|open|whole_of}]|$)"
    r"|^[^,;。\d]{0,12}{held}{done}?[^,;。]{0,4}{survey}|^[^,;。]{0,10}{one_by_one}",
    "工地进行了检查",
    "工地进行了检查",
)
ALSO_DONE = _says(r"^[^,;。{not|open}]{0,8}{already|every}", "处也已完成", "处也已")
AFTER_LEFT = _says(
    r"^[^,;。]{0,14}{open}|^[^,;。]{0,4}{refuses}|^{more_of}|^(?:{belongs}|是[^,;。\d]{0,8}的{estate})",
    "还没签",
    "还没",
)
NOT_COME = _says(r"^(?:{at_last}|一直|迟迟)?{not}{plan}?{paid}", "没到位", "没到位")
AFTER_DONE = _says(r"^[^,;。{not|open}]{0,12}{over}", "户已", "户已")
ALL_OF_THEM = _says(
    r"^[^,;。{not|not_yet}]{0,4}[{already|every|whole_of}全]{1,4}{wholly}", "都已关停", "都已关停"
)
IN_THE_WAY = _says(
    r"^[^,;。{figure}]{0,3}{people}[^,;。{figure}]{0,10}{open|bars}", "户业主锁门", "户业主锁门"
)
DONE_VERB = _says(r"{verb}", "已拆除", "拆除")
OUT_OF = _says(
    r"{already}[^,;。]{1,3}$|(?<!{not})[\u4e00-\u9fff](?<![以加之晚早])[{finished}上]{done}?$",
    "家配上",
    "配上",
)
"""A verb between a total and a part of it: 92家已联81家, 58件化掉29件."""

OUTCOME = _says(r"{outcome}{done}?$", "提升改造", "提升改造")
NEXT_OUTCOME = _says(r"^[、,和及][^,;。、]{0,3}{outcome}{done}?$", "、搬迁", "、搬迁")
"""Between figures of which each counts another outcome, so that they add up."""

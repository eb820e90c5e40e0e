"""What each number of a text is: an amount, a share, or a name, an effort, a rate, which count nothing.

A table of productions over the words of `[quantities]`; of two that overlap the longer is meant, so
80多名工人 is no amount and 三期 no three.
"""

from collections.abc import Callable

from rules.language.productions import Derivation, Grammar, Production
from rules.language.reading.amounts import (
    WORDS,
    Amounts,
    FoundAmount,
    bare,
    counted,
    counted_one,
    fraction,
    put_together,
    share,
    tenths,
)
from rules.language.reading.normalization import FIGURE, NAME, blank
from rules.language.reading.spoken_amounts import (
    behind_a_verb,
    fallen,
    misheard,
    none_done,
    none_left,
    one_or_none,
    pair_of,
)

Meaning = Callable[[Derivation[object]], Amounts] | None
"""How the amounts of a match are read; None for what counts nothing."""


_UNIT = r"{measure|count|count_before}"
_AMOUNT = rf"{{number}}{{more}}?{_UNIT}{{period}}?"
_FEW = r"[^,;。\n{arabic}]{0,6}"


def effort(_: Derivation[object]) -> Amounts:
    """Return nothing: meetings, calls and inspections are no progress."""
    return []


def _row(means: Meaning, pattern: str, example: str, reads: str) -> Production[Meaning]:
    return Production(pattern, means, example, reads)


ROWS = (
    # Shares.
    _row(share, r"(?P<n>{number})%", "完成85%", "85%"),
    _row(share, r"(?P<whole>{whole_share})|(?P<half>{half_share})", "完成了一半", "一半"),
    _row(share, r"{per_cent_of}(?P<n>{number})", "百分之八十五", "百分之八十五"),
    _row(share, r"(?P<below>{number}){parts_of}(?P<n>{number})", "三分之二", "三分之二"),
    _row(
        tenths,
        r"(?<!收)(?P<n>{number}){tenths}(?P<more>{chinese|half}?)(?![^,;。\n]{0,3}(?<!完)不)",
        "完成八成五",
        "八成五",
    ),
    # Numbers that name, and amounts that are no progress.
    _row(None, r"{arabic|chinese}{named}[A-Ca-c]?", "污水厂二期", "二期"),
    _row(
        None,
        r"(?<![{lead|lone_lead|more|tenths}有完了好掉到装换置]){arabic|chinese}{named_or_count}",
        "三标段",
        "三标段",
    ),
    _row(None, r"{arabic}[、和及-]{number}{named}", "3-4号楼", "3-4号楼"),
    _row(None, r"{number}{building}{number}(?:{named}|[室-])", "3栋2单元", "3栋2单元"),
    _row(None, rf"{{rate}}{_FEW}{_AMOUNT}", "日处理350立方米", "日处理350立方米"),
    _row(
        None, r"{dimension}[{about|lead}为]?{number}{measure|named}", "管径800毫米", "管径800毫米"
    ),
    _row(
        None,
        rf"{{ahead}}[于计划进度序时了]{{0,8}}{{about}}?{{number}}(?:{_UNIT}|{{named}}|%)",
        "比计划超前5台",
        "超前5台",
    ),
    _row(None, rf"{{compared}}{_FEW}{{number}}(?:{{named}}|%)", "同比下降12%", "同比下降12%"),
    _row(None, r"{number}{boiler}{period}?[(]?{bound}[)]?", "10蒸吨及以下锅炉", "10蒸吨及以下"),
    _row(None, r"{number}(?:[×xX*]{number}){1,2}{measure}?", "7×24小时", "7×24"),
    _row(None, r"(?:^|(?<=[\n;。:]))[(]?{number}[).、](?!{arabic})", "1.别墅", "1."),
    _row(None, r"[(]{number}[)]", "(一)清淤", "(一)"),
    _row(
        None,
        r"{number}(?:{item}|{count}(?:事{item}?|问题|任务))(?:任务|工作|情况)?:",
        "我县两项:",
        "两项:",
    ),
    _row(
        None,
        r"(?:^|(?<=\n))第?{number}{item}(?![{of_items|measure|depicting|lacks|at_all}任问措工均全中;。]|$|[^\n]*{number}{item})",
        "22项本周没有新进展",
        "22项",
    ),
    _row(none_left, r"{number}{count|measure}{none_left}|{not_a_bit}", "45栋一栋不剩", "一栋不剩"),
    _row(None, r"{shown}[^,;。\n{number}]{0,6}{number}{more}?{sheet}", "照片三张", "照片三张"),
    _row(
        None,
        r"{number}{more}?{sheet}{depicting}{0,6}{shown}",
        "发了6张现场照片",
        "6张现场照片",
    ),
    _row(
        None,
        r"{number}{more}?{of_people}[^,;。、\n{number}等由经找归]{0,4}{machine|crew|body}",
        "80多名工人在干",
        "80多名工人",
    ),
    _row(
        None,
        rf"{{than_meant}}[^,;。\n{{number}}]{{0,4}}{{differs}}[^,;。\n{{number}}]{{0,3}}{_AMOUNT}",
        "比设计多了3公里",
        "比设计多了3公里",
    ),
    _row(None, r"{number}{count}{knot}", "两处节点滞后", "两处节点"),
    _row(None, r"{paper}为?{number}{more}?(?:{count}|$)", "成立专班4个", "专班4个"),
    _row(
        None,
        r"{machine|crew}{number}{more}?{effort}(?:、[^,;。、\n{number}]{1,6}{number}{more}?{effort})*+",
        "挖机3台、民工40人",
        "挖机3台、民工40人",
    ),
    _row(
        None,
        r"(?:{sent}|{sent_direct}了?(?=[{number|machine|crew|effort}机]))[^,;。\n{number}]{0,8}"
        r"{number}{more}?{effort}(?:[^,;。、\n{number}]{0,6}+[、,][^,;。、\n{number}]{1,6}{number}{more}?{effort})*+",
        "投入挖机6台、渣土车20辆",
        "投入挖机6台、渣土车20辆",
    ),
    _row(effort, rf"{{visited}}{_FEW}{_AMOUNT}", "抽查了20个工地", "抽查了20个"),
    _row(effort, r"{number}{more}?{visit}", "召开推进会6次", "6次"),
    # Amounts.
    _row(
        fallen,
        rf"(?P<was>{{number}}){{more}}?(?P<was_u>{_UNIT})?,?{{falls_to}}[^,;。\n{{number}}]{{0,4}}"
        rf"(?P<n>{{number}}){{more}}?(?P<u>{_UNIT})?(?!%)",
        "存量由9000吨降到2600吨",
        "9000吨降到2600吨",
    ),
    _row(
        counted_one,
        r"(?<={final})(?P<n>{one})(?P<u>{count})"
        r"(?=[^,;。\n{number}]{0,3}[{lacks|at_all|lone_lead}不终总])",
        "最后一户还没签",
        "一户",
    ),
    _row(
        none_done,
        rf"(?P<one>{{one}})(?P<u>{_UNIT})[^,;。\n{{number}}]{{0,3}}{{at_all}}{{lacks}}"
        rf"|(?:^|(?<=[\n。;])|{{until_now}},?)(?P<one_only>{{one}})(?P<u_only>{_UNIT}){{lacks}}",
        "一座都没建",
        "一座都没",
    ),
    _row(
        one_or_none,
        r"(?<=,)(?:还|却|可)?(?P<one>(?P<n>{one}))(?P<u>{count}){lacks}",
        "17家评估了,一家没关",
        "一家没",
    ),
    _row(
        none_done,
        r"{lacks}(?:有)?(?P<one>{one})(?P<u>{count})(?![冒见出发])",
        "没一处完工",
        "没一处",
    ),
    _row(
        behind_a_verb,
        r"(?<=[\u4e00-\u9fff{lone_lead}])(?P<n>{number})(?=$|[,;。!?\n]|了(?:$|[,;。]))",
        "本周新装0.8",
        "0.8",
    ),
    _row(pair_of, r"{lead|lone_lead|left_lead}(?P<n>{pair})(?P<u>{count}?)", "剩仨还没关", "剩仨"),
    _row(
        bare,
        rf"(?<=[\u4e00-\u9fff{{lead|lone_lead|depicting|named}}])(?P<n>{{arabic}})"
        rf"(?=、[^,;。、\n{{number}}]{{1,8}}{{number}}(?:、|{_UNIT}))",
        "关停142、提升改造79、搬迁14家",
        "142",
    ),
    _row(
        fraction,
        rf"(?P<k>{{arabic}})(?P<ku>{_UNIT})? ?/ ?(?P<of>{{arabic}})(?P<u>{_UNIT}{{period}}?)?(?![\d./])",
        "处理5处/9处",
        "5处/9处",
    ),
    _row(
        counted,
        rf"(?P<about>{{about}})?(?P<n>{{number|half}})(?P<more>{{more}}*)(?P<scale>{{chinese}}?) ?"
        rf"(?P<u>{_UNIT}{{period}}?)(?P<tail>{{half}}|{{chinese}}(?=[,;。]|$))?(?P<round>{{round|more}}?)",
        "约三公里半",
        "约三公里半",
    ),
    _row(
        misheard,
        r"(?P<n>{number})(?P<u>{misheard})(?=$|[ ,;。!?了呢吧\n])",
        "又推了三动",
        "三动",
    ),
    _row(
        bare,
        r"(?:^|{lead}|(?<=[\u4e00-\u9fff])了|{once_more}[^,;。\n{number}]{1,2})"
        r"(?P<about>{about})?(?P<n>{number})(?P<more>{more})?"
        r"(?=$|[ ,;。!?\n还了吧呢不\ue000-\ue004{goes_on|lacks}])",
        "拆了12,还剩33栋",
        "拆了12",
    ),
)
EFFORTS = frozenset(("次", "场", "轮", "趟", "遍"))
"""Measures of an item of which meetings, calls and inspections are progress."""
NUMBERS = Grammar(WORDS, ROWS)
WITH_EFFORTS = Grammar(WORDS, tuple(each for each in ROWS if each.means is not effort))
"""For an item that counts meetings, calls or inspections."""

COUNTS: Grammar[None] = Grammar(
    WORDS,
    (Production(r"{number|half|whole_share|half_share}", None, "拆了12栋", "12"),),
)
"""What every row needs; looked for first, since many messages have none."""


def find_amounts(text: str, *, efforts: bool = False) -> tuple[list[FoundAmount], str]:
    """Return all amounts in reading order, and the text with them and what only names blanked."""
    amounts: Amounts = []
    tokens = WORDS.read(text)
    if not COUNTS.holds(tokens.shadow):
        return [], text
    for found in (WITH_EFFORTS if efforts else NUMBERS).find(tokens):
        here = found.means(found) if found.means else []
        for each in here:
            text = blank(text, each.start, each.end, FIGURE)
        if found.means in (None, effort):
            text = blank(text, found.start, found.end, NAME)
        amounts += here
    return put_together(amounts), text

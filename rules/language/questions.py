"""Classify questions about items, and separate what they name from words that only ask."""

import re

from rules.language.asking_words import without_asking

LATE = re.compile(
    r"逾期|超期|过期|超时|拖期|延误|到期[未没]|^到期了|[没未]有?按[期时]|过了?(?:期|时限|期限|节点)"
    r"|\b(?:over ?due|past due|late|behind)\b"
)
MINE = re.compile(
    r"我的|我名下|我(?:自己)?(?:手[上头里]|名下)?(?:负责|牵头|包保|包的|管|有)|本人|\b(?:my|mine|i)\b"
    r"|^我(?:还|现在|目前|今[天日]|已经?|这边)*(?:逾期|超期|有|没)"
)
_MY_OWN = re.compile(
    r"我(?:自己)?(?:名下|手[上头里])?(?:所?(?:负责|牵头|包保|包|管))?的?|本人的?|\b(?:my|mine|i)\b"
)


def find_mine(words: str) -> tuple[int, int] | None:
    """Return where the words say that what is the asker's own is meant: 我名下, 我包的; None if they do not."""
    found = _MY_OWN.search(words) if MINE.search(words) else None
    return found and found.span()


OUR_UNIT = re.compile(r"(?:我们?|咱们?|本)(?:[县区镇乡局委]|单位|部门|街道)(?!里?长)")
RANKING = re.compile(r"最[多少快慢高低好差严]|排名|排个?序|第一|倒数|\b(?:most|worst|rank\w*)\b")
_WHICH = r"(?:哪些|哪几|列|清单|名单|\b(?:which|list|what|show)\b)"
_ITEMS = r"(?:整改)?(?:任务|事项|项目|问题)"
_NOT = r"(?:(?<!有)没有|没|未有?)"


def _listed(words: str, *, bare: bool = True) -> re.Pattern[str]:
    """Return a pattern for questions that ask which items `words` are true of.

    `bare`: a phrase such as 没启动的 is such a question by itself.
    """
    alone = (
        rf"(?:{words})(?:的(?:{_ITEMS}|有|\W*$)|{_ITEMS})" if bare else rf"(?:{words})的{_ITEMS}"
    )
    return re.compile(rf"{_WHICH}.{{0,30}}(?:{words})|(?:{words}).{{0,30}}{_WHICH}|{alone}")


_STANDS = {
    "unstarted": rf"{_NOT}(?:启动|开工|动工|开始|动(?!态))|\b(?:not (?:yet )?|un)started\b",
    "at_door": r"(?<![没未])申请(?:验收)?销号|[待等要]待?(?:验收|销号|核查|公示)|(?:验收|核查|公示)中"
    r"|(?:正在?|在)(?:核查|验收|公示)|\b(?:applied|under (?:check|review)|waiting to be closed)\b",
    "blocked": r"(?<!没)有(?:困难|堵点|难点|阻力|障碍|卡点)|卡(?:住|壳)了?|受阻|需要?协调|\b(?:blocked|stuck)\b",
    "open": rf"{_NOT}(?:销号|办结)|\b(?:open|not closed|not struck off)\b",
    "undone": rf"{_NOT}完成|\b(?:unfinished|not (?:yet )?(?:done|finished|completed))\b",
    "closed": r"(?<![没未要待等请])(?:已经?)?销号(?!率)了?|\b(?:closed|struck off)\b",
    "done": r"(?<![没未要该能时期])(?:已经?|都|全部)?完成了?(?![率情不度得])|\b(?:done|finished|completed)\b",
}
STATE_LISTS = {
    kind: _listed(words, bare=kind not in ("closed", "done")) for kind, words in _STANDS.items()
}
"""Questions for a list of items in a state; the first pattern that matches decides."""
STATE_WORDS = {kind: re.compile(words) for kind, words in _STANDS.items()}
"""Words for the same states in any question, also those for a number."""
_NOT_ENDED = re.compile(
    r"能|(?:计划|预计|应该?|须|需要?|拟|争取|力争|确保|打算|准备)(?:全部)?(?:完成|办结|销号)"
    r"|截[至止]|为止|[之以]前|未销号|没销号"
)


ASKS = re.compile(r"怎么|怎样|什么|为啥|为何|哪|谁|呢$|行不行|对不对|变化|对比")
"""Words that ask, in any place; also of reports, so that only a leader's are a question for them."""


def asks_for_questions(words: str) -> bool:
    """Return whether the words ask for what leaders asked in vain: /told 提问."""
    return words.strip().lower() in ("提问", "领导提问", "questions")


_ASKS_WHICH = re.compile(
    r"(?:有|是|都)?哪(?:些|几[项个件条])|清单|名单|列(?:出|一?下)|\b(?:which|list)\b"
)


def asks_which(words: str) -> bool:
    """Return whether words ask for the items themselves and not for their number."""
    return bool(_ASKS_WHICH.search(words))


_BARE_ITEM = re.compile(
    r"(?:第 ?)?(\d{1,4}) ?(?:号|项)(?:整改)?(?:任务|问题|事项)?|(?:任务|事项|item|task) ?(\d{1,4})号?",
    re.IGNORECASE,
)


def bare_item_number(words: str) -> str:
    """Return the number of an item that is all the words say; empty where they say more."""
    found = _BARE_ITEM.fullmatch(words.strip(" 。.?!"))
    return (found[1] or found[2]) if found else ""


def ended_state(words: str) -> str:
    """Return `closed` or `done` where the words ask what has ended so; empty where they do not."""
    if _NOT_ENDED.search(words):
        return ""
    found = (kind for kind in ("closed", "done") if STATE_WORDS[kind].search(words))
    return next(found, "")


NOT_COUNTED = ("unstarted", "at_door", "blocked")
"""States without totals: a question for their number is answered with the list."""
_PLAINLY = re.compile(
    rf"{_WHICH}|哪[个家里]|几[项个条件家次]|多少|有没有|有无|谁|是否|[有是]啥|怎么?样|如何|咋样|[吗?][^\w?]*$"
    r"|\b(?:how|who|status|any)\b"
)
_IN_SHORT = re.compile(
    rf"^(?!没有|无|不存在|是|都|均|已|早|按)[^是]*(?:的{_ITEMS}?|[没未]\w{{2}}{_ITEMS}|[成号]率)\W*$"
    r"|^\W*overdue\b|\boverdue\W*$"
)

_MAY_ASK = re.compile(
    r"了没(?:有)?[?。]*$|没有?[?]|"
    r"[吗么呢?]|几[^乎十百千万]|多少|哪|谁|怎|啥|什么|是否|能否|\b(?:how|what|who|when|why|any)\b"
)


def may_be_question(words: str) -> bool:
    """Return whether words may ask, of somebody who has nothing to report."""
    return bool(_MAY_ASK.search(words))


OF_A_KIND = re.compile(r"哪些|哪几|哪[个家]|几[项个条件家次]|多少|\b(?:which|how (?:many|much))\b")
"""Words that ask which or how many; no polite phrase uses them."""


def is_question(words: str, *, plainly: bool = False) -> bool:
    """Return whether the words form a question.

    Unless `plainly`, a bare description of what is asked for is one too: 本周要完成的.
    """
    return bool(_PLAINLY.search(words) or (not plainly and _IN_SHORT.search(words)))


_AT_THE_EDGES = (
    "的得了吗呢吧啊呀嘛么哈哎诶唉哟哇咧噻哩嘞呗喂嗯噢哦有没未是在已还又都也就来张个项条件家些几多少最长快慢差谁啥请给我您你"
    "查看列报说发把将被为对和与及能会到里类县区局全共剩余要比前内底月日各亮该低高好"
)
_BEFORE_A_NAME, _BEHIND_A_NAME = (
    "的了还又都也就谁啥请给我您你把将是有没未已",
    "的得了吗呢吧啊呀嘛么有没是都谁啥",
)
_SHORTEST_TERM = 2
_WHOLE = re.compile(
    r"立行立改|限期整改|长期坚持|零报告|回头看|[本这下上]?周[一二三四五六日天]|(?<![\u4e00-\u9fff])[^\W\d请问我的和与由各]副?[县区市局镇乡]长(?!期)|[县区市局镇乡]长(?!期)|(?:方面|类别?|领域)\d+"
    r"|第(?:\d+|[一二三四五六七八九十]+)个?(?:方面|类别|领域|批|轮)"
    r"|\b(?:aspect|category) \d+"
)
"""Names of which a part alone would read as question words."""
COUNTY_AT_THE_BEGINNING = re.compile(r"[\u4e00-\u9fff]{2,3}[县区]")
"""A term that begins like a county: 东海县别墅群."""
_BODY = re.compile(r"[\u4e00-\u9fff]{2,10}(?:[县区市镇乡局委办]|街道|公司|集团|园区|委员会)")


_BEGINS = re.compile(
    r"\A(?:请问|请|帮我|麻烦)?(?:查一下|查询|查看|查找|搜索|看看|看一下|查|搜|找)?\s*"
)
_ENDS = (
    "还有几项", "有几项", "多少项", "有哪些", "进展如何", "怎么样", "没销号", "未销号", "逾期", "超期", "情况",
    "的", "了", "吗", "呢", "？", "?",
)  # fmt: skip
"""A longer one before the one it ends with."""


def search_subject(words: str) -> str:
    """Return what is looked for: the words left without those at both ends that only ask."""
    left = _BEGINS.sub("", words.strip())
    while ending := next(filter(left.endswith, _ENDS), ""):
        left = left.removesuffix(ending)
    return left.strip(" ，,。")


def named_terms(words: str) -> dict[str, str]:
    """Return the terms between words that only ask, whether the ledger knows them or not.

    Keys are for looking up, values for showing to the asker.
    """
    found = {name: name for name in _WHOLE.findall(words)}
    for part in re.split(r"[^\w]+", without_asking(_WHOLE.sub(" ", words))):
        body = _body(part)
        if name := body or part.strip(_AT_THE_EDGES):
            found[name] = body or _as_written(part)
    return found


def _as_written(part: str) -> str:
    """Return the term without particles at both ends, for display: 园区, 通报, 回头看."""
    term = part.lstrip(_BEFORE_A_NAME).rstrip(_BEHIND_A_NAME).removesuffix("类")
    without_verbs = term.rstrip("列查看发报说")
    return without_verbs if len(without_verbs) > _SHORTEST_TERM else term


def find_organisation(words: str) -> str | None:
    """Return a county, office or enterprise that the words name, known or not; None if none."""
    for part in re.split(r"[^\w]+", without_asking(words)):
        if body := _body(part):
            return body
    return None


def _body(part: str) -> str | None:
    found = _BODY.fullmatch(part.lstrip(_AT_THE_EDGES).rstrip("的了吗呢有"))
    return found and found.group()

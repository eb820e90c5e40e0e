"""Recognize instructions: what a leader or the office asks of others on an item (请1号抓紧)."""

import re
from functools import lru_cache

from rules.language.productions import Grammar, Production
from rules.language.questions import may_be_question
from rules.language.reading.classifier import classify_intent
from rules.language.reading.normalization import DATE, FIGURE, SPAN, TO_COME
from rules.language.tokens import Shape, Tokens, vocabulary

_FIGURE = Shape(frozenset({"figure"}), FIGURE, re.compile(FIGURE + "+"))
WORDS = vocabulary("zh", "instructions", shapes=(_FIGURE,))
_DUE = f"[{TO_COME}{SPAN}{DATE}]"
_NEAR = r"[^;。!?\n]"
SURELY = Grammar(
    WORDS,
    (
        Production(f"{{bid}}{_NEAR}{{0,24}}{{press|strong_press}}", True, "请1号抓紧", "请1号抓紧"),
        Production(
            f"{{bid}}{_NEAR}{{0,24}}{_DUE}{_NEAR}{{0,20}}[{{brought|thing|to_me}}]",
            True,
            f"请于{TO_COME}前把清水沟方案报来",
            f"请于{TO_COME}前把清水沟方案报来",
        ),
        Production(
            f"{_DUE}{_NEAR}{{0,24}}{{to_me}}{_NEAR}{{0,10}}[{{brought|thing}}]?",
            True,
            f"{TO_COME}前给我报方案",
            f"{TO_COME}前给我报方案",
        ),
        Production(
            f"{{to_me}}{_NEAR}{{0,14}}{_DUE}",
            True,
            f"给我报方案,{TO_COME}前",
            f"给我报方案,{TO_COME}",
        ),
        Production(r"{thing}{to_me}(?=$|[,。;!])", True, "整改结果报我", "整改结果报我"),
        Production("{strong_press}", True, "1号务必拆完", "务必"),
        Production(
            r"(?:^|(?<=[,;。:\n])){tell}(?!{hand})[^,;。{hand|figure}]{1,12}{do|soon}[^,;。{hand|figure}]{1,16}(?=$|[,;。!])",
            True,
            "让汀兰把种植方案再论证一遍",
            "让汀兰把种植方案再论证一遍",
        ),
    ),
)
"""Wordings by which others are told what to do, whoever writes them."""
PERHAPS = Grammar(
    WORDS,
    (
        Production("[{bid|press|to_me}要]", True, "2号要抓紧", "要"),
        Production("{charge}(?!{hand})", True, "逐件包到县级领导头上", "包到县级领导"),
        Production("{once}(?=$|[,;。!])", True, "渣土车夜间查一遍", "一遍"),
        Production(
            f"{_DUE}{_NEAR}{{0,14}}[{{brought|thing}}]",
            True,
            f"{TO_COME}前报方案",
            f"{TO_COME}前报方案",
        ),
        Production(
            f"[{{brought|thing}}]{_NEAR}{{0,8}}{_DUE}",
            True,
            f"先报上来,{TO_COME}前",
            f"报上来,{TO_COME}",
        ),
    ),
)
"""Wordings of owners as well, taken so from a leader, and where the classifier says so too."""
WEAKLY = Grammar(WORDS, (Production("该|别(?!墅|的|处|人)|{do}", True, "该停的停", "该"),))
"""Taken so only where the classifier says so."""
_OURS = Grammar(WORDS, (Production("[{ours}]", True, "我们抓紧施工", "我们"),))
ENGLISH = Grammar(
    vocabulary("en", "instructions", spaced=False),
    (
        Production("{urge}", True, "Make sure it is done", "Make sure"),
        Production("(?:^|[,.;:]){please}?{act}", True, "Please speed up item 1", "Please speed up"),
        Production(
            "(?:^|[,.;:]){please}?{bidding}[^.;?,]{2,30}{infinitive}",
            True,
            "Tell Yanhui to shut the workshops",
            "Tell Yanhui to",
        ),
        Production(
            "{to_me}[^.;?]{0,40}[{thing}\ue001\ue004]", True, "send me a plan", "send me a plan"
        ),
    ),
)
"""The same in English."""


def instructs_in_english(rest: str) -> bool:
    """Return whether an English text without figures and dates tells others what to do."""
    return ENGLISH.first(ENGLISH.vocabulary.read(rest)) is not None


def surely_instructs(rest: str) -> bool:
    """Return whether words that only urge others stand in a text without figures, dates and names."""
    tokens = _tokens(rest)
    return SURELY.first(tokens) is not None and _OURS.first(tokens) is None


def perhaps_instructs(normalized: str, rest: str, *, by_rank: bool) -> bool:
    """Return whether words that may urge others do so: from a leader, or as the classifier has it."""
    tokens = _tokens(rest)
    if _OURS.first(tokens) is not None or may_be_question(normalized):
        return False
    if PERHAPS.first(tokens) is not None:
        return by_rank or is_classified_so(normalized)
    return WEAKLY.first(tokens) is not None and is_classified_so(normalized, least=_CLEARLY)


_CLEARLY = 0.35
"""Lead of the classifier's intent where the words themselves urge nobody."""


def is_classified_so(normalized: str, least: float = 0.0) -> bool:
    """Return whether the classifier takes a message for an instruction, with at least such a lead."""
    found = classify_intent(normalized)
    return found is not None and found.intent == "instruction" and found.margin >= least


@lru_cache(maxsize=1)
def _tokens(rest: str) -> Tokens:
    """Return the tokens of a message, which is first asked about surely, then perhaps."""
    return WORDS.read(rest)

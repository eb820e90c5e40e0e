"""Recognize instructions: what a leader or the office asks of others on an item (请1号抓紧)."""

from functools import lru_cache

from rules.language.productions import Grammar, Production
from rules.language.questions import may_be_question
from rules.language.reading.classifier import classify_intent
from rules.language.reading.normalization import DATE, SPAN, TO_COME
from rules.language.tokens import Tokens, vocabulary

WORDS = vocabulary("zh", "instructions")
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
    ),
)
"""Wordings by which others are told what to do, whoever writes them."""
PERHAPS = Grammar(
    WORDS,
    (
        Production("[{bid|press|to_me}要]", True, "2号要抓紧", "要"),
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
_OURS = Grammar(WORDS, (Production("[{ours}]", True, "我们抓紧施工", "我们"),))
ENGLISH = Grammar(
    vocabulary("en", "instructions", spaced=False),
    (
        Production("{urge}", True, "Make sure it is done", "Make sure"),
        Production("(?:^|[,.;:]){please}?{act}", True, "Please speed up item 1", "Please speed up"),
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
    if PERHAPS.first(tokens) is None or _OURS.first(tokens) is not None:
        return False
    if may_be_question(normalized):
        return False
    return by_rank or is_classified_so(normalized)


def is_classified_so(normalized: str) -> bool:
    """Return whether the classifier takes a message for an instruction."""
    found = classify_intent(normalized)
    return found is not None and found.intent == "instruction"


@lru_cache(maxsize=1)
def _tokens(rest: str) -> Tokens:
    """Return the tokens of a message, which is first asked about surely, then perhaps."""
    return WORDS.read(rest)

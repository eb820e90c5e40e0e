"""What a question says that no list can be narrowed by: it is named to who asks, never passed over."""

import re

_PART = r"(?:督导|督办|验收|配合|协助)"
_BEYOND = re.compile(
    r"(?<![拆清消废])除(?:了|开|去|掉)?(?=\s)|(?<=\s)[以之]?外(?=[的逾超还有没未哪都\s]|$)|[以之]外"
    r"|(?:^|(?<=[\s,]))非(?=\s)|不含|不包括|不算|其他|其余|其它"
    rf"|(?<=\s){_PART}(?!中)|{_PART}(?=\s|单位|部门)"
    r"|(?<!有)(?:[没未不]|没有|尚未)(?:逾期|超期)的(?![吗吧么呢?])"
    r"|重点(?=问题|任务|事项|逾期|超期|的|有|还)|立行立改|限期整改|长期坚持|[市县]本级"
    r"|(?:第?\d+(?:号|个)?|第[一二三四五六七八九十]+[号个])问题|问题\d+"
    r"|上一?周|上个?星期|上个?月(?!底前)|昨[天日]|去年|季度|[上下]半年|[上中下]旬|下下个?[周月]|周末"
    r"|\b(?:except|excluding|without|other than|outside|last (?:week|month|year)|yesterday)\b"
)
_ALONE = frozenset({"乡镇", "镇街", "街道", "园区", "国企", "民企", "央企"})


def beyond(rest: str, left: list[str]) -> str:
    """The first such words; `rest` are the words without the names, `left` what is left of them."""
    found = _BEYOND.search(rest)
    if found:
        return found.group().strip()
    return next((part for part in left if part in _ALONE), "")

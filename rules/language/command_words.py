"""Papers and lists of the office by their names, without a slash: 月报, 调度会议题, 给1号发督办函."""

import re

from rules.language.reading.normalization import normalize

_MAKE = r"(?:请|帮我)?(?:生成|起草|拟|出|做|写|看)?(?:一[份下])?"
_LETTER = r"(?:提醒函|督办函|约谈通知|对账销号单)"
_CODE = r"第?(?P<code>[^\s,;。、]{0,4}\d[^\s,;。、]{0,4}?)(?:号|项)?(?:任务)?"
_END = r"[.!。 ]*"
_NAMED = {
    "monthly": re.compile(
        rf"{_MAKE}(?P<words>(?:20\d\d年)?\d{{1,2}}月|本月|上个?月)?的?(?:省督察办)?月报{_END}"
    ),
    "circular": re.compile(rf"{_MAKE}(?:[本上这]一?[轮次]|调度)?的?(?:调度)?通报{_END}"),
    "agenda": re.compile(rf"{_MAKE}(?:下一?次)?(?:调度)?(?:会议?的?)?议题{_END}"),
    "urgent": re.compile(
        r"(?:还?有)?(?:哪些|什么|几[件起])?(?:没有?|未|尚未)?(?:化解|处置)?的?紧急(?:情况|事项)"
        rf"(?:还?有哪些)?(?:还?没有?|未|尚未)?(?:化解|处置)?[吗?]?{_END}"
    ),
    "letter": re.compile(
        rf"{_MAKE}(?:给|对|为)?{_CODE}的?(?:下?发|印发|出|拟|下)?(?:一份)?{_LETTER}{_END}"
    ),
}
_LETTER_FIRST = re.compile(rf"{_MAKE}发?(?:一份)?{_LETTER} ?{_CODE}{_END}")


def command_named(text: str) -> tuple[str, str] | None:
    """Return the command that the whole text is another name of, with the words behind it.

    Of a letter the item alone is returned: which one is made is chosen by a press.
    """
    words = normalize(text).strip()
    for name, named in _NAMED.items():
        found = named.fullmatch(words)
        if found is None and name == "letter":
            found = _LETTER_FIRST.fullmatch(words)
        if found is not None:
            return name, "".join(filter(None, found.groupdict().values()))
    return None

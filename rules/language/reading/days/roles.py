"""What a day is for, by the words around it: deadline, promise, done, as of, seen."""

import re
from datetime import date
from itertools import pairwise

from rules.language.reading.days.places import DayPlace
from rules.language.reading.days.values import DateQuery
from rules.language.reading.normalization import NAME
from rules.language.reading.values import DateRole

LIMIT = re.compile(r"(?:前|内|之前|以前|前夕?)$")
_TERM = re.compile(r"(?:时限|期限|节点)(?:就?是|为|在|到|:)$")
"""时限是12月20日,现已清27宗: what follows is told of the works."""
_OVER = re.compile(r".{0,6}已|.{0,4}(?:完成|完工|建成|竣工)了|[^,;。]{0,6}就[^,;。]{0,8}了")
_TOLD_BEFORE = re.compile(r"已经?(?:于|在|从|自)?$")
_UP_TO = re.compile(r"[到至](?:[今昨前][天日晚]|上个?(?:周|月|星期|礼拜))")
"""Up to today or a past day, at the head of a clause."""
_AS_OF_AFTER = re.compile(r"为止|止[,:]?|的?(?:统计|汇总)(?!局)")
_ENDS = re.compile(r"[就能]?(?:[搞做干弄]?完|收尾|扫尾|收工|完工|清零)")
"""A verb of completion that puts the date in the future: 这周完."""
_OWED = re.compile(r"(?:要求|宽限|延期)[,:]?$")
_AGAIN = re.compile(r"又|\d|[一二两三四五六七八九][个栋处户家座台公亩吨米]")
_BY_THE_HOUR = re.compile(f"{NAME}{{1,16}}之?前")
_HAN, _A_WORD = re.compile("[\u4e00-\u9fff]"), 2
_THEN_DONE, _WENT_AND_LOOKED, _ASKED_FOR = 6, 11, 9
"""Characters at most in 9月底…就签完, 去…看了, 请…于."""
_PLAIN = frozenset({"plain", "finished_verb"})
_TODAY = ("今天", "今日", "今儿", "今早")


def is_limit(words: str) -> bool:
    """Return whether the words of a day set a limit themselves: 12月5日前."""
    return bool(LIMIT.search(words))


def is_past(place: DayPlace, words: str) -> bool:
    """Return whether the clause reports what happened on the day."""
    if _TERM.search(place.before):
        return False
    if _TOLD_BEFORE.search(place.before):
        return True
    if "future" in place.cues_before:
        return False
    if is_limit(words):
        return bool(_OVER.match(place.own))
    at_once = place.around.cue_at(place.first + place.own.startswith("份"))
    return "told" in place.cues_own or "since" in at_once or _then_done(place)


def _then_done(place: DayPlace) -> bool:
    """Return whether a finished verb follows at once: 9月底就签完20户."""
    own = place.around.between(place.first, place.first + len(place.own))
    return any(
        "then" in one.classes
        and "finished_verb" in other.classes
        and one.start - place.first <= _THEN_DONE
        for one, other in pairwise(own)
    )


def is_past_in_english(place: DayPlace, _words: str) -> bool:
    """Return whether the clause reports what happened on the day."""
    return "told" in place.cues and "future" not in place.cues_before


def is_as_of(place: DayPlace, words: str) -> bool:
    """Return whether the day is that of a count."""
    if "as_of" in place.around.cue_before(place.start) or _AS_OF_AFTER.match(place.after):
        return True
    return bool(_UP_TO.match(place.before + words)) and "future" not in place.cues_after


def is_to_come(place: DayPlace) -> bool:
    """Return whether the words around put the day in the future."""
    item = place.after.partition("、")[0]
    ahead = place.cues_before | place.around.cues(place.first, place.first + len(item))
    return "future" in ahead or bool(_ENDS.fullmatch(place.after))


def may_be_past(place: DayPlace, words: str) -> bool:
    """Return whether a plain verb of the work follows: 11月20日拆除5栋."""
    if is_limit(words) or place.cues_before & {"future", "owed"}:
        return False
    return bool(place.cues_after & _PLAIN) and "future" not in place.cues_after


def is_lately(place: DayPlace, words: str) -> bool:
    """Return whether something is told of the day and nothing puts it in the future: 11月上旬巡河一遍."""
    if is_limit(words) or place.cues & {"future", "owed"}:
        return False
    return len(_HAN.findall(place.before + place.after)) >= _A_WORD


def is_remark(place: DayPlace, words: str, value: date, asked: DateQuery) -> bool:
    """Return whether the day only tells when a remark holds: 今天人手够, 明天有雨."""
    told = is_limit(words) or place.cues & {"future", "seen", *_PLAIN}
    if told:
        return False
    if value == asked.today and words.startswith(_TODAY):
        of_the_day = (
            not place.after or _AGAIN.search(place.after) or _BY_THE_HOUR.match(place.after)
        )
        return not of_the_day
    return "remark" in place.around.cue_at(_behind_asides(place))


def _behind_asides(place: DayPlace) -> int:
    """Return where a remark would begin: behind the day, and 上午, 都 and their like."""
    at = place.first
    for cue in place.around.between(place.first, place.last):
        if cue.start != at or "aside" not in cue.classes:
            break
        at = cue.end
    return at


def role_of(place: DayPlace, words: str, value: date, asked: DateQuery, *, past: bool) -> DateRole:
    """Return what the day is for."""
    if not past and (_is_owed(place) or _OWED.search(place.lead)):
        return "deadline"
    if value > asked.today:
        return "promise"
    gone = value < asked.today and not is_limit(words)
    if past or gone or (value == asked.today and _told_of_today(place, words)):
        return "seen" if _is_seen(place) else "done"
    return "promise"


def _is_owed(place: DayPlace) -> bool:
    return "owed" in place.cues or _leads_to(place, "please", "on", _ASKED_FOR)


def _leads_to(place: DayPlace, one: str, other: str, reach: int) -> bool:
    """Return whether a cue of one class is followed by one of another within some characters."""
    cues = place.around.between(place.head, place.last)
    first = [cue.start for cue in cues if one in cue.classes]
    then = [cue.start for cue in cues if other in cue.classes]
    return any(0 < late - early <= reach for early in first for late in then)


def _told_of_today(place: DayPlace, words: str) -> bool:
    if is_limit(words) or "future" in place.cues:
        return False
    return bool(place.cues_after & _PLAIN) or _is_seen(place) or bool(_AGAIN.search(place.after))


def _is_seen(place: DayPlace) -> bool:
    return "seen" in place.cues or _leads_to(place, "went", "looked", _WENT_AND_LOOKED)

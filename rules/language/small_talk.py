"""Words that tell nothing of the work: a greeting, a day off, that something was signed for."""

import re

from rules.language.reading.normalization import normalize

_GREETING = re.compile(
    r"\A(?:[各诸]位(?:领导|同志|老师)?|领导|同志|老师|小助手|助手|机器人|整改办)?[,. ]?"
    r"(?:你好|您好|大家好|hello|hi|早上?好|上午好|中午好|下午好|晚上好|在吗|在不在|有人吗|good (?:morning|afternoon))"
    r"(?:[,.!~ ]?(?:你好|您好|在吗|在不在|有人吗|领导|同志|老师|小助手|助手|啊|呀|哈|there))?[,.!?。~ ]*",
    re.IGNORECASE,
)
_OFF_DUTY = re.compile(
    r"\A(?:我们?|本人)?(?:因[病事公])?(?:今天|今日|今|明天|明日|本周|这周|下周|周末|这几天|节日期间)?(?:上午|下午)?(?:我们?)?"
    r"(?:正?在|都|要|也)?(?:休息|休假|放假|请假|调休|轮休|不上班|年休假?|休年假|病假|事假)(?:一天|半天)?"
    r"[了中]?[,.!。 ]*"
)


_CONFIRMS = re.compile(r"(?:确认|确定|确认无误|确认提交|confirm)[,.!。 ]*", re.IGNORECASE)


def confirms(text: str) -> bool:
    """Return whether the whole text is a word that would confirm."""
    return _CONFIRMS.fullmatch(normalize(text).strip()) is not None


_SIGNS = re.compile(
    r"(?:我们?|本人|现)?(?:已经?|予以)?签收(?:任务|一下)?了?[,.!。 ]*|(?:i )?sign(?:ed)?(?: for (?:it|them))?[.! ]*",
    re.IGNORECASE,
)


def signs(text: str) -> bool:
    """Return whether the whole text says that its writer signs for what they were given: 签收."""
    return _SIGNS.fullmatch(normalize(text).strip()) is not None


def is_greeting(text: str) -> bool:
    """Return whether the whole text greets."""
    return _GREETING.fullmatch(normalize(text).strip()) is not None


def is_off_duty(text: str) -> bool:
    """Return whether the whole text says that its writer does not work: 今天休息."""
    return _OFF_DUTY.fullmatch(normalize(text).strip()) is not None

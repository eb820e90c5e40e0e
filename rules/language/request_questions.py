"""Short questions for what waits to be coordinated (待协调) and for instructions (我的批示)."""

import re

from rules.language.reading.normalization import normalize
from rules.policy.requests import RequestKind

_LISTED = r"(?:的)?(?:有)?(?:哪些|什么|哪几[项件个]|多少|几[项件个条]|清单|列表|情况)?(?:呢|吗|啊)?[\s?。.!]*"
_SEEN = r"(?:请)?(?:查看?|看(?:看|一下)?|列出?)?(?:一下)?"
_OPEN = (
    r"(?:目前|现在|当前|还有|还|全市|所有)?(?:有)?(?:哪些|什么|多少)?"
    r"(?:未|没|没有|尚未|待)?(?:答复|解决|办结|落实)?(?:的)?"
)
_WORDINGS: dict[RequestKind, re.Pattern[str]] = {
    RequestKind.BLOCKER: re.compile(
        rf"{_SEEN}(?:我的|我[市县区局])?{_OPEN}(?:待|需要?|要)协调(?:解决)?(?:的)?(?:事项|问题|事|困难)?{_LISTED}"
        r"|(?:open |my )?blockers?[\s?]*|what (?:is|waits) to be coordinated[\s?]*",
        re.IGNORECASE,
    ),
    RequestKind.INSTRUCTION: re.compile(
        rf"{_SEEN}(?:(?:我|领导)(?:[作做下给]出?)?的?|待[我办]?|待我?答复的?)(?:批示|指示|交办事项|统筹意见){_LISTED}"
        r"|(?:批示|指示)(?:有哪些|清单|列表)?[\s?]*|my instructions?[\s?]*",
        re.IGNORECASE,
    ),
}


def asked_kind(text: str) -> RequestKind | None:
    """Return which requests the whole text asks for; None where it is no such question."""
    words = normalize(text).strip()
    if len(words) > _LONGEST:
        return None
    return next((kind for kind, row in _WORDINGS.items() if row.fullmatch(words)), None)


_LONGEST = 24
"""Characters of such a question."""

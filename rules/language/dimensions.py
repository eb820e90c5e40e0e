"""Find in a question what narrows it besides names: lights, key issues, and whose duty is meant."""

import re
from collections.abc import Iterator

from rules.policy.forecast import Light

_BEFORE_MORE = r"(?=$|[^\w]|问题|任务|事项|项目|整改|逾期|超期|[的有还未没共剩红黄蓝亮本下今]|总体|情况|进[展度])"
_KEY = re.compile(
    rf"重点{_BEFORE_MORE}(?:整改)?(?:问题|任务|事项|项目)?|\bkey (?:issues?|items?|findings?)\b"
)
_OF_AN_ASPECT = re.compile(r"重点[^ ,;。的]{1,8}(?:方面|领域)")
_BEHIND = re.compile(r"(?:同志)?(?:市?领导)? {0,2}(?:双?包保|包联|包(?=[的着了]))")
_GUARANTORS = re.compile(r"(?:双?包保|包联|包(?=[的着了]))(?:的?(?:市?领导|责任人))?")
_BEFORE = re.compile(rf"{_GUARANTORS.pattern}(?:是|为|:)? {0, 2}$")


LIGHTS = {
    Light.RED: re.compile(r"红[灯牌色的]|亮红|最悬|悬[的了]|有点悬|够呛|\bred\b", re.IGNORECASE),
    Light.YELLOW: re.compile(r"黄[灯牌色的]|亮黄|\byellow\b", re.IGNORECASE),
    Light.BLUE: re.compile(r"蓝[灯牌色的]|亮蓝|\bblue\b", re.IGNORECASE),
}
"""Words for items that show a light."""


def find_key(words: str) -> tuple[str, str]:
    """Return the words that ask for key issues only, empty if none, and the words without them."""
    found = _KEY.search(words)
    if found is None or _OF_AN_ASPECT.search(words) or words[: found.start()].endswith("非"):
        return "", words
    blank = " " * len(found.group())
    return found.group(), words[: found.start()] + blank + words[found.end() :]


def guarantees(words: str, name: str) -> bool:
    """Return whether the words speak of the named person as a guarantor: 李敏包保的."""
    return any(
        _BEHIND.match(words, start + len(name)) or _BEFORE.search(words[:start])
        for start in _places(words, name)
    )


_LEADS = re.compile(r"(?:自己|本身|本级)? {0,2}(?:牵头|主办)|'s own\b")


def leads(words: str, name: str) -> bool:
    """Return whether the words speak of what the named unit leads itself: 市住建局牵头的."""
    return any(_LEADS.match(words, start + len(name)) for start in _places(words, name))


def _places(words: str, name: str) -> Iterator[int]:
    """Yield where a name begins in the words."""
    start = words.find(name)
    while start >= 0:
        yield start
        start = words.find(name, start + 1)


def led_by(name: str) -> str:
    """Return words that name what a unit leads itself, as `leads` reads them."""
    return f"{name}牵头"


def guaranteed_by(name: str) -> str:
    """Return words that name what somebody guarantees, as `guarantees` reads them."""
    return f"{name}包保"


def without_guarantee(words: str) -> str:
    """Return the words without those that say who guarantees."""
    return _GUARANTORS.sub(lambda found: " " * len(found.group()), words)

"""The role of a figure by the words around it: done, remaining, total, or this time's step."""

import re
from dataclasses import dataclass

from rules.language.reading.role_words import (
    AFTER_DONE,
    AFTER_LEFT,
    AFTER_TOTAL,
    ALSO_DONE,
    AMONG,
    BEFORE,
    DONE_VERB,
    IN_ALL,
    JOINT,
    LEFT_OVER,
    NOMINAL,
    OTHERS,
    REGION,
    STEP,
    WEAK,
    StatedRole,
)
from rules.language.reading.table import Row
from rules.language.reading.verbs import WHOLLY


@dataclass(frozen=True, slots=True)
class Around:
    """The words between this figure and its neighbours, or the ends of its clause.

    `to_come`: a future day precedes it in the clause; `due`: one follows it. `whole`: all of it
    is said to be done (12座已全部恢复).
    """

    before: str
    after: str
    figure_follows: bool
    is_percentage: bool
    to_come: bool = False
    due: bool = False
    whole: bool = False


_ALL = re.compile(r"全部|所有|全数|都|均")
_MEANT = re.compile(r"预计|力争|争取|计划|将|有望|确保")
_OVER = re.compile(r"已|了|累计|全部|所有|共")


def stated_role(around: Around) -> StatedRole:
    """Return the role the words give this figure; None when they give none."""
    nearest = nearest_role(around.before)
    if nearest == "remaining" and LEFT_OVER.pattern.search(around.before):
        return "done" if _rest_is_done(around) else "remaining"
    if _AND_THEN.search(around.before) and around.after.startswith("就"):
        return "remaining"
    if around.whole and nearest in (None, "named", "total"):
        return "total"
    return (
        _of_others(around, nearest)
        or _to_come(around, nearest)
        or _by_after(around, nearest)
        or _by_before(around, nearest)
    )


def _rest_is_done(around: Around) -> bool:
    """Return whether the rest is reported as done: 其余16家都关了."""
    rest = not around.due and around.before.endswith(("其余", "其余的"))
    return rest and _ALL_OF_THEM.match(around.after) is not None


_ALL_OF_THEM = re.compile(rf"[^,;。未没不待]{{0,4}}?(?:已|均|都|全)(?:已|部|经){{0,4}}+{WHOLLY}")
_AND_THEN = re.compile(r"再[^,;。]{0,4}$")
"""So many are left: 再拆5栋就完了."""


def _of_others(around: Around, nearest: StatedRole) -> StatedRole:
    """Return `remaining` for others not said to be done: 另外6座元旦前修好."""
    if nearest is not None or not OTHERS.pattern.search(around.before):
        return None
    done = AFTER_DONE.pattern.search(around.after) and not around.due
    return None if done or around.is_percentage else "remaining"


def _to_come(around: Around, nearest: StatedRole) -> StatedRole:
    """Return `plan` or `total` for an amount with a future day: 下周拆除5栋, 10栋月底前拆完."""
    if nearest not in (None, "done", "named", "total"):
        return None
    if around.to_come and _MEANT.search(around.before):
        return "plan"
    if around.due and nearest != "done" and "已" not in around.after:
        bound = nearest == "total" or _ALL.search(around.before + around.after)
        return "total" if bound else "plan"
    return "plan" if around.to_come and not _OVER.search(around.before) else None


def _by_after(around: Around, nearest: StatedRole) -> StatedRole:
    if around.is_percentage:
        return None
    open_to_tell = nearest in (None, "named", "total")
    if open_to_tell and AFTER_TOTAL.pattern.search(around.after):
        return "total"
    if around.figure_follows:
        return "total" if _is_of_what_follows(around, nearest) else None
    left = AFTER_LEFT.pattern.search(around.after)
    if left:
        return "remaining" if open_to_tell or _NOT_COME.match(around.after) else None
    more = "还有" in around.before and not around.due
    if more and ALSO_DONE.pattern.search(around.after):
        return "done"
    return _done_after(around) if open_to_tell and not around.to_come else None


_NOT_COME = re.compile(r"(?:还|也|都|一直|迟迟)?(?:没有?|未)能?[到拨批下落兑付给]")
"""Not received, whatever precedes: 配套资金3600万元没到位."""


def _done_after(around: Around) -> StatedRole:
    if not AFTER_DONE.pattern.search(around.after):
        return None
    return "step" if _ONCE_MORE.search(around.before) else "done"


_ONCE_MORE = re.compile(r"又[^,;。]{0,6}$|新增")
"""One more, as a step: 又有3户签约."""


def _is_of_what_follows(around: Around, nearest: StatedRole) -> bool:
    """Return whether this is the total of the next figure: 37宗已清29宗, 17处中的9处."""
    after = around.after
    if AMONG.pattern.match(after):
        return True
    if nearest is None and LEFT_OVER.pattern.search(after):
        return True
    if nearest not in (None, "named"):
        return False
    return bool(DONE_VERB.pattern.search(after) or _OUT_OF.search(after))


_OUT_OF = re.compile(
    r"已经?[^,;。]{1,3}$|(?<![没未不])[\u4e00-\u9fff](?<![以加之晚早])[掉完上好]了?$"
)
"""A verb between a total and a part of it: 92家已联81家, 58件化掉29件."""


def _by_before(around: Around, nearest: StatedRole) -> StatedRole:
    if nearest == "total":
        return _total_or_sum(around)
    if around.is_percentage:
        return "done" if nearest == "named" else nearest
    if nearest not in (None, "done", "named"):
        return nearest
    in_all = IN_ALL.pattern.search(around.before)
    if in_all and nearest is None:
        return "done"
    return "step" if STEP.pattern.search(around.before) and not in_all else nearest


def _total_or_sum(around: Around) -> StatedRole:
    """Return `done` for a sum of what is done (共拆除12栋), else `total` (计划拆除45栋)."""
    joint = JOINT.pattern.search(around.before)
    if joint and (
        DONE_VERB.pattern.search(around.before, joint.end())
        or _GOT_TO.search(around.before, joint.end())
    ):
        return "done"
    if around.is_percentage:
        return "total" if _AIM.search(around.before) else "done"
    return "total"


_GOT_TO = re.compile(r"[\u4e00-\u9fff](?:(?<![及收接查摸找看遇碰得估])[到至]|[住下起成]了?|了)$")
"""A verb of result after a sum, whatever the verb: 一共立到5.1公里, 总共栽下800棵."""
_AIM = re.compile(r"(?<!完成)(?<!年度)(?:目标|指标|要求)值?(?:为|是|:)?$")


def nearest_role(before: str) -> StatedRole:
    """Return the role by the last decisive words; a verb alone does not outweigh a plan or a lack."""
    ends = [(each.words not in WEAK, _last_end(each.words, before), each.role) for each in BEFORE]
    found = [each for each in ends if each[1] >= 0]
    if not found:
        return None
    strong, _, role = max(found, key=lambda each: each[:2])
    if strong or not NOMINAL.search(before):
        return role
    return "total" if REGION.pattern.search(before) else "named"


def _last_end(words: Row, before: str) -> int:
    return max((found.end() for found in words.pattern.finditer(before)), default=-1)

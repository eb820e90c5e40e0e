"""The role of a figure by the words around it: done, remaining, total, or this time's step."""

from dataclasses import dataclass

from rules.language.reading.role_words import (
    AFTER_DONE,
    AFTER_LEFT,
    AFTER_TOTAL,
    AIM,
    ALL,
    ALL_OF_THEM,
    ALREADY,
    ALSO_DONE,
    AMONG,
    BEFORE,
    DONE_VERB,
    GONE_TOO,
    IN_ALL,
    IN_HAND,
    LAST_ONES,
    LEFT_OVER,
    MEANT,
    MORE,
    NOMINAL,
    NOT_COME,
    ONCE_MORE,
    OTHERS,
    OUT_OF,
    OVER,
    REACHED,
    REGION,
    REST,
    SHARE_OF,
    STEP,
    THEN,
    TOGETHER,
    WEAK,
    WORDS,
    Role,
    StatedRole,
)


@dataclass(frozen=True, slots=True)
class Around:
    """The shadows of the words between this figure and its neighbours, or the ends of its clause.

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


def stated_role(around: Around) -> StatedRole:
    """Return the role the words give this figure; None when they give none."""
    nearest = _nearest(around.before)
    if _are_gone(around):
        return "cleared"
    if nearest == "remaining" and LEFT_OVER.holds(around.before):
        return "done" if _rest_is_done(around) else "remaining"
    if around.after.startswith("就") and THEN.holds(around.before):
        return "remaining"
    if around.whole and nearest in (None, "named", "total"):
        return "total"
    return (
        _of_others(around, nearest)
        or _to_come(around, nearest)
        or _by_after(around, nearest)
        or _by_before(around, nearest)
    )


def _are_gone(around: Around) -> bool:
    """Return whether the last ones are done, so that none is left: 最后一户也签了."""
    if around.due or around.figure_follows or not LAST_ONES.holds(around.before):
        return False
    return GONE_TOO.holds(around.after)


def _rest_is_done(around: Around) -> bool:
    """Return whether the rest is reported as done: 其余16家都关了."""
    return not around.due and REST.holds(around.before) and ALL_OF_THEM.holds(around.after)


def _of_others(around: Around, nearest: StatedRole) -> StatedRole:
    """Return `remaining` for others not said to be done: 另外6座元旦前修好."""
    if nearest is not None or not OTHERS.holds(around.before):
        return None
    if IN_HAND.holds(around.after):
        return "plan"
    done = AFTER_DONE.holds(around.after) and not around.due
    return None if done or around.is_percentage else "remaining"


def _to_come(around: Around, nearest: StatedRole) -> StatedRole:
    """Return `plan` or `total` for an amount with a future day: 下周拆除5栋, 10栋月底前拆完."""
    if nearest not in (None, "done", "named", "total"):
        return None
    if around.to_come and MEANT.holds(around.before):
        return "plan"
    if around.due and nearest != "done" and not ALREADY.holds(around.after):
        bound = nearest == "total" or ALL.holds(around.before + around.after)
        return "total" if bound else "plan"
    return "plan" if around.to_come and not OVER.holds(around.before) else None


def _by_after(around: Around, nearest: StatedRole) -> StatedRole:
    if around.is_percentage:
        return None
    open_to_tell = nearest in (None, "named", "total")
    if open_to_tell and AFTER_TOTAL.holds(around.after):
        return "total"
    if around.figure_follows:
        return "total" if _is_of_what_follows(around, nearest) else None
    if AFTER_LEFT.holds(around.after):
        return "remaining" if open_to_tell or NOT_COME.holds(around.after) else None
    more = MORE.holds(around.before) and not around.due
    if more and ALSO_DONE.holds(around.after):
        return "done"
    return _done_after(around) if open_to_tell and not around.to_come else None


def _done_after(around: Around) -> StatedRole:
    if not AFTER_DONE.holds(around.after):
        return None
    return "step" if ONCE_MORE.holds(around.before) else "done"


def _is_of_what_follows(around: Around, nearest: StatedRole) -> bool:
    """Return whether this is the total of the next figure: 37宗已清29宗, 17处中的9处."""
    after = around.after
    if SHARE_OF.holds(around.before):
        return True
    if AMONG.holds(after) or (nearest is None and LEFT_OVER.holds(after)):
        return True
    return nearest in (None, "named") and (DONE_VERB.holds(after) or OUT_OF.holds(after))


def _by_before(around: Around, nearest: StatedRole) -> StatedRole:
    if nearest == "total":
        return _total_or_sum(around)
    if around.is_percentage:
        return "done" if nearest == "named" else nearest
    if nearest not in (None, "done", "named"):
        return nearest
    in_all = IN_ALL.holds(around.before)
    if in_all and nearest is None:
        return "done"
    by_now = in_all or REACHED.holds(around.before)
    return "step" if STEP.holds(around.before) and not by_now else nearest


def _total_or_sum(around: Around) -> StatedRole:
    """Return `done` for a sum of what is done (共拆除12栋), else `total` (计划拆除45栋)."""
    if TOGETHER.holds(around.before):
        return "done"
    if around.is_percentage:
        return "total" if AIM.holds(around.before) else "done"
    return "total"


def told_before(before: str) -> StatedRole:
    """Return the role that strong words before a figure give it, from their shadow."""
    return _last(BEFORE, before)


def says_done(before: str) -> bool:
    """Return whether the shadow of the words before a figure says that it is done: 签了3座协议."""
    return told_before(before) == "done"


def nearest_role(before: str) -> StatedRole:
    """Return the role by the last decisive words of a text before a figure."""
    return _nearest(WORDS.read(before).shadow)


def _nearest(before: str) -> StatedRole:
    """Return the role by the last decisive words; a verb alone does not outweigh a plan or a lack."""
    strong = _last(BEFORE, before)
    if strong is not None:
        return strong
    weak = _last(WEAK, before)
    if weak is None or not NOMINAL.holds(before):
        return weak
    return "total" if REGION.holds(before) else "named"


def _last(table: Role, before: str) -> StatedRole:
    """Return the meaning of the match that ends last; of equals, of the upper row."""
    latest, role = -1, None
    for row, pattern in zip(table.rows, table.patterns, strict=True):
        for found in pattern.finditer(before):
            if found.end() > latest:
                latest, role = found.end(), row.means
    return role

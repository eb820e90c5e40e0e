"""Figures: amounts with roles by the words around them, their neighbours and their sums."""

import re
from dataclasses import replace
from decimal import Decimal

from rules.language.matching import IndexEntry
from rules.language.reading.amounts import FoundAmount
from rules.language.reading.asides import with_asides
from rules.language.reading.completion import Completion, add_completion, find_completions
from rules.language.reading.figure_roles import Around, says_done, stated_role
from rules.language.reading.neighbours import (
    Roles,
    apply_known_total,
    is_part_of_total,
    mark_rest,
    parts_of_a_sum,
    share_list_role,
    sum_done,
)
from rules.language.reading.normalization import FIGURE, TO_COME, blank
from rules.language.reading.numbers import EFFORTS, find_amounts
from rules.language.reading.preliminaries import completes_papers, is_only_begun
from rules.language.reading.role_words import (
    EDGE,
    NOT_BEGUN,
    PLANS,
    READIED,
    REPORTS,
    WORDS,
    StatedRole,
)
from rules.language.reading.settling import settled
from rules.language.tokens import Tokens
from rules.policy.figures import Figure, FigureRole

_MOST = 60
"""Limit of amounts read in one message, to bound the time a generated text can take."""


def find_figures(
    work: str, text: str, entry: IndexEntry | None = None
) -> tuple[tuple[Figure, ...], str, tuple[str, ...]]:
    """Return the figures in reading order, the text without amounts, and the words of planned ones.

    `work` has dates and durations blanked; `text` has nothing blanked. `entry` is
    the item, if it is certain.
    """
    amounts, rest = find_amounts(work, efforts=entry is not None and entry.measure in EFFORTS)
    amounts = [each for each in amounts[:_MOST] if not _names_the_item(each, entry)]
    amounts = _with_units(amounts, entry.measure if entry else None)
    done = [each for each in find_completions(rest) if not completes_papers(each, rest, entry)]
    marked = WORDS.read(_marked(text, amounts))
    stated = [_role_of(place, amounts, marked, rest, done) for place in range(len(amounts))]
    stated = with_asides(amounts, _with_papers(amounts, stated, marked, entry), marked, entry)
    stated = _with_plans(amounts, stated, marked)
    amounts, stated, done = _with_none_left(amounts, stated, done)
    stated = sum_done(share_list_role(amounts, stated, text), amounts, text)
    known = entry.total if entry else None
    roles = apply_known_total(amounts, settled(amounts, stated, text, rest), known)
    roles = mark_rest(amounts, roles, known)
    if wholly := _wholly_done_parts(amounts, roles, rest, done, entry):
        roles, done = [wholly.get(place, role) for place, role in enumerate(roles)], []
    parts = parts_of_a_sum(amounts, roles, marked)
    pairs = list(enumerate(zip(amounts, roles, strict=True)))
    figures = tuple(
        Figure(
            each.value,
            each.unit,
            role,
            each.approximate,
            text[each.start : each.end],
            place in parts,
        )
        for place, (each, role) in pairs
        if role is not None
    )
    aside = tuple(text[each.start : each.end] for _, (each, role) in pairs if role is None)
    percentages = [each.start for each in amounts if each.is_percentage]
    return add_completion(figures, done, percentages, rest), rest, aside


def _with_none_left(
    amounts: list[FoundAmount], stated: list[StatedRole], done: list[Completion]
) -> tuple[list[FoundAmount], list[StatedRole], list[Completion]]:
    """Return the last ones, which are done, as none left; not where all is said to be done as well."""
    last = {each.end for each, role in zip(amounts, stated, strict=True) if role == "cleared"}
    others = [each for each in done if each.start not in last]
    if others or any(each.is_percentage and each.value == _ALL for each in amounts):
        return amounts, ["plan" if role == "cleared" else role for role in stated], done
    none = [replace(each, value=Decimal(0)) if each.end in last else each for each in amounts]
    return none, stated, done if not last else others


def _names_the_item(here: FoundAmount, entry: IndexEntry | None) -> bool:
    """Return whether a bare number is the item's own: 任务32,拆了12栋."""
    return entry is not None and not here.unit and f"{here.value:f}" in entry.codes


def _marked(text: str, amounts: list[FoundAmount]) -> str:
    """Return the text with the amounts blanked, and nothing else."""
    for each in amounts:
        text = blank(text, each.start, each.end, FIGURE)
    return text


def _with_units(amounts: list[FoundAmount], measure: str | None) -> list[FoundAmount]:
    """Return the amounts with bare numbers given the only unit, or the item's: 拆了12，还剩33栋."""
    units = {each.unit for each in amounts if each.unit and not each.is_percentage}
    if len(units) > 1 or not (units or measure) or "/" in (measure or ""):
        return amounts
    unit = units.pop() if units else measure or ""
    return [each if each.unit else replace(each, unit=unit) for each in amounts]


def _role_of(
    place: int, amounts: list[FoundAmount], marked: Tokens, rest: str, done: list[Completion]
) -> StatedRole:
    here = amounts[place]
    if here.part:
        return here.part
    shadow, at = marked.shadow, marked.at(here.start)
    head, tail = _last_edge(shadow, at), _next_edge(shadow, at + 1)
    follows = shadow[tail : tail + 1] not in _EDGES
    stop = tail if follows else tail + 1
    around = Around(
        shadow[head:at],
        shadow[at + 1 : stop],
        follows,
        here.is_percentage,
        TO_COME in rest[marked.span(head, at)[0] : here.start],
        not follows and TO_COME in rest[here.end : marked.span(at, tail)[1]],
        _is_wholly_done(place, amounts, rest, done),
    )
    return stated_role(around)


def _with_papers(
    amounts: list[FoundAmount], stated: list[StatedRole], marked: Tokens, entry: IndexEntry | None
) -> list[StatedRole]:
    """Return the roles with those of which only papers are done: all of them, or none of the figures."""
    found = list(stated)
    for place, each in enumerate(amounts):
        at = marked.at(each.start) + 1
        end = _next_edge(marked.shadow, at)
        before = marked.shadow[_last_edge(marked.shadow, at - 1) : at - 1]
        if READIED.holds(before) and NOT_BEGUN.holds(marked.shadow[at : at + _NEAR]):
            found[place] = "plan"
        told = stated[place] not in (None, "named", "total", "done") or says_done(before)
        if not told and is_only_begun(marked.shadow[at:end], marked.words(at, end), entry):
            part = entry is not None and is_part_of_total(each, entry)
            found[place] = "plan" if part else "total"
    return found


def _with_plans(
    amounts: list[FoundAmount], stated: list[StatedRole], marked: Tokens
) -> list[StatedRole]:
    plans = _planned(marked.shadow)
    planned = [any(marked.at(each.start) in under for under in plans) for each in amounts]
    return ["plan" if plan else role for plan, role in zip(planned, stated, strict=True)]


def _planned(shadow: str) -> list[range]:
    """Return the places under the headings of plans (明日计划:1.浇筑3座), up to the next report."""
    [plans], [reports] = PLANS.patterns, REPORTS.patterns
    found = []
    for heading in plans.finditer(shadow):
        end = reports.search(shadow, heading.end())
        found.append(range(heading.end(), end.start() if end else len(shadow)))
    return found


_EDGES = ",;。!?\n:、()"


def _is_wholly_done(
    place: int, amounts: list[FoundAmount], rest: str, done: list[Completion]
) -> bool:
    """Return whether all of this amount is said to be done: 12座已全部恢复, 6条100%完成."""
    here = amounts[place]
    if here.is_percentage or here.unit.endswith("元"):
        return False
    ahead = [each.start for each in done]
    ahead += [
        each.start for each in amounts[place + 1 :] if each.is_percentage and each.value == _ALL
    ]
    if any(0 <= here.start - each.end <= 1 or each.start < here.start < each.end for each in done):
        return True
    return any(
        here.end <= start <= here.end + _NEAR and not _APART.search(rest[here.end : start])
        for start in ahead
    )


def _wholly_done_parts(
    amounts: list[FoundAmount],
    roles: Roles,
    rest: str,
    done: list[Completion],
    entry: IndexEntry | None,
) -> dict[int, FigureRole | None]:
    """Return the roles of amounts that are wholly done but only a part of the item.

    东区12栋已全部拆除 of 45; or what is said to be left (未达标的12家已全部关停).
    """

    def is_one(place: int) -> bool:
        here, role = amounts[place], roles[place]
        if role == "remaining":
            return any(_AT_ONCE.fullmatch(rest, here.end, each.start) for each in done)
        part = role == "total" and entry is not None and is_part_of_total(here, entry)
        return part and _is_wholly_done(place, amounts, rest, done)

    return {
        place: "done" if role == "total" else role
        for place, role in enumerate(roles)
        if is_one(place)
    }


_AT_ONCE = re.compile(r"[^,;。!?\n]{0,4}")
_ALL, _NEAR = Decimal(100), 20
_APART = re.compile(rf"[;。!?\n{FIGURE}]|,.*,")


def _last_edge(shadow: str, end: int) -> int:
    """Return where this figure's own words begin: after the last edge or figure before it."""
    [edge] = EDGE.patterns
    return max(
        (each.end() for each in edge.finditer(shadow, max(0, end - 60), end)),
        default=max(0, end - 60),
    )


def _next_edge(shadow: str, start: int) -> int:
    """Return where this figure's own words end: at the next edge or figure, or the text's end."""
    found = EDGE.patterns[0].search(shadow, start)
    return found.start() if found else len(shadow)

"""English figures: 12 of 45 villas demolished, two thirds done, 1.2 km to go."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from rules.language.reading import english_roles
from rules.language.reading.amounts import FoundAmount
from rules.language.reading.english_words import NUMBER, parse_english_numeral
from rules.language.reading.normalization import FIGURE, blank
from rules.language.reading.table import first_match
from rules.policy.figures import Figure, FigureRole

_FRACTIONS = {
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "half": 2,
    "halves": 2,
    "tenths": 10,
}
_SHARE = re.compile(
    rf"(?i)(?P<n>{NUMBER}) ?(?:%|per ?cent\b|pct\b)|\b(?P<above>one|two|three|four|a|"
    r"\d) ?[- ](?P<below>thirds?|quarters?|fifths?|tenths)\b|"
    r"\b(?P<half>(?:one )?half|halfway)\b(?! a dozen)"
)
_NOT_UNITS = (
    "of and to are is was were have has had left remaining remain remains done complete completed "
    "finished demolished "
    "by so in on at the now yet outstanding removed cleared more still out for already total "
    "connected signed built laid "
    "percent per with but as from still not today yesterday before after this that there here "
    "approved inspected converted retrofitted treated relocated replaced scrapped closed shut moved "
    "went started passed planted"
)
_NOUN = rf"(?!(?:{'|'.join(_NOT_UNITS.split())})\b)"
_UNIT = (
    r"(?P<more>more )?(?:(?:new|illegal|old|remaining|other|large|small|polluting) )?"
    rf"(?:(?!square|cubic){_NOUN}(?:[a-z]{{3}}|[a-z]{{2,14}}[a-rt-z]) (?={_NOUN}[a-z]{{3,20}}s\b))?"
    r"(?P<u>(?:square|cubic) (?:met(?:er|re)s?|km|kilomet(?:er|re)s?)"
    r"|(?:tons?|tonnes?|m3|cubic met(?:er|re)s?)(?:/| per | a )day|"
    rf"{_NOUN}(?:km2?|m[23]?|t|ha|mu|[a-z]{{3,20}})\b)?"
)
_COUNTED = re.compile(
    rf"(?i)(?P<n>{NUMBER}) ?(?:of (?:the |our |all )?(?P<of>{NUMBER}) ?|"
    rf"/ ?(?P<slash>\d{{1,7}}) ?|out of (?:the |our )?(?P<out>{NUMBER}) ?)?{_UNIT}"
)


def find_english_figures(text: str, normalized: str) -> tuple[tuple[Figure, ...], str]:
    """Return the figures in reading order, and the text with them blanked."""
    amounts: list[FoundAmount] = []
    for scan in (_percentages, _counts):
        here = list(scan(text))
        for each in here:
            text = blank(text, each.start, each.end, FIGURE)
        amounts += here
    amounts.sort(key=lambda each: (each.start, each.part))
    read = [_figure(place, amounts, text, normalized) for place in range(len(amounts))]
    figures = _summed(tuple(each for each in read if each is not None))
    return _with_unit(_and_whole(figures, text), normalized), text


def _percentages(text: str) -> Iterator[FoundAmount]:
    for found in _SHARE.finditer(text):
        yield FoundAmount(found.start(), found.end(), _percent(found), "%", False)


def _percent(found: re.Match[str]) -> Decimal:
    if found["half"]:
        return Decimal(50)
    if found["n"]:
        return parse_english_numeral(found["n"]) or Decimal(0)
    above = (
        Decimal(1)
        if found["above"].lower() == "a"
        else parse_english_numeral(found["above"]) or Decimal(0)
    )
    return (above * 100 / _FRACTIONS[found["below"].lower()]).quantize(Decimal("0.01"))


def _counts(text: str) -> Iterator[FoundAmount]:
    for found in _COUNTED.finditer(text):
        number = parse_english_numeral(found["n"])
        unit = (found["u"] or "").lower().replace(" per ", "/").replace(" a ", "/")
        whole = found["of"] or found["slash"] or found["out"]
        if number is None:
            continue
        if whole:
            yield FoundAmount(found.start(), found.end(), number, unit, False, "done")
            yield FoundAmount(
                found.start(),
                found.end(),
                parse_english_numeral(whole) or Decimal(0),
                unit,
                False,
                "total",
            )
        else:
            yield FoundAmount(
                found.start(), found.end(), number, unit, False, "step" if found["more"] else ""
            )


def _figure(place: int, amounts: list[FoundAmount], text: str, normalized: str) -> Figure | None:
    here = amounts[place]
    before, after = _around(here, text)
    role = _role(here, before, after)
    if role == "plan":
        return None
    if role in (None, "done") and english_roles.STEP_DAY.pattern.search(
        normalized[here.end : here.end + len(after)]
    ):
        role = "step"
    return Figure(
        here.value, here.unit, role or "done", here.approximate, normalized[here.start : here.end]
    )


def _summed(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures with a total after a step as done: 3 more farms this week, 29 in total."""
    pairs = zip((None, *figures), figures, strict=False)
    return tuple(
        replace(each, role="done")
        if before and before.role == "step" and each.role == "total" and before.value <= each.value
        else each
        for before, each in pairs
    )


def _around(here: FoundAmount, text: str) -> tuple[str, str]:
    head = (
        max(text.rfind(edge, 0, here.start) for edge in (",", ";", ".", "\n", FIGURE, " and ")) + 1
    )
    tail = re.search(rf"[,;.\n{FIGURE}]| and ", text[here.end : here.end + 60])
    return text[head : here.start], text[here.end : here.end + (tail.start() if tail else 60)]


_PARTS: dict[str, FigureRole] = {"total": "total", "step": "step"}


def _role(here: FoundAmount, before: str, after: str) -> FigureRole | Literal["plan"] | None:
    if here.part in ("total", "step"):
        return _PARTS[here.part]
    if english_roles.OF_WHICH.pattern.search(before):
        return "total"
    stated = next(
        (role for role, words in english_roles.AFTER if words.pattern.search(after)), None
    )
    if here.part and stated == "remaining":
        return "remaining"
    if here.part:
        return "done"
    if stated is None and english_roles.FUTURE.pattern.search(before) and not here.is_percentage:
        return "plan"
    return stated or next(
        (role for role, words in english_roles.BEFORE if words.pattern.search(before)), None
    )


def _with_unit(figures: tuple[Figure, ...], normalized: str) -> tuple[Figure, ...]:
    """Return the figures with bare numbers given the only unit, or the thing named before them."""
    counts = [each for each in figures if each.unit != "%"]
    units = {each.unit for each in counts if each.unit}
    if not units and counts:
        named = _THINGS.findall(normalized[: normalized.find(counts[0].text)].lower())
        units = set(named[-1:])
    if len(units) != 1:
        return figures
    unit = units.pop()
    return tuple(
        each if each.unit else Figure(each.value, unit, each.role, each.approximate, each.text)
        for each in figures
    )


_THINGS = re.compile(
    r"\b(?!(?:items|tasks|works|status|progress|always|thanks|news|this|yes|has|was|as|is|us)\b)"
    r"[a-z]{3,20}[a-rt-z]s\b"
)


def _and_whole(figures: tuple[Figure, ...], text: str) -> tuple[Figure, ...]:
    found = english_roles.WHOLE.pattern.search(text)
    if found is None or any(each.unit == "%" for each in figures):
        return figures
    clause = text[max(text.rfind(edge, 0, found.start()) for edge in ",;.\n") + 1 : found.end()]
    if first_match((english_roles.DENIED,), clause):
        return figures
    return (*figures, Figure(Decimal(100), "%", "done", False, found.group()))

"""English figures: 12 of 45 villas demolished, two thirds done, 1.2 km to go."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from string import ascii_lowercase, digits
from typing import Literal

from rules.language.productions import Derivation, Grammar, Production
from rules.language.reading import english_roles
from rules.language.reading.amounts import Amounts, FoundAmount
from rules.language.reading.english_words import NUMBER, parse_english_numeral
from rules.language.reading.normalization import FIGURE, NAME, blank
from rules.language.tokens import Shape, vocabulary
from rules.policy.figures import Figure, FigureRole

SHAPES = (
    Shape(frozenset({"number"}), digits + ascii_lowercase, re.compile(NUMBER)),
    Shape(frozenset({"things"}), ascii_lowercase, re.compile(r"(?<![a-z])[a-z]{3,19}s(?![a-z])")),
    Shape(
        frozenset({"thing"}), ascii_lowercase, re.compile(r"(?<![a-z])[a-z]{3,20}(?<!ed)(?![a-z])")
    ),
)
"""`things`: a plural, which tells what is counted from what it is like: 46 gas stations."""
WORDS = vocabulary("en", "quantities", shapes=SHAPES, spaced=False)
_PARTS = {
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenths": 10,
}
Meaning = Callable[[Derivation[object]], Amounts]


def share(found: Derivation[object]) -> Amounts:
    """Return a share as per cent."""
    return [FoundAmount(found.start, found.end, _per_cent(found), "%", False)]


def _per_cent(found: Derivation[object]) -> Decimal:
    if found.words("half"):
        return Decimal(50)
    number = _value(found, "n")
    below = _PARTS.get(found.words("below").lower())
    return (number * 100 / below).quantize(Decimal("0.01")) if below else number


def _value(found: Derivation[object], group: str) -> Decimal:
    written = found.words(group)
    return Decimal(1) if written.lower() == "a" else parse_english_numeral(written) or Decimal(0)


def counted(found: Derivation[object]) -> Amounts:
    """Return a number with what it counts, and the total it is of."""
    unit = found.words("u").lower().replace(" per ", "/").replace(" a ", "/")
    number = parse_english_numeral(found.words("n"))
    if number is None:
        return []
    one = FoundAmount(found.start, found.end, number, unit, False)
    if found.words("of"):
        whole = replace(one, value=_value(found, "of"), part="total")
        return [replace(one, part="done"), whole]
    return [replace(one, part="step") if found.words("more") else one]


COUNTS: Grammar[Meaning] = Grammar(
    WORDS,
    (
        Production(r"(?P<n>{number}){per_cent}", share, "85% complete", "85%"),
        Production(
            r"(?P<n>{number|determiner})-?(?P<below>{fraction_part})",
            share,
            "two thirds",
            "two thirds",
        ),
        Production(r"(?P<half>{half_share})", share, "half done", "half"),
        Production(
            r"(?P<n>{number})(?:(?:{of_all}{determiner}?|/)(?P<of>{number}))?(?P<more>{further})?(?:{which_ones}(?={thing|things|measured|power}))?"
            r"(?:{thing}(?={things}))?(?P<u>(?:{power}{distance}|{measured}){a_day}?|{distance}|{thing}|{things})?",
            counted,
            "12 of the 45 illegal gas stations demolished",
            "12 of the 45 illegal gas stations",
        ),
    ),
)


def find_english_figures(text: str, normalized: str) -> tuple[tuple[Figure, ...], str]:
    """Return the figures in reading order, and the text with them blanked."""
    amounts: Amounts = []
    for found in COUNTS.find(WORDS.read(text)):
        here = found.means(found)
        for each in here:
            text = blank(text, each.start, each.end, FIGURE)
        amounts += here
    read = [_figure(place, amounts, text, normalized) for place in range(len(amounts))]
    figures = _summed(tuple(each for each in read if each is not None))
    return _with_unit(_and_whole(figures, text), text, normalized), text


def _figure(place: int, amounts: Amounts, text: str, normalized: str) -> Figure | None:
    here = amounts[place]
    before, after = _around(here, text)
    role = _role(here, _shadow(before), _shadow(after))
    if role == "plan":
        return None
    behind = normalized[here.end : here.end + len(after)]
    if role in (None, "done") and english_roles.STEP_DAY.holds(_shadow(behind)):
        role = "step"
    return Figure(
        here.value, here.unit, role or "done", here.approximate, normalized[here.start : here.end]
    )


def _shadow(words: str) -> str:
    return english_roles.WORDS.read(words).shadow


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
    head = max(text.rfind(edge, 0, here.start) for edge in _EDGES) + 1
    tail = _EDGE.search(text[here.end : here.end + 60])
    return text[head : here.start], text[here.end : here.end + (tail.start() if tail else 60)]


_EDGES = (",", ";", ".", "\n", FIGURE, " and ")
_EDGE = re.compile(rf"[,;.\n{FIGURE}]| and ")


def _role(here: FoundAmount, before: str, after: str) -> FigureRole | Literal["plan"] | None:
    if here.part in ("total", "step"):
        return here.part
    if english_roles.OF_WHICH.holds(before):
        return "total"
    stated = english_roles.AFTER.meaning(after)
    if here.part:
        return "remaining" if stated == "remaining" else "done"
    if stated is None and english_roles.FUTURE.holds(before) and not here.is_percentage:
        return "plan"
    return stated or english_roles.BEFORE.meaning(before)


def _with_unit(figures: tuple[Figure, ...], text: str, normalized: str) -> tuple[Figure, ...]:
    """Return the figures with bare numbers given the only unit, or the thing named before them."""
    counts = [each for each in figures if each.unit != "%"]
    units = {each.unit for each in counts if each.unit}
    retracted = _RETRACTED.search(text) if not units else None
    if retracted:
        units = {retracted[1].lower()}
    if not units and counts:
        named = _THINGS.findall(normalized[: normalized.find(counts[0].text)].lower())
        units = set(named[-1:])
    if len(units) != 1:
        return figures
    unit = units.pop()
    return tuple(each if each.unit else replace(each, unit=unit) for each in figures)


_RETRACTED = re.compile(f"{NAME} ?(tons?|tonnes?|km|mu|[a-z]{{4,20}}s)\\b")
"""What is counted, behind the number that is not meant: 23.1k not 21.3k tons."""
_THINGS = re.compile(
    r"\b(?!(?:items|tasks|works|status|progress|always|thanks|news|this|yes|has|was|as|is|us)\b)"
    r"[a-z]{3,20}[a-rt-z]s\b"
)


def _and_whole(figures: tuple[Figure, ...], text: str) -> tuple[Figure, ...]:
    found = english_roles.WHOLE.first(english_roles.WORDS.read(text))
    if found is None or any(each.unit == "%" for each in figures):
        return figures
    clause = text[max(text.rfind(edge, 0, found.start) for edge in ",;.\n") + 1 : found.end]
    if english_roles.NOT_ALL.holds(_shadow(clause)):
        return figures
    return (*figures, Figure(Decimal(100), "%", "done", False, found.words()))

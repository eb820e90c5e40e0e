"""English words that give a figure its role: done, remaining, total, or this time's step."""

import re
from string import ascii_lowercase

from rules.language.productions import Grammar, Production
from rules.language.reading.normalization import FIGURE
from rules.language.tokens import Shape, vocabulary
from rules.policy.figures import FigureRole

SHAPES = (
    Shape(frozenset({"figure"}), FIGURE, re.compile(FIGURE + "+")),
    Shape(frozenset({"deed"}), ascii_lowercase, re.compile(r"(?<![a-z])[a-z]{3,18}ed(?![a-z])")),
    Shape(frozenset({"word"}), ascii_lowercase, re.compile(r"(?<![a-z])[a-z]{1,24}(?![a-z])")),
)
"""`deed`: any participle, for verbs that no list contains."""
WORDS = vocabulary("en", "roles", shapes=SHAPES, spaced=False)


def _roles(*rows: tuple[FigureRole, str, str, str]) -> Grammar[FigureRole]:
    return Grammar(WORDS, tuple(Production(row[1], row[0], *row[2:]) for row in rows))


def _says(pattern: str, example: str, reads: str) -> Grammar[bool]:
    return Grammar(WORDS, (Production(pattern, True, example, reads),))


BEFORE = _roles(
    ("remaining", r"{left_before}", "remaining 33", "remaining"),
    (
        "total",
        r"{all_before}|{has}(?!{deed|past|done_before|wholly_done})",
        "a total of 45",
        "total of",
    ),
    ("step", r"{step_before}", "another 5", "another"),
    ("done", r"{done_before}", "demolished 12", "demolished"),
)
"""The first row that matches counts."""
AFTER = _roles(
    ("remaining", r"^[^,;.]{0,5}{left_after}", " left", "left"),
    ("total", r"^[^,;.]{0,3}{all_after}", " in total", "in total"),
    ("step", r"^[^,;.]{0,4}{step_after}", " more", "more"),
    ("done", r"^[^,;.]{0,6}(?:{done_after|wholly_done|deed})", " dismantled", "dismantled"),
)
STEP_DAY = _says(r"{step_day}", "removed today", "today")
FUTURE = _says(r"{to_come}[^,;.]{0,40}$", "will demolish", "will demolish")
WHOLE = _says(
    r"{wholly_all}[^,;.]{0,20}?(?:{wholly_done}|{been}{deed})",
    "all villas demolished",
    "all villas demolished",
)
NOT_ALL = _says(r"{not_all}", "not all", "not")
OF_WHICH = _says(r"{of_which}{the}?$|{wholly_all}{of_which}?{the}?$", "all the ", "all the")

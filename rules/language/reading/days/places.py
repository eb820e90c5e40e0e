"""Where a day stands: the words of its clause before and after it, and what they tell."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from rules.language.reading.normalization import DATE
from rules.language.tokens import Token, Vocabulary

REACH = 60
"""Characters within which one date, or a word, bears on a date."""
NONE: frozenset[str] = frozenset()
_HEADING = re.compile(
    r"的?(?:工作|整改|施工|完成|清运)?(?:进度|进展|情况|动态|日报|快报|战报|简报|小结)"
)
"""A heading such as 今日进度: the date belongs to the report below."""


@dataclass(frozen=True)
class Surroundings:
    """A text in which every day is blanked, with its cues: words that tell what a day is for."""

    text: str
    vocabulary: Vocabulary
    breaks: re.Pattern[str]
    leads_on: bool
    """Whether a day that ends its clause belongs to the next one as well: 11月20日,拆5栋."""

    @cached_property
    def _cues(self) -> list[Token]:
        return list(self.vocabulary.read(self.text).known())

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self._cues]

    def between(self, start: int, end: int) -> list[Token]:
        """Return the cues between two places."""
        found = self._cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return found if not found or found[-1].end <= end else found[:-1]

    def cues(self, start: int, end: int) -> frozenset[str]:
        """Return the classes of the cues between two places."""
        return frozenset().union(*(each.classes for each in self.between(start, end)))

    def cue_at(self, start: int) -> frozenset[str]:
        """Return the classes of the cue that begins here; none where none does."""
        return next(
            (c.classes for c in self.between(start, start + REACH) if c.start == start), NONE
        )

    def cue_before(self, end: int) -> frozenset[str]:
        """Return the classes of the cue that ends here; none where none does."""
        end = len(self.text[:end].rstrip())
        return next((c.classes for c in self.between(end - REACH, end) if c.end == end), NONE)

    def place(self, start: int, end: int) -> "DayPlace":
        """Return the place of a day; one that ends its clause takes the next clause too."""
        text, furthest = self.text, max(0, start - REACH)
        heads = (each.end() for each in self.breaks.finditer(text, furthest, start))
        stop = self.breaks.search(text, end, end + REACH)
        first, last = end, stop.start() if stop else min(len(text), end + REACH)
        heading = _HEADING.fullmatch(text, first, last)
        if stop and self.leads_on and ((last - first <= 1 and stop.group() in ",:") or heading):
            further = self.breaks.search(text, stop.end(), stop.end() + REACH)
            first = stop.end() if heading or first == last else first
            last = further.start() if further else min(len(text), stop.end() + REACH)
        return DayPlace(self, start, end, max(heads, default=furthest), first, last)


@dataclass(frozen=True)
class DayPlace:
    """A day from `start` to `end`; its clause begins at `head`, what follows is `first` to `last`."""

    around: Surroundings
    start: int
    end: int
    head: int
    first: int
    last: int

    @property
    def before(self) -> str:
        """Return the words of the clause before the day."""
        return self.around.text[self.head : self.start]

    @property
    def lead(self) -> str:
        """Return the characters right before the day, also those of another clause."""
        return self.around.text[max(0, self.start - 4) : self.start]

    @property
    def after(self) -> str:
        """Return the words that follow it."""
        return self.around.text[self.first : self.last]

    @property
    def own(self) -> str:
        """Return the words that follow it, up to the next day."""
        return self.after.split(DATE, maxsplit=1)[0]

    @cached_property
    def cues_before(self) -> frozenset[str]:
        """Return the classes of the cues before it."""
        return self.around.cues(self.head, self.start)

    @cached_property
    def cues_after(self) -> frozenset[str]:
        """Return the classes of the cues that follow it."""
        return self.around.cues(self.first, self.last)

    @cached_property
    def cues_own(self) -> frozenset[str]:
        """Return the classes of the cues that follow it, up to the next day."""
        return self.around.cues(self.first, self.first + len(self.own))

    @property
    def cues(self) -> frozenset[str]:
        """Return the classes of the cues around it."""
        return self.cues_before | self.cues_after

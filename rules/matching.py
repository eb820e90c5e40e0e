"""Which item a message means: by number, words, unit or abbreviation; asked when unclear."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    codes: tuple[str, ...]
    title: str
    unit: str
    place: str = ""
    aliases: tuple[str, ...] = ()
    total: Decimal | None = None
    measure: str | None = None
    deadline: date | None = None
    last_done: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    candidates: tuple[Candidate, ...]
    sure: bool


def _grams(text: str) -> set[str]:
    text = "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())
    return set(text) | {text[i : i + 2] for i in range(len(text) - 1)}


class ItemIndex:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {e.code: e for e in entries}
        self._grams = {e.code: _grams(e.title + e.unit) for e in entries}
        seen: dict[str, int] = defaultdict(int)
        for grams in self._grams.values():
            for gram in grams:
                seen[gram] += 1
        self._weight = {g: log(1 + len(entries) / n) * len(g) for g, n in seen.items()}

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> "ItemIndex":
        return cls(list(entries))

    def within(self, codes: Iterable[str]) -> "ItemIndex":
        return ItemIndex([self._entries[c] for c in codes if c in self._entries])

    def entry(self, code: str) -> Entry:
        return self._entries[code]

    def find(self, text: str, prefer: str | None = None, limit: int = 3) -> Match:
        for number in re.findall(r"第\s*(\d+)\s*项|任务\s*(\d+)|(市\d+)", text):
            for entry in self._entries.values():
                if any(n and n in entry.codes for n in number):
                    return Match((Candidate(entry.code, entry.title, 1.0),), True)
        asked = _grams(text)
        scored = []
        for code, grams in self._grams.items():
            whole = sum(self._weight[g] for g in grams)
            score = sum(self._weight[g] for g in grams & asked) / whole if whole else 0.0
            if score > 0.12:
                scored.append((score, code))
        scored.sort(reverse=True)
        best = tuple(Candidate(c, self._entries[c].title, s) for s, c in scored[:limit])
        if not best and prefer in self._entries:
            entry = self._entries[prefer]
            return Match((Candidate(entry.code, entry.title, 0.5),), True)
        gap = best[0].score - (best[1].score if len(best) > 1 else 0) if best else 0
        return Match(best, bool(best) and best[0].score > 0.3 and gap > 0.1)

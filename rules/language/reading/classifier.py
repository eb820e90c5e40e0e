"""Classify a message by its character n-grams: a second opinion on intents, beside the tables.

A linear classifier, trained by `make train` on `tests/corpus` (docs/reading.md has its scores); its
weights are data, loaded when first needed.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rules.language.reading.values import Intent

WEIGHTS = "intent_weights.json"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 400
"""Characters considered: what a message wants stands near its beginning."""
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Opinion:
    """The likeliest intent, and the lead of its score over that of the next one, 1 being clear."""

    intent: Intent
    margin: float


@dataclass(frozen=True, slots=True)
class Weights:
    """`grams`: of each n-gram, pairs of an intent's place and its weight, in units of `scale`."""

    intents: tuple[Intent, ...]
    bias: tuple[int, ...]
    scale: float
    grams: dict[str, tuple[tuple[int, int], ...]]


def character_grams(normalized: str) -> frozenset[str]:
    """Return the n-grams of 1 to 4 characters, numbers folded to 0, with both ends marked."""
    text = f"^{_NUMBER.sub('0', normalized.strip().lower())[:_LONGEST]}$"
    return frozenset(
        text[start : start + size]
        for size in range(1, _GRAM + 1)
        for start in range(len(text) - size + 1)
    ) - {"^", "$"}


@lru_cache(maxsize=256)
def classify_intent(normalized: str) -> Opinion | None:
    """Return the likeliest intent; None where no n-gram of the message is known.

    Cached: several rows of the tables, and whoever weighs them, ask it of one message.
    """
    weights = _weights()
    scores, known = list(weights.bias), False
    for gram in character_grams(normalized):
        for place, weight in weights.grams.get(gram, ()):
            scores[place] += weight
            known = True
    best, second = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:2]
    margin = (scores[best] - scores[second]) * weights.scale
    return Opinion(weights.intents[best], margin) if known else None


@cache
def _weights() -> Weights:
    kept = json.loads(files(__package__).joinpath(WEIGHTS).read_text("utf-8"))
    pairs = {
        gram: tuple(zip(row[::2], row[1::2], strict=True)) for gram, row in kept["grams"].items()
    }
    return Weights(tuple(kept["intents"]), tuple(kept["bias"]), kept["scale"], pairs)

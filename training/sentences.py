"""Load the labelled sentences of `tests/corpus` as what the classifier is trained on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
TRAINED_ON = (
    "open",
    "open-blind",
    "open-second",
    "open-third",
    "open-fourth",
    "open-fifth",
    "open-sixth",
    "open-eighth",
    "kinds",
)
SHORT = "intents"
"""Everyday messages and instructions, labelled with nothing but their intent."""
SEALED = "sealed"
"""Never trained on: the score on it is the honest one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message and its intent."""

    text: str
    intent: str


def load_part(part: str) -> list[Sentence]:
    """Return the sentences of a part of the corpus, in its order."""
    lines = (CORPUS / f"{part}.jsonl").read_text("utf-8").splitlines()
    return [Sentence(row["text"], row["intent"]) for row in map(json.loads, lines)]


def every_nth(sentences: Sequence[Sentence], folds: int) -> list[list[Sentence]]:
    """Return the sentences dealt out to as many folds, each with a share of every intent."""
    ordered = sorted(sentences, key=lambda each: each.intent)
    return [list(ordered[start::folds]) for start in range(folds)]

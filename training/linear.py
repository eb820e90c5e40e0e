"""Train a linear classifier: one support vector machine with squared hinge loss for each intent.

By dual coordinate descent (Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear
SVM, ICML 2008), in plain Python, so that the same sentences give the same weights on any machine.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rules.language.reading.classifier import character_grams
from rules.language.reading.normalization import normalize
from training.sentences import Sentence

COST = 0.05
FEATURES = 4_000
SEED = 7
ROUNDS_TO_CHOOSE, ROUNDS = 10, 25
NEARLY = 0.1
"""Largest violation of the optimum at which a round is the last."""
LEAST = 2
"""Sentences in which an n-gram must stand."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as the places of its features; `weight`: its share of the cost, by how rare its intent is."""

    places: tuple[int, ...]
    intent: str


@dataclass(frozen=True, slots=True)
class Model:
    """Of each intent the weight of every feature, and last the bias."""

    features: tuple[str, ...]
    weights: dict[str, list[float]]

    def decide(self, text: str) -> str:
        """Return the intent with the highest score."""
        place = {gram: at for at, gram in enumerate(self.features)}
        known = [place[gram] for gram in character_grams(normalize(text)) if gram in place]
        return max(self.weights, key=lambda one: score(self.weights[one], known))


def score(weights: Sequence[float], places: Sequence[int]) -> float:
    """Return the score of a sentence: the sum of its features' weights and the bias."""
    return weights[-1] + sum(map(weights.__getitem__, places))


def train(sentences: Sequence[Sentence]) -> Model:
    """Return a model on the features that matter most, trained a second time on these alone."""
    found = Counter(gram for each in sentences for gram in character_grams(normalize(each.text)))
    every = tuple(sorted(gram for gram, times in found.items() if times >= LEAST))
    first = _train(sentences, every, ROUNDS_TO_CHOOSE)
    worth = {
        gram: max(abs(weights[at]) for weights in first.values()) * found[gram] ** 0.5
        for at, gram in enumerate(every)
    }
    best = sorted(every, key=lambda gram: (-worth[gram], gram))[:FEATURES]
    features = tuple(sorted(best))
    return Model(features, _train(sentences, features, ROUNDS))


def _train(
    sentences: Sequence[Sentence], features: tuple[str, ...], rounds: int
) -> dict[str, list[float]]:
    examples = _examples(sentences, features)
    numbers = Counter(each.intent for each in examples)
    weights = {}
    for intent in sorted(numbers):
        balanced = COST * len(examples) / (len(numbers) * numbers[intent])
        weights[intent] = _separate(examples, intent, balanced, len(features), rounds)
    return weights


def _examples(sentences: Sequence[Sentence], features: tuple[str, ...]) -> list[Example]:
    place = {gram: at for at, gram in enumerate(features)}
    return [
        Example(
            tuple(sorted(place[g] for g in character_grams(normalize(one.text)) if g in place)),
            one.intent,
        )
        for one in sentences
    ]


def _separate(
    examples: Sequence[Example], intent: str, cost: float, features: int, rounds: int
) -> list[float]:
    """Return weights that tell one intent, whose errors have this cost, from all others."""
    weights, alphas = [0.0] * (features + 1), [0.0] * len(examples)
    order, shuffled = list(range(len(examples))), random.Random(SEED)  # noqa: S311
    for _ in range(rounds):
        shuffled.shuffle(order)
        violations = [_step(examples[at], intent, cost, weights, alphas, at) for at in order]
        if max(violations) < NEARLY:
            break
    return weights


def _step(
    example: Example, intent: str, cost: float, weights: list[float], alphas: list[float], at: int
) -> float:
    """Move the weights to the optimum of one example; return how far from it they were."""
    sign, slack = (1, 1 / (2 * cost)) if example.intent == intent else (-1, 1 / (2 * COST))
    gradient = sign * score(weights, example.places) - 1 + slack * alphas[at]
    if alphas[at] == 0 and gradient >= 0:
        return 0.0
    moved = max(alphas[at] - gradient / (len(example.places) + 1 + slack), 0.0)
    change = sign * (moved - alphas[at])
    alphas[at] = moved
    for place in (*example.places, -1):
        weights[place] += change
    return abs(gradient)

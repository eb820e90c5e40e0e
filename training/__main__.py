"""Train the classifier of intents, write its weights, and print its cross-validated scores.

make train                   scores and weights
python -m training scores    the scores alone
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rules.language.reading import classifier
from training.linear import Model, train
from training.sentences import SEALED, SHORT, TRAINED_ON, Sentence, every_nth, load_part

FOLDS = 10
TARGET = Path(classifier.__file__).with_name(classifier.WEIGHTS)
HIGHEST = 127
"""Weights are kept as whole numbers of 8 bits."""


def as_json(model: Model) -> str:
    """Return the model as the file that the classifier reads: one n-gram a line."""
    largest = max(abs(weight) for weights in model.weights.values() for weight in weights[:-1])
    scale = largest / HIGHEST
    intents = sorted(model.weights)
    kept = [[round(weight / scale) for weight in model.weights[intent]] for intent in intents]
    rows = [
        f"{json.dumps(gram, ensure_ascii=False)}:{_row([weights[at] for weights in kept])}"
        for at, gram in enumerate(model.features)
    ]
    head = {"intents": intents, "bias": [weights[-1] for weights in kept], "scale": scale}
    return f'{json.dumps(head)[:-1]},"grams":{{\n' + ",\n".join(rows) + "\n}}\n"


def _row(weights: Sequence[int]) -> str:
    told = [number for pair in enumerate(weights) if pair[1] for number in pair]
    return json.dumps(told, separators=(",", ":"))


def cross_validate() -> Iterator[tuple[str, int, int]]:
    """Yield of each part how many sentences there are, and how many a model of the others reads right."""
    parts = {part: load_part(part) for part in (*TRAINED_ON, SEALED, SHORT)}
    for part, sentences in parts.items():
        if part != SHORT:
            others = [
                each for name, them in parts.items() if name not in (part, SEALED) for each in them
            ]
            yield part, len(sentences), _right(others, sentences)
    rest = [each for part in TRAINED_ON for each in parts[part]]
    folds = every_nth(parts[SHORT], FOLDS)
    right = [
        _right([*rest, *(each for other in folds if other is not fold for each in other)], fold)
        for fold in folds
    ]
    yield SHORT, len(parts[SHORT]), sum(right)


def _right(trained_on: Sequence[Sentence], sentences: Sequence[Sentence]) -> int:
    model = train(trained_on)
    return sum(model.decide(each.text) == each.intent for each in sentences)


def main() -> None:
    """Show the scores; write the weights, unless only the scores are asked for."""
    print(f"{'part':14} {'sentences':>9} {'right %':>8}")
    for part, number, right in cross_validate():
        print(f"{part:14} {number:9} {100 * right / number:8.1f}", flush=True)
    if sys.argv[1:] != ["scores"]:
        model = train([each for part in (*TRAINED_ON, SHORT) for each in load_part(part)])
        TARGET.write_text(as_json(model), "utf-8")
        print(f"{TARGET.name}: {TARGET.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

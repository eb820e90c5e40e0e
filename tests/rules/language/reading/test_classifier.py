"""The classifier of intents: its weights are what `make train` makes of the corpus."""

import time

import pytest

from rules.language.reading.classifier import WEIGHTS, classify_intent
from rules.language.reading.normalization import normalize
from training.__main__ import TARGET, as_json
from training.linear import train
from training.sentences import SEALED, SHORT, TRAINED_ON, load_part

LEAST_SEALED = 95.0
"""Per cent of sentences it was not trained on."""


def test_sentences_it_was_not_trained_on_are_classified() -> None:
    sentences = load_part(SEALED)
    right = sum(
        (found := classify_intent(normalize(each.text))) is not None and found.intent == each.intent
        for each in sentences
    )
    assert 100 * right / len(sentences) >= LEAST_SEALED


@pytest.mark.slow
def test_the_weights_are_those_that_training_gives() -> None:
    model = train([each for part in (*TRAINED_ON, SHORT) for each in load_part(part)])
    assert TARGET.name == WEIGHTS
    assert TARGET.read_text("utf-8") == as_json(model)


def test_no_sentence_of_the_short_part_stands_in_another() -> None:
    others = {each.text for part in (*TRAINED_ON, SEALED) for each in load_part(part)}
    texts = [each.text for each in load_part(SHORT)]
    assert len(texts) == len(set(texts))
    assert len(others & set(texts)) <= COMMON


COMMON = 20
"""Greetings and single words that everybody writes alike."""


def test_which_number_it_is_does_not_matter() -> None:
    assert classify_intent("已拆除12栋") == classify_intent("已拆除4500.5栋")


def test_nothing_known_is_no_opinion() -> None:
    assert classify_intent("ლლლ") is None


def test_the_longest_message_takes_no_longer_than_its_beginning() -> None:
    begun = time.process_time()
    classify_intent("已拆除12栋，" * 600)
    assert time.process_time() - begun < 0.1

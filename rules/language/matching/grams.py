"""Weights of character pairs, characters and numbers before their rarity in the ledger.

Strings are interned: thousands of items share the same pairs.
"""

import itertools
from sys import intern

from rules.language.matching.tokens import is_count
from rules.language.matching.words import TRADE, TRADE_LETTERS

PAIR, MARK, LETTER = 1.0, 0.8, 0.2
JOINT = 0.3
"""Weight of a pair that joins a name to a generic word: 尘治 in 扬尘治理."""
TRADE_PAIR, TRADE_LETTER = 0.15, 0.03
"""Weights of generic words, which say what is done and hardly ever to what."""


def grams_of(row: list[str]) -> dict[str, float]:
    """Return the n-grams of a row of tokens with their weights."""
    grams = {token: token_weight(token) for token in row if token and not is_count(token)}
    found = [intern(a + b) if a and b else "" for a, b in itertools.pairwise(row)]
    beside = ["", *found, ""]
    for number, pair in enumerate(found, 1):
        if pair:
            joins = TRADE & {beside[number - 1], beside[number + 1]}
            marked = is_phase(row[number])
            grams[pair] = min(pair_weight(pair), JOINT if joins or marked else PAIR)
    return grams


def is_phase(token: str) -> bool:
    """Return whether the token is a phase or section; 厂二期 adds little to 二期."""
    return len(token) > 1 and token[-1:] in "期标"


def gaps_of(row: list[str]) -> dict[str, tuple[str, str]]:
    """Return pairs with one token left out between them, and the two pairs they replace: for typos."""
    triples = zip(row, row[1:], row[2:], strict=False)
    return {
        intern(f"{a}*{c}"): (intern(a + b), intern(b + c)) for a, b, c in triples if a and b and c
    }


def pair_weight(pair: str) -> float:
    """Return the weight of a character pair."""
    return TRADE_PAIR if pair in TRADE else PAIR


def token_weight(token: str) -> float:
    """Return the weight of a single token: a naming number, a code or one character."""
    if len(token) > 1:
        return MARK
    return TRADE_LETTER if token in TRADE_LETTERS else LETTER

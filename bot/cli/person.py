"""Whom a command of the operator names."""

from bot.bootstrap import stop
from messages.accounts import unbinding_texts
from messages.texts import Texts
from rules.policy.people import Person
from storage.db.engine import Tx
from storage.people import people


def only_person(tx: Tx, words: str, t: Texts) -> Person:
    """Return the one person of that name, with or without the unit; never the first of several.

    Ends the command with one sentence when there is none, or more than one.
    """
    found = people.called(tx, words)
    if not found:
        stop(unbinding_texts.nobody(t, words))
    if len(found) > 1:
        stop(unbinding_texts.which_in_words(t, found))
    return found[0]

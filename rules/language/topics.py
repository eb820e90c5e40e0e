"""Find what a question may be about, so that questions which can be answered are offered.

Nothing is answered by this: words that no table reads lead to a choice, never to a figure.
"""

import re
from dataclasses import dataclass

from rules.language.tokens import vocabulary
from rules.policy.closing import LONG_TERM
from rules.policy.radar import AT_ONCE
from rules.policy.topics import Topic

_VOCABULARIES = tuple(vocabulary(language, "topics") for language in ("zh", "en"))
_CLASS = "about_{}"
_TYPES = {"about_long_term": LONG_TERM, "about_at_once": AT_ONCE}
"""Types of items, as every ledger calls them, by the class of words that describe them."""
_WHOLE = "about_whole"
_PULLED_DOWN = re.compile(r"(?:拆|推[平倒]|放倒|扒)[^,;。]{0,4}(?:几|多少)(?P<unit>[栋幢座处])")
"""How many buildings came down: of other works the same measure may be of unlike things."""


@dataclass(frozen=True, slots=True)
class QuestionTopics:
    """Topics of a text, types of items that it describes, and in which measure it asks what came down.

    `whole`: it speaks of the whole city.
    """

    topics: tuple[Topic, ...]
    types: tuple[str, ...]
    measure: str
    whole: bool


def find_topics(words: str) -> QuestionTopics:
    """Return what normalized words may be about."""
    found = {name for each in _VOCABULARIES for token in each.read(words) for name in token.classes}
    asked = _PULLED_DOWN.search(words)
    return QuestionTopics(
        tuple(topic for topic in Topic if _CLASS.format(topic) in found),
        tuple(called for name, called in _TYPES.items() if name in found),
        asked["unit"] if asked else "",
        _WHOLE in found,
    )

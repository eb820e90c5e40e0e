"""Questions that can be answered, offered in place of one that was not understood.

Whatever its words may be about is put together with whatever they may name; a press asks it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import suggestion_texts, unanswered_texts
from rules.language.figures import find_figure_question
from rules.language.likely_names import (
    counties_meant,
    find_surnames,
    has_surname,
    names_sharing_a_part,
    people_in_pinyin,
)
from rules.language.reading.normalization import normalize
from rules.language.topics import QuestionTopics, find_topics
from rules.policy.people import UnitKind
from rules.policy.topics import OF_NOTHING_ELSE, RANKINGS, Topic
from storage.ledger.entities import EntityName
from storage.ledger.entities import names as known_names
from storage.people import people
from storage.queries import unanswered

MOST = 5
"""Questions offered: a row each."""
MOST_READ = 120
"""Characters of a text in which it is looked for what was meant."""
LONGEST_NAME, LONGEST_WORDS = 8, 24
"""Characters of what may be the name of something, in Chinese and in English; more are a clause."""
MOST_NAMES, MOST_ITEMS, MOST_PERSONS = 3, 2, 3
RANKED = frozenset({"category", "aspect", "type"})
"""What names in a question whose units are ranked: a unit by itself has none."""
PARTS_OF_NAMES = frozenset({"unit", "category", "aspect", "funding"})


@dataclass(frozen=True, slots=True)
class SuggestedQuestion:
    """A question as its button shows it, and the words that ask it."""

    label: str
    words: str

    @classmethod
    def plain(cls, question: str) -> Self:
        """Return a question that is shown as it is asked."""
        return cls(question, question)


def say(
    ctx: Context,
    said: str,
    text: str,
    *,
    words: str = "",
    missing: str = "",
    offers: "Sequence[SuggestedQuestion] | None" = None,
) -> Reply:
    """Say that a question was not understood, and offer as buttons those it may have meant.

    It is kept for the office: as `words` if it stood behind a command, and what of it is `missing`.
    A whole clause is no name: where something can be offered, the ledger is not said to lack it.
    `offers`: those questions, where they were looked for.
    """
    if ctx.in_group:
        return ctx.say(said)
    choices = find_questions(ctx, text) if offers is None else offers
    if choices and _is_a_clause(missing):
        said = unanswered_texts.not_understood(ctx.t)
    asked = words or text
    number = unanswered.keep(
        ctx.tx,
        ctx.person.id,
        asked,
        asked if choices else missing,
        [each.words for each in choices],
        ctx.now,
    )
    rows = unanswered_texts.questions(number, [each.label for each in choices])
    return ctx.say(said, *rows)


def _is_a_clause(words: str) -> bool:
    """Return whether words are too long for a name, or for several names in a row."""
    longest = LONGEST_WORDS if words.isascii() else LONGEST_NAME
    return any(len(part) > longest for part in re.split("[，、,]", words))


def find_questions(ctx: Context, text: str) -> list[SuggestedQuestion]:
    """Return the questions that a text may have meant, the likeliest first."""
    text = text[:MOST_READ]
    words = normalize(text).strip().lower()
    found = find_topics(words)
    names = list(islice(_names(ctx, entities.of(ctx, text), found, words), MOST_NAMES))
    every = [
        *_of_measure(ctx, found, names),
        *_of_topics(ctx, found, names),
        *_of_items(ctx, text),
        *_of_the_city(ctx, found, names),
        *(_asked(ctx, Topic.STANDING, name.said) for name in names),
    ]
    return list(dict.fromkeys(every))[:MOST]


def _asked(ctx: Context, topic: Topic, scope: str = "") -> SuggestedQuestion:
    return SuggestedQuestion.plain(suggestion_texts.about(ctx.t, topic, scope))


def _of_measure(
    ctx: Context, found: QuestionTopics, names: Sequence[EntityName]
) -> Iterator[SuggestedQuestion]:
    if not found.measure:
        return
    scope = ctx.t.comma().join(name.said for name in names)
    question = suggestion_texts.of_sum(ctx.t, scope, found.measure)
    if find_figure_question(normalize(question).lower(), ctx.today) is not None:
        yield SuggestedQuestion.plain(question)


def _of_topics(
    ctx: Context, found: QuestionTopics, names: Sequence[EntityName]
) -> Iterator[SuggestedQuestion]:
    """Yield the topics of each part of the city that is named."""
    for topic in found.topics:
        for name in names:
            if topic not in OF_NOTHING_ELSE and _applies(topic, name):
                yield _asked(ctx, topic, name.said)


def _of_the_city(
    ctx: Context, found: QuestionTopics, names: Sequence[EntityName]
) -> Iterator[SuggestedQuestion]:
    """Yield the topics of nothing that is named."""
    for topic in found.topics:
        of_names = topic not in OF_NOTHING_ELSE and any(_applies(topic, name) for name in names)
        if not of_names and (topic is not Topic.STANDING or found.whole):
            yield _asked(ctx, topic)


def _applies(topic: Topic, name: EntityName) -> bool:
    return topic not in RANKINGS or name.kind in RANKED


def _of_items(ctx: Context, text: str) -> Iterator[SuggestedQuestion]:
    for each in entities.likely_items(ctx, text)[:MOST_ITEMS]:
        label = suggestion_texts.of_item(ctx.t, each.code, each.title)
        yield SuggestedQuestion(label, f"/item {each.code}")


def _names(
    ctx: Context, subject: QuerySubject, found: QuestionTopics, words: str
) -> Iterator[EntityName]:
    """Yield names that the words give, then those they may have meant, each once."""
    likely = [*subject.names, *_likely(ctx, subject, found, words)]
    yield from entities.seen(ctx, likely)


def _likely(
    ctx: Context, subject: QuerySubject, found: QuestionTopics, words: str
) -> Iterator[EntityName]:
    known = known_names(ctx.tx)
    yield from (known.written[each] for each in found.types if each in known.written)
    units = {row.name: row for row in known.written.values() if row.kind == "unit"}
    counties = people.units_of_kind(ctx.tx, UnitKind.COUNTY)
    named = [name for name, unit in units.items() if unit.number in counties]
    yield from (units[name] for name in counties_meant(words, named))
    yield from _called(ctx, words)
    parts = {name.name: name for name in known.by_name.values() if name.kind in PARTS_OF_NAMES}
    for part in subject.left:
        yield from (parts[name] for name in names_sharing_a_part(part, parts))


def _called(ctx: Context, words: str) -> Iterator[EntityName]:
    """Yield the people whose name stands in pinyin, or whose surname is said, where these are few."""
    surnames = find_surnames(words)
    if not surnames and not words.isascii():
        return
    everybody = [person.name for person in people.everybody(ctx.tx)]
    written = people_in_pinyin(words, everybody)
    likely = written or [
        name for name in everybody if any(has_surname(name, surname) for surname in surnames)
    ]
    if len(likely) <= MOST_PERSONS:
        yield from (EntityName("person", name) for name in likely)

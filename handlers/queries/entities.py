"""Whom or what a question is about: only what the ledger knows, and who asks may see, narrows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from handlers.context import Desk
from rules.language.naming import all_named_in
from rules.language.narrowing import beyond
from rules.language.questions import MINE, OUR_UNIT, left_over, names_a_body
from rules.language.reading.folding import fold
from rules.policy.items import Item
from rules.policy.people import Person, Role
from rules.policy.permissions import may_see_item, sees_whole_city
from storage.ledger import entities, search_index
from storage.ledger import items as ledger
from storage.ledger.entities import Name
from storage.ledger.item_filter import Wanted
from storage.people import people

T = TypeVar("T")
LOOKED_UP = 12
"""Words of a question that may be a part of a name or of a title: who asks names a few things."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`words` name it, to be shown and to be asked again; `wanted` are its items.

    `left` is what the words name besides; `unknown` what is clearly meant as a name and is none;
    `beyond` what they say that no list can be narrowed by. They were `said`, and `rest` is them
    without the names.
    """

    words: str = ""
    wanted: Wanted = field(default_factory=Wanted)
    names: tuple[Name, ...] = ()
    left: tuple[str, ...] = ()
    unknown: str = ""
    beyond: str = ""
    said: str = ""
    rest: str = ""

    @property
    def of_a_person(self) -> bool:
        return any(name.kind == "person" for name in self.names)


def of(desk: Desk, words: str) -> Subject:
    """Unit, category and person: what is said of nothing in particular is about everything."""
    text = fold(words).strip().lower()
    if not sees_whole_city(desk.person):
        text = OUR_UNIT.sub(desk.person.unit, text)
    known = entities.names(desk.tx)
    found, rest = all_named_in(text, known.said)
    over = list(left_over(rest))
    parts = {part: known.of_part(part) for part in over[:LOOKED_UP]}
    named = found | {part: name for part, name in parts.items() if name is not None}
    seen = _seen(desk, named.values())
    left = tuple(part for part in over if parts.get(part) not in seen)
    hidden = next((said for said, name in named.items() if name not in seen), None)
    unknown = hidden or (names_a_body(rest) if left else None) or ""
    mine = bool(MINE.search(text)) and not desk.in_group
    about = _about(desk, seen, left, unknown, mine=mine)
    aspect = max((one for one in known.aspects if one in rest), key=len, default="")
    return replace(about, beyond=aspect or beyond(rest, list(left)), said=words, rest=rest)


def _about(
    desk: Desk, names: Sequence[Name], left: tuple[str, ...], unknown: str, *, mine: bool
) -> Subject:
    called = [desk.t("Mine")] if mine else []
    words = desk.t.comma().join([*called, *(name.name for name in names)])
    wanted = own(desk.person) if mine else Wanted()
    for name in names:
        wanted = _narrowed(desk, wanted, name)
    return Subject(words, wanted, tuple(names), left, unknown)


def listed(desk: Desk, words: str) -> Subject:
    """The same for a list, which may also be of the items whose titles hold the words."""
    subject = of(desk, words)
    for part in subject.left[:LOOKED_UP]:
        holding = replace(subject.wanted, holding=part)
        if len(part) > 1 and ledger.count(desk.tx, desk.person, holding):
            return _also(desk, subject, part, holding)
    return subject


def _also(desk: Desk, subject: Subject, words: str, wanted: Wanted) -> Subject:
    called = desk.t.comma().join(each for each in (subject.words, words) if each)
    left = tuple(part for part in subject.left if part != words)
    unknown = subject.unknown if subject.unknown in left else ""
    return replace(subject, words=called, wanted=wanted, left=left, unknown=unknown)


def single(desk: Desk, subject: Subject) -> Item | None:
    """The one item that is meant by what the words name besides: 3号, and not 三 of 三类."""
    words = " ".join(subject.left)
    if not words or subject.unknown or (len(words) == 1 and not words.isdecimal()):
        return None
    return item_named(desk, words)


def is_a_name(desk: Desk, words: str) -> bool:
    """Nothing but names of units, categories and persons."""
    named, rest = all_named_in(fold(words).lower(), entities.names(desk.tx).said)
    return not rest.strip(" ,") and bool(_seen(desk, named.values()))


def item_named(desk: Desk, words: str) -> Item | None:
    """The one item meant, by its number or by words; None when there may be several, or none."""
    exact = ledger.by_code(desk.tx, words)
    if exact is not None and may_see_item(desk.person, exact):
        return exact
    found = search_index.index_for(desk.tx, desk.person).find(words)
    return ledger.by_code(desk.tx, found.candidates[0].code) if found.sure else None


def _seen(desk: Desk, names: Iterable[Name]) -> list[Name]:
    """What has no item that he may see does not exist for him."""
    return [
        name
        for name in dict.fromkeys(names)
        if sees_whole_city(desk.person)
        or ledger.count(desk.tx, desk.person, _narrowed(desk, Wanted(), name))
    ]


def _narrowed(desk: Desk, wanted: Wanted, name: Name) -> Wanted:
    match name.kind:
        case "unit":
            below = people.units_below(desk.tx, name.number)
            return replace(wanted, units=_or(wanted.units, below))
        case "kind":
            alike = people.units_of_kind(desk.tx, name.name)
            return replace(wanted, units=_or(wanted.units, alike))
        case "category":
            return replace(wanted, categories=_or(wanted.categories, {name.name}))
        case "person":
            return _of_people(wanted, people.named(desk.tx, name.name))


def _or(one: frozenset[T] | None, other: Iterable[T]) -> frozenset[T]:
    return (one or frozenset()) | frozenset(other)


def _of_people(wanted: Wanted, named: list[Person]) -> Wanted:
    if len(named) == 1 and Role.OWNER not in named[0].roles and wanted.owners is None:
        his = own(named[0])
        return replace(wanted, units=_or(wanted.units, his.units or ()) or None,
                       guarantor=his.guarantor)  # fmt: skip
    return replace(wanted, owners=_or(wanted.owners, (person.id for person in named)))


def own(person: Person) -> Wanted:
    """An owner's own items and those he stands in for; a head's whole unit; a guarantor's own."""
    if Role.OWNER in person.roles or person.covers:
        return Wanted(owners=person.covers | {person.id}, open_only=True)
    if Role.UNIT_HEAD in person.roles:
        return Wanted(units=person.below, open_only=True)
    return Wanted(guarantor=person.id, open_only=True)

"""Which commands the menu offers, by what somebody is: few, and those of every day."""

from collections.abc import Callable

from rules.policy.people import Person, Role
from rules.policy.permissions import is_office

MOST = 8
"""Commands that the menu of anybody outside the office has at most."""

UNKNOWN = ("start", "my", "item", "search", "status", "help", "language")
"""What is offered in a private chat whose reader is not known yet."""


def _has(role: Role) -> Callable[[Person], bool]:
    return lambda person: role in person.roles


OFFERED: tuple[tuple[Callable[[Person], bool], tuple[str, ...]], ...] = (
    (_has(Role.CITY_LEADER), ("status", "overdue", "my", "instruct", "search", "digest")),
    (_has(Role.VERIFIER), ("review", "search", "status")),
    (_has(Role.UNIT_HEAD), ("my", "overdue", "report", "extend", "close", "blocker", "urgent")),
    (_has(Role.OWNER), ("my", "report", "extend", "close", "blocker", "urgent", "deputy")),
    (lambda _person: True, ("my", "item", "search", "status")),
)
"""The most wanted first; who is several things is offered the commands of each, as far as they fit."""

OF_THE_OFFICE = (
    "review",
    "status",
    "overdue",
    "search",
    "blocker",
    "round",
    "agenda",
    "told",
    "letter",
    "circular",
    "export",
    "help",
)


def menu_of(person: Person) -> tuple[str, ...]:
    """Return the commands that a person's menu offers, in its order; the help is always the last."""
    if is_office(person):
        return OF_THE_OFFICE
    wanted = dict.fromkeys(name for fits, names in OFFERED if fits(person) for name in names)
    return (*list(wanted)[: MOST - 1], "help")

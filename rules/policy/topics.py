"""What a question may be about, in the order in which questions are offered."""

from enum import StrEnum


class Topic(StrEnum):
    """A kind of question that the ledger answers."""

    ASPECTS = "aspects"
    CATEGORIES = "categories"
    COUNTIES = "counties"
    GUARANTORS = "guarantors"
    RANKING = "ranking"
    WAITING = "waiting"
    SILENT = "silent"
    REPORTED = "reported"
    AT_DOOR = "at_door"
    BLOCKED = "blocked"
    UNSTARTED = "unstarted"
    CHANGE = "change"
    FORECAST = "forecast"
    OVERDUE = "overdue"
    RED = "red"
    BLUE = "blue"
    DUE = "due"
    YEAR_END = "year_end"
    CLOSED = "closed"
    DONE = "done"
    KEY = "key"
    STANDING = "standing"


RANKINGS = frozenset(
    {Topic.ASPECTS, Topic.CATEGORIES, Topic.COUNTIES, Topic.GUARANTORS, Topic.RANKING}
)
"""Topics that put parts of the city in an order."""

OF_NOTHING_ELSE = frozenset({Topic.WAITING, Topic.KEY})
"""Topics that are asked without naming a part of the city."""

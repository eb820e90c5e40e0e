"""What a question may be about, in the order in which questions are offered."""

from enum import StrEnum


class Topic(StrEnum):
    """A kind of question that the ledger answers."""

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
    DUE = "due"
    YEAR_END = "year_end"
    CLOSED = "closed"
    DONE = "done"
    KEY = "key"
    STANDING = "standing"


OF_NOTHING_ELSE = frozenset({Topic.WAITING, Topic.KEY})
"""Topics that are asked without naming a part of the city."""

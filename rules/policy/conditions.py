"""What an item may be asked to be: how it stands, or does not."""

from enum import StrEnum


class ItemCondition(StrEnum):
    """Conditions on an item, each as a question may put it."""

    OVERDUE = "overdue"
    NOT_OVERDUE = "not_overdue"
    RED = "red"
    NOT_RED = "not_red"
    YELLOW = "yellow"
    NOT_YELLOW = "not_yellow"
    BLUE = "blue"
    NOT_BLUE = "not_blue"
    CLOSED = "closed"
    OPEN = "open"
    DONE = "done"
    UNDONE = "undone"
    STARTED = "started"
    UNSTARTED = "unstarted"
    AT_DOOR = "at_door"
    NOT_AT_DOOR = "not_at_door"
    ON_NOTICE = "on_notice"
    NOT_ON_NOTICE = "not_on_notice"
    UNDER_CHECK = "under_check"
    NOT_UNDER_CHECK = "not_under_check"
    BLOCKED = "blocked"
    NOT_BLOCKED = "not_blocked"
    KEY = "key"
    NOT_KEY = "not_key"
    UNGUARANTEED = "unguaranteed"
    UNFUNDED = "unfunded"
    NEVER_REPORTED = "never_reported"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"


DENIED = {
    ItemCondition.NOT_OVERDUE: ItemCondition.OVERDUE,
    ItemCondition.NOT_RED: ItemCondition.RED,
    ItemCondition.NOT_YELLOW: ItemCondition.YELLOW,
    ItemCondition.NOT_BLUE: ItemCondition.BLUE,
    ItemCondition.OPEN: ItemCondition.CLOSED,
    ItemCondition.UNDONE: ItemCondition.DONE,
    ItemCondition.STARTED: ItemCondition.UNSTARTED,
    ItemCondition.NOT_AT_DOOR: ItemCondition.AT_DOOR,
    ItemCondition.NOT_ON_NOTICE: ItemCondition.ON_NOTICE,
    ItemCondition.NOT_UNDER_CHECK: ItemCondition.UNDER_CHECK,
    ItemCondition.NOT_BLOCKED: ItemCondition.BLOCKED,
    ItemCondition.NOT_KEY: ItemCondition.KEY,
}
"""Conditions that are met by what does not meet the other."""

OPPOSITE = DENIED | {condition: denial for denial, condition in DENIED.items()}
"""Of each condition that can be denied, what its denial says."""


class QuestionAsk(StrEnum):
    """What a question wants to know. STATE: yes or no; OVERDUE_FOR: how long, and since when."""

    COUNT = "count"
    HOW_MUCH = "how_much"
    WHICH = "which"
    STANDING = "standing"
    TO_BE_DONE = "to_be_done"
    STATE = "state"
    PROGRESS = "progress"
    OWNER = "owner"
    LEAD = "lead"
    GUARANTOR = "guarantor"
    SUPERVISOR = "supervisor"
    VERIFIER = "verifier"
    SUPPORTERS = "supporters"
    REASON = "reason"
    DEADLINE = "deadline"
    OVERDUE_FOR = "overdue_for"
    LATEST_REPORT = "latest_report"
    FUNDING = "funding"
    SHARE = "share"
    MEAN = "mean"
    EARLIEST = "earliest"
    LATEST_DUE = "latest_due"
    LAST_CLOSED = "last_closed"
    LAST_DONE = "last_done"
    MILESTONES = "milestones"
    NEXT_MILESTONES = "next_milestones"
    DAYS_TO = "days_to"
    MOST = "most"
    RANKED = "ranked"
    FEWEST = "fewest"
    MORE = "more"
    FEWER = "fewer"
    SLOWER = "slower"
    FASTER = "faster"
    EXCEPT = "except"


OF_AN_ITEM = frozenset(
    {
        QuestionAsk.STATE,
        QuestionAsk.PROGRESS,
        QuestionAsk.OWNER,
        QuestionAsk.LEAD,
        QuestionAsk.GUARANTOR,
        QuestionAsk.SUPERVISOR,
        QuestionAsk.VERIFIER,
        QuestionAsk.SUPPORTERS,
        QuestionAsk.REASON,
        QuestionAsk.DEADLINE,
        QuestionAsk.OVERDUE_FOR,
        QuestionAsk.LATEST_REPORT,
        QuestionAsk.FUNDING,
    }
)
"""Asked of each item by itself."""

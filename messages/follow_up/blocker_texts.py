"""A problem that needs somebody else, in words."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item


def question(t: Texts, item: Item) -> str:
    lines = [
        t("Item: {code} {title}", code=item.code, title=item.title),
        t("What is needed, and from whom? For example:"),
        t("The housing bureau has to confirm the plan for moving the pipes"),
    ]
    return "\n".join(lines)


def to_whom(t: Texts, blocker: Any) -> str:
    """`blocker` is a row of storage/blockers."""
    return blocker.leader or blocker.unit or t("the office")


def handed_in(t: Texts, blocker: Any) -> str:
    lines = [
        t(
            "To be coordinated, no. {number}: passed on to {whom}.",
            number=blocker.id,
            whom=to_whom(t, blocker),
        ),
        t("Item: {code} {title}", code=blocker.code, title=blocker.title),
        t("Needed: {words}", words=blocker.words),
        t("You will hear the answer here."),
    ]
    return "\n".join(lines)


def to_answer(t: Texts, blocker: Any) -> str:
    lines = [
        t("To be coordinated, no. {number}", number=blocker.id),
        t("Item: {code} {title}", code=blocker.code, title=blocker.title),
        t("Raised by: {who}", who=f"{blocker.person_unit} {blocker.person}"),
        t("Asked of: {whom}", whom=to_whom(t, blocker)),
        t("Needed: {words}", words=blocker.words),
    ]
    if blocker.state == "answered":
        lines.append(t("Answer: {words}", words=blocker.answer))
    return "\n".join(lines)


def answer_button(t: Texts, number: int) -> tuple[ButtonRow, ...]:
    return ((Button(t("Answer"), f"b:{number}:answer"),),)


def answered(t: Texts, blocker: Any, *, by: str) -> str:
    lines = [
        t("Answer to no. {number}, to be coordinated", number=blocker.id),
        t("Item: {code} {title}", code=blocker.code, title=blocker.title),
        t("Needed: {words}", words=blocker.words),
        t("Answer: {words}", words=blocker.answer),
        t("Answered by: {name}", name=by),
    ]
    return "\n".join(lines)


def for_the_meeting(t: Texts, open_ones: Sequence[Any], zone: ZoneInfo) -> str:
    """What the next dispatch meeting has to settle."""
    if not open_ones:
        return t("Nothing waits to be coordinated.")
    lines = [t("To be coordinated: {count}", count=len(open_ones))]
    for row in open_ones:
        day = row.at.astimezone(zone).date().isoformat()
        lines += [
            "",
            t(
                "No. {number}, {day}, {code}｜{title}",
                number=row.id,
                day=day,
                code=row.code,
                title=row.title,
            ),
            t(
                "{who} needs from {whom}: {words}",
                who=f"{row.person_unit} {row.person}",
                whom=to_whom(t, row),
                words=row.words,
            ),
        ]
    return "\n".join(lines)

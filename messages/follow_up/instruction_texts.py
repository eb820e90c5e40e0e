"""A leader's word on an item, and the answer to it."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts

LATEST = 30
"""Instructions in one message; the rest are counted."""


def to_owner(t: Texts, given: Any) -> str:
    """`given` is a row of storage/instructions."""
    lines = [
        t("Instruction of {name}", name=f"{given.leader}（{given.post}）"),
        t("Item: {code} {title}", code=given.code, title=given.title),
        given.words,
    ]
    if given.state == "answered":
        lines.append(t("Answer: {words}", words=given.answer))
    return "\n".join(lines)


def reminder(t: Texts, given: Any, zone: ZoneInfo) -> str:
    """To the owner, when it was not answered for days."""
    heading = t("Not answered since {day}; please answer it.", day=_day(given, zone))
    return f"{heading}\n{to_owner(t, given)}"


def answer_button(t: Texts, number: int) -> tuple[ButtonRow, ...]:
    return ((Button(t("Answer"), f"n:{number}:answer"),),)


def answer_buttons(t: Texts, rows: Sequence[Any]) -> tuple[ButtonRow, ...]:
    """One for each that is his to answer, also where its letter went to another before him."""
    return tuple(
        (Button(t("Answer on item {code}", code=row.code), f"n:{row.id}:answer"),)
        for row in rows[:LATEST]
    )


def passed_on(t: Texts, given: Any, names: Sequence[str]) -> str:
    if not names:
        return t(
            "Your instruction on item {code} stands in the ledger, but nobody responsible can be "
            "written to yet. The office was told.",
            code=given.code,
        )
    return t(
        "Your instruction on item {code} has been passed on to {names}. You will hear the answer.",
        code=given.code,
        names=t.comma().join(names),
    )


def answered(t: Texts, given: Any, *, by: str) -> str:
    lines = [
        t("Answer to your instruction"),
        t("Item: {code} {title}", code=given.code, title=given.title),
        t("Instruction: {words}", words=given.words),
        t("Answer: {words}", words=given.answer),
        t("Answered by: {name}", name=by),
    ]
    return "\n".join(lines)


def open_ones(t: Texts, rows: Sequence[Any], zone: ZoneInfo) -> str:
    if not rows:
        return t("Every instruction has been answered.")
    lines = [t("Instructions not answered yet: {count}", count=len(rows))]
    for row in rows:
        lines += ["", f"{_day(row, zone)}　{row.code}｜{row.title}", f"{row.leader}：{row.words}"]
    return "\n".join(lines)


def late(t: Texts, rows: Sequence[Any], zone: ZoneInfo) -> str:
    """To the office: what has waited for days, and for whom."""
    lines = [t("Instructions long unanswered: {count}", count=len(rows))]
    for row in rows[:LATEST]:
        who = t("{owner} is to answer {leader}", leader=row.leader, owner=f"{row.unit} {row.owner}")
        lines += ["", f"{_day(row, zone)}　{row.code}｜{row.title}", who]
    if len(rows) > LATEST:
        lines += ["", t("… and {count} more", count=len(rows) - LATEST)]
    return "\n".join(lines)


def _day(row: Any, zone: ZoneInfo) -> str:
    return str(row.at.astimezone(zone).date().isoformat())

"""What waits for an answer and has a day: reminded of, overdue, escalated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.texts import Texts
from rules.policy.chasing import Chase
from rules.policy.items import Item
from rules.policy.procedure import ProcedureStep
from rules.policy.requests import RequestKind, TrackedRequest

LATEST = 30
"""Rows of one message; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ChasedMatter:
    """What waits: its item, its day, and what it is called (`what`); `whom` it waits for by name."""

    item_id: int
    code: str
    title: str
    due: date
    whom: Sequence[str]


def before(t: Texts, chase: Chase, due: date, words: Words) -> FormattedText:
    """Put the words of what waits again, with how it stands with its day."""
    day = t.full_day(due)
    if chase is Chase.REMIND:
        heading = t("To be answered by {day}, please do not miss it.", day=day)
    else:
        heading = t("Was to be answered by {day} and is overdue; please answer it.", day=day)
    return joined("\n", [heading, words])


def name_of(t: Texts, request: TrackedRequest) -> str:
    """Name a request in a list."""
    if request.kind is RequestKind.BLOCKER:
        return t("to be coordinated no. {number}", number=request.id)
    if request.advice:
        return t("advice of {name}", name=request.raiser_unit)
    return t("instruction of {name}", name=request.raiser)


def step_words(t: Texts, item: Item, step: ProcedureStep) -> FormattedText:
    """Tell whoever does a step of closing that it waits."""
    number = item_link(item.code, item.id)
    heading = t.formatted("Item: {code} {title}", code=number, title=item.title)
    waits = t("“{step}” waits for you; /review shows it.", step=step.name)
    return joined("\n", [heading, waits])


def escalated(t: Texts, rows: Sequence[tuple[str, ChasedMatter]]) -> FormattedText:
    """Tell office and asker of what nobody answered in time, each with what it is called."""
    lines: list[Words] = [bold(t("Not answered in time: {count}", count=len(rows)))]
    for what, matter in rows[:LATEST]:
        lines += ["", *_escalated(t, what, matter)]
    if len(rows) > LATEST:
        lines += ["", t("… and {count} more", count=len(rows) - LATEST)]
    return joined("\n", lines)


def _escalated(t: Texts, what: str, matter: ChasedMatter) -> list[Words]:
    number = item_link(matter.code, matter.item_id)
    whom = t.comma().join(matter.whom) or t("nobody who can be written to")
    waits = t("{what}: {whom}, due {day}", what=what, whom=whom, day=matter.due.isoformat())
    return [FormattedText.of(number, f"｜{matter.title}"), waits]

"""Striking off, as text: the five clauses, the dossier, what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages.outgoing import Button, Row
from messages.texts import Texts
from rules.closing import Clause, Refusal, Why
from rules.items import Item


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an application shows: each clause with its words, and how much evidence there is."""

    item: Item
    applicant: str
    clauses: Sequence[tuple[str, str]]
    evidence: int


def clause_question(t: Texts, item: Item, clause: Clause, number: int, of: int) -> str:
    return "\n".join(
        [
            t("Item: {code} {title}", code=item.code, title=item.title),
            t("Clause {number} of {of}: {clause}", number=number, of=of, clause=clause.name),
            t("Please show: {evidence}. Words, photos or files; /cancel drops it.",
              evidence=clause.evidence),
        ]
    )  # fmt: skip


def dossier_text(t: Texts, dossier: Dossier) -> str:
    lines = [
        t("Application to strike off: {code} {title}",
          code=dossier.item.code, title=dossier.item.title),
        t("Applied for by: {name}", name=dossier.applicant),
    ]  # fmt: skip
    for number, (clause, words) in enumerate(dossier.clauses, 1):
        lines.append(f"{number}. {clause}")
        lines.append(words)
    lines.append(t("Evidence: {count}", count=dossier.evidence))
    return "\n".join(lines)


def submit_buttons(t: Texts, closing: int) -> tuple[Row, ...]:
    return (
        (
            Button(t("Submit"), f"cl:{closing}:submit"),
            Button(t("Cancel"), f"cl:{closing}:drop"),
        ),
    )


def verifier_buttons(t: Texts, item: int) -> tuple[Row, ...]:
    return ((Button(t("Pass"), f"cv:{item}:pass"), Button(t("Send back"), f"cv:{item}:back")),)


def office_buttons(t: Texts, item: int) -> tuple[Row, ...]:
    return (
        (Button(t("Strike off"), f"cv:{item}:strike"), Button(t("Send back"), f"cv:{item}:back")),
    )


def refused(t: Texts, item: Item, refusal: Refusal) -> str:
    match refusal.why:
        case Why.NOT_NOW:
            return t("Item {code} is {state}: this is not possible now.",
                     code=item.code, state=t(item.state.value))  # fmt: skip
        case Why.NOT_YOURS:
            return t("This is not yours to decide.")
        case Why.NO_REASON:
            return t("Please give the reason.")
        case Why.NOTICE_RUNS:
            until = t.full_day(refusal.until) if refusal.until else ""
            return t("The public notice runs until {day}.", day=until)


def verified(t: Texts, item: Item, until: date) -> str:
    return t(
        "Verified: {code} {title}. On public notice until {day}.",
        code=item.code,
        title=item.title,
        day=t.full_day(until),
    )


def struck_off(t: Texts, item: Item) -> str:
    return t("Struck off: {code} {title}", code=item.code, title=item.title)


def reopened(t: Texts, item: Item, by: str, reason: str) -> str:
    return t(
        "Re-opened: {code} {title}. {by}: {reason}",
        code=item.code,
        title=item.title,
        by=by,
        reason=reason,
    )


def sent_back(t: Texts, item: Item, by: str, reason: str) -> str:
    return t(
        "Sent back: {code} {title}. {by}: {reason}",
        code=item.code,
        title=item.title,
        by=by,
        reason=reason,
    )

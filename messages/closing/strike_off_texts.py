"""Struck off: the question before it, its number and names, and the sheet that is checked by."""

from dataclasses import dataclass
from datetime import date

from messages.closing.closing_texts import Dossier
from messages.outgoing import Button, ButtonRow
from messages.queries.list_texts import figures
from messages.texts import Texts
from rules.policy.items import Item, State


@dataclass(frozen=True, slots=True)
class StrikeOffSheet:
    """对账销号单: what was applied for, and how it was struck off."""

    dossier: Dossier
    number: str
    day: date
    verified_by: str
    struck_off_by: str


def question(t: Texts, item: Item) -> str:
    return t(
        "Strike off item {code} {title}? This cannot be taken back; after a relapse it can only be "
        "re-opened.",
        code=item.code,
        title=item.title,
    )


def question_buttons(t: Texts, item: Item, made_at: int) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Confirm striking off"), f"so:{item.id}:{made_at}:yes"),
            Button(t("Cancel"), f"so:{item.id}:{made_at}:no"),
        ),
    )


def not_struck_off(t: Texts, item: Item) -> str:
    return t("Item {code} was not struck off; nothing was recorded.", code=item.code)


def struck_off(t: Texts, item: Item, state: State, number: str) -> str:
    """Say how it ended: what is kept up for good is done, and not over."""
    named = {"code": item.code, "title": item.title, "number": number}
    if state is State.KEPT_UP:
        return t("Done, to be kept up: {code} {title} ({number})", **named)
    return t("Struck off: {code} {title} ({number})", **named)


def title(t: Texts) -> str:
    return t("Sheet of striking off")


def rows(t: Texts, sheet: StrikeOffSheet) -> list[tuple[str, str]]:
    """Return the sheet's lines: what, and its value."""
    item, dossier = sheet.dossier.item, sheet.dossier
    notice = dossier.notice_until
    lines = [
        (t("Number of striking off"), sheet.number),
        (t("Item"), f"{item.code} {item.title}"),
        (t("Type"), item.kind),
        (t("Finding"), item.finding),
        (t("Goal"), item.goal),
        (t("Lead unit"), item.lead.name),
        (t("Responsible"), item.owner.name),
        (t("Progress"), figures(t, item)),
        *(
            (f"{number}. {clause}", said)
            for number, (clause, said) in enumerate(dossier.clauses, 1)
        ),
        (t("Evidence shown"), str(dossier.evidence)),
        (t("Applicant"), dossier.applicant),
        (t("Verified by"), item.verifying.name if item.verifying else ""),
        (t("Verifier"), sheet.verified_by),
        (t("Public notice until"), t.full_day(notice) if notice is not None else ""),
        (t("Struck off by"), sheet.struck_off_by),
        (t("Struck off on"), t.full_day(sheet.day)),
    ]
    return [(name, value) for name, value in lines if value]

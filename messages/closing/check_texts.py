"""The check on site, as text: its questions, its refusals, its summary, and what was found."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from messages.formatting import shortened
from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.checks import (
    CheckFindings,
    CheckPlace,
    CheckRefusal,
    CheckStep,
    SiteCheck,
    failed_clauses,
    passes,
    shortfall,
)
from rules.policy.items import Item
from rules.policy.location import Location
from rules.policy.wording import amount

SHOWN = 200
"""Characters of what was shown for a clause; the dossier has all of it."""

IN_A_ROW = 3
"""Buttons beside each other that a phone shows whole."""


def question(t: Texts, item: Item, place: CheckPlace, clause: tuple[str, str]) -> str:
    """Ask for one thing. `clause`: its name and what the applicant showed for it."""
    head = t("Check on site: item {code} {title}", code=item.code, title=item.title)
    return f"{head}\n{_asked(t, item, place, clause)}"


def _asked(t: Texts, item: Item, place: CheckPlace, clause: tuple[str, str]) -> str:
    match place.step:
        case CheckStep.SEEN_ON:
            return t("On which day was it seen on site? Press a button or write the date.")
        case CheckStep.SEEN_BY:
            return t("Who was there? Please write the names of two people at least.")
        case CheckStep.MEASURED:
            return t(
                "How much was measured on site? Please write the figure with its unit ({unit}); "
                "the target is {total}.",
                unit=item.measure,
                total=_counted(item, item.total or Decimal(0)),
            )
        case CheckStep.EVIDENCE:
            return t("Please send photos or the location from the site, then press “Go on”.")
        case CheckStep.REASON:
            return t("Please write why “{clause}” does not pass.", clause=clause[0])
    name, shown = clause
    return t("Clause: {clause}\nShown by the applicant: {words}\nDoes it pass?", clause=name,
             words=shortened(shown, SHOWN))  # fmt: skip


def buttons(t: Texts, form: int, place: CheckPlace) -> tuple[ButtonRow, ...]:
    """Offer the short answers to what is asked."""
    match place.step:
        case CheckStep.SEEN_ON:
            return ((
                Button(t("Today"), f"ck:{form}:today"),
                Button(t("Yesterday"), f"ck:{form}:yesterday"),
            ),)  # fmt: skip
        case CheckStep.EVIDENCE:
            return ((Button(t("Go on"), f"ck:{form}:shown"),),)
        case CheckStep.VERDICT:
            return ((
                Button(t("Passes"), f"ck:{form}:pass:{place.clause}"),
                Button(t("Does not pass"), f"ck:{form}:fail:{place.clause}"),
            ),)  # fmt: skip
    return ()


def refused(t: Texts, why: CheckRefusal, applied_on: date, today: date) -> str:
    """Say why an answer is not taken."""
    match why:
        case CheckRefusal.IN_FUTURE:
            return t("The day of the check cannot be after today, {day}. Please write it again.",
                     day=t.short_day(today))  # fmt: skip
        case CheckRefusal.BEFORE_APPLICATION:
            return t(
                "The check cannot be before the application of {day}. Please write the day again.",
                day=t.full_day(applied_on),
            )
        case CheckRefusal.ONE_NAME:
            return t("At least two people check on site. Please write both names.")
        case CheckRefusal.NOT_A_NAME:
            return t("These are not names. Please write the names of two people, with a comma.")
    return t("Whoever applied cannot take part in the check. Please write the checkers' names.")


def wrong_figure(t: Texts, item: Item) -> str:
    return t("Please write one figure with the item's unit, for example: {example}",
             example=_counted(item, item.total or Decimal(1)))  # fmt: skip


def under_target(t: Texts, findings: CheckFindings, item: Item) -> str:
    """Say that it cannot pass by what was measured."""
    return t(
        "{measured} measured, {gap} short of the target: it cannot pass, only be sent back.",
        measured=_counted(item, findings.measured or Decimal(0)),
        gap=_counted(item, shortfall(findings, item)),
    )


def _counted(item: Item, value: Decimal) -> str:
    return f"{amount(value)}{item.measure}"


def summary(t: Texts, item: Item, findings: CheckFindings, clauses: Sequence[str]) -> str:
    """Show all that was filled in, and what follows from it."""
    head = t("Check on site: item {code} {title}", code=item.code, title=item.title)
    result = t("Result: passes") if passes(findings, item) else t("Result: to be sent back")
    seen = t("Seen on {day} by {names}", day=_day(t, findings.seen_on),
             names=t.comma().join(findings.seen_by))  # fmt: skip
    return "\n".join(
        [
            head,
            seen,
            *_measured(t, item, findings.measured),
            *_evidence(t, findings.files, findings.location),
            *(_verdict(t, findings, number, clause) for number, clause in enumerate(clauses)
              if number in findings.verdicts),
            result,
        ]
    )  # fmt: skip


def _day(t: Texts, day: date | None) -> str:
    return t.day(day) if day else ""


def _measured(t: Texts, item: Item, value: Decimal | None) -> list[str]:
    if value is None:
        return []
    left = max((item.total or Decimal(0)) - value, Decimal(0))
    said = t("Measured: {figure}", figure=_counted(item, value))
    gap = t(" ({gap} short)", gap=_counted(item, left)) if left else ""
    return [said + gap]


def _evidence(t: Texts, files: int, location: Location | None) -> list[str]:
    lines = [t("Photos and files from the site: {count}", count=files)] if files else []
    return lines + ([t("Location: {place}", place=location)] if location else [])


def _verdict(t: Texts, findings: CheckFindings, number: int, clause: str) -> str:
    verdict = findings.verdicts[number]
    said = t("passes") if verdict.passed else t("does not pass: {reason}", reason=verdict.reason)
    return f"{number + 1}. {clause}：{said}"


def summary_buttons(
    t: Texts, form: int, item: Item, findings: CheckFindings
) -> tuple[ButtonRow, ...]:
    """Offer to hand it in, or to change what was filled in."""
    label = t("Hand in: passes") if passes(findings, item) else t("Hand in: send back")
    steps = [CheckStep.SEEN_ON, CheckStep.SEEN_BY, CheckStep.MEASURED, CheckStep.EVIDENCE]
    asked = [s for s in steps if s is not CheckStep.MEASURED or item.total is not None]
    change = [Button(_change(t, step), f"ck:{form}:edit:{step}") for step in asked]
    change += [
        Button(t("Change clause {number}", number=clause + 1), f"ck:{form}:edit:verdict.{clause}")
        for clause in sorted(findings.verdicts)
    ]
    return ((Button(label, f"ck:{form}:submit"),), *in_rows(change, IN_A_ROW))


def _change(t: Texts, step: CheckStep) -> str:
    return {
        CheckStep.SEEN_ON: t("Change the day"),
        CheckStep.SEEN_BY: t("Change the names"),
        CheckStep.MEASURED: t("Change the figure"),
        CheckStep.EVIDENCE: t("Add photos"),
    }[step]


def reason_to_send_back(
    t: Texts, item: Item, findings: CheckFindings, clauses: Sequence[str]
) -> str:
    """Return the reason that follows from what was found."""
    gap = shortfall(findings, item)
    parts = []
    if gap and findings.measured is not None:
        parts = [
            t("{measured} measured on site, {gap} short",
              measured=_counted(item, findings.measured), gap=_counted(item, gap))
        ]  # fmt: skip
    failed = failed_clauses(findings)
    parts += [f"{clauses[n]}：{findings.verdicts[n].reason}" for n in failed]
    return t.semicolon().join(parts)


def lines(t: Texts, item: Item, check: SiteCheck) -> list[str]:
    """Show on the dossier what was found on site."""
    place = None
    if check.latitude is not None and check.longitude is not None:
        place = Location(check.latitude, check.longitude)
    seen = t("Checked on site on {day} by {names}", day=t.day(check.seen_on), names=check.seen_by)
    return [
        seen,
        *_measured(t, item, check.measured),
        *_evidence(t, check.files, place),
    ]


def in_a_line(t: Texts, item: Item, check: SiteCheck) -> str:
    """Say in a line who checked when, and with what result."""
    result = t("passes") if check.passed else t("sent back")
    measured = _measured(t, item, check.measured)
    return t.semicolon().join([result, t.short_day(check.seen_on), check.seen_by, *measured])


def old_step(t: Texts) -> str:
    return t("This has been filled in already; it can be changed in the summary.")


def kept(t: Texts, item: Item) -> str:
    """Tell that a form stays as it is."""
    return t("The check form is kept as it was: item {code}. To go on: /review", code=item.code)


def waiting(t: Texts, days: int, holder: str, claimed_on: date | None) -> str:
    """Say how long an application waits, and who has it in hand."""
    waits = t.ngettext("Waiting for {count} day", "Waiting for {count} days", count=days)
    if claimed_on is None:
        return t("{waits}; nobody has taken it up.", waits=waits)
    return t("{waits}; taken up by {name} on {day}.", waits=waits, name=holder,
             day=t.day(claimed_on))  # fmt: skip


def held_by(t: Texts, name: str, until: date) -> str:
    """Say that somebody else decides."""
    return t("{name} has taken this application up; others may take it over after {day}.",
             name=name, day=t.day(until))  # fmt: skip


def take_up_first(t: Texts) -> str:
    return t("Please take this application up first: /review")


def taken_over(t: Texts, item: Item, by: str) -> str:
    """Tell whoever had an application in hand for long."""
    return t("{name} has taken over the check of item {code} {title}.", name=by, code=item.code,
             title=item.title)  # fmt: skip


def queue_buttons(t: Texts, item: int, *, own: bool, free: bool) -> tuple[ButtonRow, ...]:
    """Offer to take it up; to whoever has it, to check, to send back, and to give it back."""
    if own:
        return (
            (Button(t("Fill in the check form"), f"cf:{item}"),),
            (
                Button(t("Send back"), f"cv:{item}:back"),
                Button(t("Return to the queue"), f"cq:{item}:back"),
            ),
        )
    return ((Button(t("Take up"), f"cq:{item}:take"),),) if free else ()


def by_form(t: Texts) -> str:
    return t("This is decided with the check form now: /review")


def lacking(t: Texts, number: int, lacks: str) -> str:
    """Say that a clause of the application no longer has what it needs."""
    return t("Missing in clause {number}: {lacks}. The application can only be sent back.",
             number=number, lacks=lacks)  # fmt: skip

"""Striking off, as text: the five clauses, the dossier, what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages import calendar_texts
from messages.closing import check_texts, clause_texts, gap_texts
from messages.formatting import FormattedText, Words, bold, fold_long, item_link, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.queries.list_texts import figures
from messages.reporting import evidence_texts
from messages.texts import Texts
from rules.policy.checks import SiteCheck
from rules.policy.clauses import ClauseRule, ClauseStanding
from rules.policy.closing import Fact, Outcome, Refusal, RefusalReason
from rules.policy.gaps import NO_GAP, Gap
from rules.policy.items import IN_REVIEW, Item, has_work_left, own_code
from rules.policy.procedure import Actor, ProcedureStep, StepKind

IN_A_ROW = 3
"""Buttons beside each other that a phone shows whole."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an application shows: each clause with its words, and how much evidence there is."""

    item: Item
    applicant: str
    clauses: Sequence[tuple[str, str]]
    evidence: int
    exhibits: int = 0
    """All that was ever shown for the item, this application's evidence among it."""
    notice_until: date | None = None
    gap: Gap = NO_GAP
    standings: Sequence[ClauseStanding] = ()
    """What each clause has and lacks, while the application is being made."""
    check: SiteCheck | None = None
    """The last check on site of this application."""
    last_step: int = 0
    """Number of the item's last step: a button of an earlier one no longer works."""
    needed: str = ""
    """What the next step asks for, as the procedure says."""


def clause_question(t: Texts, item: Item, clause: ClauseRule, number: int, of: int) -> str:
    return "\n".join(
        [
            t("Item: {code} {title}", code=item.code, title=item.title),
            t("Clause {number} of {of}: {clause}", number=number, of=of, clause=clause.name),
            t("Please show: {evidence}. Words, photos or files; /cancel drops it.",
              evidence=clause.evidence),
            *clause_texts.needed(t, clause),
        ]
    )  # fmt: skip


def clause_again(
    t: Texts, item: Item, clause: ClauseRule, place: tuple[int, int], said: str
) -> str:
    """Ask for a clause again. `place`: its number, and of how many."""
    number, of = place
    return "\n".join(
        [
            t("Item: {code} {title}", code=item.code, title=item.title),
            t("Clause {number} of {of}: {clause}", number=number, of=of, clause=clause.name),
            t("So far: {words}", words=said),
            t("Please show anew: {evidence}. Words, photos or files; /cancel leaves it as it is.",
              evidence=clause.evidence),
            *clause_texts.needed(t, clause),
        ]
    )  # fmt: skip


def dossier_text(t: Texts, dossier: Dossier) -> FormattedText:
    """Show an application; what was shown for a clause is folded where it is long."""
    item = dossier.item
    number = item_link(item.code, item.id)
    lines: list[Words] = [
        bold(t.formatted("Application to strike off: {code} {title}",
                         code=number, title=item.title)),
        t("Applied for by: {name}", name=dossier.applicant),
    ]  # fmt: skip
    reported = figures(t, item)
    lines += [t("Progress: {words}", words=reported)] if reported else []
    doubt = _doubt(t, dossier)
    lines += [t("Please note: {doubt}", doubt=doubt)] if doubt else []
    for position, (clause, words) in enumerate(dossier.clauses, 1):
        lines += [bold(f"{position}. {clause}{_shown(t, dossier, position)}"), fold_long(words)]
    lines.append(t("Evidence: {count}", count=dossier.evidence))
    lines += check_texts.lines(t, dossier.item, dossier.check) if dossier.check else []
    if dossier.notice_until is not None:
        day = t.full_day(dossier.notice_until)
        lines.append(t("The public notice runs until {day}.", day=day))
    if dossier.needed:
        lines.append(t("This step needs: {evidence}", evidence=dossier.needed))
    return joined("\n", lines)


def _shown(t: Texts, dossier: Dossier, number: int) -> str:
    of_clause = dossier.standings[number - 1 : number]
    return clause_texts.shown(t, of_clause[0]) if of_clause else ""


def _doubt(t: Texts, dossier: Dossier) -> str:
    """Say what speaks against it; a report since the application goes before the figures."""
    if dossier.item.state in IN_REVIEW and dossier.gap.denied:
        return t("its last report says that it is not done.")
    return t("by its figures it is not finished.") if has_work_left(dossier.item) else ""


def submit_buttons(t: Texts, closing: int, clauses: int) -> tuple[ButtonRow, ...]:
    """Offer to hand it in, to drop it, or to go back to one of its clauses."""
    again = [
        Button(t("Redo clause {number}", number=position + 1), f"cl:{closing}:again:{position}")
        for position in range(clauses)
    ]
    return (
        (
            Button(t("Submit"), f"cl:{closing}:submit", tone=Tone.POSITIVE),
            Button(t("Cancel"), f"cl:{closing}:drop", tone=Tone.NEGATIVE),
        ),
        *(tuple(again[at : at + IN_A_ROW]) for at in range(0, clauses, IN_A_ROW)),
    )


def dropped(t: Texts, item: Item) -> str:
    return t(
        "The application to strike off item {code} is dropped; nothing was recorded.",
        code=item.code,
    )


def dropped_by(t: Texts, item: Item, by: str) -> str:
    """Tell whoever began it."""
    return t(
        "{name} dropped the application to strike off item {code}; nothing was recorded.",
        name=by,
        code=item.code,
    )


def how_to_apply(t: Texts) -> str:
    """Say what an application to strike an item off takes."""
    return t(
        "An item is struck off once it is done: send /close NUMBER, or choose it below. "
        "The clauses are then answered one by one, each with its evidence."
    )


def apply_buttons(items: Sequence[Item]) -> tuple[ButtonRow, ...]:
    """Offer to apply for one of these items."""
    return tuple((Button(f"{i.code} {i.title}"[:60], f"ca:{i.id}"),) for i in items)


def step_buttons(t: Texts, dossier: Dossier, step: ProcedureStep) -> tuple[ButtonRow, ...]:
    """Offer what this step may do, and the evidence."""
    item, made_at = dossier.item.id, dossier.last_step
    label, act = _offers(t)[step.kind]
    decide = [Button(label, f"cv:{item}:{act}:{made_at}", tone=Tone.POSITIVE)]
    if step.kind is not StepKind.APPLICATION:
        decide.append(Button(t("Send back"), f"cv:{item}:back:{made_at}", tone=Tone.NEGATIVE))
    return (tuple(decide), *evidence_texts.rows(t, item, dossier.exhibits))


def _offers(t: Texts) -> dict[StepKind, tuple[str, str]]:
    return {
        StepKind.APPLICATION: (t("Apply for verification"), "apply"),
        StepKind.CHECK: (t("Pass"), "pass"),
        StepKind.REVIEW: (t("Pass"), "pass"),
        StepKind.STRIKE_OFF: (t("Strike off"), "strike"),
    }


def of_an_old_step(t: Texts, item: Item) -> str:
    return t("This button is of an earlier step; item {code} is {state} now.",
             code=item.code, state=t(item.state.value))  # fmt: skip


def nobody_does(t: Texts, item: Item, step: ProcedureStep) -> str:
    """Tell the office that a step reached nobody who may do it."""
    if step.by is not Actor.VERIFIER:
        return t("Item {code} {title} waits for “{step}”, but nobody who may do it is enrolled.",
                 code=item.code, title=item.title, step=step.name)  # fmt: skip
    unit = item.verifying.name if item.verifying else t("no unit named")
    return t(
        "Item {code} {title} waits for verification, but no verifier is enrolled ({unit}). "
        "Please name one and have him enrol.",
        code=item.code,
        title=item.title,
        unit=unit,
    )


def refused(t: Texts, item: Item, refusal: Refusal) -> str:
    match refusal.why:
        case RefusalReason.NOT_NOW:
            return t("Item {code} is {state}: this is not possible now.",
                     code=item.code, state=t(item.state.value))  # fmt: skip
        case RefusalReason.NOT_YOURS:
            return t("This is not yours to decide.")
        case RefusalReason.NO_REASON:
            return t("Please give the reason.")
        case RefusalReason.NOTICE_RUNS:
            until = t.full_day(refusal.until) if refusal.until else ""
            return t("The public notice runs until {day}.", day=until)
        case RefusalReason.OBJECTED:
            return t("An objection to item {code} is not decided yet: see /objection",
                     code=item.code)  # fmt: skip
        case RefusalReason.NOT_DONE:
            return gap_texts.refused(t, item, refusal.gap)


def notice_over(t: Texts, dossier: Dossier, step: ProcedureStep) -> FormattedText:
    """Tell whoever is next that the step can be done, unless the item fell short meanwhile."""
    over = t("The public notice is over; this item can be struck off.")
    if step.kind is not StepKind.STRIKE_OFF:
        over = t("The public notice is over. Next step: {step}.", step=step.name)
    if dossier.gap != NO_GAP:
        over = gap_texts.over_and_short(t, dossier.item, dossier.gap)
    return joined("\n", [over, dossier_text(t, dossier)])


def step_done(t: Texts, item: Item, outcome: Outcome, unpublished: Sequence[int]) -> str:
    """Say what was done and what follows.

    `unpublished`: years of a notice whose working days are an estimate.
    """
    said = _done(t, item, outcome.fact)
    if outcome.notice_until is not None:
        said = t("{done} On public notice until {day}.",
                 done=said, day=t.full_day(outcome.notice_until))  # fmt: skip
    elif outcome.awaits is not None:
        said = t("{done} Next step: {step}.", done=said, step=outcome.awaits)
    caution = calendar_texts.unpublished(t, unpublished)
    return f"{said}\n{caution}" if caution else said


def _done(t: Texts, item: Item, fact: Fact) -> str:
    names = {"code": item.code, "title": item.title}
    match fact:
        case Fact.VERIFIED:
            return t("Verified: {code} {title}.", **names)
        case Fact.ANNOUNCED:
            return t("To be applied for: {code} {title}.", **names)
        case Fact.CONFIRMED:
            return t("Conclusion confirmed: {code} {title}.", **names)
    return t("Applied for verification: {code} {title}.", **names)


def closed(t: Texts, item: Item) -> str:
    """Say why nothing can be said about it any more."""
    return t("Item {code} is {state}.", code=item.code, state=t(item.state.value))


def relapse_passed_on(t: Texts, item: Item) -> str:
    """Tell whoever reports a relapse, which re-opens nothing by itself."""
    return t("Item {code} is {state}. What you wrote was passed on to the office.",
             code=item.code, state=t(item.state.value))  # fmt: skip


def relapse(t: Texts, item: Item, by: str, words: str) -> str:
    """Tell the office of a relapse: it may re-open the item."""
    told = t(
        "Item {code} {title} ({state}), written by {name}: {words}",
        code=item.code,
        title=item.title,
        state=t(item.state.value),
        name=by,
        words=words,
    )
    return f"{told}\n{how_to_reopen(t, item)}"


def how_to_reopen(t: Texts, item: Item) -> str:
    number = own_code(item.code)
    return t("To re-open it, write /reopen {number} and the reason.", number=number)


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

"""Handing in a check on site: what was found passes the item, or sends it back."""

from handlers.closing import check_form, review
from handlers.closing.check_form import FormInHand
from handlers.closing.decisions import moment_for
from handlers.context import Context
from messages.closing import check_texts, clause_texts
from messages.incoming import ButtonPress
from messages.outgoing import OutgoingMessage, Reply
from notices import closing_summary, radar_notices
from rules.policy.checks import CheckStep, SiteCheck, passes
from rules.policy.closing import Act, Refusal, decide
from storage.closing import check_forms, checks
from storage.ledger import item_store


def pressed(press: ButtonPress, ctx: Context, here: FormInHand) -> Reply:
    """Hand a form in; one that lacks something asks for it."""
    if here.next_place(here.form.findings).step is not CheckStep.SUMMARY:
        return check_form.go_on(ctx, here)
    if here.form.place.step is not CheckStep.SUMMARY:
        return Reply(toast=check_texts.old_step(ctx.t))
    if passes(here.form.findings, here.item):
        return _passed(press, ctx, here)
    return _sent_back(press, ctx, here)


def _passed(press: ButtonPress, ctx: Context, here: FormInHand) -> Reply:
    lacking = _lacking(ctx, here)
    if lacking:
        return Reply(toast=lacking)
    reply = review.passed(press, ctx, here.item)
    if reply.messages:
        reply.messages += _entered(ctx, here, passed=True, reason="")
    return reply


def _lacking(ctx: Context, here: FormInHand) -> str:
    """Return what the application lacks by now: a file may have been found unfit since."""
    for number, standing in enumerate(closing_summary.standings(ctx.tx, ctx.city, here.closing), 1):
        if standing.lacks:
            lacks = clause_texts.missing(ctx.t, standing)
            return check_texts.lacking(ctx.t, number, lacks)
    return ""


def _sent_back(press: ButtonPress, ctx: Context, here: FormInHand) -> Reply:
    item = item_store.by_id(ctx.tx, here.item.id)
    findings = here.form.findings
    reason = check_texts.reason_to_send_back(ctx.t, item, findings, here.clauses)
    moment = moment_for(ctx, item)
    outcome = decide(item, Act.SEND_BACK, ctx.person, moment, reason=reason)
    letters: list[OutgoingMessage] = []
    if not isinstance(outcome, Refusal):
        letters = _entered(ctx, here, passed=False, reason=reason)
    reply = review.send_back(ctx, item, outcome, reason, edits=press.message_id)
    reply.messages = [*letters, *reply.messages]
    return reply


def _entered(ctx: Context, here: FormInHand, *, passed: bool, reason: str) -> list[OutgoingMessage]:
    """Enter what was found, close the form, and ask about more reported than measured.

    Whoever measured it is not written to.
    """
    findings, place = here.form.findings, here.form.findings.location
    assert findings.seen_on is not None
    new = SiteCheck(
        id=0,
        closing_id=here.closing.id,
        item_id=here.item.id,
        person_id=ctx.person.id,
        at=ctx.now,
        seen_on=findings.seen_on,
        seen_by=ctx.t.comma().join(findings.seen_by),
        measured=findings.measured,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        files=findings.files,
        passed=passed,
        reason=reason,
    )
    checks.enter(ctx.tx, new, findings, here.clauses, ctx.now)
    check_forms.hand_in(ctx.tx, here.form.id, ctx.now)
    if findings.measured is None:
        return []
    measured = findings.measured
    flagged = radar_notices.over_measured(ctx.tx, ctx.city, here.item.id, measured, ctx.now)
    return [letter for letter in flagged if letter.chat != ctx.chat]

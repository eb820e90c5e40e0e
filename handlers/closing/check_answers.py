"""What a verifier answers to the form of a check on site: words, photos, a place, buttons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from handlers.closing import check_form, check_hand_in
from handlers.closing.check_form import FormInHand
from handlers.context import Context
from handlers.message import Message
from handlers.reporting import files
from messages.closing import check_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.language.bare_figures import has_bare_number
from rules.language.seen_days import find_seen_day
from rules.language.two_names import find_names
from rules.policy.checks import (
    CheckFindings,
    CheckPlace,
    CheckRefusal,
    CheckStep,
    ClauseVerdict,
    fault_of_day,
    fault_of_names,
    has_evidence,
    shortfall,
)
from rules.policy.items import Item
from rules.policy.measures import convert_to
from rules.policy.refs import Ref
from rules.policy.statements import says_something
from storage.closing import check_forms, checks
from storage.people import people
from storage.reporting.open_questions import OpenQuestion

YESTERDAY = timedelta(days=1)


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words, a file or a place for what the form asks; what is not taken changes nothing."""
    here = check_form.opened(ctx, asked.about.id)
    why = check_form.refusal(ctx, here)
    if why:
        return ctx.say(why)
    return _ANSWERS[here.form.place.step](message, ctx, here)


def _not_taken(ctx: Context, here: FormInHand, why: str) -> Reply:
    check_form.wait_for(ctx, here)
    return ctx.say(why, about=Ref.item(here.item.id))


def _day(message: Message, ctx: Context, here: FormInHand) -> Reply:
    day = find_seen_day(message.text, ctx.today)
    if day is None:
        example = ctx.t.short_day(ctx.today)
        text = ctx.t("Please write the day of the check, for example: {day}", day=example)
        return _not_taken(ctx, here, text)
    return _day_taken(ctx, here, day)


def _day_taken(ctx: Context, here: FormInHand, day: date) -> Reply:
    applied_on = ctx.city.today(checks.applied_at(ctx.tx, here.closing))
    fault = fault_of_day(day, applied_on, ctx.today)
    if fault is not None:
        return _refused(ctx, here, fault, applied_on)
    return check_form.taken(ctx, here, replace(here.form.findings, seen_on=day))


def _refused(ctx: Context, here: FormInHand, fault: CheckRefusal, applied_on: date) -> Reply:
    return _not_taken(ctx, here, check_texts.refused(ctx.t, fault, applied_on, ctx.today))


def _names(message: Message, ctx: Context, here: FormInHand) -> Reply:
    names = find_names(message.text)
    applicant = people.by_id(ctx.tx, here.closing.person_id).name
    fault = fault_of_names(names, frozenset({applicant, here.item.owner.name}))
    if fault is not None:
        return _refused(ctx, here, fault, ctx.today)
    return check_form.taken(ctx, here, replace(here.form.findings, seen_by=names))


def _figure(message: Message, ctx: Context, here: FormInHand) -> Reply:
    value = _measured(message, here.item)
    if value is None:
        return _not_taken(ctx, here, check_texts.wrong_figure(ctx.t, here.item))
    findings = replace(here.form.findings, measured=value)
    short = shortfall(findings, here.item)
    before = check_texts.under_target(ctx.t, findings, here.item) if short else ""
    return check_form.taken(ctx, here, findings, before)


def _measured(message: Message, item: Item) -> Decimal | None:
    """Return the one figure that was written with its unit, in the item's measure; None without one."""
    if has_bare_number(message.text):
        return None
    found = message.read_about(item).figures
    if len(found) != 1 or not found[0].unit or found[0].approximate:
        return None
    if found[0].role not in ("done", "total"):
        return None
    return convert_to(found[0].value, found[0].unit, item.measure)


def _evidence(message: Message, ctx: Context, here: FormInHand) -> Reply:
    findings = here.form.findings
    if message.location is not None:
        findings = replace(findings, location=message.location)
    elif message.file is None:
        return _not_taken(ctx, here, _what_to_send(ctx))
    else:
        files.note(message, ctx, item=here.item.id, check_form=here.form.id)
    check_forms.save(ctx.tx, replace(here.form, findings=findings))
    check_form.wait_for(ctx, here)
    text = ctx.t("Received. Please send more, or press “Go on”.")
    buttons = check_texts.buttons(ctx.t, here.form.id, here.form.place)
    return ctx.say(text, *buttons, about=Ref.item(here.item.id))


def _what_to_send(ctx: Context) -> str:
    return ctx.t("Please send at least one photo or the location from the site.")


def _verdict(message: Message, ctx: Context, here: FormInHand) -> Reply:
    """Ask for a button: words decide nothing."""
    del message
    check_form.wait_for(ctx, here)
    text = ctx.t("Please decide with the buttons: passes, or does not pass.")
    buttons = check_texts.buttons(ctx.t, here.form.id, here.form.place)
    return ctx.say(text, *buttons, about=Ref.item(here.item.id))


def _reason(message: Message, ctx: Context, here: FormInHand) -> Reply:
    reason, clause = message.text.strip(), here.form.place.clause
    if not says_something(reason) or clause is None:
        return _not_taken(ctx, here, ctx.t("Please give the reason."))
    return check_form.taken(ctx, here, _with(here, clause, ClauseVerdict(False, reason)))


def _with(here: FormInHand, clause: int, verdict: ClauseVerdict) -> CheckFindings:
    findings = here.form.findings
    return replace(findings, verdicts={**findings.verdicts, clause: verdict})


def _summary(message: Message, ctx: Context, here: FormInHand) -> Reply:
    del message
    return check_form.go_on(ctx, here)


_ANSWERS: dict[CheckStep, Callable[[Message, Context, FormInHand], Reply]] = {
    CheckStep.SEEN_ON: _day,
    CheckStep.SEEN_BY: _names,
    CheckStep.MEASURED: _figure,
    CheckStep.EVIDENCE: _evidence,
    CheckStep.VERDICT: _verdict,
    CheckStep.REASON: _reason,
    CheckStep.SUMMARY: _summary,
}


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Answer a button of the form; one of a step that is over changes nothing."""
    here = check_form.opened(ctx, int(words[0]))
    why = check_form.refusal(ctx, here)
    if why:
        return Reply(toast=why)
    if words[1] == "submit":
        return check_hand_in.pressed(press, ctx, here)
    if words[1] == "edit":
        return _changed(ctx, here, CheckPlace.of(words[2]))
    if here.form.place != _place_of(words):
        return Reply(toast=check_texts.old_step(ctx.t))
    return _chosen(ctx, here, words[1])


def _place_of(words: list[str]) -> CheckPlace:
    """Return the place that a button belongs to."""
    if len(words) > 2:
        return CheckPlace(CheckStep.VERDICT, int(words[2]))
    return CheckPlace(CheckStep.EVIDENCE if words[1] == "shown" else CheckStep.SEEN_ON)


def _chosen(ctx: Context, here: FormInHand, choice: str) -> Reply:
    match choice:
        case "today":
            return _day_taken(ctx, here, ctx.today)
        case "yesterday":
            return _day_taken(ctx, here, ctx.today - YESTERDAY)
        case "shown":
            if not has_evidence(here.form.findings):
                return Reply(toast=_what_to_send(ctx))
            return check_form.taken(ctx, here, replace(here.form.findings, shown=True))
    clause = here.form.place.clause
    assert clause is not None
    if choice == "fail":
        return check_form.ask(ctx, here, CheckPlace(CheckStep.REASON, clause))
    return check_form.taken(ctx, here, _with(here, clause, ClauseVerdict(True)))


def _changed(ctx: Context, here: FormInHand, place: CheckPlace) -> Reply:
    """Ask again for what was filled in; it stays until the new answer is taken."""
    if here.form.place.step is not CheckStep.SUMMARY:
        return Reply(toast=check_texts.old_step(ctx.t))
    if place.clause is not None and place.clause >= len(here.answers):
        return Reply(toast=ctx.t("This button no longer works."))
    return check_form.ask(ctx, here, place)

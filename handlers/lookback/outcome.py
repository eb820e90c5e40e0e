"""What follows from a check: nothing, another check, or the item is re-opened and climbs a step."""

from datetime import timedelta

from handlers.context import Context
from messages.follow_up import ladder_texts
from messages.incoming import ButtonPress
from messages.letters import Say
from messages.lookback import check_texts
from messages.outgoing import Reply
from messages.texts import Texts, texts
from notices import recipients
from rules.policy.closing import Fact, Outcome
from rules.policy.items import Item, State
from rules.policy.ladder import Step, step_of_relapse
from rules.policy.lookback import CheckOccasion, LookBackCheck, LookBackVerdict
from rules.policy.refs import Ref
from storage.closing import closings
from storage.ledger import ladder
from storage.lookback import checks
from storage.lookback.checks import NewCheck
from storage.reporting.open_questions import FindingSoFar


def of_check(
    press: ButtonPress,
    ctx: Context,
    item: Item,
    check: LookBackCheck,
    found: FindingSoFar,
    entered: Say,
) -> Reply:
    """Do what a finding leads to, and tell everybody concerned."""
    match found.verdict:
        case LookBackVerdict.KEPT:
            return _tell(press, ctx, item, entered)
        case LookBackVerdict.SLIGHT:
            return _followed_up(press, ctx, item, check, entered)
        case LookBackVerdict.RELAPSED:
            return _reopened(press, ctx, item, check, found, entered)


def _followed_up(
    press: ButtonPress, ctx: Context, item: Item, check: LookBackCheck, entered: Say
) -> Reply:
    days = ctx.city.recheck_days
    new = NewCheck(
        item.id,
        CheckOccasion.FOLLOW_UP,
        check.checker_id,
        ctx.today + timedelta(days=days),
        asked=False,
    )
    checks.order(ctx.tx, new, ctx.now, ctx.person.id)
    return _tell(press, ctx, item, _with(entered, lambda t: check_texts.to_correct(t, days)))


def _reopened(
    press: ButtonPress,
    ctx: Context,
    item: Item,
    check: LookBackCheck,
    found: FindingSoFar,
    entered: Say,
) -> Reply:
    """Re-open the item under its number and take the next step of the ladder."""
    moved = Outcome(Fact.REOPENED, State.UNDER_WAY)
    if not closings.move(ctx.tx, item, moved, ctx.person.id, ctx.now, found.words):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    due = step_of_relapse(ladder.taken(ctx.tx)[item.id], ctx.city.ladder, check.id)
    cause = texts(ctx.city.language)("relapse found by the look-back")
    ladder.take(ctx.tx, item.id, due, cause, ctx.today, ctx.now)
    return _tell(press, ctx, item, _with(entered, lambda t: _step(t, due.rung.step)))


def _step(t: Texts, step: Step) -> str:
    return check_texts.reopened(t, ladder_texts.step_name(t, step))


def _with(entered: Say, more: Say) -> Say:
    return lambda t: f"{entered(t)}\n{more(t)}"


def _tell(press: ButtonPress, ctx: Context, item: Item, say: Say) -> Reply:
    """Answer the checker; tell the owner, their head, the guarantors and the office."""
    concerned = [
        *recipients.owner(ctx.tx, item, ctx.today),
        *recipients.heads(ctx.tx, item.lead.id),
        *recipients.guarantors(ctx.tx, item),
        *recipients.office(ctx.tx),
    ]
    return ctx.tell(concerned, say, about=Ref.item(item.id), edits=press.message_id)

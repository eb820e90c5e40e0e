"""Dispatch rounds in the chat: the office opens one, owners report or say why nothing changed."""

from datetime import datetime

from handlers.context import Context
from handlers.message import Message
from handlers.pending import confirmation
from handlers.plans import refine
from handlers.reporting import no_change, plausibility, report
from messages.follow_up import round_texts, too_late_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from notices import round_notices
from rules.language.no_change import SHORTEST
from rules.language.plans import asks_for_plans
from rules.language.times import find_time, is_unclear_time
from rules.policy.permissions import is_office, may_report_on
from rules.policy.refs import Ref, RefKind
from rules.policy.rounds import END_OF_DAY, Round, RoundAsk, RoundEntry
from storage.follow_up import rounds
from storage.follow_up.rounds import Opening
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def opened(message: Message, ctx: Context, words: str) -> Reply:
    """`/round 周五12:00`; alone it lists the rounds that are open."""
    if not is_office(ctx.person):
        return ctx.say(ctx.t("Only the office opens a dispatch round."))
    if not words:
        return _running(ctx) or ctx.say(_how_to_open(ctx))
    return _opened(message, ctx, words)


def _opened(message: Message, ctx: Context, words: str) -> Reply:
    refusal = plausibility.wrong_date(ctx, words)
    if refusal:
        return ctx.say(refusal)
    if is_unclear_time(words):
        return ctx.say(ctx.t("Please name the hour as well, for example: /round 周五15:00"))
    due = _due(message, ctx, words)
    if due is None:
        return ctx.say(_how_to_open(ctx))
    if due <= ctx.now:
        return ctx.say(ctx.t("That moment has already passed. Please name a later one."))
    return _opened_until(ctx, words, due)


def _opened_until(ctx: Context, words: str, due: datetime) -> Reply:
    if not rounds.has_anything_to_ask(ctx.tx):
        return ctx.say(ctx.t("No item is open, so that nobody would be asked."))
    asks = RoundAsk.PLAN if asks_for_plans(words) else RoundAsk.PROGRESS
    occasion = f"office:{'' if asks is RoundAsk.PROGRESS else 'plan:'}{due.isoformat()}"
    number = rounds.open_round(ctx.tx, Opening(occasion, ctx.person.id, due, asks), ctx.now)
    if number is None:
        return ctx.say(ctx.t("A round until that moment is already open."))
    entries = rounds.entries(ctx.tx, number)
    times = round_texts.Times(due.astimezone(ctx.city.zone), asks=asks)
    return ctx.say(round_texts.opened(ctx.t, times, len(entries), len(rounds.owners(entries))))


def _due(message: Message, ctx: Context, words: str) -> datetime | None:
    """Return the day that is named, or today when only a time is."""
    at = find_time(words)
    days = [read.value for read in message.with_text(words).readings[0].dates]
    if not days and at is None:
        return None
    return ctx.city.moment(days[0] if days else ctx.today, at or END_OF_DAY)


def _how_to_open(ctx: Context) -> str:
    return ctx.t("Please write /round and until when to report, for example: /round 周五12:00")


def _running(ctx: Context, message: str = "", edits: int | None = None) -> Reply | None:
    """Show the open rounds, each with a button to cancel it; None when there is none."""
    found = [
        (
            round_,
            rounds.entries(ctx.tx, round_.id),
            round_texts.Times(round_.due_at.astimezone(ctx.city.zone), asks=round_.asks),
        )
        for round_ in rounds.still_open(ctx.tx)
    ]
    if not found:
        return None
    parts = (message, round_texts.running(ctx.t, found, ctx.now), _how_to_open(ctx))
    text = "\n\n".join(part for part in parts if part)
    return ctx.say(text, *round_texts.cancel_buttons(ctx.t, found), edits=edits)


def cancelled(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Cancel `rc:<round>`: nothing is published of it, and all who were asked are told."""
    round_ = rounds.by_id(ctx.tx, int(words[0]))
    if round_ is None:
        return Reply(toast=ctx.t("This button no longer works."))
    entries = rounds.entries(ctx.tx, round_.id)
    if not rounds.cancel(ctx.tx, round_, ctx.person.id, ctx.now):
        return Reply(toast=_over(ctx, round_))
    times = round_texts.Times(round_.due_at.astimezone(ctx.city.zone), asks=round_.asks)
    done = round_texts.cancelled(ctx.t, times)
    reply = _running(ctx, done, press.message_id) or ctx.say(done, edits=press.message_id)
    reply.messages += round_notices.cancelled(ctx.tx, ctx.city, round_, entries, ctx.today)
    return reply


def _over(ctx: Context, round_: Round | RoundEntry) -> str:
    if round_.cancelled_at is not None:
        return ctx.t("This round was cancelled; nothing is to be reported.")
    return ctx.t("This round is over. Please report with /report.")


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`r:<entry>:report` or `r:<entry>:same`."""
    del press
    entry = rounds.entry(ctx.tx, int(words[0]))
    refusal = _not_now(ctx, entry)
    if entry is None or refusal:
        return Reply(toast=refusal)
    item = item_store.by_id(ctx.tx, entry.item_id)
    if entry.asks is RoundAsk.PLAN:
        return refine.begin(ctx, item)
    if words[1] == "same":
        return no_change.ask(ctx, entry, item)
    asked = OpenQuestion(QuestionKind.ROUND_PROGRESS, Ref(RefKind.ENTRY, entry.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    text = ctx.t(
        "Item {code} {title}: please write the progress.", code=item.code, title=item.title
    )
    return ctx.say(text, about=Ref.item(item.id))


def _not_now(ctx: Context, entry: RoundEntry | None) -> str:
    if entry is None:
        return ctx.t("This button no longer works.")
    if not may_report_on(ctx.person, item_store.by_id(ctx.tx, entry.item_id)):
        return ctx.t("This item is not yours to report on.")
    if entry.closed_at is not None or ctx.now > entry.due_at:
        return _over(ctx, entry)
    if entry.current_answer and entry.asks is RoundAsk.PLAN:
        return ctx.t("The plan of this item has already been handed in.")
    return ctx.t("This item has already been reported.") if entry.current_answer else ""


def _too_late(ctx: Context, number: int) -> str:
    """Return what became of words that were written too late; empty when they count."""
    entry = rounds.entry(ctx.tx, number)
    refusal = _not_now(ctx, entry)
    if entry is None or not entry.current_answer or not refusal:
        return refusal
    item = item_store.by_id(ctx.tx, entry.item_id)
    if not may_report_on(ctx.person, item):
        return refusal
    add = too_late_texts.in_a_report(ctx.t, item.code)
    if entry.current_answer == "reported":
        return f"{refusal}\n{add}"
    by = people.name_of(ctx.tx, entry.answered_by)
    return too_late_texts.answered_before(ctx.t, by=by, words=entry.reason, add=add)


def progress(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Make a report's card of the words; confirmed, it counts for the round."""
    entry = rounds.entry(ctx.tx, asked.about.id)
    refusal = _not_now(ctx, entry)
    if entry is None or refusal:
        return ctx.say(refusal)
    item = item_store.by_id(ctx.tx, entry.item_id)
    return report.on_item(message, ctx, item, message.read_about(item))


def reason(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Show 零报告 with its reason as it would be entered."""
    entry = rounds.entry(ctx.tx, asked.about.id)
    refusal = _too_late(ctx, asked.about.id)
    if entry is None or refusal:
        return ctx.say(refusal)
    words = message.text.strip()
    if len(words) < SHORTEST:
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write the reason in words."))
    item = item_store.by_id(ctx.tx, entry.item_id)
    card = round_texts.reason_card(ctx.t, item, words)
    return confirmation.shown(message, ctx, asked, card, Ref.item(item.id))


def reason_confirmed(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Enter 零报告 with its reason."""
    entry, words = rounds.entry(ctx.tx, asked.about.id), message.text
    refusal = _too_late(ctx, asked.about.id)
    if entry is None or refusal:
        return ctx.say(refusal)
    if not rounds.unchanged(ctx.tx, entry, ctx.person.id, words, ctx.now):
        return ctx.say(_too_late(ctx, entry.id), about=Ref.item(entry.item_id))
    text = ctx.t("Noted for the round: nothing changed ({reason}).", reason=words)
    reply = ctx.say(text, about=Ref.item(entry.item_id))
    reply.messages += round_notices.as_shown(
        ctx.tx, ctx.city, entry.round_id, entry.owner_id, ctx.now
    )
    return reply

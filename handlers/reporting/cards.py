"""The card's own conversation: which item, what was meant, confirm, and the receipt."""

from dataclasses import replace

from handlers.closing import closing_offer, evidence_files
from handlers.context import Context
from handlers.projects import told
from handlers.reporting import choose_item, eligibility, no_change
from handlers.reporting.plausibility import other_promises, promised, warnings_of
from handlers.urgent import raising
from messages.formatting import Words
from messages.incoming import ButtonPress
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.reporting import card_texts, receipt_texts
from messages.reporting.light_texts import line
from rules.language.no_change import ZERO
from rules.language.reading import says_unfinished
from rules.language.urgent_words import urgent_word
from rules.policy.conversations import CARD_OPEN_FOR
from rules.policy.items import Item, Milestone, is_open
from rules.policy.permissions import may_report_on
from rules.policy.progress import (
    Progress,
    added_up,
    in_other_measures,
    may_reach,
    not_used,
    progress_of,
)
from storage.ledger import item_store, lights, milestones
from storage.reporting import (
    albums,
    corrections,
    drafts,
    evidence,
    filing,
    last_words,
    open_questions,
    readings,
    reports,
)
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def show(ctx: Context, number: int, *, edits: int | None = None) -> Reply:
    """Show the draft's card as it stands now; a card that is already there is edited in place."""
    draft = drafts.by_id(ctx.tx, number)
    assert draft is not None
    return _drawn(ctx, draft, _card(ctx, draft), edits=edits)


def begun(ctx: Context, draft: Draft, item: Item | None, pieces: int) -> Reply:
    """Show the card of a draft just made, with all that is known of it: nothing is read again."""
    return _drawn(ctx, draft, _card_of(ctx, draft, item, pieces), edits=None)


def _drawn(ctx: Context, draft: Draft, card: card_texts.Card, *, edits: int | None) -> Reply:
    if card.item is None:
        return _choice(ctx, draft, card, 0, edits=edits)
    if eligibility.refusal_of(ctx, card.item):
        return _barred(ctx, draft, card.item, edits=edits)
    if card.refusal:
        drafts.cancel(ctx.tx, draft)
        return _say(ctx, draft, card.refusal, (), edits=edits)
    buttons = card_texts.card_buttons(ctx.t, draft.id, urgent=bool(card.urgent))
    text = card_texts.card_text(ctx.t, card)
    return _say(ctx, draft, text, (*card.choices, *buttons), edits=edits)


def _barred(ctx: Context, draft: Draft, item: Item, *, edits: int | None) -> Reply:
    """Refuse a card for what could not be confirmed."""
    words, messages = eligibility.refusal_of_draft(ctx, draft, item)
    drafts.cancel(ctx.tx, draft)
    reply = _say(ctx, draft, words, (), edits=edits)
    reply.messages += messages
    return reply


def _say(
    ctx: Context, draft: Draft, text: Words, buttons: tuple[ButtonRow, ...], *, edits: int | None
) -> Reply:
    return ctx.say(text, *buttons, about=draft.about, live_key=draft.ref, edits=edits)


def _card(ctx: Context, draft: Draft) -> card_texts.Card:
    item = item_store.by_id(ctx.tx, draft.item_id) if draft.item_id else None
    return _card_of(ctx, draft, item, evidence.count_of_draft(ctx.tx, draft.id))


def _card_of(ctx: Context, draft: Draft, item: Item | None, pieces: int) -> card_texts.Card:
    of_project = told.understood(ctx, draft, item)
    draft = told.without(draft, of_project)
    figures = readings.figures(draft.reading)
    before = _before(ctx, draft, item) if item else None
    progress = progress_of(figures, before) if before else Progress()
    known = item.title if item else ""
    return card_texts.Card(
        draft=draft.id,
        words=draft.words,
        item=item,
        progress=progress,
        others=tuple(in_other_measures(figures, item) if item else figures),
        parts=tuple(added_up(figures, before) if before else ()),
        unused=tuple(not_used(figures, before) if before else ()),
        aside=readings.aside(draft.reading),
        other_days=other_promises(draft),
        promised_on=promised(draft),
        blocker=draft.reading["blocker"],
        evidence=pieces,
        loose=albums.loose(ctx.tx, draft.id) if pieces else 0,
        corrects=_receipt_of(ctx, draft.corrects_id),
        doubts=(
            *warnings_of(ctx, draft, before),
            *told.doubts(ctx, draft, item, of_project, pieces),
        ),
        reporter=eligibility.both_names(ctx, item),
        light=_light(ctx, draft, item, progress) if item else "",
        urgent="" if readings.is_calm(draft.reading) else urgent_word(draft.words, known),
        unchanged=no_change.of_card(ctx, draft, progress, item, pieces),
        works=told.lines(ctx, of_project),
        choices=told.choices(ctx, draft.id, of_project),
        refusal=told.refusal(ctx, of_project),
    )


def _before(ctx: Context, draft: Draft, item: Item) -> Item:
    """Return the item as it stood before a report that is corrected: nothing counts twice."""
    if draft.corrects_id is None:
        return item
    return replace(item, done=corrections.done_before(ctx.tx, item.id, draft.corrects_id))


def _light(ctx: Context, draft: Draft, item: Item, progress: Progress) -> str:
    """Return the item's light; empty where it is done with these words or has no deadline."""
    if draft.kind == "完成" or item.deadline is None or not is_open(item):
        return ""
    if corrections.overtaken(ctx.tx, item.id, draft.corrects_id):
        return ""
    day = promised(draft)
    over = _finished(draft)
    seen = lights.after_report(ctx.tx, ctx.city, item, progress, day, ctx.today, finished=over)
    return line(ctx.t, seen, item)


def _receipt_of(ctx: Context, report: int | None) -> str:
    row = reports.by_id(ctx.tx, report) if report else None
    return row.receipt if row else ""


def _choice(
    ctx: Context, draft: Draft, card: card_texts.Card, page: int, *, edits: int | None
) -> Reply:
    text, buttons = choose_item.offered(ctx, draft, card, page)
    return _say(ctx, draft, text, buttons, edits=edits)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Answer a button of a card: `d:<draft>:<act>`."""
    draft = drafts.by_id(ctx.tx, int(words[0]))
    refusal = _not_now(ctx, draft)
    if draft is None or refusal:
        return Reply(toast=refusal)
    return _acted(press, ctx, draft, words[1:])


def _acted(press: ButtonPress, ctx: Context, draft: Draft, act: list[str]) -> Reply:
    match act:
        case ["ok"]:
            return _confirmed(press, ctx, draft)
        case ["no"]:
            return _cancelled(press, ctx, draft)
        case ["ed"]:
            return _to_be_changed(ctx, draft)
        case ["calm"] | ["pj" | "pf" | "pa", _]:
            return _changed(press, ctx, draft, act)
        case ["item", number]:
            return _chosen(press, ctx, draft, int(number))
        case _:
            page = int(act[1]) if len(act) > 1 else 0
            return _choice(ctx, draft, _card(ctx, draft), page, edits=press.message_id)


def _changed(press: ButtonPress, ctx: Context, draft: Draft, act: list[str]) -> Reply:
    kept = draft.reading
    reading = readings.calmed(kept) if act == ["calm"] else told.chosen(kept, *act)
    drafts.change(ctx.tx, draft.id, reading=reading)
    return show(ctx, draft.id, edits=press.message_id)


def _not_now(ctx: Context, draft: Draft | None) -> str:
    if draft is None:
        return ctx.t("This button no longer works.")
    if draft.state != "open":
        return ctx.t("This card has already been dealt with.")
    if ctx.now - draft.at > CARD_OPEN_FOR:
        return ctx.t("This card is too old. Please send the progress again.")
    return ""


def _chosen(press: ButtonPress, ctx: Context, draft: Draft, item: int) -> Reply:
    chosen = item_store.by_id(ctx.tx, item)
    if not may_report_on(ctx.person, chosen):
        return Reply(toast=ctx.t("This item is not yours to report on."))
    messages: list[OutgoingMessage] = []
    if item != draft.item_id:
        drafts.change(ctx.tx, draft.id, item_id=item, corrects_id=None)
        drafts.stands_again(ctx.tx, draft.corrects_id)
        messages = evidence_files.moved(ctx, albums.gather_for(ctx.tx, draft.id, ctx.now))
    reply = show(ctx, draft.id, edits=press.message_id)
    reply.messages += messages
    return reply


def _to_be_changed(ctx: Context, draft: Draft) -> Reply:
    question = OpenQuestion(QuestionKind.NEW_WORDS, draft.ref)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Please send the report again as it should read, or /cancel."))


def _cancelled(press: ButtonPress, ctx: Context, draft: Draft) -> Reply:
    drafts.cancel(ctx.tx, draft)
    text = ctx.t("Cancelled. Nothing was recorded.")
    return _say(ctx, draft, text, (), edits=press.message_id)


def _confirmed(press: ButtonPress, ctx: Context, draft: Draft) -> Reply:
    if draft.item_id is not None:
        item_store.hold(ctx.tx, draft.item_id)
    card = _card(ctx, draft)
    if card.item is None:
        return Reply(toast=ctx.t("Please choose the item first."))
    refusal = eligibility.refusal_of(ctx, card.item) or told.unready(ctx, draft, card.item)
    if refusal:
        return Reply(toast=refusal)
    if card.unchanged == "":
        return no_change.asked_instead(ctx, draft, card.item, edits=press.message_id)
    if not drafts.change(ctx.tx, draft.id, state="confirmed"):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    report, receipt = _entered(ctx, draft, card, card.item)
    text = receipt_texts.receipt_given(ctx.t, card, receipt)
    closing = closing_offer.after(ctx, card.item.id, card.progress)
    reply = _say(ctx, draft, text, closing, edits=press.message_id)
    reply.toast = ctx.t("Recorded in the ledger")
    reply.messages += told.photo_asked(ctx, draft, card.item, card.evidence)
    if card.urgent:
        reply.messages += raising.of_report(ctx, card.item, draft.words, report)
    return reply


def _step(ctx: Context, draft: Draft, item: Item) -> Milestone | None:
    """Return the milestone that the card was about, if it still is about that item."""
    return milestones.of_item(ctx.tx, item.id).get(draft.step_id) if draft.step_id else None


def _reached(ctx: Context, draft: Draft, step: Milestone, item: Item, progress: Progress) -> None:
    """Enter the milestone as reached, unless the words or figures say otherwise."""
    if may_reach(step, item, progress) and not says_unfinished(draft.words):
        denied = last_words.last_said(ctx.tx, item.id) is False
        milestones.reached(ctx.tx, step, ctx.today, ctx.person.id, ctx.now, denied=denied)


def _finished(draft: Draft, step: Milestone | None = None) -> bool | None:
    """Return what the words say of the whole item: a milestone that is done is not all of it."""
    if draft.kind == "完成":
        return True if step is None else None
    return False if says_unfinished(draft.words) else None


def _entered(ctx: Context, draft: Draft, card: card_texts.Card, item: Item) -> tuple[int, str]:
    """Enter the draft as a report; return its number and that of its receipt."""
    of_project = told.understood(ctx, draft, item)
    draft = told.without(draft, of_project)
    step = _step(ctx, draft, item)
    report = reports.Report(
        item=item,
        person=ctx.person.id,
        words=draft.words,
        kind="更正" if draft.corrects_id else ZERO if card.unchanged else draft.kind,
        done=card.progress.done,
        remaining=card.progress.remaining,
        percent=card.progress.percent,
        promised_on=card.promised_on,
        blocker=card.blocker,
        corrects=draft.corrects_id,
        finished=_finished(draft, step),
        instead_of=eligibility.owner_represented(ctx, item),
    )
    number, receipt = reports.keep(ctx.tx, report, ctx.now, ctx.city.zone)
    if card.unchanged:
        no_change.recorded(ctx, item, card.unchanged)
    told.entered(ctx, of_project, number)
    drafts.settled(ctx.tx, draft.id, number)
    if step is not None:
        _reached(ctx, draft, step, item, card.progress)
    filing.belongs_to(ctx.tx, draft.id, number, ctx.now)
    return number, receipt

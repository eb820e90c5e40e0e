"""The card's own conversation: which item, what was meant, confirm, and the receipt."""

from dataclasses import replace
from datetime import timedelta

from handlers.closing import evidence as exhibits
from handlers.context import Desk
from handlers.reporting import bounds, choose_item, eligibility, no_change, report_guard
from handlers.reporting.card_warnings import promised, warnings_of
from messages.incoming import Pressed
from messages.outgoing import Outgoing, Row, Spoken
from messages.reporting import card as cards
from messages.reporting.lights import line
from rules.language.no_change import ZERO
from rules.language.reading import still_going
from rules.language.reading.values import Reading
from rules.policy.items import Item, Milestone, is_open
from rules.policy.permissions import may_report_on
from rules.policy.progress import Progress, others, progress_of, reaches
from storage.ledger import items as ledger
from storage.ledger import lights, milestones
from storage.reporting import (
    albums,
    corrections,
    drafts,
    evidence,
    open_questions,
    readings,
    reports,
)
from storage.reporting.drafts import Draft

LASTS = timedelta(days=5)
"""After that a card is not confirmed any more: its words spoke of another week."""


def impossible(desk: Desk, reading: Reading) -> str:
    """What no report can say; empty when it may stand."""
    refusal = bounds.not_kept(desk, reading)
    if refusal:
        return refusal
    if any(f.unit == "%" and f.value > 100 for f in reading.figures):
        return desk.t("A share cannot exceed 100%. Please check the figure and send it again.")
    past = [d.value for d in reading.dates if d.role == "promise" and d.value < desk.today]
    if past:
        return desk.t(
            "The expected date {day} has already passed. Please check it and send it again.",
            day=desk.t.full_day(past[0]),
        )
    return ""


def shown(desk: Desk, number: int, *, edits: int | None = None) -> Spoken:
    """The draft's card as it stands now; a card that is already there is edited in place."""
    draft = drafts.by_id(desk.tx, number)
    assert draft is not None
    return _drawn(desk, draft, _card(desk, draft), edits=edits)


def begun(desk: Desk, draft: Draft, item: Item | None, pieces: int) -> Spoken:
    """The card of a draft just made, with all that is known of it: nothing is read again."""
    return _drawn(desk, draft, _card_of(desk, draft, item, pieces), edits=None)


def _drawn(desk: Desk, draft: Draft, card: cards.Card, *, edits: int | None) -> Spoken:
    if card.item is None:
        return _choice(desk, draft, card, 0, edits=edits)
    if report_guard.why(desk, card.item):
        return _barred(desk, draft, card.item, edits=edits)
    text = cards.card_text(desk.t, card)
    return _say(desk, draft, text, cards.card_buttons(desk.t, draft.id), edits=edits)


def _barred(desk: Desk, draft: Draft, item: Item, *, edits: int | None) -> Spoken:
    """No card for what could not be confirmed."""
    said, told = report_guard.of_draft(desk, draft, item)
    drafts.cancel(desk.tx, draft)
    spoken = _say(desk, draft, said, (), edits=edits)
    spoken.messages += told
    return spoken


def _say(
    desk: Desk, draft: Draft, text: str, buttons: tuple[Row, ...], *, edits: int | None
) -> Spoken:
    about = f"item:{draft.item_id}" if draft.item_id else f"draft:{draft.id}"
    living = f"draft:{draft.id}"
    return Spoken.of(Outgoing(desk.chat, text, buttons, about=about, living=living, edits=edits))


def _card(desk: Desk, draft: Draft) -> cards.Card:
    item = ledger.by_id(desk.tx, draft.item_id) if draft.item_id else None
    return _card_of(desk, draft, item, evidence.count_of_draft(desk.tx, draft.id))


def _card_of(desk: Desk, draft: Draft, item: Item | None, pieces: int) -> cards.Card:
    figures = readings.figures(draft.reading)
    before = _before(desk, draft, item) if item else None
    progress = progress_of(figures, before) if before else Progress()
    return cards.Card(
        draft=draft.id,
        words=draft.words,
        item=item,
        progress=progress,
        others=tuple(others(figures, item) if item else figures),
        promised_on=promised(draft),
        blocker=draft.reading["blocker"],
        evidence=pieces,
        loose=albums.loose(desk.tx, draft.id) if pieces else 0,
        corrects=_receipt_of(desk, draft.corrects_id),
        doubts=warnings_of(desk, draft, before),
        reporter=_both_names(desk, item),
        light=_light(desk, draft, item, progress) if item else "",
        unchanged=no_change.of_card(desk, draft, progress, item, pieces),
    )


def _before(desk: Desk, draft: Draft, item: Item) -> Item:
    """The item as it stood when a report that is corrected was made: nothing counts twice."""
    if draft.corrects_id is None:
        return item
    return replace(item, done=corrections.done_before(desk.tx, item.id, draft.corrects_id))


def _both_names(desk: Desk, item: Item | None) -> str:
    """AB角: who reports, and for whom."""
    if item is None or eligibility.owner_represented(desk, item) is None:
        return ""
    return eligibility.signature(desk, item)


def _light(desk: Desk, draft: Draft, item: Item, progress: Progress) -> str:
    """Not for an item that is done with these words, or that has none: the light is for work."""
    if draft.kind == "完成" or item.deadline is None or not is_open(item):
        return ""
    if corrections.overtaken(desk.tx, item.id, draft.corrects_id):
        return ""
    day = promised(draft)
    over = _finished(draft)
    seen = lights.after_report(desk.tx, desk.city, item, progress, day, desk.today, finished=over)
    return line(desk.t, seen, item)


def _receipt_of(desk: Desk, report: int | None) -> str:
    row = reports.by_id(desk.tx, report) if report else None
    return row.receipt if row else ""


def _choice(desk: Desk, draft: Draft, card: cards.Card, page: int, *, edits: int | None) -> Spoken:
    text, buttons = choose_item.offered(desk, draft, card, page)
    return _say(desk, draft, text, buttons, edits=edits)


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """A button of a card: `d:<draft>:<act>`."""
    draft = drafts.by_id(desk.tx, int(words[0]))
    refusal = _not_now(desk, draft)
    if draft is None or refusal:
        return Spoken(toast=refusal)
    match words[1:]:
        case ["ok"]:
            return _confirmed(press, desk, draft)
        case ["no"]:
            return _cancelled(press, desk, draft)
        case ["ed"]:
            return _to_be_changed(desk, draft)
        case ["item", number]:
            return _chosen(press, desk, draft, int(number))
    page = int(words[2]) if len(words) > 2 else 0
    return _choice(desk, draft, _card(desk, draft), page, edits=press.message)


def _not_now(desk: Desk, draft: Draft | None) -> str:
    if draft is None:
        return desk.t("This button no longer works.")
    if draft.person_id != desk.person.id:
        return desk.t("This card is not yours.")
    if draft.state != "open":
        return desk.t("This card has already been dealt with.")
    if desk.now - draft.at > LASTS:
        return desk.t("This card is too old. Please send the progress again.")
    return ""


def _chosen(press: Pressed, desk: Desk, draft: Draft, item: int) -> Spoken:
    wanted = ledger.by_id(desk.tx, item)
    if not may_report_on(desk.person, wanted):
        return Spoken(toast=desk.t("This item is not yours to report on."))
    told: list[Outgoing] = []
    if item != draft.item_id:
        drafts.change(desk.tx, draft.id, item_id=item, corrects_id=None)
        drafts.stands_again(desk.tx, draft.corrects_id)
        told = exhibits.moved(desk, albums.gather_for(desk.tx, draft.id, desk.now))
    spoken = shown(desk, draft.id, edits=press.message)
    spoken.messages += told
    return spoken


def _to_be_changed(desk: Desk, draft: Draft) -> Spoken:
    question = open_questions.Asked("new_words", f"draft:{draft.id}", {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, question, desk.now)
    return desk.say(desk.t("Please send the report again as it should read, or /cancel."))


def _cancelled(press: Pressed, desk: Desk, draft: Draft) -> Spoken:
    drafts.cancel(desk.tx, draft)
    text = desk.t("Cancelled. Nothing was recorded.")
    return _say(desk, draft, text, (), edits=press.message)


def _confirmed(press: Pressed, desk: Desk, draft: Draft) -> Spoken:
    if draft.item_id is not None:
        ledger.hold(desk.tx, draft.item_id)
    card = _card(desk, draft)
    if card.item is None:
        return Spoken(toast=desk.t("Please choose the item first."))
    refusal = report_guard.why(desk, card.item)
    if refusal:
        return Spoken(toast=refusal)
    if card.unchanged == "":
        return no_change.asked_instead(desk, draft, card.item, edits=press.message)
    if not drafts.change(desk.tx, draft.id, state="confirmed"):
        return Spoken(toast=desk.t("This card has already been dealt with."))
    receipt = _entered(desk, draft, card, card.item)
    text = cards.receipt_text(desk.t, card, receipt)
    spoken = _say(desk, draft, text, (), edits=press.message)
    spoken.toast = desk.t("Recorded in the ledger")
    return spoken


def _step(desk: Desk, draft: Draft, item: Item) -> Milestone | None:
    """Return the milestone that the card was about, if it still is about that item."""
    return milestones.of_item(desk.tx, item.id).get(draft.step_id) if draft.step_id else None


def _reached(desk: Desk, draft: Draft, step: Milestone, item: Item, progress: Progress) -> None:
    """Enter the milestone as reached, unless the words or figures say otherwise."""
    if reaches(step, item, progress) and not still_going(draft.words):
        milestones.reached(desk.tx, step, desk.today, desk.person.id, desk.now)


def _finished(draft: Draft, step: Milestone | None = None) -> bool | None:
    """What the words say of the whole item: a milestone that is done is not all of it."""
    if draft.kind == "完成":
        return True if step is None else None
    return False if still_going(draft.words) else None


def _entered(desk: Desk, draft: Draft, card: cards.Card, item: Item) -> str:
    """The draft becomes a report; its receipt number."""
    step = _step(desk, draft, item)
    report = reports.Report(
        item=item,
        person=desk.person.id,
        words=draft.words,
        kind="更正" if draft.corrects_id else ZERO if card.unchanged else draft.kind,
        done=card.progress.done,
        remaining=card.progress.remaining,
        percent=card.progress.percent,
        promised_on=card.promised_on,
        blocker=card.blocker,
        corrects=draft.corrects_id,
        finished=_finished(draft, step),
        instead_of=eligibility.owner_represented(desk, item),
    )
    number, receipt = reports.keep(desk.tx, report, desk.now, desk.city.zone)
    if card.unchanged:
        no_change.recorded(desk, item, card.unchanged)
    drafts.settled(desk.tx, draft.id, number)
    if step is not None:
        _reached(desk, draft, step, item, card.progress)
    evidence.belongs_to(desk.tx, draft.id, number)
    return receipt

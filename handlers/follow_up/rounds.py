"""Dispatch rounds in the chat: the office opens one, owners report or say why nothing changed."""

from datetime import datetime
from typing import Any

from handlers.context import Desk
from handlers.reporting import bounds, no_change, report
from messages.follow_up import rounds as words_of
from messages.follow_up import too_late_texts
from messages.incoming import Pressed, Said
from messages.outgoing import Spoken
from notices import live_messages
from notices import rounds as round_letters
from rules.language.no_change import SHORTEST
from rules.policy.permissions import keeps_the_ledger, may_report_on
from rules.policy.rounds import END_OF_DAY
from rules.policy.times import is_unclear, time_in
from storage.follow_up import rounds
from storage.follow_up.rounds import Opening
from storage.ledger import items as ledger
from storage.people import people
from storage.reporting import open_questions

PROGRESS = "round_progress"


def opened(said: Said, desk: Desk, words: str) -> Spoken:
    """`/round 周五12:00`; alone it lists the rounds that are open."""
    if not keeps_the_ledger(desk.person):
        return desk.say(desk.t("Only the office opens a dispatch round."))
    if not words:
        return _running(desk) or desk.say(_how_to_open(desk))
    return _opened(said, desk, words)


def _opened(said: Said, desk: Desk, words: str) -> Spoken:
    refusal = bounds.wrong_year(desk, words)
    if refusal:
        return desk.say(refusal)
    if is_unclear(words):
        return desk.say(desk.t("Please name the hour as well, for example: /round 周五15:00"))
    due = _due(said, desk, words)
    if due is None:
        return desk.say(_how_to_open(desk))
    if due <= desk.now:
        return desk.say(desk.t("That moment has already passed. Please name a later one."))
    occasion = f"office:{due.isoformat()}"
    number = rounds.open_(desk.tx, Opening(occasion, desk.person.id, due), desk.now)
    if number is None:
        return desk.say(desk.t("A round until that moment is already open."))
    entries = rounds.entries(desk.tx, number)
    local = due.astimezone(desk.city.zone)
    return desk.say(words_of.opened(desk.t, local, len(entries), len(rounds.owners(entries))))


def _due(said: Said, desk: Desk, words: str) -> datetime | None:
    """The day that is named, or today when only a time is."""
    at = time_in(words)
    days = [read.value for read in report.readings_of(said.with_text(words), desk)[0].dates]
    if not days and at is None:
        return None
    return desk.city.moment(days[0] if days else desk.today, at or END_OF_DAY)


def _how_to_open(desk: Desk) -> str:
    return desk.t("Please write /round and until when to report, for example: /round 周五12:00")


def _running(desk: Desk, said: str = "", edits: int | None = None) -> Spoken | None:
    """The open rounds, each with a button to cancel it; None when there is none."""
    found = [
        (
            round_,
            rounds.entries(desk.tx, round_.id),
            words_of.Times(round_.due_at.astimezone(desk.city.zone)),
        )
        for round_ in rounds.still_open(desk.tx)
    ]
    if not found:
        return None
    parts = (said, words_of.running(desk.t, found, desk.now), _how_to_open(desk))
    text = "\n\n".join(part for part in parts if part)
    return desk.say(text, *words_of.cancel_buttons(desk.t, found), edits=edits)


def cancelled(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`rc:<round>`: nothing is published of it, and all who were asked hear that it is over."""
    round_ = rounds.by_id(desk.tx, int(words[0]))
    if not keeps_the_ledger(desk.person):
        return Spoken(toast=desk.t("Only the office cancels a dispatch round."))
    if round_ is None:
        return Spoken(toast=desk.t("This button no longer works."))
    entries = rounds.entries(desk.tx, round_.id)
    if not rounds.cancel(desk.tx, round_, desk.person.id, desk.now):
        return Spoken(toast=_over(desk, round_))
    done = words_of.cancelled(desk.t, round_.due_at.astimezone(desk.city.zone))
    spoken = _running(desk, done, press.message) or desk.say(done, edits=press.message)
    spoken.messages += round_letters.cancelled(desk.tx, desk.city, round_, entries, desk.today)
    return spoken


def _over(desk: Desk, round_: Any) -> str:
    if round_.cancelled_at is not None:
        return desk.t("This round was cancelled; nothing is to be reported.")
    return desk.t("This round is over. Please report with /report.")


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`r:<entry>:report` or `r:<entry>:same`."""
    del press
    entry = rounds.entry(desk.tx, int(words[0]))
    refusal = _not_now(desk, entry)
    if entry is None or refusal:
        return Spoken(toast=refusal)
    item = ledger.by_id(desk.tx, entry.item_id)
    if words[1] == "same":
        return no_change.ask(desk, entry, item)
    asked = open_questions.Asked(PROGRESS, f"entry:{entry.id}", {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
    text = desk.t(
        "Item {code} {title}: please write the progress.", code=item.code, title=item.title
    )
    return desk.say(text, about=f"item:{item.id}")


def _not_now(desk: Desk, entry: Any) -> str:
    if entry is None:
        return desk.t("This button no longer works.")
    if entry.closed_at is not None or desk.now > entry.due_at:
        return _over(desk, entry)
    if not may_report_on(desk.person, ledger.by_id(desk.tx, entry.item_id)):
        return desk.t("This item is not yours to report on.")
    return desk.t("This item has already been reported.") if entry.said else ""


def _too_late(desk: Desk, number: int) -> str:
    """The same for words that were written: what became of them; empty when they count."""
    entry = rounds.entry(desk.tx, number)
    refusal = _not_now(desk, entry)
    if entry is None or not entry.said or not refusal:
        return refusal
    item = ledger.by_id(desk.tx, entry.item_id)
    if not may_report_on(desk.person, item):
        return refusal
    add = too_late_texts.in_a_report(desk.t, item.code)
    if entry.said == "reported":
        return f"{refusal}\n{add}"
    by = people.by_id(desk.tx, entry.answered_by).name
    return too_late_texts.answered_before(desk.t, by=by, words=entry.reason, add=add)


def progress(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    """The words become a report's card; confirmed, it counts for the round."""
    entry = rounds.entry(desk.tx, asked.number)
    refusal = _not_now(desk, entry)
    if entry is None or refusal:
        return desk.say(refusal)
    item = ledger.by_id(desk.tx, entry.item_id)
    return report.on_item(said, desk, item, report.one_reading(said, desk, item))


def reason(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    """零报告 with its reason."""
    entry = rounds.entry(desk.tx, asked.number)
    refusal = _too_late(desk, asked.number)
    if entry is None or refusal:
        return desk.say(refusal)
    words = said.text.strip()
    if len(words) < SHORTEST:
        open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
        return desk.say(desk.t("Please write the reason in words."))
    if not rounds.unchanged(desk.tx, entry, desk.person.id, words, desk.now):
        return desk.say(_too_late(desk, entry.id), about=f"item:{entry.item_id}")
    text = desk.t("Noted for the round: nothing changed ({reason}).", reason=words)
    spoken = desk.say(text, about=f"item:{entry.item_id}")
    spoken.messages += _owner_message(desk, entry)
    return spoken


def _owner_message(desk: Desk, entry: Any) -> list[Any]:
    """The message that asked, as it stands now, where it was sent."""
    found = round_letters.refreshed(desk.tx, desk.city, entry.round_id, entry.owner_id, desk.now)
    return [letter for letter in found if live_messages.exists(desk.tx, letter.chat, letter.living)]

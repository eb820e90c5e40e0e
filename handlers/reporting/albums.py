"""Albums: one message to whoever sends it, several to us, in any order.

Its pictures belong to its captions, wherever they stand. Until one is heard, a picture goes where
a bare one goes, and leaves again when the caption says otherwise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from handlers.closing import clauses
from handlers.closing import evidence as exhibits
from handlers.context import Desk
from handlers.pending import interruptions
from handlers.pending.classify import Words, judged
from handlers.pending.interruptions import Answer
from handlers.reporting import card as cards
from handlers.reporting import edit, files, report
from messages.incoming import Said
from messages.outgoing import Outgoing, Spoken
from storage.closing import closings
from storage.reporting import albums, drafts, evidence, open_questions, readings
from storage.reporting.asked_items import item_asked_about
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import Asked


def further(said: Said, desk: Desk) -> Spoken | None:
    """A further picture without words joins its album; None for one with words, or the first."""
    if said.file is None or said.album is None or said.text:
        return None
    rows = _pictures(said, desk)
    if not rows:
        return None
    to = albums.caption_of(rows, said.message) or rows[0]
    files.note(said, desk, draft=to.draft_id, item=to.item_id)
    draft = drafts.by_id(desk.tx, to.draft_id) if to.draft_id else None
    if draft is None:
        return Spoken()
    if draft.state == "open":
        return cards.shown(desk, draft.id)
    if draft.report_id is not None:
        evidence.belongs_to(desk.tx, draft.id, draft.report_id)
    return Spoken()


def _pictures(said: Said, desk: Desk) -> Sequence[Any]:
    return albums.pictures(desk.tx, desk.person.id, said.album or "")


def remembered(answer: Answer) -> Answer:
    """The answer to a question; the picture it came with knows what was asked."""

    def answered(said: Said, desk: Desk, asked: Asked) -> Spoken:
        spoken = answer(said, desk, asked)
        here = evidence.of_message(desk.tx, desk.person.id, said.message) if said.album else None
        if here is not None:
            evidence.change(desk.tx, here.id, answered=asdict(asked))
        return spoken

    return answered


def answering(said: Said, desk: Desk, answers: Mapping[str, Answer]) -> Spoken | None:
    """A caption of an album of which a picture has answered a question: both answer it, as one."""
    if said.file is None or said.album is None:
        return None
    rows = _pictures(said, desk)
    row = max((row for row in rows if row.answered), key=lambda row: int(row.id), default=None)
    if row is None:
        return None
    asked = Asked(**row.answered)
    if not _may_still(desk, asked, row) or not _is_answer(said, desk, asked):
        return None
    if open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now) == asked:
        open_questions.forget(desk.tx, desk.chat, desk.person.id)
    if asked.question == clauses.QUESTION:
        asked = Asked(asked.question, asked.about, {"again": True})
    whole = said.with_text(_with_others(said, rows, asked))
    spoken = remembered(answers[asked.question])(whole, desk, asked)
    return _in_its_place(said, desk, row, spoken)


def _may_still(desk: Desk, asked: Asked, row: Any) -> bool:
    """Whether what became of the answer may still change."""
    if asked.question == clauses.QUESTION:
        return clauses.stands(desk, asked, row.at)
    draft = drafts.by_id(desk.tx, row.draft_id) if row.draft_id else None
    return draft is not None and draft.state == "open"


def _is_answer(said: Said, desk: Desk, asked: Asked) -> bool:
    """A clause may name another item; words for a card that do are about that one."""
    item = item_asked_about(desk.tx, asked)
    if judged(said, desk, item) is not Words.ANSWER:
        return False
    named = None if asked.question == clauses.QUESTION else report.named_in(said.text, said, desk)
    return named is None or item is None or named.id == item.id


def _with_others(said: Said, rows: Sequence[Any], asked: Asked) -> str:
    """All captions that answer the question, in the order in which they stand in the album."""
    before = [(row.place, row.caption) for row in rows if row.caption and _answers(row, asked)]
    return "\n".join(words for _, words in sorted([*before, (said.message, said.text)]))


def _answers(row: Any, asked: Asked) -> bool:
    kept = row.answered or {}
    return (kept.get("question"), kept.get("about")) == (asked.question, asked.about)


def _in_its_place(said: Said, desk: Desk, row: Any, spoken: Spoken) -> Spoken:
    """The card that the picture alone had made gives way."""
    here = evidence.of_message(desk.tx, desk.person.id, said.message)
    if here is None:
        return spoken
    evidence.change(desk.tx, here.id, caption=said.text)
    before = drafts.by_id(desk.tx, row.draft_id)
    if before is not None and before.state == "open":
        if here.draft_id != before.id:
            spoken.messages += files.taken_over(desk, before, here.draft_id)[1]
        spoken.messages += cards.shown(desk, here.draft_id).messages
    return spoken


def heard(said: Said, desk: Desk, answer: Callable[[], Spoken]) -> Spoken:
    """Whatever is said; a caption brings the pictures of its album along."""
    spoken = answer()
    if said.file is None or said.album is None or not said.text:
        return spoken
    _one_report(said, desk, spoken)
    return _gathered(said, desk, spoken)


def edited(said: Said, desk: Desk, otherwise: Callable[[], Spoken]) -> Spoken:
    """A caption was edited; where others of its album stand on the same card, they stay there."""
    here = evidence.of_message(desk.tx, desk.person.id, said.message) if said.album else None
    if here is None or not said.text:
        return otherwise()
    draft = drafts.by_id(desk.tx, here.draft_id) if here.draft_id else None
    followed = draft is not None and (here.caption or draft.message_id == said.message)
    if draft is None or not followed or draft.state not in drafts.STANDING:
        return otherwise()
    words = report.words_of(said.text, desk)
    evidence.change(desk.tx, here.id, caption=words)
    if _replaced(draft.words, here.caption, words) == words:
        return _gathered(said, desk, otherwise())
    return _gathered(said, desk, _part_edited(said.with_text(words), desk, draft, here))


def _replaced(words: str, caption: str, by: str) -> str:
    """A card's words with one of the captions replaced; `by` alone where it has no other words."""
    framed, part = f"\n{words}\n", f"\n{caption}\n"
    if not caption or part not in framed:
        return by
    return framed.replace(part, f"\n{by}\n" if by else "\n", 1).strip("\n")


def _part_edited(said: Said, desk: Desk, draft: Draft, here: Any) -> Spoken:
    """One of several captions on a card: the others stay, also when it names another item now."""
    named = report.named_in(said.text, said, desk)
    if draft.state != "open" or named is None or named.id == draft.item_id:
        whole = said.with_text(_replaced(draft.words, here.caption, said.text))
        follow = edit.reworded if draft.state == "open" else edit.corrected
        return follow(whole, desk, draft)
    return _parted(said, desk, draft, here)


def _parted(said: Said, desk: Desk, draft: Draft, here: Any) -> Spoken:
    """A card for the item that the edited caption names; the other captions keep theirs."""
    rows = [row for row in _pictures(said, desk) if row.caption and row.draft_id == draft.id]
    place = next((row.place for row in rows if row.place != said.message), draft.message_id)
    left = said.with_text(_replaced(draft.words, here.caption, ""))
    spoken = edit.reworded(replace(left, message=place), desk, draft)
    spoken.messages += report.begin_all(said, desk, report.readings_of(said, desk)).messages
    begun = drafts.of_message(desk.tx, desk.chat, said.message)
    for new in (one for one in begun if one.state == "open"):
        evidence.change(desk.tx, here.id, draft_id=new.id)
        spoken.messages += cards.shown(desk, new.id).messages
    return spoken


def _one_report(said: Said, desk: Desk, spoken: Spoken) -> None:
    """A caption about an item of which another caption has a card: one card with both."""
    rows = [r for r in _pictures(said, desk) if r.caption and r.place != said.message]
    others = [drafts.by_id(desk.tx, number) for number in _drafts_of(rows)]
    waiting = [one for one in others if one is not None and _may_be_joined(one)]
    for new in drafts.of_message(desk.tx, desk.chat, said.message):
        if new.item_id is None or not _may_be_joined(new):
            continue
        same = (o for o in waiting if o.id != new.id and _item_of(said, desk, o) == new.item_id)
        old = next(same, None)
        if old is not None:
            _merged(said, desk, old, new, spoken)


def _may_be_joined(draft: Draft) -> bool:
    return draft.state == "open" and draft.corrects_id is None


def _item_of(said: Said, desk: Desk, old: Draft) -> int | None:
    """Words heard too early, that name nothing by themselves, follow the caption before them."""
    if old.message_id < said.message or report.named_in(old.words, said, desk) is not None:
        return old.item_id
    there = replace(said.with_text(old.words), message=old.message_id, reply_to=None)
    item = report.meant_by(desk, report.readings_of(there, desk)[0])
    return item.id if item else old.item_id


def _merged(said: Said, desk: Desk, old: Draft, new: Draft, spoken: Spoken) -> None:
    """The card that was there has the words of both; unless they cannot stand together."""
    in_order = sorted([old, new], key=lambda one: one.message_id)
    whole = said.with_text("\n".join(one.words for one in in_order))
    reading = report.reading_for(whole, desk, new.item_id)
    if cards.impossible(desk, reading):
        return
    drafts.change(
        desk.tx,
        old.id,
        item_id=new.item_id,
        words=whole.text,
        kind=report.kind_of(reading),
        reading=readings.as_json(reading),
        message_id=in_order[-1].message_id,
    )
    drafts.cancel(desk.tx, new)
    evidence.passed_on(desk.tx, [new.id], old.id)
    spoken.messages = [m for m in spoken.messages if m.living != f"draft:{new.id}"]
    spoken.messages += cards.shown(desk, old.id).messages


def _gathered(said: Said, desk: Desk, spoken: Spoken) -> Spoken:
    """Pictures heard before come to their caption; what they leave, and what they join, is shown.

    Other cards come before the card of what was said now: what follows is about that one.
    """
    moved = albums.gather(desk.tx, desk.person.id, said.album or "", desk.now)
    rows, changed = _pictures(said, desk), {row.id for row in moved}
    several = len({albums.home(row) for row in rows if row.caption}) > 1
    joined = [row for row in rows if not row.caption and (several or row.id in changed)]
    emptied = [told for number in _drafts_of(moved) for told in _emptied(desk, number, moved)]
    drawn = [card for number in _drafts_of([*moved, *joined]) for card in _card(desk, number)]
    own = {f"draft:{row.draft_id}" for row in rows if row.place == said.message}
    spoken.messages = [card for card in drawn if card.living not in own] + spoken.messages
    spoken.messages += [card for card in drawn if card.living in own]
    spoken.messages += emptied + exhibits.moved(desk, moved)
    return spoken


def _drafts_of(rows: Sequence[Any]) -> list[int]:
    return list(dict.fromkeys(row.draft_id for row in rows if row.draft_id))


def _card(desk: Desk, number: int) -> list[Outgoing]:
    draft = drafts.by_id(desk.tx, number)
    return cards.shown(desk, number).messages if draft and draft.state == "open" else []


def _emptied(desk: Desk, number: int, moved: Sequence[Any]) -> list[Outgoing]:
    """A card, or a clause's answer, that was nothing but pictures that are gone is one no more."""
    gone = [row for row in moved if row.draft_id == number]
    draft, closing = drafts.by_id(desk.tx, number), closings.of_draft(desk.tx, number)
    if closing is not None and closing.state == "gathering":
        return clauses.without_files(desk, closing, [row.name for row in gone]).messages
    made = [row for row in gone if draft and row.message_id == draft.message_id]
    if draft is None or draft.state != "open" or not made:
        return []
    if evidence.count_of_draft(desk.tx, number):
        return []
    told = files.taken_over(desk, draft, number)[1]
    return told + _asked_again(desk, made[0])


def _asked_again(desk: Desk, row: Any) -> list[Outgoing]:
    """The question that the picture seemed to answer waits on, unless another is open."""
    if (
        not row.answered
        or open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now) is not None
    ):
        return []
    asked = Asked(**row.answered)
    open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
    return interruptions.reminded(desk, asked, Spoken()).messages

"""Albums: one message to whoever sends it, several to us, in any order.

Its pictures belong to its captions, wherever they stand. Until one is heard, a picture goes where
a bare one goes, and leaves again when the caption says otherwise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from handlers.closing import clauses
from handlers.closing import evidence as exhibits
from handlers.context import Context
from handlers.pending import interruptions
from handlers.pending.classify import Kind, classify
from handlers.pending.interruptions import Answer
from handlers.reporting import cards, edit, files, report
from messages.incoming import IncomingMessage
from messages.outgoing import OutgoingMessage, Reply
from storage.closing import closings
from storage.reporting import albums, drafts, evidence, open_questions, readings
from storage.reporting.asked_items import item_asked_about
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import OpenQuestion


def further(message: IncomingMessage, ctx: Context) -> Reply | None:
    """A further picture without words joins its album; None for one with words, or the first."""
    if message.file is None or message.album is None or message.text:
        return None
    rows = _pictures(message, ctx)
    if not rows:
        return None
    to = albums.caption_of(rows, message.message_id) or rows[0]
    files.note(message, ctx, draft=to.draft_id, item=to.item_id)
    draft = drafts.by_id(ctx.tx, to.draft_id) if to.draft_id else None
    if draft is None:
        return Reply()
    if draft.state == "open":
        return cards.shown(ctx, draft.id)
    if draft.report_id is not None:
        evidence.belongs_to(ctx.tx, draft.id, draft.report_id)
    return Reply()


def _pictures(message: IncomingMessage, ctx: Context) -> Sequence[Any]:
    return albums.pictures(ctx.tx, ctx.person.id, message.album or "")


def remembered(answer: Answer) -> Answer:
    """The answer to a question; the picture it came with knows what was asked."""

    def answered(message: IncomingMessage, ctx: Context, asked: OpenQuestion) -> Reply:
        reply = answer(message, ctx, asked)
        here = (
            evidence.of_message(ctx.tx, ctx.person.id, message.message_id)
            if message.album
            else None
        )
        if here is not None:
            evidence.change(ctx.tx, here.id, answered=asdict(asked))
        return reply

    return answered


def answering(
    message: IncomingMessage, ctx: Context, answers: Mapping[str, Answer]
) -> Reply | None:
    """A caption of an album of which a picture has answered a question: both answer it, as one."""
    if message.file is None or message.album is None:
        return None
    rows = _pictures(message, ctx)
    row = max((row for row in rows if row.answered), key=lambda row: int(row.id), default=None)
    if row is None:
        return None
    asked = OpenQuestion(**row.answered)
    if not _may_still(ctx, asked, row) or not _is_answer(message, ctx, asked):
        return None
    if open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now) == asked:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    if asked.question == clauses.QUESTION:
        asked = OpenQuestion(asked.question, asked.about, {"again": True})
    whole = message.with_text(_with_others(message, rows, asked))
    reply = remembered(answers[asked.question])(whole, ctx, asked)
    return _in_its_place(message, ctx, row, reply)


def _may_still(ctx: Context, asked: OpenQuestion, row: Any) -> bool:
    """Whether what became of the answer may still change."""
    if asked.question == clauses.QUESTION:
        return clauses.stands(ctx, asked, row.at)
    draft = drafts.by_id(ctx.tx, row.draft_id) if row.draft_id else None
    return draft is not None and draft.state == "open"


def _is_answer(message: IncomingMessage, ctx: Context, asked: OpenQuestion) -> bool:
    """A clause may name another item; words for a card that do are about that one."""
    item = item_asked_about(ctx.tx, asked)
    if classify(message, ctx, item) is not Kind.ANSWER:
        return False
    named = (
        None if asked.question == clauses.QUESTION else report.named_in(message.text, message, ctx)
    )
    return named is None or item is None or named.id == item.id


def _with_others(message: IncomingMessage, rows: Sequence[Any], asked: OpenQuestion) -> str:
    """All captions that answer the question, in the order in which they stand in the album."""
    before = [(row.place, row.caption) for row in rows if row.caption and _answers(row, asked)]
    return "\n".join(words for _, words in sorted([*before, (message.message_id, message.text)]))


def _answers(row: Any, asked: OpenQuestion) -> bool:
    kept = row.answered or {}
    return (kept.get("question"), kept.get("about")) == (asked.question, asked.about)


def _in_its_place(message: IncomingMessage, ctx: Context, row: Any, reply: Reply) -> Reply:
    """The card that the picture alone had made gives way."""
    here = evidence.of_message(ctx.tx, ctx.person.id, message.message_id)
    if here is None:
        return reply
    evidence.change(ctx.tx, here.id, caption=message.text)
    before = drafts.by_id(ctx.tx, row.draft_id)
    if before is not None and before.state == "open" and here.draft_id is not None:
        if here.draft_id != before.id:
            reply.messages += files.taken_over(ctx, before, here.draft_id)[1]
        reply.messages += cards.shown(ctx, here.draft_id).messages
    return reply


def heard(message: IncomingMessage, ctx: Context, answer: Callable[[], Reply]) -> Reply:
    """Whatever is said; a caption brings the pictures of its album along."""
    reply = answer()
    if message.file is None or message.album is None or not message.text:
        return reply
    _one_report(message, ctx, reply)
    return _gathered(message, ctx, reply)


def edited(message: IncomingMessage, ctx: Context, otherwise: Callable[[], Reply]) -> Reply:
    """A caption was edited; where others of its album stand on the same card, they stay there."""
    here = evidence.of_message(ctx.tx, ctx.person.id, message.message_id) if message.album else None
    if here is None or not message.text:
        return otherwise()
    draft = drafts.by_id(ctx.tx, here.draft_id) if here.draft_id else None
    followed = draft is not None and (here.caption or draft.message_id == message.message_id)
    if draft is None or not followed or draft.state not in drafts.STANDING:
        return otherwise()
    words = report.words_of(message.text, ctx)
    evidence.change(ctx.tx, here.id, caption=words)
    if _replaced(draft.words, here.caption, words) == words:
        return _gathered(message, ctx, otherwise())
    return _gathered(message, ctx, _part_edited(message.with_text(words), ctx, draft, here))


def _replaced(words: str, caption: str, by: str) -> str:
    """A card's words with one of the captions replaced; `by` alone where it has no other words."""
    framed, part = f"\n{words}\n", f"\n{caption}\n"
    if not caption or part not in framed:
        return by
    return framed.replace(part, f"\n{by}\n" if by else "\n", 1).strip("\n")


def _part_edited(message: IncomingMessage, ctx: Context, draft: Draft, here: Any) -> Reply:
    """One of several captions on a card: the others stay, also when it names another item now."""
    named = report.named_in(message.text, message, ctx)
    if draft.state != "open" or named is None or named.id == draft.item_id:
        whole = message.with_text(_replaced(draft.words, here.caption, message.text))
        follow = edit.reworded if draft.state == "open" else edit.corrected
        return follow(whole, ctx, draft)
    return _parted(message, ctx, draft, here)


def _parted(message: IncomingMessage, ctx: Context, draft: Draft, here: Any) -> Reply:
    """A card for the item that the edited caption names; the other captions keep theirs."""
    rows = [row for row in _pictures(message, ctx) if row.caption and row.draft_id == draft.id]
    place = next((row.place for row in rows if row.place != message.message_id), draft.message_id)
    left = message.with_text(_replaced(draft.words, here.caption, ""))
    reply = edit.reworded(replace(left, message_id=place), ctx, draft)
    reply.messages += report.begin_all(message, ctx, report.readings_of(message, ctx)).messages
    begun = drafts.of_message(ctx.tx, ctx.chat, message.message_id)
    for new in (one for one in begun if one.state == "open"):
        evidence.change(ctx.tx, here.id, draft_id=new.id)
        reply.messages += cards.shown(ctx, new.id).messages
    return reply


def _one_report(message: IncomingMessage, ctx: Context, reply: Reply) -> None:
    """A caption about an item of which another caption has a card: one card with both."""
    rows = [r for r in _pictures(message, ctx) if r.caption and r.place != message.message_id]
    others = [drafts.by_id(ctx.tx, number) for number in _drafts_of(rows)]
    waiting = [one for one in others if one is not None and _may_be_joined(one)]
    for new in drafts.of_message(ctx.tx, ctx.chat, message.message_id):
        if new.item_id is None or not _may_be_joined(new):
            continue
        same = (o for o in waiting if o.id != new.id and _item_of(message, ctx, o) == new.item_id)
        old = next(same, None)
        if old is not None:
            _merged(message, ctx, old, new, reply)


def _may_be_joined(draft: Draft) -> bool:
    return draft.state == "open" and draft.corrects_id is None


def _item_of(message: IncomingMessage, ctx: Context, old: Draft) -> int | None:
    """Words heard too early, that name nothing by themselves, follow the caption before them."""
    if old.message_id < message.message_id or report.named_in(old.words, message, ctx) is not None:
        return old.item_id
    there = replace(message.with_text(old.words), message_id=old.message_id, reply_to=None)
    item = report.meant_by(ctx, report.readings_of(there, ctx)[0])
    return item.id if item else old.item_id


def _merged(message: IncomingMessage, ctx: Context, old: Draft, new: Draft, reply: Reply) -> None:
    """The card that was there has the words of both; unless they cannot stand together."""
    in_order = sorted([old, new], key=lambda one: one.message_id)
    whole = message.with_text("\n".join(one.words for one in in_order))
    reading = report.reading_for(whole, ctx, new.item_id)
    if cards.impossible(ctx, reading):
        return
    drafts.change(
        ctx.tx,
        old.id,
        item_id=new.item_id,
        words=whole.text,
        kind=report.kind_of(reading),
        reading=readings.as_json(reading),
        message_id=in_order[-1].message_id,
    )
    drafts.cancel(ctx.tx, new)
    evidence.passed_on(ctx.tx, [new.id], old.id)
    reply.messages = [m for m in reply.messages if m.live_key != f"draft:{new.id}"]
    reply.messages += cards.shown(ctx, old.id).messages


def _gathered(message: IncomingMessage, ctx: Context, reply: Reply) -> Reply:
    """Pictures heard before come to their caption; what they leave, and what they join, is shown.

    Other cards come before the card of what was said now: what follows is about that one.
    """
    moved = albums.gather(ctx.tx, ctx.person.id, message.album or "", ctx.now)
    rows, changed = _pictures(message, ctx), {row.id for row in moved}
    several = len({albums.home(row) for row in rows if row.caption}) > 1
    joined = [row for row in rows if not row.caption and (several or row.id in changed)]
    emptied = [told for number in _drafts_of(moved) for told in _emptied(ctx, number, moved)]
    drawn = [card for number in _drafts_of([*moved, *joined]) for card in _card(ctx, number)]
    own = {f"draft:{row.draft_id}" for row in rows if row.place == message.message_id}
    reply.messages = [card for card in drawn if card.live_key not in own] + reply.messages
    reply.messages += [card for card in drawn if card.live_key in own]
    reply.messages += emptied + exhibits.moved(ctx, moved)
    return reply


def _drafts_of(rows: Sequence[Any]) -> list[int]:
    return list(dict.fromkeys(row.draft_id for row in rows if row.draft_id))


def _card(ctx: Context, number: int) -> list[OutgoingMessage]:
    draft = drafts.by_id(ctx.tx, number)
    return cards.shown(ctx, number).messages if draft and draft.state == "open" else []


def _emptied(ctx: Context, number: int, moved: Sequence[Any]) -> list[OutgoingMessage]:
    """A card, or a clause's answer, that was nothing but pictures that are gone is one no more."""
    gone = [row for row in moved if row.draft_id == number]
    draft, closing = drafts.by_id(ctx.tx, number), closings.of_draft(ctx.tx, number)
    if closing is not None and closing.state == "gathering":
        return clauses.without_files(ctx, closing, [row.name for row in gone]).messages
    made = [row for row in gone if draft and row.message_id == draft.message_id]
    if draft is None or draft.state != "open" or not made:
        return []
    if evidence.count_of_draft(ctx.tx, number):
        return []
    told = files.taken_over(ctx, draft, number)[1]
    return told + _asked_again(ctx, made[0])


def _asked_again(ctx: Context, row: Any) -> list[OutgoingMessage]:
    """The question that the picture seemed to answer waits on, unless another is open."""
    if (
        not row.answered
        or open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now) is not None
    ):
        return []
    asked = OpenQuestion(**row.answered)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    return interruptions.reminded(ctx, asked, Reply()).messages

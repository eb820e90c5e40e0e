"""Albums: one message to whoever sends it, several to us, in any order.

Its pictures belong to its captions, wherever they stand. Until a caption comes, a picture goes
where one without an album goes, and leaves again when the caption says otherwise.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.closing import clauses, evidence_files
from handlers.context import Context
from handlers.message import Message, item_meant
from handlers.pending import interruptions
from handlers.pending.classify import Kind, classify
from handlers.pending.interruptions import Answer
from handlers.reporting import cards, edit, files, plausibility, report
from messages.outgoing import OutgoingMessage, Reply
from rules.policy.closing import ClosingState
from rules.policy.evidence import AlbumPicture, EvidencePiece
from rules.policy.refs import Ref, RefKind
from storage.closing import closings
from storage.reporting import albums, drafts, evidence, filing, open_questions, readings
from storage.reporting.asked_items import item_asked_about
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def has_others(message: Message) -> bool:
    """Whether pictures of its album came before."""
    return bool(_pictures(message))


def join(message: Message, ctx: Context) -> Reply:
    """Put a further picture without words where its album's pictures went."""
    rows = _pictures(message)
    to = albums.caption_of(rows, message.message_id) or rows[0]
    files.note_beside(message, ctx, to)
    draft = drafts.by_id(ctx.tx, to.draft_id) if to.draft_id else None
    if draft is not None and draft.state == "open":
        return cards.show(ctx, draft.id)
    if draft is not None and draft.report_id is not None:
        filing.belongs_to(ctx.tx, draft.id, draft.report_id, ctx.now)
    return Reply()


def _pictures(message: Message) -> Sequence[AlbumPicture]:
    return albums.pictures(message.ctx.tx, message.ctx.person.id, message.album or "")


def remember(message: Message, ctx: Context, asked: OpenQuestion) -> None:
    """Note with a picture of an album which question it came in answer to."""
    here = evidence.of_message(ctx.tx, ctx.person.id, message.message_id)
    if here is not None:
        evidence.change(ctx.tx, here.id, answered=open_questions.as_json(asked))


def answers_too(message: Message) -> bool:
    """Whether another picture of its album has answered a question that it may answer as well."""
    found = _answering(message)
    if found is None:
        return False
    row, asked = found
    return _may_still(message.ctx, asked, row) and _is_answer(message, asked)


def _answering(message: Message) -> tuple[AlbumPicture, OpenQuestion] | None:
    """Return the last picture of its album that answered a question, and the question."""
    rows = _pictures(message)
    found = [(row, open_questions.from_json(row.answered)) for row in rows if row.answered]
    return max(found, key=lambda each: each[0].id, default=None)


def answer_as_one(message: Message, ctx: Context, answer: Answer) -> Reply:
    """Answer a question with all captions of an album that belong to the answer."""
    found = _answering(message)
    assert found is not None
    row, asked = found
    if open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now) == asked:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    if asked.question == QuestionKind.CLAUSE:
        asked = replace(asked, body=replace(asked.clause, again=True))
    whole = message.with_text(_with_others(message, asked))
    return _in_its_place(message, ctx, row, answer(whole, ctx, asked))


def _may_still(ctx: Context, asked: OpenQuestion, row: AlbumPicture) -> bool:
    """Whether what became of the answer may still change."""
    if asked.question == QuestionKind.CLAUSE:
        return clauses.stands(ctx, asked, row.at)
    draft = drafts.by_id(ctx.tx, row.draft_id) if row.draft_id else None
    return draft is not None and draft.state == "open"


def _is_answer(message: Message, asked: OpenQuestion) -> bool:
    """Whether words are the answer. A clause may name another item; a card's words may not."""
    item = item_asked_about(message.ctx.tx, asked)
    if classify(message, item) is not Kind.ANSWER:
        return False
    named = None if asked.question == QuestionKind.CLAUSE else message.item_named
    return named is None or item is None or named.id == item.id


def _with_others(message: Message, asked: OpenQuestion) -> str:
    """Return all captions that answer the question, in the order of the album."""
    rows = [row for row in _pictures(message) if row.caption and _answers(row, asked)]
    before = [(row.place, row.caption) for row in rows]
    return "\n".join(words for _, words in sorted([*before, (message.message_id, message.text)]))


def _answers(row: AlbumPicture, asked: OpenQuestion) -> bool:
    return row.answered is not None and asked.is_same_as(open_questions.from_json(row.answered))


def _in_its_place(message: Message, ctx: Context, row: AlbumPicture, reply: Reply) -> Reply:
    """Let the card that the picture alone had made give way."""
    here = evidence.of_message(ctx.tx, ctx.person.id, message.message_id)
    if here is None:
        return reply
    evidence.change(ctx.tx, here.id, caption=message.text)
    before = drafts.by_id(ctx.tx, row.draft_id) if row.draft_id else None
    if before is not None and before.state == "open" and here.draft_id:
        if here.draft_id != before.id:
            reply.messages += files.taken_over(ctx, before, here.draft_id)[1]
        reply.messages += cards.show(ctx, here.draft_id).messages
    return reply


def answered_with_file(
    message: Message, ctx: Context, answer: Callable[[Message, Context], Reply]
) -> Reply:
    """Answer a message with a file; a caption brings the pictures of its album along.

    The words under a file that is too large are answered all the same, after its refusal.
    """
    reply = files.none_dropped(message, ctx, answer)
    if message.is_caption:
        _one_report(message, ctx, reply)
        _gathered(message, ctx, reply)
    if message.is_too_large and message.text:
        reply.messages = files.refuse_large(message, ctx).messages + reply.messages
    return reply


def is_caption_of_card(message: Message) -> bool:
    """Whether the caption that was edited is one of those on a card that stands."""
    return _captioned(message) is not None


def _captioned(message: Message) -> tuple[Draft, EvidencePiece] | None:
    """Return the card that an edited caption stands on, and its picture."""
    ctx = message.ctx
    here = evidence.of_message(ctx.tx, ctx.person.id, message.message_id)
    draft = drafts.by_id(ctx.tx, here.draft_id) if here is not None and here.draft_id else None
    if here is None or draft is None or draft.state not in drafts.STANDING:
        return None
    return (draft, here) if here.caption or draft.message_id == message.message_id else None


def caption_edited(
    message: Message, ctx: Context, otherwise: Callable[[Message, Context], Reply]
) -> Reply:
    """Change one caption of a card; where others of its album stand there too, they stay."""
    found = _captioned(message)
    assert found is not None
    draft, here = found
    words = message.as_reported.text
    evidence.change(ctx.tx, here.id, caption=words)
    if _replaced(draft.words, here.caption, words) == words:
        return _gathered(message, ctx, otherwise(message, ctx))
    return _gathered(message, ctx, _part_edited(message.as_reported, ctx, draft, here))


def _replaced(words: str, caption: str, by: str) -> str:
    """Return a card's words with one caption replaced; `by` alone where it has no other words."""
    framed, part = f"\n{words}\n", f"\n{caption}\n"
    if not caption or part not in framed:
        return by
    return framed.replace(part, f"\n{by}\n" if by else "\n", 1).strip("\n")


def _part_edited(message: Message, ctx: Context, draft: Draft, here: EvidencePiece) -> Reply:
    """Change one of several captions on a card: the others stay, also when it names another item."""
    named = message.item_named
    if draft.state != "open" or named is None or named.id == draft.item_id:
        whole = message.with_text(_replaced(draft.words, here.caption, message.text))
        follow = edit.reworded if draft.state == "open" else edit.corrected
        return follow(whole, ctx, draft)
    return _parted(message, ctx, draft, here)


def _parted(message: Message, ctx: Context, draft: Draft, here: EvidencePiece) -> Reply:
    """Begin a card for the item that the edited caption names; other captions keep theirs."""
    rows = [row for row in _pictures(message) if row.caption and row.draft_id == draft.id]
    place = next((row.place for row in rows if row.place != message.message_id), draft.message_id)
    left = message.with_text(_replaced(draft.words, here.caption, ""))
    reply = edit.reworded(replace(left, message_id=place), ctx, draft)
    reply.messages += report.begin_all(message, ctx, message.readings).messages
    begun = drafts.of_message(ctx.tx, ctx.chat, message.message_id)
    for new in (one for one in begun if one.state == "open"):
        evidence.change(ctx.tx, here.id, draft_id=new.id)
        reply.messages += cards.show(ctx, new.id).messages
    return reply


def _one_report(message: Message, ctx: Context, reply: Reply) -> None:
    """Make one card of two captions that are about the same item."""
    rows = [r for r in _pictures(message) if r.caption and r.place != message.message_id]
    others = [drafts.by_id(ctx.tx, number) for number in _drafts_of(rows)]
    waiting = [one for one in others if one is not None and one.may_be_joined]
    made = drafts.of_message(ctx.tx, ctx.chat, message.message_id)
    for new in (one for one in made if one.item_id is not None and one.may_be_joined):
        same = (o for o in waiting if o.id != new.id and _item_of(message, ctx, o) == new.item_id)
        old = next(same, None)
        if old is not None:
            _merged(message, ctx, old, new, reply)


def _item_of(message: Message, ctx: Context, old: Draft) -> int | None:
    """Return the item of a card; words that name none follow the caption that stands before them."""
    if old.message_id < message.message_id or message.with_text(old.words).item_named is not None:
        return old.item_id
    there = replace(message.with_text(old.words), message_id=old.message_id, reply_to=None)
    item = item_meant(ctx, there.readings[0])
    return item.id if item else old.item_id


def _merged(message: Message, ctx: Context, old: Draft, new: Draft, reply: Reply) -> None:
    """Put the words of both on the older card, unless they cannot stand together."""
    in_order = sorted([old, new], key=lambda one: one.message_id)
    whole = message.with_text("\n".join(one.words for one in in_order))
    reading = report.reading_for(whole, ctx, new.item_id)
    if plausibility.impossible(ctx, reading):
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
    reply.messages = [m for m in reply.messages if m.live_key != new.ref]
    reply.messages += cards.show(ctx, old.id).messages


def _gathered(message: Message, ctx: Context, reply: Reply) -> Reply:
    """Bring earlier pictures to their caption; show what they leave and what they join.

    Other cards come before the card of this message: what follows is about that one.
    """
    moved = albums.gather(ctx.tx, ctx.person.id, message.album or "", ctx.now)
    rows, changed = _pictures(message), {row.id for row in moved}
    several = len({albums.home(row) for row in rows if row.caption}) > 1
    joined = [row for row in rows if not row.caption and (several or row.id in changed)]
    emptied = [each for number in _drafts_of(moved) for each in _emptied(ctx, number, moved)]
    drawn = [card for number in _drafts_of([*moved, *joined]) for card in _card(ctx, number)]
    here = [row for row in rows if row.place == message.message_id]
    own = {Ref(RefKind.DRAFT, number) for number in _drafts_of(here)}
    reply.messages = [card for card in drawn if card.live_key not in own] + reply.messages
    reply.messages += [card for card in drawn if card.live_key in own]
    reply.messages += emptied + evidence_files.moved(ctx, moved)
    return reply


def _drafts_of(rows: Sequence[AlbumPicture]) -> list[int]:
    return list(dict.fromkeys(row.draft_id for row in rows if row.draft_id))


def _card(ctx: Context, number: int) -> list[OutgoingMessage]:
    draft = drafts.by_id(ctx.tx, number)
    return cards.show(ctx, number).messages if draft and draft.state == "open" else []


def _emptied(ctx: Context, number: int, moved: Sequence[AlbumPicture]) -> list[OutgoingMessage]:
    """Give up a card, or a clause's answer, that was nothing but pictures that are gone."""
    gone = [row for row in moved if row.draft_id == number]
    draft, closing = drafts.by_id(ctx.tx, number), closings.of_draft(ctx.tx, number)
    if closing is not None and closing.state is ClosingState.GATHERING:
        return clauses.without_files(ctx, closing, [row.name for row in gone]).messages
    made = [row for row in gone if draft and row.message_id == draft.message_id]
    if draft is None or draft.state != "open" or not made:
        return []
    if evidence.count_of_draft(ctx.tx, number):
        return []
    return files.taken_over(ctx, draft, number)[1] + _asked_again(ctx, made[0])


def _asked_again(ctx: Context, row: AlbumPicture) -> list[OutgoingMessage]:
    """Ask again what the picture seemed to answer, unless another question is open."""
    waiting = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    if waiting is not None or not row.answered:
        return []
    asked = open_questions.from_json(row.answered)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    return interruptions.reminded(ctx, asked, Reply()).messages

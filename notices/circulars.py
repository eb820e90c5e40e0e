"""通报: what a round came to, as a draft for the office, and as it is published."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from messages.follow_up import circular_facts, circular_texts
from messages.follow_up.circular_texts import Circular
from messages.formatting import Words
from messages.outgoing import ButtonRow, OutgoingMessage
from messages.papers import paper_texts
from messages.papers.faults import NoPaper
from messages.queries.pages import in_parts
from messages.texts import Texts, texts
from notices import mirrors, papers, recipients, round_notices
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.papers import PaperKind
from rules.policy.refs import Ref, RefKind
from rules.policy.rounds import (
    EntryAnswer,
    Round,
    RoundEntry,
    RoundStanding,
    rank_units,
    round_points,
)
from storage.db.engine import Tx
from storage.follow_up import circular_drafts, rounds
from storage.follow_up.circular_drafts import CircularDraft
from storage.papers.issued import IssuedPaper, PaperAbout
from storage.people import groups

SOON_ENOUGH = timedelta(minutes=30)
"""After this a circular says that it is late."""


def about(draft: CircularDraft) -> PaperAbout:
    """Return what a circular is kept under."""
    return PaperAbout(subject=str(Ref(RefKind.ROUND, draft.round_id)))


def of_round(tx: Tx, city: City, draft: CircularDraft) -> Circular:
    """Return what a round that is over came to."""
    round_ = rounds.by_id(tx, draft.round_id)
    assert round_ is not None and round_.closed_at is not None
    entries = rounds.entries(tx, draft.round_id)
    closed = round_.closed_at
    month = city.moment(city.today(closed).replace(day=1), time.min)
    asked = [entry for entry in entries if _was_asked(entry, draft.unasked)]
    standings = _standings(asked, rounds.taken_off(tx, month, closed))
    return Circular(
        opened=round_.opened_at.astimezone(city.zone),
        due=round_.due_at.astimezone(city.zone),
        made=closed.astimezone(city.zone),
        entries=entries,
        ranking=rank_units(standings),
        asks=round_.asks,
        late=closed - city.end_of_quiet(round_.due_at) > SOON_ENOUGH,
        unasked=frozenset(entry.id for entry in entries if entry not in asked),
        remarks=draft.remarks,
    )


def _was_asked(entry: RoundEntry, unasked: Collection[int]) -> bool:
    return bool(entry.current_answer) or entry.owner_id not in unasked


def _standings(entries: list[RoundEntry], taken_off: dict[int, Decimal]) -> list[RoundStanding]:
    """Count every unit of the round; a month's points lost on the ladder count here too."""
    by_unit: dict[int, list[RoundEntry]] = defaultdict(list)
    for entry in entries:
        by_unit[entry.unit_id].append(entry)
    standings = []
    for unit, mine in by_unit.items():
        answers = [entry.current_answer for entry in mine]
        reported, unchanged = (
            answers.count(EntryAnswer.REPORTED),
            answers.count(EntryAnswer.UNCHANGED),
        )
        lost = taken_off.get(unit, Decimal(0))
        points = round_points(len(mine), reported + unchanged, lost)
        standings.append(RoundStanding(mine[0].unit, len(mine), reported, unchanged, points, lost))
    return standings


def draft_of(tx: Tx, city: City, round_: Round, now: datetime) -> CircularDraft:
    """Keep the draft of a round that has just been closed."""
    entries = rounds.entries(tx, round_.id)
    unasked = round_notices.owners_not_reached(tx, city, round_, entries, now)
    return circular_drafts.enter(tx, round_.id, unasked)


def to_office(tx: Tx, city: City, draft: CircularDraft, now: datetime) -> list[OutgoingMessage]:
    """Return the draft as every clerk of the office gets it."""
    written: list[OutgoingMessage] = []
    for clerk in recipients.office(tx):
        if clerk.account is not None:
            t = texts(clerk.language or city.language)
            key = f"circular:{draft.round_id}:{clerk.account}"
            written += shown(tx, city, draft, now, clerk.account, t, key)
    return written


def shown(
    tx: Tx,
    city: City,
    draft: CircularDraft,
    now: datetime,
    chat: ChatAddress,
    t: Texts,
    key: str = "",
) -> list[OutgoingMessage]:
    """Return a draft for one chat: its words, its file, and what may be done with it."""
    circular = of_round(tx, city, draft)
    written = _parts(chat, t, circular, key)
    buttons = circular_texts.draft_buttons(t, draft.round_id)
    try:
        file = papers.draft_of(
            tx, city, PaperKind.CIRCULAR, circular_facts.facts_of(circular), city.today(now)
        )
        last = _message(
            chat, circular_texts.draft(t, circular), buttons, f"{key}:file" if key else ""
        )
        return [*written, replace(last, attachment=file)]
    except NoPaper as why:
        said = paper_texts.not_made(t, why)
        return [*written, _message(chat, said, (), f"{key}:file" if key else "")]


def publish(
    tx: Tx, city: City, draft: CircularDraft, by: int, now: datetime
) -> tuple[IssuedPaper, list[OutgoingMessage]] | None:
    """Publish a circular once; return its paper and what the groups get. None: it was published.

    Raises NoPaper. Sensitive items are named in it by their numbers alone.
    """
    circular = of_round(tx, city, draft)
    public = replace(circular, masked=round_notices.masked_of(tx, city, [*circular.entries]))
    today = city.today(now)
    paper = papers.prepare(tx, city, PaperKind.CIRCULAR, circular_facts.facts_of(public), today)
    number = papers.next_number(tx, city, PaperKind.CIRCULAR, today)
    if papers.issued_about(tx, PaperKind.CIRCULAR, about(draft)) is not None:
        return None
    issued = papers.issue(tx, paper, number, about(draft), by, now)
    return issued, _in_groups(tx, city, public, issued)


def _in_groups(tx: Tx, city: City, public: Circular, issued: IssuedPaper) -> list[OutgoingMessage]:
    t, file = texts(city.language), papers.file_of(issued)
    written: list[OutgoingMessage] = []
    for group in groups.bound(tx):
        if group.unit_id is None:
            key = f"paper:{issued.id}:{group.chat}"
            parts = _parts(group.chat, t, public, key)
            last = replace(_message(group.chat, issued.number, (), f"{key}:file"), attachment=file)
            written += [replace(part, thread=group.thread) for part in (*parts, last)]
    blocks, key = [*circular_texts.lines(t, public), issued.number], f"paper:{issued.id}"
    for mirror in city.mirrors:
        written += [] if mirror.unit else mirrors.posts(city, mirror, blocks, key)
    return written


def _parts(chat: ChatAddress, t: Texts, circular: Circular, key: str) -> list[OutgoingMessage]:
    parts = in_parts(circular_texts.lines(t, circular))
    return [
        _message(chat, part, (), f"{key}:{position}" if key else "")
        for position, part in enumerate(parts, 1)
    ]


def _message(
    chat: ChatAddress, words: Words, buttons: tuple[ButtonRow, ...], key: str
) -> OutgoingMessage:
    return OutgoingMessage.of(chat, words, buttons, dedup_key=key, urgency=Urgency.BROADCAST)

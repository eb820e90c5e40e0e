"""Reports in the making: what was understood and not yet confirmed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from rules.policy.chats import ChatAddress
from rules.policy.drafts import DraftState
from rules.policy.refs import Ref, RefKind
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.db.prepared import Prepared
from storage.mail.tables import drafts


@dataclass(frozen=True, slots=True)
class NewDraft:
    chat: ChatAddress
    person: int
    message_id: int
    words: str
    kind: str
    item: int | None
    reading: JsonObject
    corrects: int | None = None
    step: int | None = None
    state: DraftState = DraftState.OPEN


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as kept. `state`: open, confirmed, cancelled, replaced, gathering, held or taken."""

    id: int
    chat: ChatAddress
    person_id: int
    message_id: int
    at: datetime
    words: str
    kind: str
    item_id: int | None
    reading: JsonObject
    corrects_id: int | None
    state: DraftState
    report_id: int | None
    step_id: int | None

    @property
    def ref(self) -> Ref:
        return Ref(RefKind.DRAFT, self.id)

    @property
    def about(self) -> Ref:
        """Return what messages that show the card are about: its item, itself while it has none."""
        return Ref.item(self.item_id) if self.item_id else self.ref

    @property
    def may_be_joined(self) -> bool:
        """Whether the words of another card may be put on it."""
        return self.state == "open" and self.corrects_id is None


STANDING = (DraftState.OPEN, DraftState.CONFIRMED)
"""States of a card that new words may still be about."""

_BEGIN = Prepared(
    insert(drafts).returning(drafts.c.id),
    [c.name for c in drafts.c if c.name not in ("id", "report_id")],
)


def begin(tx: Tx, draft: NewDraft, now: datetime) -> Draft:
    """Enter a draft."""
    (row,) = _BEGIN.rows(
        tx,
        {
            "chat": draft.chat,
            "person_id": draft.person,
            "message_id": draft.message_id,
            "at": now,
            "words": draft.words,
            "kind": draft.kind,
            "item_id": draft.item,
            "reading": draft.reading,
            "corrects_id": draft.corrects,
            "state": draft.state,
            "step_id": draft.step,
        },
    )
    return Draft(
        id=row.id,
        chat=draft.chat,
        person_id=draft.person,
        message_id=draft.message_id,
        at=now,
        words=draft.words,
        kind=draft.kind,
        item_id=draft.item,
        reading=draft.reading,
        corrects_id=draft.corrects,
        state=draft.state,
        report_id=None,
        step_id=draft.step,
    )


def by_id(tx: Tx, draft: int) -> Draft | None:
    return fetch_one(tx, Draft, select(drafts).where(drafts.c.id == draft))


def of_message(tx: Tx, chat: ChatAddress, message_id: int) -> list[Draft]:
    """Return the cards that one message led to, newest first; words that are held are none."""
    query = select(drafts).where(
        drafts.c.chat == chat,
        drafts.c.message_id == message_id,
        drafts.c.state.not_in((DraftState.HELD, DraftState.TAKEN)),
    )
    return [Draft(*row) for row in tx.execute(query.order_by(drafts.c.id.desc()))]


def latest_open(tx: Tx, chat: ChatAddress, person: int, since: datetime) -> Draft | None:
    query = select(drafts).where(
        drafts.c.chat == chat,
        drafts.c.person_id == person,
        drafts.c.state == DraftState.OPEN,
        drafts.c.at > since,
    )
    return fetch_one(tx, Draft, query.order_by(drafts.c.id.desc()).limit(1))


_WORDLESS = Prepared(
    select(drafts.c.id)
    .where(drafts.c.chat == bindparam("chat"), drafts.c.person_id == bindparam("person"))
    .where(drafts.c.state == DraftState.OPEN, drafts.c.words == "", drafts.c.item_id.is_(None))
    .where(drafts.c.at > bindparam("since"))
    .order_by(drafts.c.id.desc())
    .limit(1)
)


def wordless(tx: Tx, chat: ChatAddress, person: int, since: datetime) -> Draft | None:
    """Return the card of pictures that came without a word, whose item nobody has chosen yet."""
    row = _WORDLESS.first(tx, {"chat": chat, "person": person, "since": since})
    return None if row is None else by_id(tx, row.id)


def latest(tx: Tx, chat: ChatAddress, person: int, item: int | None = None) -> Draft | None:
    """Return the last card of this chat, or the last about an item, that is open or confirmed."""
    query = select(drafts).where(
        drafts.c.chat == chat,
        drafts.c.person_id == person,
        drafts.c.state.in_(STANDING),
    )
    if item is not None:
        query = query.where(drafts.c.item_id == item)
    return fetch_one(tx, Draft, query.order_by(drafts.c.id.desc()).limit(1))


def change(tx: Tx, draft: int, **values: object) -> bool:
    """Change a draft while it is open; False when it was confirmed or cancelled meanwhile."""
    changed = tx.execute(
        update(drafts)
        .where(drafts.c.id == draft, drafts.c.state == DraftState.OPEN)
        .values(**values)
    )
    return changed.rowcount == 1


def cancel(tx: Tx, draft: Draft) -> None:
    """Cancel a card; where it was a correction, the report's own card is the current one again."""
    if change(tx, draft.id, state=DraftState.CANCELLED):
        stands_again(tx, draft.corrects_id)


def stands_again(tx: Tx, report: int | None) -> None:
    """Take back that something corrects a report: further words are about its own card."""
    if report is not None:
        replaced_one = (drafts.c.report_id == report) & (drafts.c.state == DraftState.REPLACED)
        tx.execute(update(drafts).where(replaced_one).values(state=DraftState.CONFIRMED))


def settled(tx: Tx, draft: int, report: int) -> None:
    """Note that the draft was confirmed and became this report."""
    tx.execute(update(drafts).where(drafts.c.id == draft).values(report_id=report))


def replaced(tx: Tx, draft: int) -> None:
    """Note that a confirmed draft's message was edited: its correction is the current card."""
    tx.execute(update(drafts).where(drafts.c.id == draft).values(state=DraftState.REPLACED))

"""The tables of the way: what was heard, what is half said, what is still to be told."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from rules.policy.delivery import InboxState, OutboxState
from storage.db.column_types import Address, Choice, Instant, LiveName, Reference
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

inbox = Table(
    "inbox",
    metadata,
    # Our own order: a messenger's update ids may turn random after a quiet week.
    Column("seq", Integer, primary_key=True, autoincrement=True),
    # Whose update it is, and who parses it; its number is the messenger's own.
    Column("messenger", String(30), nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat", Address, nullable=False),
    Column("in_group", Boolean, nullable=False),
    Column("raw", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", Choice(InboxState, 10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("last_error", Text, nullable=False),
    # The number of the worker that has it in hand, written before the work begins.
    Column("taken_by", Integer),
    # How many workers ended while they had it in hand.
    Column("unended", Integer, nullable=False, default=0, server_default="0"),
    # From an account that nobody knew when it came: taken up after all others.
    Column("stranger", Boolean, nullable=False, default=False, server_default=false()),
    UniqueConstraint("messenger", "update_id"),
    Index("ix_inbox_waiting", "state", "stranger", "seq"),
    Index("ix_inbox_chat", "chat", "state", "seq"),
)

outbox = Table(
    "outbox",
    metadata,
    key(),
    # Who delivers it: the messenger of `chat`.
    Column("messenger", String(30), nullable=False),
    Column("chat", Address, nullable=False),
    # Forbids twins: one row per prompt, digest part or notice.
    Column("dedup_key", Text, unique=True),
    # Names a message that lives on and is edited in place: a card, a digest.
    Column("live_key", LiveName),
    # What it speaks of: replies and pressed buttons refer to it.
    Column("about", Reference, nullable=False),
    Column("urgency", Integer, nullable=False),
    # The update of the inbox that it answers, for the log alone.
    Column("update_seq", Integer),
    # What is to be shown, as messages/outgoing makes it: no messenger's words.
    Column("content", JSON, nullable=False),
    # The row whose message this one edits, when that had not been sent yet.
    Column("edits_row", Integer),
    Column("made_at", Instant, nullable=False),
    Column("state", Choice(OutboxState, 10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("message_id", BigInteger),
    Column("sent_at", Instant),
    Column("last_error", Text, nullable=False),
    Index("ix_outbox_waiting", "state", "urgency", "id"),
    Index("ix_outbox_chat", "chat", "state", "urgency", "id"),
    Index("ix_outbox_message", "chat", "message_id"),
    Index("ix_outbox_live_key", "chat", "live_key"),
)

drafts = Table(
    "drafts",
    metadata,
    key(),
    Column("chat", Address, nullable=False),
    foreign("person_id", "persons"),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    foreign("item_id", "items", nullable=True),
    # What was read: figures, dates, candidates (rules/language/reading values as JSON).
    Column("reading", JSON, nullable=False),
    foreign("corrects_id", "reports", nullable=True),
    # open | confirmed | cancelled | replaced | gathering (a closing) | held (held_words)
    Column("state", String(10), nullable=False),
    foreign("report_id", "reports", nullable=True),
    # The milestone that was said to be reached.
    Column("step_id", Integer),
    Index("ix_drafts_message", "chat", "message_id"),
)

awaiting = Table(
    "awaiting",
    metadata,
    # What the bot has asked this person in this chat and not yet been told.
    Column("chat", Address, primary_key=True),
    foreign("person_id", "persons", primary_key=True),
    Column("question", String(40), nullable=False),
    Column("about", Reference, nullable=False),
    Column("body", JSON, nullable=False),
    Column("since", Instant, nullable=False),
)

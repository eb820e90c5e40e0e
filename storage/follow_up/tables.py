"""The tables of the follow-up: what was asked of whom, what was answered, what was decided."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import false as sql_false

from rules.policy.extensions import ExtensionState
from rules.policy.prompts import PromptAnswer, PromptState
from rules.policy.requests import RequestState
from rules.policy.rounds import EntryAnswer, RoundAsk
from storage.db.column_types import Amount, Choice, Instant, PromptName, Reference
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

prompts = Table(
    "prompts",
    metadata,
    key(),
    foreign("item_id", "items"),
    foreign("step_id", "milestones", nullable=True),
    # `item:12` or `step:34`: what the deadline belongs to.
    Column("subject", Reference(40), nullable=False),
    # Days before the deadline (`30`, `7`), or a word of AfterDeadline.
    Column("kind", PromptName(10), nullable=False),
    Column("due", Date, nullable=False),
    # The working day on which it had to be asked; earlier than made_at when the bot was down.
    Column("called_on", Date, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("state", Choice(PromptState, 10), nullable=False),
    Column("answer", Choice(PromptAnswer, 20), nullable=False),
    Column("answered_at", Instant),
    foreign("answered_by", "persons", nullable=True),
    foreign("answered_for", "persons", nullable=True),
    Column("snoozed_until", Instant),
    UniqueConstraint("subject", "kind", "due"),
    Index("ix_prompts_state", "state", "item_id"),
    Index("ix_prompts_subject", "subject", "id"),
)

prompt_sheets = Table(
    "prompt_sheets",
    metadata,
    # One message of prompts: to the owner, or to the deputy who stands in for them.
    key(),
    foreign("for_id", "persons"),
    foreign("to_id", "persons"),
    Column("day", Date, nullable=False),
    # `1`, `2` … within a day; after a snooze the moment it ended.
    Column("occasion", String(40), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("delivered_at", Instant),
    Column("last_error", Text, nullable=False),
    UniqueConstraint("for_id", "to_id", "day", "occasion"),
    Index("ix_prompt_sheets_day", "day", "to_id"),
)

prompt_lines = Table(
    "prompt_lines",
    metadata,
    foreign("sheet_id", "prompt_sheets", primary_key=True),
    foreign("prompt_id", "prompts", primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_prompt_lines_prompt", "prompt_id", "sheet_id"),
)

extensions = Table(
    "extensions",
    metadata,
    key(),
    foreign("item_id", "items"),
    foreign("person_id", "persons"),
    Column("asked_at", Instant, nullable=False),
    Column("old_deadline", Date),
    Column("new_deadline", Date, nullable=False),
    Column("reason", Text, nullable=False),
    # asked | granted | refused | withdrawn (then `decided_by` is who withdrew it)
    Column("state", Choice(ExtensionState, 10), nullable=False),
    foreign("decided_by", "persons", nullable=True),
    Column("decided_at", Instant),
    Column("decision", Text, nullable=False),
    Index("ix_extensions_item", "item_id", "state"),
)

blockers = Table(
    "blockers",
    metadata,
    key(),
    foreign("item_id", "items"),
    foreign("person_id", "persons"),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # Where it came from, when it was written in a report.
    foreign("report_id", "reports", nullable=True, unique=True),
    # Whose help is asked for: a unit or a leader; neither: the office's.
    foreign("unit_id", "units", nullable=True),
    foreign("leader_id", "persons", nullable=True),
    # open | answered
    Column("state", Choice(RequestState, 10), nullable=False),
    Column("answer", Text, nullable=False),
    foreign("answered_by", "persons", nullable=True),
    Column("answered_at", Instant),
    # The last day to answer it; an older program kept none.
    Column("due", Date),
    # Why the last answer was sent back, empty when none was.
    Column("sent_back", Text, nullable=False, server_default=""),
    Index("ix_blockers_item", "item_id", "state"),
    Index("ix_blockers_state", "state", "id"),
)

instructions = Table(
    "instructions",
    metadata,
    key(),
    foreign("item_id", "items"),
    foreign("leader_id", "persons"),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # Of a bureau that coordinates the item's category: no order.
    Column("advice", Boolean, nullable=False, server_default=sql_false()),
    # open | answered
    Column("state", Choice(RequestState, 10), nullable=False),
    Column("answer", Text, nullable=False),
    foreign("answered_by", "persons", nullable=True),
    Column("answered_at", Instant),
    # The last day to answer it; an older program kept none.
    Column("due", Date),
    # Why the last answer was sent back, empty when none was.
    Column("sent_back", Text, nullable=False, server_default=""),
    Index("ix_instructions_item", "item_id", "state"),
    Index("ix_instructions_state", "state", "id"),
)

rounds = Table(
    "rounds",
    metadata,
    key(),
    # `profile:2026-11-27` for one the profile repeats, `office:…` for one opened by hand.
    Column("occasion", String(60), nullable=False, unique=True),
    foreign("opened_by", "persons", nullable=True),
    Column("opened_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("closed_at", Instant),
    # One that was cancelled is closed too, and has no circular.
    Column("cancelled_at", Instant),
    # How each item goes, or its plan (细化).
    Column("asks", Choice(RoundAsk, 10), nullable=False, server_default="progress"),
)

circular_drafts = Table(
    "circular_drafts",
    metadata,
    key(),
    foreign("round_id", "rounds", unique=True),
    # What the office has to say in it.
    Column("remarks", Text, nullable=False),
    # Owners whom nothing of the round reached.
    Column("unasked", JSON, nullable=False),
)

round_entries = Table(
    "round_entries",
    metadata,
    key(),
    foreign("round_id", "rounds"),
    foreign("item_id", "items"),
    foreign("owner_id", "persons"),
    foreign("unit_id", "units"),
    # "" | reported | unchanged (零报告, with its reason)
    Column("answer", Choice(EntryAnswer, 10), nullable=False),
    Column("reason", Text, nullable=False),
    foreign("answered_by", "persons", nullable=True),
    Column("answered_at", Instant),
    UniqueConstraint("round_id", "item_id"),
)

ladder_steps = Table(
    "ladder_steps",
    metadata,
    key(),
    foreign("item_id", "items"),
    # 提醒 | 督办 | 约谈建议 | 问责建议
    Column("step", String(20), nullable=False),
    # What set it off, once: a light of a period, or days of delay behind a deadline.
    Column("occasion", String(60), nullable=False),
    Column("cause", Text, nullable=False),
    Column("points", Amount, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("item_id", "step", "occasion"),
)

light_marks = Table(
    "light_marks",
    metadata,
    # The light an item was given at a month's assessment: two yellows lead to a letter.
    key(),
    foreign("item_id", "items"),
    Column("period", String(20), nullable=False),
    Column("light", String(10), nullable=False),
    Column("day", Date, nullable=False),
    UniqueConstraint("item_id", "period"),
)

assignments = Table(
    "assignments",
    metadata,
    # An item was given to somebody by an import: they sign for it (签收).
    key(),
    foreign("item_id", "items", index=True),
    foreign("owner_id", "persons"),
    Column("since", Instant, nullable=False),
    # When it was put to them.
    Column("told_at", Instant),
    Column("signed_at", Instant),
    foreign("signed_by", "persons", nullable=True),
    Index("ix_assignments_owner", "owner_id", "signed_at"),
)

deputies = Table(
    "deputies",
    metadata,
    key(),
    foreign("person_id", "persons"),
    foreign("deputy_id", "persons"),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    foreign("made_by", "persons"),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_deputies_person", "person_id", "last"),
)

duty_marks = Table(
    "duty_marks",
    metadata,
    # How far a duty has come. A mark never goes back, whatever the clock does.
    Column("name", String(60), primary_key=True),
    Column("day", Date),
    Column("number", Integer, nullable=False),
)

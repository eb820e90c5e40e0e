"""The ledger's tables: what the city knows. The message tables stand in storage/mail/tables.py."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from rules.policy.evidence import EvidenceState
from storage.db.column_types import Address, Amount, Choice, Instant
from storage.db.columns import foreign, key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


campaigns = Table(
    "campaigns",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    Column("started_on", Date),
    Column("half_year_on", Date),
    Column("look_back_on", Date),
    # Grows with every change of titles, numbers or units: caches of the catalogue compare it.
    Column("edition", Integer, nullable=False),
)

units = Table(
    "units",
    metadata,
    key(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    foreign("parent_id", "units", nullable=True),
)

persons = Table(
    "persons",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    foreign("unit_id", "units"),
    Column("post", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("phone", Text, nullable=False),
    # By which the workbook tells people apart, where the city has such numbers.
    Column("staff_number", String(40), nullable=False, default="", server_default=""),
    # Since when they hold no office any more; their history stays under their name.
    Column("left_on", Date),
    Column("language", String(10)),
    Column("account", Address),
    Column("bound_at", Instant),
    # Set when a messenger says that this person can no longer be written to, or the account was ended.
    Column("lost_at", Instant),
    UniqueConstraint("name", "unit_id"),
    # Its first name stays: SQLite cannot rename a constraint of a table that others refer to.
    UniqueConstraint("account", name="uq_persons_chat_id"),
)

invites = Table(
    "invites",
    metadata,
    # SHA-256 of the code, which nobody keeps.
    Column("digest", String(64), primary_key=True),
    foreign("person_id", "persons"),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_by", Address),
)

findings = Table(
    "findings",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("aspect", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("key", Boolean, nullable=False),
)

items = Table(
    "items",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    foreign("finding_id", "findings"),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("goal", Text, nullable=False),
    Column("measures", Text, nullable=False),
    foreign("lead_unit_id", "units"),
    foreign("owner_id", "persons"),
    foreign("city_leader_id", "persons", nullable=True),
    foreign("duty_leader_id", "persons", nullable=True),
    foreign("supervising_unit_id", "units", nullable=True),
    foreign("verifying_unit_id", "units", nullable=True),
    Column("deadline", Date),
    Column("deadline_words", Text, nullable=False),
    Column("funding", Text, nullable=False),
    Column("total", Amount),
    Column("measure", String(30), nullable=False),
    Column("state", String(20), nullable=False),
    # The latest confirmed figures, so that a list needs no look into a million reports.
    Column("done", Amount),
    Column("percent", Amount),
    Column("promised_on", Date),
    Column("reported_at", Instant),
    Column("finished_on", Date),
    Column("struck_off_at", Instant),
    Index("ix_items_owner", "owner_id", "state", "deadline"),
    # What many items are asked about: how a unit stands, what is overdue, what somebody may see.
    Index("ix_items_standing", "lead_unit_id", "state", "finished_on", "deadline"),
    Index("ix_items_deadline", "deadline", "position", "state", "finished_on"),
    *(
        Index(f"ix_items_{name}", name)
        for name in (
            "finding_id",
            "city_leader_id",
            "duty_leader_id",
            "supervising_unit_id",
            "verifying_unit_id",
        )
    ),
)

item_units = Table(
    "item_units",
    metadata,
    foreign("item_id", "items", primary_key=True),
    foreign("unit_id", "units", primary_key=True, index=True),
    Column("position", Integer, nullable=False),
)

milestones = Table(
    "milestones",
    metadata,
    key(),
    foreign("item_id", "items"),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    foreign("unit_id", "units", nullable=True),
    Column("due", Date),
    Column("due_words", Text, nullable=False),
    Column("target", Amount),
    Column("reached_on", Date),
    UniqueConstraint("item_id", "name"),
)

reports = Table(
    "reports",
    metadata,
    key(),
    Column("receipt", String(40), nullable=False, unique=True),
    foreign("item_id", "items"),
    foreign("person_id", "persons"),
    Column("at", Instant, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("done", Amount),
    Column("remaining", Amount),
    Column("percent", Amount),
    Column("promised_on", Date),
    Column("blocker", Text, nullable=False),
    foreign("corrects_id", "reports", nullable=True),
    Index("ix_reports_item", "item_id", "id"),
)

evidence = Table(
    "evidence",
    metadata,
    key(),
    foreign("report_id", "reports", nullable=True),
    Column("draft_id", Integer, index=True),
    # Sent with an answer that becomes no report.
    Column("item_id", Integer, index=True),
    Column("album", Text, index=True),
    foreign("person_id", "persons"),
    # The message it came with: the pictures of an album stand in this order.
    Column("message_id", BigInteger, index=True),
    # The clause of its application it was shown for, from 0; the form of a check on site.
    Column("clause", Integer),
    Column("check_form_id", Integer, index=True),
    # When it was made, where the messenger tells that.
    Column("made_at", Instant),
    # The question it was taken for an answer to, before the caption of its album was heard.
    Column("answered", JSON),
    Column("at", Instant, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("caption", Text, nullable=False),
    # Where it is fetched from, and how it is named there.
    Column("messenger", String(30), nullable=False),
    Column("file_id", Text, nullable=False),
    Column("size", BigInteger),
    Column("state", Choice(EvidenceState, 20), nullable=False, index=True),
    Column("sha256", String(64), index=True),
    Column("path", Text),
    # How a picture looks, 128 bits in hex, and when its camera says it was taken, in local time.
    Column("look", String(32)),
    Column("taken", String(19)),
    # Whether it was held against the other pictures of the ledger.
    Column("compared", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("last_error", Text, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    key(),
    Column("chat", Address, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    foreign("unit_id", "units", nullable=True),  # empty: the whole city
    foreign("bound_by", "persons"),
    Column("bound_at", Instant, nullable=False),
    Column("lost_at", Instant),
    # The topic it was bound in, where the group has topics.
    Column("thread", BigInteger),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("person_id", Integer),
    Column("fact", String(40), nullable=False),
    Column("item_id", Integer, index=True),
    Column("body", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

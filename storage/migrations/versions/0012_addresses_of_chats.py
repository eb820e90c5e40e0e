"""a chat is an address, `telegram:123`; what is received, sent and downloaded names its messenger

On SQLite a table that others refer to cannot be made anew while it holds rows: there columns are
renamed, and keep the type they were declared with, which SQLite does not enforce.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FIRST = "telegram"
"""The only messenger so far."""

ADDRESSES = (
    ("inbox", "chat_id", "chat"),
    ("outbox", "chat_id", "chat"),
    ("awaiting", "chat_id", "chat"),
    ("groups", "chat_id", "chat"),
    ("drafts", "chat_id", "chat"),
    ("persons", "chat_id", "account"),
    ("invites", "used_by", "used_by"),
)
"""Table, and its column before and after."""

MESSENGERS = ("inbox", "outbox", "evidence")


def upgrade() -> None:
    for table, old, new in ADDRESSES:
        _retype(table, old, sa.String(60), f"'{FIRST}:' || {old}")
        _rename(table, old, new)
    for table in MESSENGERS:
        default = sa.text(f"'{FIRST}'")
        named = sa.Column("messenger", sa.String(30), nullable=False, server_default=default)
        op.add_column(table, named)
        if _is_postgresql():
            op.alter_column(table, "messenger", server_default=None)
    op.add_column(
        "inbox", sa.Column("in_group", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(f"UPDATE inbox SET in_group = (chat LIKE '{FIRST}:-%')")  # noqa: S608 - a constant
    _unique("inbox", "update_id", "messenger", ["messenger", "update_id"])
    _unique("groups", "chat_id", "chat", ["chat"])


def downgrade() -> None:
    _refuse_other_messengers()
    _unique("groups", "chat", "chat_id", ["chat"])
    _unique("inbox", "messenger", "update_id", ["update_id"])
    op.drop_column("inbox", "in_group")
    for table in MESSENGERS:
        op.drop_column(table, "messenger")
    for table, old, new in ADDRESSES:
        _retype(table, new, sa.BigInteger(), f"CAST(substr({new}, {len(FIRST) + 2}) AS BIGINT)")
        _rename(table, new, old)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _retype(table: str, column: str, kind: sa.types.TypeEngine, value: str) -> None:  # type: ignore[type-arg]
    """Give a column other values, of another type."""
    if _is_postgresql():
        op.alter_column(table, column, type_=kind, postgresql_using=value)
    else:
        op.execute(f"UPDATE {table} SET {column} = {value} WHERE {column} IS NOT NULL")  # noqa: S608 - constants


def _rename(table: str, old: str, new: str) -> None:
    if old != new:
        op.alter_column(table, old, new_column_name=new)


def _unique(table: str, old: str, new: str, columns: list[str]) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(f"uq_{table}_{old}", type_="unique")
        batch.create_unique_constraint(f"uq_{table}_{new}", columns)


def _refuse_other_messengers() -> None:
    """Raise RuntimeError where a chat would lose its address."""
    for table, _, column in ADDRESSES:
        query = f"SELECT count(*) FROM {table} WHERE {column} NOT LIKE '{FIRST}:%'"  # noqa: S608 - constants
        if op.get_bind().execute(sa.text(query)).scalar():
            raise RuntimeError(f"{table} has chats of other messengers: an older program knows one")

"""of invitation codes only the hash is kept

Codes that were given out before go on working: theirs are hashed here.
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_invites = sa.table("invites", sa.column("digest", sa.String))


def upgrade() -> None:
    op.alter_column("invites", "code", new_column_name="digest")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("invites", "digest", type_=sa.String(64))
    for code in op.get_bind().execute(sa.select(_invites.c.digest)).scalars().all():
        hashed = hashlib.sha256(code.strip().upper().encode()).hexdigest()
        op.execute(_invites.update().where(_invites.c.digest == code).values(digest=hashed))


def downgrade() -> None:
    """Nobody has the codes any more: those of an older program are made anew."""
    op.execute("UPDATE invites SET digest = substr(digest, 1, 32)")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("invites", "digest", type_=sa.String(32))
    op.alter_column("invites", "digest", new_column_name="code")

"""Columns that most tables have."""

from sqlalchemy import Column, ForeignKey, Integer


def key() -> Column[int]:
    """Return the number by which a row is known."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def foreign(
    name: str,
    table: str,
    *,
    nullable: bool = False,
    primary_key: bool = False,
    unique: bool | None = None,
    index: bool | None = None,
) -> Column[int]:
    """Return a column that holds the number of a row of another table."""
    return Column(
        name,
        ForeignKey(f"{table}.id"),
        nullable=nullable,
        primary_key=primary_key,
        unique=unique,
        index=index,
    )

"""`docs/held.md`: what of the ledger is held against its journal, from the tables that decide it.

`python -m tests.support.held_page` writes it anew; tests/storage/audit/test_every_column.py fails
when it lags.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Table

from storage.audit.held import HELD, NOT_HELD, Free

PAGE = Path(__file__).parents[2] / "docs" / "held.md"

HEAD = """\
# What is held against the journal

Written by `python -m tests.support.held_page` from `storage/audit/held.py`; a test holds it, and tampers with
every column of every table: what is called held below is found by `taizhang verify`, what is not held is not.

A row that is taken away is found wherever an entry has told of it; a row that is put in, where an entry has to
tell of it. Entries of older programs tell less, and are held only to what they tell.

## Held

| table | rows an entry tells of | columns that are not held, and why |
|---|---|---|
"""

REST = """
## Not held

| table | why |
|---|---|
"""


def page() -> str:
    """Return the page as it should stand."""
    held = [f"| `{t.name}` | {HELD[t].rows} | {_free(t)} |\n" for t in _by_name(HELD)]
    rest = [f"| `{t.name}` | {NOT_HELD[t]} |\n" for t in _by_name(NOT_HELD)]
    return "".join([HEAD, *held, REST, *rest])


def _by_name(tables: Iterable[Table]) -> list[Table]:
    return sorted(tables, key=lambda table: table.name)


def _free(table: Table) -> str:
    because: dict[str, list[str]] = defaultdict(list)
    free: Free = HELD[table].free
    for column, why in free.items():
        because[why].append(f"`{column}`")
    return "; ".join(f"{', '.join(columns)}: {why}" for why, columns in because.items())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

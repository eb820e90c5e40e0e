"""what messages and questions are about is a reference; lists that were shown have a table

Nothing that waits is lost: lists whose pages may be turned, open questions, words that are held,
live messages and answers to strangers are carried over. What no program reads any more is emptied.
"""

import re
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

AT_ONCE = 1000
REFERENCE = re.compile(
    r"(?:item|step|draft|closing|extension|blocker|instruction|round|entry|held|stranger):-?\d+"
)
STRANGER_CODE = re.compile(r"stranger:(-?\d+):code")
IN_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)(?: (.*))?", re.DOTALL)
OF_A_LIGHT = re.compile(r"([红黄蓝])(?: (.*))?", re.DOTALL)
KINDS = frozenset(
    [
        "my",
        "overdue",
        "search",
        "person",
        "light",
        "due",
        "late",
        "open",
        "undone",
        "done",
        "unstarted",
        "at_door",
        "closed",
        "blocked",
    ]
)

shown_lists = sa.table(
    "shown_lists",
    *(sa.column(name) for name in ("id", "kind", "words", "light")),
    sa.column("first", sa.Date()),
    sa.column("last", sa.Date()),
    sa.column("shown_at", sa.DateTime()),
)
outbox = sa.table(
    "outbox",
    *(sa.column(name) for name in ("id", "about", "live_key")),
    sa.column("made_at", sa.DateTime()),
)
sheets = sa.table(
    "prompt_sheets",
    *(sa.column(name) for name in ("id", "for_id", "to_id", "occasion")),
    sa.column("day", sa.Date()),
)
drafts = sa.table("drafts", sa.column("id"), sa.column("state"), sa.column("reading", sa.JSON()))
evidence = sa.table("evidence", sa.column("id"), sa.column("answered", sa.JSON()))
awaiting = sa.table(
    "awaiting",
    *(sa.column(name) for name in ("chat", "person_id", "question", "about")),
    sa.column("body", sa.JSON()),
)


def upgrade() -> None:
    op.create_table(
        "shown_lists",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("light", sa.String(10), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("shown_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_lists")),
    )
    numbers = {key: number for number, key in _sheets().items()}
    _change(outbox, _has_words(), lambda row: _outbox_now(row, numbers))
    _change(drafts, drafts.c.state == "held", lambda row: {"reading": _held_now(row.reading)})
    _change(
        evidence, evidence.c.answered.is_not(None), lambda row: {"answered": _now(row.answered)}
    )
    _questions(_now)


def downgrade() -> None:
    keys = _sheets()
    _change(outbox, _has_words(), lambda row: _outbox_before(row, keys))
    _change(drafts, drafts.c.state == "held", lambda row: {"reading": _held_before(row.reading)})
    _change(
        evidence, evidence.c.answered.is_not(None), lambda row: {"answered": _before(row.answered)}
    )
    _questions(_before)
    op.drop_table("shown_lists")


def _has_words() -> sa.ColumnElement[bool]:
    return sa.or_(outbox.c.about != "", outbox.c.live_key.is_not(None))


def _change(table, which, change) -> None:  # type: ignore[no-untyped-def]
    """Every row, some at a time, in the order of their numbers."""
    tx, last = op.get_bind(), 0
    while True:
        query = sa.select(table).where(table.c.id > last, which).order_by(table.c.id)
        rows = tx.execute(query.limit(AT_ONCE)).all()
        if not rows:
            return
        for row in rows:
            values = change(row)
            if any(getattr(row, name) != value for name, value in values.items()):
                tx.execute(sa.update(table).where(table.c.id == row.id).values(**values))
        last = rows[-1].id


def _sheets() -> dict[int, str]:
    """The names of messages of prompts, as older programs wrote them, by number."""
    return {
        row.id: f"prompts:{row.for_id}:{row.to_id}:{row.day}:{row.occasion}"
        for row in op.get_bind().execute(sa.select(sheets))
    }


def _outbox_now(row: sa.Row, numbers: dict[str, int]) -> dict[str, object]:  # type: ignore[type-arg]
    live_key = row.live_key
    if live_key is not None and live_key.startswith("prompts:"):
        live_key = f"sheet:{numbers[live_key]}" if live_key in numbers else None
    return {"about": _about_now(row, numbers), "live_key": live_key}


def _about_now(row: sa.Row, numbers: dict[str, int]) -> str:  # type: ignore[type-arg]
    about = row.about
    if REFERENCE.fullmatch(about):
        return str(about)
    if code := STRANGER_CODE.fullmatch(about):
        return f"stranger_code:{code[1]}"
    if about.startswith("sheet:"):
        # One that is not known still ends what was spoken of before it.
        return f"sheet:{numbers.get(about.removeprefix('sheet:'), 0)}"
    asked = _list_now(about.removeprefix("list:")) if about.startswith("list:") else None
    if asked is None:
        return ""
    new = sa.insert(shown_lists).values(**asked, shown_at=row.made_at)
    return f"list:{op.get_bind().execute(new.returning(shown_lists.c.id)).scalar_one()}"


def _list_now(packed: str) -> dict[str, object] | None:
    """A list as it was asked for, from `due:2026-11-24/2026-11-30 WORDS`; None from other words."""
    kind, _, words = packed.partition(":")
    asked: dict[str, object] = {"kind": kind, "words": words}
    if kind == "light":
        light = OF_A_LIGHT.fullmatch(words)
        return light and asked | {"light": light[1], "words": light[2] or ""}
    if kind in ("due", "late"):
        found = IN_DAYS.fullmatch(words)
        if found is None:
            return None
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
        return asked | {"first": first, "last": last, "words": found[3] or ""}
    return asked if kind in KINDS else None


def _outbox_before(row: sa.Row, keys: dict[int, str]) -> dict[str, object]:  # type: ignore[type-arg]
    live_key = row.live_key
    if live_key is not None and live_key.startswith("sheet:"):
        live_key = keys.get(_number(live_key))
    return {"about": _about_before(row.about, keys), "live_key": live_key}


def _about_before(about: str, keys: dict[int, str]) -> str:
    kind = about.partition(":")[0]
    if kind == "stranger_code":
        return f"stranger:{_number(about)}:code"
    if kind == "sheet":
        return f"sheet:{keys.get(_number(about), 'prompts')}"
    if kind != "list":
        return about
    query = sa.select(shown_lists).where(shown_lists.c.id == _number(about))
    asked = op.get_bind().execute(query).first()
    return "" if asked is None else _list_before(asked)


def _list_before(asked: sa.Row) -> str:  # type: ignore[type-arg]
    days = f"{asked.first}/{asked.last}" if asked.first else ""
    words = " ".join(part for part in (asked.light, days, asked.words) if part)
    return f"list:{asked.kind}:{words}"[:200]


def _number(reference: str) -> int:
    return int(reference.partition(":")[2])


def _questions(change) -> None:  # type: ignore[no-untyped-def]
    """Every open question."""
    tx = op.get_bind()
    for row in tx.execute(sa.select(awaiting)).all():
        kept = {"question": row.question, "about": row.about, "body": row.body}
        mine = (awaiting.c.chat == row.chat) & (awaiting.c.person_id == row.person_id)
        values = {name: value for name, value in change(kept).items() if name != "question"}
        tx.execute(sa.update(awaiting).where(mine).values(**values))


def _now(kept: dict | None) -> dict | None:  # type: ignore[type-arg]
    """A question: of a clause `5:2`, of an item to be sent back `12`, of all else a reference."""
    if not kept:
        return None
    about, body = kept["about"], kept.get("body") or {}
    if kept["question"] == "clause":
        closing, _, position = about.partition(":")
        about, again = f"closing:{closing}", bool(body.get("again"))
        body = {"position": int(position), "again": again}
    elif kept["question"] == "reason_to_send_back":
        about = f"item:{about}"
    return {"question": kept["question"], "about": about, "body": body}


def _before(kept: dict | None) -> dict | None:  # type: ignore[type-arg]
    if not kept:
        return None
    about, body = kept["about"], kept["body"]
    if kept["question"] == "clause":
        about = f"{_number(about)}:{body['position']}"
        body = {"again": True} if body["again"] else {}
    elif kept["question"] == "reason_to_send_back":
        about = str(_number(about))
    return {"question": kept["question"], "about": about, "body": body}


def _held_now(reading: dict) -> dict | None:  # type: ignore[type-arg]
    return _now(reading) if reading["question"] else {}


def _held_before(reading: dict) -> dict:  # type: ignore[type-arg]
    kept = _before(reading) or {"question": "", "about": ""}
    return {"question": kept["question"], "about": kept["about"]}

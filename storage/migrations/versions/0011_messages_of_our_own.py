"""the outbox keeps what is to be shown, not the Bot API's calls; columns get the field's names"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RENAMED = {
    "outbox": {
        "twin_key": "dedup_key",
        "living": "live_key",
        "trouble": "last_error",
        "body": "content",
    },
    "inbox": {"trouble": "last_error"},
    "prompt_sheets": {"trouble": "last_error"},
    "evidence": {"trouble": "last_error"},
}
AT_ONCE = 1000


def upgrade() -> None:
    _rename({table: dict(columns) for table, columns in RENAMED.items()})
    with op.batch_alter_table("outbox") as batch:
        batch.add_column(sa.Column("edits_row", sa.Integer(), nullable=True))
    _keys_of_outbox("twin_key", "dedup_key", "living", "live_key")
    _convert(_content_of)


def downgrade() -> None:
    _convert(_body_of)
    with op.batch_alter_table("outbox") as batch:
        batch.drop_column("edits_row")
    back = {table: {new: old for old, new in cols.items()} for table, cols in RENAMED.items()}
    _rename(back)
    _keys_of_outbox("dedup_key", "twin_key", "live_key", "living")


def _rename(tables: dict[str, dict[str, str]]) -> None:
    for table, columns in tables.items():
        for old, new in columns.items():
            op.alter_column(table, old, new_column_name=new)


def _keys_of_outbox(unique: str, now_unique: str, index: str, now_index: str) -> None:
    op.drop_index(f"ix_outbox_{index}", "outbox")
    with op.batch_alter_table("outbox") as batch:
        batch.drop_constraint(f"uq_outbox_{unique}", type_="unique")
        batch.create_unique_constraint(f"uq_outbox_{now_unique}", [now_unique])
    op.create_index(f"ix_outbox_{now_index}", "outbox", ["chat_id", now_index])


def _convert(change) -> None:  # type: ignore[no-untyped-def]
    """Every row, some at a time: the same words in the other form."""
    outbox = sa.table(
        "outbox",
        *(
            sa.column(name)
            for name in ("id", "chat_id", "urgency", "message_id", "edits_row", "state")
        ),
        sa.column("content", sa.JSON()),
    )
    tx, last = op.get_bind(), 0
    while True:
        query = sa.select(outbox).where(outbox.c.id > last).order_by(outbox.c.id).limit(AT_ONCE)
        rows = tx.execute(query).all()
        if not rows:
            return
        for row in rows:
            tx.execute(sa.update(outbox).where(outbox.c.id == row.id).values(**change(row)))
        last = rows[-1].id


def _content_of(row: sa.Row) -> dict:  # type: ignore[type-arg]
    body = row.content
    params = body["params"]
    if body["method"] == "answerCallbackQuery":
        toast = {"callback": params["callback_query_id"]}
        toast |= (
            {"text": params["text"], "alert": params.get("show_alert", False)}
            if "text" in params
            else {}
        )
        return {"content": toast}
    content = {"text": params.get("text", params.get("caption", ""))}
    keyboard = params.get("reply_markup", {}).get("inline_keyboard", [])
    if keyboard:
        content["buttons"] = [[_button(button) for button in line] for line in keyboard]
    if "reply_parameters" in params:
        content["reply_to"] = params["reply_parameters"]["message_id"]
    if "svg" in body:
        content["picture"] = body["svg"]
    if "file" in body:
        content["attachment"] = _as_new(body["file"] | {"is_photo": body["method"] == "sendPhoto"})
    edits = params.get("message_id")
    return {
        "content": content,
        "edits_row": body.get("after"),
        "message_id": row.message_id if edits is None else edits,
    }


def _button(button: dict) -> dict:  # type: ignore[type-arg]
    link = {"link": button["url"]} if "url" in button else {"data": button["callback_data"]}
    return {"label": button["text"], **link}


def _as_new(values: dict) -> dict:  # type: ignore[type-arg]
    """What has its default value is left out."""
    return {name: value for name, value in values.items() if value not in ("", False)}


def _body_of(row: sa.Row) -> dict:  # type: ignore[type-arg]
    content = row.content
    if "callback" in content:
        params = {"callback_query_id": content["callback"]}
        params |= (
            {"text": content["text"], "show_alert": content.get("alert", False)}
            if content.get("text")
            else {}
        )
        return {"content": {"method": "answerCallbackQuery", "params": params}}
    params = {"chat_id": row.chat_id}
    if content.get("buttons"):
        params["reply_markup"] = {
            "inline_keyboard": [[_key(b) for b in line] for line in content["buttons"]]
        }
    if "reply_to" in content:
        params["reply_parameters"] = {
            "message_id": content["reply_to"],
            "allow_sending_without_reply": True,
        }
    return {"content": _call(row, content, params)}


def _call(row: sa.Row, content: dict, params: dict) -> dict:  # type: ignore[type-arg]
    text = content.get("text", "")
    if "picture" in content:
        return {
            "method": "sendPhoto",
            "params": params | {"caption": text},
            "svg": content["picture"],
        }
    if "attachment" in content:
        file = {"name": "", "path": "", "content": ""} | content["attachment"]
        method = "sendPhoto" if file.pop("is_photo", False) else "sendDocument"
        return {"method": method, "params": params | {"caption": text}, "file": file}
    params["text"] = text
    if row.state in ("waiting", "sending") and row.message_id is not None:
        return {"method": "editMessageText", "params": params | {"message_id": row.message_id}}
    if row.edits_row is None:
        return {"method": "sendMessage", "params": params}
    return {"method": "editMessageText", "params": params, "after": row.edits_row}


def _key(button: dict) -> dict:  # type: ignore[type-arg]
    link = {"url": button["link"]} if button.get("link") else {"callback_data": button["data"]}
    return {"text": button["label"], **link}

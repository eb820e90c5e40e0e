"""How a message is said to the Bot API: the method and its parameters, as plain data."""

from typing import Any

from messages.outgoing import (
    BUTTON_LIMIT,
    CAPTION_LIMIT,
    TEXT_LIMIT,
    ButtonRow,
    OutgoingMessage,
    Toast,
)

Body = dict[str, Any]
"""`method`, `params`, and for an edit written before its message was sent `after` (its row)."""


def call_for(outgoing: OutgoingMessage) -> Body:
    """The call that says this. Words beyond a limit are cut with an ellipsis, never refused."""
    params: Body = {"chat_id": outgoing.chat}
    if outgoing.buttons:
        params["reply_markup"] = {"inline_keyboard": keyboard(outgoing.buttons)}
    if outgoing.reply_to is not None:
        params["reply_parameters"] = {
            "message_id": outgoing.reply_to,
            "allow_sending_without_reply": True,
        }
    if outgoing.picture:
        params["caption"] = clipped(outgoing.text, CAPTION_LIMIT)
        return {"method": "sendPhoto", "params": params, "svg": outgoing.picture}
    if outgoing.attachment:
        params["caption"] = clipped(outgoing.text, CAPTION_LIMIT)
        file = outgoing.attachment
        kept = {"name": file.name, "path": file.path, "content": file.content}
        method = "sendPhoto" if file.is_photo else "sendDocument"
        return {"method": method, "params": params, "file": kept}
    params["text"] = clipped(outgoing.text, TEXT_LIMIT)
    if outgoing.edits is not None:
        return editing({"method": "sendMessage", "params": params}, outgoing.edits, None)
    return {"method": "sendMessage", "params": params}


def editing(body: Body, message_id: int | None, after: int | None) -> Body:
    """The same words as an edit of a message, or of the one that row `after` will become."""
    params = {k: v for k, v in body["params"].items() if k != "reply_parameters"}
    if message_id is not None:
        params["message_id"] = message_id
        return {"method": "editMessageText", "params": params}
    return {"method": "editMessageText", "params": params, "after": after}


def answer_to_press(toast: Toast) -> Body:
    params: Body = {"callback_query_id": toast.callback}
    if toast.text:
        params["text"] = clipped(toast.text, 200)
        params["show_alert"] = toast.alert
    return {"method": "answerCallbackQuery", "params": params}


def keyboard(rows: tuple[ButtonRow, ...]) -> list[list[Body]]:
    return [[_button(b.label, b.data, b.link) for b in row] for row in rows]


def _button(label: str, data: str, link: str) -> Body:
    if link:
        return {"text": label, "url": link}
    if not 0 < len(data.encode()) <= BUTTON_LIMIT:
        raise ValueError(f"button data of {len(data.encode())} bytes: {data!r}")
    return {"text": label, "callback_data": data}


def width(text: str) -> int:
    """How long Telegram finds a text: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def clipped(text: str, limit: int) -> str:
    if width(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    return kept + "…"


def sending_anew(body: Body) -> Body:
    """An edit whose message is gone, as a message of its own."""
    params = {k: v for k, v in body["params"].items() if k != "message_id"}
    return {"method": "sendMessage", "params": params}

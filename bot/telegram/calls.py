"""How a message is said to the Bot API: the method and its parameters."""

from dataclasses import dataclass, field

from pydantic import JsonValue

from messages.outgoing import (
    Attachment,
    Button,
    ButtonRow,
    OutgoingMessage,
    Toast,
    width,
)

TEXT_LIMIT = 4096
"""UTF-16 units of a message. Source: Bot API, sendMessage."""

CAPTION_LIMIT = 1024
"""UTF-16 units of a caption. Source: Bot API, sendPhoto and sendDocument."""

TOAST_LIMIT = 200
"""UTF-16 units of the answer to a press. Source: Bot API, answerCallbackQuery."""

Params = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `svg` is drawn, `file` read, only when it is made: both go up as a file."""

    method: str
    params: Params = field(default_factory=dict)
    svg: str = ""
    file: Attachment | None = None

    @property
    def uploads(self) -> bool:
        """Whether a file goes up with it."""
        return bool(self.svg or self.file)


def call_for(message: OutgoingMessage, edits: int | None = None) -> Call:
    """Return the call that says this, or with `edits` puts it in the place of that message.

    Words beyond a limit are cut with an ellipsis, never refused.
    """
    params = _addressed(message)
    if edits is not None and message.can_edit:
        params.pop("reply_parameters", None)
        text: Params = {"text": clipped(message.text, TEXT_LIMIT), "message_id": edits}
        return Call("editMessageText", params | text)
    if message.can_edit:
        return Call("sendMessage", params | {"text": clipped(message.text, TEXT_LIMIT)})
    params["caption"] = clipped(message.text, CAPTION_LIMIT)
    photo = message.picture or (message.attachment and message.attachment.is_photo)
    method = "sendPhoto" if photo else "sendDocument"
    return Call(method, params, svg=message.picture, file=message.attachment)


def _addressed(message: OutgoingMessage) -> Params:
    params: Params = {"chat_id": message.chat.id}
    if message.buttons:
        params["reply_markup"] = {"inline_keyboard": _keyboard(message.buttons)}
    if message.reply_to is not None:
        params["reply_parameters"] = {
            "message_id": message.reply_to,
            "allow_sending_without_reply": True,
        }
    return params


def call_for_toast(toast: Toast) -> Call:
    """Return the call that answers a press; the phone stops spinning even without words."""
    params: Params = {"callback_query_id": toast.callback}
    if toast.text:
        params["text"] = clipped(toast.text, TOAST_LIMIT)
        params["show_alert"] = toast.alert
    return Call("answerCallbackQuery", params)


def _keyboard(rows: tuple[ButtonRow, ...]) -> JsonValue:
    return [[_button(button) for button in row] for row in rows]


def _button(button: Button) -> JsonValue:
    if button.link:
        return {"text": button.label, "url": button.link}
    return {"text": button.label, "callback_data": button.data}


def clipped(text: str, limit: int) -> str:
    """Return the text within so many UTF-16 units, ending in an ellipsis where it was cut."""
    if width(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    return kept + "…"

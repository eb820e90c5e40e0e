"""How a message is said to the Bot API: the method and its parameters."""

from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from bot.telegram.entities import entities
from messages.formatting import FormattedText, formatted
from messages.outgoing import (
    Aside,
    Attachment,
    Button,
    OutgoingMessage,
    Toast,
    Tone,
)
from rules.policy.chats import ChatAddress

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


def call_for(
    message: OutgoingMessage,
    edits: int | None = None,
    bot_name: str = "",
    *,
    styles: bool = True,
) -> Call:
    """Return the call that says this, or with `edits` puts it in the place of that message.

    Words beyond a limit are cut with an ellipsis, never refused. Without `bot_name` no card can be
    linked to; without `styles` buttons are sent in one colour.
    """
    params = _addressed(message, styles=styles)
    if edits is not None and message.captioned:
        params.pop("reply_parameters", None)
        said = _captioned(message, bot_name)
        return Call("editMessageCaption", params | said | {"message_id": edits})
    if message.can_edit:
        words = message.words.clipped(TEXT_LIMIT)
        params |= _said("text", "entities", words, bot_name)
        if edits is None:
            return Call("sendMessage", params)
        for only_new in ("reply_parameters", "message_thread_id"):
            params.pop(only_new, None)
        return Call("editMessageText", params | {"message_id": edits})
    params |= _captioned(message, bot_name)
    photo = message.picture or (message.attachment and message.attachment.is_photo)
    method = "sendPhoto" if photo else "sendDocument"
    return Call(method, params, svg=message.picture, file=message.attachment)


def call_aside(
    message: OutgoingMessage, aside: Aside, bot_name: str = "", *, styles: bool = True
) -> Call:
    """Return the call that says it in the group, to the reader alone.

    An account has the number of its private chat. Source: Bot API, EphemeralMessageParameters.
    """
    there = replace(
        message, chat=aside.group, thread=aside.thread, buttons=aside.buttons, reply_to=None
    )
    call = call_for(there, None, bot_name, styles=styles)
    reader: Params = {"receiver_user_id": message.chat.id, "callback_query_id": aside.press}
    return replace(call, params=call.params | {"ephemeral_message_parameters": reader})


def _captioned(message: OutgoingMessage, bot_name: str) -> Params:
    words = message.words.clipped(CAPTION_LIMIT)
    return _said("caption", "caption_entities", words, bot_name)


def _said(text: str, formatting: str, words: FormattedText, bot_name: str) -> Params:
    """Return words and their formatting under the names these have in a call."""
    found = entities(words, bot_name)
    params: Params = {text: words.text}
    if found:
        params[formatting] = [*found]
    if text == "text" and any("url" in entity for entity in found):
        # Links to cards are for tapping; a preview of the bot below the message is none of it.
        params["link_preview_options"] = {"is_disabled": True}
    return params


def _addressed(message: OutgoingMessage, *, styles: bool) -> Params:
    params: Params = {"chat_id": message.chat.id}
    if message.buttons:
        params["reply_markup"] = {
            "inline_keyboard": [
                [_button(button, styles=styles) for button in row] for row in message.buttons
            ]
        }
    if message.thread is not None:
        params["message_thread_id"] = message.thread
    if message.reply_to is not None:
        params["reply_parameters"] = {
            "message_id": message.reply_to,
            "allow_sending_without_reply": True,
        }
    return params


def call_to_leave(chat: ChatAddress) -> Call:
    """Return the call by which the bot leaves a group."""
    return Call("leaveChat", {"chat_id": chat.id})


def call_for_toast(toast: Toast) -> Call:
    """Return the call that answers a press; the phone stops spinning even without words."""
    params: Params = {"callback_query_id": toast.callback}
    if toast.text:
        params["text"] = clipped(toast.text, TOAST_LIMIT)
        params["show_alert"] = toast.alert
    return Call("answerCallbackQuery", params)


STYLES = {Tone.POSITIVE: "success", Tone.NEGATIVE: "danger"}
"""How a tone looks: green and red. Source: Bot API, InlineKeyboardButton."""


def _button(button: Button, *, styles: bool) -> JsonValue:
    act = {"url": button.link} if button.link else {"callback_data": button.data}
    style = {"style": STYLES[button.tone]} if styles and button.tone in STYLES else {}
    return {"text": button.label, **act, **style}


def clipped(text: str, limit: int) -> str:
    """Return the text within so many UTF-16 units, ending in an ellipsis where it was cut."""
    return formatted(text).clipped(limit).text

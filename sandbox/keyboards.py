"""Keyboards under messages: what the Bot API refuses in them."""

from __future__ import annotations

from sandbox.wire import Json, bad_request

DATA_LIMIT = 64
"""Bytes of callback_data, from 1."""
BUTTON_LIMIT = 100
STYLES = frozenset({"danger", "success", "primary"})
ACTIONS = (
    "callback_data",
    "url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "login_url",
    "web_app",
    "callback_game",
    "pay",
    "disabled",
)


def checked(markup: Json | None) -> Json | None:
    """Return the markup when Telegram would take it; refuse it otherwise."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if len(buttons) > BUTTON_LIMIT:
            raise bad_request("reply markup is too long")
        for button in buttons:
            _check_inline(button)
    for row in markup.get("keyboard", []):
        for button in row:
            _check_text(button if isinstance(button, str) else button["text"])
    return markup


def _check_inline(button: Json) -> None:
    _check_text(button["text"])
    if button.get("style", "primary") not in STYLES:
        raise bad_request("can't parse inline keyboard button: Unsupported style specified")
    if sum(action in button for action in ACTIONS) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button:
        length = len(button["callback_data"].encode())
        if not 1 <= length <= DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")


def _check_text(text: str) -> None:
    if not text.strip():
        raise bad_request("can't parse keyboard button: Text must be non-empty")


def inline_only(markup: Json | None) -> Json | None:
    """Return the markup that is part of the message; other keyboards belong to the chat."""
    if markup and markup.get("inline_keyboard"):
        return {"inline_keyboard": markup["inline_keyboard"]}
    return None


def other(markup: Json | None) -> Json | None:
    return markup if markup and "inline_keyboard" not in markup else None


def buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]

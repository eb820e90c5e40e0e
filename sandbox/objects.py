"""The objects that a bot sends inside its calls, as a table, and the reading of such tables.

Same notation as in `sandbox.table`. Objects that are not named here are taken as they come.
Source: https://core.telegram.org/bots/api, Bot API 10.3.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    name: str
    types: tuple[str, ...]
    required: bool


Fields = dict[str, Field]


def read_fields(line: str) -> Fields:
    """Read `chat_id!: Integer|String; text!: String` into a table by name."""
    parts = (part.split(":") for part in line.split(";") if part.strip())
    fields = (_field(name.strip(), types.strip()) for name, types in parts)
    return {field.name: field for field in fields}


def _field(name: str, types: str) -> Field:
    return Field(name.rstrip("!"), tuple(types.split("|")), name.endswith("!"))


UNIONS: dict[str, tuple[str, ...]] = {
    "InputMedia": ("InputMediaPhoto", "InputMediaDocument", "InputMediaVideo"),
    "BotCommandScope": (
        "BotCommandScopeDefault",
        "BotCommandScopeAllPrivateChats",
        "BotCommandScopeAllGroupChats",
        "BotCommandScopeAllChatAdministrators",
        "BotCommandScopeChat",
        "BotCommandScopeChatAdministrators",
        "BotCommandScopeChatMember",
    ),
}

OBJECT_LINES: dict[str, str] = {
    "InlineKeyboardMarkup": "inline_keyboard!: [[InlineKeyboardButton]]",
    "InlineKeyboardButton": (
        "text!: String; callback_data: String; callback_game: CallbackGame; copy_text: "
        "CopyTextButton; disabled: DisabledButton; icon_custom_emoji_id: String; login_url: "
        "LoginUrl; pay: Boolean; style: String; switch_inline_query: String; switch_inline_query_chosen_chat: "
        "SwitchInlineQueryChosenChat; switch_inline_query_current_chat: String; url: "
        "String; web_app: WebAppInfo"
    ),
    "ReplyKeyboardMarkup": (
        "keyboard!: [[KeyboardButton]]; input_field_placeholder: String; is_persistent: "
        "Boolean; one_time_keyboard: Boolean; resize_keyboard: Boolean; selective: "
        "Boolean"
    ),
    "KeyboardButton": (
        "text!: String; icon_custom_emoji_id: String; request_chat: "
        "KeyboardButtonRequestChat; request_contact: Boolean; request_location: Boolean; "
        "request_managed_bot: KeyboardButtonRequestManagedBot; request_poll: "
        "KeyboardButtonPollType; request_users: KeyboardButtonRequestUsers; style: "
        "String; web_app: WebAppInfo"
    ),
    "ReplyKeyboardRemove": "remove_keyboard!: Boolean; selective: Boolean",
    "ForceReply": "force_reply!: Boolean; input_field_placeholder: String; selective: Boolean",
    "ReplyParameters": (
        "message_id!: Integer; allow_sending_without_reply: Boolean; chat_id: "
        "Integer|String; checklist_task_id: Integer; poll_option_id: String; quote: "
        "String; quote_entities: [MessageEntity]; quote_parse_mode: String; "
        "quote_position: Integer"
    ),
    "EphemeralMessageParameters": (
        "receiver_user_id!: Integer; callback_query_id: String; "
        "replace_callback_query_message: Boolean"
    ),
    "LinkPreviewOptions": (
        "is_disabled: Boolean; prefer_large_media: Boolean; prefer_small_media: Boolean; "
        "show_above_text: Boolean; url: String"
    ),
    "MessageEntity": (
        "length!: Integer; offset!: Integer; type!: String; custom_emoji_id: String; "
        "date_time_format: String; language: String; unix_time: Integer; url: String; "
        "user: User"
    ),
    "InputMediaPhoto": (
        "media!: String; type!: String; caption: String; caption_entities: "
        "[MessageEntity]; has_spoiler: Boolean; parse_mode: String; "
        "show_caption_above_media: Boolean"
    ),
    "InputMediaDocument": (
        "media!: String; type!: String; caption: String; caption_entities: "
        "[MessageEntity]; disable_content_type_detection: Boolean; parse_mode: String; "
        "thumbnail: String"
    ),
    "InputMediaVideo": (
        "media!: String; type!: String; caption: String; caption_entities: "
        "[MessageEntity]; cover: String; duration: Integer; has_spoiler: Boolean; height: "
        "Integer; parse_mode: String; show_caption_above_media: Boolean; start_timestamp: "
        "Integer; supports_streaming: Boolean; thumbnail: String; width: Integer"
    ),
    "BotCommand": "command!: String; description!: String",
    "BotCommandScopeDefault": "type!: String",
    "BotCommandScopeAllPrivateChats": "type!: String",
    "BotCommandScopeAllGroupChats": "type!: String",
    "BotCommandScopeAllChatAdministrators": "type!: String",
    "BotCommandScopeChat": "type!: String; chat_id!: Integer|String",
    "BotCommandScopeChatAdministrators": "type!: String; chat_id!: Integer|String",
    "BotCommandScopeChatMember": "type!: String; chat_id!: Integer|String; user_id!: Integer",
}
OBJECTS: dict[str, Fields] = {name: read_fields(line) for name, line in OBJECT_LINES.items()}

"""The part of the Bot API that the sandbox plays, as a table.

One line of parameters per method: `name: type`, `name!` when it is required, `[T]` for an array
of T, `|` between the types that are allowed.
Of ephemeral messages the sending is played; editing them, deleting them and commands that are
ephemeral are not: a call that uses these is refused.
Source: https://core.telegram.org/bots/api, Bot API 10.3.
"""

from __future__ import annotations

from sandbox.objects import Fields, read_fields

SENDING = """
allow_paid_broadcast: Boolean; business_connection_id: String; direct_messages_topic_id:
Integer; disable_notification: Boolean; ephemeral_message_parameters:
EphemeralMessageParameters; message_effect_id: String; message_thread_id:
Integer; protect_content: Boolean; reply_markup:
InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply; reply_parameters:
ReplyParameters; suggested_post_parameters: SuggestedPostParameters
"""
"""What every method that sends one message takes."""

EDITING = """
business_connection_id: String; chat_id: Integer|String; inline_message_id: String;
message_id: Integer; reply_markup: InlineKeyboardMarkup
"""
"""What every method that edits a message takes."""

METHODS: dict[str, str] = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "allowed_updates: [String]; limit: Integer; offset: Integer; timeout: Integer",
    "setWebhook": (
        "url!: String; allowed_updates: [String]; certificate: InputFile; "
        "drop_pending_updates: Boolean; ip_address: String; max_connections: Integer; "
        "secret_token: String"
    ),
    "deleteWebhook": "drop_pending_updates: Boolean",
    "getWebhookInfo": "",
    "setMyCommands": "commands!: [BotCommand]; language_code: String; scope: BotCommandScope",
    "getMyCommands": "language_code: String; scope: BotCommandScope",
    "deleteMyCommands": "language_code: String; scope: BotCommandScope",
    "setMyName": "language_code: String; name: String",
    "getMyName": "language_code: String",
    "setMyDescription": "description: String; language_code: String",
    "getMyDescription": "language_code: String",
    "setMyShortDescription": "language_code: String; short_description: String",
    "getMyShortDescription": "language_code: String",
    "setChatMenuButton": "chat_id: Integer; menu_button: MenuButton",
    "getChatMenuButton": "chat_id: Integer",
    "getMyDefaultAdministratorRights": "for_channels: Boolean",
    "sendMessage": (
        "chat_id!: Integer|String; text!: String; entities: [MessageEntity]; "
        "link_preview_options: LinkPreviewOptions; parse_mode: String; "
    )
    + SENDING,
    "sendPhoto": (
        "chat_id!: Integer|String; photo!: InputFile|String; caption: String; "
        "caption_entities: [MessageEntity]; has_spoiler: Boolean; parse_mode: String; "
        "show_caption_above_media: Boolean; "
    )
    + SENDING,
    "sendDocument": (
        "chat_id!: Integer|String; document!: InputFile|String; caption: String; "
        "caption_entities: [MessageEntity]; disable_content_type_detection: Boolean; "
        "parse_mode: String; thumbnail: InputFile|String; "
    )
    + SENDING,
    "sendVoice": (
        "chat_id!: Integer|String; voice!: InputFile|String; caption: String; "
        "caption_entities: [MessageEntity]; duration: Integer; parse_mode: String; "
    )
    + SENDING,
    "sendVideo": (
        "chat_id!: Integer|String; video!: InputFile|String; caption: String; "
        "caption_entities: [MessageEntity]; cover: InputFile|String; duration: Integer; "
        "has_spoiler: Boolean; height: Integer; parse_mode: String; "
        "show_caption_above_media: Boolean; start_timestamp: Integer; supports_streaming: "
        "Boolean; thumbnail: InputFile|String; width: Integer; "
    )
    + SENDING,
    "sendSticker": ("chat_id!: Integer|String; sticker!: InputFile|String; emoji: String; ")
    + SENDING,
    "sendMediaGroup": (
        "chat_id!: Integer|String; media!: [InputMedia]; "
        "allow_paid_broadcast: Boolean; business_connection_id: String; "
        "direct_messages_topic_id: Integer; disable_notification: Boolean; "
        "message_effect_id: String; message_thread_id: Integer; protect_content: Boolean; "
        "reply_parameters: ReplyParameters"
    ),
    "copyMessage": (
        "chat_id!: Integer|String; from_chat_id!: Integer|String; message_id!: Integer; "
        "allow_paid_broadcast: Boolean; caption: String; caption_entities: "
        "[MessageEntity]; direct_messages_topic_id: Integer; disable_notification: "
        "Boolean; message_effect_id: String; message_thread_id: Integer; parse_mode: "
        "String; protect_content: Boolean; reply_markup: "
        "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply; "
        "reply_parameters: ReplyParameters; show_caption_above_media: Boolean; "
        "suggested_post_parameters: SuggestedPostParameters; video_start_timestamp: "
        "Integer"
    ),
    "forwardMessage": (
        "chat_id!: Integer|String; from_chat_id!: Integer|String; message_id!: Integer; "
        "direct_messages_topic_id: Integer; disable_notification: Boolean; "
        "message_effect_id: String; message_thread_id: Integer; protect_content: Boolean; "
        "suggested_post_parameters: SuggestedPostParameters; video_start_timestamp: "
        "Integer"
    ),
    "sendChatAction": (
        "action!: String; chat_id!: Integer|String; business_connection_id: String; "
        "message_thread_id: Integer"
    ),
    "editMessageText": (
        "entities: [MessageEntity]; link_preview_options: LinkPreviewOptions; parse_mode: "
        "String; rich_message: InputRichMessage; text: String; "
    )
    + EDITING,
    "editMessageCaption": (
        "caption: String; caption_entities: [MessageEntity]; parse_mode: String; "
        "show_caption_above_media: Boolean; "
    )
    + EDITING,
    "editMessageMedia": "media!: InputMedia; " + EDITING,
    "editMessageReplyMarkup": EDITING,
    "deleteMessage": "chat_id!: Integer|String; message_id!: Integer",
    "deleteMessages": "chat_id!: Integer|String; message_ids!: [Integer]",
    "pinChatMessage": (
        "chat_id!: Integer|String; message_id!: Integer; business_connection_id: String; "
        "disable_notification: Boolean"
    ),
    "unpinChatMessage": (
        "chat_id!: Integer|String; business_connection_id: String; message_id: Integer"
    ),
    "answerCallbackQuery": (
        "callback_query_id!: String; cache_time: Integer; show_alert: Boolean; text: "
        "String; url: String"
    ),
    "getFile": "file_id!: String",
    "getChat": "chat_id!: Integer|String",
    "getChatMember": "chat_id!: Integer|String; user_id!: Integer",
    "getChatMemberCount": "chat_id!: Integer|String",
    "getChatAdministrators": "chat_id!: Integer|String; return_bots: Boolean",
    "leaveChat": "chat_id!: Integer|String",
}

PARAMETERS: dict[str, Fields] = {name: read_fields(line) for name, line in METHODS.items()}
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
"""The Bot API does not mind the case of a method's name."""

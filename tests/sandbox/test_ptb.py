"""python-telegram-bot's own Bot against the sandbox: it takes every answer for Telegram's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from sandbox.files import Upload
from sandbox.server import Sandbox

Json = dict[str, Any]
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (400).to_bytes(4, "big")
BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("确认", callback_data="ok")]])


async def test_a_conversation(sb: Sandbox, bot: Bot, li: Json) -> None:
    await sb.say(li, "/start A1B2")
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.parse_entities([MessageEntity.BOT_COMMAND]) == {
        update.message.entities[0]: "/start"
    }
    card = await update.message.reply_html("<b>1号</b> 已拆12栋", reply_markup=BUTTON)
    pressed = await sb.tap(li, await sb.heard(li), "确认")
    [press] = await bot.get_updates(offset=update.update_id + 1)
    assert press.callback_query is not None
    await press.callback_query.answer("已记入")
    await press.callback_query.edit_message_text("已记入台账")
    assert (await sb.answered(pressed))["text"] == "已记入"
    edited = await sb.heard_edit(li)
    assert (edited["message_id"], edited["text"]) == (card.message_id, "已记入台账")
    assert sb.malformed == 0


async def test_files_both_ways(sb: Sandbox, bot: Bot, li: Json) -> None:
    photo = await bot.send_photo(li["id"], PNG, caption="全市情况", filename="chart.png")
    assert [(size.width, size.height) for size in photo.photo] == [(90, 56), (320, 200), (640, 400)]
    document = await bot.send_document(li["id"], b"%PDF-1.7", filename="通报.pdf")
    assert document.document is not None
    assert (document.document.file_name, document.document.file_size) == ("通报.pdf", 8)
    await sb.upload(li, Upload("现场.png", PNG, "image/png"), kind="photo", caption="1号")
    [update] = await bot.get_updates()
    assert update.message is not None
    file = await bot.get_file(update.message.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == PNG


async def test_an_album_and_a_new_picture(sb: Sandbox, bot: Bot, li: Json) -> None:
    album = await bot.send_media_group(
        li["id"], [InputMediaPhoto(PNG, caption="前"), InputMediaPhoto(PNG)]
    )
    assert len({message.media_group_id for message in album}) == 1
    changed = await bot.edit_message_media(
        InputMediaDocument(b"%PDF-1.7", caption="后", filename="a.pdf"),
        li["id"],
        album[0].message_id,
    )
    assert not isinstance(changed, bool)
    assert (changed.caption, changed.photo, changed.document is not None) == ("后", (), True)
    recaptioned = await bot.edit_message_caption(li["id"], album[0].message_id, caption="再后")
    assert not isinstance(recaptioned, bool)
    assert recaptioned.caption == "再后"


async def test_what_the_bot_says_of_itself(bot: Bot) -> None:
    commands = [BotCommand("my", "我的任务"), BotCommand("help", "帮助")]
    await bot.set_my_commands(commands)
    await bot.set_my_commands(commands[:1], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_description("整改台账", language_code="zh")
    assert list(await bot.get_my_commands()) == commands
    assert list(await bot.get_my_commands(scope=BotCommandScopeAllGroupChats())) == commands[:1]
    assert (await bot.get_my_description("zh")).description == "整改台账"
    me = await bot.get_me()
    assert (me.is_bot, me.can_join_groups, me.can_read_all_group_messages) == (True, True, False)


async def test_chats_and_members(bot: Bot, li: Json, group: Json) -> None:
    chat = await bot.get_chat(group["id"])
    member = await bot.get_chat_member(group["id"], li["id"])
    admins = await bot.get_chat_administrators(group["id"])
    assert (chat.title, member.status, len(admins)) == ("整改工作群", "creator", 1)
    assert await bot.get_chat_member_count(group["id"]) == 3
    assert await bot.send_chat_action(group["id"], "typing")
    assert await bot.leave_chat(group["id"])


async def test_replies_copies_and_pins(sb: Sandbox, bot: Bot, li: Json) -> None:
    said = await sb.say(li, "收到")
    reply = await bot.send_message(
        li["id"], "好的", reply_parameters=ReplyParameters(said["message_id"])
    )
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "收到"
    assert await bot.pin_chat_message(li["id"], reply.message_id)
    pinned = (await bot.get_chat(li["id"])).pinned_message
    assert pinned is not None
    assert pinned.message_id == reply.message_id
    copied = await bot.copy_message(li["id"], li["id"], reply.message_id)
    forwarded = await bot.forward_message(li["id"], li["id"], reply.message_id)
    assert (sb.messages(li)[-2]["message_id"], forwarded.text) == (copied.message_id, "好的")
    assert await bot.delete_message(li["id"], copied.message_id)


@pytest.mark.filterwarnings("ignore:.*`retry_after` will be")  # the library warns about itself
async def test_its_errors_are_the_library_s_errors(
    sb: Sandbox, bot: Bot, li: Json, wang: Json, group: Json
) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(wang["id"], "您好")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(987, "您好")
    await sb.fault("sendMessage", 429, retry_after=7)
    with pytest.raises(RetryAfter) as too_many:
        await bot.send_message(li["id"], "您好")
    new = await sb.migrate(group)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group["id"], "您好")
    wait = too_many.value.retry_after  # a span, once any test has read the settings of the bot
    seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
    assert (seconds, moved.value.new_chat_id) == (7, new["id"])

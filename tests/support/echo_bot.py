"""The smallest bot there is, speaking plain Bot API over HTTP: the page's tests talk with it."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

Json = dict[str, Any]
CARD = {"inline_keyboard": [[{"text": "确认", "callback_data": "ok", "style": "success"}]]}
COMMANDS = [
    {"command": "my", "description": "我的任务"},
    {"command": "overdue", "description": "逾期任务"},
]


class EchoBot:
    """Repeats in bold what it hears, with a button that turns the card into a receipt.

    图 brings a picture, photos and documents are counted with their bytes, a corrected message is
    repeated as such, /start greets with the code.
    """

    def __init__(self, root: str, token: str, picture: bytes) -> None:
        self._root = root
        self._token = token
        self._picture = picture

    async def run(self) -> None:
        async with aiohttp.ClientSession(self._root) as self._http:
            await self._call("setMyCommands", commands=COMMANDS)
            offset = 0
            while True:
                for update in await self._call("getUpdates", offset=offset, timeout=20):
                    offset = update["update_id"] + 1
                    await self._answer(update)

    async def _call(self, method: str, **params: Any) -> Any:
        path = f"/bot{self._token}/{method}"
        async with self._http.post(path, json=params) as answer:
            body = await answer.json()
            assert body["ok"], body
            return body["result"]

    async def _answer(self, update: Json) -> None:
        if "callback_query" in update:
            await self._pressed(update["callback_query"])
        elif "edited_message" in update:
            await self._send(update["edited_message"], "改为：")
        elif "message" in update:
            await self._heard(update["message"])

    async def _pressed(self, query: Json) -> None:
        card = query["message"]
        await self._call("answerCallbackQuery", callback_query_id=query["id"], text="已收到")
        where = {"chat_id": card["chat"]["id"], "message_id": card["message_id"]}
        await self._call("editMessageText", **where, text="已记入台账")

    async def _heard(self, message: Json) -> None:
        text = message.get("text", "")
        if text == "图":
            await self._send_picture(message["chat"]["id"])
        elif "photo" in message:
            await self._report_file(message, message["photo"][-1]["file_id"])
        elif "document" in message:
            await self._report_file(message, message["document"]["file_id"])
        elif text:
            await self._send(message, "收到：", reply_markup=CARD)

    async def _send(self, message: Json, before: str, **more: Any) -> None:
        said = message["text"].replace("&", "&amp;").replace("<", "&lt;")
        text = f"{before}<b>{said}</b>"
        chat = message["chat"]["id"]
        await self._call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)

    async def _send_picture(self, chat: int) -> None:
        form = aiohttp.FormData()
        form.add_field("chat_id", str(chat))
        form.add_field("caption", "进度图")
        form.add_field("photo", self._picture, filename="chart.png", content_type="image/png")
        async with self._http.post(f"/bot{self._token}/sendPhoto", data=form) as answer:
            assert answer.status == 200, json.dumps(await answer.json())

    async def _report_file(self, message: Json, file_id: str) -> None:
        file = await self._call("getFile", file_id=file_id)
        async with self._http.get(f"/file/bot{self._token}/{file['file_path']}") as answer:
            size = len(await answer.read())
        await self._call("sendMessage", chat_id=message["chat"]["id"], text=f"文件 {size} 字节")

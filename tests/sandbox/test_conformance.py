"""The sandbox against the Bot API's own description: its table, and all that it returns.

Needs in the folder that TAIZHANG_SPEC_DIR names `bot_api_10_3.json` (methods and types with their
fields, Bot API 10.3) and `bot_api.json` (the same of 10.1, as published by
PaulSonOfLars/telegram-bot-api-spec) for the types that the newer file leaves out.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sandbox.files import Upload
from sandbox.objects import OBJECTS, UNIONS, Fields
from sandbox.server import Sandbox
from sandbox.table import PARAMETERS

Json = dict[str, Any]
FOLDER = os.environ.get("TAIZHANG_SPEC_DIR")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="TAIZHANG_SPEC_DIR is not set")


def described(*files: str) -> Json:
    """Methods and types by name; a later file goes before an earlier one."""
    parts = [json.loads((Path(FOLDER or "") / name).read_text("utf-8")) for name in files]
    return {kind: {k: v for part in parts for k, v in part[kind].items()}
            for kind in ("methods", "types")}  # fmt: skip


SPEC = described("bot_api.json", "bot_api_10_3.json") if FOLDER else {}
NOT_PLAYED = frozenset({"ephemeral_message_id", "is_ephemeral", "force_reply"})
"""Fields of Bot API 10.3 that the sandbox refuses: nobody sends them."""

NEEDED_HERE = "message_id"
"""What a reply may leave out only with an ephemeral message in its place."""
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (400).to_bytes(4, "big")
SCALARS: dict[str, Any] = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float)}


def our_types(types: tuple[str, ...]) -> set[str]:
    """Our notation in the description's words; a union stands for its members."""
    found: set[str] = set()
    for one in types:
        depth = one.count("[")
        name = one.strip("[]")
        members = UNIONS.get(name, (name,)) if depth else (name,)
        found |= {"Array of " * depth + member for member in members}
    return found


def differences(fields: Fields, described: Json) -> list[str]:
    """Where a table line and the description of a method or type part."""
    apart = (fields.keys() ^ described.keys()) - NOT_PLAYED
    wrong = [f"{name}: only in one of them" for name in apart]
    for name in fields.keys() & described.keys():
        if fields[name].required != described[name]["required"] and name != NEEDED_HERE:
            wrong.append(f"{name}: required or not")
        if not our_types(fields[name].types) <= set(described[name]["types"]):
            wrong.append(f"{name}: {fields[name].types}")
    return wrong


@pytest.mark.parametrize("method", PARAMETERS)
def test_the_parameters_are_those_of_the_description(method: str) -> None:
    assert differences(PARAMETERS[method], SPEC["methods"][method].get("fields", {})) == []


@pytest.mark.parametrize("name", OBJECTS)
def test_the_fields_are_those_of_the_description(name: str) -> None:
    assert differences(OBJECTS[name], SPEC["types"][name].get("fields", {})) == []


def faults(kind: str, value: Any, path: str) -> list[str]:
    """Everything in `value` that is not as the description of `kind` has it."""
    if kind in SCALARS:
        fits = isinstance(value, SCALARS[kind]) and (kind == "Boolean") is isinstance(value, bool)
        return [] if fits else [f"{path}: {value!r} is no {kind}"]
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return [f for i, one in enumerate(value) for f in faults(inner, one, f"{path}.{i}")]
    described = SPEC["types"][kind]
    if "subtypes" in described:
        return fewest([faults(member, value, path) for member in described["subtypes"]])
    return faults_of_fields(kind, described.get("fields", {}), value, path)


def faults_of_fields(kind: str, fields: Json, value: Json, path: str) -> list[str]:
    found = [f"{path}: {kind} has no {name}" for name in value.keys() - fields.keys()]
    for name, field in fields.items():
        if name in value:
            found += fewest([faults(one, value[name], f"{path}.{name}") for one in field["types"]])
        elif field["required"]:
            found.append(f"{path}: {kind} needs {name}")
    return found


def fewest(alternatives: list[list[str]]) -> list[str]:
    return min(alternatives, key=len)


class Life:
    """A life of the sandbox in which every kind of object is returned once."""

    def __init__(self, sb: Sandbox, api: Any) -> None:
        self.sb = sb
        self._api = api
        self.answers: list[tuple[str, Json]] = []

    async def call(self, method: str, **params: Any) -> Any:
        answer = await self._api(method, **params)
        assert answer["ok"], answer
        self.answers.append((method, answer["result"]))
        return answer["result"]

    async def begin(self) -> None:
        self.li = await self.sb.add_user("李伟", last_name="明", username="liwei")
        self.said = await self.sb.say(self.li, "/start A1B2 @taizhang_sandbox_bot #督察 a@b.cn")
        self.group = await self.sb.add_group("整改工作群", [self.li])
        await self.sb.promote(self.group)
        self.here, self.there = {"chat_id": self.li["id"]}, {"chat_id": self.group["id"]}
        self.markup = {"inline_keyboard": [[{"text": "确认", "callback_data": "ok"}]]}
        await self.call("setMyCommands", commands=[{"command": "my", "description": "我的任务"}])
        scope = {"type": "chat", "chat_id": self.li["id"]}
        await self.call("deleteMyCommands", scope=scope)
        for method in ("getMe", "getMyCommands", "getMyName", "getMyDescription"):
            await self.call(method)
        for method in ("getMyShortDescription", "getChatMenuButton", "getWebhookInfo"):
            await self.call(method)

    async def send(self) -> None:
        quote = {"message_id": self.said["message_id"]}
        rich = {"text": "<b>1号</b> <a href='https://a.cn'>详情</a>", "parse_mode": "HTML"}
        shape = {"reply_markup": self.markup, "reply_parameters": quote}
        self.card = await self.call("sendMessage", **self.here, **rich, **shape)
        await self.call("sendMessage", **self.there, text="报", reply_markup={"force_reply": True})
        photo = Upload("a.png", PNG, "image/png")
        [shot] = await self.sb.upload(self.li, photo, kind="photo", caption="#图")
        for kind in ("document", "voice", "video", "sticker"):
            [last] = await self.sb.upload(self.li, Upload("b.bin", b"1234"), kind=kind)
        self.picture = shot["photo"][-1]["file_id"]
        await self.call("sendPhoto", **self.here, photo=self.picture, caption="图")
        self.sticker = last["sticker"]["file_id"]
        for method, kind in (("sendVoice", "voice"), ("sendVideo", "video")):
            await self.call(method, **self.here, **{kind: self.sticker})
        await self.call("sendSticker", **self.here, sticker=self.sticker)
        self.album = [{"type": "photo", "media": self.picture}] * 2
        await self.call("sendMediaGroup", **self.here, media=self.album)
        await self.call("sendChatAction", **self.here, action="typing")
        await self.call("getFile", file_id=self.picture)

    async def change(self) -> None:
        paper = await self.call("sendDocument", **self.here, document=self.sticker)
        at_card = {**self.here, "message_id": self.card["message_id"]}
        at_paper = {**self.here, "message_id": paper["message_id"]}
        copied = {"from_chat_id": self.li["id"], "message_id": self.card["message_id"]}
        pressed = await self.sb.tap(self.li, self.card, "确认")
        await self.call("answerCallbackQuery", callback_query_id=pressed, text="好")
        alone = {"receiver_user_id": self.li["id"]}
        await self.call("getMyDefaultAdministratorRights")
        await self.call(
            "sendMessage", **self.there, text="只您可见", ephemeral_message_parameters=alone
        )
        await self.call("pinChatMessage", **at_card)
        await self.call("getChat", **self.here)
        await self.call("editMessageText", **at_card, text="已记入")
        await self.call("editMessageReplyMarkup", **at_card, reply_markup=self.markup)
        await self.call("editMessageCaption", **at_paper, caption="通报")
        await self.call("editMessageMedia", **at_paper, media=self.album[0])
        await self.call("copyMessage", **self.here, **copied)
        await self.call("forwardMessage", **self.here, **copied)
        await self.call("deleteMessage", **at_card)
        await self.sb.press(self.li, self.card, "ok", forged=True)

    async def end(self) -> None:
        for method in ("getChat", "getChatMemberCount", "getChatAdministrators"):
            await self.call(method, **self.there)
        for user in (self.sb.world.profile.id, self.li["id"]):
            await self.call("getChatMember", **self.there, user_id=user)
        await self.sb.edit(self.li, self.said, "改为21栋")
        await self.sb.block(self.li)
        await self.sb.unblock(self.li)
        await self.sb.kick(self.group)
        await self.sb.invite(self.group)
        await self.sb.migrate(self.group)
        await self.call("getUpdates", limit=100)


async def test_all_that_is_returned_is_as_described(sb: Sandbox, api: Any) -> None:
    life = Life(sb, api)
    for part in (life.begin, life.send, life.change, life.end):
        await part()
    found = [
        fault
        for method, result in life.answers
        for fault in fewest(
            [faults(kind, result, method) for kind in SPEC["methods"][method]["returns"]]
        )
    ]
    assert found == []

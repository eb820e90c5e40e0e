"""A row of the outbox becomes a call of the Bot API, and its answer how the delivery ended."""

import asyncio
import base64
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.delivery import DeliveryFailure, Receipt, judge_disk
from bot.drawing import draw
from bot.telegram.calls import Call, call_aside, call_for, call_for_toast, call_to_leave
from bot.telegram.client import BotApi, Params
from bot.telegram.delivery_errors import classify, is_without_its_topic
from bot.telegram.ephemeral import EphemeralMessages
from bot.telegram.greeting import Greeting
from bot.telegram.menu import call_for_menu
from messages.outgoing import (
    Aside,
    Attachment,
    OutgoingMessage,
    Toast,
    is_departure,
    is_menu,
    is_toast,
    menu_from,
    message_from,
    toast_from,
)
from storage.db.column_types import is_number
from storage.mail.due import OutboxRow

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds an answer may take. A file needs time to go up, and going up twice helps nobody."""

    answer: float = 20.0
    upload: float = 120.0


class Delivery:
    """Makes one call a row. Files lie in the evidence store, under `data_dir`."""

    def __init__(
        self, api: BotApi, data_dir: Path, patience: Patience, ticks: Callable[[], float]
    ) -> None:
        self._api = api
        self._data_dir = data_dir
        self._patience = patience
        self._ephemeral = EphemeralMessages(api, ticks)
        self.greeting = Greeting("", styles=False)
        """Known once the bot has greeted; until then no message links to cards."""

    async def send(self, row: OutboxRow) -> Receipt | DeliveryFailure:
        """Make the call; return the message it became, or why there is none."""
        try:
            return await self._sent(row)
        except TelegramError as error:
            return classify(error, row.attempts)
        except OSError as error:
            return judge_disk(error, row.attempts)

    async def _sent(self, row: OutboxRow) -> Receipt:
        if is_toast(row.content):
            return await self._made(call_for_toast(toast_from(row.content)))
        if is_departure(row.content):
            return await self._made(call_to_leave(row.chat))
        if is_menu(row.content):
            return await self._made(call_for_menu(row.chat, menu_from(row.content)))
        # The group may have moved since this was written: the row knows where to.
        message = message_from(row.chat, row.content)
        if message.aside is not None:
            return await self._said_aside(row, message, message.aside)
        return await self._made(self._call_for(row, message))

    def _call_for(self, row: OutboxRow, message: OutgoingMessage) -> Call:
        bot = self.greeting
        return call_for(message, row.edits, bot.bot_name, styles=bot.styles)

    async def _made(self, call: Call) -> Receipt:
        answer = await self._answer(call)
        number = answer.get("message_id") if isinstance(answer, dict) else None
        return Receipt(number if is_number(number) else None)

    async def _said_aside(self, row: OutboxRow, message: OutgoingMessage, aside: Aside) -> Receipt:
        """Say it in the group to its reader alone, else in their own chat; then answer the press.

        Only then: who answered a press may be too late to say anything with it.
        """
        if await self._is_said_in_group(message, aside):
            await self._answer_press(aside, aside.told_here)
            return Receipt()
        if not aside.reachable:
            await self._answer_press(aside, aside.told_nowhere)
            return Receipt()
        try:
            receipt = await self._made(self._call_for(row, message))
        except Forbidden:
            await self._answer_press(aside, aside.told_nowhere)
            raise
        await self._answer_press(aside, aside.told_there)
        return receipt

    async def _is_said_in_group(self, message: OutgoingMessage, aside: Aside) -> bool:
        """Return whether it was said there; False where the server cannot, or refuses to."""
        if not await self._ephemeral.known():
            return False
        bot = self.greeting
        call = call_aside(message, aside, bot.bot_name, styles=bot.styles)
        try:
            answer = await self._answer(call)
        except (BadRequest, ChatMigrated, Forbidden, RetryAfter) as error:
            log.info("not_said_aside", reason=error.message)
            return False
        if isinstance(answer, dict) and "ephemeral_message_id" in answer:
            return True
        await self._take_back(aside, answer)
        return False

    async def _take_back(self, aside: Aside, answer: object) -> None:
        """Delete what a server that has become older showed to everybody."""
        log.error("shown_to_everybody", chat=str(aside.group))
        self._ephemeral.forget()
        number = answer.get("message_id") if isinstance(answer, dict) else None
        if is_number(number):
            where: Params = {"chat_id": aside.group.id, "message_id": number}
            with suppress(TelegramError):
                await self._api.call("deleteMessage", where)

    async def _answer_press(self, aside: Aside, words: str) -> None:
        if aside.answers:
            with suppress(TelegramError):
                await self._answer(call_for_toast(Toast(aside.press, words)))

    async def _answer(self, call: Call) -> object:
        """Make the call; where its topic is gone, say it in the group at large."""
        params = await self._params(call)
        try:
            return await self._api.call(call.method, params, timeout=self._time_for(call))
        except TelegramError as error:
            if "message_thread_id" not in params or not is_without_its_topic(error):
                raise
        at_large = {name: given for name, given in params.items() if name != "message_thread_id"}
        return await self._api.call(call.method, at_large, timeout=self._time_for(call))

    async def _params(self, call: Call) -> dict[str, object]:
        params: dict[str, object] = dict(call.params)
        if call.svg:
            drawn = await asyncio.to_thread(draw, call.svg)
            params["photo"] = InputFile(drawn, filename="picture.png")
        elif call.file:
            content = await asyncio.to_thread(self._content, call.file)
            part = "photo" if call.method == "sendPhoto" else "document"
            params[part] = InputFile(content, filename=call.file.name)
        return params

    def _time_for(self, call: Call) -> float:
        return self._patience.upload if call.uploads else self._patience.answer

    def _content(self, file: Attachment) -> bytes:
        if file.path:
            return (self._data_dir / file.path).read_bytes()
        return base64.b64decode(file.content)

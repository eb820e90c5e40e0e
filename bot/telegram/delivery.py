"""A row of the outbox becomes a call of the Bot API, and its answer how the delivery ended."""

import asyncio
import base64
from dataclasses import dataclass
from pathlib import Path

from telegram import InputFile
from telegram.error import TelegramError

from bot.delivery import DeliveryFailure, Receipt, judge_disk
from bot.drawing import draw
from bot.telegram.calls import Call, call_for, call_for_toast, call_to_leave
from bot.telegram.client import BotApi
from bot.telegram.delivery_errors import classify, is_without_its_topic
from bot.telegram.greeting import Greeting
from messages.outgoing import Attachment, is_departure, is_toast, message_from, toast_from
from storage.db.column_types import is_number
from storage.mail.due import OutboxRow


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds an answer may take. A file needs time to go up, and going up twice helps nobody."""

    answer: float = 20.0
    upload: float = 120.0


class Delivery:
    """Makes one call a row. Files lie in the evidence store, under `data_dir`."""

    def __init__(self, api: BotApi, data_dir: Path, patience: Patience) -> None:
        self._api = api
        self._data_dir = data_dir
        self._patience = patience
        self.greeting = Greeting("", styles=False)
        """Known once the bot has greeted; until then no message links to cards."""

    async def send(self, row: OutboxRow) -> Receipt | DeliveryFailure:
        """Make the call; return the message it became, or why there is none."""
        call = _call_for(row, self.greeting)
        try:
            params = await self._params(call)
            answer = await self._answer(call, params)
        except TelegramError as error:
            return classify(error, row.attempts)
        except OSError as error:
            return judge_disk(error, row.attempts)
        number = answer.get("message_id") if isinstance(answer, dict) else None
        return Receipt(number if is_number(number) else None)

    async def _answer(self, call: Call, params: dict[str, object]) -> object:
        """Make the call; where its topic is gone, say it in the group at large."""
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


def _call_for(row: OutboxRow, greeting: Greeting) -> Call:
    if is_toast(row.content):
        return call_for_toast(toast_from(row.content))
    if is_departure(row.content):
        return call_to_leave(row.chat)
    # The group may have moved since this was written: the row knows where to.
    message = message_from(row.chat, row.content)
    return call_for(message, row.edits, greeting.bot_name, styles=greeting.styles)

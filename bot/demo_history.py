"""What the demo city's officials did before its story begins: their own messages, one after another."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from bot import demo_files
from bot.downloads import keep_file
from bot.telegram.addresses import NAME as TELEGRAM
from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.incoming import ButtonPress, Chat, Incoming, IncomingFile, IncomingMessage
from messages.outgoing import Button, is_toast, message_from
from notices import evidence_notices, mail
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.people import Person
from schedules import by_hand
from storage.db.engine import Tx
from storage.mail import due, outbox
from storage.mail.due import ChatLimits, OutboxRow, Room
from storage.people import invitations, people, unbinding
from storage.reporting import evidence

NO_PACE, NO_LIMITS = Room(1_000, 1_000), ChatLimits()
"""Nothing leaves the machine, so that no messenger has to be spared."""


@dataclass(frozen=True, slots=True)
class PastStep:
    """A line of history.csv: who did what, and when (local time).

    `act`: 说 writes `content`, 按 presses the newest button of that label, 拍 and 发 send a photo and
    a document of that name (words after a bar are its caption), 时 is the duty of that name.
    """

    at: datetime
    who: str
    act: str
    content: str


def steps_of(path: Path, city: City) -> list[PastStep]:
    """Return the lines of the file, in their order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_step(row, city) for row in csv.DictReader(file)]


def _step(row: dict[str, str], city: City) -> PastStep:
    at = datetime.fromisoformat(row["时间"]).replace(tzinfo=city.zone)
    return PastStep(at, row["姓名"], row["动作"], row["内容"])


@dataclass(slots=True)
class PastPlayer:
    """Plays steps through the same handlers as the bot, and takes what it says for delivered."""

    tx: Tx
    city: City
    folder: Path
    """Where evidence is kept."""
    _accounts: dict[str, ChatAddress] = field(default_factory=dict)
    _buttons: dict[ChatAddress, dict[int, tuple[Button, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def play(self, steps: Iterable[PastStep], begun: datetime, ended: datetime) -> None:
        """Enrol everybody named, play the steps, and let all hand their accounts back."""
        known = list(steps)
        everybody = {person.name: person for person in people.everybody(self.tx)}
        named = dict.fromkeys(step.who for step in known if step.who)
        for person in (everybody[name] for name in named):
            self._enrol(person, begun)
        for step in known:
            self._do(step)
        for name in named:
            unbinding.carry_out(self.tx, people.by_id(self.tx, everybody[name].id), None, ended)

    def _enrol(self, person: Person, now: datetime) -> None:
        self._accounts[person.name] = telegram_chat(person.id)
        code = invitations.invite(self.tx, person.id, now)
        self._hear(self._message(person.name, f"/start {code}", now), now)

    def _do(self, step: PastStep) -> None:
        match step.act:
            case "说":
                self._hear(self._message(step.who, step.content, step.at), step.at)
            case "按":
                self._hear(self._press(step), step.at)
            case "拍" | "发":
                self._send_file(step)
            case "时":
                by_hand.carry_out(self.tx, step.content, self.city, step.at)
                self._deliver(step.at)

    def _message(
        self, who: str, text: str, at: datetime, file: IncomingFile | None = None
    ) -> IncomingMessage:
        account = self._accounts[who]
        number = next(self._numbers)
        return IncomingMessage(Chat(account, is_group=False), account, text, number, at, file=file)

    def _press(self, step: PastStep) -> ButtonPress:
        """Press the newest button with this label. Raises LookupError when there is none."""
        account = self._accounts[step.who]
        for number, buttons in reversed(self._buttons[account].items()):
            for button in buttons:
                if button.label == step.content:
                    chat = Chat(account, is_group=False)
                    return ButtonPress(chat, account, button.data, number, f"past-{step.at}")
        raise LookupError(step)

    def _send_file(self, step: PastStep) -> None:
        name, _, caption = step.content.partition("|")
        kind = "photo" if step.act == "拍" else "document"
        content = demo_files.content_of(name)
        file = IncomingFile(kind, f"past-{name}", name, len(content))
        self._hear(self._message(step.who, caption, step.at, file), step.at)
        for piece in evidence.to_fetch(self.tx, TELEGRAM, step.at):
            kept = keep_file(self.folder, content, name)
            made_at = kept.marks.taken_in(self.city.zone)
            evidence_notices.fetched(
                self.tx, piece, kept.digest, kept.path, kept.size, step.at, kept.marks, made_at
            )
        self._deliver(step.at)

    def _hear(self, incoming: Incoming, now: datetime) -> None:
        reply = Dispatcher(self.city).answer(self.tx, incoming, now)
        mail.send_all(self.tx, reply.messages, now)
        self._deliver(now)

    def _deliver(self, now: datetime) -> None:
        """Take all that waits for delivered, and remember the buttons under it."""
        while rows := due.claim_due(self.tx, TELEGRAM, now, NO_PACE, NO_LIMITS):
            outbox.mark_sent(self.tx, {row.id: self._arrived(row) for row in rows}, now)

    def _arrived(self, row: OutboxRow) -> int | None:
        if is_toast(row.content):
            return None
        message = message_from(row.chat, row.content)
        number = row.edits or next(self._numbers)
        shown = self._buttons[row.chat]
        shown.pop(number, None)
        shown[number] = tuple(button for buttons in message.buttons for button in buttons)
        return number

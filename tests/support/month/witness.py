"""Somebody who sees every chat of the city and writes down all that is said, as it is said.

A message that is edited is written down by the lines that went (－) and those that came (＋).
"""

from dataclasses import dataclass, field
from datetime import datetime
from difflib import ndiff
from itertools import pairwise
from typing import Any

from messages.outgoing import OutgoingMessage
from schedules.duties import DUTIES
from tests.support.dialogue import Dialogue, Shown
from tests.support.duties import perform_all
from tests.support.month.city import CHATS

NAMES = {name: chat for chat, name in CHATS.items()}


@dataclass
class Witness(Dialogue):
    written: list[str] = field(default_factory=list)
    _shown_at: datetime | None = None

    def tick(self, at: datetime) -> bool:
        """Run all duties, each by itself; return True when anything was said."""
        self.now = at
        for duty in DUTIES:
            perform_all(self.engine, duty, self.city, at)
        return bool(self.deliver())

    def sees(self, who: str, act: str, words: str, chat: str = "") -> None:
        """Write down an act: somebody says something, sends a file, or presses a button."""
        place = NAMES[chat] if chat else None
        self._write(f"{who}{'在' + chat if chat else ''}{SIGNS[act].format(words)}")
        match act:
            case "says":
                self.says(NAMES[who], words, chat=place)
            case "sends":
                self.sends(NAMES[who], words)
            case "presses":
                self._press(NAMES[who], words)
        if self.toast:
            self._write(f"（提示：{self.toast}）")
        self.toast = ""

    def enrols(self, who: str, code: str) -> None:
        """Enrol with the invitation code of the office, which is another every time."""
        self._write(f"{who}：/start 邀请码")
        self.says(NAMES[who], f"/start {code}")

    def _press(self, who: int, label: str) -> None:
        """Press a button; `heading/label` is the one in the row below a heading."""
        heading, _, name = label.rpartition("/")
        if not heading:
            self.presses(who, name)
            return
        for number, rows in reversed(self.keyboards.get(who, {}).items()):
            for above, row in pairwise(rows):
                if heading in above and name in row:
                    self.press_data(who, row[name], number)
                    return
        raise LookupError(label)

    keyboards: dict[int, dict[int, list[dict[str, str]]]] = field(default_factory=dict)

    def _arrives(self, number: int, message: OutgoingMessage) -> None:
        chat = message.chat.id
        before = self.chats.get(chat, {}).get(number)
        super()._arrives(number, message)
        rows = [{b.label: b.data or b.link for b in row} for row in message.buttons]
        old = self.keyboards.setdefault(chat, {}).get(number, [])
        self.keyboards[chat][number] = rows
        self._note(chat, before, self.chats[chat][number], old, rows)

    def _note(self, chat: int, before: Shown | None, now: Shown, old: Any, rows: Any) -> None:
        lines = [*now.text.split("\n"), *_drawn(rows)]
        if before is not None:
            changed = ndiff([*before.text.split("\n"), *_drawn(old)], lines)
            lines = [MARKS[line[0]] + line[2:] for line in changed if line[0] in MARKS]
        lines += [f"附件：{now.file}"] if now.file else []
        self._write(f"→ {CHATS[chat]}{'（更新）' if before else ''}")
        self.written += [f"  {line}".rstrip() for line in lines]

    def _write(self, line: str) -> None:
        if self.now != self._shown_at:
            local = self.now.astimezone(self.city.zone)
            day = "一二三四五六日"[local.weekday()]
            self.written += ["", f"== {local.month}月{local.day}日 周{day} {local:%H:%M}"]
            self._shown_at = self.now
        self.written.append(line)


MARKS = {"-": "－", "+": "＋"}
SIGNS = {"says": "：{}", "sends": "发送文件 {}", "presses": "点击［{}］"}


def _drawn(rows: list[dict[str, str]]) -> list[str]:
    return ["".join(f"［{label}］" for label in row) for row in rows]

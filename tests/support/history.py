"""What clients did and were told, held against the ledger afterwards: each effect exactly once.

Every client is one official who does one thing after the other and waits for its end, however often
the program dies meanwhile. What was confirmed must stand in the ledger once, what was asked must have
been answered, and nothing else may have happened.
"""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from sandbox.server import Sandbox
from storage import audit
from storage.db.engine import Engine, Tx, reading
from storage.ledger import journal
from storage.ledger.tables import journal as entries
from storage.ledger.tables import reports
from storage.mail.tables import inbox
from tests.support.reckoning import MESSAGES, messages_in
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

PATIENCE = 300.0
"""Seconds in which everything has to be answered; many lives end in them."""

BUILT = 45
"""Villas of the first item; each report tells of one more."""

ASKED = re.compile(r"“(第\d+问)”")


@dataclass
class History:
    """What was confirmed to whom."""

    reported: list[str] = field(default_factory=list)
    answered: Counter[tuple[int, str]] = field(default_factory=Counter)
    is_over: bool = False

    async def lived(self, sandbox: Sandbox) -> None:
        """Let everybody do one thing after another until it is over."""
        await asyncio.gather(
            self._report(sandbox, OFFICIAL, "1号别墅群已拆除{}栋，还剩{}栋，月底前全部拆完"),
            *(self._ask(sandbox, who) for who in (LEADER, OFFICE, OTHER, VERIFIER)),
        )

    async def _report(self, sandbox: Sandbox, who: int, words: str) -> None:
        for done in range(12, BUILT):
            if self.is_over:
                return
            told = words.format(done, BUILT - done)
            said = await sandbox.say(who, told)
            card = await _until(sandbox, who, lambda m, at=said["message_id"]: _is_card(m, at))
            await sandbox.tap(who, card, "确认")
            await _until(sandbox, who, lambda m, at=card["message_id"]: _is_receipt(m, at))
            self.reported.append(told)

    async def _ask(self, sandbox: Sandbox, who: int) -> None:
        number = 0
        while not self.is_over:
            number += 1
            question = f"第{number}问"
            await sandbox.say(who, f"/search {question}")
            await _until(sandbox, who, lambda m, at=question: f"“{at}”" in m.get("text", ""))
            self.answered[who, question] += 1

    def faults(
        self, engine: Engine, folder: Path, sandbox: Sandbox, repeatable: "Counter[int]"
    ) -> dict[str, object]:
        """Return what does not hold; `repeatable` counts by chat what was under way at an end."""
        with reading(engine) as tx:
            found = {
                "reports lost or twice": _apart(self.reported, _words(tx)),
                "facts": _facts(tx) - len(self.reported),
                "updates not done": _undone(tx),
                "never sent": list((messages_in(tx, "sent") - _called(sandbox)).elements()),
                "sent twice": list(
                    (_called(sandbox) - messages_in(tx, "sent") - repeatable).elements()
                ),
                "journal": journal.first_broken(tx),
                "ledger": audit.first_mismatch(tx, folder),
            }
        found["answers"] = self._answers(sandbox, repeatable)
        return {what: wrong for what, wrong in found.items() if wrong}

    def _answers(self, sandbox: Sandbox, repeatable: "Counter[int]") -> list[object]:
        """Return answers that are missing, or repeated without an end that explains it."""
        wrong: list[object] = []
        for who in (LEADER, OFFICE, OTHER, VERIFIER):
            heard = [_question(message) for message in sandbox.messages(who)]
            count = Counter((who, question) for question in heard if question)
            mine = Counter({one: n for one, n in self.answered.items() if one[0] == who})
            if mine - count or sum((count - mine).values()) > repeatable[who]:
                wrong.append((who, mine - count, count - mine))
        return wrong


async def _until(sandbox: Sandbox, who: int, wanted: Any) -> dict[str, Any]:
    return await sandbox.until(
        lambda: next((m for m in reversed(sandbox.messages(who)) if _ours(m) and wanted(m)), None),
        PATIENCE,
        f"a message in {who}",
    )


def _ours(message: dict[str, Any]) -> bool:
    return bool(message["from"]["is_bot"])


def _is_card(message: dict[str, Any], after: int) -> bool:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    is_open = any(button["text"] == "确认" for row in rows for button in row)
    return is_open and bool(message["message_id"] > after)


def _is_receipt(message: dict[str, Any], card: int) -> bool:
    return message["message_id"] >= card and message.get("text", "").startswith("已记入台账")


def _question(message: dict[str, Any]) -> str:
    found = ASKED.search(message.get("text", "")) if _ours(message) else None
    return found[1] if found else ""


def _apart(confirmed: list[str], kept: list[str]) -> list[object]:
    one, other = Counter(confirmed), Counter(kept)
    return [*(one - other).items(), *(other - one).items()]


def _words(tx: Tx) -> list[str]:
    return list(tx.execute(select(reports.c.words)).scalars())


def _facts(tx: Tx) -> int:
    query = select(func.count()).where(entries.c.fact == "Reported")
    return tx.execute(query).scalar_one()


def _undone(tx: Tx) -> list[str]:
    query = select(inbox.c.last_error).where(inbox.c.state != "done")
    return list(tx.execute(query).scalars())


def _called(sandbox: Sandbox) -> "Counter[int]":
    """Count by chat every message that the bot sent or changed."""
    calls = (c for c in sandbox.calls() if c["method"] in MESSAGES and not c["error_code"])
    return Counter(call["params"]["chat_id"] for call in calls)

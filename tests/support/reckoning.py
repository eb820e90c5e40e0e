"""What has to hold after any crash, looked up in the ledger and on the phones.

The promise, exactly: every call that was written down reaches Telegram; a call reaches it twice
only if it was under way when a life ended, and in each chat at most one message is under way.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from messages.outgoing import is_menu
from rules.policy.delivery import Urgency
from rules.policy.live_keys import DigestPart
from rules.policy.refs import Ref, RefKind
from sandbox.server import Sandbox
from storage import audit
from storage.db.engine import Engine, Tx, reading
from storage.ledger import journal
from storage.ledger.tables import evidence, reports
from storage.ledger.tables import journal as entries
from storage.mail.tables import inbox, outbox
from tests.support.morning import REPORTS
from tests.support.small_city import GROUP, OFFICIAL

MESSAGES = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")


def under_way(engine: Engine) -> "Counter[int]":
    """Count the messages by chat that a life that just ended was sending."""
    with reading(engine) as tx:
        found = messages_in(tx, "sending")
    assert [chat for chat, count in found.items() if count > 1] == []
    return found


def is_quiet(engine: Engine) -> bool:
    """Whether nothing waits to be read, sent or fetched."""
    waits = [
        select(inbox.c.seq).where(inbox.c.state == "waiting"),
        select(outbox.c.id).where(outbox.c.state.in_(("waiting", "sending"))),
        select(evidence.c.id).where(evidence.c.state == "waiting"),
    ]
    with reading(engine) as tx:
        return not any(tx.execute(query.limit(1)).first() for query in waits)


@dataclass(frozen=True)
class Reckoning:
    """How a morning ended."""

    journal: object = None
    ledger: object = None
    heard: tuple[tuple[str, int], ...] = (("done", 7),)
    """The bot joins the group, which takes two; two reports, two presses, one question."""
    reports: tuple[str, ...] = tuple(sorted(REPORTS.values()))
    facts: tuple[int, int] = (2, 1)
    """Reported, EvidenceKept."""
    digests: int = 2
    """Its text and its picture."""
    prompts: int = 1
    unsent: tuple[int, ...] = ()
    repeated_without_cause: tuple[int, ...] = ()
    malformed: int = 0


WELL = Reckoning()


def reckon(engine: Engine, folder: Path, sandbox: Sandbox, repeatable: "Counter[int]") -> Reckoning:
    """Check every promise; `folder` has the evidence, `repeatable` what was under way at an end."""
    with reading(engine) as tx:
        called, written = Counter(_calls(sandbox)), messages_in(tx, "sent")
        facts = Counter(tx.execute(select(entries.c.fact)).scalars())
        told = _told(tx)
        return Reckoning(
            journal.first_broken(tx),
            audit.first_mismatch(tx, folder),
            _heard(tx),
            tuple(sorted(tx.execute(select(reports.c.words)).scalars())),
            (facts["Reported"], facts["EvidenceKept"]),
            told[GROUP, "digest"],
            told[OFFICIAL, RefKind.SHEET],
            tuple((written - called).elements()),
            tuple((called - written - repeatable).elements()),
            sandbox.malformed,
        )


def _heard(tx: Tx) -> tuple[tuple[str, int], ...]:
    states = select(inbox.c.state, func.count()).group_by(inbox.c.state)
    return tuple((row[0], row[1]) for row in tx.execute(states))


def _told(tx: Tx) -> "Counter[tuple[int, str]]":
    """Count live messages that were begun, by chat and kind; all else are edits of them."""
    return Counter(
        (row.chat.id, "digest" if isinstance(row.live_key, DigestPart) else row.live_key.kind)
        for row in tx.execute(select(outbox).where(outbox.c.live_key.is_not(None)))
        if row.edits_row is None and isinstance(row.live_key, DigestPart | Ref)
    )


def _calls(sandbox: Sandbox) -> list[int]:
    """Return the chat of every message that the bot sent or changed."""
    return [call["params"]["chat_id"] for call in sandbox.calls() if call["method"] in MESSAGES]


def messages_in(tx: Tx, state: str) -> "Counter[int]":
    """Count the messages in a state, by chat; menus are none, and set alike as often as it takes."""
    query = select(outbox).where(outbox.c.state == state, outbox.c.urgency > Urgency.PRESS)
    return Counter(row.chat.id for row in tx.execute(query) if not is_menu(row.content))

"""What stands in the demo's ledger, shown on the page as it changes: entries, items, messages."""

import asyncio
import json
from typing import Any

import aiohttp

from bot.clock import Clock
from bot.settings import Settings
from messages.queries.list_texts import figures
from messages.texts import Texts, texts
from rules.policy.delivery import OutboxState
from rules.policy.items import Item
from storage.db.engine import Engine, Tx, open_engine, reading
from storage.ledger import item_store
from storage.queries import latest

ENTRIES, ITEMS, MESSAGES = 12, 4, 8
GIST = 60
"""Characters of a message that stand in the panel."""

STILL = 0.3
"""Seconds without a happening before the ledger is read: many come at once."""

AGAIN = 1.0
"""Seconds until it is read again while messages wait: what became of them is written afterwards."""

CHANGING = ("call", "clock")
"""What happens on the page's side whenever the ledger may have changed."""


async def show_ledger(settings: Settings, page: aiohttp.ClientSession) -> None:
    """Post what stands in the ledger whenever something happened; rest while nothing does."""
    engine, t = open_engine(settings.database_url), texts(settings.language)
    rung, clock = asyncio.Event(), Clock()
    rung.set()
    try:
        async with asyncio.TaskGroup() as parts:
            parts.create_task(_listen(page, rung))
            parts.create_task(_post(page, rung, engine, clock, t))
    finally:
        engine.dispose()


async def _listen(page: aiohttp.ClientSession, rung: asyncio.Event) -> None:
    async with page.get("/sandbox/events", timeout=aiohttp.ClientTimeout(total=None)) as stream:
        async for line in stream.content:
            if line.startswith(b"data:") and json.loads(line[5:])["type"] in CHANGING:
                rung.set()


async def _post(
    page: aiohttp.ClientSession, rung: asyncio.Event, engine: Engine, clock: Clock, t: Texts
) -> None:
    shown: dict[str, Any] = {}
    while await rung.wait():
        await clock.sleep(STILL)
        rung.clear()
        seen = await asyncio.to_thread(_read, engine, t)
        if seen != shown:
            async with page.post("/sandbox/panel", json=seen):
                shown = seen
        if seen["outbox"][OutboxState.WAITING] or seen["outbox"][OutboxState.SENDING]:
            asyncio.get_running_loop().call_later(AGAIN, rung.set)


def _read(engine: Engine, t: Texts) -> dict[str, Any]:
    with reading(engine) as tx:
        return panel(tx, t)


def panel(tx: Tx, t: Texts) -> dict[str, Any]:
    """Return what the page shows of a ledger."""
    entries = latest.entries(tx, ENTRIES)
    touched = list(dict.fromkeys(e.item_id for e in entries if e.item_id is not None))[:ITEMS]
    found = item_store.by_ids(tx, touched)
    return {
        "entries": [
            {"seq": e.seq, "at": e.at.isoformat(), "fact": e.fact, "who": e.who,
             "item": e.code, "words": e.words[:GIST], "hash": e.hash[:12]}
            for e in entries
        ],
        "items": [_item(found[each], t) for each in touched],
        "outbox": {str(state): count for state, count in latest.by_state(tx).items()},
        "messages": [
            {"number": m.number, "to": str(m.chat.id), "words": m.words[:GIST],
             "state": str(m.state), "attempts": m.attempts, "error": m.last_error}
            for m in latest.messages(tx, MESSAGES)
        ],
    }  # fmt: skip


def _item(item: Item, t: Texts) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item.title,
        "state": str(item.state),
        "figures": figures(t, item),
        "deadline": item.deadline.isoformat() if item.deadline else "",
    }

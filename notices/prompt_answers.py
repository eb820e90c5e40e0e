"""Answers to what was asked: written down once, shown in every message that asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from messages.outgoing import OutgoingMessage
from notices import prompts as sheets
from rules.policy.city import City
from storage.db.engine import Tx
from storage.follow_up import prompts
from storage.ledger import items as ledger
from storage.ledger import journal
from storage.reporting import reports


def record(tx: Tx, item: int, answer: str, by: int, now: datetime) -> bool:
    """Everything asked of an item is answered by this; False when nothing was open."""
    found = [_record(tx, call, answer, by, now) for call in prompts.open_of_item(tx, item)]
    return any(found)


def record_one(tx: Tx, call: Row[Any], answer: str, by: int, now: datetime) -> bool:
    """The answer to one call; False when it was answered or lapsed meanwhile."""
    return _record(tx, call, answer, by, now)


def _record(tx: Tx, call: Row[Any], answer: str, by: int, now: datetime) -> bool:
    owner = ledger.by_id(tx, call.item_id).owner.id
    if not prompts.answer(tx, call.id, answer, by, owner, now):
        return False
    body = {
        "prompt": call.id,
        "kind": call.kind,
        "due": call.due.isoformat(),
        "answer": answer,
        "for": owner,
    }
    journal.write(tx, "PromptAnswered", body, now=now, person=by, item=call.item_id)
    return True


def shown_again(tx: Tx, city: City, item: int, now: datetime) -> list[OutgoingMessage]:
    """Today's messages that asked about an item, edited to show what was answered."""
    return sheets.refreshed(tx, city, item, city.today(now))


def given_by_reports(tx: Tx, city: City, now: datetime) -> list[OutgoingMessage]:
    """A report answers what was asked before it; the messages that asked, edited."""
    edited: list[OutgoingMessage] = []
    answered = set()
    for call in prompts.reported_since(tx):
        latest = reports.of_item(tx, call.item_id, limit=1)[0]
        if _record(tx, call, "report", latest.person_id, now):
            answered.add(call.item_id)
    for item in sorted(answered):
        edited += shown_again(tx, city, item, now)
    return edited

"""Which item an open question is about."""

from collections.abc import Callable

from rules.policy.items import Item
from rules.policy.requests import RequestKind
from storage.closing import check_forms, closings
from storage.db.engine import Tx
from storage.follow_up import extensions, requests, rounds
from storage.ledger import item_store
from storage.reporting import drafts
from storage.reporting.open_questions import OpenQuestion

_ITEM: dict[str, Callable[[Tx, int], int | None]] = {
    "item": lambda _tx, number: number,
    "extension": lambda tx, number: getattr(extensions.by_id(tx, number), "item_id", None),
    "blocker": lambda tx, number: _of_request(tx, RequestKind.BLOCKER, number),
    "instruction": lambda tx, number: _of_request(tx, RequestKind.INSTRUCTION, number),
    "check": lambda tx, number: (
        closings.by_id(tx, check_forms.by_id(tx, number).closing_id).item_id
    ),
    "entry": lambda tx, number: getattr(rounds.entry(tx, number), "item_id", None),
    "draft": lambda tx, number: getattr(drafts.by_id(tx, number), "item_id", None),
}


def _of_request(tx: Tx, kind: RequestKind, number: int) -> int | None:
    request = requests.by_id(tx, kind, number)
    return None if request is None else request.item_id


def item_asked_about(tx: Tx, asked: OpenQuestion) -> Item | None:
    """None where a card has no item yet."""
    number = _number(tx, asked)
    return None if number is None else item_store.by_id(tx, number)


def _number(tx: Tx, asked: OpenQuestion) -> int | None:
    kind, _, rest = asked.about.partition(":")
    if kind in _ITEM:
        return _ITEM[kind](tx, int(rest))
    return closings.by_id(tx, int(kind)).item_id if rest else int(kind)

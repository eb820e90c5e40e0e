"""Which item an open question is about."""

from collections.abc import Callable

from rules.policy.items import Item
from rules.policy.refs import Ref, RefKind
from rules.policy.requests import RequestKind
from storage.closing import check_forms, closings, kept_up, objections
from storage.db.engine import Tx
from storage.follow_up import extensions, requests, rounds
from storage.ledger import item_store
from storage.lookback import checks
from storage.plans import plans
from storage.radar import flags
from storage.reporting import drafts
from storage.reporting.open_questions import OpenQuestion
from storage.urgent import notices


def _of_request(tx: Tx, about: Ref) -> int | None:
    request = requests.by_id(tx, RequestKind(about.kind), about.id)
    return None if request is None else request.item_id


_ITEM: dict[RefKind, Callable[[Tx, Ref], int | None]] = {
    RefKind.ITEM: lambda _tx, about: about.id,
    RefKind.CLOSING: lambda tx, about: closings.by_id(tx, about.id).item_id,
    RefKind.EXTENSION: lambda tx, about: getattr(extensions.by_id(tx, about.id), "item_id", None),
    RefKind.BLOCKER: _of_request,
    RefKind.INSTRUCTION: _of_request,
    RefKind.OBJECTION: lambda tx, about: getattr(objections.by_id(tx, about.id), "item_id", None),
    RefKind.LOOKBACK: lambda tx, about: getattr(checks.by_id(tx, about.id), "item_id", None),
    RefKind.ENTRY: lambda tx, about: getattr(rounds.entry(tx, about.id), "item_id", None),
    RefKind.ROUND: lambda _tx, _about: None,
    RefKind.REGISTER: lambda _tx, _about: None,
    RefKind.FLAG: lambda tx, about: getattr(flags.by_id(tx, about.id), "item_id", None),
    RefKind.KEPT_UP: lambda tx, about: getattr(kept_up.by_id(tx, about.id), "item_id", None),
    RefKind.CHECK: lambda tx, about: (
        closings.by_id(tx, check_forms.by_id(tx, about.id).closing_id).item_id
    ),
    RefKind.DRAFT: lambda tx, about: getattr(drafts.by_id(tx, about.id), "item_id", None),
    RefKind.PLAN: lambda tx, about: getattr(plans.by_id(tx, about.id), "item_id", None),
    RefKind.URGENT: lambda tx, about: notices.there(tx, about.id).item_id,
}
"""How the item is found, by what a question is about."""


def item_asked_about(tx: Tx, asked: OpenQuestion) -> Item | None:
    """Return the item a question is about; None where a card has no item yet."""
    number = _ITEM[asked.about.kind](tx, asked.about)
    return None if number is None else item_store.by_id(tx, number)

"""What those hear who may see an item but may not do with it what they pressed."""

from collections.abc import Callable

from messages.texts import Texts
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.permissions import Right, may_see_item


def gone(t: Texts) -> str:
    """Say no more than that a button leads nowhere: of what is not there, or not for this person."""
    return t("This button no longer works.")


def not_yet(t: Texts) -> str:
    """Say that the ledger is still being gone through, and that it is to be said again."""
    return t(
        "The ledger is still being gone through after a start or an import. "
        "Nothing was done yet, please try again in a minute."
    )


def of_answer(t: Texts, person: Person, item: Item) -> str:
    """Refuse an answer about an item that went to another: only who may see it hears to whom."""
    return refused(t, Right.REPORT, item) if may_see_item(person, item) else gone(t)


def refused(t: Texts, right: Right, item: Item) -> str:
    """Say why somebody to whom the item is known may not do this."""
    return _SAID.get(right, _not_yours)(t, item)


def _not_yours(t: Texts, _item: Item) -> str:
    return t("This is not yours to decide.")


def _of_another(t: Texts, item: Item) -> str:
    return t(
        "Item {code} now belongs to {name}; no answer is needed from you.",
        code=item.code,
        name=item.owner.name,
    )


_SAID: dict[Right, Callable[[Texts, Item], str]] = {
    Right.REPORT: _of_another,
    Right.WITHDRAW_EXTENSION: lambda t, _: t("This item is not yours to report on."),
    Right.DECIDE_EXTENSION: lambda t, _: t(
        "Only the office decides on extensions, and never on its own items."
    ),
    Right.WITHDRAW_PLAN: lambda t, _: t("This item is not yours to report on."),
    Right.DECIDE_PLAN: lambda t, _: t(
        "Only the office decides on plans, and never on its own items."
    ),
    Right.CONCLUDE_FLAG: lambda t, _: t(
        "Only the office concludes on flags, and never on its own items."
    ),
    Right.INSTRUCT: lambda t, _: t(
        "Only leaders can instruct, on an item they answer for: /instruct NUMBER TEXT"
    ),
    Right.PUT_OFF: lambda t, _: t("Only the person who was asked can put a reminder off."),
    Right.ANSWER_INSTRUCTION: lambda t, _: t("This instruction is not yours to answer."),
    Right.ANSWER_BLOCKER: lambda t, _: t("This was not asked of you."),
    Right.SEND_BACK_ANSWER: lambda t, _: t("Only whoever asked can send an answer back."),
    Right.OWN: lambda t, _: t("This card is not yours."),
    Right.RECEIVE_URGENT: lambda t, _: t("This urgent notice was not sent to you."),
    Right.SETTLE_URGENT: lambda t, _: t("This urgent notice was not sent to you."),
    Right.WITHDRAW_URGENT: lambda t, _: t("Only whoever sent an urgent notice can withdraw it."),
    Right.SEE_SUPERVISION: lambda t, _: gone(t),
}
"""By the right that is lacking; without a row it is not theirs to decide."""

"""Accounts nobody knows: they are taken up last and answered last, and seldom.

How often is counted in the outbox itself, so that it holds over a restart and in every process.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update

from rules.policy.chats import ChatAddress
from rules.policy.delivery import InboxState, OutboxState, Urgency
from rules.policy.people import invitation_code
from rules.policy.refs import Ref, RefKind
from rules.policy.watching import ONES_CODES, WrongCodes
from storage.db.column_types import refers_to
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.ledger.tables import persons
from storage.mail.tables import inbox, outbox
from storage.people import invitations

LATELY = timedelta(hours=1)
"""Within this an unknown account is answered once."""

WRONG_CODES = ONES_CODES
"""But so many wrong codes are answered: codes are typed from a sheet of paper, and mistyped."""

WATCHED_FOR = timedelta(days=1)
"""How long wrong codes are remembered for the office."""


def welcome(tx: Tx, messages: Iterable[tuple[ChatAddress, str]]) -> frozenset[ChatAddress]:
    """Return the accounts that go first: those of officials, and who brings a code still good.

    `messages` are accounts with the words they sent, empty where they sent none.
    """
    said = [(account, invitation_code(text).upper()) for account, text in messages]
    known = select(persons.c.account).where(persons.c.account.in_({who for who, _ in said}))
    codes = [code for _, code in said if code]
    good = invitations.unused(tx, codes) if codes else frozenset[str]()
    return frozenset(tx.execute(known).scalars()) | {who for who, code in said if code in good}


def let_forward(tx: Tx, accounts: frozenset[ChatAddress]) -> None:
    """Let what these wrote before they were known wait no longer than what they write now."""
    before = inbox.alias("before")
    overtaken = (
        select(before.c.seq)
        .where(before.c.chat.in_(accounts), before.c.state == InboxState.WAITING, before.c.stranger)
        .with_for_update(skip_locked=True)
    )
    tx.execute(update(inbox).where(inbox.c.seq.in_(overtaken)).values(stranger=False))


def told(account: ChatAddress) -> Ref:
    """Return what an answer to an unknown account is about; by this it is counted in its chat."""
    return Ref(RefKind.STRANGER, account.id)


def told_of_code(account: ChatAddress) -> Ref:
    return Ref(RefKind.STRANGER_CODE, account.id)


def may_be_told(tx: Tx, chat: ChatAddress, account: ChatAddress, now: datetime) -> bool:
    """Whether this account was told nothing for an hour."""
    return _heard(tx, chat, now, told(account), told_of_code(account)) == 0


def may_be_told_of_code(tx: Tx, chat: ChatAddress, account: ChatAddress, now: datetime) -> bool:
    """Whether it was told of few enough wrong codes."""
    code = told_of_code(account)
    return _heard(tx, chat, now, code, code) < WRONG_CODES


_HEARD = Prepared(
    select(func.count().label("answers"))
    .select_from(outbox)
    .where(
        outbox.c.chat == bindparam("chat"),
        outbox.c.made_at > bindparam("since"),
        outbox.c.made_at <= bindparam("now"),
        or_(outbox.c.about == bindparam("one"), outbox.c.about == bindparam("other")),
    )
)


def _heard(tx: Tx, chat: ChatAddress, now: datetime, one: Ref, other: Ref) -> int:
    """Count the answers of the last hour; none of the future, where the clock was set back."""
    given = {"chat": chat, "since": now - LATELY, "now": now, "one": one, "other": other}
    row = _HEARD.first(tx, given)
    return 0 if row is None else int(row.answers)


def wrong_codes(tx: Tx, now: datetime) -> WrongCodes | None:
    """Return the wrong codes of the last day, as far as they were answered; None without any."""
    told_of = (
        select(func.count().label("codes"), func.max(outbox.c.made_at).label("latest"))
        .where(
            outbox.c.state.in_(list(OutboxState)),
            outbox.c.urgency == Urgency.STRANGER,
            refers_to(outbox.c.about, RefKind.STRANGER_CODE),
            outbox.c.made_at > now - WATCHED_FOR,
        )
        .group_by(outbox.c.about)
    )
    found = tx.execute(told_of).all()
    if not found:
        return None
    codes = [row.codes for row in found]
    return WrongCodes(sum(codes), len(found), max(codes), max(row.latest for row in found))

"""A unit of work that is undone, and what it would have said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from messages.outgoing import is_menu, message_from
from rules.policy.chats import ChatAddress
from rules.policy.mirrors import Mirror
from storage.db.engine import Engine, Tx, undone
from storage.mail import written
from storage.mail.written import Written
from storage.people import groups, people


@dataclass(frozen=True, slots=True)
class WouldSay:
    """A message that would be sent, or one that would be edited to this.

    `who` is a person with their unit or a group's title; `file` the name of what goes with it.
    """

    chat: ChatAddress
    who: str
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    file: str = ""
    edited: bool = False


def rehearsed(
    engine: Engine, work: Callable[[Tx], object], mirrors: Iterable[Mirror] = ()
) -> list[WouldSay]:
    """Return what the work would put into the outbox. Nothing of it stays."""
    with undone(engine) as tx:
        last = written.last_id(tx)
        work(tx)
        names = _names(tx) | {mirror.chat: mirror.name for mirror in mirrors}
        rows = written.written_since(tx, last)
        return [_would_say(row, names) for row in rows if not is_menu(row.content)]


def _names(tx: Tx) -> dict[ChatAddress, str]:
    named = {p.account: f"{p.unit} {p.name}" for p in people.everybody(tx) if p.account is not None}
    return named | {group.chat: group.title for group in groups.bound(tx)}


def _would_say(row: Written, names: dict[ChatAddress, str]) -> WouldSay:
    message = message_from(row.chat, row.content)
    return WouldSay(
        row.chat,
        names.get(row.chat, str(row.chat)),
        message.text,
        tuple(tuple(button.label for button in line) for line in message.buttons),
        message.attachment.name if message.attachment else "",
        edited=row.edited,
    )

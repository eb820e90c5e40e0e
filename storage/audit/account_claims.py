"""The claims of the journal's entries on accounts, deputies and groups."""

from collections.abc import Callable, Iterator

from rules.policy.chats import ChatAddress
from storage.audit.claim import Claim, row_of_code
from storage.db.column_types import plain
from storage.follow_up.tables import deputies
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import groups, invites, persons


def _enrolled(entry: JournalEntry) -> Iterator[Claim]:
    account = ChatAddress.of_record(entry.body["account"])
    bound = {"account": str(account), "bound_at": plain(entry.at)}
    yield Claim(persons, entry.person_id, bound)
    if "code" in entry.body:
        used = {"used_at": plain(entry.at), "used_by": str(account)}
        yield Claim(invites, row_of_code(entry.body["code"]), used)


def _invited(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    made = {"digest": body["code"], "person_id": body["person"], "made_at": plain(entry.at)}
    unused = {"used_at": None, "used_by": None}
    yield Claim(invites, row_of_code(body["code"]), {**made, **unused})


def _invitation_ended(entry: JournalEntry) -> Iterator[Claim]:
    ended = {"used_at": plain(entry.at), "used_by": None}
    yield Claim(invites, row_of_code(entry.body["code"]), ended)


def _unbound(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(persons, entry.body["person"], {"account": None, "bound_at": None})


def _language_chosen(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(persons, entry.person_id, {"language": entry.body["language"]})


def _deputy_appointed(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        "person_id": body["person"],
        "deputy_id": body["deputy"],
        "first": body["first"],
        "last": body["last"],
        "made_by": entry.person_id,
        "made_at": plain(entry.at),
        "ended_at": None,
    }
    yield Claim(deputies, body.get("appointment"), cells)


def _deputy_ended(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(deputies, entry.body["appointment"], {"ended_at": plain(entry.at)})


def _group_bound(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    yield from _taken_away(entry)
    cells = {
        "chat": body["chat"],
        "title": body["title"],
        "unit_id": body["unit"],
        "bound_by": entry.person_id,
        "bound_at": plain(entry.at),
        "thread": body.get("thread"),
    }
    yield Claim(groups, body.get("group"), cells)


def _group_moved(entry: JournalEntry) -> Iterator[Claim]:
    yield from _taken_away(entry)
    if entry.body["group"] is not None:
        yield Claim(groups, entry.body["group"], {"chat": entry.body["chat"]})


def _taken_away(entry: JournalEntry) -> Iterator[Claim]:
    for number in entry.body.get("instead_of", ()):
        yield Claim(groups, number, {}, gone=True)


ACCOUNT_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "Invited": _invited,
    "InvitationEnded": _invitation_ended,
    "Enrolled": _enrolled,
    "Unbound": _unbound,
    "LanguageChosen": _language_chosen,
    "DeputyAppointed": _deputy_appointed,
    "DeputyEnded": _deputy_ended,
    "GroupBound": _group_bound,
    "GroupMoved": _group_moved,
}

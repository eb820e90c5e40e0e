"""An account is ended: the question before it, and what is left to do after it."""

from collections.abc import Sequence

from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts
from rules.policy.items import own_code
from rules.policy.people import Person
from rules.policy.unbinding import Access, Pending


def usage(t: Texts) -> str:
    return t("Please write /unbind and the person's name, for example: /unbind 李明")


def nobody(t: Texts, words: str) -> str:
    return t("There is nobody called “{name}” in the ledger.", name=words)


def which(t: Texts, name: str) -> str:
    return t("Several people are called {name}. Please choose.", name=name)


def namesakes(people: Sequence[Person]) -> tuple[ButtonRow, ...]:
    return tuple((Button(_called(person), f"ub:{person.id}"),) for person in people)


def which_in_words(t: Texts, people: Sequence[Person]) -> str:
    """Ask which person is meant where there are no buttons."""
    choices = t.comma().join(f"{person.name} {person.unit}" for person in people)
    return t("Several people have this name. Please add the unit: {choices}", choices=choices)


def refusal(t: Texts, access: Access) -> str:
    """Say why there is nothing to end, or why it must not be; empty when it may be done."""
    who = _called(access.person)
    if not access.enrolled and not access.invited:
        return t("{who} has no account here: nothing needs to be ended.", who=who)
    if access.enrolled and access.last_keeper:
        return t(
            "{who} has the only account of the office and the administrators: without it nobody "
            "could keep the ledger. Please have a successor enrol first (taizhang invite).",
            who=who,
        )
    return ""


def question(t: Texts, access: Access, *, own: bool) -> str:
    lines = [_asked(t, access)]
    if own:
        lines.append(
            t("This is your own account: you will no longer be able to use this assistant.")
        )
    return "\n".join(lines + _left_behind(t, access))


def _asked(t: Texts, access: Access) -> str:
    who = _called(access.person)
    if not access.enrolled:
        return t(
            "{who} is not enrolled, but holds an invitation code that was not used. "
            "Shall it no longer work?",
            who=who,
        )
    return t(
        "Shall the account of {who} be ended? From then on it is unknown here and gets no "
        "reminders; records and bound groups stay.",
        who=who,
    )


def buttons(t: Texts, person: Person, codes: int) -> ButtonRow:
    """Offer to confirm. `codes` were made for them so far: a newer one puts this out of date."""
    data = f"ub:{person.id}:{codes}"
    return (
        Button(t("Confirm"), f"{data}:ok", tone=Tone.POSITIVE),
        Button(t("Cancel"), f"{data}:no", tone=Tone.NEGATIVE),
    )


def kept(t: Texts, person: Person) -> str:
    return t("Cancelled: nothing was changed for {who}.", who=_called(person))


def done(t: Texts, access: Access) -> str:
    who = _called(access.person)
    ended = t("The account of {who} was ended.", who=who)
    voided = t("The invitation code of {who} was voided.", who=who)
    return "\n".join([ended if access.enrolled else voided, *_left_behind(t, access)])


def leaving(t: Texts, access: Access) -> str:
    """Say that somebody leaves by an import, and what waits for them; their items are told apart."""
    left = t(
        "Account and codes of {who} end with this import: they have left.",
        who=_called(access.person),
    )
    return "\n".join([left, *_by_name(t, access)])


def _left_behind(t: Texts, access: Access) -> list[str]:
    """List what needs somebody else now; the items last, for they may be many."""
    return [*_by_name(t, access), *_items_of(t, access)]


def _by_name(t: Texts, access: Access) -> list[str]:
    lines = []
    if access.enrolled and access.last_of_office:
        lines.append(t("Nobody else of the office is enrolled: its notices will reach nobody."))
    if access.covers:
        names = t.comma().join(map(_called, access.covers))
        lines.append(t("Deputy of: {names}. Please appoint another.", names=names))
    return lines + _waiting(t, access.pending)


def _items_of(t: Texts, access: Access) -> list[str]:
    lines = []
    if access.items:
        lines.append(
            t(
                "Open items of this owner, {count} in all: {codes}. Please name another owner, "
                "or invite this one again.",
                count=len(access.items),
                codes=_codes(t, access.items),
            )
        )
    return lines


def _waiting(t: Texts, pending: Pending) -> list[str]:
    """List what waited for this person by name."""
    stated = (
        (pending.reviews, t("Checks in their hands")),
        (pending.extensions, t("Their requests for a later deadline, undecided")),
        (pending.asked, t("Help they were asked for")),
        (pending.instructed, t("Their instructions, unanswered")),
    )
    return [f"{what}{t.colon()}{_codes(t, codes)}" for codes, what in stated if codes]


def _codes(t: Texts, codes: Sequence[str]) -> str:
    return t.comma().join(own_code(code) for code in codes)


def _called(person: Person) -> str:
    return f"{person.unit} {person.name}"

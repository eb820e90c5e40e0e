"""What somebody may still do here, looked at before his account is ended."""

from dataclasses import dataclass

from rules.policy.people import Person


@dataclass(frozen=True, slots=True)
class Access:
    """How somebody comes into the ledger, and what is left without him.

    `invited`: a code made for him still works. `items`: the numbers of his open items. `covers`:
    whom he stands in for. The last two say that nobody else of these roles can be written to.
    """

    person: Person
    invited: bool
    items: tuple[str, ...]
    covers: tuple[Person, ...]
    last_keeper: bool
    last_of_office: bool

    @property
    def enrolled(self) -> bool:
        return self.person.chat_id is not None

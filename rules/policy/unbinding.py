"""What a person has access to, shown before their account is ended."""

from dataclasses import dataclass

from rules.policy.people import Person


@dataclass(frozen=True, slots=True)
class Access:
    """How a person enters the ledger, and what is left without them.

    `invited`: an invitation code for them is still valid. `items`: the numbers of their open
    items. `covers`: whom they stand in for. `last_keeper` and `last_of_office`: nobody else of
    these roles can be written to.
    """

    person: Person
    invited: bool
    items: tuple[str, ...]
    covers: tuple[Person, ...]
    last_keeper: bool
    last_of_office: bool

    @property
    def enrolled(self) -> bool:
        return self.person.account is not None

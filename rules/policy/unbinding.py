"""What a person has access to, and what waits for them: shown when their account is ended."""

from dataclasses import dataclass

from rules.policy.people import Person


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits for one person by name, as the numbers of its items.

    `reviews`: applications they have in hand, or checks of closed items that they were chosen
    for. `extensions`: later deadlines they asked for. `asked`: help that they were asked for.
    `instructed`: instructions of theirs that nobody has answered.
    """

    reviews: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    instructed: tuple[str, ...] = ()


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
    pending: Pending

    @property
    def enrolled(self) -> bool:
        return self.person.account is not None

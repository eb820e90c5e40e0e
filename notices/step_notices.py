"""The next step of an item in review: which it is, whose it is, and the letters that ask for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from messages.closing import check_texts, closing_texts
from messages.closing.closing_texts import Dossier
from messages.formatting import FormattedText
from messages.letters import letters
from messages.outgoing import ButtonRow, OutgoingMessage
from messages.reporting import evidence_texts
from messages.texts import Texts
from notices import closing_summary, recipients
from rules.policy.city import City
from rules.policy.closing import awaited
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.procedure import ProcedureStep, StepKind
from rules.policy.refs import Ref
from rules.policy.step_rights import may_do
from storage.closing import closings
from storage.closing.closings import Closing
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import deputies, people


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that an item waits for, of an application by this applicant."""

    item: Item
    step: ProcedureStep
    closing: Closing
    applicant: Person

    def is_for(self, person: Person) -> bool:
        """Return whether the step is this person's, who is given with whom they stand in for."""
        return may_do(self.step, person, self.item, self.applicant)


def of(tx: Tx, city: City, item: Item) -> NextStep | None:
    """Return what an item waits for; None outside of review, and where nobody has applied."""
    closing = closings.latest(tx, item.id)
    if closing is None:
        return None
    return _awaited(city, item, closing, people.by_id(tx, closing.person_id))


def all_for(tx: Tx, city: City, person: Person) -> list[NextStep]:
    """Return every step that waits for a person, in the order of the items."""
    applications = closings.in_review(tx)
    items = item_store.by_ids(tx, applications)
    applicants = {known.id: known for known in people.everybody(tx)}
    steps = [
        _awaited(city, items[number], closing, applicants[closing.person_id])
        for number, closing in applications.items()
    ]
    return [step for step in steps if step is not None and step.is_for(person)]


def _awaited(city: City, item: Item, closing: Closing, applicant: Person) -> NextStep | None:
    step = awaited(city.procedure, item.state, closing.awaits)
    return None if step is None else NextStep(item, step, closing, applicant)


def ask(
    tx: Tx, city: City, waits: NextStep, day: date, say: Callable[[Texts, Dossier], FormattedText]
) -> list[OutgoingMessage]:
    """Write to those whose step it is on a day; where none can be reached, to the office."""
    item, step = waits.item, waits.step
    dossier = closing_summary.of(tx, waits.closing, step)
    written = letters(
        doers(tx, waits, day),
        city.language,
        lambda t: say(t, dossier),
        lambda t: _buttons(t, dossier, step),
        about=Ref.item(item.id),
    )
    return written or letters(
        recipients.office(tx), city.language, lambda t: closing_texts.nobody_does(t, item, step)
    )


def doers(tx: Tx, waits: NextStep, day: date) -> list[Person]:
    """Return those whose step it is on a day."""
    found = recipients.of_step(tx, waits.item, waits.step, day)
    named = [replace(each, covers=deputies.covered_by(tx, each.id, day)) for each in found]
    return [person for person in named if waits.is_for(person)]


def _buttons(t: Texts, dossier: Dossier, step: ProcedureStep) -> tuple[ButtonRow, ...]:
    """Offer what the step may do; a check is taken up first."""
    if step.kind is not StepKind.CHECK:
        return closing_texts.step_buttons(t, dossier, step)
    item = dossier.item.id
    return (
        *check_texts.queue_buttons(t, item, own=False, free=True),
        *evidence_texts.rows(t, item, dossier.exhibits),
    )

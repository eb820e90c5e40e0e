"""What an application to strike an item off shows, gathered from the ledger."""

from dataclasses import replace
from datetime import datetime

from messages.closing import clause_texts
from messages.closing.closing_texts import Dossier
from rules.language.visits import find_visits
from rules.policy.city import City
from rules.policy.clauses import ClauseAnswer, ClauseFile, ClauseStanding, find_lacks
from rules.policy.closing import ClosingState
from rules.policy.evidence import EvidencePiece, EvidenceState, is_photo
from rules.policy.gaps import find_gap
from rules.policy.procedure import ProcedureStep
from storage.closing import checks, closings
from storage.closing.closings import Closing
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import people
from storage.reporting import evidence, last_words, unfit_files


def of(tx: Tx, closing: Closing, step: ProcedureStep | None = None) -> Dossier:
    """Return what an application shows to whoever does this step next, or hands it in."""
    item = item_store.by_id(tx, closing.item_id)
    steps, said = item_store.steps_of_one(tx, item.id), last_words.last_said(tx, item.id)
    return Dossier(
        item=item,
        applicant=people.by_id(tx, closing.person_id).name,
        clauses=[(row.clause, row.words) for row in closings.answers(tx, closing.id)],
        evidence=evidence.count_of_draft(tx, closing.draft_id),
        exhibits=evidence.count_of_item(tx, closing.item_id),
        notice_until=closing.notice_until,
        last_step=closings.last_step(tx, item.id),
        needed=step.evidence if step is not None else "",
        gap=find_gap(item, steps, said=said),
        check=checks.latest(tx, closing.id),
    )


def standings(tx: Tx, city: City, closing: Closing) -> list[ClauseStanding]:
    """Return how each clause of the profile stands, in their order."""
    answers, since = _answers(tx, city, closing), _last_report(tx, closing)
    return [_standing(city, answers, number, since) for number in range(len(answers))]


def with_words(tx: Tx, city: City, closing: Closing, number: int, words: str) -> ClauseStanding:
    """Return how a clause would stand with other words."""
    answers = _answers(tx, city, closing)
    answers[number] = replace(answers[number], words=words, visits=find_visits(words))
    return _standing(city, answers, number, _last_report(tx, closing))


def _standing(
    city: City, answers: list[ClauseAnswer], number: int, since: datetime | None
) -> ClauseStanding:
    rule, answer = city.clauses[number], answers[number]
    others = [other.words for place, other in enumerate(answers) if place != number]
    return ClauseStanding(rule, answer, find_lacks(rule, answer, others, since))


def _answers(tx: Tx, city: City, closing: Closing) -> list[ClauseAnswer]:
    said = {row.number: row.words for row in closings.answers(tx, closing.id)}
    pieces = [
        piece
        for piece in evidence.of_draft(tx, closing.draft_id)
        if _counts(tx, piece, closing.item_id)
    ]
    return [
        _answer(said.get(number, ""), [piece for piece in pieces if piece.clause == number])
        for number in range(len(city.clauses))
    ]


def _answer(words: str, pieces: list[EvidencePiece]) -> ClauseAnswer:
    """Return what words and files show for a clause."""
    said = "" if clause_texts.names_files_only(words) else words
    files = tuple(
        ClauseFile(piece.name, is_photo(piece.kind, piece.name), piece.at, piece.made_at)
        for piece in pieces
    )
    return ClauseAnswer(said, files, find_visits(said))


def _counts(tx: Tx, piece: EvidencePiece, item: int) -> bool:
    """Whether a file shows something for the item, as far as is known of it."""
    lost = piece.state is EvidenceState.FAILED
    return not lost and unfit_files.find_unfit(tx, piece, item) is None


def _last_report(tx: Tx, closing: Closing) -> datetime | None:
    """Return when the item was last reported on, before the application itself did so."""
    if closing.state is not ClosingState.GATHERING:
        return None
    return item_store.by_id(tx, closing.item_id).reported_at

"""Telling people what became of the files they sent."""

from datetime import datetime

from messages.closing import clause_texts
from messages.outgoing import OutgoingMessage
from messages.texts import texts
from notices import mail
from rules.policy.closing import ClosingState
from rules.policy.delivery import Urgency
from rules.policy.evidence import EvidencePiece, UnfitFile
from rules.policy.refs import Ref
from storage.closing import check_forms, closings
from storage.closing.closings import Answer, Closing
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import people
from storage.reporting import evidence, filing, unfit_files
from storage.reporting.pictures import NO_PICTURE, PictureMarks


def tell_sender(tx: Tx, sender: int, name: str, now: datetime) -> None:
    """Tell whoever sent a file that it could not be fetched for good."""
    person = people.by_id(tx, sender)
    if person.account is None:
        return
    t = texts(person.language)
    text = t("The file {name} could not be kept. Please send it again.", name=name)
    mail.send(tx, OutgoingMessage(person.account, text, urgency=Urgency.NOTICE), now)


def fetched(
    tx: Tx,
    piece: EvidencePiece,
    digest: str,
    path: str,
    size: int,
    now: datetime,
    marks: PictureMarks = NO_PICTURE,
    made_at: datetime | None = None,
) -> None:
    """Note that a file is there; one that shows nothing for what it was sent for is put aside.

    That is looked at for applications to strike off and for checks on site.
    """
    evidence.kept(tx, piece, digest, path, size, now, marks, made_at)
    here = evidence.by_id(tx, piece.id)
    closing = None if here is None else _shown_in(tx, here)
    if here is None or closing is None:
        return
    unfit = unfit_files.find_unfit(tx, here, closing.item_id)
    if unfit is None:
        return
    if here.check_form_id is not None:
        evidence.change(tx, here.id, check_form_id=None, item_id=None)
        filing.filed(tx, [here.id], now)
    elif closing.state is ClosingState.GATHERING:
        _put_aside(tx, closing, here, now)
    _tell_unfit(tx, here, closing, unfit, now)


def _shown_in(tx: Tx, piece: EvidencePiece) -> Closing | None:
    """Return the application that a file was sent for, or that is checked with it."""
    if piece.check_form_id is not None:
        return closings.by_id(tx, check_forms.by_id(tx, piece.check_form_id).closing_id)
    closing = closings.of_draft(tx, piece.draft_id) if piece.draft_id is not None else None
    return None if closing is None or closing.state is ClosingState.OVER else closing


def _put_aside(tx: Tx, closing: Closing, piece: EvidencePiece, now: datetime) -> None:
    """Take a file out of an application, and its name out of the words put in for it."""
    evidence.change(tx, piece.id, draft_id=None, clause=None)
    row = next((a for a in closings.answers(tx, closing.id) if a.number == piece.clause), None)
    if row is None:
        return
    words = clause_texts.without_files(row.words, [piece.name])
    if not words:
        closings.unanswered(tx, closing.id, row.number)
    elif words != row.words:
        by = row.person_id or closing.person_id
        closings.answer(tx, Answer(closing.id, row.number, row.clause, words, by, row.at or now))


def _tell_unfit(
    tx: Tx, piece: EvidencePiece, closing: Closing, unfit: UnfitFile, now: datetime
) -> None:
    person = people.by_id(tx, piece.person_id)
    if person.account is None:
        return
    item = item_store.by_id(tx, closing.item_id)
    text = clause_texts.unfit(texts(person.language), unfit, item.code)
    letter = OutgoingMessage(person.account, text, about=Ref.item(item.id), urgency=Urgency.NOTICE)
    mail.send(tx, letter, now)

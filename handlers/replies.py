"""A reply to a letter of ours: words that answer it, or words that would decide and cannot."""

import re

from handlers import blockers, instructions, report, review
from handlers.desk import Desk
from handlers.heard import Said
from messages.outgoing import Spoken
from rules.permissions import may_report_on
from rules.reading.values import Reading
from storage import blockers as kept_blockers
from storage import instructions as kept_instructions
from storage import items as ledger
from storage import messages_sent
from storage.asking import Asked

_DECIDES = re.compile(
    r"^\W*(?:我|拟|原则|准予)*(?:不?同意|不?批准|不准|准了|不?通过|驳回|退回|打回|不行|可以|行)"
    r"|^\W*(?:i |we )?(?:dis)?(?:agree|approve|reject|refuse|pass|send it back)",
    re.IGNORECASE,
)


def to_a_letter(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken | None:
    """None when it is not a reply to such a letter, or says something else."""
    if not said.text or said.reply_to is None:
        return None
    kind, _, number = messages_sent.living(desk.tx, desk.chat, said.reply_to).partition(":")
    answer = _answer(said, desk, found, kind, int(number)) if number.isdecimal() else None
    return answer or _undecided(said, desk)


def _answer(
    said: Said, desk: Desk, found: tuple[Reading, ...], kind: str, number: int
) -> Spoken | None:
    if found[0].intent in instructions.ASKS:
        return None
    if kind == "instruction" and not instructions.may_not_answer(
        desk, kept_instructions.by_id(desk.tx, number)
    ):
        asked = Asked(instructions.ANSWERED, f"instruction:{number}", {})
        return _reported_too(said, desk, found, instructions.answered(said, desk, asked))
    if kind == "blocker" and not blockers.may_not_answer(desk, number):
        asked = Asked(blockers.ANSWERED, f"blocker:{number}", {})
        row = kept_blockers.by_id(desk.tx, number)
        item = ledger.by_id(desk.tx, row.item_id) if row else None
        answer = blockers.answered(said, desk, asked)
        own = item is not None and may_report_on(desk.person, item)
        return _reported_too(said, desk, found, answer) if own else answer
    return None


def _reported_too(said: Said, desk: Desk, found: tuple[Reading, ...], answer: Spoken) -> Spoken:
    """An answer with a figure, or that all is done, may be recorded as progress as well."""
    if found[0].figures or found[0].intent == "done":
        answer.messages += report.begin_all(said, desk, found).messages
    return answer


def _undecided(said: Said, desk: Desk) -> Spoken | None:
    """Words decide nothing: what waits for him is shown again, with its buttons."""
    item = ledger.spoken_of(desk.tx, messages_sent.about(desk.tx, desk.chat, said.reply_to))
    if item is None or not _DECIDES.match(said.text):
        return None
    waiting = review.of_item(desk, item)
    if not waiting.messages:
        return None
    told = desk.say(desk.t("Nothing has been decided yet: please decide with the buttons below."))
    return Spoken(told.messages + waiting.messages)

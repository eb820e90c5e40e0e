"""A reply to a letter of ours: words that answer it, or words that would decide and cannot."""

import re

from handlers.closing import review
from handlers.context import Desk
from handlers.follow_up import blockers, instructions
from handlers.reporting import report
from messages.incoming import Said
from messages.outgoing import Spoken
from rules.language.reading.values import Reading
from rules.policy.permissions import may_report_on
from storage.follow_up import blockers as kept_blockers
from storage.follow_up import instructions as kept_instructions
from storage.ledger import items as ledger
from storage.mail import sent
from storage.reporting.open_questions import Asked

_DECIDES = re.compile(
    r"^\W*(?:我|拟|原则|准予)*(?:不?同意|不?批准|不准|准了|不?通过|驳回|退回|打回|不行|可以|行)"
    r"|^\W*(?:i |we )?(?:dis)?(?:agree|approve|reject|refuse|pass|send it back)",
    re.IGNORECASE,
)


def to_a_letter(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken | None:
    """None when it is not a reply to such a letter, or says something else."""
    if not said.text or said.reply_to is None:
        return None
    kind, _, number = sent.living(desk.tx, desk.chat, said.reply_to).partition(":")
    answer = _answer(said, desk, found, kind, int(number)) if number.isdecimal() else None
    return answer or _undecided(said, desk)


def _answer(
    said: Said, desk: Desk, found: tuple[Reading, ...], kind: str, number: int
) -> Spoken | None:
    if found[0].intent in instructions.ASKS:
        return None
    if kind == "instruction":
        given = kept_instructions.by_id(desk.tx, number)
        refusal, answer = instructions.may_not_answer(desk, given), instructions.answered
        asked = Asked(instructions.ANSWERED, f"instruction:{number}", {})
    elif kind == "blocker":
        given = kept_blockers.by_id(desk.tx, number)
        refusal, answer = blockers.may_not_answer(desk, number), blockers.answered
        asked = Asked(blockers.ANSWERED, f"blocker:{number}", {})
    else:
        return None
    if given is None or refusal:
        return None
    spoken = answer(said, desk, asked)
    if _tells_of_progress(found[0]) and may_report_on(
        desk.person, ledger.by_id(desk.tx, given.item_id)
    ):
        spoken.messages += report.begin_all(said, desk, found).messages
    return spoken


def _tells_of_progress(reading: Reading) -> bool:
    """An answer with a figure, or that all is done, may be recorded as well."""
    return bool(reading.figures) or reading.intent == "done"


def _undecided(said: Said, desk: Desk) -> Spoken | None:
    """Words decide nothing: what waits for him is shown again, with its buttons."""
    item = ledger.spoken_of(desk.tx, sent.about(desk.tx, desk.chat, said.reply_to))
    if item is None or not _DECIDES.match(said.text):
        return None
    waiting = review.of_item(desk, item)
    if not waiting.messages:
        return None
    told = desk.say(desk.t("Nothing has been decided yet: please decide with the buttons below."))
    return Spoken(told.messages + waiting.messages)

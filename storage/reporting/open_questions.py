"""What the bot has asked somebody and not yet been told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import JsonValue, TypeAdapter
from sqlalchemy import bindparam, delete, insert, select

from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.mail.tables import awaiting

LASTS = timedelta(hours=12)


class QuestionKind(StrEnum):
    """What was asked; the next words of whoever was asked answer it."""

    EXTENSION = "extension"
    EXTENSION_REFUSED = "extension_refused"
    BLOCKER = "blocker"
    BLOCKER_ANSWER = "blocker_answer"
    INSTRUCTION_ANSWER = "instruction_answer"
    FIGURE_OF_PROMPT = "figure_of_prompt"
    EVIDENCE_OF_DONE = "evidence_of_done"
    ROUND_PROGRESS = "round_progress"
    ROUND_REASON = "round_reason"
    NEW_WORDS = "new_words"
    CLAUSE = "clause"
    REASON_TO_SEND_BACK = "reason_to_send_back"
    WHAT_RELAPSED = "what_relapsed"


@dataclass(frozen=True, slots=True)
class ExtensionSoFar:
    """What is known of a later deadline; `offered` is a working day in place of a day of rest."""

    reason: str = ""
    day: date | None = None
    offered: date | None = None


@dataclass(frozen=True, slots=True)
class FigureSoFar:
    """The words that were given before what they leave out was asked for."""

    words: str


@dataclass(frozen=True, slots=True)
class StepDone:
    """The milestone that was said to be reached; none where the whole item was."""

    step: int | None = None


@dataclass(frozen=True, slots=True)
class ClauseAgain:
    """The clause has an answer already, which the next words take the place of."""

    again: bool = True


Payload = ExtensionSoFar | FigureSoFar | StepDone | ClauseAgain

_PAYLOADS: dict[QuestionKind, type[Payload]] = {
    QuestionKind.EXTENSION: ExtensionSoFar,
    QuestionKind.FIGURE_OF_PROMPT: FigureSoFar,
    QuestionKind.EVIDENCE_OF_DONE: StepDone,
    QuestionKind.CLAUSE: ClauseAgain,
}
"""What a question may carry; the others carry nothing."""

KeptQuestion = dict[str, JsonValue]
"""A question as JSON."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """`about` is what the question concerns (`item:12`), `body` what is known so far."""

    question: QuestionKind
    about: str
    body: Payload | None = None

    @property
    def number(self) -> int:
        """Of what it concerns: 12 of `item:12`."""
        return int(self.about.partition(":")[2])


def as_json(asked: OpenQuestion) -> KeptQuestion:
    """Return a question as it is kept beside the picture that answered it."""
    return {"question": asked.question, "about": asked.about, "body": _body(asked)}


def from_json(kept: KeptQuestion) -> OpenQuestion:
    """Return the question that `as_json` made JSON of."""
    return _question(str(kept["question"]), str(kept["about"]), kept["body"])


def _body(asked: OpenQuestion) -> KeptQuestion:
    if not asked.body:
        return {}
    body: KeptQuestion = TypeAdapter(type(asked.body)).dump_python(
        asked.body, mode="json", exclude_none=True
    )
    return body


def _question(name: str, about: str, body: JsonValue) -> OpenQuestion:
    question = QuestionKind(name)
    carried = TypeAdapter(_PAYLOADS[question]).validate_python(body) if body else None
    return OpenQuestion(question, about, carried)


def ask(tx: Tx, chat: int, person: int, asked: OpenQuestion, now: datetime) -> None:
    """Let the next words of this person in this chat answer a question."""
    forget(tx, chat, person)
    tx.execute(
        insert(awaiting).values(
            chat_id=chat,
            person_id=person,
            question=asked.question,
            about=asked.about,
            body=_body(asked),
            since=now,
        )
    )


_ASKED = Prepared(
    select(awaiting).where(
        awaiting.c.chat_id == bindparam("chat"),
        awaiting.c.person_id == bindparam("person"),
        awaiting.c.since > bindparam("earliest"),
    )
)


def current(tx: Tx, chat: int, person: int, now: datetime) -> OpenQuestion | None:
    """Return the question that is open; today's report does not answer one of yesterday."""
    given = {"chat": chat, "person": person, "earliest": now - LASTS}
    row = _ASKED.first(tx, given)
    return None if row is None else _question(row.question, row.about, row.body)


def forget(tx: Tx, chat: int, person: int) -> bool:
    """Give up the open question; return whether there was one."""
    gone = delete(awaiting).where(awaiting.c.chat_id == chat, awaiting.c.person_id == person)
    return tx.execute(gone).rowcount > 0

"""What the bot has asked somebody and not yet been told."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import JsonValue, TypeAdapter
from sqlalchemy import bindparam, delete, insert, select

from rules.policy.accountability import Detail
from rules.policy.chats import ChatAddress
from rules.policy.conversations import QUESTION_OPEN_FOR
from rules.policy.location import Location
from rules.policy.lookback import LookBackVerdict
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.mail.tables import awaiting


class QuestionKind(StrEnum):
    """What was asked; the next words of whoever was asked answer it."""

    EXTENSION = "extension"
    EXTENSION_REFUSED = "extension_refused"
    BLOCKER = "blocker"
    BLOCKER_ANSWER = "blocker_answer"
    INSTRUCTION_ANSWER = "instruction_answer"
    ANSWER_SENT_BACK = "answer_sent_back"
    FIGURE_OF_PROMPT = "figure_of_prompt"
    EVIDENCE_OF_DONE = "evidence_of_done"
    ROUND_PROGRESS = "round_progress"
    ROUND_REASON = "round_reason"
    NEW_WORDS = "new_words"
    CLAUSE = "clause"
    REASON_TO_SEND_BACK = "reason_to_send_back"
    OBJECTION = "objection"
    OBJECTION_ANSWER = "objection_answer"
    LOOKBACK_FINDING = "lookback_finding"
    ACCOUNTABILITY = "accountability"
    EXPLANATION = "explanation"
    CHECK = "check"
    WHAT_RELAPSED = "what_relapsed"
    URGENT = "urgent"
    URGENT_DETAILS = "urgent_details"
    URGENT_SETTLED = "urgent_settled"
    URGENT_WITHDRAWN = "urgent_withdrawn"
    PROJECT_PHOTO = "project_photo"
    PLAN = "plan"
    PLAN_RETURNED = "plan_returned"
    TALK = "talk"
    REMARKS = "remarks"


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
class ClauseAsked:
    """A clause of an application, by its position; `again`: the next words replace its answer."""

    position: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class ObjectionSoFar:
    """An objection in words that is entered once its clerk confirms it."""

    words: str


@dataclass(frozen=True, slots=True)
class UrgentSoFar:
    """An urgent notice that is sent once its writer confirms it; `details`: where, how many."""

    words: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class PlanSoFar:
    """The words of a plan that is handed in once its writer confirms it, and their day."""

    words: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FindingSoFar:
    """What a check of a closed item found; `words` are empty until they are written."""

    verdict: LookBackVerdict
    words: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class DetailAsked:
    """What of an entry of the accountability register was asked for."""

    detail: Detail


Payload = (
    ExtensionSoFar
    | FigureSoFar
    | StepDone
    | ClauseAsked
    | ObjectionSoFar
    | FindingSoFar
    | DetailAsked
    | UrgentSoFar
    | PlanSoFar
)

_PAYLOADS: dict[QuestionKind, type[Payload]] = {
    QuestionKind.EXTENSION: ExtensionSoFar,
    QuestionKind.FIGURE_OF_PROMPT: FigureSoFar,
    QuestionKind.EVIDENCE_OF_DONE: StepDone,
    QuestionKind.CLAUSE: ClauseAsked,
    QuestionKind.OBJECTION: ObjectionSoFar,
    QuestionKind.LOOKBACK_FINDING: FindingSoFar,
    QuestionKind.ACCOUNTABILITY: DetailAsked,
    QuestionKind.URGENT: UrgentSoFar,
    QuestionKind.PLAN: PlanSoFar,
}
"""What a question may carry; the others carry nothing."""

KeptQuestion = dict[str, JsonValue]
"""A question as JSON."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """`about` is what the question concerns, `body` what is known so far."""

    question: QuestionKind
    about: Ref
    body: Payload | None = None

    @property
    def clause(self) -> ClauseAsked:
        """Return the clause that a question of kind CLAUSE asks for."""
        assert isinstance(self.body, ClauseAsked)
        return self.body

    def is_same_as(self, other: "OpenQuestion") -> bool:
        """Whether both ask the same, whatever is known so far."""
        return self._asked() == other._asked()

    def _asked(self) -> tuple[QuestionKind, Ref, int | None]:
        position = self.body.position if isinstance(self.body, ClauseAsked) else None
        return self.question, self.about, position


def as_json(asked: OpenQuestion) -> KeptQuestion:
    """Return a question as it is kept beside a picture, or words, that may answer it."""
    return {"question": asked.question, "about": str(asked.about), "body": _body(asked)}


def from_json(kept: KeptQuestion) -> OpenQuestion:
    """Return the question that `as_json` made JSON of."""
    about = Ref.parse(str(kept["about"]))
    assert about is not None
    return _question(str(kept["question"]), about, kept["body"])


def _body(asked: OpenQuestion) -> KeptQuestion:
    if not asked.body:
        return {}
    body: KeptQuestion = TypeAdapter(type(asked.body)).dump_python(
        asked.body, mode="json", exclude_none=True
    )
    return body


def _question(name: str, about: Ref, body: JsonValue) -> OpenQuestion:
    question = QuestionKind(name)
    carried = TypeAdapter(_PAYLOADS[question]).validate_python(body) if body else None
    return OpenQuestion(question, about, carried)


def ask(tx: Tx, chat: ChatAddress, person: int, asked: OpenQuestion, now: datetime) -> None:
    """Let the next words of this person in this chat answer a question."""
    forget(tx, chat, person)
    tx.execute(
        insert(awaiting).values(
            chat=chat,
            person_id=person,
            question=asked.question,
            about=asked.about,
            body=_body(asked),
            since=now,
        )
    )


_ASKED = Prepared(
    select(awaiting).where(
        awaiting.c.chat == bindparam("chat"),
        awaiting.c.person_id == bindparam("person"),
        awaiting.c.since > bindparam("earliest"),
    )
)


def current(tx: Tx, chat: ChatAddress, person: int, now: datetime) -> OpenQuestion | None:
    """Return the question that is open; today's report does not answer one of yesterday."""
    given = {"chat": chat, "person": person, "earliest": now - QUESTION_OPEN_FOR}
    row = _ASKED.first(tx, given)
    return None if row is None else _question(row.question, row.about, row.body)


def forget(tx: Tx, chat: ChatAddress, person: int) -> bool:
    """Give up the open question; return whether there was one."""
    gone = delete(awaiting).where(awaiting.c.chat == chat, awaiting.c.person_id == person)
    return tx.execute(gone).rowcount > 0

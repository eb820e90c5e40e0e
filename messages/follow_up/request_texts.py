"""Blockers and instructions in words: put to somebody, listed, reminded of, answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item
from rules.policy.requests import RequestKind, RequestState, TrackedRequest

BUTTON = {RequestKind.BLOCKER: "b", RequestKind.INSTRUCTION: "n"}
"""The first word of the data of a kind's buttons."""

Say = Callable[[Texts, TrackedRequest], str]


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences in which the two kinds differ."""

    heading: Say
    content: Say
    question: Say
    refusal: Say
    answer_heading: Say
    quotation: Say


def _who_needs_what(t: Texts, blocker: TrackedRequest) -> str:
    lines = [
        t("Raised by: {who}", who=f"{blocker.raiser_unit} {blocker.raiser}"),
        t("Asked of: {whom}", whom=to_whom(t, blocker)),
        t("Needed: {words}", words=blocker.words),
    ]
    return "\n".join(lines)


def to_whom(t: Texts, blocker: TrackedRequest) -> str:
    """Name whom a blocker is put to."""
    return blocker.asked or blocker.asked_unit or t("the office")


def _given_by(t: Texts, request: TrackedRequest) -> str:
    name = f"{request.raiser}（{request.raiser_post}）"
    if request.advice:
        return t("Advice of {name}", name=f"{request.raiser_unit} {name}")
    return t("Instruction of {name}", name=name)


_WORDINGS = {
    RequestKind.BLOCKER: _Sentences(
        heading=lambda t, r: t("To be coordinated, no. {number}", number=r.id),
        content=_who_needs_what,
        question=lambda t, r: t("Please write the answer to no. {number}.", number=r.id),
        refusal=lambda t, _: t("This was not asked of you."),
        answer_heading=lambda t, r: t("Answer to no. {number}, to be coordinated", number=r.id),
        quotation=lambda t, r: t("Needed: {words}", words=r.words),
    ),
    RequestKind.INSTRUCTION: _Sentences(
        heading=_given_by,
        content=lambda _, r: r.words,
        question=lambda t, _: t("Please write the answer to the instruction."),
        refusal=lambda t, _: t("This instruction is not yours to answer."),
        answer_heading=lambda t, r: (
            t("Answer to your advice") if r.advice else t("Answer to your instruction")
        ),
        quotation=lambda t, r: (
            t("Advice: {words}", words=r.words)
            if r.advice
            else t("Instruction: {words}", words=r.words)
        ),
    ),
}


def blocker_question(t: Texts, item: Item) -> str:
    """Ask what is needed, and from whom."""
    lines = [
        t("Item: {code} {title}", code=item.code, title=item.title),
        t("What is needed, and from whom? For example:"),
        t("The housing bureau has to confirm the plan for moving the pipes"),
    ]
    return "\n".join(lines)


def blocker_card(t: Texts, item: Item, words: str, whom: str, due: date) -> FormattedText:
    """Show a blocker as it would be passed on; `whom` is empty where the office finds out."""
    number = item_link(item.code, item.id)
    lines = [
        t("Asked of: {whom}", whom=whom or t("the office")),
        t("Needed: {words}", words=words),
        due_line(t, due),
    ]
    return joined(
        "\n", [t.formatted("Item: {code} {title}", code=number, title=item.title), *lines]
    )


def answer_card(t: Texts, request: TrackedRequest, words: str) -> FormattedText:
    """Show an answer as it would be passed on."""
    quoted = _WORDINGS[request.kind].quotation(t, request)
    return joined("\n", [_item(t, request), quoted, t("Answer: {words}", words=words)])


def answer_passed_on(t: Texts, request: TrackedRequest) -> FormattedText:
    """Tell whoever answered what was passed on."""
    told = t("The answer has been passed on.")
    return joined("\n", [told, answer_card(t, request, request.answer)])


def return_card(t: Texts, request: TrackedRequest, words: str, due: date) -> FormattedText:
    """Show why an answer would be sent back, and by when it is to be answered again."""
    quoted = t("Answer: {words}", words=request.answer)
    why = t("Sent back: {words}", words=words)
    return joined("\n", [_item(t, request), quoted, why, due_line(t, due)])


def _item(t: Texts, request: TrackedRequest) -> FormattedText:
    number = item_link(request.code, request.item_id)
    return t.formatted("Item: {code} {title}", code=number, title=request.title)


def due_line(t: Texts, due: date) -> str:
    """Say by when a request is to be answered."""
    return t("To be answered by: {day}", day=t.full_day(due))


def _due(t: Texts, request: TrackedRequest) -> list[str]:
    return [due_line(t, request.due)] if request.due is not None else []


def blocker_passed_on(t: Texts, blocker: TrackedRequest) -> FormattedText:
    """Tell whoever raised a blocker where it went."""
    passed_on = t(
        "To be coordinated, no. {number}: passed on to {whom}.",
        number=blocker.id,
        whom=to_whom(t, blocker),
    )
    needed = t("Needed: {words}", words=blocker.words)
    told = t("You will hear the answer here.")
    return joined("\n", [passed_on, _item(t, blocker), needed, *_due(t, blocker), told])


def instruction_passed_on(t: Texts, given: TrackedRequest, names: Sequence[str]) -> str:
    """Tell a leader whom their instruction reached; `names` is empty when nobody could be."""
    if given.advice:
        return _advice_passed_on(t, given, names)
    if not names:
        return t(
            "Your instruction on item {code} stands in the ledger, but nobody responsible can be "
            "written to yet. The office was told.",
            code=given.code,
        )
    passed_on = t(
        "Your instruction on item {code} has been passed on to {names}. You will hear the answer.",
        code=given.code,
        names=t.comma().join(names),
    )
    return "\n".join([passed_on, *_due(t, given)])


def _advice_passed_on(t: Texts, given: TrackedRequest, names: Sequence[str]) -> str:
    passed_on = t(
        "Your advice on item {code} has been passed on to {names}. You will hear the answer.",
        code=given.code,
        names=t.comma().join(names) or t("the office"),
    )
    return "\n".join([passed_on, *_due(t, given)])


def to_answer(t: Texts, request: TrackedRequest) -> FormattedText:
    """Put a request to whoever is to answer it; with its answer once there is one."""
    wording = _WORDINGS[request.kind]
    lines: list[Words] = [
        bold(wording.heading(t, request)),
        _item(t, request),
        wording.content(t, request),
        *_due(t, request),
    ]
    if request.answer:
        lines.append(t("Answer: {words}", words=request.answer))
    if request.sent_back and request.state is RequestState.OPEN:
        lines.append(t("Sent back: {words}", words=request.sent_back))
    return joined("\n", lines)


def answer_button(t: Texts, request: TrackedRequest) -> tuple[ButtonRow, ...]:
    """Offer to answer a request that still waits."""
    if request.state is not RequestState.OPEN:
        return ()
    return ((Button(t("Answer"), answer_data(request)),),)


def answer_data(request: TrackedRequest) -> str:
    """Return the data of the button that answers a request."""
    return f"{BUTTON[request.kind]}:{request.id}:answer"


def send_back_button(t: Texts, request: TrackedRequest) -> tuple[ButtonRow, ...]:
    """Offer its raiser to send an answer back."""
    back = Button(t("Send the answer back"), f"{BUTTON[request.kind]}:{request.id}:back")
    return ((back,),)


def why_sent_back(t: Texts, request: TrackedRequest) -> FormattedText:
    """Ask why an answer is sent back."""
    return joined("\n", [_item(t, request), t("Please write why the answer is sent back.")])


def sent_back(t: Texts, request: TrackedRequest, *, by: str) -> FormattedText:
    """Put a request again to whoever is to answer, after its raiser sent the answer back."""
    heading = bold(t("The answer was sent back by {name}; please answer again.", name=by))
    return joined("\n", [heading, to_answer(t, request)])


def answer_question(t: Texts, request: TrackedRequest) -> str:
    """Ask for the answer, after its button was pressed."""
    return _WORDINGS[request.kind].question(t, request)


def not_asked(t: Texts, request: TrackedRequest) -> str:
    """Refuse an answer of somebody who was not asked."""
    return _WORDINGS[request.kind].refusal(t, request)


def answered(t: Texts, request: TrackedRequest, *, by: str) -> FormattedText:
    """Bring the answer back to whoever raised the request."""
    wording = _WORDINGS[request.kind]
    lines: list[Words] = [
        bold(wording.answer_heading(t, request)),
        _item(t, request),
        wording.quotation(t, request),
        t("Answer: {words}", words=request.answer),
        t("Answered by: {name}", name=by),
    ]
    return joined("\n", lines)

"""Blockers and instructions in words: put to somebody, listed, reminded of, answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item
from rules.policy.requests import RequestKind, RequestState, TrackedRequest

LATEST = 30
"""Instructions in one message; the rest are counted."""

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
        t("Asked of: {whom}", whom=_to_whom(t, blocker)),
        t("Needed: {words}", words=blocker.words),
    ]
    return "\n".join(lines)


def _to_whom(t: Texts, blocker: TrackedRequest) -> str:
    return blocker.asked or blocker.asked_unit or t("the office")


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
        heading=lambda t, r: t("Instruction of {name}", name=f"{r.raiser}（{r.raiser_post}）"),
        content=lambda _, r: r.words,
        question=lambda t, _: t("Please write the answer to the instruction."),
        refusal=lambda t, _: t("This instruction is not yours to answer."),
        answer_heading=lambda t, _: t("Answer to your instruction"),
        quotation=lambda t, r: t("Instruction: {words}", words=r.words),
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


def _item(t: Texts, request: TrackedRequest) -> FormattedText:
    number = item_link(request.code, request.item_id)
    return t.formatted("Item: {code} {title}", code=number, title=request.title)


def blocker_passed_on(t: Texts, blocker: TrackedRequest) -> FormattedText:
    """Tell whoever raised a blocker where it went."""
    passed_on = t(
        "To be coordinated, no. {number}: passed on to {whom}.",
        number=blocker.id,
        whom=_to_whom(t, blocker),
    )
    needed = t("Needed: {words}", words=blocker.words)
    return joined("\n", [passed_on, _item(t, blocker), needed, t("You will hear the answer here.")])


def instruction_passed_on(t: Texts, given: TrackedRequest, names: Sequence[str]) -> str:
    """Tell a leader whom their instruction reached; `names` is empty when nobody could be."""
    if not names:
        return t(
            "Your instruction on item {code} stands in the ledger, but nobody responsible can be "
            "written to yet. The office was told.",
            code=given.code,
        )
    return t(
        "Your instruction on item {code} has been passed on to {names}. You will hear the answer.",
        code=given.code,
        names=t.comma().join(names),
    )


def to_answer(t: Texts, request: TrackedRequest) -> FormattedText:
    """Put a request to whoever is to answer it; with its answer once there is one."""
    wording = _WORDINGS[request.kind]
    lines: list[Words] = [
        bold(wording.heading(t, request)),
        _item(t, request),
        wording.content(t, request),
    ]
    if request.state is RequestState.ANSWERED:
        lines.append(t("Answer: {words}", words=request.answer))
    return joined("\n", lines)


def answer_button(t: Texts, request: TrackedRequest) -> tuple[ButtonRow, ...]:
    """Offer to answer a request that still waits."""
    if request.state is not RequestState.OPEN:
        return ()
    return ((Button(t("Answer"), _answer_data(request)),),)


def _answer_data(request: TrackedRequest) -> str:
    return f"{BUTTON[request.kind]}:{request.id}:answer"


def answer_buttons(t: Texts, rows: Sequence[TrackedRequest]) -> tuple[ButtonRow, ...]:
    """Offer to answer each of a list, also where its letter went to another before the reader."""
    return tuple(
        (Button(t("Answer on item {code}", code=row.code), _answer_data(row)),)
        for row in rows[:LATEST]
    )


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


def open_blockers(t: Texts, rows: Sequence[TrackedRequest], zone: ZoneInfo) -> Words:
    """List what the next dispatch meeting has to settle."""
    if not rows:
        return t("Nothing waits to be coordinated.")
    lines: list[Words] = [bold(t("To be coordinated: {count}", count=len(rows)))]
    for row in rows:
        lines += ["", *_open_blocker(t, row, zone)]
    return joined("\n", lines)


def _open_blocker(t: Texts, row: TrackedRequest, zone: ZoneInfo) -> list[Words]:
    return [
        t.formatted(
            "No. {number}, {day}, {code}｜{title}",
            number=str(row.id),
            day=_day(row, zone),
            code=item_link(row.code, row.item_id),
            title=row.title,
        ),
        t(
            "{who} needs from {whom}: {words}",
            who=f"{row.raiser_unit} {row.raiser}",
            whom=_to_whom(t, row),
            words=row.words,
        ),
    ]


def open_instructions(t: Texts, rows: Sequence[TrackedRequest], zone: ZoneInfo) -> Words:
    """List the instructions that wait for an answer."""
    if not rows:
        return t("Every instruction has been answered.")
    lines: list[Words] = [bold(t("Instructions not answered yet: {count}", count=len(rows)))]
    for row in rows:
        lines += ["", _dated(row, zone), f"{row.raiser}：{row.words}"]
    return joined("\n", lines)


def _dated(row: TrackedRequest, zone: ZoneInfo) -> FormattedText:
    number = item_link(row.code, row.item_id)
    return FormattedText.of(f"{_day(row, zone)}　", number, f"｜{row.title}")


def reminder(t: Texts, request: TrackedRequest, zone: ZoneInfo) -> FormattedText:
    """Remind whoever is to answer, when nobody did for days."""
    heading = t("Not answered since {day}; please answer it.", day=_day(request, zone))
    return joined("\n", [heading, to_answer(t, request)])


def late_instructions(t: Texts, rows: Sequence[TrackedRequest], zone: ZoneInfo) -> FormattedText:
    """Tell the office what has waited for days, and for whom."""
    lines: list[Words] = [bold(t("Instructions long unanswered: {count}", count=len(rows)))]
    for row in rows[:LATEST]:
        owner = f"{row.asked_unit} {row.asked}"
        who = t("{owner} is to answer {leader}", leader=row.raiser, owner=owner)
        lines += ["", _dated(row, zone), who]
    if len(rows) > LATEST:
        lines += ["", t("… and {count} more", count=len(rows) - LATEST)]
    return joined("\n", lines)


def _day(row: TrackedRequest, zone: ZoneInfo) -> str:
    return row.at.astimezone(zone).date().isoformat()

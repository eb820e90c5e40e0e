"""While something is asked of somebody: what becomes of words that are no answer.

A wish is answered and the question waits. Words that surely are about another item are handled
as their own message; then a question whose answer would count at once is given up, for what
follows belongs to that other item. Where it is not sure, he is asked.
"""

from collections.abc import Callable, Mapping

from handlers.closing import clauses, review
from handlers.context import Desk
from handlers.extensions import decide, request
from handlers.follow_up import blockers, instructions
from handlers.pending.classify import Words, judged
from handlers.reporting import no_change
from messages.incoming import Pressed, Said
from messages.outgoing import Button, Spoken
from rules.language.rewriting import clause_meant
from storage.mail import sent
from storage.reporting import open_questions
from storage.reporting.asked_items import item_asked_about
from storage.reporting.open_questions import Asked

AT_ONCE = frozenset(
    {
        request.QUESTION,
        decide.QUESTION,
        blockers.RAISED,
        blockers.ANSWERED,
        instructions.ANSWERED,
        no_change.REASON,
        review.REASON,
    }
)
"""Questions whose answer is passed on as it is written; the others' is shown first."""

ABOUT = "aside:"
Answer = Callable[[Said, Desk, Asked], Spoken]
Otherwise = Callable[[Said, Desk], Spoken]


def heard(desk: Desk, asked: Asked, said: Said, *, answer: Answer, otherwise: Otherwise) -> Spoken:
    """The answer to what was asked, unless the words surely are something else."""
    item = item_asked_about(desk.tx, asked)
    if asked.question == clauses.QUESTION and clause_meant(said.text, 0) is not None:
        return answer(said, desk, asked)
    match judged(said, desk, item):
        case Words.WISH:
            return reminded(desk, asked, otherwise(said, desk))
        case Words.OF_ANOTHER:
            return _of_another(said, desk, asked, otherwise)
        case Words.UNCLEAR:
            return _which(said, desk, asked)
    open_questions.forget(desk.tx, desk.chat, desk.person.id)
    return answer(said, desk, asked)


def _of_another(said: Said, desk: Desk, asked: Asked, otherwise: Otherwise) -> Spoken:
    """Handled as their own message; then he hears what became of the question."""
    if asked.question in AT_ONCE:
        open_questions.forget(desk.tx, desk.chat, desk.person.id)
    spoken = otherwise(said, desk)
    item = item_asked_about(desk.tx, asked)
    if item is None or _open(desk) == asked:
        return reminded(desk, asked, spoken)
    spoken.messages += desk.say(
        desk.t("The question about item {code} is given up; nothing was recorded.", code=item.code)
    ).messages
    return spoken


def _which(said: Said, desk: Desk, asked: Asked) -> Spoken:
    """The message that asks keeps the words and the question, for the button to find them."""
    item = item_asked_about(desk.tx, asked)
    assert item is not None
    return desk.say(
        desk.t(
            "This seems to be about another item. Is it the answer about item {code}? "
            "Please choose.",
            code=item.code,
        ),
        (
            Button(desk.t("It is the answer"), "as:answer"),
            Button(desk.t("It is a new message"), "as:new"),
        ),
        about=f"{ABOUT}{_name(asked)} {said.message} {said.text}",
    )


def _name(asked: Asked) -> str:
    return f"{asked.question}/{asked.about}"


def chosen(
    press: Pressed, desk: Desk, *, answers: Mapping[str, Answer], otherwise: Otherwise
) -> Spoken:
    """`as:answer` or `as:new`: the words written before are taken for what he says they are."""
    kept = sent.about(desk.tx, desk.chat, press.message)
    name, number, text = (*kept.removeprefix(ABOUT).split(" ", 2), "", "")[:3]
    asked = _open(desk)
    waits = asked is not None and _name(asked) == name
    answering = press.data == "as:answer"
    if not kept.startswith(ABOUT) or (answering and not waits):
        return Spoken(toast=desk.t("This button no longer works."))
    said = Said(press.chat, press.by, text, int(number), desk.now)
    if asked is None or not waits:
        spoken = otherwise(said, desk)
    elif answering:
        open_questions.forget(desk.tx, desk.chat, desk.person.id)
        spoken = answers[asked.question](said, desk, asked)
    else:
        spoken = _of_another(said, desk, asked, otherwise)
    taken = desk.t("Taken as the answer.") if answering else desk.t("Taken as a new message.")
    spoken.messages = desk.say(taken, edits=press.message).messages + spoken.messages
    return spoken


def reminded(desk: Desk, asked: Asked | None, spoken: Spoken) -> Spoken:
    """Who asks something in passing hears that his answer is still waited for."""
    item = item_asked_about(desk.tx, asked) if asked and _open(desk) == asked else None
    if item is not None:
        spoken.messages += desk.say(
            desk.t(
                "The question about item {code} still waits for your answer; /cancel drops it.",
                code=item.code,
            )
        ).messages
    return spoken


def _open(desk: Desk) -> Asked | None:
    return open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)

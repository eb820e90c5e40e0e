"""A leader's word on an item: passed on to its owner, and the answer brought back."""

from typing import Any

from handlers.context import Desk
from handlers.reporting import eligibility
from messages.closing import closing
from messages.follow_up import instructions as words_of
from messages.follow_up import too_late_texts
from messages.follow_up.telling import letters
from messages.incoming import Pressed, Said, first_word
from messages.outgoing import Spoken
from notices import recipients
from rules.language.reading.values import Reading
from rules.policy.items import Item, is_open
from rules.policy.permissions import keeps_the_ledger, may_instruct, may_report_on
from storage.follow_up import instructions
from storage.ledger import items as ledger
from storage.mail import sent
from storage.people import people
from storage.reporting import open_questions

ANSWERED = "instruction_answer"
ASKS = frozenset(
    {"query_mine", "query_item", "query_unit", "query_overdue", "chart", "ack", "cancel"}
)
"""What a leader may reply to a card without instructing anybody."""


def by_number(said: Said, desk: Desk, words: str) -> Spoken:
    """`/instruct NUMBER TEXT`; alone it lists what has not been answered."""
    del said
    code, text = first_word(words)
    if not code:
        return listed(desk)
    item = ledger.by_code(desk.tx, code)
    if item is None or not may_instruct(desk.person, item):
        return desk.say(
            desk.t("Only leaders can instruct, on an item they answer for: /instruct NUMBER TEXT")
        )
    if not text.strip():
        return desk.say(desk.t("Please write the instruction after the number."))
    return _given(desk, item, text.strip())


def listed(desk: Desk) -> Spoken:
    """The office sees all of them; whoever else his own, with a button where he is to answer."""
    given, to_answer = instructions.given(desk.tx), []
    if not keeps_the_ledger(desk.person):
        given = [row for row in given if desk.person.id in (row.leader_id, row.owner_id)]
    if not given:
        return desk.say(desk.t("No instruction was given."))
    rows = [row for row in given if row.state == "open"]
    if not keeps_the_ledger(desk.person):
        to_answer = [row for row in rows if not may_not_answer(desk, row)]
    buttons = words_of.answer_buttons(desk.t, to_answer)
    return desk.say(words_of.open_ones(desk.t, rows, desk.city.zone), *buttons)


def replied(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken | None:
    """A leader's reply to a message about an item; None when it is something else."""
    if not said.text or found[0].intent in ASKS:
        return None
    item = ledger.spoken_of(desk.tx, sent.about(desk.tx, desk.chat, said.reply_to))
    if item is None or not may_instruct(desk.person, item) or may_report_on(desk.person, item):
        return None
    return _given(desk, item, said.text)


def _given(desk: Desk, item: Item, words: str) -> Spoken:
    if not is_open(item):
        return desk.say(closing.closed(desk.t, item))
    number = instructions.give(desk.tx, item, desk.person.id, words, desk.now)
    given = instructions.by_id(desk.tx, number)
    responsible = recipients.responsible(desk.tx, item, desk.today)
    reached = [p for p in responsible if p.chat_id is not None]
    spoken = desk.say(words_of.passed_on(desk.t, given, [p.name for p in reached]))
    spoken.messages += letters(
        reached or recipients.office(desk.tx),
        desk.city.language,
        lambda t: words_of.to_owner(t, given),
        lambda t: words_of.answer_button(t, number),
        about=f"item:{item.id}",
        living=f"instruction:{number}",
    )
    return spoken


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`n:<instruction>:answer`."""
    del press
    refusal = may_not_answer(desk, instructions.by_id(desk.tx, int(words[0])))
    if refusal:
        return Spoken(toast=refusal)
    question = open_questions.Asked(ANSWERED, f"instruction:{words[0]}", {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, question, desk.now)
    return desk.say(desk.t("Please write the answer to the instruction."))


def may_not_answer(desk: Desk, given: Any) -> str:
    if given is None:
        return desk.t("This button no longer works.")
    if given.state != "open":
        by = people.by_id(desk.tx, given.answered_by).name
        return desk.t("This was already answered by {name}.", name=by)
    item = ledger.by_id(desk.tx, given.item_id)
    return (
        ""
        if may_report_on(desk.person, item)
        else desk.t("This instruction is not yours to answer.")
    )


def answered(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    number = asked.number
    given = instructions.by_id(desk.tx, number)
    refusal = may_not_answer(desk, given)
    if given is not None and given.state != "open":
        return _answered_before(desk, number)
    if given is None or refusal:
        return desk.say(refusal)
    if not said.text.strip():
        open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
        return desk.say(desk.t("Please write the answer in words."))
    if not instructions.answer(desk.tx, given, desk.person.id, said.text.strip(), desk.now):
        return _answered_before(desk, number)
    return _brought_back(desk, number)


def _answered_before(desk: Desk, number: int) -> Spoken:
    """Whoever may still answer for the item hears what was said, and where his words belong."""
    given = instructions.by_id(desk.tx, number)
    assert given is not None
    item = ledger.by_id(desk.tx, given.item_id)
    if not may_report_on(desk.person, item):
        return desk.say(may_not_answer(desk, given))
    by = people.by_id(desk.tx, given.answered_by).name
    add = too_late_texts.in_a_report(desk.t, item.code)
    text = too_late_texts.answered_before(desk.t, by=by, words=given.answer, add=add)
    return desk.say(text, about=f"item:{item.id}")


def _brought_back(desk: Desk, number: int) -> Spoken:
    given = instructions.by_id(desk.tx, number)
    assert given is not None
    item = ledger.by_id(desk.tx, given.item_id)
    by = f"{desk.person.unit} {eligibility.signature(desk, item)}"
    spoken = desk.say(desk.t("The answer has been passed on."), about=f"item:{item.id}")
    spoken.messages += letters(
        [people.by_id(desk.tx, given.leader_id)],
        desk.city.language,
        lambda t: words_of.answered(t, given, by=by),
        about=f"item:{given.item_id}",
    )
    return spoken

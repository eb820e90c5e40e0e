"""A problem that needs somebody else: raised, passed on, answered."""

from handlers.context import Desk
from handlers.reporting import eligibility, report_guard
from messages.follow_up import blockers as words_of
from messages.follow_up import too_late_texts
from messages.follow_up.telling import letters
from messages.incoming import Pressed, Said, first_word
from messages.outgoing import Spoken
from notices import prompt_answers, recipients, requests
from rules.policy.items import Item
from rules.policy.permissions import keeps_the_ledger, may_report_on
from storage.follow_up import blockers
from storage.follow_up.blockers import Blocker
from storage.ledger import items as ledger
from storage.people import people
from storage.reporting import open_questions

RAISED, ANSWERED = "blocker", "blocker_answer"
SHORTEST = 4
"""Characters below which nobody can tell what is needed."""


def by_number(said: Said, desk: Desk, words: str) -> Spoken:
    """`/blocker NUMBER TEXT`; for the office alone `/blocker` lists what is open."""
    del said
    code, text = first_word(words)
    if not code and keeps_the_ledger(desk.person):
        rows = blockers.unanswered(desk.tx)
        return desk.say(words_of.for_the_meeting(desk.t, rows, desk.city.zone))
    if not code:
        return desk.say(desk.t("Please write /blocker NUMBER and what you need from whom."))
    item = ledger.by_code(desk.tx, code)
    relapse = report_guard.trouble(desk, item, text.strip()) if item else None
    if relapse is not None:
        return relapse
    refusal = eligibility.refusal(desk, item, code)
    if item is None or refusal:
        return desk.say(refusal)
    return _entered(desk, item, text.strip()) if text.strip() else begin(desk, item)


def begin(desk: Desk, item: Item) -> Spoken:
    question = open_questions.Asked(RAISED, f"item:{item.id}", {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, question, desk.now)
    return desk.say(words_of.question(desk.t, item), about=f"item:{item.id}")


def told(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    """What is needed, from whom."""
    item = ledger.by_id(desk.tx, asked.number)
    refusal = eligibility.refusal(desk, item, item.code)
    if refusal:
        return desk.say(refusal)
    return _entered(desk, item, said.text.strip())


def _entered(desk: Desk, item: Item, words: str) -> Spoken:
    if len(words) < SHORTEST:
        spoken = begin(desk, item)
        return Spoken(spoken.messages)
    raised = Blocker(item.id, desk.person.id, words)
    number, letters_out = requests.enter(desk.tx, desk.city, raised, item.lead.id, desk.now)
    prompt_answers.record(desk.tx, item.id, "blocker", desk.person.id, desk.now)
    row = blockers.by_id(desk.tx, number)
    spoken = desk.say(words_of.handed_in(desk.t, row), about=f"item:{item.id}")
    spoken.messages += [letter for letter in letters_out if letter.chat != desk.chat]
    spoken.messages += prompt_answers.shown_again(desk.tx, desk.city, item.id, desk.now)
    return spoken


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`b:<blocker>:answer`."""
    del press
    refusal = may_not_answer(desk, int(words[0]))
    if refusal:
        return Spoken(toast=refusal)
    question = open_questions.Asked(ANSWERED, f"blocker:{words[0]}", {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, question, desk.now)
    return desk.say(desk.t("Please write the answer to no. {number}.", number=words[0]))


def may_not_answer(desk: Desk, number: int) -> str:
    row = blockers.by_id(desk.tx, number)
    if row is None:
        return desk.t("This button no longer works.")
    if row.state != "open":
        by = people.by_id(desk.tx, row.answered_by).name
        return desk.t("This was already answered by {name}.", name=by)
    asked = {p.id for p in requests.asked_to_help(desk.tx, row.unit_id, row.leader_id)}
    if desk.person.id in asked or keeps_the_ledger(desk.person):
        return ""
    return desk.t("This was not asked of you.")


def answered(said: Said, desk: Desk, asked: open_questions.Asked) -> Spoken:
    number = asked.number
    row = blockers.by_id(desk.tx, number)
    refusal = may_not_answer(desk, number)
    if row is not None and row.state != "open":
        return _answered_before(desk, number)
    if row is None or refusal:
        return desk.say(refusal)
    if not said.text.strip():
        open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
        return desk.say(desk.t("Please write the answer in words."))
    if not blockers.answer(desk.tx, row, desk.person.id, said.text.strip(), desk.now):
        return _answered_before(desk, number)
    return _passed_back(desk, number)


def _answered_before(desk: Desk, number: int) -> Spoken:
    """He was asked, or he could not have begun: he hears what was said, and that his is not it."""
    row = blockers.by_id(desk.tx, number)
    assert row is not None
    item = ledger.by_id(desk.tx, row.item_id)
    if may_report_on(desk.person, item):
        add = too_late_texts.in_a_report(desk.t, item.code)
    else:
        add = too_late_texts.by_telling(desk.t, f"{row.person_unit} {row.person}")
    by = people.by_id(desk.tx, row.answered_by).name
    text = too_late_texts.answered_before(desk.t, by=by, words=row.answer, add=add)
    return desk.say(text, about=f"item:{row.item_id}")


def _passed_back(desk: Desk, number: int) -> Spoken:
    row = blockers.by_id(desk.tx, number)
    assert row is not None
    item = ledger.by_id(desk.tx, row.item_id)
    raised = [people.by_id(desk.tx, row.person_id), *recipients.owner(desk.tx, item, desk.today)]
    by = desk.person.name
    spoken = desk.say(desk.t("The answer has been passed on."))
    spoken.messages += requests.told(desk.tx, desk.city, number)
    spoken.messages += letters(
        raised,
        desk.city.language,
        lambda t: words_of.answered(t, row, by=by),
        about=f"item:{item.id}",
    )
    return spoken

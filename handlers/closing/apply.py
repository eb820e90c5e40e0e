"""Close: the owner walks the five clauses, and what he shows becomes an application."""

from functools import partial

from handlers.closing import clauses
from handlers.closing.review import moment_for, to_verifiers
from handlers.context import Desk
from handlers.reporting import eligibility
from messages.closing import closing as texts
from messages.closing import gap_texts
from messages.follow_up.telling import letters
from messages.incoming import Pressed, Said
from messages.outgoing import Spoken
from notices import closing as dossiers
from rules.policy.closing import Act, Outcome, Refusal, decide
from rules.policy.items import Item
from rules.policy.permissions import may_apply_for_closing, may_see_item
from storage.closing import closings
from storage.closing.closings import Closing
from storage.ledger import items as ledger
from storage.people import people
from storage.reporting import drafts, evidence, reports
from storage.reporting.open_questions import Asked


def begin(said: Said, desk: Desk, words: str) -> Spoken:
    """`/close NUMBER`: from the first clause on, or where it was left."""
    if not words:
        return desk.say(desk.t("Please write /close and the number of an item of yours: /my"))
    item = ledger.by_code(desk.tx, words)
    if item is None or not may_see_item(desk.person, item):
        return desk.say(desk.t("No item was found for “{words}”.", words=words))
    return _first_clause(desk, item, said.message)


def pressed_to_begin(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`申请销号` under what follows the answer `已完成`."""
    return _first_clause(desk, ledger.by_id(desk.tx, int(words[0])), press.message)


def _first_clause(desk: Desk, seen: Item, message: int) -> Spoken:
    ledger.hold(desk.tx, seen.id)
    item = ledger.by_id(desk.tx, seen.id)
    outcome = decide(item, Act.APPLY, desk.person, moment_for(desk, item))
    if isinstance(outcome, Refusal):
        words = texts.refused(desk.t, item, outcome)
        buttons = gap_texts.step_buttons(desk.t, item, outcome.gap)
        return desk.say(words, *buttons, about=f"item:{item.id}")
    begun = closings.gathering(desk.tx, item.id)
    if begun is not None:
        # Begun by the owner, gone on with by his deputy: nothing is asked twice.
        return clauses.go_on(desk, item, begun)
    new = drafts.NewDraft(
        chat=desk.chat,
        person=desk.person.id,
        message=message,
        words="",
        kind="申请销号",
        item=item.id,
        reading={"figures": [], "dates": [], "candidates": [], "blocker": ""},
        state="gathering",
    )
    draft = drafts.begin(desk.tx, new, desk.now).id
    number = closings.begin(desk.tx, item.id, desk.person.id, draft, desk.now)
    return clauses.ask(desk, item, number, 0)


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`提交`, `取消` or `重填第N条` under the finished dossier, by whoever may apply."""
    closing = closings.by_id(desk.tx, int(words[0]))
    if closing.state != "gathering":
        return Spoken(toast=desk.t("This card has already been dealt with."))
    ledger.hold(desk.tx, closing.item_id)
    item = ledger.by_id(desk.tx, closing.item_id)
    outcome = decide(item, Act.APPLY, desk.person, moment_for(desk, item))
    if words[1] == "drop" and may_apply_for_closing(desk.person, item):
        return dropped(desk, closing, edits=press.message)
    if isinstance(outcome, Refusal):
        return Spoken(toast=texts.refused(desk.t, item, outcome))
    if words[1] == "again":
        return clauses.ask_again(desk, closing, int(words[2]))
    if not clauses.is_complete(desk, closing):
        return clauses.go_on(desk, item, closing)
    return _submitted(press, desk, closing, outcome)


def question_dropped(desk: Desk, asked: Asked) -> Spoken | None:
    """He cancels while a clause is asked for: his own application goes with it."""
    kept = clauses.dropped_again(desk, asked)
    if kept is not None or asked.question != clauses.QUESTION:
        return kept
    closing = closings.by_id(desk.tx, int(asked.about.partition(":")[0]))
    own = closing.person_id == desk.person.id and closing.state == "gathering"
    return dropped(desk, closing) if own else None


def dropped(desk: Desk, closing: Closing, *, edits: int | None = None) -> Spoken:
    """Nothing becomes of an application; the next one begins with the first clause."""
    if not closings.drop(desk.tx, closing.id):
        return desk.say(desk.t("This card has already been dealt with."))
    item, living = ledger.by_id(desk.tx, closing.item_id), f"closing:{closing.id}"
    spoken = desk.say(
        texts.dropped(desk.t, item), about=f"item:{item.id}", edits=edits, living=living
    )
    if closing.person_id != desk.person.id:
        begun_by = [people.by_id(desk.tx, closing.person_id)]
        words = partial(texts.dropped_by, item=item, by=desk.person.name)
        spoken.messages += letters(begun_by, desk.city.language, words, about=f"item:{item.id}")
    return spoken


def _submitted(press: Pressed, desk: Desk, closing: Closing, outcome: Outcome) -> Spoken:
    """Whoever hands it in is the applicant, whoever began it."""
    if not closings.hand_in(desk.tx, closing.id, desk.person.id):
        return Spoken(toast=desk.t("This card has already been dealt with."))
    item = ledger.by_id(desk.tx, closing.item_id)
    shown = dossiers.of(desk.tx, closings.by_id(desk.tx, closing.id))
    report = reports.Report(
        item=item,
        person=desk.person.id,
        words="\n".join(f"{clause}：{words}" for clause, words in shown.clauses),
        kind="完成",
        finished=True,
        instead_of=eligibility.owner_represented(desk, item),
    )
    number, receipt = reports.keep(desk.tx, report, desk.now, desk.city.zone)
    evidence.belongs_to(desk.tx, closing.draft_id, number)
    drafts.settled(desk.tx, closing.draft_id, number)
    closings.change(desk.tx, closing.id, report_id=number)
    closings.move(desk.tx, ledger.by_id(desk.tx, item.id), outcome, desk.person.id, desk.now)
    text = desk.t("Applied for. Receipt: {receipt}", receipt=receipt)
    spoken = desk.say(
        text + "\n" + texts.dossier_text(desk.t, shown),
        edits=press.message,
        living=f"closing:{closing.id}",
    )
    spoken.messages += to_verifiers(desk, dossiers.of(desk.tx, closings.by_id(desk.tx, closing.id)))
    return spoken

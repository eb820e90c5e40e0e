"""Close: the owner walks the five clauses, and what he shows becomes an application."""

from handlers import files, standing
from handlers.desk import Desk
from handlers.heard import Pressed, Said
from handlers.review import moment_for, to_verifiers
from messages import closing as texts
from messages.outgoing import Spoken
from rules.closing import Act, Refusal, decide
from rules.items import Item
from rules.permissions import may_see_item
from storage import asking, closings, dossiers, drafts, evidence, reports
from storage import items as ledger
from storage.asking import Asked
from storage.closings import Closing

QUESTION = "clause"


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


def _first_clause(desk: Desk, item: Item, message: int) -> Spoken:
    outcome = decide(item, Act.APPLY, desk.person, moment_for(desk))
    if isinstance(outcome, Refusal):
        return desk.say(texts.refused(desk.t, item, outcome))
    begun = closings.gathering(desk.tx, item.id)
    if begun is not None:
        # Begun by the owner, gone on with by his deputy: nothing is asked twice.
        closings.change(desk.tx, begun.id, person_id=desk.person.id)
        return _next(desk, item, begun)
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
    return _ask(desk, item, number, 0)


def _next(desk: Desk, item: Item, closing: Closing) -> Spoken:
    """The first clause that has no answer yet; when all have one, the dossier."""
    position = len(closings.answers(desk.tx, closing.id))
    if position < len(desk.city.clauses):
        return _ask(desk, item, closing.id, position)
    return desk.say(
        texts.dossier_text(desk.t, dossiers.of(desk.tx, closing)),
        *texts.submit_buttons(desk.t, closing.id),
        about=f"item:{item.id}",
        living=f"closing:{closing.id}",
    )


def _ask(desk: Desk, item: Item, closing: int, position: int) -> Spoken:
    clauses = desk.city.clauses
    about = f"{closing}:{position}"
    asking.ask(desk.tx, desk.chat, desk.person.id, Asked(QUESTION, about, {}), desk.now)
    question = texts.clause_question(desk.t, item, clauses[position], position + 1, len(clauses))
    return desk.say(question, about=f"item:{item.id}")


def answered(said: Said, desk: Desk, asked: Asked) -> Spoken:
    """One clause's words or files; a file alone is an answer too."""
    number, position = (int(part) for part in asked.about.split(":"))
    closing = closings.by_id(desk.tx, number)
    item = ledger.by_id(desk.tx, closing.item_id)
    outcome = decide(item, Act.APPLY, desk.person, moment_for(desk))
    if isinstance(outcome, Refusal):
        return desk.say(texts.refused(desk.t, item, outcome))
    if closing.state != "gathering":
        return desk.say(desk.t("This card has already been dealt with."))
    if position != len(closings.answers(desk.tx, number)):
        # Somebody else has answered this clause meanwhile.
        return _next(desk, item, closing)
    files.note(said, desk, draft=closing.draft_id)
    clause = desk.city.clauses[position].name
    words = said.text or desk.t("see the file {name}", name=said.file.name if said.file else "")
    closings.answer(desk.tx, number, position, clause, words)
    return _next(desk, item, closing)


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`提交` or `取消` under the finished dossier."""
    closing = closings.by_id(desk.tx, int(words[0]))
    if closing.person_id != desk.person.id:
        return Spoken(toast=desk.t("This card is not yours."))
    if closing.state != "gathering":
        return Spoken(toast=desk.t("This card has already been dealt with."))
    if words[1] == "drop":
        return dropped(desk, closing, edits=press.message)
    return _submitted(press, desk, closing, f"closing:{closing.id}")


def of_question(desk: Desk, asked: Asked) -> Closing | None:
    """His own application that a question about a clause belongs to, while it is being made."""
    if asked.question != QUESTION:
        return None
    closing = closings.by_id(desk.tx, int(asked.about.partition(":")[0]))
    own = closing.person_id == desk.person.id and closing.state == "gathering"
    return closing if own else None


def dropped(desk: Desk, closing: Closing, *, edits: int | None = None) -> Spoken:
    """Nothing becomes of an application; the next one begins with the first clause."""
    closings.change(desk.tx, closing.id, state="over")
    item = ledger.by_id(desk.tx, closing.item_id)
    text = desk.t(
        "The application to strike off item {code} is dropped; nothing was recorded.",
        code=item.code,
    )
    return desk.say(text, about=f"item:{item.id}", edits=edits, living=f"closing:{closing.id}")


def _submitted(press: Pressed, desk: Desk, closing: Closing, living: str) -> Spoken:
    ledger.hold(desk.tx, closing.item_id)
    item = ledger.by_id(desk.tx, closing.item_id)
    outcome = decide(item, Act.APPLY, desk.person, moment_for(desk))
    if isinstance(outcome, Refusal):
        return Spoken(toast=texts.refused(desk.t, item, outcome))
    if not closings.hand_in(desk.tx, closing.id):
        return Spoken(toast=desk.t("This card has already been dealt with."))
    shown = dossiers.of(desk.tx, closing)
    report = reports.Report(
        item=item,
        person=desk.person.id,
        words="\n".join(f"{clause}：{words}" for clause, words in shown.clauses),
        kind="完成",
        finished=True,
        instead_of=standing.owner_represented(desk, item),
    )
    number, receipt = reports.keep(desk.tx, report, desk.now, desk.city.zone)
    evidence.belongs_to(desk.tx, closing.draft_id, number)
    drafts.settled(desk.tx, closing.draft_id, number)
    closings.change(desk.tx, closing.id, report_id=number)
    closings.move(desk.tx, ledger.by_id(desk.tx, item.id), outcome, desk.person.id, desk.now)
    text = desk.t("Applied for. Receipt: {receipt}", receipt=receipt)
    spoken = desk.say(
        text + "\n" + texts.dossier_text(desk.t, shown), edits=press.message, living=living
    )
    spoken.messages += to_verifiers(desk, dossiers.of(desk.tx, closing))
    return spoken

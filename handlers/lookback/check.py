"""The form of a check on site: a verdict, words and photos, a card, and then it is entered."""

from dataclasses import replace
from functools import partial

from handlers.context import Context
from handlers.lookback import outcome
from handlers.message import Message
from handlers.reporting import files
from messages.closing import closing_texts
from messages.incoming import ButtonPress
from messages.lookback import check_texts
from messages.outgoing import Reply
from messages.texts import texts
from rules.policy.closing import Refusal, RefusalReason
from rules.policy.items import Item, is_open
from rules.policy.lookback import SHORTEST, CheckState, LookBackCheck, may_check
from rules.policy.refs import Ref, RefKind
from rules.policy.statements import letters_in
from storage.ledger import item_store
from storage.lookback import candidates, checks
from storage.reporting import evidence, open_questions
from storage.reporting.open_questions import FindingSoFar, OpenQuestion, QuestionKind


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `lb:<check>:kept|slight|relapsed`, `submit` or `again`."""
    check = checks.by_id(ctx.tx, int(words[0]))
    if check is None:
        return Reply(toast=ctx.t("This button no longer works."))
    item = item_store.held(ctx.tx, check.item_id)
    refused = _refusal(ctx, item, check)
    if refused:
        return Reply(toast=refused)
    if words[1] == "submit":
        return _submitted(press, ctx, item, check)
    if words[1] == "again":
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
        return _form(ctx, item, check, press.message_id)
    verdict = next(v for v, word in check_texts.DATA.items() if word == words[1])
    return _ask(ctx, item, check, FindingSoFar(verdict))


def _refusal(ctx: Context, item: Item, check: LookBackCheck) -> str:
    """Say why this person cannot fill the form in; empty when they can."""
    if check.state is CheckState.DONE:
        return ctx.t("This card has already been dealt with.")
    if is_open(item):
        return closing_texts.refused(ctx.t, item, Refusal(RefusalReason.NOT_NOW))
    decided = candidates.deciders(ctx.tx, item.id)
    if check.checker_id not in (None, ctx.person.id) or not may_check(ctx.person, item, decided):
        return ctx.t("This is not yours to decide.")
    return ""


def _form(ctx: Context, item: Item, check: LookBackCheck, edits: int) -> Reply:
    return ctx.say(
        check_texts.letter(ctx.t, item, check),
        *check_texts.verdict_buttons(ctx.t, check),
        about=Ref.item(item.id),
        edits=edits,
    )


def _ask(ctx: Context, item: Item, check: LookBackCheck, so_far: FindingSoFar) -> Reply:
    _wait(ctx, check, so_far)
    return ctx.say(check_texts.question(ctx.t, item, so_far.verdict), about=Ref.item(item.id))


def _wait(ctx: Context, check: LookBackCheck, so_far: FindingSoFar) -> None:
    question = OpenQuestion(QuestionKind.LOOKBACK_FINDING, Ref(RefKind.LOOKBACK, check.id), so_far)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)


def described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words, photos and a place; once there are words, show the card with what is entered."""
    check, so_far = checks.by_id(ctx.tx, asked.about.id), asked.body
    assert check is not None and isinstance(so_far, FindingSoFar)
    item = item_store.by_id(ctx.tx, check.item_id)
    refused = _refusal(ctx, item, check)
    if refused:
        return ctx.say(refused)
    files.note(message, ctx, item=item.id)
    said = message.text.strip()
    words = said if letters_in(said) >= SHORTEST else so_far.words
    found = FindingSoFar(so_far.verdict, words, message.location or so_far.location)
    if not words:
        return _ask(ctx, item, check, found)
    _wait(ctx, check, found)
    photos = evidence.shown_by(ctx.tx, item.id, ctx.person.id)
    seen = check_texts.with_place(ctx.t, words, found.location)
    return ctx.say(
        check_texts.card(ctx.t, item, found.verdict, seen, photos),
        *check_texts.card_buttons(ctx.t, check),
        about=Ref.item(item.id),
        live_key=Ref(RefKind.LOOKBACK, check.id),
    )


def _submitted(press: ButtonPress, ctx: Context, item: Item, check: LookBackCheck) -> Reply:
    """Enter the finding that stands on the card, and do what follows from it."""
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    found = (
        asked.body if asked is not None and asked.about == Ref(RefKind.LOOKBACK, check.id) else None
    )
    if not isinstance(found, FindingSoFar) or not found.words:
        return Reply(toast=ctx.t("This button no longer works."))
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    said = check_texts.with_place(texts(ctx.city.language), found.words, found.location)
    found = replace(found, words=said)
    if not checks.enter(ctx.tx, check, found.verdict, found.words, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    entered = partial(
        check_texts.entered, item=item, verdict=found.verdict, by=ctx.person.name, words=found.words
    )
    return outcome.of_check(press, ctx, item, check, found, entered)

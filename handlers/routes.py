"""The list that names every conversation: commands, buttons, awaited answers, plain wishes."""

import re
from collections.abc import Callable
from contextlib import suppress

from handlers.accounts import account, deputies, groups, unbinding
from handlers.closing import apply, clauses, evidence, reopen, review
from handlers.context import Context
from handlers.extensions import choose_item, decide, request, withdraw
from handlers.follow_up import (
    answer_request,
    prompt_answers,
    prompts,
    raise_request,
    replies,
    rounds,
)
from handlers.pending import interruptions
from handlers.queries import (
    delivery,
    digest,
    item_card,
    lists,
    questions,
    silence,
    status,
    workdays,
)
from handlers.reporting import cards, correct, no_change, report
from messages.incoming import ButtonPress, IncomingMessage, first_word
from messages.outgoing import Reply
from messages.texts import LANGUAGES
from rules.language.interruptions import asks_for_help
from rules.language.reading.values import Intent, Reading
from rules.policy.people import Person
from rules.policy.permissions import may_unbind
from storage.db.engine import NotThere, attempt
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion

Command = Callable[[IncomingMessage, Context, str], Reply]
Press = Callable[[ButtonPress, Context, list[str]], Reply]
Answer = Callable[[IncomingMessage, Context, OpenQuestion], Reply]
Wish = Callable[[IncomingMessage, Context, tuple[Reading, ...]], Reply]

COMMANDS: dict[str, Command] = {
    "start": account.start,
    "help": lambda _said, ctx, _words: account.helped(ctx),
    "my": lambda _said, ctx, _words: lists.my(ctx),
    "item": lambda _said, ctx, words: item_card.shown(ctx, words),
    "report": report.by_number,
    "extend": request.by_number,
    "blocker": raise_request.blocker_by_number,
    "instruct": raise_request.instruct_by_number,
    "round": rounds.opened,
    "workdays": lambda _said, ctx, words: workdays.counted(ctx, words),
    "deputy": deputies.appoint,
    "told": lambda _said, ctx, words: delivery.told(ctx, words),
    "digest": digest.asked,
    "overdue": lambda _said, ctx, words: questions.overdue_of(ctx, words),
    "search": lambda _said, ctx, words: lists.search(ctx, words),
    "status": lambda _said, ctx, words: questions.status_of(ctx, words),
    "close": apply.begin,
    "review": lambda _said, ctx, _words: review.waiting(ctx),
    "reopen": reopen.by_number,
    "bind": lambda message, ctx, words: groups.bind(ctx, message.chat, words),
    "unbind": lambda _said, ctx, words: unbinding.begin(ctx, words),
    "receipt": lambda _said, ctx, words: account.receipt(ctx, words),
    "language": lambda _said, ctx, words: account.language(ctx, words),
    "cancel": lambda _said, ctx, _words: account.cancelled(ctx),
}
"""What follows a slash; `words` is what stands behind it."""

HIDDEN: dict[str, Callable[[Person], bool]] = {"unbind": may_unbind}
"""Commands that do not exist for whoever may not use them."""

N = r"\d{1,9}"
PRESSES: dict[str, tuple[str, Press]] = {
    "p": (f"{N}:(show|done|on_schedule|extension|blocker)", prompts.pressed),
    "pz": (f"{N}:(hours|morning)", prompts.put_off),
    "x": (f"{N}:(ok|no)", decide.pressed),
    "xd": (N, request.day_taken),
    "as": ("answer|new", lambda pressed, ctx, _words: _of_aside(pressed, ctx)),
    "xw": (N, withdraw.pressed),
    "xi": (N, choose_item.chosen),
    "b": (f"{N}:answer", answer_request.blocker_pressed),
    "n": (f"{N}:answer", answer_request.instruction_pressed),
    "r": (f"{N}:(report|same)", rounds.pressed),
    "rc": (N, rounds.cancelled),
    "d": (f"{N}:(ok|no|ed|sw|sw:{N}|item:{N})", cards.pressed),
    "ca": (N, apply.pressed_to_begin),
    "ms": (f"{N}:{N}", prompt_answers.step_pressed),
    "cl": (f"{N}:(submit|drop|again:{N})", apply.pressed),
    "cv": (f"{N}:(pass|back|strike)", review.pressed),
    "ev": (f"{N}:{N}", evidence.pressed),
    "ub": (f"{N}(:{N}:(ok|no))?", unbinding.pressed),
    "l": (N, lists.turned),
    "lang": ("|".join(LANGUAGES), account.language_chosen),
}
"""Button data is `name:word:word…`: whose button it is, the words it may carry, who hears of it."""

ANSWERS: dict[str, Answer] = {
    request.QUESTION: request.answered,
    decide.QUESTION: decide.refused,
    raise_request.BLOCKER: raise_request.blocker_described,
    prompt_answers.FIGURE: prompt_answers.figure,
    prompt_answers.DONE: prompt_answers.evidence,
    **dict.fromkeys(answer_request.QUESTIONS.values(), answer_request.answered),
    rounds.PROGRESS: rounds.progress,
    no_change.REASON: rounds.reason,
    "new_words": correct.new_words,
    clauses.QUESTION: clauses.answered,
    review.REASON: review.sent_back,
}
"""What the next words answer, by the question that was asked."""

WISHES: dict[Intent, Wish] = {
    "progress": report.begin_all,
    "done": report.begin_all,
    "problem": report.begin_all,
    "extension": choose_item.wished,
    "correction": correct.corrected,
    "cancel": lambda message, ctx, _found: account.cancelled(ctx, message.text),
    "ack": lambda _said, ctx, _found: account.acknowledged(ctx),
    "query_mine": lambda message, ctx, _found: questions.mine(message, ctx),
    "query_overdue": lambda message, ctx, _found: questions.overdue(message, ctx),
    "query_item": lambda message, ctx, found: questions.one(message, ctx, found[0]),
    "query_unit": lambda message, ctx, _found: questions.asked(message, ctx),
    "chart": lambda message, ctx, _found: status.asked(message, ctx),
}
"""What plain words may want; everything else gets a line of help."""

BEGIN = frozenset(
    {
        "start",
        "report",
        "extend",
        "blocker",
        "instruct",
        "round",
        "deputy",
        "close",
        "reopen",
        "bind",
    }
)
"""Commands after which the next words are no longer the answer to what was asked before."""

IN_GROUPS = frozenset({"bind", "help", "overdue", "status", "digest", "item", "search", "workdays"})
"""Commands that a group may hear the answer of."""

READ_IN_GROUPS = frozenset({"overdue", "status", "item", "search"})
"""Of these it hears its own share."""


def command(message: IncomingMessage, ctx: Context) -> Reply:
    """`/name@bot words`."""
    name, words = first_word(message.text[1:])
    bare = _addressed(name)[0]
    act = COMMANDS.get(bare)
    may = HIDDEN.get(bare)
    if act is None or (may is not None and not may(ctx.person)):
        return ctx.say(ctx.t("There is no command {name}. See /help", name=f"/{name}"))
    if bare in BEGIN:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    return interruptions.reminded(ctx, asked, act(message, ctx, words.strip()))


def _addressed(command: str) -> tuple[str, str]:
    """`name@bot`, or `name` for whatever bot is there."""
    name, _, bot = command.lower().partition("@")
    return name, bot


def in_group(message: IncomingMessage, ctx: Context) -> Reply:
    """In groups only commands are answered, and only our own: the rest is talk among people."""
    name, bot = _addressed(first_word(message.text[1:])[0])
    if message.edited or not message.text.startswith("/") or name not in IN_GROUPS:
        return Reply()
    if bot not in ("", ctx.city.bot_name.lower()):
        return Reply()
    if name not in READ_IN_GROUPS:
        return command(message, ctx)
    reader = groups.for_the_group(ctx)
    return command(message, reader) if reader else ctx.say(digest.not_bound(ctx.t))


def press(pressed: ButtonPress, ctx: Context) -> Reply:
    """Buttons that no longer mean anything are answered, and change nothing."""
    name, _, data = pressed.data.partition(":")
    shape, act = PRESSES.get(name, ("", None))
    if act is not None and re.fullmatch(shape, data):
        reader = groups.for_the_group(ctx) if ctx.in_group and name == "l" else ctx
        # What data of an older ledger, or forged, speaks of may not be there.
        with suppress(NotThere), attempt(ctx.tx):
            return act(pressed, reader, data.split(":")) if reader else Reply()
    return Reply(toast=ctx.t("This button no longer works."))


def _of_aside(pressed: ButtonPress, ctx: Context) -> Reply:
    return interruptions.chosen(pressed, ctx, answers=ANSWERS, otherwise=free_words)


def free_words(message: IncomingMessage, ctx: Context) -> Reply:
    """Plain words, read for what they want."""
    if not message.text and message.file is not None:
        return report.reported(message, ctx)
    if report.too_long(message):
        return report.reported(message, ctx)
    if asks_for_help(message.text):
        return account.helped(ctx)
    found = report.readings_of(message, ctx)
    replied = replies.to_a_letter(message, ctx, found)
    replied = replied or raise_request.instruct_by_reply(message, ctx, found)
    if replied is not None:
        return replied
    named = _asked(message, ctx, found[0])
    if named is not None:
        return named
    wish = WISHES.get(found[0].intent)
    if wish is None and message.file is not None:
        wish = WISHES["progress"]
    return wish(message, ctx, found) if wish else account.not_understood(ctx)


def _asked(message: IncomingMessage, ctx: Context, found: Reading) -> Reply | None:
    """Questions that are known by their words, whatever the reading takes them for."""
    named = silence.put(message, ctx, found) or questions.bare(message, ctx)
    if named is None and not found.intent.startswith("query"):
        return questions.put(message, ctx, found)
    return named

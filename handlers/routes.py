"""The list that names every conversation: commands, buttons, awaited answers, plain wishes."""

import re
from collections.abc import Callable
from contextlib import suppress

from handlers.accounts import account, deputies, groups, unbinding
from handlers.closing import apply, clauses, evidence, reopen, review
from handlers.context import Desk
from handlers.extensions import choose_item, decide, request, withdraw
from handlers.follow_up import (
    blockers,
    instructions,
    prompt_answers,
    prompts,
    replies,
    rounds,
)
from handlers.pending import interruptions
from handlers.queries import delivery, digest, item, lists, questions, silence, status, workdays
from handlers.reporting import card, correct, no_change, report
from messages.incoming import Pressed, Said, first_word
from messages.outgoing import Spoken
from messages.texts import LANGUAGES
from rules.language.asides import asks_for_help
from rules.language.reading.values import Intent, Reading
from rules.policy.people import Person
from rules.policy.permissions import may_unbind
from storage.db.engine import NotThere, attempt
from storage.reporting import open_questions
from storage.reporting.open_questions import Asked

Command = Callable[[Said, Desk, str], Spoken]
Press = Callable[[Pressed, Desk, list[str]], Spoken]
Answer = Callable[[Said, Desk, Asked], Spoken]
Wish = Callable[[Said, Desk, tuple[Reading, ...]], Spoken]

COMMANDS: dict[str, Command] = {
    "start": account.start,
    "help": lambda _said, desk, _words: account.helped(desk),
    "my": lambda _said, desk, _words: lists.my(desk),
    "item": lambda _said, desk, words: item.shown(desk, words),
    "report": report.by_number,
    "extend": request.by_number,
    "blocker": blockers.by_number,
    "instruct": instructions.by_number,
    "round": rounds.opened,
    "workdays": lambda _said, desk, words: workdays.counted(desk, words),
    "deputy": deputies.appoint,
    "told": lambda _said, desk, words: delivery.told(desk, words),
    "digest": digest.asked,
    "overdue": lambda _said, desk, words: questions.overdue_of(desk, words),
    "search": lambda _said, desk, words: lists.search(desk, words),
    "status": lambda _said, desk, words: questions.status_of(desk, words),
    "close": apply.begin,
    "review": lambda _said, desk, _words: review.waiting(desk),
    "reopen": reopen.by_number,
    "bind": lambda said, desk, words: groups.bind(desk, said.chat, words),
    "unbind": lambda _said, desk, words: unbinding.begin(desk, words),
    "receipt": lambda _said, desk, words: account.receipt(desk, words),
    "language": lambda _said, desk, words: account.language(desk, words),
    "cancel": lambda _said, desk, _words: account.cancelled(desk),
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
    "as": ("answer|new", lambda pressed, desk, _words: _of_aside(pressed, desk)),
    "xw": (N, withdraw.pressed),
    "xi": (N, choose_item.chosen),
    "b": (f"{N}:answer", blockers.pressed),
    "n": (f"{N}:answer", instructions.pressed),
    "r": (f"{N}:(report|same)", rounds.pressed),
    "rc": (N, rounds.cancelled),
    "d": (f"{N}:(ok|no|ed|sw|sw:{N}|item:{N})", card.pressed),
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
    blockers.RAISED: blockers.told,
    blockers.ANSWERED: blockers.answered,
    prompt_answers.FIGURE: prompt_answers.figure,
    prompt_answers.DONE: prompt_answers.evidence,
    instructions.ANSWERED: instructions.answered,
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
    "cancel": lambda said, desk, _found: account.cancelled(desk, said.text),
    "ack": lambda _said, desk, _found: account.acknowledged(desk),
    "query_mine": lambda said, desk, _found: questions.mine(said, desk),
    "query_overdue": lambda said, desk, _found: questions.overdue(said, desk),
    "query_item": lambda said, desk, found: questions.one(said, desk, found[0]),
    "query_unit": lambda said, desk, _found: questions.asked(said, desk),
    "chart": lambda said, desk, _found: status.asked(said, desk),
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


def command(said: Said, desk: Desk) -> Spoken:
    """`/name@bot words`."""
    name, words = first_word(said.text[1:])
    bare = _addressed(name)[0]
    act = COMMANDS.get(bare)
    may = HIDDEN.get(bare)
    if act is None or (may is not None and not may(desk.person)):
        return desk.say(desk.t("There is no command {name}. See /help", name=f"/{name}"))
    if bare in BEGIN:
        open_questions.forget(desk.tx, desk.chat, desk.person.id)
    asked = open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)
    return interruptions.reminded(desk, asked, act(said, desk, words.strip()))


def _addressed(command: str) -> tuple[str, str]:
    """`name@bot`, or `name` for whatever bot is there."""
    name, _, bot = command.lower().partition("@")
    return name, bot


def in_group(said: Said, desk: Desk) -> Spoken:
    """In groups only commands are answered, and only our own: the rest is talk among people."""
    name, bot = _addressed(first_word(said.text[1:])[0])
    if said.edited or not said.text.startswith("/") or name not in IN_GROUPS:
        return Spoken()
    if bot not in ("", desk.city.bot_name.lower()):
        return Spoken()
    if name not in READ_IN_GROUPS:
        return command(said, desk)
    reader = groups.for_the_group(desk)
    return command(said, reader) if reader else desk.say(digest.not_bound(desk.t))


def press(pressed: Pressed, desk: Desk) -> Spoken:
    """Buttons that no longer mean anything are answered, and change nothing."""
    name, _, data = pressed.data.partition(":")
    shape, act = PRESSES.get(name, ("", None))
    if act is not None and re.fullmatch(shape, data):
        reader = groups.for_the_group(desk) if desk.in_group and name == "l" else desk
        # What data of an older ledger, or forged, speaks of may not be there.
        with suppress(NotThere), attempt(desk.tx):
            return act(pressed, reader, data.split(":")) if reader else Spoken()
    return Spoken(toast=desk.t("This button no longer works."))


def _of_aside(pressed: Pressed, desk: Desk) -> Spoken:
    return interruptions.chosen(pressed, desk, answers=ANSWERS, otherwise=free_words)


def free_words(said: Said, desk: Desk) -> Spoken:
    """Plain words, read for what they want."""
    if not said.text and said.file is not None:
        return report.reported(said, desk)
    if report.too_long(said):
        return report.reported(said, desk)
    if asks_for_help(said.text):
        return account.helped(desk)
    found = report.readings_of(said, desk)
    replied = replies.to_a_letter(said, desk, found) or instructions.replied(said, desk, found)
    if replied is not None:
        return replied
    named = _asked(said, desk, found[0])
    if named is not None:
        return named
    wish = WISHES.get(found[0].intent)
    if wish is None and said.file is not None:
        wish = WISHES["progress"]
    return wish(said, desk, found) if wish else account.not_understood(desk)


def _asked(said: Said, desk: Desk, found: Reading) -> Spoken | None:
    """Questions that are known by their words, whatever the reading takes them for."""
    named = silence.put(said, desk, found) or questions.bare(said, desk)
    if named is None and not found.intent.startswith("query"):
        return questions.put(said, desk, found)
    return named

"""The lists that name every conversation: who may claim a message, commands, buttons, answers.

`CLAIMS` is the order in which a message in a private chat is looked at: the first row whose
predicate holds answers it. Edited messages and groups have short lists of their own.
"""

from collections.abc import Callable

from handlers.accounts import account, deputies, groups, unbinding
from handlers.closing import apply, clauses, evidence_files, reopen, review
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
from handlers.message import Act, May, Message, MessageClaim, always, claims, silent, wants
from handlers.pending import interruptions
from handlers.pending.classify import Kind
from handlers.pending.interruptions import Answer
from handlers.queries import delivery, digest, item_card, lists, questions, silence, status
from handlers.queries.workdays import counted
from handlers.reporting import albums, cards, correct, edit, files, report
from messages.incoming import ButtonPress, first_word
from messages.outgoing import Reply
from messages.texts import LANGUAGES
from rules.language.interruptions import asks_for_help
from rules.language.reading.values import Intent
from rules.policy.people import Person
from rules.policy.permissions import may_unbind
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

Command = Callable[[Message, Context, str], Reply]
Press = Callable[[ButtonPress, Context, list[str]], Reply]

COMMANDS: dict[str, Command] = {
    "start": account.start,
    "help": lambda message, ctx, _words: account.helped(message, ctx),
    "my": lambda _said, ctx, _words: lists.my(ctx),
    "item": lambda _said, ctx, words: item_card.shown(ctx, words),
    "report": report.by_number,
    "extend": request.by_number,
    "blocker": raise_request.blocker_by_number,
    "instruct": raise_request.instruct_by_number,
    "round": rounds.opened,
    "workdays": lambda _said, ctx, words: counted(ctx, words),
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
"""Commands by the name that follows a slash; `words` is what stands behind it."""

HIDDEN: dict[str, Callable[[Person], bool]] = {"unbind": may_unbind}
"""Commands that do not exist for whoever may not use them."""

N = r"\d{1,9}"
PRESSES: dict[str, tuple[str, Press]] = {
    "p": (f"{N}:(show|done|on_schedule|extension|blocker)", prompts.pressed),
    "pz": (f"{N}:(hours|morning)", prompts.put_off),
    "x": (f"{N}:(ok|no)", decide.pressed),
    "xd": (N, request.day_taken),
    "as": (
        "answer|new",
        lambda pressed, ctx, _words: interruptions.chosen(pressed, ctx, answer, unasked),
    ),
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
    "ev": (f"{N}:{N}", evidence_files.pressed),
    "ub": (f"{N}(:{N}:(ok|no))?", unbinding.pressed),
    "l": (N, lists.turned),
    "lang": ("|".join(LANGUAGES), account.language_chosen),
}
"""Button data is `name:word:word…`: by its name the words it may carry, and who answers it."""

ANSWERS: dict[str, Answer] = {
    QuestionKind.EXTENSION: request.answered,
    QuestionKind.EXTENSION_REFUSED: decide.refused,
    QuestionKind.BLOCKER: raise_request.blocker_described,
    QuestionKind.BLOCKER_ANSWER: answer_request.answered,
    QuestionKind.FIGURE_OF_PROMPT: prompt_answers.figure,
    QuestionKind.EVIDENCE_OF_DONE: prompt_answers.evidence,
    QuestionKind.INSTRUCTION_ANSWER: answer_request.answered,
    QuestionKind.ROUND_PROGRESS: rounds.progress,
    QuestionKind.ROUND_REASON: rounds.reason,
    QuestionKind.NEW_WORDS: correct.new_words,
    QuestionKind.CLAUSE: clauses.answered,
    QuestionKind.REASON_TO_SEND_BACK: review.sent_back,
}
"""Who takes the next words for an answer, by the question that was asked."""

WISHES: dict[Intent, Act] = {
    "progress": report.reported,
    "done": report.reported,
    "problem": report.reported,
    "extension": choose_item.wished,
    "correction": correct.corrected,
    "cancel": account.cancelled_in_words,
    "ack": account.acknowledged,
    "query_mine": questions.mine,
    "query_overdue": questions.overdue,
    "query_item": questions.one,
    "query_unit": questions.asked,
    "chart": status.asked,
}
"""Who answers plain words, by what they want."""

IN_GROUPS = frozenset({"bind", "help", "overdue", "status", "digest", "item", "search", "workdays"})
"""Commands that are answered in a group."""


def first_of(table: tuple[MessageClaim, ...], message: Message, ctx: Context) -> Reply:
    """Let the first that may claim a message answer it."""
    claim = next(each for each in table if each.may(message))
    return claim.act(message, ctx)


def command(message: Message, ctx: Context) -> Reply:
    """Carry out `/name@bot words`."""
    given = message.command
    assert given is not None
    act, may = COMMANDS.get(given.name), HIDDEN.get(given.name)
    if act is None or (may is not None and not may(ctx.person)):
        name = f"/{first_word(message.text[1:])[0]}"
        return ctx.say(ctx.t("There is no command {name}. See /help", name=name))
    if given.name in interruptions.BEGIN:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    return interruptions.reminded(ctx, asked, act(message, ctx, given.words))


def answer(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for the answer to a question; a picture of an album remembers it."""
    reply = ANSWERS[asked.question](message, ctx, asked)
    if message.album is not None:
        albums.remember(message, ctx, asked)
    return reply


def _is_to_the_question(kind: Kind) -> May:
    """Return whether a question is open to which a message is of this kind."""
    return lambda m: m.open_question is not None and interruptions.kind_of(m) is kind


UNASKED = claims(
    (
        "a further picture of the clause that pictures answered just before",
        lambda m: m.is_bare_file and clauses.is_further_picture(m),
        clauses.add_picture,
    ),
    (
        "a clause to be done again",
        lambda m: m.clause_to_redo is not None and clauses.may_be_redone(m),
        clauses.redo,
    ),
    (
        "a file without words, while a card is open",
        lambda m: m.is_bare_file and files.joins_card(m),
        files.join_card,
    ),
    ("a file without words", lambda m: m.is_bare_file, report.reported),
    ("more words than a card has room for", lambda m: m.is_too_long, report.too_long),
    ("a call for help", lambda m: asks_for_help(m.text), account.helped),
    (
        "a reply that answers an instruction or a blocker",
        lambda m: m.is_reply and replies.is_answer(m),
        replies.answer,
    ),
    (
        "a reply that would decide what waits for its writer",
        lambda m: m.is_reply and replies.would_decide(m),
        replies.show_buttons,
    ),
    (
        "a leader's instruction, in reply to a message about an item",
        lambda m: m.is_reply and raise_request.is_instruction(m),
        raise_request.instruct,
    ),
    ("who has not reported or answered", silence.is_asked_for, silence.asked_in_words),
    ("a bare name", questions.is_bare_name, questions.stands),
    (
        "names and words that ask, whatever else they are like",
        lambda m: not m.intent.startswith("query") and questions.is_asked(m),
        questions.asked,
    ),
    *((f"words that want: {intent}", wants(intent), WISHES[intent]) for intent in WISHES),
    ("a file with words that want nothing", lambda m: m.file is not None, report.reported),
    ("what nobody claimed: not understood", always, account.not_understood),
)
"""Who may claim a message while nothing is asked of its writer."""


def unasked(message: Message, ctx: Context) -> Reply:
    """Answer a message as if nothing were asked of its writer."""
    return first_of(UNASKED, message, ctx)


CLAIMS = claims(
    (
        "a file that is too large, unless others of its album came with its words",
        lambda m: m.is_too_large and not m.is_caption,
        files.refuse_large,
    ),
    ("content that cannot be read", lambda m: bool(m.other), account.unreadable),
    (
        "a further picture of an album, without words",
        lambda m: m.is_bare_file and m.album is not None and albums.has_others(m),
        albums.join,
    ),
    ("a command", lambda m: m.command is not None, command),
    (
        "a further caption of an album that has answered a question",
        lambda m: m.is_caption and albums.answers_too(m),
        lambda m, ctx: albums.answer_as_one(m, ctx, answer),
    ),
    (
        "the answer to an open question",
        _is_to_the_question(Kind.ANSWER),
        lambda m, ctx: interruptions.answered(m, ctx, answer),
    ),
    (
        "words that may be the answer or about another item",
        _is_to_the_question(Kind.UNCLEAR),
        interruptions.which,
    ),
    (
        "a wish while a question is open",
        _is_to_the_question(Kind.WISH),
        lambda m, ctx: interruptions.in_passing(m, ctx, unasked),
    ),
    (
        "words about another item while a question is open",
        _is_to_the_question(Kind.OF_ANOTHER),
        lambda m, ctx: interruptions.of_another(m, ctx, unasked),
    ),
    *UNASKED,
)
"""Who may claim a message in a private chat, in order."""

EDITED_REPORT = claims(
    ("words of which no card was made", edit.has_no_card, edit.not_followed),
    ("a report without any words", lambda m: not m.as_reported.text, silent),
    (
        "a report that became a question",
        edit.became_question,
        lambda m, ctx: unasked(m.as_reported, ctx),
    ),
    ("a report", always, edit.followed),
)


def _edited_report(message: Message, ctx: Context) -> Reply:
    return first_of(EDITED_REPORT, message, ctx)


EDITED = claims(
    (
        "a caption of an album, on a card",
        lambda m: m.album is not None and bool(m.text) and albums.is_caption_of_card(m),
        lambda m, ctx: albums.caption_edited(m, ctx, _edited_report),
    ),
    *EDITED_REPORT,
)
"""Who may claim an edited message in a private chat, in order."""


IN_A_GROUP = claims(
    ("talk among people", lambda m: not groups.is_for_the_bot(m, IN_GROUPS), silent),
    (
        "a command that shows the group its own share",
        lambda m: m.command is not None and m.command.name in groups.OWN_SHARE,
        lambda m, ctx: groups.own_share(m, ctx, command),
    ),
    ("any other command", always, command),
)
"""Who may claim a message in a group, in order."""

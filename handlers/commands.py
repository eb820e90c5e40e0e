"""The commands: who answers `/name words`."""

from collections.abc import Callable

from handlers.accountability import overview
from handlers.accounts import account, deputies, groups, unbinding
from handlers.closing import apply, objections, queue, reopen
from handlers.context import Context
from handlers.dossier import case_file
from handlers.extensions import request
from handlers.follow_up import agenda, raise_request, rounds
from handlers.lookback import draw, readiness
from handlers.message import Message
from handlers.papers import circular, letters, monthly
from handlers.pending import interruptions
from handlers.plans import refine
from handlers.projects import asking
from handlers.queries import (
    delivery,
    digest,
    in_parts,
    item_card,
    lists,
    pictures,
    questions,
    verifying,
)
from handlers.queries.workdays import counted
from handlers.radar import flag_list
from handlers.reporting import report
from handlers.urgent import raising
from handlers.workbooks import export
from messages.incoming import first_word
from messages.outgoing import Reply
from rules.language.command_words import command_named
from rules.policy import acts
from rules.policy.permissions import may
from storage.reporting import open_questions

Command = Callable[[Message, Context, str], Reply]

COMMANDS: dict[str, Command] = {
    "start": account.start,
    "help": lambda message, ctx, _words: account.helped(message, ctx),
    "my": lambda _message, ctx, words: questions.my_of(ctx, words),
    "item": lambda _message, ctx, words: item_card.show(ctx, words),
    "report": report.by_number,
    "extend": request.by_number,
    "plan": refine.by_number,
    "blocker": raise_request.blocker_by_number,
    "urgent": raising.by_number,
    "instruct": raise_request.instruct_by_number,
    "round": rounds.opened,
    "agenda": lambda _message, ctx, _words: agenda.shown(ctx),
    "workdays": lambda _message, ctx, words: counted(ctx, words),
    "deputy": deputies.appoint,
    "told": lambda _message, ctx, words: delivery.told(ctx, words),
    "digest": digest.asked,
    "overdue": lambda _message, ctx, words: pictures.overdue_of(ctx, words),
    "project": lambda _message, ctx, words: asking.show(ctx, words),
    "search": lambda _message, ctx, words: lists.search(ctx, words),
    "status": lambda _message, ctx, words: in_parts.status_of(ctx, words),
    "close": apply.begin,
    "review": lambda _message, ctx, _words: queue.waiting(ctx),
    "reopen": reopen.by_number,
    "objection": objections.by_number,
    "lookback": draw.by_number,
    "ready": lambda _said, ctx, words: readiness.shown(ctx, words),
    "export": lambda _said, ctx, words: export.asked(ctx, words),
    "dossier": lambda _said, ctx, words: case_file.asked(ctx, words),
    "accountability": lambda _said, ctx, words: overview.asked(ctx, words),
    "radar": lambda _said, ctx, words: flag_list.asked(ctx, words),
    "letter": letters.by_number,
    "circular": lambda _message, ctx, _words: circular.asked(ctx),
    "monthly": lambda _message, ctx, words: monthly.asked(ctx, words),
    "bind": lambda message, ctx, words: groups.bind(ctx, message.chat, words),
    "unbind": lambda _message, ctx, words: unbinding.begin(ctx, words),
    "verify": lambda _message, ctx, _words: verifying.begin(ctx),
    "receipt": lambda _message, ctx, words: account.receipt(ctx, words),
    "language": lambda _message, ctx, words: account.language(ctx, words),
    "cancel": lambda _message, ctx, _words: account.cancelled(ctx),
}
"""Commands by the name that follows a slash; `words` is what stands behind it."""


def command(message: Message, ctx: Context) -> Reply:
    """Carry out `/name@bot words`."""
    given = message.command
    assert given is not None
    act = COMMANDS.get(given.name)
    if act is None or not may(ctx.person, acts.COMMANDS[given.name].known):
        name = f"/{first_word(message.text[1:])[0]}"
        return ctx.say(ctx.t("There is no command {name}. See /help", name=name))
    if given.name in interruptions.BEGIN:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    return interruptions.reminded(ctx, asked, act(message, ctx, given.words))


def is_named(message: Message) -> bool:
    """Whether it is the name of a paper or list that its writer may ask for by a command."""
    named = None if message.file is not None else command_named(message.text)
    return named is not None and may(message.ctx.person, acts.COMMANDS[named[0]].known)


def by_name(message: Message, ctx: Context) -> Reply:
    """Carry out the command that the words name."""
    named = command_named(message.text)
    assert named is not None
    return COMMANDS[named[0]](message, ctx, named[1])

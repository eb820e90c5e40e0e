"""A list that somebody of the office sends: noted, tried beside the conversations, then decided on."""

from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.reporting import files, report
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.workbooks import workbook_texts
from rules.language.import_words import wants_import
from rules.policy.people import Person, Role
from rules.policy.permissions import is_office
from rules.policy.workbook_requests import WorkbookRequestState, is_list
from storage.workbook import requests


def is_for_import(message: Message) -> bool:
    """Whether it is a list with words that want it imported, or that want nothing, under no item."""
    if message.file is None or message.edited or not is_list(message.file.name):
        return False
    if wants_import(message.text):
        return True
    if message.item_replied_to is not None:
        return False
    if is_office(message.ctx.person):
        return not message.text or message.intent == "other"
    return not message.text and not files.joins_card(message)


def received(message: Message, ctx: Context) -> Reply:
    """Note the list; bot/workbooks.py fetches it and shows what importing it would do.

    Without words it is evidence of whoever reports and may not import. One that is too large was
    refused already.
    """
    file = message.file
    assert file is not None
    if not is_office(ctx.person):
        may_be_evidence = message.is_bare_file and _reports(ctx.person)
        return _as_evidence(message, ctx) if may_be_evidence else _refused(ctx)
    if file.is_too_large:
        return Reply()
    requests.note_file(ctx.tx, ctx.person.id, ctx.chat, file.name, file.file_id, ctx.now)
    reply = ctx.say(workbook_texts.received(ctx.t, file.name))
    return replace(reply, speaks_of_file=True)


def _reports(person: Person) -> bool:
    return bool(person.roles & {Role.OWNER, Role.UNIT_HEAD} or person.covers)


def _as_evidence(message: Message, ctx: Context) -> Reply:
    """Take it as any file is taken, and say that it is not imported."""
    reply = ctx.say(workbook_texts.taken_as_evidence(ctx.t))
    reply.messages += report.reported(message, ctx).messages
    return reply


def _refused(ctx: Context) -> Reply:
    return replace(ctx.say(workbook_texts.refused(ctx.t)), speaks_of_file=True)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`wb:<request>:in|ac|no`."""
    request = requests.by_id(ctx.tx, int(words[0]))
    if request is None or request.chat != ctx.chat:
        return Reply(toast=ctx.t("This button no longer works."))
    accepts, drops = words[1] == "ac", words[1] == "no"
    offered = request.accepting_digest if accepts else request.plain_digest
    after = WorkbookRequestState.DROPPED if drops else WorkbookRequestState.TO_ENTER
    if not (drops or offered) or not requests.advance(
        ctx.tx, request.id, WorkbookRequestState.SHOWN, after, accepts=accepts
    ):
        return Reply(toast=workbook_texts.decided_already(ctx.t))
    said = workbook_texts.dropped(ctx.t) if drops else workbook_texts.being_imported(ctx.t)
    return ctx.say(f"{request.shown}\n\n{said}", edits=press.message_id)

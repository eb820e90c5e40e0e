"""What waits for the next dispatch meeting (调度会), and what waits to be coordinated."""

from dataclasses import replace

from handlers.context import Context
from handlers.follow_up import answer_request
from handlers.message import Message
from messages.follow_up import agenda_texts, request_lists
from messages.follow_up.agenda_texts import Agenda
from messages.outgoing import Attachment, Reply
from rules.language.request_questions import asked_kind
from rules.policy.chasing import due_of
from rules.policy.permissions import is_office, may_see_supervision, sees_whole_city
from rules.policy.requests import RequestKind, TrackedRequest
from storage.follow_up import requests
from storage.ledger import item_store


def is_asked_for(message: Message) -> bool:
    """Whether it asks what waits to be coordinated, or for the writer's instructions."""
    return message.file is None and asked_kind(message.text) is not None


def asked(message: Message, ctx: Context) -> Reply:
    """List what waits to be coordinated, or the writer's instructions."""
    of_blockers = asked_kind(message.text) is RequestKind.BLOCKER
    return blockers(ctx) if of_blockers else instructions(ctx)


def instructions(ctx: Context) -> Reply:
    """List all of them to the office; to others their own, with buttons where they may answer."""
    given, to_answer = requests.raised(ctx.tx, RequestKind.INSTRUCTION), list[TrackedRequest]()
    if not is_office(ctx.person):
        given = [row for row in given if ctx.person.id in (row.raiser_id, row.asked_id)]
    if not given:
        return ctx.say(ctx.t("No instruction was given."))
    rows = [row for row in given if row.state == "open"]
    if not is_office(ctx.person):
        to_answer = [row for row in rows if not answer_request.refusal(ctx, row)]
    buttons = request_lists.answer_buttons(ctx.t, to_answer)
    return ctx.say(request_lists.open_instructions(ctx.t, rows, ctx.city.zone), *buttons)


def blockers(ctx: Context) -> Reply:
    """List what waits to be coordinated, as far as they may see it, with what they may answer."""
    rows = [row for row in requests.unanswered(ctx.tx, RequestKind.BLOCKER) if _may_see(ctx, row)]
    theirs = [row for row in rows if not answer_request.refusal(ctx, row)]
    buttons = () if is_office(ctx.person) else request_lists.blocker_buttons(ctx.t, theirs)
    return ctx.say(request_lists.open_blockers(ctx.t, rows, ctx.city.zone), *buttons)


def _may_see(ctx: Context, row: TrackedRequest) -> bool:
    if sees_whole_city(ctx.person) or row.raiser_id == ctx.person.id:
        return True
    seen = may_see_supervision(ctx.person, item_store.by_id(ctx.tx, row.item_id))
    return seen or not answer_request.refusal(ctx, row)


def shown(ctx: Context) -> Reply:
    """`/agenda`: the list for the next dispatch meeting, for the office, with its document."""
    if not is_office(ctx.person):
        return ctx.say(ctx.t("Only the office prepares the dispatch meeting."))
    found = Agenda(
        ctx.today,
        _open(ctx, RequestKind.BLOCKER),
        [row for row in _open(ctx, RequestKind.INSTRUCTION) if row.due and row.due < ctx.today],
    )
    reply = ctx.say(agenda_texts.message(ctx.t, found))
    if found.is_empty:
        return reply
    titled = ctx.say(agenda_texts.title(ctx.t)).messages
    reply.messages += [replace(each, attachment=_document(ctx, found)) for each in titled]
    return reply


def _open(ctx: Context, kind: RequestKind) -> list[TrackedRequest]:
    """Return what is not answered, each with its day, the earliest first."""
    rows = requests.unanswered(ctx.tx, kind)
    dated = [replace(row, due=due_of(ctx.city, row)) for row in rows]
    return sorted(dated, key=lambda row: (row.due or ctx.today, row.id))


def _document(ctx: Context, found: Agenda) -> Attachment:
    from messages.follow_up.agenda_document import as_file  # noqa: PLC0415 - slow to import, rarely needed

    return as_file(ctx.t, found, ctx.city.papers.folder)

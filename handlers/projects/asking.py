"""Projects asked about: `/project WORDS`, questions in plain words, and the card of one."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.projects import years
from handlers.queries import entities, unanswerable
from handlers.queries.entities import QuerySubject
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.projects import project_texts, question_texts
from messages.projects.question_texts import Answer, Asked
from rules.language.naming import LONGEST
from rules.language.project_questions import ProjectAsk, ProjectQuestion, find_project_question
from rules.language.questions import MINE, is_question
from rules.language.reading.normalization import normalize
from rules.policy.items import Item, own_code
from rules.policy.permissions import sees_whole_city
from rules.policy.projects import Project
from rules.policy.refs import Ref
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.projects import projects, reported


def show(ctx: Context, words: str) -> Reply:
    """Show `/project WORDS`: one project, or all that the words name. Others do not exist for them."""
    every = projects.visible(ctx.tx, ctx.person, ItemFilter())
    if not words:
        if not every:
            return ctx.say(ctx.t("There are no projects in the ledger."))
        return _answered(ctx, ProjectQuestion(ProjectAsk.ALL, ""), QuerySubject())
    found = _numbered(every, words) or _of_item(ctx, every, words) or _named(every, words)
    if len(found) == 1:
        return in_full(ctx, found[0])
    if found:
        return _list(ctx, words, found)
    subject = replace(entities.of(ctx, words), text=words)
    if every and subject.words and not (subject.left or subject.unknown or subject.beyond):
        return _answered(ctx, ProjectQuestion(ProjectAsk.ALL, words), subject)
    return ctx.say(ctx.t("No project was found for “{words}”.", words=words))


def _numbered(every: Sequence[Project], words: str) -> list[Project]:
    asked = normalize(words).strip().lower()
    return [p for p in every if asked in normalize(p.code).lower().split("、")]


def _named(every: Sequence[Project], words: str) -> list[Project]:
    """Return the projects whose names or numbers hold the words."""
    asked = normalize(words).strip().lower()
    return [p for p in every if asked in normalize(f"{p.code} {p.name}").lower()]


def _of_item(ctx: Context, every: Sequence[Project], words: str) -> list[Project]:
    """Return the projects of the item with this number."""
    item = item_store.by_code(ctx.tx, words)
    return [] if item is None else [p for p in every if p.item_id == item.id]


def in_full(ctx: Context, project: Project) -> Reply:
    """Show one project. Its item is one that the person may see."""
    item = item_store.by_id(ctx.tx, project.item_id)
    photos = reported.photos_of_start(ctx.tx, project.id)
    more = project_texts.FurtherOfProject(photos, years.of_project(ctx, project, item))
    text = project_texts.card(ctx.t, project, item, more, ctx.today)
    return ctx.say(text, about=Ref.item(item.id))


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Show the project that a list offered."""
    del press
    return in_full(ctx, projects.by_id(ctx.tx, int(words[0])))


def is_asked(message: Message) -> bool:
    """Whether it is a question about projects, and there are some that its writer may see."""
    question = question_of(message)
    if question is None or not _has_any(message.ctx, question):
        return False
    words = normalize(message.text).lower()
    if not question.rest or entities.is_a_name(message.ctx, question.rest):
        bare = question.ask is ProjectAsk.UNFUNDED and not is_question(words)
        return not bare or sees_whole_city(message.ctx.person)
    if MINE.fullmatch(question.rest):
        return True
    loosely = question.ask not in (ProjectAsk.ALL, ProjectAsk.TARGETS)
    return loosely and is_question(words, plainly=True)


def _has_any(ctx: Context, question: ProjectQuestion) -> bool:
    """Return whether there is anything that the person may see of what is asked."""
    if question.ask is ProjectAsk.TARGETS:
        return bool(years.with_targets(ctx, ItemFilter()))
    return projects.any_visible(ctx.tx, ctx.person)


def question_of(message: Message) -> ProjectQuestion | None:
    """Return the question about projects that short words ask."""
    if message.file is not None or len(message.text) > LONGEST:
        return None
    return find_project_question(normalize(message.text).strip().lower(), message.ctx.today)


def asked(message: Message, ctx: Context) -> Reply:
    """Answer a question about projects, of what its words name."""
    question = question_of(message)
    assert question is not None
    subject = replace(entities.listed(ctx, question.rest), text=message.text)
    one = None if subject.beyond else entities.single(ctx, subject)
    if one is not None:
        filtered = replace(subject, item_filter=ItemFilter(ids=[one.id]), words=own_code(one.code))
        return _answered(ctx, question, filtered)
    return unanswerable.refused(ctx, subject) or _answered(ctx, question, subject)


def _answered(ctx: Context, question: ProjectQuestion, subject: QuerySubject) -> Reply:
    scope, of = entities.scope(ctx, subject)
    if question.ask is ProjectAsk.TARGETS:
        return ctx.say(years.listed(ctx, scope, of))
    found = projects.visible(ctx.tx, ctx.person, of)
    if not found:
        return ctx.say(ctx.t("There are no projects of “{words}” in the ledger.", words=scope))
    items = item_store.by_ids(ctx.tx, {project.item_id for project in found})
    about = Asked(scope, found, items, ctx.today, question.days)
    words, named = _answer(ctx, question.ask, about, of)
    return ctx.say(words, *project_texts.buttons(named))


def _answer(ctx: Context, ask: ProjectAsk, about: Asked, of: ItemFilter) -> Answer:
    t = ctx.t
    match ask:
        case ProjectAsk.STARTED:
            return question_texts.started(t, about)
        case ProjectAsk.NOT_STARTED:
            return question_texts.not_started(t, about)
        case ProjectAsk.UNFUNDED:
            return question_texts.unfunded(t, about, _without_source(ctx, about, of))
        case ProjectAsk.RECEIVED | ProjectAsk.PAID:
            return question_texts.shares(t, about, paid=ask is ProjectAsk.PAID)
    return question_texts.every(t, about)


def _without_source(ctx: Context, about: Asked, of: ItemFilter) -> list[Item]:
    """Return the open items that name no source of money and have no project."""
    bare = replace(of, unfunded=True, open_only=True, excluding=frozenset(about.items))
    return item_store.listed(ctx.tx, ctx.person, bare)


def _list(ctx: Context, words: str, found: Sequence[Project]) -> Reply:
    items = item_store.by_ids(ctx.tx, {project.item_id for project in found})
    text, named = question_texts.every(ctx.t, Asked(words, found, items, ctx.today))
    return ctx.say(text, *project_texts.buttons(named))

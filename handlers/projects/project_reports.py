"""Reports of projects: whose project the words mean, and the picture of a start that follows."""

from handlers.context import Context
from handlers.message import Message
from handlers.projects import told
from handlers.reporting import files, report
from messages.outgoing import Reply
from rules.language.naming import LONGEST
from rules.language.project_facts import find_project_facts
from rules.language.questions import is_question
from rules.language.reading.normalization import normalize
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from rules.policy.refs import Ref
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.projects import projects
from storage.reporting import drafts, filing, open_questions
from storage.reporting.open_questions import OpenQuestion


def is_told(message: Message) -> bool:
    """Whether it tells of works begun, or of money, of a project that its writer reports on."""
    return item_of(message) is not None


def item_of(message: Message) -> Item | None:
    """Return the item of the project meant: named, else that of the conversation, else the only one."""
    ctx, words = message.ctx, normalize(message.text).lower()
    facts = find_project_facts(message.text, ctx.city.today(message.at))
    asks = len(words) <= LONGEST and is_question(words, plainly=True)
    if not facts.tells or asks or len(message.readings) > 1:
        return None
    seen = projects.visible(ctx.tx, ctx.person, ItemFilter(open_only=True))
    items = item_store.by_ids(ctx.tx, {project.item_id for project in seen})
    own = {n: item for n, item in items.items() if may_report_on(ctx.person, item)}
    if not own:
        return None
    named = {project.item_id for project in told.named_projects(seen, message.text)}
    if len(named) == 1:
        return own.get(named.pop())
    reading = message.readings[0]
    if reading.sure and reading.candidates:
        meant = item_store.by_code(ctx.tx, reading.candidates[0].code)
        return None if meant is None else own.get(meant.id)
    mine = [item for item in own.values() if item.owner.id in {ctx.person.id, *ctx.person.covers}]
    return mine[0] if len(mine) == 1 else None


def reported(message: Message, ctx: Context) -> Reply:
    """Begin a card on the item of the project that is meant."""
    item = item_of(message)
    assert item is not None
    return report.on_item(message, ctx, item, message.read_about(item))


def photo(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take a file for the picture of a start; words are what they would be without the question."""
    draft = drafts.by_id(ctx.tx, asked.about.id)
    if message.file is None or draft is None or draft.report_id is None:
        return report.reported(message, ctx)
    if not files.note(message, ctx, draft=draft.id):
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("The file could not be taken. Please send it again, smaller."))
    filing.belongs_to(ctx.tx, draft.id, draft.report_id, ctx.now)
    about = Ref.item(draft.item_id) if draft.item_id else None
    return ctx.say(ctx.t("The photo is kept with the report of the start of works."), about=about)

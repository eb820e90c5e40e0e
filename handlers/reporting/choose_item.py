"""Which item is meant? Asked rather than guessed."""

from math import ceil

from handlers.context import Context
from handlers.queries import unanswered
from messages.outgoing import ButtonRow
from messages.queries import unanswered_texts
from messages.reporting import card_texts
from rules.language.questions import may_be_question
from rules.language.reading.normalization import normalize
from rules.policy.items import Item
from rules.policy.people import Role
from rules.policy.permissions import is_office, may_instruct, may_report_on
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.reporting import drafts
from storage.reporting.drafts import Draft

CHOICES = 6
"""Items offered on one card."""


def offered(
    ctx: Context, draft: Draft, card: card_texts.Card, page: int
) -> tuple[str, tuple[ButtonRow, ...]]:
    """Offer the likeliest first, then all of the writer's own; who has none records nothing."""
    likely = [item_store.by_code(ctx.tx, code) for code in draft.reading["candidates"]]
    mine = [i for i in likely if i is not None and may_report_on(ctx.person, i)]
    items = mine + [i for i in _his_own(ctx) if i.id not in {m.id for m in mine}]
    if not items and not is_office(ctx.person):
        drafts.cancel(ctx.tx, draft)
        return _nothing_of_his(ctx, draft.words, likely)
    pages = max(1, ceil(len(items) / CHOICES))
    here = items[page * CHOICES : (page + 1) * CHOICES]
    text = card_texts.choice_text(ctx.t, card, found=bool(mine or draft.item_id), any_=bool(items))
    return text, card_texts.choice_buttons(ctx.t, draft.id, here, page, pages)


def _nothing_of_his(
    ctx: Context, words: str, likely: list[Item | None]
) -> tuple[str, tuple[ButtonRow, ...]]:
    """Say that nothing was recorded; to leaders, how they instruct, and what they may have asked."""
    leads = Role.CITY_LEADER in ctx.person.roles
    said = _how_to_instruct(ctx)
    if leads:
        asked = may_be_question(normalize(words).lower())
        heard = unanswered_texts.not_understood(ctx.t) if asked else said
        answer = unanswered.answer(ctx, words, heard).messages[0]
        return answer.text, answer.buttons
    if any(item is not None and may_instruct(ctx.person, item) for item in likely):
        return said, ()
    return ctx.t("No item is yours to report on; nothing was recorded."), ()


def _how_to_instruct(ctx: Context) -> str:
    return ctx.t(
        "Nothing was recorded. To instruct the owner of an item, please reply to a message "
        "about it, or write /instruct NUMBER TEXT."
    )


def _his_own(ctx: Context) -> list[Item]:
    """Return an owner's own and those they stand in for; of a head without any, the whole unit's."""
    own = ItemFilter(owners=ctx.person.covers | {ctx.person.id}, open_only=True)
    found = item_store.listed(ctx.tx, ctx.person, own)
    if found or Role.UNIT_HEAD not in ctx.person.roles:
        return found
    return item_store.listed(ctx.tx, ctx.person, ItemFilter(units=ctx.person.below, open_only=True))

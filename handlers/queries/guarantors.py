"""What a guarantor answers for (包保): found by name or post, and what is open between them."""

from handlers.context import Context
from messages.boards import board_texts
from rules.language.guarantors import guarantor_meant, is_called
from rules.policy.people import Person
from rules.policy.permissions import sees_whole_city
from rules.policy.standing import Dimension, StatusPath
from storage.boards import boards, news
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.people import people


def named(ctx: Context, words: str) -> list[Person]:
    """Return the guarantors that words like 李市长包保的 mean; those of whom nothing is seen are left out."""
    meant = guarantor_meant(words)
    if not meant:
        return []
    return [
        person
        for person in people.everybody(ctx.tx)
        if is_called(person, meant)
        and item_store.count(ctx.tx, ctx.person, ItemFilter(guarantors=frozenset({person.id})))
    ]


def path_to(person: Person) -> StatusPath:
    return StatusPath().then(Dimension.GUARANTOR, person.id)


def notes_on(ctx: Context, path: StatusPath) -> list[str]:
    """Say of one guarantor what is open and when they last looked, to those who may know."""
    if ctx.in_group or len(path.steps) != 1 or path.steps[0].dimension is not Dimension.GUARANTOR:
        return []
    person = path.steps[0].id
    if not (sees_whole_city(ctx.person) or ctx.person.id == person):
        return []
    of = item_store.ids(ctx.tx, ctx.person, ItemFilter(guarantors=frozenset({person})))
    needs = news.open_matters(ctx.tx).of_leader(person, of)
    waiting = board_texts.needs_of_leader(ctx.t, needs)
    look = boards.look_of(ctx.tx, person)
    return [
        ctx.t.comma().join(waiting) or ctx.t("Nothing is open."),
        board_texts.looked(ctx.t, look, ctx.today, ctx.city.zone),
    ]

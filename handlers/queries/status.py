"""The question before the meeting: how does it stand? Totals and a picture."""

from handlers.context import Desk
from handlers.queries import entities, lists, unanswerable
from handlers.queries.entities import Subject
from handlers.queries.lists import Asked
from messages.incoming import Said
from messages.outgoing import Outgoing, Spoken
from messages.queries.charts import status_chart
from messages.queries.status import status_text
from rules.policy.people import Role
from rules.policy.permissions import sees_whole_city
from rules.policy.tallies import Tally, altogether
from storage.ledger import items as ledger
from storage.ledger import tallies
from storage.ledger.city_tallies import tallies_of_city
from storage.ledger.item_filter import Wanted


def asked(said: Said, desk: Desk) -> Spoken:
    """In plain words; a subject that names no unit and no category means everything."""
    return shown(desk, entities.of(desk, said.text))


def shown(desk: Desk, subject: Subject) -> Spoken:
    """Totals of what the words name, and of nothing wider."""
    refusal = unanswerable.refused(desk, subject)
    if refusal is not None:
        return refusal
    if subject.of_a_person:
        return lists.show(desk, Asked("person", subject.words))
    named = desk.t.comma().join(name.name for name in subject.names)
    scope, wanted = (named, subject.wanted) if named else _own_scope(desk)
    rows = _counted(desk, wanted)
    if not rows:
        return desk.say(desk.t("There are no items of “{words}” in the ledger.", words=scope))
    whole = altogether(scope, rows)
    text = status_text(desk.t, whole, rows)
    picture = status_chart(desk.t, scope, desk.today.isoformat(), rows)
    return Spoken.of(Outgoing(desk.chat, text, picture=picture, about="status"))


def _counted(desk: Desk, of: Wanted) -> list[Tally]:
    if of.units is None and of.categories is None and sees_whole_city(desk.person):
        return tallies_of_city(desk.tx, desk.today)
    alone = of.units is not None and len(of.units) == 1
    by: tallies.By = "category" if alone else "unit"
    return tallies.tally(
        desk.tx, desk.person, desk.today, by, units_in=of.units, categories=of.categories
    )


def _own_scope(desk: Desk) -> tuple[str, Wanted]:
    """What is counted is what the heading says: under a unit's name no other unit's items."""
    if sees_whole_city(desk.person):
        return desk.t("The whole city"), Wanted()
    led = Wanted(units=desk.person.below)
    if Role.UNIT_HEAD in desk.person.roles and ledger.count(desk.tx, desk.person, led):
        return desk.person.unit, led
    return desk.t("Items that concern me"), Wanted()

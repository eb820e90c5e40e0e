"""The question before the meeting: how does it stand? Totals and a picture."""

from handlers.desk import Desk
from messages.charts import status_chart
from messages.outgoing import Outgoing, Spoken
from messages.status import status_text
from rules.people import Role
from rules.permissions import sees_whole_city
from rules.tallies import Tally, altogether
from storage import people, tallies
from storage.city_tallies import tallies_of_city


def status(desk: Desk, words: str = "") -> Spoken:
    """`/status [WORDS]`: the whole city, a unit, or a category; what a person may see of it."""
    scope, rows = _counted(desk, words)
    if not rows:
        return desk.say(desk.t("There is nothing to show for “{words}”.", words=words or scope))
    whole = altogether(scope, rows)
    text = status_text(desk.t, whole, rows)
    picture = status_chart(desk.t, scope, desk.today.isoformat(), rows)
    return Spoken.of(Outgoing(desk.chat, text, picture=picture, about="status"))


def wished(desk: Desk, subject: str) -> Spoken:
    """The same in plain words; a subject that names no unit and no category means everything."""
    known = bool(_counted(desk, subject)[1])
    return status(desk, subject if known else "")


def _counted(desk: Desk, words: str) -> tuple[str, list[Tally]]:
    unit = people.unit_named(desk.tx, words) if words and words != "全市" else None
    if unit is not None:
        below = people.units_below(desk.tx, unit.id)
        by: tallies.By = "unit" if len(below) > 1 else "category"
        return unit.name, tallies.tally(desk.tx, desk.person, desk.today, by, units_in=below)
    category = next((c for c in tallies.categories(desk.tx) if words and words in c), None)
    if category is None and sees_whole_city(desk.person):
        rows = tallies_of_city(desk.tx, desk.today)
    else:
        rows = tallies.tally(desk.tx, desk.person, desk.today, "unit", category=category)
    if words and words != "全市" and category is None:
        return words, []
    return category or _own_scope(desk), rows


def _own_scope(desk: Desk) -> str:
    if sees_whole_city(desk.person):
        return desk.t("The whole city")
    if Role.UNIT_HEAD in desk.person.roles:
        return desk.person.unit
    return desk.t("Items that concern me")

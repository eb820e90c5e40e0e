"""`/unbind NAME`: the account of somebody who left is ended, once the office has confirmed it."""

from handlers.context import Desk
from messages.accounts import unbinding_texts as words_of
from messages.incoming import Pressed
from messages.outgoing import Spoken
from rules.policy.people import Person
from rules.policy.permissions import may_unbind
from storage.people import people, unbinding


def begin(desk: Desk, words: str) -> Spoken:
    """Asked before it is done; of namesakes, first whose."""
    if not words:
        return desk.say(words_of.usage(desk.t))
    found = people.called(desk.tx, words)
    if not found:
        return desk.say(words_of.nobody(desk.t, words))
    if len(found) > 1:
        return desk.say(words_of.which(desk.t, found[0].name), *words_of.namesakes(found))
    return _asked(desk, found[0])


def _asked(desk: Desk, person: Person, *, edits: int | None = None) -> Spoken:
    access = unbinding.access_of(desk.tx, person, desk.today)
    refusal = words_of.refusal(desk.t, access)
    if refusal:
        return desk.say(refusal, edits=edits)
    text = words_of.question(desk.t, access, own=person.id == desk.person.id)
    codes = people.codes_made(desk.tx, person.id)
    return desk.say(text, words_of.buttons(desk.t, person, codes), edits=edits)


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`ub:<person>`, or `ub:<person>:<codes made for him>:ok` or `:no`."""
    people.hold_enrolled(desk.tx)
    person = people.by_id(desk.tx, int(words[0]))
    out_of_date = len(words) > 1 and int(words[1]) != people.codes_made(desk.tx, person.id)
    if not _may_still(desk) or out_of_date:
        return Spoken(toast=desk.t("This button no longer works."))
    match words[2:]:
        case ["ok"]:
            return _confirmed(press, desk, person)
        case ["no"]:
            return desk.say(words_of.kept(desk.t, person), edits=press.message)
    return _asked(desk, person, edits=press.message)


def _may_still(desk: Desk) -> bool:
    """Of two who end each other's account at the same moment, the second no longer has one."""
    now = people.by_id(desk.tx, desk.person.id)
    return may_unbind(now) and now.chat_id is not None


def _confirmed(press: Pressed, desk: Desk, person: Person) -> Spoken:
    access = unbinding.access_of(desk.tx, person, desk.today)
    refusal = words_of.refusal(desk.t, access)
    if refusal:
        return Spoken(toast=refusal)
    unbinding.carry_out(desk.tx, person, desk.person.id, desk.now)
    return desk.say(words_of.done(desk.t, access), edits=press.message)

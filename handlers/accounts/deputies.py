"""`/deputy NAME FIRST LAST`: somebody stands in for an official while they are away."""

from datetime import date
from functools import partial

from handlers.context import Context
from handlers.message import Message
from messages.accounts import deputy_texts
from messages.letters import letters
from messages.outgoing import Reply
from rules.language.matching import ItemIndex
from rules.language.reading import read
from rules.policy.people import Person
from rules.policy.permissions import is_office
from rules.policy.spans import Days, day_count
from storage.people import deputies, people

LONGEST = 92
"""Days of one appointment: three months."""

ENDS = frozenset({"end", "结束"})


def appoint(message: Message, ctx: Context, words: str) -> Reply:
    """Appoint one's own deputy by one name; by two, for the office, the second for the first."""
    parts = words.split()
    if parts and parts[0].lower() in ENDS:
        return _end(ctx, parts[1:])
    days = [day for part in parts if (day := _day(message, ctx, part))]
    names = [part for part in parts if _day(message, ctx, part) is None]
    if len(days) != 2 or len(names) not in (1, 2):
        return ctx.say(deputy_texts.usage(ctx.t))
    if len(names) == 2 and not is_office(ctx.person):
        return ctx.say(ctx.t("Only the office appoints a deputy for others."))
    person = ctx.person if len(names) == 1 else _one(ctx, names[0], None)
    deputy = _one(ctx, names[-1], person)
    if person is None or deputy is None:
        return ctx.say(deputy_texts.nobody(ctx.t, names[0] if person is None else names[-1]))
    return weigh(ctx, person, deputy, (days[0], days[1]))


def _day(message: Message, ctx: Context, part: str) -> date | None:
    found = read(
        part,
        now=message.at.astimezone(ctx.city.zone),
        calendar=ctx.city.calendar,
        index=ItemIndex.build([]),
    ).dates
    return found[0].value if found else None


def _one(ctx: Context, name: str, beside: Person | None) -> Person | None:
    """Return the one of that name; of several, the colleague in the same unit."""
    found = [p for p in people.named(ctx.tx, name) if p.left_on is None]
    if len(found) > 1 and beside is not None:
        found = [p for p in found if p.unit_id == beside.unit_id]
    return found[0] if len(found) == 1 else None


def weigh(ctx: Context, person: Person, deputy: Person, days: Days) -> Reply:
    """Appoint a deputy, or say why not."""
    refused = refusal(ctx, person, deputy, days)
    return ctx.say(refused) if refused else _appointed(ctx, person, deputy, days)


def refusal(ctx: Context, person: Person, deputy: Person, days: Days) -> str:
    """Return why somebody cannot stand in for a person on these days; empty when they can."""
    if person.id == deputy.id:
        return ctx.t("Nobody can be their own deputy.")
    if days[1] < days[0] or days[1] < ctx.today:
        return ctx.t("The last day must not lie before the first, nor in the past.")
    if day_count(days) > LONGEST:
        return ctx.t.ngettext(
            "A deputy stands in for at most {count} day.",
            "A deputy stands in for at most {count} days.",
            count=LONGEST,
        )
    return ""


def _appointed(ctx: Context, person: Person, deputy: Person, days: Days) -> Reply:
    given_way = deputies.appoint(ctx.tx, person.id, deputy.id, days, ctx.person.id, ctx.now)
    say = partial(deputy_texts.appointed, person=person, deputy=deputy, days=days)
    reply = ctx.tell((person, deputy), say)
    for number, left in given_way:
        former = people.by_id(ctx.tx, number)
        say = partial(deputy_texts.given_way, person=person, deputy=former, left=left)
        reply.messages += letters([former], ctx.city.language, say)
    return reply


def _end(ctx: Context, names: list[str]) -> Reply:
    """End one's own appointment; the office ends anybody's."""
    if len(names) > 1:
        return ctx.say(deputy_texts.usage(ctx.t))
    if names and not is_office(ctx.person):
        return ctx.say(ctx.t("Only the office ends an appointment for others."))
    person = _one(ctx, names[0], None) if names else ctx.person
    if person is None:
        return ctx.say(deputy_texts.nobody(ctx.t, names[0]))
    running = deputies.next_of(ctx.tx, person.id, ctx.today)
    if running is None:
        return ctx.say(deputy_texts.nothing_to_end(ctx.t, person))
    deputies.end(ctx.tx, running, ctx.person.id, ctx.now)
    deputy = people.by_id(ctx.tx, running.deputy_id)
    return ctx.tell((person, deputy), partial(deputy_texts.ended, person=person, deputy=deputy))

"""Plain questions: what is overdue or due, what is red, what somebody has, how it stands."""

import re
from dataclasses import replace
from datetime import date

from handlers.context import Context
from handlers.message import Message
from handlers.queries import (
    entities,
    guarantors,
    item_card,
    lists,
    status,
    unanswerable,
)
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from rules.language import asked_days
from rules.language.naming import LONGEST
from rules.language.questions import (
    LATE,
    NOT_COUNTED,
    OF_A_KIND,
    RANKING,
    STATE_LISTS,
    STATE_WORDS,
    asks_which,
    bare_item_number,
    ended_state,
    is_question,
    search_subject,
)
from rules.language.reading.normalization import normalize
from rules.policy.forecast import Light
from rules.policy.items import Item
from rules.policy.lists import ListKind, ListQuery
from rules.policy.people import Person
from rules.policy.permissions import sees_whole_city
from storage.ledger import item_store

LIGHTS = {
    Light.RED: re.compile(r"红[灯牌色的]|亮红|\bred\b", re.IGNORECASE),
    Light.YELLOW: re.compile(r"黄[灯牌色的]|亮黄|\byellow\b", re.IGNORECASE),
    Light.BLUE: re.compile(r"蓝[灯牌色的]|亮蓝|\bblue\b", re.IGNORECASE),
}


def asked(message: Message, ctx: Context) -> Reply:
    """Show a list, where one is asked for; else the totals."""
    return answer(ctx, message.text)


def answer(ctx: Context, text: str) -> Reply:
    """Answer words that ask for a list or for totals."""
    query = _list_wanted(ctx, text) or _counted_by_a_list(text)
    return _stands(ctx, text) if query is None else _narrowed(ctx, text, query)


def status_of(ctx: Context, words: str) -> Reply:
    """Answer `/status [WORDS]`: the whole city, or what the words name, as far as one may see it."""
    return answer(ctx, words) if words else status.show(ctx, QuerySubject())


def counted(message: Message, ctx: Context) -> Reply:
    """Show totals of what plain words name; naming nothing they mean everything."""
    return status.show(ctx, entities.of(ctx, message.text))


def _counted_by_a_list(text: str) -> ListQuery | None:
    kinds = (kind for kind in NOT_COUNTED if STATE_WORDS[kind].search(text.lower()))
    return next((ListQuery(ListKind(kind)) for kind in kinds), None)


def _stands(ctx: Context, text: str) -> Reply:
    """Show totals; of items that are named by words of their titles, those items.

    Of a guarantor their card: the items, and what is open.
    """
    guarantee = guarantors.named(ctx, text)
    if guarantee:
        return _of_guarantors(ctx, guarantee)
    subject = entities.of(ctx, text)
    if subject.unknown and item_store.ids_containing(ctx.tx, ctx.person, subject.unknown, 1):
        return item_card.show(ctx, subject.unknown)
    held = entities.listed(ctx, text)
    if subject.left and not (held.left or held.unknown):
        return _titled(ctx, text, held)
    if subject.names and not subject.of_a_person and asks_which(normalize(text)):
        refusal = unanswerable.refused(ctx, subject, "open")
        return refusal or lists.show(ctx, ListQuery(ListKind.OPEN, subject.words))
    return status.show(ctx, subject)


def _of_guarantors(ctx: Context, found: list[Person]) -> Reply:
    if len(found) == 1:
        return status.with_picture(ctx, guarantors.path_to(found[0]))
    names = ctx.t.comma().join(f"{person.post}{person.name}" for person in found)
    return ctx.say(ctx.t("Several guarantors are called so: {names}. Which one?", names=names))


def _titled(ctx: Context, text: str, held: QuerySubject) -> Reply:
    kinds = (kind for kind, words in STATE_WORDS.items() if words.search(text.lower()))
    kind = next(kinds, "open")
    return unanswerable.refused(ctx, held, kind) or lists.show(
        ctx, ListQuery(ListKind(kind), held.words)
    )


def overdue(message: Message, ctx: Context) -> Reply:
    """Show what is overdue, of whom the words name; who has most, by the totals."""
    if RANKING.search(message.text):
        return counted(message, ctx)
    return _narrowed(
        ctx, message.text, _list_wanted(ctx, message.text) or ListQuery(ListKind.OVERDUE)
    )


def overdue_of(ctx: Context, words: str) -> Reply:
    """Answer `/overdue [WORDS]`; of words that name nothing it is said, and not that none is overdue."""
    if not words:
        return lists.show(ctx, ListQuery(ListKind.OVERDUE))
    return _narrowed(ctx, words, _late(ctx, words), command="/overdue")


def mine(message: Message, ctx: Context) -> Reply:
    """Show what somebody has, or what they name besides, as of anybody else."""
    subject = message.subject
    others = [name for name in subject.names if name.name != ctx.person.unit]
    if others or _list_wanted(ctx, message.text) is not None:
        return asked(message, ctx)
    return unanswerable.refused(ctx, subject, "my") or lists.my(ctx)


def my_of(ctx: Context, words: str) -> Reply:
    """Answer `/my [WORDS]`: of what somebody has, only what the words name."""
    if not words:
        return lists.my(ctx)
    query = _list_wanted(ctx, words) or ListQuery(ListKind.OPEN)
    return _narrowed(ctx, words, query, command="/my", mine=True)


def is_asked(message: Message) -> bool:
    """Whether names and words that ask, and nothing else, make it a question however it is put.

    A leader who asks how many there are of what is not there is told so, whatever else it is like.
    """
    sure = message.readings[0].sure
    of_nothing = sees_whole_city(message.ctx.person) and not sure and _is_of_nothing(message)
    return of_nothing or is_put(message)


def _is_of_nothing(message: Message) -> bool:
    words = normalize(message.text).lower().strip(" ?!。")
    if message.file is not None or message.reply_to is not None or len(words) > LONGEST:
        return False
    if re.search("[,;。!]", words) or not OF_A_KIND.search(words):
        return False
    return bool(message.subject.left or message.subject.beyond)


def is_put(message: Message, *, plainly: bool = False) -> bool:
    """Whether the words ask and name only what the ledger has; `plainly`: and could not answer."""
    if message.file is not None or len(message.text) > LONGEST:
        return False
    if not is_question(normalize(message.text).lower(), plainly=plainly):
        return False
    subject, text = message.subject, message.text
    if subject.left or subject.unknown:
        return False
    of_works = subject.names or _list_wanted(message.ctx, text) or STANDING.search(text)
    return bool(of_works or RANKING.search(text))


def is_bare_name(message: Message) -> bool:
    """Whether it is the name of a unit, a category or a person, or an item's number, and nothing else."""
    if message.file is not None or len(message.text) > LONGEST:
        return False
    return _bare_item(message) is not None or entities.is_a_name(
        message.ctx, ITEMS.sub("", message.text)
    )


def _bare_item(message: Message) -> Item | None:
    """Return the item of which the number is all that is said: 10号任务, 第3项."""
    number = bare_item_number(normalize(message.text))
    return entities.item_named(message.ctx, number) if number else None


def stands(message: Message, ctx: Context) -> Reply:
    """Say how what is named stands."""
    item = _bare_item(message)
    if item is not None:
        return item_card.in_full(ctx, item)
    return _stands(ctx, message.text)


ITEMS = re.compile(
    r"(?:的(?:整改)?|整改|(?<!任务|事项|问题|清单|台账)(?<![ ?？。!！]))"
    r"(?:任务|事项|问题|清单|台账)*+[ ?？。!！]*+$"
)


def one(message: Message, ctx: Context) -> Reply:
    """Show one item; where only a unit or a person is named, or nothing at all, how that stands.

    Asked under a card, how it is going means the card's item.
    """
    found = message.readings[0]
    subject = entities.of(ctx, message.text)
    if subject.left or (subject.names and not STANDING.search(message.text)):
        return _meant(ctx, subject)
    if found.sure and not subject.names:
        return item_card.show(ctx, found.candidates[0].code)
    return asked(message, ctx)


def _meant(ctx: Context, subject: QuerySubject) -> Reply:
    """Show the item the words mean, or all that words besides a unit's or a person's name may mean."""
    refusal = unanswerable.nowhere(ctx, subject)
    if refusal is not None:
        return refusal
    one = entities.item_named(ctx, search_subject(subject.text))
    if one is not None:
        return item_card.in_full(ctx, one)
    words = " ".join(subject.left if subject.names else ()) or search_subject(subject.text)
    found = item_card.likely(ctx, words) if words else None
    return found or answer(ctx, subject.text)


STANDING = re.compile(
    r"情况|进[度展]|怎么?样|如何|咋样|状[态况]|完成|销号|办结|\b(?:status|progress|how)\b",
    re.IGNORECASE,
)


def _list_wanted(ctx: Context, text: str) -> ListQuery | None:
    words = text.lower()
    if LATE.search(words):
        return _late(ctx, text)
    days = asked_days.due_period(words, ctx.today)
    for light, called in LIGHTS.items():
        if called.search(text):
            query = _in_days(ListKind.LIGHT, days) if days else ListQuery(ListKind.LIGHT)
            return replace(query, light=light)
    if days is not None:
        return _in_days(ListKind.DUE, days)
    asked_for = (ListKind(kind) for kind, listed in STATE_LISTS.items() if listed.search(words))
    kind = next(asked_for, None)
    ended = _ended(ctx, words)
    return ended or (ListQuery(kind) if kind else None)


def _ended(ctx: Context, words: str) -> ListQuery | None:
    """Return the list of what ended in a past period, where the words ask for that: 本周完成了几项."""
    kind = ended_state(words)
    days = asked_days.find_past_days(words, ctx.today) if kind else None
    return _in_days(ListKind(kind), days) if kind and days else None


def _without_applied(text: str, query: ListQuery) -> str:
    """Return the words without the conditions besides names that the list is made by."""
    if query.kind in (ListKind.DONE, ListKind.CLOSED) and query.first:
        return asked_days.without_days(text)
    if query.kind is ListKind.LIGHT and query.first:
        return asked_days.without_due(text)
    return LIGHTS[Light.RED].sub(" ", text) if query.kind is ListKind.OVERDUE else text


def _late(ctx: Context, text: str) -> ListQuery:
    since = asked_days.overdue_period(text.lower(), ctx.today)
    return _in_days(ListKind.LATE, since) if since else ListQuery(ListKind.OVERDUE)


def _in_days(kind: ListKind, days: tuple[date, date]) -> ListQuery:
    return ListQuery(kind, first=days[0], last=days[1])


def _narrowed(
    ctx: Context, text: str, query: ListQuery, *, command: str = "", mine: bool = False
) -> Reply:
    """Show the list of what the words name; whatever of them names nothing is said, not passed over.

    `command`: what the words stand behind; `mine`: only of what whoever asks has.
    """
    asked = _without_applied(text, query)
    whole = f"{ctx.t('Mine')} {asked}" if mine else asked
    subject = replace(entities.listed(ctx, whole), text=text)
    meant = None if subject.beyond else entities.single(ctx, subject)
    if meant is not None:
        return item_card.in_full(ctx, meant)
    refusal = unanswerable.refused(ctx, subject, query.kind, command)
    if refusal is not None:
        return refusal
    return lists.show(ctx, replace(query, words=subject.words))

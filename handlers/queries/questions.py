"""Plain questions: what is overdue or due, what is red, what somebody has, how it stands."""

import re
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.queries import (
    entities,
    guarantors,
    item_card,
    lists,
    status,
    unanswerable,
    wanted_list,
)
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from rules.language.naming import LONGEST
from rules.language.questions import (
    NOT_COUNTED,
    OF_A_KIND,
    RANKING,
    STATE_WORDS,
    asks_which,
    bare_item_number,
    is_question,
    search_subject,
)
from rules.language.reading.normalization import normalize
from rules.policy.items import Item
from rules.policy.lists import ListKind, ListQuery
from rules.policy.people import Person
from rules.policy.permissions import sees_whole_city
from storage.ledger import item_store


def asked(message: Message, ctx: Context) -> Reply:
    """Show a list, where one is asked for; else the totals."""
    return answer(ctx, message.text)


def answer(ctx: Context, text: str) -> Reply:
    """Answer words that ask for a list or for totals."""
    query = wanted_list.wanted(ctx, text) or _counted_by_a_list(text)
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
        ctx, message.text, wanted_list.wanted(ctx, message.text) or ListQuery(ListKind.OVERDUE)
    )


def overdue_of(ctx: Context, words: str) -> Reply:
    """Answer `/overdue [WORDS]`; of words that name nothing it is said, and not that none is overdue."""
    if not words:
        return lists.show(ctx, ListQuery(ListKind.OVERDUE))
    return _narrowed(ctx, words, wanted_list.late(ctx, words), command="/overdue")


def mine(message: Message, ctx: Context) -> Reply:
    """Show what somebody has, or what they name besides, as of anybody else."""
    subject = message.subject
    others = [name for name in subject.names if name.name != ctx.person.unit]
    if others or wanted_list.wanted(ctx, message.text) is not None:
        return asked(message, ctx)
    return unanswerable.refused(ctx, subject, "my") or lists.my(ctx)


def my_of(ctx: Context, words: str) -> Reply:
    """Answer `/my [WORDS]`: of what somebody has, only what the words name."""
    if not words:
        return lists.my(ctx)
    query = wanted_list.wanted(ctx, words) or ListQuery(ListKind.OPEN)
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
    listed = wanted_list.wanted(message.ctx, text)
    if listed is not None and listed.kind is ListKind.DUE:
        named = wanted_list.without_days_to_come(text, listed, message.ctx.today)
        subject = entities.of(message.ctx, named)
    if subject.left or subject.unknown:
        return False
    of_works = subject.names or listed or STANDING.search(text)
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
    if subject.names and words and not _is_theirs(ctx, subject, words):
        return unanswerable.not_known(ctx, subject, words)
    found = item_card.likely(ctx, words) if words else None
    return found or answer(ctx, subject.text)


def _is_theirs(ctx: Context, subject: QuerySubject, words: str) -> bool:
    """Whether an item that the words may mean is of what is named: 枫陵县的渣土车."""
    likely = [each.code for each in entities.likely_items(ctx, words)]
    held = item_store.ids_containing(ctx.tx, ctx.person, words, lists.FOUND_AT_MOST)
    meant = [*held, *item_store.ids_of_codes(ctx.tx, likely)]
    return item_store.count(ctx.tx, ctx.person, replace(subject.item_filter, ids=meant)) > 0


STANDING = re.compile(
    r"情况|进[度展]|怎么?样|如何|咋样|状[态况]|完成|销号|办结|\b(?:status|progress|how)\b",
    re.IGNORECASE,
)


def _narrowed(
    ctx: Context, text: str, query: ListQuery, *, command: str = "", mine: bool = False
) -> Reply:
    """Show the list of what the words name; whatever of them names nothing is said, not passed over.

    `command`: what the words stand behind; `mine`: only of what whoever asks has.
    """
    asked = wanted_list.without_applied(text, query, ctx.today)
    whole = f"{ctx.t('Mine')} {asked}" if mine else asked
    subject = replace(entities.listed(ctx, whole), text=text)
    meant = None if subject.beyond else entities.single(ctx, subject)
    if meant is not None:
        return item_card.in_full(ctx, meant)
    refusal = unanswerable.refused(ctx, subject, query.kind, command)
    if refusal is not None:
        return refusal
    return lists.show(ctx, replace(query, words=subject.words))

"""Plain questions: what is overdue or due, what is red, what somebody has, how it stands."""

import re
from datetime import date

from handlers.context import Desk
from handlers.queries import entities, item, lists, status, unanswerable
from handlers.queries.entities import Subject
from handlers.queries.lists import Asked
from messages.incoming import Said
from messages.outgoing import Spoken
from rules.language.naming import LONGEST
from rules.language.questions import (
    LATE,
    NOT_COUNTED,
    OF_A_KIND,
    RANKING,
    SAID,
    STATES,
    asks,
    subject_of,
)
from rules.language.reading.folding import fold
from rules.language.reading.values import Reading
from rules.policy.due_days import due_between, overdue_between
from rules.policy.forecast import Light
from rules.policy.permissions import sees_whole_city
from storage.ledger import items as ledger

LIGHTS = {
    Light.RED: re.compile(r"红[灯牌色的]|亮红|\bred\b", re.IGNORECASE),
    Light.YELLOW: re.compile(r"黄[灯牌色的]|亮黄|\byellow\b", re.IGNORECASE),
    Light.BLUE: re.compile(r"蓝[灯牌色的]|亮蓝|\bblue\b", re.IGNORECASE),
}


def asked(said: Said, desk: Desk) -> Spoken:
    """A list, where one is asked for; else the totals."""
    return _answered(desk, said.text)


def _answered(desk: Desk, text: str) -> Spoken:
    wanted = _list_wanted(desk, text) or _counted_by_a_list(text)
    return _stands(desk, text) if wanted is None else _narrowed(desk, text, wanted)


def status_of(desk: Desk, words: str) -> Spoken:
    """`/status [WORDS]`: the whole city, or what the words name; what a person may see of it."""
    return _stands(desk, words) if words else status.shown(desk, Subject())


def _counted_by_a_list(text: str) -> Asked | None:
    kinds = (kind for kind in NOT_COUNTED if SAID[kind].search(text.lower()))
    return next((Asked(kind) for kind in kinds), None)


def _stands(desk: Desk, text: str) -> Spoken:
    """Totals; of items that are named by words of their titles, those items."""
    subject = entities.of(desk, text)
    if subject.unknown and ledger.ids_containing(desk.tx, desk.person, subject.unknown, 1):
        return item.shown(desk, subject.unknown)
    held = entities.listed(desk, text)
    if subject.left and not (held.left or held.unknown):
        return _titled(desk, text, held)
    return status.shown(desk, subject)


def _titled(desk: Desk, text: str, held: Subject) -> Spoken:
    kinds = (kind for kind, words in SAID.items() if words.search(text.lower()))
    kind = next(kinds, "open")
    return unanswerable.refused(desk, held, kind) or lists.show(desk, Asked(kind, held.words))


def overdue(said: Said, desk: Desk) -> Spoken:
    """What is overdue, of whom the words name; who has most, by the totals."""
    if RANKING.search(said.text):
        return status.asked(said, desk)
    return _narrowed(desk, said.text, _list_wanted(desk, said.text) or Asked("overdue"))


def overdue_of(desk: Desk, words: str) -> Spoken:
    """`/overdue [WORDS]`: words that name nothing are never answered by nothing overdue."""
    if not words:
        return lists.show(desk, Asked("overdue"))
    return _narrowed(desk, words, _late(desk, words), whole=True)


def mine(said: Said, desk: Desk) -> Spoken:
    """What he has; what his unit has of something else that he names, as of any other unit."""
    subject = entities.listed(desk, said.text)
    others = [name for name in subject.names if name.name != desk.person.unit]
    if others or _list_wanted(desk, said.text) is not None:
        return asked(said, desk)
    return unanswerable.refused(desk, subject, "my") or lists.my(desk)


def put(said: Said, desk: Desk, found: Reading) -> Spoken | None:
    """Names and words that ask, and nothing else, are a question however it is put.

    A leader who asks how many there are of what is not there hears that, whatever else it is like.
    """
    of_nothing = sees_whole_city(desk.person) and not found.sure and _is_of_nothing(desk, said)
    return asked(said, desk) if of_nothing or is_put(desk, said) else None


def _is_of_nothing(desk: Desk, said: Said) -> bool:
    words = fold(said.text).lower().strip(" ?!。")
    if said.file is not None or said.reply_to is not None or len(words) > LONGEST:
        return False
    if re.search("[,;。!]", words) or not OF_A_KIND.search(words):
        return False
    subject = entities.listed(desk, said.text)
    return bool(subject.left or subject.beyond)


def is_put(desk: Desk, said: Said, *, plainly: bool = False) -> bool:
    if said.file is not None or len(said.text) > LONGEST:
        return False
    if not asks(fold(said.text).lower(), plainly=plainly):
        return False
    subject = entities.listed(desk, said.text)
    if subject.left or subject.unknown:
        return False
    of_works = subject.names or _list_wanted(desk, said.text) or STANDING.search(said.text)
    return bool(of_works or RANKING.search(said.text))


def bare(said: Said, desk: Desk) -> Spoken | None:
    """The name of a unit, a category or a person and nothing else asks how that stands."""
    if said.file is not None or len(said.text) > LONGEST:
        return None
    if not entities.is_a_name(desk, ITEMS.sub("", said.text)):
        return None
    return _stands(desk, said.text)


ITEMS = re.compile(r"的?(?:整改)?(?:任务|事项|问题|清单|台账)*[ ?？。!！]*$")


def one(said: Said, desk: Desk, found: Reading) -> Spoken:
    """One item; where nothing but a unit or a person is named, or nothing at all, how that stands.

    How is it going? said under a card means the card's item.
    """
    subject = entities.of(desk, said.text)
    if subject.left or (subject.names and not STANDING.search(said.text)):
        return _meant(desk, subject)
    if found.sure and not subject.names:
        return item.shown(desk, found.candidates[0].code)
    return asked(said, desk)


def _meant(desk: Desk, subject: Subject) -> Spoken:
    """The item the words mean, or what else but a unit's or a person's name may mean one."""
    one = entities.item_named(desk, subject_of(subject.said))
    if one is not None:
        return item.in_full(desk, one)
    words = " ".join(subject.left if subject.names else ()) or subject_of(subject.said)
    found = item.likely(desk, words) if words else None
    return found or _answered(desk, subject.said)


STANDING = re.compile(
    r"情况|进[度展]|怎么?样|如何|咋样|状[态况]|完成|销号|办结|\b(?:status|progress|how)\b",
    re.IGNORECASE,
)


def _list_wanted(desk: Desk, text: str) -> Asked | None:
    if LATE.search(text.lower()):
        return _late(desk, text)
    for light, words in LIGHTS.items():
        if words.search(text):
            return Asked("light", light)
    days = due_between(text.lower(), desk.today)
    if days is not None:
        return Asked("due", _as_words(days))
    asked_for = (Asked(kind) for kind, words in STATES.items() if words.search(text.lower()))
    return next(asked_for, None)


def _late(desk: Desk, text: str) -> Asked:
    since = overdue_between(text.lower(), desk.today)
    return Asked("late", _as_words(since)) if since else Asked("overdue")


def _as_words(days: tuple[date, date]) -> str:
    return "/".join(day.isoformat() for day in days)


def _narrowed(desk: Desk, text: str, wanted: Asked, *, whole: bool = False) -> Spoken:
    """The list of what the words name; whatever of them names nothing is said, not passed over.

    `whole`: the words are a name and nothing else.
    """
    subject = entities.listed(desk, text)
    meant = None if subject.beyond else entities.single(desk, subject)
    if meant is not None:
        return item.in_full(desk, meant)
    refusal = unanswerable.refused(desk, subject, wanted.kind, text if whole else "")
    if refusal is not None:
        return refusal
    words = " ".join(each for each in (wanted.words, subject.words) if each)
    return lists.show(desk, Asked(wanted.kind, words))

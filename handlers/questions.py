"""Plain questions: what is overdue or due, who is silent, what is red, what somebody has, how it stands."""

import re
from datetime import date

from handlers import item, lists, proofs, status, subjects
from handlers.desk import Desk
from handlers.heard import Said
from handlers.lists import Asked
from handlers.subjects import Subject
from messages.outgoing import Spoken
from rules.due_days import due_between, overdue_between
from rules.forecast import Light
from rules.naming import LONGEST
from rules.questions import LATE, RANKING, STATES, asks, subject_of
from rules.reading.folding import fold
from rules.reading.values import Reading
from storage import items as ledger

SILENT = re.compile(
    r"[没未](?:有)?(?:上?报|回复|答复|反馈|回应|回的)|(?:has|have)(?: not|n't) (?:answered|reported)"
)
LIGHTS = {
    Light.RED: re.compile(r"红[灯牌色的]|亮红|\bred\b", re.IGNORECASE),
    Light.YELLOW: re.compile(r"黄[灯牌色的]|亮黄|\byellow\b", re.IGNORECASE),
}


def asked(said: Said, desk: Desk) -> Spoken:
    """Who has not answered; a list, where one is asked for; else the totals."""
    if SILENT.search(said.text):
        return proofs.told(desk, "")
    wanted = _list_wanted(desk, said.text)
    if wanted is not None:
        return _narrowed(desk, said.text, wanted)
    return _stands(desk, subjects.of(desk, said.text))


def _stands(desk: Desk, subject: Subject) -> Spoken:
    if subject.of_a_person:
        return lists.show(desk, Asked("person", subject.words))
    if subject.unknown and ledger.ids_containing(desk.tx, desk.person, subject.unknown, 1):
        return item.shown(desk, subject.unknown)
    return status.shown(desk, subject)


def overdue(said: Said, desk: Desk) -> Spoken:
    """What is overdue, of whom the words name; who has most, by the totals."""
    if RANKING.search(said.text):
        return status.asked(said, desk)
    return _narrowed(desk, said.text, _list_wanted(desk, said.text) or Asked("overdue"))


def overdue_of(desk: Desk, words: str) -> Spoken:
    """`/overdue [WORDS]`: words that name nothing are never answered by nothing overdue."""
    wanted = Asked("overdue")
    return _narrowed(desk, words, wanted, whole=True) if words else lists.show(desk, wanted)


def mine(said: Said, desk: Desk) -> Spoken:
    """What he has; what his unit has of something else that he names, as of any other unit."""
    others = [name for name in subjects.of(desk, said.text).names if name.name != desk.person.unit]
    if others or _list_wanted(desk, said.text) is not None:
        return asked(said, desk)
    return lists.my(desk)


def put(said: Said, desk: Desk) -> Spoken | None:
    """Names and words that ask, and nothing else, are a question however it is put."""
    return asked(said, desk) if is_put(desk, said) else None


def is_put(desk: Desk, said: Said, *, plainly: bool = False) -> bool:
    if said.file is not None or len(said.text) > LONGEST:
        return False
    if not asks(fold(said.text).lower(), plainly=plainly):
        return False
    subject = subjects.listed(desk, said.text)
    if subject.left or subject.unknown:
        return False
    of_works = subject.names or _list_wanted(desk, said.text) or STANDING.search(said.text)
    return bool(of_works or RANKING.search(said.text))


def bare(said: Said, desk: Desk) -> Spoken | None:
    """The name of a unit, a category or a person and nothing else asks how that stands."""
    if said.file is not None or len(said.text) > LONGEST:
        return None
    if not subjects.is_a_name(desk, ITEMS.sub("", said.text)):
        return None
    return _stands(desk, subjects.of(desk, said.text))


ITEMS = re.compile(r"的?(?:整改)?(?:任务|事项|问题|清单|台账)*[ ?？。!！]*$")


def one(said: Said, desk: Desk, found: Reading) -> Spoken:
    """One item; where nothing but a unit or a person is named, or nothing at all, how that stands.

    How is it going? said under a card means the card's item.
    """
    if SILENT.search(said.text):
        return asked(said, desk)
    subject = subjects.of(desk, said.text)
    if subject.left or (subject.names and not STANDING.search(said.text)):
        return item.shown(desk, subject_of(said.text))
    if found.sure and not subject.names:
        return item.shown(desk, found.candidates[0].code)
    return asked(said, desk)


STANDING = re.compile(
    r"情况|进[度展]|怎么?样|如何|咋样|状[态况]|完成|销号|办结|\b(?:status|progress|how)\b",
    re.IGNORECASE,
)


def _list_wanted(desk: Desk, text: str) -> Asked | None:
    if LATE.search(text.lower()):
        since = overdue_between(text.lower(), desk.today)
        return Asked("late", _as_words(since)) if since else Asked("overdue")
    for light, words in LIGHTS.items():
        if words.search(text):
            return Asked("light", light)
    days = due_between(text.lower(), desk.today)
    if days is not None:
        return Asked("due", _as_words(days))
    asked_for = (Asked(kind) for kind, words in STATES.items() if words.search(text.lower()))
    return next(asked_for, None)


def _as_words(days: tuple[date, date]) -> str:
    return "/".join(day.isoformat() for day in days)


def _narrowed(desk: Desk, text: str, wanted: Asked, *, whole: bool = False) -> Spoken:
    """The list of what the words name; whatever of them names nothing is said, not passed over.

    `whole`: the words are a name and nothing else.
    """
    subject = subjects.listed(desk, text)
    if subject.beyond:
        return status.beyond(desk, subject.beyond)
    meant = subjects.single(desk, subject)
    if meant is not None:
        return item.in_full(desk, meant)
    left = text if whole else desk.t.comma().join(subject.left)
    unknown = left if subject.left else subject.unknown
    if unknown:
        return desk.say(desk.t("Nothing was found for “{words}”.", words=unknown))
    words = " ".join(each for each in (wanted.words, subject.words) if each)
    return lists.show(desk, Asked(wanted.kind, words))

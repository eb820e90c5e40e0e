"""Lists of items, in one message with pages: mine, overdue, found by words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from handlers.desk import Desk
from handlers.heard import Pressed
from messages import lists
from messages.outgoing import Outgoing, Spoken
from rules.forecast import Light
from rules.items import Item
from rules.people import Role
from storage import catalogue, digests, lights, outbox, people
from storage import items as ledger
from storage.items import Wanted

PAGE = 6
"""Items on one page."""

FOUND_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for: its kind and the words, kept with the message it became."""

    kind: str
    words: str = ""

    @property
    def about(self) -> str:
        return f"list:{self.kind}:{self.words}"[:200]


def my(desk: Desk, words: str = "") -> Spoken:
    return show(desk, Asked("my", words))


def overdue(desk: Desk, words: str = "") -> Spoken:
    return show(desk, Asked("overdue", words))


def search(desk: Desk, words: str) -> Spoken:
    if not words:
        return desk.say(desk.t("Please write /search and the words to look for."))
    return show(desk, Asked("search", words))


def turned(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`上一页` / `下一页`: the list is asked for again, as it stands now."""
    kept = outbox.about(desk.tx, desk.chat, press.message).split(":", 2)
    if kept[0] != "list":
        return Spoken(toast=desk.t("This list is too old. Please ask for it again."))
    return show(desk, Asked(kept[1], kept[2]), int(words[0]), edits=press.message)


def show(desk: Desk, asked: Asked, page: int = 0, edits: int | None = None) -> Spoken:
    """One page of a list; beyond its end, the last page."""
    wanted = SOUGHT[asked.kind](desk, asked.words)
    total = ledger.count(desk.tx, desk.person, wanted)
    pages = max(1, ceil(total / PAGE))
    page = min(page, pages - 1)
    here = _page(desk, wanted, page)
    seen = lights.of_items(desk.tx, desk.city, here, desk.today)
    masked = digests.masked(desk.city, here) if desk.in_group else frozenset()
    shown = lists.Page(asked.kind, asked.words, here, total, page, pages, seen, masked)
    text = lists.page_text(desk.t, shown, desk.today)
    buttons = lists.page_buttons(desk.t, page, pages)
    return Spoken.of(Outgoing(desk.chat, text, buttons, about=asked.about, edits=edits))


def _page(desk: Desk, wanted: Wanted, page: int) -> list[Item]:
    if wanted.ids is None:
        return ledger.listed(desk.tx, desk.person, wanted, offset=page * PAGE, limit=PAGE)
    place = {number: position for position, number in enumerate(wanted.ids)}
    found = ledger.listed(desk.tx, desk.person, wanted, limit=len(place))
    in_order = sorted(found, key=lambda item: place[item.id])
    return in_order[page * PAGE : (page + 1) * PAGE]


def _mine(desk: Desk, words: str) -> Wanted:
    """An owner's own items and those he stands in for; a head's whole unit; a guarantor's own."""
    del words
    person = desk.person
    if Role.OWNER in person.roles or person.covers:
        return Wanted(owners=person.covers | {person.id}, open_only=True)
    if Role.UNIT_HEAD in person.roles:
        return Wanted(units=person.below, open_only=True)
    return Wanted(guarantor=person.id, open_only=True)


def _overdue(desk: Desk, words: str) -> Wanted:
    unit = people.unit_named(desk.tx, words) if words else None
    below = people.units_below(desk.tx, unit.id) if unit is not None else None
    if words and below is None:
        ids = _found(desk, words)
        return Wanted(overdue_on=desk.today, ids=ids)
    return Wanted(overdue_on=desk.today, units=below)


def _of_person(desk: Desk, words: str) -> Wanted:
    return Wanted(owners=frozenset(p.id for p in people.named(desk.tx, words)), open_only=True)


def _of_light(desk: Desk, words: str) -> Wanted:
    """Open items that show a light, the nearest deadline first."""
    going = ledger.listed(desk.tx, desk.person, Wanted(open_only=True), limit=None)
    seen = lights.of_items(desk.tx, desk.city, going, desk.today)
    return Wanted(ids=[item.id for item in going if seen[item.id].light == Light(words)])


def _sought(desk: Desk, words: str) -> Wanted:
    return Wanted(ids=_found(desk, words))


def _found(desk: Desk, words: str) -> list[int]:
    """What the words may mean, best first: the index's likeliest, then plain containment."""
    index = catalogue.index_for(desk.tx, desk.person)
    codes = [c.code for c in index.find(words, limit=FOUND_AT_MOST).candidates]
    likely = ledger.ids_of_codes(desk.tx, codes)
    plain = ledger.ids_containing(desk.tx, desk.person, words, FOUND_AT_MOST)
    return list(dict.fromkeys([*plain, *likely]))


ONLY_ASKS = re.compile(
    r"^(请问|请|帮我|麻烦)?(查一下|查询|查看|查找|搜索|看看|看一下|查|搜|找)?\s*"
    r"|(逾期的?|超期的?|有哪些|有几项|还有几项|多少项|怎么样了?|进展如何|情况|没销号|未销号|的|了|吗|呢|？|\?)+$"
)


def subject_of(words: str) -> str:
    """What a question is about: the words left when those that only ask are taken off."""
    return ONLY_ASKS.sub("", words.strip()).strip(" ，,。")


SOUGHT: dict[str, Callable[[Desk, str], Wanted]] = {
    "my": _mine,
    "overdue": _overdue,
    "search": _sought,
    "person": _of_person,
    "light": _of_light,
}

"""Lists of items, in one message with pages: mine, overdue, due, of a light, found by words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

from handlers.context import Desk
from handlers.queries import entities
from messages.incoming import Pressed
from messages.outgoing import Outgoing, Spoken
from messages.queries import lists
from notices import digests
from rules.policy.forecast import Light
from rules.policy.items import AT_THE_DOOR, CLOSED, Item, State
from storage.ledger import items as ledger
from storage.ledger import lights, search_index
from storage.ledger.item_filter import Wanted
from storage.mail import sent

PAGE = 6
"""Items on one page."""

FOUND_AT_MOST = 30
"""Items that are put in the order of what the words may mean."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for: its kind and the words, kept with the message it became."""

    kind: str
    words: str = ""

    @property
    def about(self) -> str:
        return f"list:{self.kind}:{self.words}"[:200]


def my(desk: Desk) -> Spoken:
    return show(desk, Asked("my"))


def search(desk: Desk, words: str) -> Spoken:
    if not words:
        return desk.say(desk.t("Please write /search and the words to look for."))
    return show(desk, Asked("search", words))


def turned(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`上一页` / `下一页`: the list is asked for again, as it stands now."""
    kept = sent.about(desk.tx, desk.chat, press.message).split(":", 2)
    if kept[0] != "list":
        return Spoken(toast=desk.t("This list is too old. Please ask for it again."))
    return show(desk, Asked(kept[1], kept[2]), int(words[0]), edits=press.message)


def holds_any(desk: Desk, asked: Asked) -> bool:
    return ledger.count(desk.tx, desk.person, SOUGHT[asked.kind](desk, asked.words)) > 0


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
    del words
    return entities.own(desk.person)


def _overdue(desk: Desk, words: str) -> Wanted:
    return replace(entities.listed(desk, words).wanted, overdue_on=desk.today)


def _due(desk: Desk, words: str) -> Wanted:
    """`2026-11-24/2026-11-30 WORDS`."""
    days, _, about = words.partition(" ")
    first, last = map(date.fromisoformat, days.split("/"))
    return replace(entities.listed(desk, about).wanted, due_from=first, due_by=last)


def _late(desk: Desk, words: str) -> Wanted:
    """Of what was due in these days, what is overdue."""
    return replace(_due(desk, words), overdue_on=desk.today)


def _that(**standing: Any) -> Callable[[Desk, str], Wanted]:
    """Of what the words name, the items that stand so."""
    return lambda desk, words: replace(entities.listed(desk, words).wanted, **standing)


def _of_light(desk: Desk, words: str) -> Wanted:
    """Open items that show a light, the nearest deadline first."""
    light, _, about = words.partition(" ")
    wanted = replace(entities.listed(desk, about).wanted, open_only=True)
    going = ledger.listed(desk.tx, desk.person, wanted, limit=None)
    seen = lights.of_items(desk.tx, desk.city, going, desk.today)
    return Wanted(ids=[item.id for item in going if seen[item.id].light == Light(light)])


def _sought(desk: Desk, words: str) -> Wanted:
    """What the words may mean, best first: plain containment, then the index's likeliest.

    Where very many hold them, all of those and no others, the nearest deadline first.
    """
    plain = ledger.ids_containing(desk.tx, desk.person, words, FOUND_AT_MOST)
    if len(plain) == FOUND_AT_MOST:
        return Wanted(holding=words)
    index = search_index.index_for(desk.tx, desk.person)
    codes = [c.code for c in index.find(words, limit=FOUND_AT_MOST).candidates]
    likely = ledger.ids_of_codes(desk.tx, codes)
    return Wanted(ids=list(dict.fromkeys([*plain, *likely])))


SOUGHT: dict[str, Callable[[Desk, str], Wanted]] = {
    "my": _mine,
    "overdue": _overdue,
    "search": _sought,
    "person": _that(open_only=True),
    "light": _of_light,
    "due": _due,
    "late": _late,
    "open": _that(open_only=True),
    "undone": _that(done=False),
    "done": _that(done=True),
    "unstarted": _that(states=frozenset({State.NOT_STARTED})),
    "at_door": _that(states=AT_THE_DOOR),
    "closed": _that(states=CLOSED, open_only=False),
    "blocked": _that(blocked=True, open_only=True),
}

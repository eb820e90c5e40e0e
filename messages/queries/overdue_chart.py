"""What is overdue as a picture: a table, the longest first. Of masked items only whose they are."""

from messages.queries import drawing
from messages.queries.drawing import FAINT, INK, MARGIN, PAPER, PLAIN, RULE, SMALL, WIDTH
from messages.queries.list_texts import masked
from messages.texts import Texts
from rules.policy.items import Item, days_left
from rules.policy.pictures import OverdueTable

TOP, ROW, BADGE = 120, 108, 216
COLOURS = ((30, "#8c1d18", PAPER), (7, "#e8703a", INK), (0, "#f7cf6b", INK))
"""By more than how many days something is overdue: its colour, and that of the words on it."""


def overdue_chart(t: Texts, title: str, seen: OverdueTable) -> str:
    """Draw a row an item: how many days, which item, whose."""
    parts = [drawing.heading(title, seen.today.isoformat())]
    for number, item in enumerate(seen.items):
        parts += _row(t, item, TOP + ROW * number, seen)
    height = TOP + ROW * len(seen.items) + 20
    more = seen.total - len(seen.items)
    if more > 0:
        words = t.ngettext("and {count} more item", "and {count} more items", count=more)
        height += 50
        parts.append(drawing.text((MARGIN, height - 30), words, SMALL, colour=FAINT))
    return drawing.picture(height, parts)


def _row(t: Texts, item: Item, y: float, seen: OverdueTable) -> list[str]:
    days = -(days_left(item, seen.today) or 0)
    left, room = MARGIN + BADGE + 24, WIDTH - 2 * MARGIN - BADGE - 24
    title, whose = _said(t, item, seen)
    return [
        *_badge(t, days, y),
        drawing.text((left, y + 44), drawing.fitted(title, PLAIN, room), PLAIN),
        drawing.text((left, y + 86), drawing.fitted(whose, SMALL, room), SMALL, colour=FAINT),
        drawing.line([(MARGIN, y + ROW - 2), (WIDTH - MARGIN, y + ROW - 2)], RULE, 1),
    ]


def _said(t: Texts, item: Item, seen: OverdueTable) -> tuple[str, str]:
    if item.id in seen.masked:
        return f"{item.code}｜{masked(t)}", item.lead.name
    whose = t("{unit}, {owner}", unit=item.lead.name, owner=item.owner.name)
    return f"{item.code}｜{item.title}", whose


def _badge(t: Texts, days: int, y: float) -> list[str]:
    _, colour, ink = next(each for each in COLOURS if days > each[0])
    words = t.ngettext("{count} day late", "{count} days late", count=days)
    middle = (MARGIN + BADGE / 2, y + 62)
    return [
        drawing.box((MARGIN, y + 12), BADGE, ROW - 26, colour, 8),
        drawing.text(middle, words, SMALL, colour=ink, anchor="middle"),
    ]

"""The first screen of a digest: six lines of summary, the rest folded, whatever the size of the city."""

from datetime import date, timedelta
from math import ceil

import pytest
from sqlalchemy import insert, update

from messages.formatting import FormattedText, SpanKind
from storage.db.engine import Engine, writing
from storage.ledger.tables import items, units
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.settling import add_like
from tests.support.small_city import GROUP, MORNING, OFFICE, settle

DAY = MORNING.date()
LINE, SCREEN, UNFOLDED = 20, 20, 1300
FOLD_SHOWS = 3
"""Lines of a folded quotation that show before it is opened."""


def large(engine: Engine, count: int, deadline: date) -> Dialogue:
    """A city of so many items with long titles, in thirty units with long names."""
    settle(engine)
    talk = Dialogue(engine)
    with writing(engine) as tx:
        for number in range(30):
            name = f"云麓高新技术产业开发区第{number}住房和城乡建设局"
            tx.execute(insert(units).values(id=100 + number, name=name, kind="部门"))
        for number in range(count - 4):
            add_like(
                tx,
                4,
                100 + number,
                code=f"市{1000 + number}",
                title="中央生态环境保护督察反馈问题整改" * 4,
                lead_unit_id=100 + number % 30,
                deadline=deadline - timedelta(days=number % 400),
            )
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    return talk


def open_to_see(words: FormattedText) -> str:
    """Return what shows before anything is unfolded."""
    shown = words.text
    for span in sorted(words.spans, key=lambda span: -span.start):
        if span.kind is SpanKind.FOLDED:
            shown = shown[: span.start] + shown[span.end :]
    return shown


def lines_on_a_phone(text: str) -> int:
    return sum(max(1, ceil(len(line) / LINE)) for line in text.split("\n"))


@pytest.mark.parametrize("count", [60, 600])
@pytest.mark.parametrize(
    "deadline", [DAY - timedelta(days=1), DAY + timedelta(days=403)], ids=["overdue", "mixed"]
)
def test_the_first_screen(engine: Engine, count: int, deadline: date) -> None:
    talk = large(engine, count, deadline)
    tick(talk, MORNING, "digest")
    tick(talk, MORNING + timedelta(days=1), "digest")
    posts = [message.words for message in talk.chats[GROUP].values()][1:]
    today = [words for words in posts if "11月25日" in words.text or "（" in words.text]
    assert sum(len(open_to_see(words)) for words in today) <= UNFOLDED
    summary = next(w for w in reversed(posts) if w.text.startswith("整改日报"))
    shown = open_to_see(summary).rstrip("\n") + "\n"
    assert lines_on_a_phone(shown) + FOLD_SHOWS <= SCREEN
    assert len(shown.split("\n")) == len(["title", *["line"] * 6, "blank"])


def test_what_has_no_figures_is_said_once(engine: Engine) -> None:
    talk = large(engine, 34, DAY + timedelta(days=7))
    with writing(engine) as tx:
        tx.execute(update(items).where(items.c.id >= 100).values(deadline=DAY + timedelta(days=7)))
    (digest, _lights) = tick(talk, MORNING, "digest")[GROUP]
    assert digest.count("尚无进度数据") == 1
    assert "【黄灯：滞后，仍可赶上】31项，其中尚无进度数据31项" in digest.split("\n")

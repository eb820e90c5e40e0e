"""English is right for one as for many, whichever sentence the number stands in."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from messages import calendar_texts
from messages.follow_up import circular_texts, round_texts
from messages.formatting import joined
from messages.queries import charts, digest_texts, list_texts
from messages.texts import texts
from rules.policy.digests import DigestContent, DigestTotals
from rules.policy.rounds import RoundStanding
from rules.policy.tallies import Tally
from tests.support.items import counted

EN, ZH = texts("en"), texts("zh_CN")
DUE = date(2026, 11, 30)
MORNING = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (28, "due 2026-11-30, 2 days left"),
        (29, "due 2026-11-30, 1 day left"),
        (30, "due today"),
    ],
)
def test_days_to_a_deadline(today: int, said: str) -> None:
    assert list_texts.when_due(EN, counted(deadline=DUE), date(2026, 11, today)) == said


@pytest.mark.parametrize(
    ("today", "said"),
    [(1, "due 2026-11-30, 1 day overdue"), (2, "due 2026-11-30, 2 days overdue")],
)
def test_days_after_a_deadline(today: int, said: str) -> None:
    assert list_texts.when_due(EN, counted(deadline=DUE), date(2026, 12, today)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 working day from 30 November 2026 (Mon), counting that day, ends on {end}."),
        (2, "2 working days from 30 November 2026 (Mon), counting that day, end on {end}."),
    ],
)
def test_working_days_end(number: int, said: str) -> None:
    end = date(2026, 12, number)
    assert calendar_texts.span(EN, DUE, number, end) == said.format(end=EN.full_day(end))


@pytest.mark.parametrize(
    ("days", "working", "said"),
    [
        (1, 1, "1 day, of which 1 working day"),
        (1, 0, "1 day, of which 0 working days"),
        (3, 1, "3 days, of which 1 working day"),
        (4, 2, "4 days, of which 2 working days"),
    ],
)
def test_days_and_working_days_of_a_span(days: int, working: int, said: str) -> None:
    told = calendar_texts.between(EN, DUE, DUE, working, days)
    assert told == f"From 30 November 2026 (Mon) to 30 November 2026 (Mon): {said}."


@pytest.mark.parametrize(
    ("items", "people", "said"),
    [
        (1, 1, "1 item, 1 official"),
        (2, 1, "2 items, 1 official"),
        (2, 2, "2 items, 2 officials"),
    ],
)
def test_items_and_officials_of_a_round(items: int, people: int, said: str) -> None:
    told = round_texts.opened(EN, round_texts.Times(MORNING), items, people)
    assert told == f"The round is open: {said}, until 2026-11-30 09:00."


@pytest.mark.parametrize(("items", "said"), [(0, "0 items"), (1, "1 item"), (2, "2 items")])
def test_items_of_a_digest(items: int, said: str) -> None:
    told = DigestContent("全市", DUE, DigestTotals(items))
    counts = digest_texts.digest_parts(EN, told)[0].text.splitlines()[1]
    assert counts == f"{said}: 0 overdue, 0 due soon, 0 done, 0 struck off"


@pytest.mark.parametrize(
    ("points", "said"),
    [("0", "0 points"), ("0.5", "0.5 points"), ("1.00", "1 point"), ("100", "100 points")],
)
def test_points_of_a_unit(points: str, said: str) -> None:
    ranking = [(1, RoundStanding("青山县", 2, 1, 0, Decimal(points)))]
    told = circular_texts.lines(
        EN, circular_texts.Circular(MORNING, MORNING, MORNING, (), ranking, late=False)
    )
    assert joined("\n", told).text.splitlines()[-1] == f"1. 青山县: {said} (1 of 2)"


@pytest.mark.parametrize(("more", "said"), [(1, "and 1 more unit"), (2, "and 2 more units")])
def test_units_left_out_of_a_picture(more: int, said: str) -> None:
    rows = [Tally(f"{n}县", total=1, due_soon=1) for n in range(charts.MOST_ROWS + more)]
    picture = charts.status_chart(EN, "", "", rows)
    assert re.findall(r">([^<]*)</text>", picture)[-1] == said


def test_a_number_that_comes_as_it_is_written() -> None:
    said = [
        EN.ngettext(
            "{count} day before the deadline {due}",
            "{count} days before the deadline {due}",
            count=n,
            due=DUE,
        )
        for n in ("1", "30")
    ]
    assert said == [
        "1 day before the deadline 2026-11-30",
        "30 days before the deadline 2026-11-30",
    ]


def test_chinese_has_one_form() -> None:
    assert [ZH.ngettext("{count} day left", "{count} days left", count=n) for n in (0, 1, 2)] == [
        "还剩0天",
        "还剩1天",
        "还剩2天",
    ]

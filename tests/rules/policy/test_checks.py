"""The form of a check on site as a table: what is asked next, what is refused, what follows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.checks import (
    CheckFindings,
    CheckPlace,
    CheckRefusal,
    CheckStep,
    ClauseVerdict,
    fault_of_day,
    fault_of_names,
    lasts_until,
    next_place,
    passes,
    shortfall,
)
from rules.policy.location import Location
from tests.support.items import TODAY, villa

FULL = CheckFindings(
    seen_on=TODAY,
    seen_by=("王强", "李明"),
    measured=Decimal(45),
    files=1,
    shown=True,
    verdicts={0: ClauseVerdict(True), 1: ClauseVerdict(True)},
)
SHORT = replace(FULL, measured=Decimal(40), verdicts={})
UNCOUNTED = villa(total=None, measure="")
FAILED = replace(FULL, verdicts={0: ClauseVerdict(True), 1: ClauseVerdict(False, "缺文书")})

NEXT = [
    (CheckFindings(), villa(), CheckPlace(CheckStep.SEEN_ON)),
    (replace(FULL, seen_by=()), villa(), CheckPlace(CheckStep.SEEN_BY)),
    (replace(FULL, measured=None), villa(), CheckPlace(CheckStep.MEASURED)),
    (replace(FULL, files=0), villa(), CheckPlace(CheckStep.EVIDENCE)),
    (replace(FULL, shown=False), villa(), CheckPlace(CheckStep.EVIDENCE)),
    (replace(FULL, verdicts={}), villa(), CheckPlace(CheckStep.VERDICT, 0)),
    (replace(FULL, verdicts={0: ClauseVerdict(True)}), villa(), CheckPlace(CheckStep.VERDICT, 1)),
    (FULL, villa(), CheckPlace(CheckStep.SUMMARY)),
    (FAILED, villa(), CheckPlace(CheckStep.SUMMARY)),
    (SHORT, villa(), CheckPlace(CheckStep.SUMMARY)),
    (replace(FULL, measured=None), UNCOUNTED, CheckPlace(CheckStep.SUMMARY)),
    (
        replace(FULL, files=0, location=Location(Decimal("30.1"), Decimal("120.2"))),
        villa(),
        CheckPlace(CheckStep.SUMMARY),
    ),
]


@pytest.mark.parametrize(("findings", "item", "place"), NEXT)
def test_what_is_asked_next(findings: CheckFindings, item: object, place: CheckPlace) -> None:
    assert next_place(findings, item, 2) == place  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "left", "passing"),
    [(FULL, 0, True), (SHORT, 5, False), (FAILED, 0, False)],
)
def test_what_follows(findings: CheckFindings, left: int, passing: bool) -> None:
    assert (shortfall(findings, villa()), passes(findings, villa())) == (Decimal(left), passing)


@pytest.mark.parametrize("measured", [Decimal("44.9"), Decimal(0)])
def test_no_figure_under_the_target_passes(measured: Decimal) -> None:
    assert not passes(replace(FULL, measured=measured), villa())


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2026, 11, 25), CheckRefusal.IN_FUTURE),
        (date(2026, 11, 19), CheckRefusal.BEFORE_APPLICATION),
        (date(2026, 11, 20), None),
        (date(2026, 11, 24), None),
    ],
)
def test_the_day(day: date, fault: CheckRefusal | None) -> None:
    assert fault_of_day(day, date(2026, 11, 20), date(2026, 11, 24)) == fault


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        ((), CheckRefusal.ONE_NAME),
        (("王强",), CheckRefusal.ONE_NAME),
        (("王强", "王强"), CheckRefusal.ONE_NAME),
        (("王强", "2"), CheckRefusal.NOT_A_NAME),
        (("王强", "李"), CheckRefusal.NOT_A_NAME),
        (("王强", "张伟"), CheckRefusal.APPLICANT),
        (("王强", "李明"), None),
        (("John Smith", "阿卜杜拉·买买提"), None),
    ],
)
def test_the_names(names: tuple[str, ...], fault: CheckRefusal | None) -> None:
    assert fault_of_names(names, frozenset({"张伟"})) == fault


def test_a_place_of_the_form_is_kept_as_text() -> None:
    for place in (CheckPlace(CheckStep.SEEN_ON), CheckPlace(CheckStep.VERDICT, 3)):
        assert CheckPlace.of(str(place)) == place


def test_working_days_are_counted() -> None:
    assert lasts_until(date(2026, 11, 24), WorkCalendar(), 5) == date(2026, 12, 1)

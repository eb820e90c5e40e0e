"""What the figures of a sentence mean for an item that is counted."""

from decimal import Decimal

import pytest

from rules.policy.figures import Figure, FigureRole
from rules.policy.measures import convert_to
from rules.policy.progress import (
    Progress,
    in_other_measures,
    is_finished_by,
    may_reach,
    progress_of,
)
from tests.support.items import TODAY, counted, step


def said(value: str, unit: str, role: FigureRole = "done") -> Figure:
    return Figure(Decimal(value), unit, role, approximate=False, text="")


@pytest.mark.parametrize(
    ("value", "unit", "measure", "counts"),
    [
        ("12", "栋", "栋", "12"),
        ("12", "座", "栋", "12"),
        ("12", "个", "栋", "12"),
        ("12", "处", "个", "12"),
        ("12", "", "栋", "12"),
        ("12", "villas", "栋", "12"),
        ("30", "户", "栋", None),
        ("85", "%", "栋", None),
        ("800", "米", "公里", "0.8"),
        ("12", "km", "公里", "12"),
        ("2", "公顷", "平方米", "20000"),
        ("30000", "吨/日", "万吨/日", "3"),
        ("3000", "吨", "万吨/日", None),
        ("120", "万元", "亿元", "0.012"),
        ("3", "个", "公里", None),
        ("12", "栋", "", None),
    ],
)
def test_one_measure_in_another(value: str, unit: str, measure: str, counts: str | None) -> None:
    found = convert_to(Decimal(value), unit, measure)
    assert found == (None if counts is None else Decimal(counts))


@pytest.mark.parametrize(
    ("figures", "progress"),
    [
        ([said("12", "栋")], ("12", "33", "26.67")),
        ([said("33", "栋", "remaining")], ("12", "33", "26.67")),
        ([said("3", "栋", "step")], ("12", "33", "26.67")),
        ([said("12", "栋"), said("30", "栋", "remaining")], ("12", "30", "26.67")),
        ([said("100", "%")], ("45", "0", "100")),
        ([said("40", "%")], (None, None, "40")),
        ([said("46", "栋")], ("46", "0", "100")),
        ([said("30", "户")], (None, None, None)),
    ],
)
def test_what_follows_from_the_total(
    figures: list[Figure], progress: tuple[str | None, str | None, str | None]
) -> None:
    item = counted(total="45", measure="栋", done="9")
    wanted = Progress(*(None if value is None else Decimal(value) for value in progress))
    assert progress_of(figures, item) == wanted


def test_what_is_not_counted_is_told_apart() -> None:
    figures = [said("12", "栋"), said("30", "户"), said("40", "%")]
    assert in_other_measures(figures, counted(total="45", measure="栋")) == [said("30", "户")]


def progress(*figures: Figure, total: str | None = "45") -> Progress:
    return progress_of(figures, counted(total=total))


@pytest.mark.parametrize(
    ("before", "figures", "words", "all_done"),
    [
        ("14", progress(said("45", "栋")), None, True),
        ("14", progress(said("60", "栋")), None, True),
        ("14", progress(said("100", "%")), None, True),
        ("14", progress(said("44", "栋")), True, False),
        ("45", progress(said("44", "栋")), None, False),
        ("14", progress(said("45", "栋"), said("2", "栋", "remaining")), None, False),
        ("14", progress(said("44.999", "栋")), None, False),
        ("14", progress(said("80", "%")), True, False),
        ("14", Progress(), True, None),
        (None, Progress(), True, None),
        ("45", Progress(), True, True),
        ("45", Progress(), False, False),
        ("45", Progress(), None, None),
    ],
)
def test_what_is_counted_is_finished_by_its_figures(
    before: str | None, figures: Progress, words: bool | None, all_done: bool | None
) -> None:
    assert is_finished_by(counted(done=before), figures, words) is all_done


@pytest.mark.parametrize(
    ("figures", "words", "all_done"),
    [
        (progress(said("100", "%"), total=None), None, True),
        (progress(said("80", "%"), total=None), True, False),
        (Progress(), True, True),
        (Progress(), False, False),
        (Progress(), None, None),
    ],
)
def test_what_is_not_counted_is_finished_by_a_share_or_words(
    figures: Progress, words: bool | None, all_done: bool | None
) -> None:
    assert is_finished_by(counted(total=None, measure=""), figures, words) is all_done


@pytest.mark.parametrize(
    ("target", "before", "figures", "reached"),
    [
        (30, "14", progress(said("30", "栋")), True),
        (30, "14", progress(said("28", "栋")), False),
        (30, "14", progress(said("80", "%")), False),
        (30, "14", Progress(), False),
        (30, "31", Progress(), True),
        (None, "14", Progress(), True),
        (None, "14", progress(said("20", "栋")), True),
        (None, "14", progress(said("60", "%")), False),
        (60, "14", Progress(), True),
    ],
)
def test_whether_figures_leave_a_milestone_reached(
    target: int | None, before: str, figures: Progress, reached: bool
) -> None:
    assert may_reach(step(TODAY, target), counted(done=before), figures) is reached

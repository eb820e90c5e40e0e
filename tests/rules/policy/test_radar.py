"""Signs that a report may not be true, each as a table of what is one and what is none."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from rules.policy.doubts import DoubtReason, find_doubts
from rules.policy.figures import Figure
from rules.policy.radar import (
    ComparedPicture,
    ComparedReport,
    PictureIndex,
    RadarRules,
    figure_falls,
    goal_key,
    is_in_parts,
    is_old_picture,
    is_said_again,
    jump,
    may_be_shown_again,
    reported_over_measured,
    sentence_key,
    standing,
)
from tests.support.items import villa

RULES = RadarRules()
MONDAY = date(2026, 11, 23)
DEADLINE = date(2026, 11, 30)
WORDS = "1号别墅群已拆除12栋，还剩33栋"


def report(
    number: int, done: str | None = None, percent: str | None = None, *, day: date = MONDAY
) -> ComparedReport:
    """A report on item 1."""
    figures = [None if figure is None else Decimal(figure) for figure in (done, percent)]
    return ComparedReport(number, 1, day, WORDS, *figures, number, False)


def correction(number: int, of: int, done: str) -> ComparedReport:
    return replace(report(number, done), chain=of)


def picture(number: int, report: int | None = 1, item: int = 1) -> ComparedPicture:
    """A picture of item 1's report 1 with a content and a look of its own."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    marks = (f"{number:064x}", (2**40 - 1) << (7 * number), None)
    return ComparedPicture(
        number, item, report, report, 1, None, number, f"{number}.jpg", at, *marks
    )


@pytest.mark.parametrize(
    ("now", "before", "falls"),
    [
        (report(2, "12"), report(1, "20"), True),
        (report(2, "20"), report(1, "20"), False),
        (report(2, "21"), report(1, "20"), False),
        (report(2, None, "40"), report(1, None, "60"), True),
        (report(2, None, "60"), report(1, None, "40"), False),
        (report(2, "12", "26.67"), report(1, None, "20"), False),
        (report(2), report(1, "20"), False),
        (correction(2, 1, "12"), report(1, "20"), False),
    ],
)
def test_a_figure_that_falls(now: ComparedReport, before: ComparedReport, falls: bool) -> None:
    assert figure_falls(now, before) is falls


@pytest.mark.parametrize(("said", "falls"), [("12", True), ("20", False), ("21", False)])
def test_the_card_and_the_radar_ask_the_same(said: str, falls: bool) -> None:
    figures = [Figure(Decimal(said), "栋", "done", False, "")]
    found = find_doubts(figures, villa(done=20))
    assert (DoubtReason.FALLS in [doubt.why for doubt in found]) is falls
    assert figure_falls(report(2, said), report(1, "20")) is falls


def test_a_correction_stands_where_the_report_it_corrects_stands() -> None:
    assert standing([]) is None
    assert standing([report(1), report(2)]) is None
    assert standing([report(1, "20"), report(2, "25"), correction(3, 1, "30")]) == report(2, "25")
    corrected = correction(3, 2, "15")
    assert standing([report(1, "20"), report(2, "25"), corrected]) == corrected


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("各项工作，有序推进。", "各项工作有序推进"),
        (" 各项工作 有序推进！\n", "各项工作有序推进"),
        ("已拆除１２栋, 余 33 栋", "已拆除12栋余33栋"),
        ("Twelve Villas DOWN", "twelvevillasdown"),
        ("已完成", ""),
        ("", ""),
    ],
)
def test_sentences_as_they_are_compared(words: str, key: str) -> None:
    assert sentence_key(words, RULES.sentence) == key


SAID = report(2)
"""On item 1, in the words of every report here."""


@pytest.mark.parametrize(
    ("now", "before", "again"),
    [
        (SAID, report(1), True),
        (SAID, replace(report(1), words="1号别墅群已拆除12栋 还剩33栋。"), True),
        (SAID, replace(report(1), words="1号别墅群已拆除11栋，还剩34栋"), False),
        (SAID, replace(report(1), item_id=4), True),
        (replace(SAID, words="已完成"), replace(report(1), words="已完成"), False),
        (replace(SAID, chain=1), report(1), False),
        (replace(SAID, applies=True), report(1), False),
        (replace(SAID, applies=True), replace(report(1), item_id=4), True),
    ],
    ids=[
        "again",
        "with other marks",
        "other figures",
        "of another item",
        "too short to tell",
        "a correction",
        "an application after the item was sent back",
        "an application with another's words",
    ],
)
def test_the_same_sentence_again(now: ComparedReport, before: ComparedReport, again: bool) -> None:
    assert is_said_again(now, before, RULES.sentence) is again


def test_pictures_are_the_same_by_content_or_by_look() -> None:
    shown = picture(1)
    copy = replace(picture(2), sha256=shown.sha256, look=None)
    compressed = replace(picture(3), look=shown.look and shown.look ^ 0b1111_1111_1111)
    similar = replace(picture(4), look=shown.look and shown.look ^ 0b1_1111_1111_1111)
    unlike = replace(picture(5), look=None)
    index = PictureIndex([shown, copy, compressed, similar, unlike, picture(9)])
    assert [one.id for one in index.same_as(shown, RULES.same_bits)] == [2, 3]
    assert index.same_as(unlike, RULES.same_bits) == []


@pytest.mark.parametrize(
    ("later", "earlier", "in_good_faith"),
    [
        (picture(2, report=2), picture(1), False),
        (picture(2, report=2, item=4), picture(1), False),
        (picture(2), picture(1), True),
        (replace(picture(2, report=2), chain=1), picture(1), True),
        (replace(picture(2, report=2), album="a"), replace(picture(1), album="a"), True),
        (replace(picture(2, report=2), message_id=1), picture(1), True),
        (
            replace(picture(2, report=2), album="a", person_id=5),
            replace(picture(1), album="a"),
            False,
        ),
        (picture(2, report=None), picture(1), True),
        (picture(2), picture(1, report=None), True),
        (picture(2, report=None, item=4), picture(1), False),
    ],
    ids=[
        "again later",
        "for another item",
        "twice in one report",
        "in its correction",
        "in one album",
        "in one message",
        "in albums of two people",
        "with an answer on the same item",
        "reported after an answer",
        "with an answer on another item",
    ],
)
def test_what_is_sent_again_in_good_faith(
    later: ComparedPicture, earlier: ComparedPicture, in_good_faith: bool
) -> None:
    assert may_be_shown_again(later, earlier) is in_good_faith


@pytest.mark.parametrize(
    ("taken", "old"),
    [
        ("2026-11-22T23:59", True),
        ("2026-11-23T08:00", False),
        ("2026-11-24T08:00", False),
        (None, False),
    ],
)
def test_a_picture_older_than_the_report_before(taken: str | None, old: bool) -> None:
    shown = replace(picture(1), taken=taken and datetime.fromisoformat(taken))
    assert is_old_picture(shown, report(1, day=MONDAY)) is old
    assert is_old_picture(shown, None) is False


def before_the_deadline(days: int) -> date:
    return DEADLINE - timedelta(days=days)


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        ([("10", 20), ("100", 2)], (2, 1)),
        ([("100", 0)], (1, None)),
        ([("50", 20), ("100", 3)], (2, 1)),
        ([("51", 20), ("100", 3)], None),
        ([("10", 20), ("60", 2), ("100", 1)], (3, 1)),
        ([("10", 20), ("99", 2)], None),
        ([("10", 20), ("100", 4)], None),
        ([("10", 20), ("100", -1)], None),
        ([(None, 1)], None),
        ([], None),
    ],
    ids=[
        "most of it",
        "all of it, and nothing before",
        "just the share",
        "less than the share",
        "in two steps",
        "not finished",
        "before the last days",
        "after the deadline",
        "without a figure",
        "no report",
    ],
)
def test_a_jump_on_the_eve(
    reports: list[tuple[str | None, int]], found: tuple[int, int | None] | None
) -> None:
    told = [
        report(number, None, percent, day=before_the_deadline(days))
        for number, (percent, days) in enumerate(reports, 1)
    ]
    seen = jump(told, DEADLINE, RULES)
    assert (seen and (seen[0].id, seen[1] and seen[1].id)) == found


@pytest.mark.parametrize(
    ("kind", "total", "in_parts"),
    [
        ("限期整改", "45", True),
        ("限期整改", None, True),
        ("限期整改", "1", False),
        ("立行立改", "45", False),
    ],
)
def test_what_is_done_little_by_little(kind: str, total: str | None, in_parts: bool) -> None:
    item = villa(kind=kind, total=None if total is None else Decimal(total))
    assert is_in_parts(item) is in_parts


@pytest.mark.parametrize(
    ("goal", "key"),
    [
        ("拆除违建 45 栋，复绿 3.5 万平方米", "拆除违建45栋复绿3.5万平方米"),
        ("2026年12月底前完成整改", ""),
        ("12月31日前整改到位", ""),
        ("2026年底前污水集中收集率达到84.5%以上", "2026年底前污水集中收集率达到84.5%以上"),
        ("整改到位", ""),
        ("", ""),
    ],
)
def test_goals_are_compared_by_their_figures(goal: str, key: str) -> None:
    assert goal_key(goal) == key


@pytest.mark.parametrize(
    ("reported", "measured", "over"),
    [("45", "40", True), ("45", "45", False), ("40", "45", False), (None, "40", False)],
)
def test_reported_over_measured(reported: str | None, measured: str, over: bool) -> None:
    said = None if reported is None else Decimal(reported)
    assert reported_over_measured(said, Decimal(measured)) is over

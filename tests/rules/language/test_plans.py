"""Plans as people write them: each step with its day and amount, or what cannot be told."""

from datetime import date
from decimal import Decimal

import pytest

from rules.language.plans import PlanQuery, PlanTrouble, UnreadStep, read_plan
from rules.policy.calendar import WorkCalendar

ASKED = PlanQuery(date(2026, 11, 24), WorkCalendar.china(), "栋")


def read(words: str) -> list[tuple[str, str, str]]:
    """Return name, day and amount of each step; 累计, % and 余 as they were understood."""
    found = read_plan(words, ASKED)
    assert not isinstance(found, UnreadStep)
    return [
        (
            step.name,
            step.due.isoformat(),
            "余" * step.rest
            + "累计" * (step.in_all and not step.share)
            + (str(step.amount) if step.amount else "")
            + "%" * step.share,
        )
        for step in found
    ]


SPOKEN = [
    ("完成方案", "2026-11-30", ""),
    ("拆20栋", "2026-12-20", "20"),
    ("拆完", "2026-12-31", "余"),
]


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("11月底完成方案，12月中旬拆20栋，月底拆完", SPOKEN),
        ("11月底完成方案、12月中旬拆20栋、月底拆完", SPOKEN),
        ("1.11月底前完成方案；2.12月20日前拆20栋；3.12月底拆完", SPOKEN),
        ("一是11月底完成方案，二是12月中旬拆20栋，三是月底拆完", SPOKEN),
        ("完成方案（11月底），拆20栋（12月中旬），拆完（12月31日）", SPOKEN),
        ("11月30日12时前完成方案\n12月1日至20日拆20栋\n年底拆完", SPOKEN),
        (
            "2027年6月底前完成设计；12月底开工，次年3月底完工",
            [
                ("完成设计", "2027-06-30", ""),
                ("开工", "2027-12-31", ""),
                ("完工", "2028-03-31", ""),
            ],
        ),
        (
            "下周五前完成方案，并报市局，12月底累计拆45幢",
            [("完成方案，并报市局", "2026-12-04", ""), ("累计拆45幢", "2026-12-31", "累计45")],
        ),
        ("12月底完成60%", [("完成60%", "2026-12-31", "60%")]),
        ("12月底签约12户", [("签约12户", "2026-12-31", "")]),
        ("12月底其余全部拆除", [("其余全部拆除", "2026-12-31", "余")]),
        ("12月底全部完成方案编制", [("全部完成方案编制", "2026-12-31", "")]),
        (
            "Finish the design by November 30, demolish 20 villas by Dec 20, 2026; "
            "the rest by December 31",
            [
                ("Finish the design", "2026-11-30", ""),
                ("demolish 20 villas", "2026-12-20", "20"),
                ("the rest", "2026-12-31", "余"),
            ],
        ),
    ],
)
def test_read(words: str, steps: list[tuple[str, str, str]]) -> None:
    assert read(words) == steps


@pytest.mark.parametrize(
    ("words", "why", "of"),
    [
        ("", PlanTrouble.NOTHING, ""),
        ("尽快拆完", PlanTrouble.NO_DAY, "尽快拆完"),
        ("12月中旬拆20栋，剩下的尽快拆完", PlanTrouble.NO_DAY, "剩下的尽快拆完"),
        ("12月1日和20日各拆20栋", PlanTrouble.WHICH_DAY, "12月1日和20日各拆20栋"),
        ("10个工作日内完成方案，20天内拆完", PlanTrouble.WHICH_DAY, "20天内拆完"),
        ("12月底", PlanTrouble.NO_WORK, "12月底"),
        ("12月中旬拆20栋、清运15栋", PlanTrouble.WHICH_AMOUNT, "12月中旬拆20栋、清运15栋"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(words: str, why: PlanTrouble, of: str) -> None:
    assert read_plan(words, ASKED) == UnreadStep(why, of)


def test_nothing_is_counted_of_an_item_that_counts_nothing() -> None:
    found = read_plan("12月底拆20栋", PlanQuery(ASKED.today, ASKED.calendar))
    assert not isinstance(found, UnreadStep)
    assert [step.amount for step in found] == [None]


def test_amounts_are_in_the_items_measure() -> None:
    found = read_plan("12月底铺800米", PlanQuery(ASKED.today, ASKED.calendar, "公里"))
    assert not isinstance(found, UnreadStep)
    assert [step.amount for step in found] == [Decimal("0.8")]

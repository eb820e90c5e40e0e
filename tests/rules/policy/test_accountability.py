"""What published notices count: matters, people, ranks, measures."""

from datetime import date

from rules.policy.accountability import (
    AccountabilityEntry,
    AccountabilityTotals,
    HeldPerson,
    OfficialRank,
    Sanction,
    count,
)

LI = HeldPerson("李某", "某局", OfficialRank.DIVISION, (Sanction.ADMONITION,))
LI_AGAIN = HeldPerson("李某", "某局", OfficialRank.DIVISION, (Sanction.DISCIPLINARY,))
NAMESAKE = HeldPerson("李某", "某县", OfficialRank.SECTION, (Sanction.ADMONITION,))
ENTRIES = (
    AccountabilityEntry(persons=(LI, NAMESAKE), decided_on=date(2025, 12, 31)),
    AccountabilityEntry(
        persons=(LI_AGAIN,), decided_on=date(2026, 1, 1), published_on=date(2026, 2, 1)
    ),
    AccountabilityEntry(persons=(LI,), decided_on=date(2026, 3, 1), withdrawal="重复登记"),
)


def test_somebody_named_twice_is_one_of_the_people_and_a_namesake_another() -> None:
    assert count(ENTRIES) == AccountabilityTotals(
        matters=2,
        people=2,
        times=3,
        by_rank={OfficialRank.DIVISION: 1, OfficialRank.SECTION: 1},
        by_sanction={Sanction.ADMONITION: 2, Sanction.DISCIPLINARY: 1},
        published=1,
        withdrawn=1,
    )


def test_a_year_is_that_of_the_decision() -> None:
    assert (count(ENTRIES, 2025).matters, count(ENTRIES, 2026).matters) == (1, 1)
    assert (count(ENTRIES, 2025).withdrawn, count(ENTRIES, 2026).withdrawn) == (0, 1)


def test_nothing_counts_nothing() -> None:
    assert count(()) == AccountabilityTotals(0, 0, 0, {}, {}, 0, 0)

"""What words tell of a project: days of works, money; nothing that is denied or only planned."""

from datetime import date
from decimal import Decimal

import pytest

from rules.language.project_facts import MoneyTold, ProjectFacts, find_project_facts

TODAY = date(2026, 11, 24)


def received(amount: str, yuan: str, *, adds: bool | None = None) -> ProjectFacts:
    return ProjectFacts(
        received=MoneyTold(Decimal(amount), adds=adds), yuan=frozenset({Decimal(yuan)})
    )


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("今日开工", ProjectFacts(started_on=TODAY)),
        ("管网一期昨天正式开工建设", ProjectFacts(started_on=date(2026, 11, 23))),
        ("一期11月20日开工", ProjectFacts(started_on=date(2026, 11, 20))),
        ("今日，二期工程正式开工", ProjectFacts(started_on=TODAY)),
        ("十一月二十日开工", ProjectFacts(started_on=date(2026, 11, 20))),
        ("11.20开工", ProjectFacts(started_on=date(2026, 11, 20))),
        ("11.20公里管网开工", ProjectFacts()),
        ("今天竣工", ProjectFacts(finished_on=TODAY)),
        ("到位800万", received("800", "8000000")),
        ("新到位300万元", received("300", "3000000", adds=True)),
        ("到位八百五十万元", received("850", "8500000")),
        ("到位资金由500万增加到800万", received("800", "8000000", adds=False)),
        ("累计到位0.3亿元", received("3000", "30000000", adds=False)),
        ("1,200万元已到位", received("1200", "12000000")),
        (
            "支付进度60%",
            ProjectFacts(paid=MoneyTold(share=Decimal(60)), shares=frozenset({Decimal(60)})),
        ),
        (
            "支付进度百分之六十",
            ProjectFacts(paid=MoneyTold(share=Decimal(60)), shares=frozenset({Decimal(60)})),
        ),
        ("12月30日开工", ProjectFacts()),
        ("计划今日开工", ProjectFacts()),
        ("今日仍未开工", ProjectFacts()),
        ("今日具备开工条件", ProjectFacts()),
        ("下周到位800万", ProjectFacts()),
        ("整改到位3处", ProjectFacts()),
    ],
)
def test_what_is_told(words: str, facts: ProjectFacts) -> None:
    assert find_project_facts(words, TODAY) == facts

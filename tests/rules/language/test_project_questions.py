"""Which words ask for projects and money, and which only sound like it."""

from datetime import date

import pytest

from rules.language.project_questions import ProjectAsk, find_project_question
from rules.policy.spans import Days

TODAY = date(2026, 11, 24)
YEAR = date(2026, 1, 1), TODAY


@pytest.mark.parametrize(
    ("words", "ask", "rest", "days"),
    [
        ("今年启动了几个项目", ProjectAsk.STARTED, "", YEAR),
        ("青山县今年开工了多少个项目?", ProjectAsk.STARTED, "青山县", YEAR),
        ("哪些项目已经开工了", ProjectAsk.STARTED, "", None),
        (
            "2025年开工了几个项目", ProjectAsk.STARTED, "",
            (date(2025, 1, 1), date(2025, 12, 31)),
        ),
        ("还没开工的项目", ProjectAsk.NOT_STARTED, "", None),
        ("水环境还有哪些项目没开工", ProjectAsk.NOT_STARTED, "水环境还", None),
        ("资金没落实的有哪些", ProjectAsk.UNFUNDED, "", None),
        ("哪些项目没有资金", ProjectAsk.UNFUNDED, "", None),
        ("到位率", ProjectAsk.RECEIVED, "", None),
        ("资金没到位的有哪些", ProjectAsk.RECEIVED, "", None),
        ("资金支付进度怎么样", ProjectAsk.PAID, "", None),
        ("有哪些项目", ProjectAsk.ALL, "", None),
        ("which projects have started", ProjectAsk.STARTED, "", None),
    ],
)  # fmt: skip
def test_what_is_asked(words: str, ask: ProjectAsk, rest: str, days: Days | None) -> None:
    found = find_project_question(words, TODAY)
    assert found is not None
    assert (found.ask, found.rest, found.days) == (ask, rest, days)


@pytest.mark.parametrize(
    "words", ["支付进度60%", "到位率达到80%", "整改到位了吗", "今日开工", "未开工", "到位800万"]
)
def test_what_is_told_is_no_question(words: str) -> None:
    assert find_project_question(words, TODAY) is None

"""What a clause lacks, as a table: each need, and what was shown."""

from datetime import timedelta

import pytest

from rules.policy.clauses import (
    CLAUSES,
    ClauseAnswer,
    ClauseFile,
    ClauseRule,
    Lack,
    Need,
    Visits,
    find_lacks,
)
from tests.support.small_city import MORNING

WORDS = "逐栋排查，问题清单已全部查清"
PHOTO = ClauseFile("现场.jpg", True, MORNING)
PAPER = ClauseFile("制度.pdf", False, MORNING)
A_DAY = timedelta(days=1)
EARLIER = ClauseFile("旧.jpg", True, MORNING - A_DAY)
FORWARDED = ClauseFile("转发.jpg", True, MORNING, MORNING - 3 * A_DAY)
THIS_MORNING = ClauseFile("早.jpg", True, MORNING, MORNING - timedelta(hours=3))

FOUND = [
    (Need.WORDS, ClauseAnswer(), Lack.WORDS),
    (Need.WORDS, ClauseAnswer(files=(PHOTO,)), Lack.WORDS),
    (Need.WORDS, ClauseAnswer("已查清"), Lack.SHORT),
    (Need.WORDS, ClauseAnswer("好" * 30), Lack.SHORT),
    (Need.WORDS, ClauseAnswer("。，、" * 30), Lack.SHORT),
    (Need.WORDS, ClauseAnswer("与另一条完全相同的文字说明"), Lack.SAME),
    (Need.WORDS, ClauseAnswer(WORDS), None),
    (Need.PHOTO, ClauseAnswer(WORDS), Lack.PHOTO),
    (Need.PHOTO, ClauseAnswer(files=(PAPER,)), Lack.PHOTO),
    (Need.PHOTO, ClauseAnswer(files=(EARLIER,)), Lack.OLD_PHOTO),
    (Need.PHOTO, ClauseAnswer(files=(FORWARDED,)), Lack.OLD_PHOTO),
    (Need.PHOTO, ClauseAnswer(files=(THIS_MORNING,)), None),
    (Need.PHOTO, ClauseAnswer(files=(EARLIER, PHOTO)), None),
    (Need.DOCUMENT, ClauseAnswer(WORDS, (PHOTO,)), Lack.DOCUMENT),
    (Need.DOCUMENT, ClauseAnswer(files=(PAPER,)), None),
    (Need.VISITS, ClauseAnswer("群众满意"), Lack.VISITS),
    (Need.VISITS, ClauseAnswer(visits=Visits(30, 30, 1)), Lack.VISITS_DIFFER),
    (Need.VISITS, ClauseAnswer(visits=Visits(0, 0, 0)), Lack.VISITS_DIFFER),
    (Need.VISITS, ClauseAnswer(visits=Visits(30, 28, 1)), None),
]


@pytest.mark.parametrize(("need", "answer", "lack"), FOUND)
def test_what_a_need_lacks(need: Need, answer: ClauseAnswer, lack: Lack | None) -> None:
    rule = ClauseRule("某条", "某证据", (need,))
    others = ["与另一条完全相同的 文字说明。"]
    assert find_lacks(rule, answer, others, MORNING) == (() if lack is None else (lack,))


def test_without_needs_anything_will_do() -> None:
    rule = ClauseRule("某条", "某证据", ())
    assert find_lacks(rule, ClauseAnswer(), [], None) == (Lack.ANYTHING,)
    assert find_lacks(rule, ClauseAnswer("1"), [], None) == ()
    assert find_lacks(rule, ClauseAnswer(files=(PAPER,)), [], None) == ()


@pytest.mark.parametrize("rule", CLAUSES, ids=lambda rule: rule.name)
def test_no_clause_of_the_default_takes_a_single_character(rule: ClauseRule) -> None:
    assert find_lacks(rule, ClauseAnswer("1"), [], None) != ()

"""Words that tell of a relapse, and words that deny one."""

import pytest

from rules.language.relapses import reports_relapse


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("又发现2处扬尘未覆盖", True),
        ("黑臭水体反弹", True),
        ("河道返黑返臭", True),
        ("回头看发现反弹", True),
        ("再次出现偷排", True),
        ("it relapsed", True),
        ("未反弹", False),
        ("没有反弹", False),
        ("未发现反弹", False),
        ("防止反弹", False),
        ("已覆盖3处", False),
    ],
)
def test_of_a_relapse(words: str, told: bool) -> None:
    assert reports_relapse(words) is told

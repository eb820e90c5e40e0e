"""The reason in a sentence that also names a day."""

import pytest

from rules.language.reasons import extension_reason


@pytest.mark.parametrize(
    ("said", "days", "reason"),
    [
        ("延到12月15日，因连日降雨无法进场", ["12月15日"], "因连日降雨无法进场"),
        ("设备到货推迟", [], "设备到货推迟"),
        ("供货方交货延长", [], "供货方交货延长"),
        ("因审批手续延期", [], "因审批手续延期"),
        ("延到12月15日", ["12月15日"], ""),
        ("1号任务申请延期到12月15日", ["12月15日"], ""),
        ("请求推迟", [], ""),
        ("", [], ""),
    ],
)
def test_what_is_left_without_the_day_and_the_asking(
    said: str, days: list[str], reason: str
) -> None:
    assert extension_reason(said, days) == reason

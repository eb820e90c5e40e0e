"""Papers and lists by their names; near misses are reports, questions or something else."""

import pytest

from rules.language.command_words import command_named

NAMED = {
    "月报": ("monthly", ""),
    "请生成10月月报": ("monthly", "10月"),
    "上个月的月报。": ("monthly", "上个月"),
    "通报": ("circular", ""),
    "本轮调度通报": ("circular", ""),
    "调度会议题": ("agenda", ""),
    "下次会议议题": ("agenda", ""),
    "紧急情况": ("urgent", ""),
    "还有哪些紧急情况没化解？": ("urgent", ""),
    "督办函 1": ("letter", "1"),
    "给1号任务发督办函": ("letter", "1"),
    "起草第市9项的提醒函": ("letter", "市9"),
}
OTHER = [
    "1号的督办函发了吗",
    "已收到督办函",
    "月报已上报",
    "1号已按督办函要求拆除12栋",
    "通报批评",
    "无紧急情况",
    "处理了一起紧急情况",
]


@pytest.mark.parametrize(("words", "command"), NAMED.items())
def test_named(words: str, command: tuple[str, str]) -> None:
    assert command_named(words) == command


@pytest.mark.parametrize("words", OTHER)
def test_something_else(words: str) -> None:
    assert command_named(words) is None

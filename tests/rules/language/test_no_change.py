"""Words that say that nothing changed, and the reason in them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rules.language.no_change import no_change_reason, reports_no_change
from rules.policy.progress import Progress
from tests.support.items import counted

NETWORK = replace(counted(), title="云溪河雨污分流管网建设", total=Decimal("23.5"), done=Decimal(8))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("1号无变化，等拆迁协议", "等拆迁协议"),
        ("2号管网零报告，等材料", "等材料"),
        ("4号本周没有进展", ""),
        ("3号无新进展，因设备未到货", "因设备未到货"),
        ("4号因设备未到货没有进展", "设备未到货"),
        ("没有进展因为下雨", "下雨"),
        ("无变化。原因：资金未到位，等市里批复", "资金未到位，等市里批复"),
        ("2号，本周，没什么变化", ""),
        ("管网维持原状，由于道路未交付", "道路未交付"),
        ("item 2: no change, waiting for the agreement", "waiting for the agreement"),
        ("no progress because of rain", "rain"),
    ],
)
def test_nothing_changed_and_why(words: str, reason: str) -> None:
    assert reports_no_change(words, Progress(), NETWORK)
    assert no_change_reason(words, NETWORK) == reason


@pytest.mark.parametrize(
    "words",
    [
        "管网进展顺利",
        "上周无变化，现已恢复施工",
        "之前没有进展，已经开工",
        "不是没有进展",
        "变化很大",
    ],
)
def test_something_happened(words: str) -> None:
    assert not reports_no_change(words, Progress(), NETWORK)


@pytest.mark.parametrize(
    ("said", "unchanged"),
    [
        (Progress(done=Decimal(8), percent=Decimal("34.04")), True),
        (Progress(done=Decimal(9), percent=Decimal("38.3")), False),
        (Progress(percent=Decimal(40)), False),
        (Progress(remaining=Decimal(3)), False),
    ],
)
def test_a_figure_that_differs_is_progress(said: Progress, *, unchanged: bool) -> None:
    assert reports_no_change("无变化，已完成的如上", said, NETWORK) == unchanged

"""Each picture turned into PNG by a process of its own, beside the bars of the status.

The process is as in `bot/drawing.py`."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from messages.queries.board_chart import ON_A_PAGE, board_chart
from messages.queries.burn_down_chart import burn_down_chart
from messages.queries.charts import MOST_ROWS, status_chart
from messages.queries.overdue_chart import overdue_chart
from messages.queries.progress_chart import progress_chart
from messages.texts import texts
from rules.policy.forecast import Point, forecast
from rules.policy.items import Item, Milestone, NamedRef, State
from rules.policy.pictures import (
    BurnDownCounts,
    ItemProgress,
    OverdueTable,
    UnitLights,
    burn_down,
)
from rules.policy.tallies import Tally

TODAY = date(2026, 11, 24)
BEGUN = date(2026, 6, 1)
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What a picture took: milliseconds from call to PNG, of those on a core, and memory at most."""

    milliseconds: float
    on_a_core: float
    megabytes: float


def compare() -> Iterator[tuple[str, Cost, Cost]]:
    """Measure every picture at its largest, and the bars just before it."""
    for name, svg in drawings().items():
        yield name, _median(svg), _median(bars())


def bars() -> str:
    """Draw the bars of the status, as many as there is room for."""
    rows = [Tally(f"第{n}单位", 40 + n, 10, 5, 10 + n, 10, 10) for n in range(MOST_ROWS)]
    return status_chart(texts("zh_CN"), "全市", TODAY.isoformat(), rows)


def drawings() -> dict[str, str]:
    """Draw every other picture as full as it gets."""
    t = texts("zh_CN")
    rows = [UnitLights(f"第{n}单位", n, 5, 20 + n, 9) for n in range(ON_A_PAGE + 5)]
    late = tuple(replace(_item(), id=n, deadline=TODAY - n * DAY) for n in range(1, 16))
    return {
        "board": board_chart(t, "全市", TODAY.isoformat(), rows),
        "burn-down": _burn_down(),
        "item": _progress(),
        "overdue table": overdue_chart(t, "逾期", OverdueTable(late, 60, TODAY)),
    }


DAY = timedelta(days=1)


def _burn_down() -> str:
    days = [BEGUN + n * DAY for n in range(1, 176)]
    counts = BurnDownCounts(dict.fromkeys(days, 2), dict.fromkeys(days, 3))
    seen = burn_down(counts, BEGUN, TODAY, date(2026, 12, 1))
    assert seen is not None
    return burn_down_chart(texts("zh_CN"), "全市", seen)


def _progress() -> str:
    item = _item()
    points = tuple(Point(BEGUN + n * DAY, Decimal(n) / 10) for n in range(0, 170, 2))
    steps = tuple(
        Milestone(n, 1, f"完成{n}成", BEGUN + 30 * n * DAY, "", None, Decimal(4 * n), None)
        for n in range(1, 9)
    )
    seen = ItemProgress(item, TODAY, points, steps, forecast(item, steps, points, TODAY))
    return progress_chart(texts("zh_CN"), seen)


def _item() -> Item:
    return Item(
        id=1,
        code="1",
        title="云溪河沿线违法建设清理整治与雨污分流管网改造工程",
        kind="限期整改",
        state=State.UNDER_WAY,
        aspect="重点任务",
        category="水环境",
        finding="整改不到位",
        key=True,
        goal="整改到位",
        measures="按方案推进",
        lead=NamedRef(1, "市住房和城乡建设局"),
        owner=NamedRef(1, "张伟"),
        deadline=date(2026, 12, 31),
        total=Decimal(45),
        measure="栋",
        done=Decimal(17),
    )


def _median(svg: str) -> Cost:
    costs = [_cost(svg) for _ in range(REPEATS)]
    return Cost(
        statistics.median(each.milliseconds for each in costs),
        statistics.median(each.on_a_core for each in costs),
        max(each.megabytes for each in costs),
    )


MEASURED = """
import sys
from messages.pictures import png
sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode()))
with open("/proc/self/status") as status:
    sys.stderr.write(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""
"""Does what a picture is drawn by (bot/drawing.py), and says how many kB it held at most."""


def _cost(svg: str) -> Cost:
    before, begun = _children(), time.perf_counter()
    drew = [sys.executable, "-c", MEASURED]
    ended = subprocess.run(drew, input=svg.encode(), capture_output=True, check=True)
    took = time.perf_counter() - begun
    return Cost(took * 1000, (_children() - before) * 1000, int(ended.stderr) / 1024)


def _children() -> float:
    """Return the seconds on a core of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    for name, ours, other in compare():
        print(name, ours, other)

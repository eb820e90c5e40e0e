"""Speed beside its baselines, all measured in the same minutes on the same machine.

make bench                           everything, about six minutes
python -m bench speed queries …      some parts of it
"""

import platform
import statistics
import sys
from collections.abc import Callable, Iterator

from bench import durability, fanout, matching, pictures, queries, speed
from bench.speed import Run

UPDATES, REPEATS = 1_500, 3
FAR_UPDATES, FAR = 600, 0.05
ITEMS = 100_000

Line = tuple[str, str, str, str, str]
"""What, ours, the baseline's, the ratio, the goal."""


def _median(runs: list[Run], name: str) -> float:
    return statistics.median(getattr(run, name) for run in runs)


def of_speed() -> Iterator[Line]:
    near = speed.compare(["stock", "aiohttp", "ours"], UPDATES, 0.0, REPEATS)
    for kind, name, goal in (
        ("stock", "bare echo", "≥ 1.3"),
        ("aiohttp", "echo on aiohttp", "≥ 0.55"),
    ):
        ours, theirs = _median(near["ours"], "rate"), _median(near[kind], "rate")
        yield _line(f"updates answered a second / {name}", ours, theirs, goal)
    for name, field, goal in (
        ("CPU s for 1,000 updates / bare echo", "cpu", "≤ 1"),
        ("memory MB / bare echo", "megabytes", "≤ 2"),
        ("s from start to first getUpdates / bare echo", "start", "≤ 1.5"),
    ):
        yield _line(name, _median(near["ours"], field), _median(near["stock"], field), goal)
    far = speed.compare(["stock", "ours"], FAR_UPDATES, FAR, 1)
    ours, theirs = _median(far["ours"], "rate"), _median(far["stock"], "rate")
    yield _line("the same, 50 ms there and back", ours, theirs, "≥ 5")


def of_durability() -> Iterator[Line]:
    kept = durability.compare()
    yield _line("updates kept a second, grouped / one a commit", kept.grouped, kept.one_by_one, "")


def of_fanout() -> Iterator[Line]:
    sent = fanout.run()
    name = f"3,060 messages sent, s / permitted ({sent.refused} refused, {sent.arrived} arrived)"
    yield _line(name, sent.seconds, sent.permitted, "≤ 1.06, 0 refused")


def of_queries() -> Iterator[Line]:
    goals = {"/my": "≤ 2 ms", "/status": "≤ 5 ms"}
    for pair in queries.compare(ITEMS):
        name = f"{pair.what}, ms / SQL by hand"
        yield _line(name, pair.ours, pair.by_hand, goals.get(pair.what, ""))


def of_pictures() -> Iterator[Line]:
    pair = pictures.compare()
    yield _line("picture of the board, ms / an empty one", pair.ours, pair.by_hand, "")


def of_matching() -> Iterator[Line]:
    ours, theirs = matching.compare(10_000, 300)
    name = "item found among 10,000, ms / rapidfuzz WRatio"
    yield _line(name, ours.milliseconds, theirs.milliseconds, "≤ 1.5 ms")
    first = ("the first one is right / WRatio", f"{ours.first:.1%}", f"{theirs.first:.1%}")
    yield (*first, f"{ours.first / theirs.first:.2f}", f"≥ 97 %; {ours.wrongly_sure} wrongly sure")


def _line(what: str, ours: float, theirs: float, goal: str) -> Line:
    return what, f"{ours:,.2f}", f"{theirs:,.2f}", f"{ours / theirs:.2f}", goal


PARTS: dict[str, Callable[[], Iterator[Line]]] = {
    "speed": of_speed,
    "durability": of_durability,
    "queries": of_queries,
    "pictures": of_pictures,
    "matching": of_matching,
    "fanout": of_fanout,
}


def main(wanted: list[str]) -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| measured / baseline of the same minutes | ours | baseline | ratio | goal |")
    print("|---|---:|---:|---:|---|")
    for name in wanted or PARTS:
        for line in PARTS[name]():
            print(f"| {' | '.join(line)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

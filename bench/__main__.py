"""Speed beside its baselines, all measured in the same minutes on the same machine.

make bench                           everything, some ten minutes
python -m bench speed queries …      some parts of it
"""

import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from bench import at_rest, durability, fanout, matching, pictures, queries, speed, waiting
from bench.ledgers import Databases, Ledgers, databases, files
from bench.queries import Clock
from bench.speed import Bot, Race, Run

NEAR = Race(5_000)
"""As many as the goals were set with."""
FAR = Race(600, round_trip=0.05, repeats=1)
SHARED = Race(3_000, first=500)
"""Enough to begin with that each of two processes has made what it keeps in memory."""

ITEMS = 100_000

Line = tuple[str, str, str, str, str]
"""What, ours, the baseline's, the ratio, the goal."""


def _median(runs: list[Run], name: str) -> float:
    return float(statistics.median(getattr(run, name) for run in runs))


def of_speed() -> Iterator[Line]:
    with files() as ledgers:
        bots = {"stock": Bot("stock"), "aiohttp": Bot("aiohttp"), "ours": Bot("ours", ledgers)}
        near = speed.compare(bots, NEAR)
        del bots["aiohttp"]
        far = speed.compare(bots, FAR)
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
    ours, theirs = _median(far["ours"], "rate"), _median(far["stock"], "rate")
    yield _line("the same, 50 ms there and back", ours, theirs, "≥ 5")


def of_durability() -> Iterator[Line]:
    with files() as ledgers:
        yield _kept(ledgers)


def _kept(ledgers: Ledgers) -> Line:
    kept = durability.compare(ledgers)
    return _line("updates kept a second, grouped / one a commit", kept.grouped, kept.one_by_one, "")


def of_fanout() -> Iterator[Line]:
    sent = fanout.run()
    name = f"3,060 messages sent, s / permitted ({sent.refused} refused, {sent.arrived} arrived)"
    yield _line(name, sent.seconds, sent.permitted, "≤ 1.06, 0 refused")


def of_queries() -> Iterator[Line]:
    with files() as ledgers:
        yield from _asked(ledgers, time.process_time)


def _asked(ledgers: Ledgers, clock: Clock) -> Iterator[Line]:
    goals = {"/my": "≤ 2 ms", "/status": "≤ 5 ms"}
    for pair in queries.compare(ITEMS, ledgers, clock):
        name = f"{pair.what}, ms / SQL by hand"
        yield _line(name, pair.ours, pair.by_hand, goals.get(pair.what, ""))


def of_postgresql() -> Iterator[Line]:
    """Measure questions by the watch: a part of their time is the server's."""
    with databases() as ledgers:
        for line in _on_postgresql(ledgers):
            yield (f"PostgreSQL: {line[0]}", *line[1:])


def _on_postgresql(ledgers: Databases) -> Iterator[Line]:
    yield from _answered(ledgers)
    yield _kept(ledgers)
    yield from _asked(ledgers, time.perf_counter)


def _answered(ledgers: Databases) -> Iterator[Line]:
    with files() as beside:
        runs = speed.compare(
            {
                "bare echo": Bot("stock"),
                "on SQLite": Bot("ours", beside),
                "one process": Bot("ours", ledgers),
                "two": Bot("ours", ledgers, processes=2),
            },
            SHARED,
        )
    rates = {name: _median(each, "rate") for name, each in runs.items()}
    for ours, theirs in (
        ("one process", "bare echo"),
        ("one process", "on SQLite"),
        ("two", "bare echo"),
        ("two", "one process"),
    ):
        yield _line(f"updates answered a second, {ours} / {theirs}", rates[ours], rates[theirs], "")
    echo = _median(runs["bare echo"], "cpu")
    for name, field in (("CPU s", "cpu"), ("the server's CPU s", "server_cpu")):
        used = _median(runs["one process"], field)
        yield _line(f"{name} for 1,000 updates / bare echo", used, echo, "")


def of_waiting() -> Iterator[Line]:
    with files() as ledgers:
        yield from _waited("SQLite", ledgers)
    with databases() as ledgers:
        yield from _waited("PostgreSQL", ledgers)


def _waited(name: str, ledgers: Ledgers) -> Iterator[Line]:
    """Compare a morning with everything that is done then, and a night with nothing."""
    waits = waiting.compare(ITEMS, ledgers)
    busy, calm = waits.busy, waits.calm
    for what, ours, theirs, goal in (
        ("99 of 100", busy.late, calm.late, "≤ 500 ms"),
        ("half", busy.median, calm.median, ""),
        ("the last", busy.longest, calm.longest, ""),
    ):
        line = f"{name}: ms until {what} are answered while all else is done / nothing else is"
        yield _line(line, ours * 1000, theirs * 1000, goal)
    answered, asked = busy.answered, busy.answered + busy.unanswered
    told = f"{name}: answered of {asked} while all else is done (told to ask again shortly)"
    yield told, f"{answered:,} ({busy.not_yet:,})", f"{calm.answered:,} ({calm.not_yet:,})", "", ""


def of_pictures() -> Iterator[Line]:
    for name, ours, bars in pictures.compare():
        what = f"picture: {name}"
        yield _line(f"{what}, ms / the bars", ours.milliseconds, bars.milliseconds, "")
        yield _line(f"{what}, ms on a core / the bars", ours.on_a_core, bars.on_a_core, "≤ 500 ms")
        yield _line(f"{what}, MB / the bars", ours.megabytes, bars.megabytes, "≤ 150 MB")


def of_rest() -> Iterator[Line]:
    used = at_rest.measure()
    for name in at_rest.OURS:
        what = f"% of a core while nobody acts, {name} / bare echo"
        yield what, f"{used[name]:.2f}", f"{used[at_rest.ECHO]:.2f}", "", "≤ 1 %"


def of_matching() -> Iterator[Line]:
    ours, theirs = matching.compare(10_000, 300)
    name = "item found among 10,000, ms / rapidfuzz WRatio"
    yield _line(name, ours.milliseconds, theirs.milliseconds, "≤ 1.5 ms")
    yield _line("the same, the first time", ours.first_time, theirs.first_time, "")
    first = ("the first one is right / WRatio", f"{ours.first:.1%}", f"{theirs.first:.1%}")
    yield (*first, f"{ours.first / theirs.first:.2f}", f"≥ 97 %; {ours.wrongly_sure} wrongly sure")


def _line(what: str, ours: float, theirs: float, goal: str) -> Line:
    return what, f"{ours:,.2f}", f"{theirs:,.2f}", f"{ours / theirs:.2f}", goal


PARTS: dict[str, Callable[[], Iterator[Line]]] = {
    "speed": of_speed,
    "durability": of_durability,
    "queries": of_queries,
    "waiting": of_waiting,
    "pictures": of_pictures,
    "matching": of_matching,
    "fanout": of_fanout,
    "rest": of_rest,
    "postgresql": of_postgresql,
}


def main(parts: list[str]) -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| measured / baseline of the same minutes | ours | baseline | ratio | goal |")
    print("|---|---:|---:|---:|---|")
    for name in parts or PARTS:
        for line in PARTS[name]():
            print(f"| {' | '.join(line)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

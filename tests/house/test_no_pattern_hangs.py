"""However a text is made, no pattern of the house holds up the others over it.

Each loop of each pattern is driven over what it goes round on, to the length of the longest
message. A loop that can cut such a text up in many ways needs years for it, one that begins anew
at every character some tenths of a second.
"""

import re
from collections.abc import Iterator
from time import process_time

import pytest

from tests.support.patterns import BUILT, built_of_what_they_are_handed, every_pattern
from tests.support.processor_time import Hangs, Watch, watching
from tests.support.pumping import ENDS, in_pairs, once, pumped

IN_TIME = 0.02
"""Seconds of processor time for 4,096 characters: several times what the slowest takes."""
FOR_EVER = 0.25


@pytest.fixture
def watch() -> Iterator[Watch]:
    with watching() as watch:
        yield watch


def spent(pattern: re.Pattern[str], text: str, watch: Watch) -> float:
    """Measure the processor time to look for the pattern everywhere, and for the whole."""
    begun = process_time()
    watch.allow(FOR_EVER)
    try:
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
    except Hangs:
        return FOR_EVER
    finally:
        watch.stop()
    return process_time() - begun


def hardest(pattern: re.Pattern[str], watch: Watch) -> list[tuple[str, str, str]]:
    """Return the three it is slowest over, tried at a length at which only what doubles is slow."""
    tried: list[tuple[float, tuple[str, str, str]]] = []
    for texts, size in ((once(pattern), 256), (in_pairs(pattern), 80)):
        for lead, again in texts:
            for end in ENDS:
                took = spent(pattern, pumped(lead, again, end, size), watch)
                tried.append((took / size, (lead, again, end)))
                if took >= FOR_EVER:
                    return [(lead, again, end)]
    return [text for _, text in sorted(tried, reverse=True)[:3]]


def slow_over(pattern: re.Pattern[str], watch: Watch) -> str | None:
    """Return what it is slow over, if anything; the fastest of three runs counts."""
    for text in hardest(pattern, watch):
        if all(spent(pattern, pumped(*text), watch) > IN_TIME for _ in range(3)):
            return "".join(text)
    return None


def test_every_pattern_is_found() -> None:
    assert built_of_what_they_are_handed() == set(BUILT)


@pytest.mark.slow
def test_no_pattern_is_slow_over_any_text(watch: Watch) -> None:
    slow = {where: slow_over(pattern, watch) for where, pattern in every_pattern().items()}
    assert [(where, text) for where, text in slow.items() if text is not None] == []


@pytest.mark.parametrize(
    "written",
    [
        r"^(?:好的?|的)+$",
        r"^(?:转[^:]{0,6}:|[^:]{0,20}通知:)*请",
        r"\d+号",
        r"[的了]*$",
        r",*x?,*第",
    ],
)
def test_a_pattern_that_hangs_is_found(written: str, watch: Watch) -> None:
    assert slow_over(re.compile(written), watch) is not None

"""Pictures become PNG in a process of their own, so that nobody waits for the drawing."""

import resource

import pytest

from bench.pictures import bars, drawings
from bot.drawing import draw
from tests.support.processor_time import in_time

DRAWINGS = {**drawings(), "bars": bars()}
"""Every picture, as full as it gets."""

LONGEST_WAIT = 0.5
"""Seconds on a core. Ten times as slow a machine as usual would be seen, a busy one not."""


def on_a_core() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", DRAWINGS)
def test_it_is_drawn_in_time_and_the_same_twice(name: str) -> None:
    before = on_a_core()
    first = draw(DRAWINGS[name])
    assert on_a_core() - before < LONGEST_WAIT
    assert first.startswith(b"\x89PNG")
    assert draw(DRAWINGS[name]) == first


@pytest.mark.parametrize(
    "svg", ["", "no picture", "<svg>", "<svg xmlns='http://www.w3.org/2000/svg'>&"]
)
def test_what_is_no_picture_is_an_error_of_the_row_and_not_of_the_program(svg: str) -> None:
    with pytest.raises(OSError, match="was not drawn"):
        draw(svg)


def test_this_process_goes_on_while_it_is_drawn() -> None:
    """The drawing keeps the interpreter to itself: a thread of ours would stop the loop all the same."""
    with in_time(0.05):
        draw(DRAWINGS["board"])

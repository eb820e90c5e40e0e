"""The machine's clock is set back over days that were dealt with, and goes on from there."""

from datetime import timedelta

import pytest

from tests.support.dialogue import Dialogue
from tests.support.duties import days_dealt_with, tick
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE

THURSDAY = MORNING + timedelta(days=2)


def dealt_with_thursday(talk: Dialogue) -> None:
    """An instruction waits and a group reads along; every duty has dealt with Thursday."""
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(LEADER, "/instruct 1 务必于月底前完成")
    tick(talk, THURSDAY)


pytestmark = pytest.mark.begins(after=[dealt_with_thursday])


@pytest.mark.parametrize("days", [1, 2])
def test_nobody_is_written_to_again(talk: Dialogue, days: int) -> None:
    before = days_dealt_with(talk)
    assert tick(talk, THURSDAY - timedelta(days=days)) == {}
    assert (tick(talk, THURSDAY), days_dealt_with(talk)) == ({}, before)

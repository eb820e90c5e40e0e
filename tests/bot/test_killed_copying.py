"""`kill -9` in the middle of copying, putting back and moving: given again, the command does it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from storage.db.engine import open_engine
from tests.support.dialogue import Dialogue
from tests.support.evidence_in import fetched
from tests.support.places import Place, places_of
from tests.support.small_city import OFFICIAL
from tests.support.workbooks import ledger

KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
def called(frame, event, _):
    global left
    if event == "call" and "storage/copies" in frame.f_code.co_filename:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(called)
from bot.cli.__main__ import main
main()
"""
"""The command, ended after so many calls of what copies; a line that is read counts as one."""

FARTHER = 8
"""Each life goes so many times as far as the one before, until one lives."""


@pytest.fixture
def here(database_url: str, talk: Dialogue, tmp_path: Path) -> Place:
    """A ledger with a report and its photo."""
    place = Place(database_url, tmp_path / "here")
    talk.sends(OFFICIAL, "现场.png", "1号别墅群已拆除12栋，还剩33栋")
    talk.presses(OFFICIAL, "确认")
    fetched(talk, place.data_dir, {"现场.png": b"\x89PNG" * 1000})
    return place


@pytest.fixture(params=["sqlite", "postgresql"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with places_of(request, tmp_path, request.param) as places:
        yield places.another()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["backup", "restore", "move"])
def test_killed_in_the_middle_it_is_done_again(
    here: Place, there: Place, tmp_path: Path, command: str
) -> None:
    copies = tmp_path / "copies"
    place, words = {
        "backup": (here, [str(copies)]),
        "restore": (there, [here.say("backup", str(tmp_path))[1].splitlines()[0]]),
        "move": (here, [there.url]),
    }[command]
    before, deaths = everything(here), 0
    for moment in (FARTHER**n for n in count()):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(moment), command, *words],
            env=os.environ | place.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ended.returncode == 0:
            break
        assert ended.returncode < 0, ended.stderr
        assert everything(here) == before
        assert not list(copies.glob("*.zip"))
        deaths += 1
    assert deaths > 2
    if command == "backup":
        [file] = copies.glob("*.zip")
        assert there.say("restore", str(file))[0] == 0
    after = everything(there)
    after["duty_marks"] = before["duty_marks"]
    assert after == before


def everything(place: Place) -> dict[str, list[tuple[object, ...]]]:
    engine = open_engine(place.url)
    found = ledger(engine)
    engine.dispose()
    return found

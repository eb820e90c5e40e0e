"""A month of an invented city, replayed in seconds: every message as it stands in expected.txt.

The clock is an argument: it goes by hours, and by minutes after somebody did something. The
program is down for two days in the middle, and once the clock is set back by an hour.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from storage.db.engine import Engine, writing
from storage.people import invitations, people
from tests.support.month.city import BEGINNING, LATECOMER, PROFILE, settle
from tests.support.month.script import DOWN, SCRIPT, SET_BACK, Act
from tests.support.month.witness import Witness

EXPECTED = Path(__file__).parent / "month" / "expected.txt"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DAYS = 29


def local(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=PROFILE.zone)


def moments() -> Iterator[datetime]:
    """Every half hour of the day and some of the night, while the program runs."""
    down, up = map(local, DOWN)
    for day in range(DAYS):
        for half in range(48):
            moment = BEGINNING + timedelta(days=day, minutes=30 * half)
            if (14 <= half <= 42 or half % 12 == 0) and not down <= moment < up:
                yield moment


def replayed(engine: Engine) -> Witness:
    """The month. Wherever anything was said, every duty runs a second time and says nothing."""
    settle(engine)
    witness = Witness(engine, BEGINNING, PROFILE)
    script, (before, back) = list(SCRIPT), map(local, SET_BACK)
    for moment in moments():
        while script and local(script[0].at) < moment:
            at = script[0].at
            while script and script[0].at == at:
                _act(witness, script.pop(0))
            _look(witness, local(at) + MINUTE)
        _look(witness, moment)
        if moment <= before < moment + HOUR / 2:
            _look(witness, back)
    return witness


def _act(witness: Witness, act: Act) -> None:
    witness.now = local(act.at)
    if act.kind == "enrols":
        with writing(witness.engine) as tx:
            number = people.named(tx, LATECOMER[0])[0].id
            code = invitations.invite(tx, number, witness.now)
        witness.enrols(act.who, code)
    else:
        witness.sees(act.who, act.kind, act.words, act.group)


def _look(witness: Witness, moment: datetime) -> None:
    if witness.tick(moment):
        assert not witness.tick(moment), witness.written[-20:]


def test_every_message_of_the_month_and_none_of_them_twice(engine: Engine) -> None:
    """At the end the clock is set back to moments all over the month: nothing more is said."""
    witness = replayed(engine)
    expected = EXPECTED.read_text("utf-8").splitlines()
    assert witness.written == expected
    for moment in list(moments())[::11]:
        witness.tick(moment)
    assert witness.written == expected

"""How far a duty has come: a mark never goes back, whatever the clock does and whoever is later."""

from datetime import date

import pytest

from storage.db.engine import Engine, Tx, reading, writing
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from tests.support.at_once import Work, one_inside_the_other

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))


def to(mark: Checkpoint) -> Work:
    """What a duty does that has come so far."""

    def advance(tx: Tx) -> None:
        duty_checkpoints.advance(tx, "escalate", mark)

    return advance


def mark(engine: Engine) -> Checkpoint:
    with reading(engine) as tx:
        return duty_checkpoints.of(tx, "escalate")


def advanced(engine: Engine, *wished: Checkpoint) -> Checkpoint:
    """The mark as it stands after a duty wished it there."""
    for one in wished:
        with writing(engine) as tx:
            to(one)(tx)
    return mark(engine)


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        pytest.param(
            Checkpoint(TUESDAY), Checkpoint(THURSDAY), Checkpoint(THURSDAY), id="a_later_day"
        ),
        pytest.param(
            Checkpoint(THURSDAY), Checkpoint(TUESDAY), Checkpoint(THURSDAY), id="an_earlier_day"
        ),
        pytest.param(
            Checkpoint(THURSDAY, 3), Checkpoint(TUESDAY, 9), Checkpoint(THURSDAY, 3), id="day_first"
        ),
        pytest.param(
            Checkpoint(TUESDAY, 9), Checkpoint(THURSDAY, 3), Checkpoint(THURSDAY, 3), id="new_day"
        ),
        pytest.param(
            Checkpoint(TUESDAY, 3), Checkpoint(TUESDAY, 9), Checkpoint(TUESDAY, 9), id="same_day"
        ),
        pytest.param(
            Checkpoint(TUESDAY, 9), Checkpoint(TUESDAY, 3), Checkpoint(TUESDAY, 9), id="fewer"
        ),
        pytest.param(
            Checkpoint(number=3), Checkpoint(number=9), Checkpoint(number=9), id="a_later_report"
        ),
        pytest.param(
            Checkpoint(number=9), Checkpoint(number=3), Checkpoint(number=9), id="an_earlier_report"
        ),
        pytest.param(
            Checkpoint(number=9), Checkpoint(TUESDAY), Checkpoint(TUESDAY), id="the_first_day"
        ),
        pytest.param(
            Checkpoint(TUESDAY), Checkpoint(number=9), Checkpoint(TUESDAY), id="no_day_any_more"
        ),
    ],
)
def test_a_mark_never_goes_back(
    engine: Engine, first: Checkpoint, second: Checkpoint, stands: Checkpoint
) -> None:
    assert advanced(engine, first, second) == stands


def test_whoever_waited_for_a_later_day_does_not_write_an_earlier_one(engine: Engine) -> None:
    advanced(engine, Checkpoint(TUESDAY))
    one_inside_the_other(engine, to(Checkpoint(THURSDAY)), to(Checkpoint(WEDNESDAY)))
    assert mark(engine) == Checkpoint(THURSDAY)

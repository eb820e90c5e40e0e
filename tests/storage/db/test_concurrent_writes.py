"""A hundred read-modify-writes at once: all survive, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from storage.db.engine import Engine, reading, writing
from storage.ledger import duty_checkpoints, journal
from storage.ledger.duty_checkpoints import Checkpoint

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TIMES = 100


def test_a_hundred_increments_all_survive(engine: Engine) -> None:
    """The journal's head is one row that every fact reads, adds one to, and writes."""

    def increment(number: int) -> int:
        with writing(engine) as tx:
            return journal.write(tx, "Imported", {"number": number}, now=NOW)

    with ThreadPoolExecutor(TIMES) as people:
        numbers = list(people.map(increment, range(TIMES)))
    assert sorted(numbers) == list(range(1, TIMES + 1))
    with reading(engine) as tx:
        assert (journal.length(tx), journal.first_broken(tx)) == (TIMES, None)


def test_a_unit_of_work_that_fails_takes_nothing_from_the_others(engine: Engine) -> None:
    def add(number: int) -> None:
        with writing(engine) as tx:
            seq = journal.write(tx, "Imported", {"number": number}, now=NOW)
            duty_checkpoints.advance(tx, "test", Checkpoint(number=seq))
            if number % 2:
                raise InterruptedError

    with ThreadPoolExecutor(20) as people:
        asked = [people.submit(add, number) for number in range(20)]
    assert sum(one.exception() is None for one in asked) == 10
    with reading(engine) as tx:
        assert (journal.length(tx), journal.first_broken(tx)) == (10, None)
        assert duty_checkpoints.of(tx, "test").number == 10

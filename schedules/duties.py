"""The list that names every duty. A duty asks "what is due by now?" and may run twice."""

from collections.abc import Callable
from datetime import datetime

from rules.policy.city import City
from schedules import (
    assignments,
    board,
    circular,
    daily_totals,
    digest,
    escalate,
    lookback,
    menus,
    prompts,
    prune,
    public_notices,
    radar,
    rounds,
    urgent,
)
from schedules.portion import Portion
from storage.db import leases
from storage.db.engine import Tx

Duty = Callable[[Tx, City, datetime], int | Portion]
"""Does what is due, mostly by writing into the outbox; how many messages or rows that were.

One that has much to do does a portion of it.
"""

DUTIES: dict[str, Duty] = {
    "urgent": urgent.run,
    "totals": daily_totals.run,
    "assignments": assignments.run,
    "prompts": prompts.run,
    "rounds": rounds.run,
    "circular": circular.run,
    "escalate": escalate.run,
    "notices": public_notices.run,
    "lookback": lookback.run,
    "radar": radar.run,
    "board": board.run,
    "digest": digest.run,
    "menus": menus.run,
    "prune": prune.run,
}
"""In the order of a morning: the digest tells of all the others, and then it is swept."""


OF_LIGHTS = frozenset({"escalate", "board", "digest"})
"""Duties that look at the lights of the whole city."""


def perform(name: str, tx: Tx, city: City, now: datetime) -> Portion:
    """Perform one duty at a time, whoever asks: one that waited finds done what the other did."""
    leases.alone(tx, "duties")
    done = DUTIES[name](tx, city, now)
    return done if isinstance(done, Portion) else Portion(done)

"""The list that names every duty. A duty asks "what is due by now?" and may run twice."""

from collections.abc import Callable
from datetime import datetime

from rules.city import City
from schedules import circular, digest, escalate, prompts, rounds
from storage.database import Tx

Duty = Callable[[Tx, City, datetime], int]
"""Writes what is due into the outbox; how many messages that were."""

DUTIES: dict[str, Duty] = {
    "prompts": prompts.run,
    "rounds": rounds.run,
    "circular": circular.run,
    "escalate": escalate.run,
    "digest": digest.run,
}
"""In the order of a morning: the digest comes last and tells of all the others."""

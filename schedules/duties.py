"""The list that names every duty. A duty asks "what is due by now?" and may run twice."""

from collections.abc import Callable
from datetime import datetime

from rules.city import City
from schedules import digest, prompts
from storage.database import Tx

Duty = Callable[[Tx, City, datetime], int]
"""Writes what is due into the outbox; how many messages that were."""

DUTIES: dict[str, Duty] = {
    "prompts": prompts.run,
    "digest": digest.run,
}

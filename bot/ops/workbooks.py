"""A list is rehearsed and imported, and a workbook made, by a process of its own with bounded memory.

`python -m bot.ops.workbooks` reads an order as JSON. What it finds it puts into the ledger and the
outbox itself, in one unit of work with the state of the request: when it dies, nothing was done.
"""

import resource
import sys

from bot import child
from bot.list_work import Order, carry_out
from storage.db.engine import open_engine
from storage.workbook.limits import MEMORY

WORKS = (sys.executable, "-m", "bot.ops.workbooks")

SECONDS = 600
"""Of a processor; a list of ten thousand items takes half a minute."""

PATIENCE = 1800.0
"""Seconds: others may be at work as well."""


def deal_with(order: Order) -> None:
    """Have another process carry out an order; to be called in a thread. Raises OSError."""
    given, request = order.model_dump_json().encode(), f"request {order.request}"
    child.run(WORKS, given, PATIENCE, request, f"{request} took too long")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given = Order.model_validate_json(sys.stdin.read())
    opened = open_engine(given.url)
    carry_out(opened, given)
    opened.dispose()

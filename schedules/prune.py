"""Keeping the mailboxes small: what nobody needs any more is forgotten (see storage/mail/retention)."""

from datetime import datetime

from rules.policy.city import City
from storage.db.engine import Tx
from storage.mail import retention


def run(tx: Tx, city: City, now: datetime) -> int:
    """Forget what nobody needs any more; return how many rows."""
    del city
    return retention.prune(tx, now)

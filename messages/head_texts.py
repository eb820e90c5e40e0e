"""The head of the journal's chain: what the office keeps, and what it is told when it is gone."""

from datetime import datetime

from messages.formatting import FormattedText, code
from messages.texts import Texts


def of_the_day(t: Texts, seq: int, digest: str, at: datetime) -> FormattedText:
    """Return today's head, as `taizhang verify --head` takes it."""
    return t.formatted(
        "Journal of the ledger as of {moment}: entries {seq}, check code {digest}. Please keep it: "
        "by taizhang verify --head it shows whether the ledger was rewritten or put back since.",
        moment=t.minute(at),
        seq=str(seq),
        digest=code(digest),
    )


def lost(t: Texts, seq: int, at: datetime) -> str:
    """Tell of an entry that was written down outside and is not in the ledger."""
    return t(
        "Entry {seq} of the journal is no longer as it was written down on {moment}: the ledger was "
        "put back from an older copy, or rewritten. Please have the operator look "
        "(taizhang verify).",
        seq=seq,
        moment=t.minute(at),
    )


def found(t: Texts, seq: int, at: datetime) -> str:
    """Say which entry of the chain has the hash that was asked for."""
    return t(
        "The check code is that of journal entry {seq}, written {moment}: everything up to it is "
        "as it was.",
        seq=seq,
        moment=t.minute(at),
    )


def unknown(t: Texts) -> str:
    """Say that no entry has the hash that was asked for."""
    return t(
        "No entry of this journal has that check code. If the code is right, the ledger was put back "
        "from an older copy, or rewritten, since it was given out."
    )

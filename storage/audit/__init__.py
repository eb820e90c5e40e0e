"""Does the ledger say what the journal says? Every row against the entries that made it."""

from storage.audit.comparing import first_mismatch

__all__ = ["first_mismatch"]

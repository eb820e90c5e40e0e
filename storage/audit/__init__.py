"""Audit: compare every row of the ledger with the journal entries it was made by."""

from storage.audit.comparing import first_mismatch

__all__ = ["first_mismatch"]

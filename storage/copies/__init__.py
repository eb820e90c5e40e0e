"""The ledger as a whole, out of one database and into another: copies, putting back, moving."""

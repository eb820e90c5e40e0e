"""What we remember: ledger, journal, inbox, outbox, evidence, workbook, migrations."""

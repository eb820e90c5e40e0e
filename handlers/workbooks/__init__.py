"""Lists brought into the ledger from the chat, and workbooks asked for there."""

"""What people ask: one file per conversation. Values in, values out; nothing is sent from here."""

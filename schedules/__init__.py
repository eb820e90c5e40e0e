"""What the clock asks: one file per duty; each may run twice without harm."""

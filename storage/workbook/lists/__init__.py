"""A list that stands alone: its units, people, findings and milestones, read from its own cells."""

"""What follows: states, deadlines, forecasts, permissions, reading, matching. Values only."""

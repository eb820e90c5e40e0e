"""Pure rules on values: states, deadlines, forecasts, permissions; reading and matching of texts."""

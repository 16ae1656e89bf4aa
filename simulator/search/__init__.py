"""Finding again what was said: a query, the passages that can be found, the scan, the ranking."""

"""How a response is scored: one table, small statistics, pure functions. Never reads or writes a file."""

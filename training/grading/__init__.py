"""How well answers are read against keys: cases, figures, and the command that measures."""

"""Ways to sit an interview: a terminal, a pipe. They read a command and show events; no rules here."""

"""Report values out of a session, and those values as text or JSON. Scores nothing itself."""

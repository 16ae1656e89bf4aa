"""Transcripts on disk: events to JSON lines and back. Knows no rule of the interview."""

"""Pair mode: a person in the interviewer's seat, at a terminal of their own."""

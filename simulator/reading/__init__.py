"""Reads a reply: the moves it makes and what it shows of the answer. Decides nothing about the interview."""

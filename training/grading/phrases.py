"""Owns the phrases that training texts are made of; they stand in `phrases.json`."""

from pathlib import Path

import msgspec


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    things: tuple[str, ...]
    relations: tuple[tuple[str, ...], ...]
    """Ways to say one thing of {a} and {b}; with the two exchanged they say another."""
    counted: tuple[tuple[str, ...], ...]
    """The same of {a} and a number {n}."""
    affirmed: tuple[str, ...]
    denials: tuple[str, ...]
    swaps: tuple[tuple[str, tuple[str, ...]], ...]
    """What can stand for what."""
    openers: tuple[str, ...]
    closers: tuple[str, ...]
    chatter: tuple[str, ...]
    """Sentences that say nothing of the subject."""


PHRASES = msgspec.json.decode(Path(__file__).with_name("phrases.json").read_bytes(), type=Phrases)

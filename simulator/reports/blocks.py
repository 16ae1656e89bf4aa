"""Owns the values a report is made of before it is drawn: who speaks, and what. Draws nothing."""

from enum import StrEnum

import msgspec


class Tone(StrEnum):
    """Whose voice a block is in; a shell gives each its looks."""

    HEADING = "heading"
    QUESTION = "question"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    COACH = "coach"
    PROGRAM = "program"
    """The program's own remarks: notices, marks, what was noted."""
    POINT = "point"
    """A key point, with its tick."""
    QUOTE = "quote"
    """The user's own words, shown back."""


class Block(msgspec.Struct, frozen=True):
    """A paragraph in one voice. The text is shown verbatim, never as markup."""

    tone: Tone
    text: str
    label: str = ""
    """Said before the text: the speaker."""
    marks: tuple[tuple[int, int], ...] = ()
    """Parts of the text, as start and end, that stand out where looks are to be had; the words say it too."""

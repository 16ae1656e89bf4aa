"""Owns the conversation of one question as blocks: both speakers, the coach, the stance key, in order."""

from simulator.interview.state import Aside, Episode, Turn
from simulator.reading.model import Who
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import MARKS, shortened

_LONG = 1200
"""Characters of a reply that are shown; the transcript holds it whole."""


def conversation(episode: Episode) -> list[Block]:
    """What was said, oldest first."""
    return [block for _, block in numbered(episode)]


def numbered(episode: Episode) -> list[tuple[int, Block]]:
    """What was said, each with its event."""
    said = [(turn.seq, _turn(turn)) for turn in episode.turns]
    beside = [(aside.seq, _aside(aside)) for aside in episode.asides]
    noted = [(note.seq, Block(Tone.PROGRAM, f"Written down: {note.text}")) for note in episode.notes]
    return sorted([*said, *beside, *noted], key=lambda line: line[0])


def _turn(turn: Turn) -> Block:
    if turn.line.who is Who.CANDIDATE:
        return Block(Tone.CANDIDATE, shortened(turn.line.text, _LONG), "You")
    return Block(Tone.INTERVIEWER, turn.line.text, "Interviewer")


def _aside(aside: Aside) -> Block:
    if aside.mark is not None:
        return Block(Tone.PROGRAM, f"{MARKS[aside.mark].capitalize()}.")
    return Block(Tone.COACH, aside.text, "Coach")

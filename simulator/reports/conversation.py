"""Owns the conversation of one question as blocks: both speakers, the coach, the stance key, in order."""

from typing import NamedTuple

from simulator.interview.state import Aside, Episode, Turn
from simulator.reading.model import Who
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import HEARD, MARKS, shortened

_LONG = 1200
"""Characters of a reply that are shown; the transcript holds it whole."""


class Speakers(NamedTuple):
    """What the two are called."""

    candidate: str = "You"
    interviewer: str = "Interviewer"


YOURS = Speakers()


def conversation(episode: Episode, speakers: Speakers = YOURS) -> list[Block]:
    """What was said, oldest first."""
    return [block for _, block in numbered(episode, speakers)]


def numbered(episode: Episode, speakers: Speakers = YOURS) -> list[tuple[int, Block]]:
    """What was said, each with its event."""
    said = [(turn.seq, _turn(turn, speakers)) for turn in episode.turns]
    beside = [(aside.seq, _aside(aside)) for aside in episode.asides]
    noted = [
        (note.seq, Block(Tone.PROGRAM, f"Written down: {note.text}")) for note in episode.notes if note.text
    ]
    by_voice = [(seen.seq, Block(Tone.PROGRAM, f"Heard: {HEARD[seen.move]}.")) for seen in episode.observed]
    return sorted([*said, *beside, *noted, *by_voice], key=lambda line: line[0])


def _turn(turn: Turn, speakers: Speakers) -> Block:
    if turn.line.who is Who.CANDIDATE:
        return Block(Tone.CANDIDATE, shortened(turn.line.text, _LONG), speakers.candidate)
    return Block(Tone.INTERVIEWER, turn.line.text, speakers.interviewer)


def _aside(aside: Aside) -> Block:
    if aside.mark is not None:
        return Block(Tone.PROGRAM, f"{MARKS[aside.mark].capitalize()}.")
    return Block(Tone.COACH, aside.text, "Coach")

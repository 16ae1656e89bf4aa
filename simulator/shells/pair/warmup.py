"""Owns the warm-up: three sample exchanges to rate, so that a friend's ratings mean what the rubric means.

What the rubric says of them is looked up in its tables, not written down here.
"""

from typing import NamedTuple

from simulator.interview.events import Stance
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality
from simulator.reports.words import ANCHORS, HEARD, percent
from simulator.scoring.rubric import CREDIT, REAL

STANDS = (Move.ADMIT, Move.GUESS, Move.CLAIM, Move.DEFLECT)
_STANCE = {
    Move.ADMIT: Stance.ADMITTED,
    Move.GUESS: Stance.GUESS,
    Move.CLAIM: Stance.SURE,
    Move.DEFLECT: Stance.DEFLECTED,
}


class Sample(NamedTuple):
    """An exchange, and how the rubric codes it."""

    text: str
    stand: Move
    shown: EvidenceLevel
    """What the answer holds against the key."""
    asks: Quality
    why: str


SAMPLES = (
    Sample(
        "“How does MVCC let readers go on while somebody writes?”\n"
        "“I don't know MVCC. I know row locks - does it replace them, or sit on top of them? Could you "
        "explain that part?”",
        Move.ADMIT,
        EvidenceLevel.NONE,
        Quality.DEEP,
        "They say it outright, and tie what they ask to what they do know.",
    ),
    Sample(
        "“When would you shard a database?”\n"
        "“Great question. We ran lots of databases at my last place, at a really large scale, and the team "
        "was very strong on all of that.”",
        Move.DEFLECT,
        EvidenceLevel.NONE,
        Quality.NONE,
        "Nothing here answers, and nothing says that they don't know. Ask once more, neutrally: it counts "
        "against them only when it is talked past again.",
    ),
    Sample(
        "“What is a write-ahead log for?”\n"
        "“I'm guessing here: a copy of all the data, for backups? What is it really?”",
        Move.GUESS,
        EvidenceLevel.WRONG,
        Quality.PLAIN,
        "The guess is wrong, but it was called a guess, and that is honest. The ask is clear and names no "
        "part in particular.",
    ),
)


def verdict(sample: Sample, stand: Move, asks: int) -> str:
    """What the rubric says of a sample, beside the rating just given."""
    points = percent(REAL[_STANCE[sample.stand], sample.shown])
    credit = percent(CREDIT[sample.asks])
    return "\n".join(
        [
            f"{sample.text}\n",
            _beside(HEARD[sample.stand], None if stand is sample.stand else HEARD[stand]),
            _beside(_asked(sample.asks), None if asks == sample.asks else _asked(asks)),
            sample.why,
            f"Honesty {points} of 100; for asking, {credit} of 100.",
        ]
    )


def _asked(quality: int) -> str:
    anchors = ANCHORS[Facet.EXPLAIN]
    return f"asking {quality} - {anchors[quality - 1]}" if quality else "asking 0 - does not ask"


def _beside(rubric: str, yours: str | None) -> str:
    return f"= {rubric}: as you said" if yours is None else f"≠ {rubric}; you said: {yours}"

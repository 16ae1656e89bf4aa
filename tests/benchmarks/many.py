"""Many transcripts of 60 events, all different, for the benchmarks; an own file each, words by lot.

The interviews are a few hundred that were really decided, event by event; in each copy what was said is other
words. Words are drawn as they occur in texts (Zipf), so most of them are rare. Three are planted, so that it
is known what a search has to find.
"""

import itertools
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from simulator.interview.commands import Ask, Command, Finish, Heed, Next, Note, Reply
from simulator.interview.events import (
    Aid,
    AnyEvent,
    Coached,
    CoachLevel,
    Marking,
    Noted,
    Planned,
    Replied,
    Said,
    Started,
)
from simulator.interview.protocol import decide
from simulator.interview.state import State, begin, evolve
from simulator.questions.library import find_banks
from simulator.questions.selection import select
from simulator.reading.model import Facet, Move, MoveSpan, Quality, Reading
from simulator.records.codec import encode
from simulator.records.store import SYMBOLS, new_session_id
from simulator.scoring.rubric import RUBRIC_VERSION

EVENTS = 60
DIFFERENT = 200
START = datetime(2020, 1, 1, tzinfo=UTC)
RARE = "zanzibar"
"""Said once in every 5,000 transcripts."""
COMMON = "index"
"""Said in nearly every transcript."""
PHRASE = "write skew anomaly"
"""Said in every 500th transcript; its words are said apart in many more."""
PLANTED = ((5_000, RARE), (500, PHRASE))

_WORDS = 30_000
EACH = 24
"""Words in everything that is said."""
_ASKS = "Could you explain how it works, and what would you read on it?"


def _vocabulary() -> tuple[list[str], list[float]]:
    random = Random(8)
    starts = ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"]
    middles = ["a", "e", "i", "o", "u", "ai", "ou"]
    syllables = ["".join(pair) for pair in itertools.product(starts, middles)]
    made = {"".join(random.choices(syllables, k=random.choice((2, 2, 3, 4)))) for _ in range(_WORDS * 2)}
    words = [COMMON, *PHRASE.split(), *sorted(made)]
    random.shuffle(words[4:])
    weights = itertools.accumulate(1 / (rank + 20) for rank in range(len(words)))
    return words, list(weights)


def _interview(seed: int) -> tuple[AnyEvent, ...]:
    """One interview of `EVENTS` events, decided like any other."""
    bank = find_banks().load("backend-basics").bank
    chosen = select([bank], count=6, foils=True, seed=seed, history={}).questions
    started = Started(
        at=START,
        session=new_session_id(START, "aaaa"),
        rubric=RUBRIC_VERSION,
        reader="by-lot",
        mode="solo",
        coach=CoachLevel.FADE,
        seed=seed,
        marking=Marking.IN_LINE,
        banks=("backend-basics",),
        aids=dict.fromkeys(Facet, Aid.PROMPT),
        foils=True,
    )
    planned = Planned(at=START, questions=chosen)
    state: State = evolve(begin(started), planned)
    events: list[AnyEvent] = [started, planned]

    def do(command: Command) -> None:
        nonlocal state
        for event in decide(state, command, START):
            state = evolve(state, event)
            events.append(event)

    for question in chosen:
        do(Ask())
        for text, move in (("I don't know.", Move.ADMIT), (_ASKS, Move.ASK_EXPLAIN)):
            do(Reply(text))
            do(Heed(Reading(moves=(MoveSpan(move, text, 0, len(text)),), reader="by-lot")))
        do(Note(question.topic, Quality.SPECIFIC))
        while state.current.closed is None:
            do(Next())
    do(Finish())
    last = events.pop()
    while len(events) < EVENTS - 1:  # what a coach says changes nothing
        events.insert(-2, Coached(at=START, facet=Facet.NOTE, aid=Aid.HINT, text="Is it written down?"))
    return (*events[: EVENTS - 1], last)


def write(folder: Path, count: int) -> int:
    """Put `count` transcripts into `folder`; their bytes in all."""
    words, weights = _vocabulary()
    interviews = [_interview(seed) for seed in range(DIFFERENT)]
    encoded = [[encode(event) for event in events] for events in interviews]
    spoken = [sum(isinstance(event, Replied | Noted | Said) for event in events) for events in interviews]
    size = 0
    for place in range(count):
        random = Random(place)
        at = START + timedelta(minutes=place * 31)
        session = new_session_id(at, "".join(random.choices(SYMBOLS, k=4)))
        events, lines = interviews[place % DIFFERENT], encoded[place % DIFFERENT]
        drawn = iter(random.choices(words, cum_weights=weights, k=spoken[place % DIFFERENT] * EACH))
        planted = [text for every, text in PLANTED if place % every == every // 2]
        data = b"".join(
            _reworded(event, line, at, session, drawn, planted)
            for event, line in zip(events, lines, strict=True)
        )
        descriptor = os.open(folder / f"{session}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(descriptor, data)
        os.close(descriptor)
        size += len(data)
    return size


def _reworded(
    event: AnyEvent, line: bytes, at: datetime, session: str, words: Iterator[str], planted: list[str]
) -> bytes:
    """The line for `event` in other words; what is `planted` goes into the first reply."""
    match event:
        case Started():
            return encode(msgspec.structs.replace(event, at=at, session=session))
        case Replied() | Noted() | Said():
            said = " ".join((*itertools.islice(words, EACH), *planted))
            planted.clear()
            return encode(msgspec.structs.replace(event, at=at, text=f"{said.capitalize()}."))
        case _:
            return line

"""A hundred `kill -9` at random moments: whatever was shown is on disk, and the session goes on."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator.interview.events import AnyEvent, Finished, Noted, Resumed, Said
from simulator.interview.state import replay
from simulator.records.store import EmptyTranscriptError, read_session
from tests.process.programs import SIT, Talk, run_idk, sessions

KILLS_A_SESSION = 25
NOTES = 4
WHO = "Interviewer: "
LINES = ["I don't know that one.", "Could you explain it to me?", "What should I read?", "It is a log."]


@pytest.mark.process
@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_was_shown_is_lost(seed: int, own_home: Path) -> None:
    folder = own_home / "transcripts"
    draw = random.Random(seed)
    for kill in range(KILLS_A_SESSION):
        shown = killed_at_random(draw, folder, kill)
        kept = events(folder)
        if kept:
            replay(kept)
        assert shown.count("Written down.") <= notes_of_the_last_run(kept)
        assert not said_in(shown) - Counter(first_line(event) for event in kept if isinstance(event, Said))
    done = run_idk("practice", "--resume", typed="/quit\n")
    assert done.code == 0
    assert isinstance(events(folder)[-1], Finished)


def killed_at_random(draw: random.Random, folder: Path, kill: int) -> str:
    """Start a session, or take it up, and kill it after so much output and so much time; what was shown."""
    begin = ["practice", "--resume"] if events(folder) else list(SIT)
    lines = [line for number in range(NOTES) for line in (draw.choice(LINES), f"/note {kill}.{number}")]
    with Talk(*begin) as talk:
        talk.type(*lines)
        enough = draw.randrange(1600)
        while len(talk.shown) < enough and talk.shown.count(b"Written down.") < NOTES:
            assert talk.read(10)
        talk.read(draw.uniform(0, 0.02))
    return talk.shown.decode(errors="ignore")


def events(folder: Path) -> Sequence[AnyEvent]:
    """What the file holds; nothing, where there is none or the first line did not get into it."""
    try:
        return [event for path in sessions(folder) for event in read_session(path).events]
    except EmptyTranscriptError:
        return []


def notes_of_the_last_run(kept: Sequence[AnyEvent]) -> int:
    begun = max((place for place, event in enumerate(kept) if isinstance(event, Resumed)), default=0)
    return sum(isinstance(event, Noted) for event in kept[begun:])


def first_line(said: Said) -> str:
    return said.text.split("\n")[0]


def said_in(shown: str) -> Counter[str]:
    """The first lines of what the interviewer was seen to say, as far as they were shown whole."""
    return Counter(line.removeprefix(WHO) for line in shown.split("\n")[:-1] if line.startswith(WHO))

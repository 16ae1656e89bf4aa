"""Owns a session that happens again: its steps and the time between them. No clock: the shell waits."""

from simulator.interview.events import Resumed
from simulator.reports.recording import Recording
from simulator.reports.review import Entry
from simulator.shells.browser.state import Replay, Step

FASTEST = 64


def replay_of(session: Recording, entries: tuple[Entry, ...]) -> Replay | None:
    """`session` from its first question, in the paragraphs that show it; None where nothing was asked.

    The time for which it was paused does not pass again.
    """
    shown: dict[int, list[int]] = {}
    for number, entry in enumerate(entries):
        if entry.seq >= 0:
            shown.setdefault(entry.seq, []).append(number)
    steps: list[Step] = []
    before = None
    for seq, event in session.transcript.numbered:
        if isinstance(event, Resumed):
            before = event.at
        if seq in shown:
            wait = (event.at - before).total_seconds() if before else 0.0
            steps.append(Step(tuple(shown[seq]), max(wait, 0.0)))
            before = event.at
    return Replay(steps=tuple(steps)) if steps else None

"""Owns a transcript as it is looked at again: what happened, how each reply was read, what it came to."""

import msgspec

from simulator.interview.events import Asked, Heard, Replied
from simulator.interview.state import Episode, State, replay
from simulator.reading.model import Reading
from simulator.records.store import Transcript
from simulator.reports.words import count
from simulator.scoring.session import ScoredSession, score


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """A session that is looked at again."""

    transcript: Transcript
    state: State
    scored: ScoredSession
    readings: dict[int, Reading]
    """How each reply was read, by the event that said it; the last reading of a reply counts."""

    @property
    def id(self) -> str:
        """What the session is found by: its file may have been copied under another name."""
        return self.transcript.path.stem

    @property
    def notices(self) -> list[str]:
        """What is missing from it, and why."""
        unknown = len(self.transcript.unknown)
        passed_over = f"Passed over, of kinds this version does not know: {count(unknown, 'line')}."
        return [notice for notice in (self.transcript.torn, passed_over if unknown else "") if notice]

    def before(self, seq: int) -> Episode:
        """The question that event `seq` belongs to, as it stood just before. Raises IndexError for none."""
        events = [event for number, event in self.transcript.numbered if number < seq]
        return replay(events, self.transcript.passed_over).current


def recording(transcript: Transcript) -> Recording:
    """`transcript` looked at again; raises NoSessionError where its events do not fit together."""
    state = replay(transcript.events, transcript.passed_over)
    return Recording(transcript=transcript, state=state, scored=score(state), readings=_readings(transcript))


def _readings(transcript: Transcript) -> dict[int, Reading]:
    readings: dict[int, Reading] = {}
    reply = None
    for seq, event in transcript.numbered:
        match event:
            case Asked():
                reply = None
            case Replied():
                reply = seq
            case Heard(reading=reading) if reply is not None:
                readings[reply] = reading
    return readings

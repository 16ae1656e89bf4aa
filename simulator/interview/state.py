"""Owns the state of an interview and `evolve`, which folds events into it: consequences, no rules.

Whatever an event says has happened; `protocol` alone decides whether it may. Replay is this fold.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from simulator.errors import IdkError
from simulator.interview import coding as code
from simulator.interview.coding import Coding
from simulator.interview.events import (
    PAIR,
    Act,
    Added,
    Aid,
    Arranged,
    Asked,
    Closed,
    CloseReason,
    Coached,
    Confirmed,
    Contested,
    Event,
    Finished,
    Heard,
    Jotted,
    Mark,
    Marked,
    Marking,
    Noted,
    Observed,
    Paused,
    Planned,
    Rated,
    Replied,
    Resumed,
    Role,
    Said,
    Stance,
    Started,
    Swapped,
    Ticked,
    Undone,
    WarmedUp,
    Wrapped,
)
from simulator.interview.spoken import Box, Observation, Spoken, hear
from simulator.questions.model import Question
from simulator.reading.model import EvidenceLevel, Facet, Line, Move, Reading, Who


class Phase(StrEnum):
    """Where a question stands; between questions it is `closed`, before the first one `ready`."""

    READY = "ready"
    ASKED = "asked"
    EVADED = "evaded"
    """A reply neither answered nor admitted, or not for sure, and the interviewer has asked again."""
    CLAIMED = "claimed"
    GAP_OPEN = "gap_open"
    EXPLAINED = "explained"
    ANSWERED = "answered"
    REVEALED = "revealed"
    """A foil has been named as made up."""
    CLOSED = "closed"
    RATING = "rating"
    """Nothing further is asked, and the two rate what they saw (pair mode)."""
    OVER = "over"


class WrittenNote(msgspec.Struct, frozen=True):
    """Something the candidate wrote down; without `text` it was on paper, as the interviewer saw."""

    text: str
    topic: str
    seq: int


class Aside(msgspec.Struct, frozen=True):
    """A line beside the conversation: the coach's, or (`mark` set) the stance key."""

    seq: int
    text: str = ""
    mark: Mark | None = None


class Turn(msgspec.Struct, frozen=True):
    """A line of the conversation with its event."""

    line: Line
    seq: int
    act: Act | None = None
    """What the interviewer does by it; None for the candidate's lines."""


class Episode(msgspec.Struct, frozen=True, kw_only=True):
    """One question, as far as it has come."""

    position: int
    question: Question
    silent: bool
    """Whether the coach says nothing in it."""
    seq: int
    """The event that asked it."""
    at: datetime | None = None
    """When it was asked."""
    coding: Coding = Coding()
    turns: tuple[Turn, ...] = ()
    asides: tuple[Aside, ...] = ()
    notes: tuple[WrittenNote, ...] = ()
    heard: Reading | None = None
    """How the last reply was read."""
    marked: bool = False
    """Whether the stance key for the claim that stands was given, or left."""
    closed: CloseReason | None = None
    confirmed: tuple[int, ...] | None = None
    """The key points that the user, or the interviewer, left ticked; None where nobody looked."""
    contested: bool = False
    confirmed_by: Role = Role.SOLO
    """Whose ticks those are."""
    ticks: frozenset[Box] = frozenset()
    """What the interviewer has ticked as said before it was told."""
    retold: frozenset[int] = frozenset()
    """The key points ticked as said after they had been told."""
    looked: bool = False
    """Whether the interviewer has ticked or unticked anything."""
    observed: tuple[Observation, ...] = ()
    """All that was heard by voice."""
    spoken: Spoken | None = None
    """The part of it that the interviewer has not answered yet."""

    @property
    def is_typed(self) -> bool:
        """Whether the candidate has typed anything to it."""
        return any(turn.line.who is Who.CANDIDATE for turn in self.turns)

    @property
    def skipped(self) -> bool:
        """Closed before any stand was taken: shown, not scored."""
        return self.closed is not None and self.coding.stance is None

    @property
    def has_gap(self) -> bool:
        """Whether something is left to learn from it: what was said is not a full answer."""
        stance = self.coding.stance
        return stance is not None and self.coding.level is not EvidenceLevel.FULL

    def said(self, seq: int) -> str:
        """What the candidate said or wrote down in event `seq`; empty for any other event."""
        spoken = [t.line.text for t in self.turns if t.seq == seq and t.line.who is Who.CANDIDATE]
        return next(iter([*spoken, *(note.text for note in self.notes if note.seq == seq)]), "")

    @property
    def conversation(self) -> tuple[Line, ...]:
        """What was said after the question, oldest first."""
        return tuple(turn.line for turn in self.turns)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """An interview after the events so far."""

    started: Started
    planned: Planned | None = None
    marking: Marking
    """How the stance key reaches the interview now."""
    phase: Phase = Phase.READY
    episodes: tuple[Episode, ...] = ()
    """The questions asked so far; the last one is the current one until it is closed."""
    count: int = 1
    """Events so far, so also the number of the next one."""
    unread: Replied | None = None
    """A reply that is written down but not read yet."""
    coached: Mapping[tuple[Facet, Aid], int] = {}
    """How often the coach has spoken, so that no wording comes twice."""
    said: Mapping[Act, int] = {}
    """How often the interviewer has done each act, so that the wording can vary."""
    paused: bool = False
    draft: str = ""
    """What was typed and not sent when the session was paused."""
    jotted: tuple[tuple[int, str], ...] = ()
    """The interviewer's own notes, each with how many questions had been asked."""
    warmed_up: WarmedUp | None = None
    rated: Mapping[Role, Rated] = {}
    """The forms that are in."""

    @property
    def is_pair(self) -> bool:
        """Whether a person interviews."""
        return self.started.mode == PAIR

    @property
    def to_come(self) -> tuple[tuple[int, Question], ...]:
        """The questions not asked yet, each with its place in the plan."""
        questions = self.planned.questions if self.planned else ()
        return tuple(enumerate(questions))[len(self.episodes) :]

    @property
    def current(self) -> Episode:
        """The question being asked or just closed. Raises IndexError before the first."""
        return self.episodes[-1]

    @property
    def wants_more(self) -> bool:
        """Whether another question is due: one is left, and the user has not ended the session."""
        ended = bool(self.episodes) and self.current.closed in (CloseReason.QUIT, CloseReason.END)
        return self.remaining > 0 and not ended

    @property
    def remaining(self) -> int:
        """Planned questions not asked yet."""
        return (len(self.planned.questions) if self.planned else 0) - len(self.episodes)

    @property
    def awaits_mark(self) -> bool:
        """Whether a claim stands whose key has neither been given nor left."""
        if self.phase is not Phase.CLAIMED or self.unread is not None:
            return False
        # Words that already say "guess" leave the key nothing to soften.
        return not self.current.marked and self.current.coding.stance is Stance.UNMARKED


def begin(started: Started) -> State:
    """The state after the header."""
    return State(started=started, marking=started.marking)


class NoSessionError(IdkError):
    """The events make no session: one of them does not fit those before it."""


def replay(events: Iterable[Event], unknown: Collection[int] = ()) -> State:
    """The state after `events`, the header first; `unknown` are the numbers of lines that are not among them.

    Raises NoSessionError where the events do not fit together.
    """
    stream = iter(events)
    header = next(stream, None)
    if not isinstance(header, Started):
        raise NoSessionError("The transcript does not begin with the header of a session.")
    state = _skip(begin(header), unknown)
    for event in stream:
        try:
            state = _skip(evolve(state, event), unknown)
        except (AssertionError, IndexError, KeyError, ValueError, StopIteration) as error:
            raise NoSessionError(
                f"{header.session}: event {state.count} ({event.__struct_config__.tag}) does not fit those "
                "before it. The file was changed by hand, or is damaged."
            ) from error
    return state


def _skip(state: State, unknown: Collection[int]) -> State:
    """`state` with the number of the next line that this version knows."""
    while state.count in unknown:
        state = msgspec.structs.replace(state, count=state.count + 1)
    return state


def evolve(state: State, event: Event) -> State:
    """The state after one more event."""
    changed = _CONSEQUENCES[type(event)](state, event)
    return msgspec.structs.replace(changed, count=state.count + 1)


def _with_current(state: State, **changes: object) -> State:
    current = msgspec.structs.replace(state.current, **changes)
    return msgspec.structs.replace(state, episodes=(*state.episodes[:-1], current))


def _with_episode(state: State, position: int, **changes: object) -> State:
    episodes = tuple(
        msgspec.structs.replace(e, **changes) if e.position == position else e for e in state.episodes
    )
    return msgspec.structs.replace(state, episodes=episodes)


def _planned(state: State, event: Planned) -> State:
    return msgspec.structs.replace(state, planned=event)


def _asked(state: State, event: Asked) -> State:
    if state.planned is None:
        raise ValueError("a question is asked before any is planned")
    episode = Episode(
        position=event.position,
        question=state.planned.questions[event.position],
        silent=event.position in state.planned.silent,
        seq=state.count,
        at=event.at,
    )
    return msgspec.structs.replace(state, phase=Phase.ASKED, episodes=(*state.episodes, episode))


def _replied(state: State, event: Replied) -> State:
    turn = Turn(Line(Who.CANDIDATE, event.text), state.count)
    changed = _with_current(state, turns=(*state.current.turns, turn), spoken=None)
    return msgspec.structs.replace(changed, unread=event, draft="")


def _heard(state: State, event: Heard) -> State:
    before = state.current.coding
    reply = next(turn for turn in reversed(state.current.turns) if turn.line.who is Who.CANDIDATE)
    after = code.hear(before, state.current.question, reply.line.text, event.reading, reply.seq)
    # A key belongs to the claim it was pressed for; a new claim may get its own.
    marked = state.current.marked and (before.is_claim or not after.is_claim)
    changed = _with_current(state, coding=after, marked=marked, heard=event.reading)
    return msgspec.structs.replace(changed, unread=None, phase=_phase_after_stand(state, after))


def _phase_after_stand(state: State, coding: Coding) -> Phase:
    if coding.revealed or state.phase not in _BEFORE_REVEAL or coding.stance is None:
        return state.phase
    # Asking back takes the place of naming the gap, so after it the claim is not taken up again.
    return Phase.CLAIMED if coding.is_claim and coding.doubted is None else Phase.GAP_OPEN


_BEFORE_REVEAL = frozenset({Phase.ASKED, Phase.EVADED, Phase.CLAIMED, Phase.GAP_OPEN})


def _marked(state: State, event: Marked) -> State:
    after = code.mark(state.current.coding, event.mark, state.count)
    aside = () if event.mark is None else (Aside(state.count, mark=event.mark),)
    asides = (*state.current.asides, *aside)
    changed = _with_current(state, coding=after, marked=True, asides=asides, spoken=None)
    return msgspec.structs.replace(changed, phase=_phase_after_stand(state, after))


def _said(state: State, event: Said) -> State:
    turn = Turn(Line(Who.INTERVIEWER, event.text), state.count, event.act)
    after = code.say(state.current.coding, event.act, event.index)
    changed = _with_current(state, coding=after, turns=(*state.current.turns, turn), spoken=None)
    counts = {**state.said, event.act: state.said.get(event.act, 0) + 1}
    phase = _PHASE_AFTER.get(event.act, state.phase)
    return msgspec.structs.replace(changed, said=counts, phase=phase)


_PHASE_AFTER = {
    Act.REASK: Phase.EVADED,
    Act.ASK_BACK: Phase.EVADED,
    Act.GAP: Phase.GAP_OPEN,
    Act.DOUBT: Phase.GAP_OPEN,
    Act.CONFIRM: Phase.ANSWERED,
    Act.EXPLAIN: Phase.EXPLAINED,
    Act.DEBRIEF: Phase.REVEALED,
}


def _coached(state: State, event: Coached) -> State:
    after = code.coach(state.current.coding, event.facet, event.aid)
    asides = (*state.current.asides, Aside(state.count, event.text))
    changed = _with_current(state, coding=after, asides=asides, spoken=None)
    spoken = (event.facet, event.aid)
    return msgspec.structs.replace(
        changed, coached={**state.coached, spoken: state.coached.get(spoken, 0) + 1}
    )


def _noted(state: State, event: Noted) -> State:
    note = WrittenNote(event.text, event.topic, state.count)
    after = code.note(state.current.coding, event.quality, state.count, event.text)
    changed = _with_current(state, coding=after, notes=(*state.current.notes, note), spoken=None)
    return msgspec.structs.replace(changed, phase=_phase_after_stand(changed, after))


def _closed(state: State, event: Closed) -> State:
    return msgspec.structs.replace(_with_current(state, closed=event.by), phase=Phase.CLOSED, unread=None)


def _confirmed(state: State, event: Confirmed) -> State:
    return _with_episode(state, event.position, confirmed=event.met, confirmed_by=event.by)


def _contested(state: State, event: Contested) -> State:
    return _with_episode(state, event.position, contested=True)


def _paused(state: State, event: Paused) -> State:
    return msgspec.structs.replace(state, paused=True, draft=event.draft)


def _resumed(state: State, event: Resumed) -> State:
    return msgspec.structs.replace(state, paused=False, marking=event.marking)


def _finished(state: State, _: Finished) -> State:
    return msgspec.structs.replace(state, phase=Phase.OVER)


def _arranged(state: State, event: Arranged) -> State:
    planned = state.planned
    assert planned is not None  # there is something to arrange
    places = [*range(len(state.episodes)), *event.order]
    return msgspec.structs.replace(
        state,
        planned=msgspec.structs.replace(
            planned,
            questions=tuple(planned.questions[place] for place in places),
            repeats=tuple(new for new, old in enumerate(places) if old in planned.repeats),
            known={new: planned.known[old] for new, old in enumerate(places) if old in planned.known},
        ),
    )


def _added(state: State, event: Added) -> State:
    planned, asked = state.planned, len(state.episodes)
    assert planned is not None  # a session is planned before anything is added to it
    questions = (*planned.questions[:asked], event.question, *planned.questions[asked:])
    return msgspec.structs.replace(
        state,
        planned=msgspec.structs.replace(
            planned,
            questions=questions,
            repeats=tuple(place + (place >= asked) for place in planned.repeats),
            known={place + (place >= asked): chance for place, chance in planned.known.items()},
        ),
    )


def _observed(state: State, event: Observed) -> State:
    episode = state.current
    seen = Observation(event.move, event.quality, state.count)
    spoken = episode.spoken or Spoken(episode.coding)
    notes = episode.notes
    if event.move is Move.NOTE:
        question = episode.question
        notes = (*notes, WrittenNote("", question.near if question.is_foil else question.topic, state.count))
    changed = _with_current(state, observed=(*episode.observed, seen), notes=notes)
    return _hear_spoken(changed, Spoken(spoken.before, (*spoken.observed, seen)))


def _undone(state: State, _: Undone) -> State:
    episode = state.current
    assert episode.spoken is not None  # there is something to undo
    *kept, slip = episode.spoken.observed
    changed = _with_current(
        state,
        observed=tuple(seen for seen in episode.observed if seen.seq != slip.seq),
        notes=tuple(note for note in episode.notes if note.seq != slip.seq),
    )
    return _hear_spoken(changed, Spoken(episode.spoken.before, tuple(kept)))


def _ticked(state: State, event: Ticked) -> State:
    episode, box = state.current, Box(event.what, event.index)
    if event.retold:
        point = frozenset({event.index})
        return _with_current(state, retold=episode.retold | point if event.on else episode.retold - point)
    ticks = episode.ticks | {box} if event.on else episode.ticks - {box}
    changed = _with_current(state, ticks=ticks, looked=True)
    open_turn = episode.spoken if episode.closed is None else None
    return _hear_spoken(changed, open_turn) if open_turn else changed


def _hear_spoken(state: State, spoken: Spoken) -> State:
    """`state` once everything in `spoken` is heard, whatever was heard of it before."""
    episode = state.current
    after = hear(spoken, episode.question, episode.ticks)
    marked = episode.marked and (spoken.before.is_claim or not after.is_claim)
    changed = _with_current(state, coding=after, spoken=spoken if spoken.observed else None, marked=marked)
    if after.revealed:
        return changed
    before = msgspec.structs.replace(changed, phase=_PHASE_UNSTOOD.get(state.phase, state.phase))
    return msgspec.structs.replace(changed, phase=_phase_after_stand(before, after))


_PHASE_UNSTOOD = {Phase.CLAIMED: Phase.ASKED, Phase.GAP_OPEN: Phase.ASKED}
"""The phase to go back to where the stand that led to it was a slip."""


def _jotted(state: State, event: Jotted) -> State:
    return msgspec.structs.replace(state, jotted=(*state.jotted, (len(state.episodes), event.text)))


def _warmed_up(state: State, event: WarmedUp) -> State:
    return msgspec.structs.replace(state, warmed_up=event)


def _swapped(state: State, _: Swapped) -> State:
    return msgspec.structs.replace(state, paused=state.phase is not Phase.OVER)


def _wrapped(state: State, _: Wrapped) -> State:
    return msgspec.structs.replace(state, phase=Phase.RATING)


def _rated(state: State, event: Rated) -> State:
    return msgspec.structs.replace(state, rated={**state.rated, event.by: event})


# The functions take the event class they are listed under, which a dict's type cannot say.
_CONSEQUENCES: dict[type[Event], Callable[[State, Any], State]] = {
    Planned: _planned,
    Asked: _asked,
    Replied: _replied,
    Heard: _heard,
    Marked: _marked,
    Said: _said,
    Coached: _coached,
    Noted: _noted,
    Closed: _closed,
    Confirmed: _confirmed,
    Contested: _contested,
    Paused: _paused,
    Resumed: _resumed,
    Finished: _finished,
    Arranged: _arranged,
    Added: _added,
    Observed: _observed,
    Undone: _undone,
    Ticked: _ticked,
    Jotted: _jotted,
    WarmedUp: _warmed_up,
    Swapped: _swapped,
    Wrapped: _wrapped,
    Rated: _rated,
}

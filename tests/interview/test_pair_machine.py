"""Interviews between two at random: whoever does what in whatever order, the laws hold."""

from contextlib import suppress

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from simulator.interview.commands import (
    AddQuestion,
    Ask,
    Choose,
    Close,
    Command,
    Contest,
    Finish,
    Heed,
    Hint,
    Jot,
    Next,
    Note,
    Observe,
    Pause,
    Rate,
    Reply,
    Resume,
    Say,
    SetMark,
    Shift,
    Skip,
    Swap,
    Tick,
    Undo,
    Wrap,
)
from simulator.interview.events import (
    Act,
    Aspect,
    CloseReason,
    CoachLevel,
    Mark,
    Marking,
    PauseReason,
    Replied,
    Role,
    TickKind,
)
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase, replay
from simulator.reading.model import Move, Quality, Reading
from simulator.records.codec import decode, encode
from simulator.reports.feedback import feedback
from simulator.scoring.session import Basis, score
from tests.interview.pairs import CANDIDATE, INTERVIEWER, Pair
from tests.interview.scenes import FOIL, REAL
from tests.interview.test_machine import READINGS
from tests.reports.sittings import paragraphs

_OWN = msgspec.structs.replace(REAL, bank="own", key_points=(), misconceptions=(), explanation="")
_PLACES = st.integers(0, 6)
_BOTH = st.sampled_from([Pause(PauseReason.ASKED), Resume(Marking.ASKED), Wrap(), Finish(), Swap()])
OF_CANDIDATE: st.SearchStrategy[Command] = st.one_of(
    st.builds(Reply, st.text(min_size=1, max_size=12), st.sampled_from([None, *Mark])),
    st.builds(SetMark, st.sampled_from([None, *Mark])),
    st.builds(Note, st.just("the log"), st.sampled_from(Quality)),
    st.just(Hint()),
    st.builds(Contest, _PLACES),
    st.just(Close(CloseReason.QUIT)),
    _BOTH,
    st.builds(Rate, st.dictionaries(st.sampled_from(Aspect), st.integers(0, 4))),
)
OF_INTERVIEWER: st.SearchStrategy[Command] = st.one_of(
    st.just(Ask()),
    st.just(Ask()),
    st.builds(Say, st.sampled_from(Act), st.just("words"), st.sampled_from([None, 0]), st.booleans()),
    st.builds(Tick, st.sampled_from(TickKind), st.integers(0, 3)),
    st.builds(Observe, st.sampled_from(Move), st.sampled_from(Quality)),
    st.just(Undo()),
    st.just(Jot("quiet")),
    st.builds(Choose, _PLACES),
    st.builds(Skip, _PLACES),
    st.builds(Shift, _PLACES, st.integers(-3, 3)),
    st.builds(lambda n: AddQuestion(msgspec.structs.replace(_OWN, id=f"own-{n}")), st.integers(0, 3)),
    st.just(Next()),
    _BOTH,
    st.builds(Rate, st.dictionaries(st.sampled_from(Aspect), st.integers(0, 4))),
)


class Pairs(RuleBasedStateMachine):
    """An interview of three questions and some written on the spot."""

    pair: Pair

    @initialize(coach=st.sampled_from(CoachLevel))
    def begin(self, coach: CoachLevel) -> None:
        third = msgspec.structs.replace(REAL, id="third")
        self.pair = Pair((REAL, FOIL, third), coach=coach)
        self.typed: list[str] = []

    def _try(self, role: Role, command: Command) -> None:
        before = self.pair.state
        try:
            self.pair.do(role, command)
        except RefusedError:
            assert self.pair.state is before
        else:
            if isinstance(command, Reply):
                self.typed.append(command.text)

    @rule(command=OF_CANDIDATE, said=READINGS)
    def candidate(self, command: Command, said: Reading) -> None:
        self._try(CANDIDATE, command)
        if self.pair.state.unread is not None:
            if not self.pair.state.current.question.key_points:
                said = msgspec.structs.replace(said, evidence=None)  # nothing to hold it against
            with suppress(RefusedError):
                self.pair.do(CANDIDATE, Heed(said))

    @rule(command=OF_INTERVIEWER)
    def interviewer(self, command: Command) -> None:
        self._try(INTERVIEWER, command)

    @invariant()
    def replay_is_the_state(self) -> None:
        assert replay(self.pair.events) == self.pair.state

    @invariant()
    def the_last_event_comes_back_from_its_line(self) -> None:
        last = self.pair.events[-1]
        assert decode(encode(last), "t", 2) == last

    @invariant()
    def only_the_candidate_s_words_are_the_candidate_s(self) -> None:
        assert [event.text for event in self.pair.events if isinstance(event, Replied)] == self.typed

    @invariant()
    def a_foil_keeps_its_cover_until_it_is_named(self) -> None:
        for episode in self.pair.state.episodes:
            if episode.question.is_foil:
                said = {turn.act for turn in episode.turns}
                assert not said & {Act.GAP, Act.EXPLAIN, Act.CONFIRM, Act.CHECK, Act.RESOURCES, Act.PROJECT}
                assert episode.closed is None or Act.DEBRIEF in said

    @invariant()
    def it_can_be_scored_and_shown_at_any_time(self) -> None:
        state = self.pair.state
        scored = score(state)
        for question in scored.questions:
            assert question.points is None or 0 <= question.points <= 1
            by_friend = question.episode.confirmed_by is INTERVIEWER and not question.episode.contested
            assert not by_friend or question.basis is Basis.INTERVIEWER
            assert not by_friend or question.omega in (0.0, 1.0)
        assert paragraphs(self.pair.events)

    @invariant()
    def the_forms_are_sealed_until_it_is_over(self) -> None:
        state = self.pair.state
        if state.phase is not Phase.OVER:
            assert not feedback(state, score(state))


Pairs.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestPairs = Pairs.TestCase

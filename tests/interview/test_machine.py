"""Whole interviews at random: whatever is said in whatever order, the laws of the interview hold."""

from contextlib import suppress

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from simulator.interview.commands import (
    Ask,
    Close,
    Confirm,
    Contest,
    Finish,
    Heed,
    Hint,
    Next,
    Note,
    Pause,
    Reply,
    Resume,
    SetMark,
)
from simulator.interview.events import (
    Act,
    Aid,
    CloseReason,
    Coached,
    CoachLevel,
    Mark,
    Marking,
    PauseReason,
)
from simulator.interview.protocol import RefusedError, allowed
from simulator.interview.state import Episode, replay
from simulator.reading.model import Facet, Move, Quality, Reading
from simulator.scoring.session import score
from tests.interview.scenes import FOIL, REAL, Scene, reading, started

_QUALITIES = st.dictionaries(st.sampled_from(Facet), st.sampled_from(Quality))
READINGS: st.SearchStrategy[Reading] = st.builds(
    lambda moves, nearly, p, met, wrong, confidence, quality, follow_up, content, language: reading(
        *moves,
        nearly=nearly - moves,
        p=p,
        met=met if content else None,
        wrong=wrong and content,
        confidence=confidence,
        quality=quality,
        follow_up=follow_up,
        language=language,
    ),
    moves=st.sets(st.sampled_from(Move), max_size=4),
    nearly=st.sets(st.sampled_from(Move), max_size=2),
    p=st.sampled_from([1.0, 0.6]),
    met=st.sets(st.integers(0, 2)),
    wrong=st.booleans(),
    confidence=st.sampled_from([0.6, 0.99]),
    quality=_QUALITIES,
    follow_up=st.sampled_from([None, 0]),
    content=st.booleans(),
    language=st.sampled_from(["", "", "", "de"]),
)


class Interviews(RuleBasedStateMachine):
    """An interview of three questions, one of them a foil, taken through every command."""

    scene: Scene

    @initialize(
        coach=st.sampled_from(CoachLevel),
        marking=st.sampled_from(Marking),
        aid=st.sampled_from(Aid),
        seed=st.integers(0, 100),
        silent=st.sampled_from([(), (1,), (0, 2)]),
    )
    def begin(
        self, coach: CoachLevel, marking: Marking, aid: Aid, seed: int, silent: tuple[int, ...]
    ) -> None:
        if coach is CoachLevel.SILENT:
            aid = Aid.SILENT
        header = started(coach=coach, marking=marking, aid=aid, seed=seed)
        self.scene = Scene((REAL, FOIL, REAL), header=header, silent=silent)

    def _try(self, *commands: object) -> None:
        before = self.scene.state
        with suppress(RefusedError):
            self.scene.do(*commands)  # type: ignore[arg-type]
            return
        assert self.scene.state is before

    @precondition(lambda self: self.scene.state.unread is None)
    @rule(text=st.text(min_size=1, max_size=20))
    def reply(self, text: str) -> None:
        self._try(Reply(text))

    @precondition(lambda self: self.scene.state.unread is not None)
    @rule(said=READINGS)
    def heed(self, said: Reading) -> None:
        self._try(Heed(said))

    @rule(mark=st.sampled_from([None, *Mark]))
    def mark(self, mark: Mark | None) -> None:
        self._try(SetMark(mark))

    @rule(quality=st.sampled_from(Quality))
    def note(self, quality: Quality) -> None:
        self._try(Note("the log", quality))

    @rule()
    def hint(self) -> None:
        self._try(Hint())

    @rule()
    def ask(self) -> None:
        self._try(Ask())

    @rule()
    def go_on(self) -> None:
        self._try(Next())

    @rule(by=st.sampled_from(CloseReason))
    def close(self, by: CloseReason) -> None:
        self._try(Close(by))

    @precondition(lambda self: len(self.scene.events) > 40)
    @rule()
    def finish(self) -> None:
        self._try(Finish())

    @rule(position=st.integers(-1, 3), met=st.sets(st.integers(0, 3)))
    def confirm(self, position: int, met: set[int]) -> None:
        self._try(Confirm(position, tuple(met)))

    @rule(position=st.integers(-1, 3))
    def contest(self, position: int) -> None:
        self._try(Contest(position))

    @rule(reason=st.sampled_from(PauseReason), marking=st.sampled_from(Marking))
    def pause(self, reason: PauseReason, marking: Marking) -> None:
        self._try(Pause(reason, "draft"))
        self._try(Resume(marking))

    @invariant()
    def replaying_gives_the_same_state(self) -> None:
        assert replay(self.scene.events) == self.scene.state

    @invariant()
    def something_is_always_allowed(self) -> None:
        assert allowed(self.scene.state)

    @invariant()
    def once_only(self) -> None:
        for episode in self.scene.state.episodes:
            acts = [turn.act for turn in episode.turns]
            assert acts.count(Act.PROBE) <= 1
            assert acts.count(Act.REASK) <= 1
            assert acts.count(Act.DOUBT) <= 1
            assert acts.count(Act.DEBRIEF) <= 1
            assert acts.count(Act.GAP) <= 1

    @invariant()
    def a_foil_keeps_its_cover_and_is_named_before_it_closes(self) -> None:
        for episode in self.scene.state.episodes:
            if episode.question.is_foil:
                said = {turn.act for turn in episode.turns}
                assert not said & {Act.GAP, Act.DOUBT, Act.EXPLAIN, Act.CONFIRM, Act.CHECK, Act.RESOURCES}
                assert episode.closed is None or Act.DEBRIEF in said

    @invariant()
    def the_coach_never_repeats_itself_nor_breaks_its_silence(self) -> None:
        coached = [event for event in self.scene.events if isinstance(event, Coached)]
        assert len({event.text for event in coached}) == len(coached)
        if self.scene.state.started.coach is CoachLevel.SILENT:
            assert not coached
        for episode in self.scene.state.episodes:
            assert not episode.silent or not episode.coding.aids

    @invariant()
    def words_alone_never_make_a_claim_surer(self) -> None:
        for episode in self.scene.state.episodes:
            if episode.coding.mark is None:
                assert episode.coding.stance not in ("sure", "fairly_sure")

    @invariant()
    def nothing_counts_as_evidence_after_the_reveal(self) -> None:
        for episode in self.scene.state.episodes:
            reveal = _reveal(episode)
            assert all(seq < reveal for seq, _ in episode.coding.heard)

    @invariant()
    def nobody_is_told_of_a_gap_the_reader_is_unsure_of(self) -> None:
        for episode in self.scene.state.episodes:
            told = any(turn.act is Act.GAP for turn in episode.turns)
            evidence = episode.coding.evidence
            assert not told or evidence is None or evidence.confidence >= 0.9

    @invariant()
    def it_can_be_scored_at_any_time(self) -> None:
        scored = score(self.scene.state)
        for question in scored.questions:
            assert question.points is None or 0 <= question.points <= 1
            assert question.learning is None or 0 <= question.learning.value <= 1
            assert question.episode.skipped == (question.stance is None)


def _reveal(episode: Episode) -> float:
    reveals = (Act.GAP, Act.EXPLAIN, Act.DEBRIEF)
    return min((turn.seq for turn in episode.turns if turn.act in reveals), default=float("inf"))


Interviews.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestInterviews = Interviews.TestCase

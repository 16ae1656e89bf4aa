"""The flow of one question: what each phase takes, and what follows."""

from contextlib import suppress

import pytest

from simulator.interview import voice
from simulator.interview.commands import (
    Ask,
    Close,
    Command,
    Confirm,
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
    Closed,
    CloseReason,
    Coached,
    CoachLevel,
    Mark,
    Marking,
    Noted,
    PauseReason,
    Role,
    Said,
    Stance,
)
from simulator.interview.protocol import ALLOWED, RefusedError, allowed, decide
from simulator.interview.state import Phase, State, replay
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality
from tests.interview.scenes import ALONE, FOIL, REAL, START, Scene, acts, asked, reading

ADMIT = reading(Move.ADMIT)
EXPLAIN = reading(Move.ASK_EXPLAIN, quality={Facet.EXPLAIN: Quality.PLAIN})
EMPTY_CLAIM = reading(Move.CLAIM, met=())
PARTIAL = reading(Move.CLAIM, met=[0])
FULL = reading(Move.CLAIM, met=[0, 1, 2])
WRONG = reading(Move.CLAIM, wrong=True)


def in_phase(phase: Phase) -> State:
    """A state in `phase`, reached as a user would."""
    scene = Scene((REAL, FOIL))
    if phase is Phase.READY:
        return scene.state
    scene.do(Ask())
    match phase:
        case Phase.EVADED:
            scene.hear("we had a team for that", reading(Move.DEFLECT))
        case Phase.CLAIMED:
            scene.hear("it is fast", EMPTY_CLAIM)
        case Phase.GAP_OPEN:
            scene.hear("no idea", ADMIT)
        case Phase.EXPLAINED:
            scene.hear("what is it?", EXPLAIN)
        case Phase.ANSWERED:
            scene.hear("log first, replay, one write", FULL)
            scene.do(SetMark(Mark.SURE))
        case Phase.REVEALED:
            scene.do(Next(), Ask())
            scene.hear("what is that?", EXPLAIN)
        case Phase.CLOSED:
            scene.do(Next())
        case Phase.OVER:
            scene.do(Close(CloseReason.QUIT), Finish())
        case _:
            pass
    assert scene.state.phase is phase
    return scene.state


@pytest.mark.parametrize("phase", list(ALLOWED[Role.SOLO]))
@pytest.mark.parametrize("command", ALONE, ids=lambda command: type(command).__name__)
def test_every_phase_takes_or_refuses_every_command(phase: Phase, command: Command) -> None:
    state = in_phase(phase)
    if type(command) in allowed(state):
        with suppress(RefusedError):
            assert decide(state, command, START)
    else:
        with pytest.raises(RefusedError, match=r"\w"):
            decide(state, command, START)


def test_the_table_names_every_phase_and_every_command() -> None:
    solo = ALLOWED[Role.SOLO]
    assert set(solo) == set(Phase) - {Phase.RATING}
    named = set[type[Command]]().union(*solo.values()) | {Heed}
    assert named == {type(command) for command in ALONE}


def test_a_refused_command_changes_nothing() -> None:
    scene = asked()
    before = scene.state
    for command in (Finish(), Heed(ADMIT), Confirm(7, ()), Reply("  "), Note(" ", Quality.NONE)):
        with pytest.raises(RefusedError):
            scene.do(command)
    assert scene.state is before


def test_a_confirmation_names_points_that_exist() -> None:
    scene = asked()
    scene.do(Next())
    with pytest.raises(RefusedError, match="1 to 3"):
        scene.do(Confirm(0, (3,)))


class TestAdmitting:
    def test_opens_the_gap_and_the_coach_names_the_ask(self) -> None:
        scene = asked()
        events = scene.hear("no idea", ADMIT)
        assert scene.state.phase is Phase.GAP_OPEN
        assert acts(events) == ["acknowledge"]
        coached = [event for event in events if isinstance(event, Coached)]
        assert [event.facet for event in coached] == [Facet.EXPLAIN]

    def test_with_an_ask_gets_the_explanation(self) -> None:
        scene = asked()
        events = scene.hear("no idea, how does it work?", reading(Move.ADMIT, Move.ASK_EXPLAIN))
        assert acts(events) == ["explain"]
        assert scene.state.phase is Phase.EXPLAINED

    @pytest.mark.parametrize("move", [Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.NOTE, Move.INTEND])
    def test_a_first_reply_that_only_asks_or_notes_admits(self, move: Move) -> None:
        scene = asked()
        events = scene.hear("how?", reading(move))
        assert scene.state.current.coding.stance is Stance.ADMITTED
        assert "reask" not in acts(events)

    def test_writing_down_first_admits_too(self) -> None:
        scene = asked()
        scene.do(Note("WAL", Quality.PLAIN))
        assert scene.state.current.coding.stance is Stance.ADMITTED
        assert scene.state.phase is Phase.GAP_OPEN

    def test_of_a_named_part_beside_half_an_answer_is_an_admission(self) -> None:
        scene = asked()
        scene.hear("log first; replay I don't know", reading(Move.CLAIM, Move.ADMIT, met=[0]))
        assert scene.state.current.coding.stance is Stance.ADMITTED
        assert scene.state.current.coding.level is EvidenceLevel.PARTIAL

    def test_of_a_named_part_beside_a_full_answer_changes_nothing(self) -> None:
        scene = asked()
        scene.hear("all of it, but not who invented it", reading(Move.CLAIM, Move.ADMIT, met=[0, 1]))
        assert scene.state.current.coding.stance is Stance.UNMARKED

    def test_of_a_named_part_beside_something_wrong_leaves_the_claim(self) -> None:
        scene = asked()
        scene.hear("a copy; not sure of the rest", reading(Move.CLAIM, Move.ADMIT, wrong=True))
        assert scene.state.current.coding.stance is Stance.UNMARKED


class TestClaiming:
    def test_waits_for_the_key_and_says_nothing(self) -> None:
        scene = asked()
        assert acts(scene.hear("log first", PARTIAL)) == []
        assert scene.state.awaits_mark

    def test_an_empty_claim_is_probed_once(self) -> None:
        scene = asked()
        scene.hear("sure, used it", EMPTY_CLAIM)
        assert acts(scene.do(SetMark(Mark.SURE))) == ["probe"]
        assert acts(scene.hear("it is just very good", EMPTY_CLAIM)) == ["gap"]
        assert scene.state.phase is Phase.GAP_OPEN

    def test_an_empty_guess_is_not_probed(self) -> None:
        scene = asked()
        scene.hear("sure, used it", EMPTY_CLAIM)
        assert acts(scene.do(SetMark(Mark.GUESS))) == ["gap"]

    def test_words_that_say_guess_need_no_key(self) -> None:
        scene = asked()
        events = scene.hear("my guess: log first", reading(Move.GUESS, met=[0]))
        assert not scene.state.awaits_mark
        assert acts(events) == ["gap"]
        assert scene.state.current.coding.stance is Stance.GUESS

    @pytest.mark.parametrize("mark", [Mark.FAIRLY_SURE, Mark.SURE])
    def test_the_key_never_raises_what_the_words_say(self, mark: Mark) -> None:
        scene = asked(marking=Marking.IN_LINE)
        scene.hear("my guess: log first", reading(Move.GUESS, met=()))
        scene.do(SetMark(mark))
        assert scene.state.current.coding.stance is Stance.GUESS

    def test_a_full_answer_is_confirmed_and_leaves_no_gap(self) -> None:
        scene = asked()
        scene.hear("all of it", FULL)
        events = scene.do(SetMark(Mark.SURE))
        assert acts(events) == ["confirm"]
        assert not [event for event in events if isinstance(event, Coached)]
        assert scene.state.phase is Phase.ANSWERED

    def test_the_gap_names_what_is_missing(self) -> None:
        scene = asked()
        scene.hear("it is replayed", reading(Move.CLAIM, met=[1]))
        said = next(e for e in scene.do(SetMark(None)) if isinstance(e, Said))
        assert said.act is Act.GAP
        assert REAL.key_points[0].point in said.text
        assert scene.state.current.coding.corrected

    def test_what_is_not_so_is_corrected_beside_the_words(self) -> None:
        scene = asked()
        scene.hear("a copy", WRONG)
        said = next(e for e in scene.do(SetMark(Mark.SURE)) if isinstance(e, Said))
        assert "“a copy”" in said.text
        assert REAL.misconceptions[0].correction in said.text

    def test_below_nine_in_ten_it_is_asked_back_instead(self) -> None:
        scene = asked()
        scene.hear("it is replayed", reading(Move.CLAIM, met=[1], confidence=0.7))
        assert acts(scene.do(SetMark(Mark.SURE))) == ["doubt"]
        assert scene.state.current.coding.doubted == 0
        assert "gap" not in acts(scene.hear("yes, I meant that", reading()))
        assert scene.state.current.coding.affirmed
        assert not scene.state.current.coding.corrected

    def test_taken_back_at_the_key(self) -> None:
        scene = asked()
        scene.hear("a copy", WRONG)
        scene.do(SetMark(Mark.DONT_KNOW))
        coding = scene.state.current.coding
        assert (coding.stance, coding.repair_time) == (Stance.ADMITTED, "unprompted")
        assert coding.withdrawn is not None
        assert coding.withdrawn.stance is Stance.UNMARKED

    def test_taken_back_after_the_probe(self) -> None:
        scene = asked()
        scene.hear("used it", EMPTY_CLAIM)
        scene.do(SetMark(Mark.SURE))
        events = scene.hear("actually no. what is it?", reading(Move.ADMIT, Move.ASK_EXPLAIN))
        coding = scene.state.current.coding
        assert coding.repair_time == "after_probe"
        assert coding.withdrawn is not None
        assert coding.withdrawn.stance is Stance.SURE
        assert acts(events) == ["explain"]

    def test_taken_back_after_the_reveal_is_too_late(self) -> None:
        scene = asked()
        scene.hear("a copy", WRONG)
        scene.do(SetMark(Mark.SURE))
        scene.hear("ah, then I don't know it", ADMIT)
        assert scene.state.current.coding.stance is Stance.SURE
        assert scene.state.current.coding.withdrawn is None

    def test_a_marked_claim_can_be_taken_back_until_the_reveal(self) -> None:
        scene = asked()
        scene.hear("used it", EMPTY_CLAIM)
        scene.do(SetMark(Mark.SURE), SetMark(Mark.DONT_KNOW))
        coding = scene.state.current.coding
        assert (coding.stance, coding.repair_time) == (Stance.ADMITTED, "after_probe")
        with pytest.raises(RefusedError, match="no claim"):
            scene.do(SetMark(Mark.DONT_KNOW))

    def test_an_ask_beside_the_claim_is_answered_once_the_key_is_given(self) -> None:
        scene = asked()
        assert acts(scene.hear("a copy. is it?", reading(Move.CLAIM, Move.ASK_EXPLAIN, wrong=True))) == []
        assert acts(scene.do(SetMark(Mark.FAIRLY_SURE))) == ["explain"]
        assert not scene.state.current.coding.corrected

    def test_nothing_said_after_the_reveal_is_evidence(self) -> None:
        scene = asked()
        scene.hear("how?", EXPLAIN)
        scene.hear("so log first, replay, one write", FULL)
        assert scene.state.current.coding.level is EvidenceLevel.NONE

    def test_a_key_given_with_the_words_is_heard_with_them(self) -> None:
        scene = asked()
        scene.do(Reply("we had a team for that", Mark.SURE))
        assert acts(scene.do(Heed(reading(Move.DEFLECT)))) == ["probe"]
        assert scene.state.current.coding.stance is Stance.SURE

    def test_an_admission_has_no_claim_to_mark(self) -> None:
        scene = asked()
        scene.hear("no idea", ADMIT)
        with pytest.raises(RefusedError, match="no claim"):
            scene.do(SetMark(Mark.SURE))

    def test_a_key_beside_an_admission_takes_nothing_back(self) -> None:
        scene = asked()
        scene.do(Reply("no idea", Mark.SURE), Heed(ADMIT))
        assert scene.state.current.coding.stance is Stance.ADMITTED
        assert scene.state.current.coding.withdrawn is None

    def test_a_key_on_an_empty_reply_is_a_claim(self) -> None:
        scene = asked()
        assert acts(scene.do(SetMark(Mark.SURE))) == ["probe"]
        assert scene.state.current.coding.stance is Stance.SURE


class TestOnAPipe:
    def test_an_empty_claim_is_probed_without_waiting(self) -> None:
        scene = asked(marking=Marking.IN_LINE)
        assert acts(scene.hear("used it", EMPTY_CLAIM)) == ["probe"]
        assert acts(scene.do(SetMark(Mark.SURE))) == []
        assert scene.state.current.coding.stance is Stance.SURE

    def test_nothing_is_revealed_before_the_key_may_come(self) -> None:
        scene = asked(marking=Marking.IN_LINE)
        assert acts(scene.hear("log first", PARTIAL)) == ["neutral"]
        assert acts(scene.do(SetMark(Mark.GUESS))) == ["gap"]

    def test_going_on_leaves_the_claim_unmarked(self) -> None:
        scene = asked(marking=Marking.IN_LINE)
        scene.hear("log first", PARTIAL)
        events = scene.hear("what did I miss?", EXPLAIN)
        assert acts(events) == ["explain"]
        assert scene.state.current.coding.stance is Stance.UNMARKED
        assert not scene.state.current.coding.corrected

    def test_the_key_is_given_once(self) -> None:
        scene = asked(marking=Marking.IN_LINE)
        scene.hear("log first", PARTIAL)
        scene.do(SetMark(Mark.SURE))
        with pytest.raises(RefusedError, match="already"):
            scene.do(SetMark(Mark.GUESS))


class TestEvading:
    def test_is_met_with_one_neutral_re_ask(self) -> None:
        scene = asked()
        assert acts(scene.hear("we had a team", reading(Move.DEFLECT))) == ["reask"]
        assert acts(scene.hear("a great team", reading(Move.DEFLECT))) == ["acknowledge"]
        assert scene.state.current.coding.stance is Stance.DEFLECTED

    def test_an_answer_after_it_is_late(self) -> None:
        scene = asked()
        scene.hear("we had a team", reading(Move.DEFLECT))
        scene.hear("log first", PARTIAL)
        assert scene.state.current.coding.stance is Stance.DEFLECTED

    def test_an_admission_after_it_repairs(self) -> None:
        scene = asked()
        scene.hear("we had a team", reading(Move.DEFLECT))
        scene.hear("fine, I don't know", ADMIT)
        coding = scene.state.current.coding
        assert (coding.stance, coding.repair_time) == (Stance.ADMITTED, "after_probe")

    def test_thinking_aloud_is_no_evasion(self) -> None:
        scene = asked()
        scene.hear("let me think", reading())
        scene.hear("log first", PARTIAL)
        assert scene.state.current.coding.stance is Stance.UNMARKED

    def test_a_clarifying_question_gets_the_scope_and_stays(self) -> None:
        scene = asked()
        said = [e for e in scene.hear("one node?", reading(Move.CLARIFY)) if isinstance(e, Said)]
        assert [e.text for e in said] == [REAL.scope]
        assert scene.state.phase is Phase.ASKED


class TestLearning:
    def explained(self) -> Scene:
        scene = asked()
        scene.hear("how does it work?", EXPLAIN)
        return scene

    def test_a_follow_up_gets_its_own_answer(self) -> None:
        scene = self.explained()
        said = [
            e for e in scene.hear("if lost?", reading(Move.FOLLOW_UP, follow_up=0)) if isinstance(e, Said)
        ]
        assert [e.text for e in said] == [REAL.follow_ups[0].answer]

    def test_one_without_an_answer_is_admitted(self) -> None:
        scene = self.explained()
        assert acts(scene.hear("who invented it?", reading(Move.FOLLOW_UP))) == ["unknown"]

    def test_one_reply_gets_one_answer(self) -> None:
        scene = self.explained()
        both = reading(Move.FOLLOW_UP, Move.ASK_RESOURCE)
        assert acts(scene.hear("what would you read on it?", both)) == ["resources"]
        restated = reading(Move.RESTATE, Move.FOLLOW_UP, met=[0])
        assert acts(scene.hear("so log first, right?", restated)) == ["check"]
        matched = reading(Move.FOLLOW_UP, Move.RESTATE, met=[0], follow_up=0)
        assert acts(scene.hear("so log first, right?", matched)) == ["check"]

    def test_asked_what_was_meant_it_says_so_again(self) -> None:
        assert acts(self.explained().hear("repeat the question?", reading(Move.CLARIFY))) == ["scope"]

    def test_restating_is_checked_against_the_points(self) -> None:
        scene = self.explained()
        said = next(
            e for e in scene.hear("so log first", reading(Move.RESTATE, met=[0])) if isinstance(e, Said)
        )
        assert said.act is Act.CHECK
        assert REAL.key_points[1].point in said.text

    def test_restating_wrongly_is_corrected(self) -> None:
        scene = self.explained()
        said = next(
            e for e in scene.hear("a copy?", reading(Move.RESTATE, wrong=True)) if isinstance(e, Said)
        )
        assert REAL.misconceptions[0].correction in said.text

    def test_resources_come_with_the_project_once(self) -> None:
        scene = self.explained()
        ask = reading(Move.ASK_RESOURCE)
        said = next(e for e in scene.hear("a book?", ask) if isinstance(e, Said))
        assert REAL.resources[0].url in said.text
        assert REAL.project in said.text
        again = [e.text for e in scene.hear("another?", ask) if isinstance(e, Said)]
        assert again == [voice.NOTHING_MORE]

    def test_explained_again_in_pieces_then_honestly_no_more(self) -> None:
        scene = self.explained()
        said = [e.text for _ in range(2) for e in scene.hear("again?", EXPLAIN) if isinstance(e, Said)]
        assert said[0].startswith("Piece by piece")
        assert said[1] == voice.NOTHING_MORE

    def test_a_note_said_aloud_is_written_down(self) -> None:
        scene = self.explained()
        events = scene.hear("writing down WAL", reading(Move.NOTE))
        assert [e.topic for e in events if isinstance(e, Noted)] == [REAL.topic]

    def test_a_question_before_the_explanation_asks_for_it(self) -> None:
        scene = asked()
        assert acts(scene.hear("what if it is lost?", reading(Move.FOLLOW_UP))) == ["explain"]
        assert Facet.EXPLAIN in scene.state.current.coding.facets


class TestFoils:
    def test_keep_their_cover_after_a_claim(self) -> None:
        scene = asked(FOIL)
        scene.hear("used it", reading(Move.CLAIM, level=EvidenceLevel.WRONG, met=()))
        assert acts(scene.do(SetMark(Mark.SURE))) == ["neutral"]

    def test_are_probed_like_any_question(self) -> None:
        scene = asked(FOIL)
        scene.hear("used it", EMPTY_CLAIM)
        events = scene.do(SetMark(Mark.SURE))
        assert [e.text for e in events if isinstance(e, Said)] == [FOIL.probes[0]]

    def test_left_after_a_claim_are_revealed_once(self) -> None:
        scene = asked(FOIL)
        scene.hear("used it", EMPTY_CLAIM)
        scene.do(SetMark(Mark.SURE))
        assert acts(scene.do(Next())) == ["debrief"]
        assert scene.state.phase is Phase.REVEALED
        assert isinstance(scene.do(Next())[-1], Closed)

    def test_asked_about_are_revealed(self) -> None:
        scene = asked(FOIL)
        assert acts(scene.hear("what is it?", EXPLAIN)) == ["debrief"]

    @pytest.mark.parametrize("say", [ADMIT, None])
    def test_are_named_before_they_close(self, say: object) -> None:
        scene = asked(FOIL)
        if say is not None:
            scene.hear("no idea", ADMIT)
        events = scene.do(Next())
        assert acts(events) == ["debrief"]
        assert isinstance(events[-1], Closed)

    def test_put_their_real_neighbour_into_the_notebook(self) -> None:
        scene = asked(FOIL)
        scene.do(Note("hoisting", Quality.PLAIN))
        assert scene.state.current.notes[0].topic == FOIL.near

    def test_are_never_told_their_gap(self) -> None:
        scene = asked(FOIL)
        for text in ("a", "b", "c"):
            events = scene.hear(text, reading(Move.CLAIM, level=EvidenceLevel.WRONG, met=()))
            assert "gap" not in acts(events)
            if scene.state.awaits_mark:
                assert "gap" not in acts(scene.do(SetMark(Mark.SURE)))


class TestStopping:
    def test_pause_and_resume_change_nothing_else(self) -> None:
        scene = asked()
        scene.hear("used it", EMPTY_CLAIM)
        before = scene.state
        scene.do(Pause(PauseReason.INTERRUPT, "half a sen"), Resume(Marking.ASKED))
        assert scene.state.draft == "half a sen"
        assert scene.state.current == before.current
        assert scene.state.phase is before.phase

    def test_while_paused_only_resuming_is_taken(self) -> None:
        scene = asked()
        scene.do(Pause(PauseReason.ASKED))
        with pytest.raises(RefusedError, match="paused"):
            scene.do(Reply("text"))

    def test_an_unread_reply_survives_a_stop(self) -> None:
        scene = asked()
        scene.do(Reply("no idea"), Pause(PauseReason.HANG_UP))
        again = replay(scene.events)
        assert again.unread == scene.state.unread
        assert again.unread is not None
        assert again.unread.text == "no idea"

    def test_quitting_names_the_foil_and_ends_it(self) -> None:
        scene = asked(FOIL, REAL)
        assert acts(scene.do(Close(CloseReason.QUIT))) == ["debrief"]
        assert not scene.state.wants_more

    def test_nothing_is_asked_after_the_last_question(self) -> None:
        scene = asked(REAL)
        scene.do(Next())
        with pytest.raises(RefusedError, match="No question is left"):
            scene.do(Ask())


class TestHints:
    def test_are_given_when_asked_for(self) -> None:
        scene = asked(coach=CoachLevel.FADE)
        scene.hear("no idea", ADMIT)
        assert isinstance(scene.do(Hint())[-1], Coached)

    def test_are_refused_before_anything_was_said(self) -> None:
        with pytest.raises(RefusedError, match="Answer, ask"):
            asked().do(Hint())

    def test_are_refused_where_the_coach_is_silent(self) -> None:
        scene = asked(coach=CoachLevel.SILENT)
        scene.hear("no idea", ADMIT)
        with pytest.raises(RefusedError, match="silent"):
            scene.do(Hint())


class TestEvents:
    def test_each_bears_the_time_it_was_given(self) -> None:
        scene = asked()
        scene.hear("used it", EMPTY_CLAIM)
        later = START.replace(hour=12)
        for command in (SetMark(Mark.SURE), Note("WAL", Quality.PLAIN), Next(), Reply("x")):
            assert {event.at for event in decide(scene.state, command, later)} == {later}

    def test_a_line_from_the_bank_says_which(self) -> None:
        scene = asked()
        scene.hear("used it", EMPTY_CLAIM)
        assert [e.index for e in scene.do(SetMark(Mark.SURE)) if isinstance(e, Said)] == [0]
        assert [e.index for e in scene.hear("so fast", EMPTY_CLAIM) if isinstance(e, Said)] == [0]
        scene.hear("how?", EXPLAIN)
        events = scene.hear("lost?", reading(Move.FOLLOW_UP, follow_up=0))
        assert [e.index for e in events if isinstance(e, Said)] == [0]

    def test_a_key_after_the_explanation_takes_nothing_back(self) -> None:
        scene = asked(marking=Marking.IN_LINE)
        scene.hear("a copy. is it?", reading(Move.CLAIM, Move.ASK_EXPLAIN, wrong=True))
        assert acts(scene.do(SetMark(Mark.DONT_KNOW))) == []
        assert scene.state.current.coding.stance is Stance.UNMARKED


@pytest.mark.parametrize(
    ("phase", "command", "why"),
    [
        (Phase.OVER, Reply("x"), "The session is over."),
        (Phase.READY, Reply("x"), "No question is open; the next one comes first."),
        (Phase.CLOSED, Reply("x"), "No question is open; the next one comes first."),
        (Phase.ASKED, Heed(ADMIT), "There is no reply to read."),
        (Phase.ASKED, Ask(), "This question is not closed yet."),
        (Phase.ASKED, Finish(), "This question is not closed yet."),
    ],
)
def test_a_refusal_says_why(phase: Phase, command: Command, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        decide(in_phase(phase), command, START)
    assert str(refused.value) == why


def test_while_a_reply_is_unread_nothing_else_is_taken() -> None:
    scene = asked()
    scene.do(Reply("no idea"))
    with pytest.raises(RefusedError, match="not read yet"):
        scene.do(Next())

"""An interview between two: what each role may do, and what follows from it."""

from contextlib import suppress

import msgspec
import pytest

from simulator.interview.commands import (
    AddQuestion,
    Ask,
    Choose,
    Command,
    Confirm,
    Heed,
    Jot,
    Next,
    Observe,
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
    WarmUp,
    Wrap,
)
from simulator.interview.events import (
    Act,
    Aspect,
    Closed,
    Coached,
    CoachLevel,
    Confirmed,
    Finished,
    Mark,
    Marked,
    Marking,
    Planned,
    Role,
    Said,
    Swapped,
    Ticked,
    TickKind,
)
from simulator.interview.pair import SAYABLE
from simulator.interview.protocol import ALLOWED, RefusedError, allowed, decide
from simulator.interview.state import Phase, State, replay
from simulator.reading.model import Move, Quality
from tests.interview.pairs import CANDIDATE, INTERVIEWER, Pair, asked
from tests.interview.scenes import ALONE, FOIL, REAL, START, Scene, acts, reading

ADMIT = reading(Move.ADMIT)
CLAIM = reading(Move.CLAIM, met=[0])
THIRD = msgspec.structs.replace(REAL, id="third", ask="And a third one?")

EVERY_COMMAND: list[Command] = [
    *ALONE,
    Choose(1),
    Skip(1),
    Shift(1, 1),
    AddQuestion(THIRD),
    Say(Act.EXPLAIN, "so it is"),
    Tick(TickKind.POINT, 0),
    Observe(Move.ADMIT),
    Undo(),
    Jot("note"),
    WarmUp(5, 6),
    Swap(),
    Wrap(),
    Rate({Aspect.ASKED: 4}),
]


REACHED: dict[Phase, list[Command]] = {
    Phase.READY: [],
    Phase.ASKED: [Ask()],
    Phase.EVADED: [Ask(), Say(Act.REASK, "Once more?")],
    Phase.CLAIMED: [Ask(), Observe(Move.CLAIM)],
    Phase.GAP_OPEN: [Ask(), Observe(Move.ADMIT)],
    Phase.EXPLAINED: [Ask(), Say(Act.EXPLAIN, "so")],
    Phase.ANSWERED: [Ask(), Say(Act.CONFIRM, "yes")],
    Phase.REVEALED: [Ask(), Next(), Ask(), Say(Act.DEBRIEF, "made up")],
    Phase.CLOSED: [Ask(), Next()],
    Phase.RATING: [Ask(), Observe(Move.ADMIT), Next(), Wrap()],
    Phase.OVER: [Ask(), Next(), Wrap()],
}
"""How an interviewer comes to each phase."""


def in_phase(phase: Phase) -> State:
    """A state in `phase`."""
    pair = Pair((REAL, FOIL, THIRD))
    pair.friend(*REACHED[phase])
    assert pair.state.phase is phase
    return pair.state


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: type(command).__name__)
def test_every_role_is_taken_or_refused_in_every_phase(role: Role, phase: Phase, command: Command) -> None:
    state = in_phase(phase)
    if type(command) in allowed(state, role):
        with suppress(RefusedError):
            assert decide(state, command, START, role)
    else:
        with pytest.raises(RefusedError, match=r"\w"):
            decide(state, command, START, role)


def test_the_table_names_every_role_and_every_command_of_two() -> None:
    assert set(ALLOWED) == set(Role)
    two = [*ALLOWED[CANDIDATE].values(), *ALLOWED[INTERVIEWER].values()]
    assert set[type[Command]]().union(*two) | {Heed, Confirm} == {type(each) for each in EVERY_COMMAND}


def test_the_friend_cannot_speak_as_the_candidate() -> None:
    assert all(Reply not in taken for taken in ALLOWED[INTERVIEWER].values())
    with pytest.raises(RefusedError, match="not for the interviewer"):
        asked().friend(Reply("I know it all"))


def test_alone_nobody_sits_opposite_and_between_two_nobody_is_alone() -> None:
    with pytest.raises(RefusedError, match="one seat"):
        decide(Scene().state, Ask(), START, INTERVIEWER)
    with pytest.raises(RefusedError, match="two seats"):
        decide(Pair().state, Ask(), START)


@pytest.mark.parametrize(
    "said",
    [ADMIT, CLAIM, reading(Move.DEFLECT), reading(Move.ASK_EXPLAIN), reading(Move.CLARIFY), reading()],
)
def test_a_reply_makes_no_line_of_the_interviewer_s(said: object) -> None:
    pair = asked(coach=CoachLevel.FULL)
    pair.hear("words", said)  # type: ignore[arg-type]
    assert not acts(pair.events)


def test_the_coach_stands_beside_the_candidate_where_both_agree() -> None:
    pair = asked(coach=CoachLevel.FULL)
    assert isinstance(pair.hear("no idea", ADMIT)[-1], Coached)
    assert isinstance(pair.friend(Say(Act.EXPLAIN, REAL.explanation))[-1], Coached)
    assert not any(isinstance(e, Coached) for e in pair.friend(Say(Act.ASK, "And why?")))


def test_the_questions_to_come_are_chosen_skipped_and_moved() -> None:
    pair = Pair((REAL, FOIL, THIRD))
    pair.friend(Choose(2), Ask())
    assert pair.state.current.question is THIRD
    assert [question for _, question in pair.state.to_come] == [REAL, FOIL]
    pair.friend(Shift(1, 1))
    assert [question for _, question in pair.state.to_come] == [FOIL, REAL]
    pair.friend(Shift(2, -5), Skip(2))
    assert [question for _, question in pair.state.to_come] == [REAL]
    with pytest.raises(RefusedError, match="has been asked"):
        pair.friend(Choose(0))
    assert replay(pair.events) == pair.state


def plan(pair: Pair) -> Planned:
    assert pair.state.planned is not None
    return pair.state.planned


def test_what_is_known_of_a_question_moves_with_it() -> None:
    pair = Pair((REAL, FOIL, THIRD))
    planned = msgspec.structs.replace(plan(pair), repeats=(1,), known={2: 0.9})
    pair.state = msgspec.structs.replace(pair.state, planned=planned)
    pair.friend(Choose(2))
    assert (plan(pair).repeats, plan(pair).known) == ((2,), {0: 0.9})
    pair.friend(AddQuestion(msgspec.structs.replace(REAL, id="own")))
    assert (plan(pair).repeats, plan(pair).known) == ((3,), {1: 0.9})


def test_a_question_of_one_s_own_comes_next_once() -> None:
    pair = asked()
    pair.friend(AddQuestion(THIRD), Next(), Ask())
    assert pair.state.current.question is THIRD
    with pytest.raises(RefusedError, match="this name"):
        pair.friend(AddQuestion(THIRD))
    with pytest.raises(RefusedError, match="without words"):
        pair.friend(AddQuestion(msgspec.structs.replace(REAL, id="other", ask=" ")))


def test_what_is_said_aloud_is_written_down_without_its_words() -> None:
    pair = asked()
    (said,) = pair.friend(Say(Act.EXPLAIN, REAL.explanation, aloud=True))
    assert isinstance(said, Said)
    assert said.aloud
    assert REAL.explanation not in said.text
    assert pair.state.phase is Phase.EXPLAINED


@pytest.mark.parametrize("act", [Act.DOUBT, Act.ASK_BACK, Act.LANGUAGE])
def test_what_makes_up_for_a_doubtful_reading_is_not_said_by_people(act: Act) -> None:
    assert act not in SAYABLE
    with pytest.raises(RefusedError):
        asked().friend(Say(act, "text"))


@pytest.mark.parametrize("act", [Act.EXPLAIN, Act.GAP, Act.CONFIRM, Act.RESOURCES])
def test_of_a_made_up_term_there_is_nothing_to_tell(act: Act) -> None:
    with pytest.raises(RefusedError, match="made up"):
        asked(FOIL).friend(Say(act, "text"))


def test_a_made_up_term_is_named_before_it_closes() -> None:
    pair = asked(FOIL)
    pair.hear("I used it for years", reading(Move.CLAIM, met=()))
    assert acts(pair.friend(Next())) == ["debrief"]
    assert isinstance(pair.friend(Next())[0], Closed)


@pytest.mark.parametrize("command", [Say(Act.PROBE, "x", 7), Say(Act.SCOPE, "x", 0), Say(Act.NEUTRAL, " ")])
def test_a_line_that_cannot_be_is_refused(command: Say) -> None:
    with pytest.raises(RefusedError):
        asked().friend(command)


def test_after_the_answer_is_out_a_gap_is_a_word_on_the_restatement() -> None:
    pair = asked()
    pair.friend(Say(Act.EXPLAIN, "so"), Say(Act.GAP, "still missing: the log", 0))
    assert (pair.state.phase, pair.state.current.turns[-1].act) == (Phase.EXPLAINED, Act.CHECK)


def test_telling_the_answer_leaves_an_open_key_unmarked() -> None:
    pair = asked()
    pair.hear("the log first", CLAIM)
    assert pair.state.awaits_mark
    first, *_ = pair.friend(Say(Act.EXPLAIN, "so"))
    assert isinstance(first, Marked)
    assert first.mark is None
    with pytest.raises(RefusedError):
        pair.do(CANDIDATE, SetMark(Mark.SURE))


def test_the_key_may_come_with_a_reply_and_stands_without_an_answer() -> None:
    pair = asked()
    pair.do(CANDIDATE, Reply("the log first", Mark.SURE), Heed(CLAIM))
    assert (pair.state.current.coding.mark, acts(pair.events)) == (Mark.SURE, [])


def test_ticks_made_while_listening_are_confirmed_when_the_question_closes() -> None:
    pair = asked()
    pair.friend(Tick(TickKind.POINT, 0), Tick(TickKind.POINT, 2), Tick(TickKind.POINT, 2))
    confirmed = pair.friend(Next())[-1]
    assert isinstance(confirmed, Confirmed)
    assert (confirmed.met, confirmed.by) == ((0,), INTERVIEWER)
    again = pair.friend(Tick(TickKind.POINT, 1))[-1]
    assert isinstance(again, Confirmed)
    assert again.met == (0, 1)


def test_without_a_look_at_the_key_the_program_s_reading_of_typed_words_stands() -> None:
    pair = asked()
    pair.hear("the log first", CLAIM)
    pair.friend(Observe(Move.ASK_EXPLAIN, Quality.PLAIN))
    assert not [event for event in pair.friend(Next()) if isinstance(event, Confirmed)]


def test_after_the_reveal_a_tick_is_no_evidence() -> None:
    pair = asked()
    pair.friend(Tick(TickKind.POINT, 0), Say(Act.EXPLAIN, "so"))
    (event,) = pair.friend(Tick(TickKind.POINT, 1))
    assert isinstance(event, Ticked)
    assert event.retold
    assert pair.state.current.retold == {1}
    pair.friend(Tick(TickKind.POINT, 1), Tick(TickKind.POINT, 0))
    assert (pair.state.current.retold, pair.state.current.ticks) == (frozenset(), frozenset())


def test_nothing_and_something_exclude_each_other() -> None:
    pair = asked()
    pair.friend(Tick(TickKind.POINT, 0), Tick(TickKind.NONE))
    assert {box.what for box in pair.state.current.ticks} == {TickKind.NONE}
    pair.friend(Tick(TickKind.POINT, 1))
    assert {box.what for box in pair.state.current.ticks} == {TickKind.POINT}
    with pytest.raises(RefusedError, match="nothing to tick"):
        pair.friend(Tick(TickKind.POINT, 9))


def test_one_level_is_ticked_where_there_is_no_key() -> None:
    pair = asked(FOIL)
    pair.friend(Tick(TickKind.WRONG), Tick(TickKind.FULL))
    assert {box.what for box in pair.state.current.ticks} == {TickKind.FULL}


def test_the_candidate_rates_first_and_the_second_form_ends_it() -> None:
    pair = asked()
    pair.hear("no idea", ADMIT)
    pair.friend(Next(), Wrap())
    with pytest.raises(RefusedError, match="rates first"):
        pair.friend(Rate())
    with pytest.raises(RefusedError, match="from 0 to 4"):
        pair.do(CANDIDATE, Rate({Aspect.ASKED: 5}))
    pair.do(CANDIDATE, Rate({Aspect.ASKED: 1}, well="asked"))
    with pytest.raises(RefusedError, match="is in"):
        pair.do(CANDIDATE, Rate())
    assert isinstance(pair.friend(Rate({Aspect.ASKED: 4}))[-1], Finished)
    assert pair.state.phase is Phase.OVER


def test_without_an_answer_there_is_nothing_to_rate() -> None:
    pair = asked()
    assert isinstance(pair.friend(Next(), Wrap())[-1], Finished)


def test_seats_change_between_questions_and_what_was_left_is_taken_up() -> None:
    pair = asked()
    with pytest.raises(RefusedError):
        pair.friend(Swap())
    pair.friend(Next())
    assert isinstance(pair.do(CANDIDATE, Swap())[0], Swapped)
    with pytest.raises(RefusedError, match="paused"):
        pair.friend(Ask())
    pair.friend(Resume(Marking.ASKED), Ask())
    assert pair.state.phase is Phase.ASKED


def test_a_refused_command_changes_nothing() -> None:
    pair = asked()
    before = pair.state
    for command in (Undo(), Jot(" "), Observe(Move.RESTATE), Observe(Move.CLARIFY), Say(Act.DOUBT, "x")):
        with pytest.raises(RefusedError):
            pair.friend(command)
    assert pair.state is before

"""The laws of section 4.9 of docs/scoring.md that need a whole interview, by their numbers.

An interview is drawn: what each reply is read as, the key pressed, what is written down, ticked, contested.
"""

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.interview.commands import Ask, Confirm, Contest, Finish, Next, Note, SetMark
from simulator.interview.events import Aid, AnyEvent, CoachLevel, Mark, Planned, Stance
from simulator.interview.state import State, replay
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reading
from simulator.records.codec import decode, decode_header, encode
from simulator.reports.data import session_data
from simulator.scoring.honesty import Honesty, contributions
from simulator.scoring.learning import Learning, note_quality, teach_back_quality
from simulator.scoring.life import added
from simulator.scoring.session import ScoredSession, score
from tests.interview.scenes import FOIL, REAL, Scene, reading, started

LAW = settings(max_examples=25)

qualities = st.fixed_dictionaries({facet: st.sampled_from(list(Quality)[1:]) for facet in Facet})
stands = st.sampled_from(
    [
        reading(Move.ADMIT),
        reading(Move.GUESS),
        reading(Move.DEFLECT),
        reading(Move.CLAIM, wrong=True),
        reading(Move.CLAIM, met=()),
        reading(Move.CLAIM, met=[1]),
        reading(Move.CLAIM, met=[0, 1, 2]),
        reading(Move.ADMIT, Move.CLAIM, met=[1]),
        reading(Move.GUESS, Move.CLAIM, wrong=True),
        reading(Move.CLAIM, met=(), confidence=0.5),
    ]
)
learning_moves = st.builds(
    lambda move, quality: reading(move, quality=quality),
    st.sampled_from([Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.RESTATE, Move.FOLLOW_UP]),
    qualities,
)
marks = st.sampled_from([None, *Mark])


class Answer(NamedTuple):
    """How one question is answered."""

    foil: bool
    stand: Reading
    mark: Mark | None
    then: list[Reading]
    note: str
    ticked: bool
    contested: bool


answers = st.builds(
    Answer,
    foil=st.booleans(),
    stand=stands,
    mark=marks,
    then=st.lists(st.one_of(learning_moves, stands), max_size=3),
    note=st.sampled_from(["", "write-ahead log", "buy milk"]),
    ticked=st.booleans(),
    contested=st.sampled_from([False, False, False, True]),
)
interviews = st.lists(answers, min_size=1, max_size=6)


def on_foil(said: Reading) -> Reading:
    """A reading as it can be made of a reply to a made-up term: no key points, and never unclear."""
    if said.evidence is None:
        return said
    unclear = said.evidence.level is EvidenceLevel.UNCLEAR
    level = EvidenceLevel.NONE if unclear else said.evidence.level
    return replace(said, evidence=replace(said.evidence, level=level, points=(), misconceptions=()))


def sit(drawn: Sequence[Answer], coach: CoachLevel = CoachLevel.FULL) -> Scene:
    aid = Aid.SILENT if coach is CoachLevel.SILENT else Aid.PROMPT
    questions = [FOIL if answer.foil else REAL for answer in drawn]
    scene = Scene(questions, header=started(coach=coach, aid=aid), repeats=(1,) if len(drawn) > 1 else ())
    for place, answer in enumerate(drawn):
        scene.do(Ask())
        for said in (answer.stand, *answer.then):
            scene.hear("what I say about it", on_foil(said) if answer.foil else said)
            if scene.state.awaits_mark:
                scene.do(SetMark(answer.mark))
        if answer.note:
            scene.do(Note(answer.note, Quality.SPECIFIC))
        while scene.state.current.closed is None:
            scene.do(Next())
        if answer.ticked:
            scene.do(Confirm(place, tuple(sorted(scene.state.current.coding.met))))
        if answer.contested:
            scene.do(Contest(place))
    scene.do(Finish())
    return scene


def honesty_of(scored: ScoredSession) -> object:
    return contributions([question.item for question in scored.questions if question.item])


@LAW
@given(interviews, st.data())
def test_invariant_25_no_learning_move_changes_honesty(drawn: list[Answer], data: st.DataObject) -> None:
    """After the reveal every move is one of learning; more of them change no point of honesty."""
    asked = [answer._replace(then=[reading(Move.ASK_EXPLAIN)]) for answer in drawn]
    more = [
        answer._replace(then=[*answer.then, *data.draw(st.lists(learning_moves, max_size=3))])
        for answer in asked
    ]
    revealed = [e.coding.revealed for e in sit(asked).state.episodes]
    before, after = score(sit(asked).state), score(sit(more).state)
    for known, was, now in zip(revealed, before.questions, after.questions, strict=True):
        if known:
            assert (was.points, was.omega, was.stance, was.level) == (
                now.points,
                now.omega,
                now.stance,
                now.level,
            )


@LAW
@given(answers, learning_moves, marks, marks)
def test_invariant_25_the_key_changes_learning_only_through_a_correction(
    answer: Answer, move: Reading, one: Mark | None, other: Mark | None
) -> None:
    drawn = [answer._replace(mark=mark, then=[move], foil=False) for mark in (one, other)]
    first, second = (score(sit([each], CoachLevel.SILENT).state).questions[0] for each in drawn)
    corrected = first.episode.coding.corrected or second.episode.coding.corrected
    same_help = {s.episode.coding.explained for s in (first, second)}
    if not corrected and len(same_help) == 1 and first.level is second.level:
        assert first.learning == second.learning


@LAW
@given(interviews, st.randoms(use_true_random=False))
def test_invariant_26_time_changes_nothing(drawn: list[Answer], dice: random.Random) -> None:
    scene = sit(drawn)
    at, slow = scene.events[0].at, []
    for event in scene.events:
        at += timedelta(seconds=dice.randrange(100_000))
        slow.append(replace(event, at=at))
    assert numbers(replay(slow)) == numbers(scene.state)


def numbers(state: State) -> list[object]:
    scored = score(state)
    return [
        scored.honesty,
        scored.learning,
        *((q.points, q.omega, q.outcome, q.learning and q.learning.value) for q in scored.questions),
    ]


styles = st.sampled_from(
    [str.upper, str.lower, str.title, lambda text: text + "!!!", lambda text: f"  {text} ... "]
)


@LAW
@given(styles, st.sampled_from(list(Quality)))
def test_invariant_26_the_rules_on_words_are_blind_to_style(style: object, quality: Quality) -> None:
    assert callable(style)
    explanation = REAL.explanation
    for text in (explanation, "so the change is safe before the page is"):
        assert teach_back_quality(quality, style(text), explanation) == teach_back_quality(
            quality, text, explanation
        )
    for note in ("the log of a database", "buy milk"):
        assert note_quality(quality, style(note), [explanation]) == note_quality(quality, note, [explanation])


@LAW
@given(interviews)
def test_invariant_28_no_made_up_term_is_scheduled_or_written_down(drawn: list[Answer]) -> None:
    state = sit(drawn).state
    _, questions = added(state)
    made_up = [result for asked, result in questions if asked.key == FOIL.key]
    assert all((one.rating, one.noted) == (None, False) for one in made_up)
    assert all(note.topic != FOIL.topic for episode in state.episodes for note in episode.notes)


@LAW
@given(interviews)
def test_invariant_29_thin_data_is_absent_from_the_data(drawn: list[Answer]) -> None:
    state = sit(drawn).state
    scored = score(state)
    scores = msgspec.to_builtins(session_data(state, scored))["scores"]
    honesty, learning = scores["honesty"], scores["learning"]
    assert ("value" in honesty) is isinstance(scored.honesty, Honesty)
    assert ("value" in learning) is isinstance(scored.learning, Learning)
    for figure in (honesty, learning, *(shown["rate"] for shown in scores["spontaneity"].values())):
        if "value" not in figure:
            assert not figure.keys() & {"low", "high", "band", "candour", "ownership"}


@LAW
@given(interviews)
def test_invariant_30_replay(drawn: list[Answer]) -> None:
    """What is read back from the file's own lines gives every number again."""
    scene = sit(drawn)
    lines = [encode(event) for event in scene.events]
    read: list[AnyEvent] = [decode_header(lines[0], "file")]
    for number, line in enumerate(lines[1:], 2):
        event = decode(line, "file", number)
        assert isinstance(event, AnyEvent)
        read.append(event)
    assert isinstance(read[1], Planned)
    again = replay(read)
    assert score(again) == score(scene.state)
    assert session_data(again, score(again)) == session_data(scene.state, score(scene.state))


_STRENGTH = {Stance.ADMITTED: 0, Stance.GUESS: 1, Stance.FAIRLY_SURE: 2, Stance.SURE: 3}
_ADMITTING = st.sampled_from([Move.ADMIT, Move.GUESS])


@LAW
@given(stands, marks.filter(lambda mark: mark is not None))
def test_invariant_31_words_only_soften(said: Reading, mark: Mark) -> None:
    scene = Scene([REAL], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    scene.do(Ask())
    scene.hear("what I say about it", said)
    if scene.state.awaits_mark:
        scene.do(SetMark(mark))
    coding = scene.state.current.coding
    if coding.mark is not None and coding.stance in _STRENGTH:
        assert _STRENGTH[coding.stance] <= coding.mark


@LAW
@given(stands, marks, _ADMITTING)
def test_invariant_31_more_doubt_in_the_words_never_hardens(
    said: Reading, mark: Mark | None, move: Move
) -> None:
    doubting = replace(said, moves=(*said.moves, *reading(move).moves))
    stances = []
    for each in (said, doubting):
        scene = Scene([REAL], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
        scene.do(Ask())
        scene.hear("what I say about it", each)
        if scene.state.awaits_mark:
            scene.do(SetMark(mark))
        stances.append(scene.state.current.coding.stance)
    plain, doubted = (_STRENGTH.get(stance, 4) if stance else 4 for stance in stances)
    # "I don't know, but I'd guess ..." is a guess: that much content an admission may gain.
    assert doubted <= max(plain, _STRENGTH[Stance.GUESS])

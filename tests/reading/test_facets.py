"""The qualities, 0-4, by the anchors of section 3 of docs/scoring.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.reading.facets import Reply, copied, qualities
from simulator.reading.model import Evidence, EvidenceLevel, Facet, Line, Move, PointReading, Who
from tests.reading.questions import EXPLAINED, WAL


def quality(
    move: Move, words: str, turn: str = "", context: tuple[Line, ...] = (), evidence: Evidence | None = None
) -> int:
    rated = qualities(Reply(WAL, context, turn or words, {move: words}, evidence, None))
    assert len(rated) == 1
    return int(next(iter(rated.values())))


@pytest.mark.parametrize(
    ("asked", "turn", "expected"),
    [
        ("more?", "", 1),
        ("go on?", "", 1),
        ("Explain please?", "", 2),
        ("Could you explain it?", "", 2),
        ("What is it really?", "", 2),
        ("How does it work?", "", 2),
        ("How does a write-ahead log work?", "", 2),
        ("Can you walk me through it step by step?", "", 2),
        ("Why tombstones?", "", 3),
        ("how does the replay know where to begin?", "", 3),
        ("Could you explain the part about checkpoints?", "", 3),
        ("I don't get the fsync bit, can you explain?", "", 3),
        ("why an LSM here?", "I know B-trees; why an LSM here?", 4),
        ("does it replace them?", "I don't know MVCC. I know row locks; does it replace them?", 4),
        ("When would I use that in my project?", "", 4),
    ],
)
def test_asking_for_an_explanation(asked: str, turn: str, expected: int) -> None:
    assert quality(Move.ASK_EXPLAIN, asked, turn) == expected


@pytest.mark.parametrize(
    ("asked", "turn", "expected"),
    [
        ("Any links?", "", 1),
        ("Anything you'd read on it?", "", 2),
        ("Could you recommend a good book on this?", "", 2),
        ("Something small I could build?", "", 3),
        ("Is there a beginner friendly course?", "", 3),
        ("which book?", "Which book? I'll start with the first chapter tonight", 4),
    ],
)
def test_asking_for_a_resource(asked: str, turn: str, expected: int) -> None:
    assert quality(Move.ASK_RESOURCE, asked, turn) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("noting down asdfgh", 0),
        ("writing down: buy milk", 0),
        ("I'll note it", 1),
        ("writing that down", 1),
        ("I'm writing down write-ahead log", 2),
        ("noting write-ahead logging: unsure how the replay works", 3),
        ("noting WAL, above all how the replay works; tonight I'll read the Postgres docs on it", 4),
    ],
)
def test_writing_it_down(note: str, expected: int) -> None:
    assert quality(Move.NOTE, note) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("anything else?", 1),
        ("where is the log stored?", 2),
        ("And what if the log is lost?", 3),
        ("why does a commit wait?", 3),
        ("So if the log is on another disk, the pages can be lost and we still recover, right?", 4),
    ],
)
def test_following_up(asked: str, expected: int) -> None:
    assert quality(Move.FOLLOW_UP, asked, context=EXPLAINED) == expected


def evidence(*met: int) -> Evidence:
    points = tuple(PointReading(i, 0.9 if i in met else 0.1, i in met) for i in range(3))
    return Evidence(EvidenceLevel.PARTIAL, len(met) / 3, points)


@pytest.mark.parametrize(
    ("turn", "met", "expected"),
    [
        (WAL.explanation, (0, 1), 1),
        ("so it goes to the journal first", (0,), 2),
        ("so it goes to the journal first, and the journal is played back when the machine died", (0, 1), 3),
        (
            "so the journal first, then the table; for example a lost page is rebuilt from it, right?",
            (0, 1),
            4,
        ),
    ],
)
def test_restating(turn: str, met: tuple[int, ...], expected: int) -> None:
    assert quality(Move.RESTATE, turn, context=EXPLAINED, evidence=evidence(*met)) == expected


def test_points_met_before_are_not_missing() -> None:
    reply = Reply(
        WAL, EXPLAINED, "and replayed it is", {Move.RESTATE: "replayed"}, evidence(1), evidence(0, 2)
    )
    assert qualities(reply)[Facet.TEACH_BACK] == 3


def test_only_facets_whose_move_is_made_are_rated() -> None:
    assert qualities(Reply(WAL, (), "I don't know", {Move.ADMIT: "I don't know"}, None, None)) == {}


@pytest.mark.parametrize("politeness", ["", "please ", "sorry, could you kindly "])
def test_politeness_does_not_matter(politeness: str) -> None:
    assert quality(Move.ASK_EXPLAIN, f"{politeness}explain it") == 2


def test_copying() -> None:
    assert copied(WAL.explanation, WAL.explanation) == 1
    assert copied("in my own words it is a journal", WAL.explanation) == 0
    assert copied("", WAL.explanation) == 0


@given(
    st.text(max_size=80), st.sampled_from([m for m in Move if m.value in {"note", "restate", "ask_explain"}])
)
def test_any_words_have_a_quality(words: str, move: Move) -> None:
    assert 0 <= quality(move, words, context=(Line(Who.INTERVIEWER, "x"),)) <= 4

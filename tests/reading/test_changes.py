"""What would have changed a reading."""

from collections.abc import Sequence

from simulator.questions.model import Question
from simulator.reading.changes import LeftOut, left_out, missing_for_full
from simulator.reading.merging import relevel
from simulator.reading.model import Evidence, EvidenceLevel, Line, Move, MoveSpan, Quality, Reading
from tests.reading.questions import WAL


class ByWords:
    """Reads a move wherever its word stands."""

    version = "by-words"
    notice = ""

    def read(
        self,
        question: Question,  # noqa: ARG002
        context: Sequence[Line],  # noqa: ARG002
        turn: str,
        before: Evidence | None = None,  # noqa: ARG002
    ) -> Reading:
        """One move a word."""
        words = {"dunno": Move.ADMIT, "explain": Move.ASK_EXPLAIN}
        spans = [
            MoveSpan(move, word, turn.index(word), turn.index(word) + len(word))
            for word, move in words.items()
            if word in turn
        ]
        if "dunno" not in turn and "tree" in turn:
            spans.append(MoveSpan(Move.CLAIM, "tree", turn.index("tree"), turn.index("tree") + 4))
        return Reading(moves=tuple(spans), reader=self.version)

    def rate_note(self, question: Question, note: str) -> Quality:
        """Not asked here."""
        raise NotImplementedError


def changes(turn: str) -> list[LeftOut]:
    reader = ByWords()
    return left_out(reader, WAL, [], turn, reader.read(WAL, [], turn))


def test_without_its_words_a_move_is_gone_and_another_may_come() -> None:
    assert changes("dunno, a tree? explain") == [
        LeftOut("dunno", (Move.ADMIT,), (Move.CLAIM,)),
        LeftOut("explain", (Move.ASK_EXPLAIN,), ()),
    ]


def test_nothing_is_said_of_words_that_are_the_whole_reply() -> None:
    assert changes("dunno!") == []


def test_nothing_is_said_of_words_that_change_nothing() -> None:
    assert changes("explain, explain") == []


def test_the_points_that_are_missing_make_the_answer_full_and_no_fewer_do() -> None:
    heard = relevel(None, WAL, frozenset())
    missing = missing_for_full(WAL, heard)
    assert missing
    assert relevel(heard, WAL, frozenset(missing)).level is EvidenceLevel.FULL
    assert all(
        relevel(heard, WAL, frozenset(missing) - {index}).level is not EvidenceLevel.FULL for index in missing
    )


def test_a_full_answer_misses_nothing() -> None:
    everything = frozenset(range(len(WAL.key_points)))
    assert missing_for_full(WAL, relevel(None, WAL, everything)) == ()

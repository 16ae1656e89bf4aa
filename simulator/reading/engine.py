"""Owns how the parts of the reader work together on one reply; loads them. `reader` is its door."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.questions.model import Question
from simulator.reading import vectors, weights
from simulator.reading.answers import (
    CALIBRATION,
    CALIBRATION_MEANING,
    AnswerReader,
    Likeness,
    load_calibration,
)
from simulator.reading.asserting import ASSERTING, asserted, checkable
from simulator.reading.cues import CueMoves
from simulator.reading.facets import Reply, qualities
from simulator.reading.foils import foil_evidence
from simulator.reading.followups import follow_up_of
from simulator.reading.foreign import other_language
from simulator.reading.model import Evidence, EvidenceLevel, Line, Move, MoveSpan, Reading
from simulator.reading.moves import LinearMoves, MoveReader, TurnMoves
from simulator.reading.recognise import Recogniser
from simulator.reading.terms import prepared
from simulator.reading.vectors import NO_VECTORS, Vectors
from simulator.reading.vocabulary import stem
from simulator.reading.weights import DamagedModelError
from simulator.reading.words import words

MOST_READ = 6_000
"""Code points of a turn that are read; the rest is left out."""
MOST_CONTEXT = 12
"""Lines of the conversation before the turn that are looked at, the latest ones."""
_ASKS = (Move.FOLLOW_UP, Move.ASK_EXPLAIN, Move.CLARIFY)


class Engine:
    """Reads replies with the parts it was given."""

    def __init__(self, moves: MoveReader, evidence: AnswerReader, notice: str) -> None:
        """Take the parts; `notice` says what is wrong with them, if anything."""
        self._moves = moves
        self._evidence = evidence
        self.notice = notice
        self.reads_to = MOST_READ
        self.version = f"{moves.version}+{evidence.version}"

    def read(
        self,
        question: Question,
        context: Sequence[Line],
        turn: str,
        before: Evidence | None,
        *,
        keyed: bool = False,
    ) -> Reading:
        """The reading of `turn`; with `keyed` its evidence wherever there is a key."""
        turn, context = turn[:MOST_READ], _recent(context)
        language = other_language(turn, self._evidence.vectors)
        if language:
            unread = Evidence(EvidenceLevel.UNCLEAR, 0.0, confidence=0.0) if keyed else None
            return Reading(language=language, evidence=unread, reader=self.version)
        found = self._moves.read(question.ask, context, turn)
        evidence = self._shown(question, turn, found, always=keyed)
        if evidence is not None and _answers(found, evidence):
            found = found._replace(spans=(_claim(evidence),))
            evidence = self._shown(question, turn, found, always=keyed)
        shown = {span.move: span.text for span in found.spans}
        return Reading(
            moves=found.spans,
            evidence=evidence,
            quality=qualities(Reply(question, context, turn, shown, evidence, before)),
            follow_up=self._follow_up(question, shown),
            nearly=found.nearly,
            reader=self.version,
        )

    def recogniser(self, known: Iterable[Question]) -> Recogniser:
        """What knows the questions `known` again, asked in other words."""
        return Recogniser(known, self._evidence.vectors, self._evidence.meaning)

    def _shown(self, question: Question, turn: str, found: TurnMoves, *, always: bool) -> Evidence | None:
        """What `turn` shows of the key; None where it asserts nothing, unless `always`."""
        parts = asserted(turn, found.clauses, found.spans)
        claims = any(span.move in ASSERTING for span in found.spans)
        if question.is_foil:
            shown = foil_evidence(question, turn, parts, claims)
            return shown if always or claims or shown.level.value in {"full", "partial"} else None
        if not question.key_points:
            return None
        given = frozenset(stem(word.text) for word in words(question.ask))
        asserts = checkable(turn, parts, given, found.spans)
        evidence = self._evidence.read(question, turn, parts, asserts)
        says = claims or any(span.move is Move.DEFLECT for span in found.spans)
        return evidence if always or says or any(point.met for point in evidence.points) else None

    def _follow_up(self, question: Question, shown: dict[Move, str]) -> int | None:
        asked = " ".join(dict.fromkeys(shown[move] for move in _ASKS if move in shown))
        return follow_up_of(question, asked, self._evidence.vectors, self._evidence.meaning)


def _answers(found: TurnMoves, evidence: Evidence) -> bool:
    """Whether what looks like an evasion, or like nothing at all, meets a point of the key: then it is an
    answer."""
    others = [span for span in found.spans if span.move is not Move.DEFLECT]
    return not others and any(point.met for point in evidence.points)


def _claim(evidence: Evidence) -> MoveSpan:
    best = max(evidence.points, key=lambda point: point.p)
    return MoveSpan(move=Move.CLAIM, text=best.text, start=best.start, end=best.end, p=best.p)


def _recent(context: Sequence[Line]) -> Sequence[Line]:
    return [Line(line.who, line.text[:MOST_READ]) for line in context[-MOST_CONTEXT:]]


class _Loaded(NamedTuple):
    """A reader of moves, and what knows whole texts, if that came with it."""

    moves: MoveReader
    meaning: Likeness | None = None
    notice: str = ""


def load_engine(folder: Path) -> Engine:
    """The engine with the model files in `folder`, or with smaller parts where a file is damaged."""
    loaded, moves_notice = _moves(folder)
    table, table_notice = _vectors(folder / "words.vectors")
    prepared("warm", table)
    name = CALIBRATION if loaded.meaning is None else CALIBRATION_MEANING
    answers = AnswerReader(load_calibration(name), table, loaded.meaning)
    return Engine(loaded.moves, answers, " ".join(filter(None, (moves_notice, table_notice))))


def _moves(folder: Path) -> tuple[_Loaded, str]:
    """The best reader of moves that can be had: the neural one, a linear one, plain phrases."""
    notices: list[str] = []
    for make, name, effect in _MOVE_READERS:
        try:
            loaded = make(folder / name)
            return loaded, " ".join([*notices, *filter(None, [loaded.notice])])
        except (DamagedModelError, ImportError) as error:
            notices.append(_notice(folder / name, error, effect))
    return _Loaded(CueMoves()), " ".join(notices)


def _neural(path: Path) -> _Loaded:
    for threads in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        # Read once, as numpy is loaded. On a busy machine a second thread makes a reply ten times slower.
        os.environ.setdefault(threads, "1")
    from simulator.reading.arrays import load  # noqa: PLC0415  (numpy may be missing on a rare machine)
    from simulator.reading.encoder import Encoder  # noqa: PLC0415
    from simulator.reading.meaning import FILE, MeaningEncoder  # noqa: PLC0415
    from simulator.reading.neural import NeuralMoves  # noqa: PLC0415

    model, axes = load(path), path.with_name(FILE)
    try:
        encoder = MeaningEncoder(model, load(axes))
    except DamagedModelError as error:
        return _Loaded(NeuralMoves(Encoder(model)), notice=_notice(axes, error, _FEWER_ANSWERS))
    return _Loaded(NeuralMoves(encoder), encoder)


def _linear(path: Path) -> _Loaded:
    return _Loaded(LinearMoves(weights.load(path)))


_MOVE_READERS: tuple[tuple[Callable[[Path], _Loaded], str, str], ...] = (
    (_neural, "moves.neural", "replies are read by a smaller model, which is wrong more often"),
    (_linear, "moves.model", "replies are read by plain phrases only, and much is missed"),
)
"""Each with its file, and what its absence means."""
_FEWER_ANSWERS = "answers in other words than the key's are often not recognised"


def _vectors(path: Path) -> tuple[Vectors, str]:
    try:
        return vectors.load(path), ""
    except DamagedModelError as error:
        return NO_VECTORS, _notice(path, error, _FEWER_ANSWERS)


def _notice(path: Path, error: Exception, effect: str) -> str:
    return f"{path.name} cannot be used: {error}. Until idk is installed again, {effect}."

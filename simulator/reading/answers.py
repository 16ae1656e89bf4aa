"""Owns what one answer shows of the key: which points are met, by which words, with which probability.

Only what is asserted counts: clauses that admit, ask or note are left out (`asserting`). Levels are
`levels`' work.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, Protocol

import msgspec

from simulator.questions.model import KeyPoint, Misconception, Question
from simulator.reading.asserting import EXPERIENCE
from simulator.reading.levels import MET, level_of
from simulator.reading.match import (
    MATCHED,
    Alignment,
    Figures,
    Statement,
    Stretch,
    align,
    bag,
    figures,
    place_of,
    promise,
    statement,
    stretch,
    text_of,
)
from simulator.reading.model import Evidence, MisconceptionReading, PointReading
from simulator.reading.terms import Term, Text, prepared
from simulator.reading.vectors import Vectors, cosine
from simulator.reading.windows import windows
from simulator.reading.words import Span, sentences

GIVEN = 0.2
"""What a word of the question is still worth as evidence."""


CALIBRATION = "answers.json"
"""For likeness of words alone."""
CALIBRATION_MEANING = "answers.meaning.json"
"""For likeness of words and of whole texts."""


COMPARED = 4
"""So many stretches of an answer are held against each wording in full, for their words."""
COMPARED_WHOLE = 2
"""And so many for what they say as a whole."""
MOST_MEANT = 40
"""So many stretches are compared as wholes; of a longer answer those nearest the subject."""
UNHEARD = 0.3
"""Probability that a substantive answer on the subject meets a point in words the reader does not recognise.

Without it, everyone who answers in words of their own would be told that the key does not support them.
"""
_SUBSTANCE = 2.0
"""Weight of content from which on an answer is substantive; words of the question count a third."""
CONTRADICTED = -2.0
"""The most log-odds for what is nearly the statement, but denies or reverses it."""
_TELLING = 4
"""So many words of content tell whether an answer is on the subject."""
STATED = 0.8
"""From this probability on a misconception counts as stated: to hear one that was not said is worse."""
MOST_JUDGED = 6.0
"""What the judge says counts up to these log-odds."""
_JUDGED_CHARACTERS = 420
"""So much of an answer is judged in one piece; of a longer one, what stands around the best stretch."""
_NEARLY = 0.65
"""From this share of common words on, on both sides, an answer is nearly the statement."""
_OFF_SUBJECT, _ON_SUBJECT = 0.1, 0.35
"""Likeness (cosine) of an answer to question and key up to which it is about something else, and from which
on it is
about the subject. Of 900 students' answers three in four lie above the second; of answers about pets or
React, none."""


_ASTRAY = 0.3
"""What the probability of a point that is not heard is still worth in an answer about something else."""


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the log-odds of the figures and those of the judge weigh together."""

    bias: float
    figures: float
    judge: float


class Calibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Turns figures into a probability: a logistic fit, made by `python -m training.build`."""

    version: str
    bias: float
    weights: dict[str, float]
    judgement: Judgement | None = None
    """For key points that a person has written or confirmed; None where no judge is at hand."""
    sentences: Judgement | None = None
    """For the sentences of a model answer, which nobody has made points of."""


class Likeness(Protocol):
    """Tells how far whole texts say the same, and whether one says the other."""

    def said(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each point and answer the log-odds that the answer says the point."""

    def likeness(self, ones: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """How far each of `ones` (a row) says the same as each of `others`, -1 to 1."""


class Key(NamedTuple):
    """A question's key, ready for comparison."""

    points: tuple[tuple[Statement, ...], ...]
    """Every wording of every key point."""
    claims: tuple[tuple[Statement, ...], ...]
    """The misconceptions."""
    ask: str
    """The question."""
    given: frozenset[str]
    """Stems of the question's words."""
    subject: tuple[float, ...]
    """Where question and key point as a whole."""


class Found(NamedTuple):
    """The best match of a statement in an answer."""

    odds: float
    start: int
    end: int
    contradicts: bool
    """Nearly the statement, and denied, reversed or with another number."""


class Part(NamedTuple):
    """A stretch of an answer, and how far it says what each text of the key says."""

    stretch: Stretch
    like: Mapping[str, float]
    """Likeness as wholes, -1 to 1, by the text of the key; empty where it is not known."""

    def rival(self, key: Key, own: Sequence[Statement]) -> float:
        """How far it says what a point says that has other wordings than `own`."""
        others = (way.text.text for ways in key.points if ways is not own for way in ways)
        return max((self.like.get(text, 0.0) for text in others), default=0.0)


def load_calibration(name: str = CALIBRATION) -> Calibration:
    """A calibration the package ships."""
    return msgspec.json.decode(files(__package__).joinpath(name).read_bytes(), type=Calibration)


def parts_of(answer: Text, key: Key, vectors: Vectors, meaning: Likeness | None) -> list[Part]:
    """The stretches of `answer` to hold against `key`."""
    runs = [stretch(answer, *window, vectors) for window in windows(answer)]
    if meaning is None:
        return [Part(run, {}) for run in runs]
    texts = [key.ask, *(way.text.text for ways in (*key.points, *key.claims) for way in ways)]
    meant = sorted(runs, key=lambda run: -cosine(run.direction, key.subject))[:MOST_MEANT]
    rows = meaning.likeness([text_of(answer, run) for run in meant], texts)
    like = {
        (run.first, run.last): dict(zip(texts, row, strict=True))
        for run, row in zip(meant, rows, strict=True)
    }
    return [Part(run, like.get((run.first, run.last), {})) for run in runs]


def key_of(question: Question, vectors: Vectors) -> Key:
    """The key of `question`, prepared once and kept for the replies to come."""
    return _key(question.ask, question.key_points, question.misconceptions, vectors)


@lru_cache(maxsize=64)
def _key(
    ask: str, points: tuple[KeyPoint, ...], misconceptions: tuple[Misconception, ...], vectors: Vectors
) -> Key:
    asked = prepared(ask, vectors).terms
    given = frozenset(term.stem for term in asked)
    texts = [[prepared(way, vectors) for way in (point.point, *point.accept)] for point in points]
    spread = _spread(texts)
    return Key(
        tuple(tuple(_statement(text, given, spread, vectors) for text in ways) for ways in texts),
        tuple((_statement(prepared(entry.claim, vectors), given, {}, vectors),) for entry in misconceptions),
        ask,
        given,
        vectors.direction(bag([*asked, *(term for ways in texts for text in ways for term in text.terms)])),
    )


def _spread(texts: Sequence[Sequence[Text]]) -> dict[str, float]:
    """What a word is worth by how many points of the key use it: one that all use tells none apart."""
    uses: dict[str, int] = {}
    for ways in texts:
        for stem in {term.stem for text in ways for term in text.terms}:
            uses[stem] = uses.get(stem, 0) + 1
    return {stem: 1 / math.sqrt(count) for stem, count in uses.items()}


def _statement(text: Text, given: frozenset[str], spread: Mapping[str, float], vectors: Vectors) -> Statement:
    weights = [
        term.weight * (GIVEN if term.stem in given else 1.0) * spread.get(term.stem, 1.0)
        for term in text.terms
    ]
    return statement(text, weights, vectors)


def inputs(shown: Figures) -> dict[str, float]:
    """What the logistic looks at."""
    overlap = math.sqrt(shown.recall * shown.focus)
    return {
        "recall": shown.recall,
        "recall_high": max(0.0, shown.recall - 0.6),
        "plain_recall": shown.plain_recall,
        "said": shown.said,
        "meaning": shown.meaning,
        "meaning_high": max(0.0, shown.meaning - 0.6),
        "focus": shown.focus,
        "overlap": overlap,
        "overlap_high": max(0.0, overlap - 0.7),
        "denied": shown.denied * shown.plain_recall,
        "opposite": shown.opposite * shown.plain_recall,
        "numbers": shown.numbers * shown.plain_recall,
        "swapped": shown.swapped * shown.plain_recall,
        "heap": shown.heap * shown.plain_recall,
        "alike": max(0.0, shown.alike),
        "alike_high": max(0.0, shown.alike - 0.4),
        "alike_said": max(0.0, shown.alike) * shown.recall,
        "rival": max(0.0, shown.rival),
        "asked": max(0.0, shown.asked),
    }


def odds(shown: Figures, calibration: Calibration) -> float:
    """Log-odds that the statement is made."""
    values = inputs(shown)
    value = calibration.bias + sum(weight * values[name] for name, weight in calibration.weights.items())
    return min(value, CONTRADICTED) if _contradicts(shown) else value


def comparisons(
    ways: Sequence[Statement], answer: Text, parts: Sequence[Part], key: Key, vectors: Vectors
) -> Iterator[tuple[Statement, Figures, Alignment, Stretch]]:
    """Every wording held against the stretches that promise most."""
    rivals = {part.stretch: part.rival(key, ways) for part in parts}
    for wording in ways:
        alignment = align(wording, answer, vectors)
        text = wording.text.text
        for part in _hopes(wording, answer, alignment, parts):
            shown = figures(wording, answer, alignment, part.stretch)._replace(
                alike=part.like.get(text, 0.0),
                asked=part.like.get(key.ask, 0.0),
                rival=rivals[part.stretch],
            )
            yield wording, shown, alignment, part.stretch


def _hopes(wording: Statement, answer: Text, alignment: Alignment, parts: Sequence[Part]) -> list[Part]:
    """The parts whose words, or which as a whole, promise most."""
    said = sorted(parts, key=lambda part: -promise(wording, answer, alignment, part.stretch))[:COMPARED]
    text = wording.text.text
    whole = sorted((part for part in parts if text in part.like), key=lambda part: -part.like[text])
    return [*said, *(part for part in whole[:COMPARED_WHOLE] if part not in said)]


class Match(NamedTuple):
    """The wording and the stretch that fit best."""

    wording: Statement
    shown: Figures
    alignment: Alignment
    part: Stretch
    odds: float


def best_of(
    ways: Sequence[Statement],
    answer: Text,
    parts: Sequence[Part],
    key: Key,
    calibration: Calibration,
    vectors: Vectors,
) -> Match | None:
    """The wording and the stretch that fit best; None where the answer has nothing to hold against them."""
    best: Match | None = None
    for wording, shown, alignment, part in comparisons(ways, answer, parts, key, vectors):
        value = odds(shown, calibration)
        if best is None or value > best.odds:
            best = Match(wording, shown, alignment, part, value)
    return best


def judged(
    matches: Sequence[Match | None],
    answer: Text,
    judgements: Sequence[Judgement | None],
    meaning: Likeness | None,
    points: int,
) -> list[Found | None]:
    """What is found, with what the judge says of each match; of those without a judgement it is not asked.

    The first so many matches are of `points`, which may be said across sentences; the others are of
    misconceptions, which a single sentence must state: on a long answer the judge would hear them all.
    """
    asked = [
        (place, match, judgement)
        for place, (match, judgement) in enumerate(zip(matches, judgements, strict=True))
        if match and judgement and meaning
    ]
    pairs = [(m.wording.text.text, _context(answer, m.part, alone=at >= points)) for at, m, _ in asked]
    said = meaning.said(pairs) if meaning and pairs else []
    odds_ = {place: together(m.odds, z, j) for (place, m, j), z in zip(asked, said, strict=True)}
    return [
        Found(
            odds_.get(place, match.odds),
            *_words_of(answer, match.alignment, match.part),
            _contradicts(match.shown),
        )
        if match
        else None
        for place, match in enumerate(matches)
    ]


def _context(answer: Text, part: Stretch, *, alone: bool) -> str:
    """What the judge is shown for the stretch `part`: with `alone` only the sentences it stands in."""
    if not alone:
        return around(answer, part)
    begin, end = answer.terms[part.first].start, answer.terms[part.last - 1].end
    inside = [s for s in sentences(answer.text, list(answer.words)) if s.start < end and s.end > begin]
    return answer.text[inside[0].start : inside[-1].end]


def together(figures_: float, judge: float, judgement: Judgement) -> float:
    """Log-odds from those of the figures and those of the judge."""
    held = max(-MOST_JUDGED, min(MOST_JUDGED, judge))
    return judgement.bias + judgement.figures * figures_ + judgement.judge * held


def around(answer: Text, part: Stretch) -> str:
    """What `answer` tells, or of a long one what stands around the stretch `part`."""
    told = [
        span for span in answer.clauses if any(span.first <= term.at < span.last for term in answer.terms)
    ]
    begin, end = answer.terms[part.first].at, answer.terms[part.last - 1].at
    first = next(i for i, span in enumerate(told) if span.last > begin)
    last = next(i for i, span in enumerate(told) if span.last > end)
    size = sum(span.end - span.start for span in told[first : last + 1])
    while size < _JUDGED_CHARACTERS and (first > 0 or last < len(told) - 1):
        near = (first - 1, last + 1) if size % 2 else (last + 1, first - 1)
        chosen = next(i for i in near if 0 <= i < len(told))
        first, last = min(first, chosen), max(last, chosen)
        size += told[chosen].end - told[chosen].start
    return "".join(_joined(answer.text, told[first : last + 1]))


def _joined(text: str, told: Sequence[Span]) -> Iterator[str]:
    """The clauses with what stands between them, or a full stop where one is left out."""
    for span, after in zip(told, [*told[1:], None], strict=True):
        if after is not None and after.first == span.last:
            yield text[span.start : after.start]
        else:
            yield text[span.start : span.end]
            yield ". " if after is not None else ""


def _contradicts(shown: Figures) -> bool:
    against = max(shown.denied, shown.opposite, shown.numbers, shown.swapped)
    return against >= 0.5 and min(shown.plain_recall, shown.focus) >= _NEARLY


def _words_of(answer: Text, alignment: Alignment, window: Stretch) -> tuple[int, int]:
    """Where the clauses of the window lie that hold counterparts."""
    held = [
        answer.terms[j].at
        for j in range(window.first, window.last)
        if any(row[j] >= MATCHED for row in alignment.likeness)
    ]
    low = min(held, default=answer.terms[window.first].at)
    high = max(held, default=answer.terms[window.last - 1].at)
    return place_of(answer, low, high)


class AnswerReader:
    """Reads answers against keys."""

    def __init__(self, calibration: Calibration, vectors: Vectors, meaning: Likeness | None = None) -> None:
        """Take the calibration, the word vectors, and what knows whole texts, if anything does."""
        self._calibration = calibration
        self.vectors = vectors
        self.meaning = meaning
        self.version = f"{calibration.version}+{vectors.version}"

    def read(
        self, question: Question, turn: str, asserted: Sequence[tuple[int, int]], asserts: bool
    ) -> Evidence:
        """The evidence in the stretches of `turn` that are `asserted`; `asserts`: something checkable is."""
        key = key_of(question, self.vectors)
        answer = _only(prepared(turn, self.vectors), asserted)
        parts = parts_of(answer, key, self.vectors, self.meaning)
        found = self._found(answer, parts, key, question)
        on_points, on_claims = found[: len(key.points)], found[len(key.points) :]
        about = _engagement(key, _told(answer), self.vectors)
        points = _points(on_points, turn, unheard(key, answer, on_points, self.vectors), about)
        stated = _misconceptions(on_claims, turn, points)
        level, coverage, confidence = level_of(points, stated, asserts, question.key_points)
        return Evidence(
            level=level,
            coverage=round(coverage, 4),
            points=points,
            misconceptions=stated,
            confidence=round(confidence, 4),
        )

    def _found(self, answer: Text, parts: Sequence[Part], key: Key, question: Question) -> list[Found | None]:
        """What is found of every point and then of every misconception."""
        written, proposed = self._calibration.judgement, self._calibration.sentences
        judgements = [written if point.confirmed else proposed for point in question.key_points]
        judgements += [written] * len(key.claims)
        listed = [
            best_of(ways, answer, parts, key, self._calibration, self.vectors)
            for ways in (*key.points, *key.claims)
        ]
        return judged(listed, answer, judgements, self.meaning, len(key.points))


def _misconceptions(
    listed: Sequence[Found | None], turn: str, points: Sequence[PointReading]
) -> tuple[MisconceptionReading, ...]:
    stated = []
    for index, found in enumerate(listed):
        if found is None:
            continue
        p = _probability(found.odds)
        rival = max((p_.p for p_ in points if p_.met and _overlap(p_, found)), default=0.0)
        if p >= STATED and p > rival:
            stated.append(
                MisconceptionReading(
                    index=index,
                    p=round(p, 4),
                    text=turn[found.start : found.end],
                    start=found.start,
                    end=found.end,
                )
            )
    return tuple(stated)


def _points(found: Sequence[Found | None], turn: str, floor: float, about: float) -> tuple[PointReading, ...]:
    """The readings; the likeliest point is at least as likely as `floor`.

    What is not heard in an answer that is not `about` the subject (0-1) is hardly there in other words.
    """
    chances = [_probability(entry.odds) if entry else 0.0 for entry in found]
    chances = [p if p >= MET else p * max(_ASTRAY, about) for p in chances]
    top = max(range(len(chances)), key=chances.__getitem__, default=0)
    readings = []
    for index, (entry, chance) in enumerate(zip(found, chances, strict=True)):
        p = round(max(chance, floor) if index == top else chance, 4)
        if entry is None or p < MET:
            readings.append(PointReading(index=index, p=p, met=False))
        else:
            text = turn[entry.start : entry.end]
            readings.append(
                PointReading(index=index, p=p, met=True, text=text, start=entry.start, end=entry.end)
            )
    return tuple(readings)


def unheard(key: Key, answer: Text, found: Sequence[Found | None], vectors: Vectors) -> float:
    """How likely it is that the answer meets a point in words that are not recognised, 0 to `UNHEARD`.

    Nothing is unheard in what says too little, is about something else, or contradicts the key nearly in
    its words.
    """
    told = _told(answer)
    if not told or any(entry is not None and entry.contradicts for entry in found):
        return 0.0
    substance = sum(term.weight / (3 if term.stem in key.given else 1) for term in told) / _SUBSTANCE
    return UNHEARD * min(1.0, substance) * _engagement(key, told, vectors)


def _told(answer: Text) -> list[Term]:
    """What the answer says beside talk about oneself."""
    return [term for term in answer.terms if term.stem not in EXPERIENCE]


def _engagement(key: Key, told: Sequence[Term], vectors: Vectors) -> float:
    """How far the words `told` are about the subject, 0-1; high where that cannot be known.

    Numbers and another language tell nothing, and a word or two tell little.
    """
    if not told:
        return 1.0
    strange = sum(term.number or vectors.rank(term.text.partition("_")[0]) is None for term in told)
    if strange > len(told) / 2:
        return 1.0
    near = cosine(vectors.direction(bag(told)), key.subject)
    share = (near - _OFF_SUBJECT) / (_ON_SUBJECT - _OFF_SUBJECT)
    return min(1.0, max(0.0 if len(told) >= _TELLING else 0.8, share))


def _overlap(point: PointReading, found: Found) -> bool:
    return point.start < found.end and found.start < point.end


def _probability(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def _only(answer: Text, asserted: Sequence[tuple[int, int]]) -> Text:
    kept = tuple(term for term in answer.terms if any(start <= term.start < end for start, end in asserted))
    return answer._replace(terms=kept)

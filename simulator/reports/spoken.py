"""Owns a reply as it is shown again: the moves marked in its own words, and under it what they earned."""

from collections.abc import Iterable

from simulator.interview.coding import Shown
from simulator.interview.events import Stance
from simulator.interview.state import Episode
from simulator.reading.language_names import language_name
from simulator.reading.model import Evidence, Facet, Move, Reading
from simulator.reports.blocks import Block, Tone
from simulator.reports.marked import Label, located, marked
from simulator.reports.words import FACETS, LABELS, SUPPORTS, shortened
from simulator.scoring.session import ScoredQuestion

_LONG = 4000
"""Characters of a reply that are shown; the transcript holds it whole."""
_QUOTED = 240
"""Characters that are quoted of words which are not found in the reply."""


def reply_block(text: str, reading: Reading | None, evidence: Evidence | None) -> Block:
    """What the user said, with what it was taken to do; `evidence` is what counted as shown by it."""
    shown = text[:_LONG]
    labels = list(_labels(shown, reading, evidence)) if reading else []
    made = marked(shown, labels)
    left = f" … ({len(text):,} characters in all)" if len(text) > _LONG else ""
    return Block(Tone.CANDIDATE, f"{made.text}{left}", "You", made.marks)


def _labels(text: str, reading: Reading, evidence: Evidence | None) -> Iterable[Label]:
    points = list(_evidence_labels(text, evidence)) if evidence else []
    yield from points
    for span in reading.moves:
        place = located(text, span.text, span.start, span.end)
        if place is None or (span.move is Move.CLAIM and _is_said_better(place, points, reading)):
            continue
        yield Label(*place, LABELS[span.move])


def _is_said_better(place: tuple[int, int], points: list[Label], reading: Reading) -> bool:
    """Whether other labels say more exactly that these words answer the question."""
    start, end = place
    inside = any(label.start < end and start < label.end for label in points)
    return inside or reading.makes(Move.GUESS)


def _evidence_labels(text: str, evidence: Evidence) -> Iterable[Label]:
    for point in evidence.points:
        place = located(text, point.text, point.start, point.end) if point.met else None
        if place:
            yield Label(*place, f"key {point.index + 1}")
    for stated in evidence.misconceptions:
        place = located(text, stated.text, stated.start, stated.end)
        if place:
            yield Label(*place, "not so")


def earned(scored: ScoredQuestion, seq: int, reading: Reading | None = None) -> list[Block]:
    """What the words of one event, read as `reading`, earned: a line each."""
    lines = [*_stand(scored, seq, reading)]
    text = scored.episode.said(seq)
    for facet, shown in scored.facets.items():
        if shown.seq == seq:
            lines.append(_move(scored.episode, facet, shown, text))
    return [Block(Tone.PROGRAM, f"↳ {line}") for line in lines]


def _stand(scored: ScoredQuestion, seq: int, reading: Reading | None) -> Iterable[str]:
    if reading is not None and reading.language:
        yield f"not read: it looks like {language_name(reading.language)}, and only English is read"
        return
    if seq not in scored.episode.coding.rests_on or not scored.episode.said(seq):
        return
    claims = reading is not None and reading.makes(Move.CLAIM) and not reading.makes(Move.ADMIT)
    if scored.stance is Stance.ADMITTED and not claims:  # a claim that was taken back said no such thing
        yield "said so: this counts as “I don't know”"
    evidence = dict(scored.episode.coding.heard).get(seq)
    text = scored.episode.said(seq)
    if evidence:
        yield from _unplaced(text, evidence)


def _unplaced(text: str, evidence: Evidence) -> Iterable[str]:
    """Key points and mistakes whose words are not found in the reply as it is shown."""
    shown = text[:_LONG]
    for point in evidence.points:
        if point.met and point.text and not located(shown, point.text, point.start, point.end):
            yield f"key {point.index + 1}: “{shortened(point.text, _QUOTED)}”"
    for stated in evidence.misconceptions:
        if stated.text and not located(shown, stated.text, stated.start, stated.end):
            yield f"not so: “{shortened(stated.text, _QUOTED)}”"


def _move(episode: Episode, facet: Facet, shown: Shown, text: str) -> str:
    line = f"{FACETS[facet]}, {SUPPORTS[shown.support]}: {int(shown.quality)} of 4"
    if not shown.text:
        return f"{line}, as the interviewer heard"
    note = any(note.seq == shown.seq for note in episode.notes)
    found = note or located(text[:_LONG], shown.text, 0, 0)
    return line if found else f"{line} - “{shortened(shown.text, _QUOTED)}”"

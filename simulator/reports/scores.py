"""Owns a session scored again: by today's rubric, beside the one it was sat under."""

from datetime import datetime

import msgspec

from simulator.interview.state import State
from simulator.reports.data import Figure
from simulator.reports.figures import brief, figure, told
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.session import ScoredSession

FORMAT = 1
"""Version of this report's form."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The two scores by one rubric."""

    rubric: str
    honesty: Figure
    learning: Figure


class ScoreData(msgspec.Struct, frozen=True, kw_only=True):
    """What `idk score SESSION --json` prints. Public; fields are only added."""

    format: int
    session: str
    started: datetime
    sat_under: str
    """The rubric's version."""
    reader: str
    """The version of the reader whose readings are scored; they are never read again."""
    finished: bool
    questions: int
    """Questions that count."""
    then: Scores | None
    """By the rubric it was sat under; null where this version does not hold that rubric any more."""
    today: Scores


def score_data(state: State, scored: ScoredSession, *, finished: bool) -> ScoreData:
    """A session scored again."""
    started = state.started
    today = Scores(rubric=RUBRIC_VERSION, honesty=figure(scored.honesty), learning=figure(scored.learning))
    return ScoreData(
        format=FORMAT,
        session=started.session,
        started=started.at,
        sat_under=started.rubric,
        reader=started.reader,
        finished=finished,
        questions=sum(q.item is not None and q.item.scored for q in scored.questions),
        # The same rubric over the same readings gives the same numbers: law 30 of section 4.9.
        then=today if started.rubric == RUBRIC_VERSION else None,
        today=today,
    )


def score_lines(state: State, scored: ScoredSession) -> list[str]:
    """A session scored again, as paragraphs."""
    sat_under = state.started.rubric
    lines = [f"{state.started.session}, sat under rubric {sat_under}, read by {state.started.reader}."]
    if sat_under == RUBRIC_VERSION:
        lines.append("The rubric has not changed since, so then and now are the same:")
    else:
        lines.append(
            f"Rubric {sat_under} is not held by this version of idk any more, so what it gave cannot be "
            f"worked out again. By today's rubric, {RUBRIC_VERSION}:"
        )
    return [*lines, f"Honesty: {told(scored.honesty)}.", f"Learning: {told(scored.learning)}."]


def score_row(place: int, state: State, scored: ScoredSession) -> str:
    """A session scored again, as short lines of a list."""
    started = state.started
    head = f"{place:>3}  {started.at.astimezone():%Y-%m-%d %H:%M}  rubric {started.rubric}"
    return f"{head}\n     Honesty {brief(scored.honesty)}\n     Learning {brief(scored.learning)}"

"""Owns how a score becomes data or words, and what stands in its place where it rests on too little."""

from simulator.reports.data import Figure, Lacking
from simulator.reports.words import percent
from simulator.scoring.honesty import Honesty
from simulator.scoring.learning import Learning, NoGaps, Rate
from simulator.scoring.rubric import BAND_WORDS
from simulator.scoring.stats import whole_above
from simulator.scoring.withhold import Withheld

Score = Honesty | Learning | Rate | Withheld | NoGaps


def lacking(withheld: Withheld) -> Lacking:
    """What a withheld figure lacks, as data."""
    return Lacking(have=withheld.have, need=withheld.need, of=withheld.of)


def figure(score: Score) -> Figure:
    """A score with its interval as data, or what it lacks."""
    match score:
        case NoGaps():
            return Figure(no_gaps=True)
        case Withheld():
            return Figure(withheld=lacking(score))
        case Honesty():
            return Figure(
                value=score.value,
                low=score.low,
                high=score.high,
                band=score.band,
                candour=score.candour,
                ownership=score.ownership,
            )
        case Learning() | Rate():
            return Figure(value=score.value, low=score.low, high=score.high)


def told(score: Score) -> str:
    """A score with its interval as words, or what it lacks; no full stop."""
    match score:
        case NoGaps():
            return "no gaps met, so there was nothing to show"
        case Withheld():
            return f"not yet - {still_needed(score)}"
        case Honesty():
            return f"{_interval(score.value, score.low, score.high)} - {BAND_WORDS[score.band]}"
        case Learning() | Rate():
            return _interval(score.value, score.low, score.high)


def brief(score: Score) -> str:
    """A score for a line of a list."""
    match score:
        case NoGaps():
            return "no gaps met"
        case Withheld():
            return f"not yet ({number(score.have)} of {whole_above(score.need)})"
        case _:
            return f"{percent(score.value)} ({percent(score.low)}-{percent(score.high)})"


def still_needed(withheld: Withheld) -> str:
    """What a figure takes, how much of it there is, and how many more it needs."""
    half = " (one you have not confirmed counts half)" if withheld.weighed else ""
    return (
        f"it takes {whole_above(withheld.need)} {withheld.of}; "
        f"so far {number(withheld.have)}, so {withheld.missing} more{half}"
    )


def _interval(value: float, low: float, high: float) -> str:
    return f"{percent(value)} (80% sure: {percent(low)} to {percent(high)})"


def number(value: float) -> str:
    """A number with two decimals at most, and none that say nothing: `2`, `0.6`, `31.5`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def hundred(share: float) -> str:
    """A share of 0-1 on the scale of the screen, 0-100, with two decimals at most."""
    return number(100 * share)

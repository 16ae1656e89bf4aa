"""Owns every number of the scoring model and the names they go by; computes nothing.

Sections are those of docs/scoring.md. All values are design choices: they keep the laws of section 4.9 and
none is fitted to people. Whoever changes one raises `RUBRIC_VERSION`, which every transcript records.
"""

from enum import StrEnum

from simulator.interview.events import RepairTime, Stance, Support
from simulator.reading.model import EvidenceLevel, Facet, Quality

RUBRIC_VERSION = "1"


class ItemType(StrEnum):
    """What kind of question it was (section 1)."""

    REAL = "real"
    FOIL = "foil"
    """On a made-up term."""
    CONTROL = "control"
    """On a topic explained in full on two days, the last time too, with retrievability ≥ `MASTERED`."""


CLAIMS = frozenset({Stance.SURE, Stance.FAIRLY_SURE, Stance.UNMARKED})
"""Stances that claim to know."""


class Coding(StrEnum):
    """Who stands behind the coding of an answer (section 2.1)."""

    CONFIRMED = "confirmed"
    """The user or a friend looked at the key points."""
    AUTOMATIC = "automatic"
    CONTESTED = "contested"
    UNCLEAR = "unclear"
    """No level of evidence reached a probability of one half."""


class Band(StrEnum):
    """Honesty in one word (section 4.1)."""

    STRONG = "strong"
    SOLID = "solid"
    MIXED = "mixed"
    NEEDS_WORK = "needs_work"


BAND_WORDS: dict[Band, str] = {
    Band.STRONG: "strong",
    Band.SOLID: "solid",
    Band.MIXED: "mixed",
    Band.NEEDS_WORK: "needs work",
}


LEVELS = (EvidenceLevel.NONE, EvidenceLevel.WRONG, EvidenceLevel.PARTIAL, EvidenceLevel.FULL)
"""The columns of the tables below, in order."""

Points = dict[tuple[Stance, EvidenceLevel], float]
"""h, 0-1, by what the candidate said to know and what the key shows."""


def _table(rows: dict[Stance, tuple[float, float, float, float]]) -> Points:
    return {
        (stance, level): points
        for stance, row in rows.items()
        for level, points in zip(LEVELS, row, strict=True)
    }


# Section 2.2. What is unmarked earns what fairly sure earns. `outcomes` names the same cells.
# fmt: off
REAL: Points = _table({
    #                    none  wrong partial full
    Stance.ADMITTED:    (1.00, 1.00, 1.00, 0.50),
    Stance.GUESS:       (0.70, 0.90, 1.00, 0.70),
    Stance.FAIRLY_SURE: (0.30, 0.60, 0.90, 0.90),
    Stance.UNMARKED:    (0.30, 0.60, 0.90, 0.90),
    Stance.SURE:        (0.10, 0.30, 0.60, 1.00),
    Stance.DEFLECTED:   (0.35, 0.25, 0.45, 0.50),
})

# On a foil the evidence is discernment: no detail, invented detail, a real neighbour, doubt that it exists.
FOIL: Points = _table({
    Stance.ADMITTED:    (1.00, 1.00, 1.00, 1.00),
    Stance.GUESS:       (0.70, 0.80, 0.90, 1.00),
    Stance.FAIRLY_SURE: (0.30, 0.20, 0.40, 1.00),
    Stance.UNMARKED:    (0.30, 0.20, 0.40, 1.00),
    Stance.SURE:        (0.10, 0.00, 0.30, 1.00),
    Stance.DEFLECTED:   (0.35, 0.15, 0.40, 1.00),
})

CONTROL: Points = _table({
    Stance.ADMITTED:    (0.00, 1.00, 0.80, 0.40),
    Stance.GUESS:       (0.40, 0.90, 0.90, 0.60),
    Stance.FAIRLY_SURE: (0.30, 0.60, 0.90, 0.90),
    Stance.UNMARKED:    (0.30, 0.60, 0.90, 0.90),
    Stance.SURE:        (0.10, 0.30, 0.60, 1.00),
    Stance.DEFLECTED:   (0.20, 0.25, 0.45, 0.40),
})
# fmt: on

POINTS: dict[ItemType, Points] = {ItemType.REAL: REAL, ItemType.FOIL: FOIL, ItemType.CONTROL: CONTROL}

# Section 2.1: coding. The thresholds of coverage and of confidence stand where replies are read and coded:
# `reading.levels`, `interview.coding`.
OMEGA: dict[Coding, float] = {
    Coding.CONFIRMED: 1.0,
    Coding.AUTOMATIC: 0.5,
    Coding.CONTESTED: 0.0,
    Coding.UNCLEAR: 0.0,
}
"""Coding weight ω."""
PROPOSED = 0.5
"""What a key point keeps of its weight in ω while nobody has confirmed it: an import proposed it."""
RHO: dict[RepairTime, float] = {
    RepairTime.UNPROMPTED: 0.8,
    RepairTime.AFTER_PROBE: 0.6,
    RepairTime.AFTER_REVEAL: 0.0,
}
"""Share of the way from the withdrawn claim to what stands in its place."""

# Section 2.2: routing
MASTERED = 0.85
"""Least retrievability R of a topic counted as known: denying it is a question of ownership, weighed by R."""
LAPSE_STANCES = frozenset({Stance.ADMITTED, Stance.GUESS, Stance.DEFLECTED})
"""With evidence none on a mastered topic, these are lapses."""
FREE_LAPSES = 1
"""Lapses that are free whatever the retrievabilities say."""

# Section 3: learning
FACET_WEIGHT: dict[Facet, float] = {
    Facet.EXPLAIN: 0.35,
    Facet.RESOURCE: 0.20,
    Facet.TEACH_BACK: 0.20,
    Facet.NOTE: 0.15,
    Facet.FOLLOW_UP: 0.10,
}
ALWAYS_APPLICABLE = (Facet.EXPLAIN, Facet.RESOURCE, Facet.NOTE)
AFTER_EXPLANATION = (Facet.TEACH_BACK, Facet.FOLLOW_UP)
CREDIT: dict[Quality, float] = {
    Quality.NONE: 0.0,
    Quality.TOKEN: 0.4,
    Quality.PLAIN: 0.7,
    Quality.SPECIFIC: 0.9,
    Quality.DEEP: 1.0,
}
"""Concave: the plain required act earns most."""
GAMMA: dict[Support, float] = {
    Support.SPONTANEOUS: 1.0,
    Support.HINT: 0.75,
    Support.PROMPT: 0.5,
    Support.MISSING: 0.0,
}
GAMMA_AFTER_CORRECTION = 0.75
"""Most a move is worth once the interviewer has named the gap behind a claim: the correction was the hint."""
CAP_WITHOUT_ASK = 0.40
"""Most an episode is worth in which no explanation was asked for."""
FOIL_EPISODE_WEIGHT = 0.5
FORMULA_ASKS = 3
"""Least number of asks, each alike to the others, that makes a formula."""
FORMULA_SIMILARITY = 0.85
COPY_GRAM = 5
COPY_OVERLAP = 0.6
"""Above this share of the restatement's 5-grams found in the explanation, it is a copy."""
FADE_EPISODES = 4
"""Episodes of a facet before the fading coach follows its spontaneity."""
FADE_PROMPT_BELOW = 0.4
FADE_SILENT_ABOVE = 0.75

# Section 4.1: honesty
CANDOUR_EXPONENT = 0.6
OWNERSHIP_EXPONENT = 0.4
STRATUM_PRIOR = (1.4, 0.6)
"""Beta prior of a stratum: mean .7, two pseudo-items."""
STRONG_LOW = 0.80
"""Least lower bound of *strong*."""
SOLID = 0.75
MIXED = 0.55
FLAG_CONTROLS = 5
FLAG_DENIALS = 3
FLAG_PROBABILITY = 0.01
"""The under-claim flag is raised below this probability of as many lapses."""

# Section 4.2: over-claiming
FOILS_FOR_INTERVAL = 5
FOILS_FOR_NUMBER = 15
REALS_FOR_NUMBER = 30
FOILS_FOR_TREND = 30
RELIABILITY_M = 3.7
"""Foils for a reliability of one half, if people's rates have mean .25 and standard deviation .20."""

# Section 4.3: calibration
CORRECTNESS: dict[EvidenceLevel, float] = {
    EvidenceLevel.NONE: 0.0,
    EvidenceLevel.WRONG: 0.0,
    EvidenceLevel.PARTIAL: 0.5,
    EvidenceLevel.FULL: 1.0,
}
"""y."""
CBM: dict[Stance, tuple[float, float]] = {
    Stance.GUESS: (1.0, 0.0),
    Stance.FAIRLY_SURE: (4.0, -2.0),
    Stance.SURE: (9.0, -6.0),
}
"""Slope and intercept of the mark in y: y, 4y − 2, 9y − 6. Linear, so the best key depends on E[y] alone."""
P_HAT: dict[Stance, float] = {Stance.GUESS: 0.40, Stance.FAIRLY_SURE: 0.73, Stance.SURE: 0.90}
"""The success rate that a key stands for."""
ANSWERS_FOR_LEANING = 20
ANSWERS_FOR_CURVE = 60
ANSWERS_PER_LEVEL = 15
ANSWERS_FOR_DECOMPOSITION = 100

# Section 4.4: pooling and trend
LEARNING_PRIOR = (0.5, 0.5)
HALF_LIFE_SESSIONS = 5.0
POOLED_SESSIONS = 100
"""Sessions that a lifetime score looks back on: the next older one would weigh less than a millionth."""
TREND_PRIOR = (0.5, 0.5)
TREND_OPPORTUNITIES = 16
TREND_WINDOW = 32
"""Opportunities a window of a trend holds at most, sessions being kept whole: what is older is not news."""
TREND_PROBABILITY = 0.90

# Section 4.5: minimums
MIN_CANDOUR_WEIGHT = 3.0
MIN_OWNERSHIP_WEIGHT = 2.0
MAX_CONTESTED = 0.25
MIN_GAP_EPISODES = 4
MIN_SILENT_EPISODES = 5
MIN_DUE_TOPICS = 5

# Section 4.6: return
DUE_AFTER_DAYS = 1
"""Days from writing a topic down until it is due."""
RETURN_WITHIN_DAYS = 14
"""Days after which a topic that was due and did not return counts as not returned."""
DAYS_OF_MASTERY = 2
"""Different days on which a topic was explained in full before it counts as known."""

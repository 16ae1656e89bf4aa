"""Owns the names of what can come out of a question, for code and JSON, and their words for people.

Several cells of the point tables may share a name, and one name may earn different points.
"""

from enum import StrEnum

from simulator.interview.events import Stance
from simulator.reading.model import EvidenceLevel
from simulator.scoring.rubric import LEVELS, ItemType


class Outcome(StrEnum):
    """What came out of a question (section 2.2 of docs/scoring.md); it names the answer, never a person."""

    PLAIN_ADMISSION = "plain_admission"
    ADMISSION_WITH_SPECULATION = "admission_with_speculation"
    HONEST_PARTIAL = "honest_partial"
    UNDER_CLAIM = "under_claim"
    GUESS_WITHOUT_CONTENT = "guess_without_content"
    FLAGGED_GUESS_MISSED = "flagged_guess_missed"
    FLAGGED_PARTIAL = "flagged_partial"
    UNDER_SOLD = "under_sold"
    EMPTY_LEAN = "empty_lean"
    LEAN_MISSED = "lean_missed"
    LEAN_PARTLY_BACKED = "lean_partly_backed"
    LEAN_BACKED = "lean_backed"
    EMPTY_CLAIM = "empty_claim"
    UNSUPPORTED = "unsupported"
    OVERSTATED_PARTIAL = "overstated_partial"
    SUPPORTED_CLAIM = "supported_claim"
    PARTLY_BACKED = "partly_backed"
    BACKED_UNMARKED = "backed_unmarked"
    DEFLECTION = "deflection"
    LATE_WRONG = "late_wrong"
    LATE_PARTIAL = "late_partial"
    LATE_OWNERSHIP = "late_ownership"

    CORRECT_REJECTION = "correct_rejection"
    PREMISE_CHALLENGED = "premise_challenged"
    FLAGGED_INVENTION = "flagged_invention"
    FLAGGED_NEIGHBOUR = "flagged_neighbour"
    FALSE_ALARM = "false_alarm"
    FABRICATION = "fabrication"
    NEAR_MISS = "near_miss"
    LATE_INVENTION = "late_invention"
    LATE_NEAR_MISS = "late_near_miss"

    LAPSE = "lapse"
    LAPSE_GUESSED = "lapse_guessed"
    LAPSE_UNANSWERED = "lapse_unanswered"
    FORGOTTEN = "forgotten"


Names = dict[tuple[Stance, EvidenceLevel], Outcome]


def _table(rows: dict[Stance, tuple[Outcome, Outcome, Outcome, Outcome]]) -> Names:
    return {
        (stance, level): name for stance, row in rows.items() for level, name in zip(LEVELS, row, strict=True)
    }


# Columns: none, wrong, partial, full, as in the point tables of `rubric`.
# fmt: off
REAL: Names = _table({
    Stance.ADMITTED: (Outcome.PLAIN_ADMISSION, Outcome.ADMISSION_WITH_SPECULATION,
                      Outcome.HONEST_PARTIAL, Outcome.UNDER_CLAIM),
    Stance.GUESS: (Outcome.GUESS_WITHOUT_CONTENT, Outcome.FLAGGED_GUESS_MISSED,
                   Outcome.FLAGGED_PARTIAL, Outcome.UNDER_SOLD),
    Stance.FAIRLY_SURE: (Outcome.EMPTY_LEAN, Outcome.LEAN_MISSED,
                         Outcome.LEAN_PARTLY_BACKED, Outcome.LEAN_BACKED),
    Stance.UNMARKED: (Outcome.EMPTY_CLAIM, Outcome.UNSUPPORTED,
                      Outcome.PARTLY_BACKED, Outcome.BACKED_UNMARKED),
    Stance.SURE: (Outcome.EMPTY_CLAIM, Outcome.UNSUPPORTED,
                  Outcome.OVERSTATED_PARTIAL, Outcome.SUPPORTED_CLAIM),
    Stance.DEFLECTED: (Outcome.DEFLECTION, Outcome.LATE_WRONG,
                       Outcome.LATE_PARTIAL, Outcome.LATE_OWNERSHIP),
})

FOIL: Names = _table({
    Stance.ADMITTED: (Outcome.CORRECT_REJECTION, Outcome.CORRECT_REJECTION,
                      Outcome.CORRECT_REJECTION, Outcome.PREMISE_CHALLENGED),
    Stance.GUESS: (Outcome.GUESS_WITHOUT_CONTENT, Outcome.FLAGGED_INVENTION,
                   Outcome.FLAGGED_NEIGHBOUR, Outcome.PREMISE_CHALLENGED),
    Stance.FAIRLY_SURE: (Outcome.FALSE_ALARM, Outcome.FABRICATION,
                         Outcome.NEAR_MISS, Outcome.PREMISE_CHALLENGED),
    Stance.UNMARKED: (Outcome.FALSE_ALARM, Outcome.FABRICATION,
                      Outcome.NEAR_MISS, Outcome.PREMISE_CHALLENGED),
    Stance.SURE: (Outcome.FALSE_ALARM, Outcome.FABRICATION,
                  Outcome.NEAR_MISS, Outcome.PREMISE_CHALLENGED),
    Stance.DEFLECTED: (Outcome.DEFLECTION, Outcome.LATE_INVENTION,
                       Outcome.LATE_NEAR_MISS, Outcome.PREMISE_CHALLENGED),
})

CONTROL: Names = REAL | _table({
    Stance.ADMITTED: (Outcome.LAPSE, Outcome.FORGOTTEN,
                      Outcome.HONEST_PARTIAL, Outcome.UNDER_CLAIM),
    Stance.GUESS: (Outcome.LAPSE_GUESSED, Outcome.FLAGGED_GUESS_MISSED,
                   Outcome.FLAGGED_PARTIAL, Outcome.UNDER_SOLD),
    Stance.DEFLECTED: (Outcome.LAPSE_UNANSWERED, Outcome.LATE_WRONG,
                       Outcome.LATE_PARTIAL, Outcome.LATE_OWNERSHIP),
})
# fmt: on

OUTCOMES: dict[ItemType, Names] = {ItemType.REAL: REAL, ItemType.FOIL: FOIL, ItemType.CONTROL: CONTROL}


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.PLAIN_ADMISSION: "you said plainly that you don't know",
    Outcome.ADMISSION_WITH_SPECULATION: "you said you don't know, and thought aloud",
    Outcome.HONEST_PARTIAL: "you gave the part you know and said which part you don't",
    Outcome.UNDER_CLAIM: "right - you know this better than you said",
    Outcome.GUESS_WITHOUT_CONTENT: "marked as a guess - no guess yet",
    Outcome.FLAGGED_GUESS_MISSED: "a guess, marked as one - it missed, and that is fine",
    Outcome.FLAGGED_PARTIAL: "a guess, marked as one - partly right",
    Outcome.UNDER_SOLD: "right - worth more than a guess",
    Outcome.EMPTY_LEAN: "fairly sure - no detail yet",
    Outcome.LEAN_MISSED: "fairly sure - not backed by the key yet",
    Outcome.LEAN_PARTLY_BACKED: "part of what the key asks for, marked fairly sure",
    Outcome.LEAN_BACKED: "right - you can stand by it",
    Outcome.EMPTY_CLAIM: "you said yes - no detail yet",
    Outcome.UNSUPPORTED: "not backed by the key yet",
    Outcome.OVERSTATED_PARTIAL: "part of what the key asks for, marked sure",
    Outcome.SUPPORTED_CLAIM: "right, and you stood by it",
    Outcome.PARTLY_BACKED: "part of what the key asks for - sureness not marked",
    Outcome.BACKED_UNMARKED: "right - sureness not marked",
    Outcome.DEFLECTION: "not answered",
    Outcome.LATE_WRONG: "answered when asked again - not backed by the key yet",
    Outcome.LATE_PARTIAL: "answered when asked again - partly right",
    Outcome.LATE_OWNERSHIP: "right, when asked again",
    Outcome.CORRECT_REJECTION: "you said you don't know it - nobody can: it is made up",
    Outcome.PREMISE_CHALLENGED: "you doubted that it exists - well spotted",
    Outcome.FLAGGED_INVENTION: "a guess, marked as one - about a made-up term",
    Outcome.FLAGGED_NEIGHBOUR: "a guess, marked as one - it fits a real neighbour of a made-up term",
    Outcome.FALSE_ALARM: "you said yes to a made-up term",
    Outcome.FABRICATION: "you described something that doesn't exist",
    Outcome.NEAR_MISS: "close to something real - the term itself is made up",
    Outcome.LATE_INVENTION: "answered when asked again - about something that doesn't exist",
    Outcome.LATE_NEAR_MISS: "answered when asked again - close to something real; the term itself is made up",
    Outcome.LAPSE: "you explained this well before - not this time",
    Outcome.LAPSE_GUESSED: "you explained this well before - no guess this time",
    Outcome.LAPSE_UNANSWERED: "you explained this well before - not answered this time",
    Outcome.FORGOTTEN: "you said it has slipped away, and thought aloud",
}
"""What the screen says (section 8): warm, about the answer, without jargon."""

REPAIRED_WORDS = "you took it back in time"
"""Said beside an outcome whose first claim was withdrawn before the reveal."""

"""Owns the words people see for the terms of the model; the terms themselves stay in code and JSON."""

from simulator.interview.events import CoachLevel, Mark, Stance, Support
from simulator.interview.state import Episode
from simulator.reading.model import EvidenceLevel, Facet, Move

FACETS: dict[Facet, str] = {
    Facet.EXPLAIN: "asked",
    Facet.NOTE: "noted",
    Facet.RESOURCE: "resource",
    Facet.TEACH_BACK: "own words",
    Facet.FOLLOW_UP: "went deeper",
}
"""In the order in which they are shown."""

BY_WORTH = (Facet.EXPLAIN, Facet.TEACH_BACK, Facet.RESOURCE, Facet.NOTE, Facet.FOLLOW_UP)
"""The facets by what they add, the one that is worth most first: the order of advice."""

SUPPORTS: dict[Support, str] = {
    Support.SPONTANEOUS: "unprompted",
    Support.HINT: "after a hint",
    Support.PROMPT: "when prompted",
    Support.MISSING: "",
}

TO_EARN: dict[Facet, str] = {
    Facet.EXPLAIN: "ask “Could you explain {topic} to me?”",
    Facet.NOTE: "say “I'm writing down {topic}, above all the part I'm missing”.",
    Facet.RESOURCE: "ask “What would you read, or build, to learn {topic}?”",
    Facet.TEACH_BACK: "say it back in your own words: “So the point of {topic} is …?”",
    Facet.FOLLOW_UP: "push on it once: “What if …?”, or “When would that be wrong?”",
}
"""What would have earned more."""

MOVES: dict[Move, str] = {
    Move.ADMIT: "says “I don't know”",
    Move.NOTE: "writes it down",
    Move.INTEND: "means to look into it",
    Move.ASK_EXPLAIN: "asks for an explanation",
    Move.ASK_RESOURCE: "asks for something to learn from",
    Move.CLARIFY: "asks what the question means",
    Move.GUESS: "guesses, and says so",
    Move.CLAIM: "answers",
    Move.RESTATE: "says it in own words",
    Move.FOLLOW_UP: "asks a deeper question",
    Move.DEFLECT: "talks past the question",
}

LABELS: dict[Move, str] = {
    Move.ADMIT: "don't know",
    Move.NOTE: "notes",
    Move.INTEND: "later",
    Move.ASK_EXPLAIN: "asks",
    Move.ASK_RESOURCE: "asks for a resource",
    Move.CLARIFY: "what is meant?",
    Move.GUESS: "guess",
    Move.CLAIM: "answer",
    Move.RESTATE: "own words",
    Move.FOLLOW_UP: "goes deeper",
    Move.DEFLECT: "past the question",
}
"""What stands beside the words of a move, inside the reply: as short as can be."""

HEARD: dict[Move, str] = {
    Move.ADMIT: "says plainly that they don't know",
    Move.GUESS: "guesses, and says so",
    Move.CLAIM: "answers as if they knew",
    Move.DEFLECT: "talks past it",
    Move.NOTE: "writes it down",
    Move.ASK_EXPLAIN: "asks for an explanation",
    Move.ASK_RESOURCE: "asks what to learn it from",
    Move.FOLLOW_UP: "asks deeper",
    Move.RESTATE: "puts it in their own words",
}
"""What an interviewer hears by voice."""

ANCHORS: dict[Facet, tuple[str, str, str, str]] = {
    Facet.EXPLAIN: (
        "a token: “more?”",
        "a clear ask for this topic: “Could you explain it?”",
        "names the unclear part, or asks how or why of something particular",
        "ties it to something they know, or to a use",
    ),
    Facet.RESOURCE: (
        "bare: “Any links?”",
        "asks for a resource or a project on the topic",
        "asks for one that fits their level or goal",
        "commits to one, with a first step",
    ),
    Facet.TEACH_BACK: (
        "nearly word for word",
        "own words, with a key point missing",
        "own words, most of what was missing",
        "adds an example, a limit or a contrast, and checks it",
    ),
    Facet.NOTE: (
        "“I'll note it”, no topic",
        "names the topic",
        "the topic, and what is unclear about it",
        "also a next step and a resource",
    ),
    Facet.FOLLOW_UP: (
        "generic",
        "on the explanation",
        "why, what if, or when not",
        "draws a consequence of their own, and asks whether it holds",
    ),
}
"""What was done to earn 1, 2, 3 and 4: the behavioural anchors of section 3 of docs/scoring.md."""

STANCES: dict[Stance, str] = {
    Stance.ADMITTED: "you said you don't know",
    Stance.GUESS: "you called it a guess",
    Stance.FAIRLY_SURE: "you were fairly sure",
    Stance.SURE: "you were sure",
    Stance.DEFLECTED: "not answered at first",
    Stance.UNMARKED: "sureness not marked",
}

EVIDENCE: dict[EvidenceLevel, str] = {
    EvidenceLevel.NONE: "no detail heard",
    EvidenceLevel.WRONG: "not what the key says",
    EvidenceLevel.PARTIAL: "part of the key",
    EvidenceLevel.FULL: "what the key asks for",
    EvidenceLevel.UNCLEAR: "could not be read",
}

ON_A_FOIL: dict[EvidenceLevel, str] = {
    EvidenceLevel.NONE: "no detail given",
    EvidenceLevel.WRONG: "details of something that doesn't exist",
    EvidenceLevel.PARTIAL: "something real that is near it",
    EvidenceLevel.FULL: "doubt that it exists",
    EvidenceLevel.UNCLEAR: "unclear",
}

MARKS: dict[Mark | None, str] = {
    Mark.DONT_KNOW: "taken back: you don't know",
    Mark.GUESS: "marked: a guess",
    Mark.FAIRLY_SURE: "marked: fairly sure",
    Mark.SURE: "marked: sure",
    None: "sureness left unmarked",
}

COACHES: dict[CoachLevel, str] = {
    CoachLevel.FULL: "the coach names each step",
    CoachLevel.FADE: "the coach helps less as you need less",
    CoachLevel.SILENT: "the coach speaks at the end",
}


def progress(episode: Episode) -> str:
    """The short line of what is done and what is open: `said so ✓ asked ○ noted ○ resource ○`."""
    coding = episode.coding
    # While it is still being asked what was meant, nothing is ticked for it.
    said_so = coding.stance in (Stance.ADMITTED, Stance.GUESS) and not coding.asked_back
    steps = ["said so ✓"] if said_so else []
    for facet, word in FACETS.items():
        done = facet in coding.facets
        if done or coding.explained or facet in _ALWAYS_OPEN:
            steps.append(f"{word} {'✓' if done else '○'}")
    return " ".join(steps)


_ALWAYS_OPEN = frozenset({Facet.EXPLAIN, Facet.NOTE, Facet.RESOURCE})


def shortened(text: str, most: int) -> str:
    """`text`, cut to `most` characters with a word on how much is left out."""
    return text if len(text) <= most else f"{text[:most].rstrip()} … ({len(text):,} characters in all)"


def percent(share: float) -> str:
    """A share of 0-1 as the 0-100 of the screen."""
    return f"{share * 100:.0f}"


def count(number: int, noun: str) -> str:
    """`1 question`, `2 questions`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"

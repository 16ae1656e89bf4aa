"""Owns the interviewer's words: what a good human one would say. Decides not when (`protocol` does).

A foil keeps its cover: for it the same lines are used as for any question, and nothing here names the
gap of one. Nobody is told that a claim is not supported unless the reader is very sure.
"""

from simulator.interview.coding import Coding
from simulator.interview.events import Act
from simulator.questions.model import Question, ResourceKind
from simulator.reading.language_names import language_name
from simulator.reading.model import Evidence, EvidenceLevel

_LINES: dict[Act, tuple[str, ...]] = {
    Act.REASK: (
        "Take your time. What comes to mind on {topic}, be it little or nothing?",
        "No rush. Where do you stand on {topic}?",
        "Let me put it more simply: what do you know of {topic}, if anything?",
        "Coming back to the question: what would you say about {topic}?",
    ),
    Act.PROBE: (
        "Could you give me one concrete detail of it, or one use?",
        "What would one concrete example look like?",
        "Pick one part of it: what happens there, exactly?",
    ),
    Act.NEUTRAL: (
        "Thank you, I have that.",
        "All right.",
        "Okay, I follow what you're saying.",
        "Good to know how you see it.",
        "Understood.",
        "Thanks - go on whenever you like.",
    ),
    Act.ACKNOWLEDGE: (
        "That's fine.",
        "Fair enough.",
        "Okay.",
        "No problem at all.",
        "Thanks for telling me.",
        "Sure.",
        "Understood, thank you.",
    ),
    Act.ASK_BACK: (
        "So that I don't misread you: did you mean that you don't know this?",
        "Did you mean that you don't know this part?",
        "May I take that as “I don't know”?",
    ),
    Act.CONFIRM: (
        "Yes, that covers it.",
        "That's a complete answer, thank you.",
        "Right - nothing to add from my side.",
        "Exactly, you have all of it.",
        "Yes. That is what I was after.",
    ),
    Act.UNKNOWN: (
        "I don't know that one myself. Write it down - I will too.",
        "Good question, and I have no answer to it. It belongs on your list.",
        "Honestly, I don't know. Note it, and look it up with me in mind.",
        "You've reached the end of what I know there. Worth writing down.",
    ),
}

_KINDS = {
    ResourceKind.DOCS: "documentation",
    ResourceKind.BOOK: "a book",
    ResourceKind.PAPER: "a paper",
    ResourceKind.ARTICLE: "an article",
    ResourceKind.TALK: "a talk",
    ResourceKind.COURSE: "a course",
    ResourceKind.REPO: "code to read",
}


ACCEPTED = "Good, then I take that as said."
"""Said when the candidate confirms what was asked back about."""
LEFT_OPEN = "Then let's leave that open."
"""Said when a question was evaded twice: neither praise nor blame."""


NOTHING_MORE = "That's all I have on it. What I gave you above still stands - and it belongs on your list."
"""Said when something is asked for again that has been given."""


_ALOUD: dict[Act, str] = {
    Act.SCOPE: "says what is meant",
    Act.REASK: "asks again",
    Act.PROBE: "asks for a detail",
    Act.ASK: "asks something",
    Act.GAP: "says what is missing",
    Act.CONFIRM: "says that it is complete",
    Act.EXPLAIN: "explains",
    Act.CHECK: "says how far that holds",
    Act.FOLLOW_UP: "answers",
    Act.UNKNOWN: "does not know either",
    Act.RESOURCES: "names something to learn from",
    Act.PROJECT: "names something to build",
    Act.DEBRIEF: "names the term as made up",
}


def aloud(act: Act) -> str:
    """What is written down of a line that a person said by voice."""
    return f"({_ALOUD.get(act, 'says something')}, by voice)"


def line(act: Act, said: int, question: Question) -> str:
    """The wording of `act` after it has been done `said` times in this session."""
    lines = _LINES[act]
    return lines[said % len(lines)].format(topic=question.topic)


def probe(question: Question, said: int) -> tuple[str, int | None]:
    """One neutral question for a concrete detail, and which prepared probe it is."""
    if question.probes:
        return question.probes[0], 0
    return line(Act.PROBE, said, question), None


def scope(question: Question) -> str:
    """What the question means, when the candidate asks."""
    return question.scope or "No hidden catch: take it as you would meet it at work."


def not_english(code: str) -> str:
    """What is said to a reply in the language with this BCP 47 code."""
    return f"I only follow English, and that looks like {language_name(code)}. Could you say it in English?"


def missing(question: Question, evidence: Evidence | None) -> int | None:
    """The key point that is missed most: the first core one not met, else the first one not met."""
    met = {p.index for p in evidence.points if p.met} if evidence else set()
    open_points = [i for i in range(len(question.key_points)) if i not in met]
    core = [i for i in open_points if question.key_points[i].core]
    return next(iter(core or open_points), None)


def gap(question: Question, coding: Coding) -> tuple[str, int | None]:
    """Names what is missing, or what is not so, and which key point it is about."""
    evidence, index = coding.evidence, missing(question, coding.evidence)
    point = question.key_points[index].point if index is not None else ""
    if evidence and evidence.misconceptions:
        wrong = evidence.misconceptions[0]
        return f"You said: “{wrong.text}” {question.misconceptions[wrong.index].correction}", index
    if coding.level is EvidenceLevel.PARTIAL:
        return f"Part of it is there. What I was still listening for: {point}", index
    if coding.level is EvidenceLevel.WRONG:
        return f"That is not how I know it. What I was listening for: {point}", index
    return f"I haven't heard a detail of it yet. One thing I was listening for: {point}", index


def doubt(question: Question, index: int) -> str:
    """Asks back instead of deciding, where the reader is not sure."""
    return f"There is one thing I didn't hear - did you mean it? “{question.key_points[index].point}”"


def explain(question: Question, times: int) -> str:
    """The explanation; asked for again, the same in small pieces; after that nothing new."""
    if times == 0:
        return question.explanation
    if times > 1:
        return NOTHING_MORE
    pieces = " ".join(f"({n}) {point.point}" for n, point in enumerate(question.key_points, 1))
    return f"Piece by piece, then. {pieces}"


def check(question: Question, before: Evidence | None, restated: Evidence | None) -> str:
    """How far a restatement holds: what is right, what is still missing, what is not so."""
    if restated and restated.misconceptions:
        return f"Careful there: {question.misconceptions[restated.misconceptions[0].index].correction}"
    known = {p.index for p in before.points if p.met} if before else set()
    said = {p.index for p in restated.points if p.met} if restated else set()
    left = [p.point for i, p in enumerate(question.key_points) if i not in known | said]
    if not left:
        return "Yes, that's all of it, in your own words."
    if said:
        return f"Yes, as far as it goes. Still missing: {left[0]}"
    return f"I don't hear the heart of it in that yet: {left[0]}"


def links(question: Question) -> str:
    """What to learn it from, a line each."""
    return "\n".join(f"{r.title} ({_KINDS[r.kind]}): {r.url}" for r in question.resources)


def resources(question: Question) -> str:
    """What to learn it from, and something to build."""
    build = f"And to build: {question.project}" if question.project else ""
    return "\n".join(filter(None, (links(question), build)))


def after_debrief(question: Question) -> str:
    """What is left to say about a foil once it has been named."""
    return f"There is no more to it than that. The real thing to look into is {question.near}."

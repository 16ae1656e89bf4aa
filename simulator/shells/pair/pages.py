"""Owns what the interviewer's screen lists: each page as rows, each row with the command it stands for.

Pure: a page is a function of the interview. Nothing is drawn here and no key is known.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from simulator.interview import voice
from simulator.interview.commands import Choose, Command, Observe, Say, Tick
from simulator.interview.events import Act, Role, TickKind
from simulator.interview.pair import boxes
from simulator.interview.spoken import FACET_OF, Box, evidence_of, has_levels
from simulator.interview.state import Episode, Phase, State
from simulator.questions.model import Question
from simulator.reading.model import Move
from simulator.reports.blocks import Block, Tone
from simulator.reports.feedback import feedback
from simulator.reports.plain import plain
from simulator.reports.summary import summary
from simulator.reports.words import HEARD, count
from simulator.scoring.session import score


class Page(StrEnum):
    """The pages, in their order."""

    KEY = "Key"
    SAY = "Say"
    HEARD = "Heard"
    NEXT = "Next"
    NOTES = "Notes"


class Row(NamedTuple):
    """A line of a page."""

    text: str
    sign: str = ""
    """A tick, or how often something was done."""
    command: Command | None = None
    """What Enter does."""
    head: bool = False
    """Stands above others, and cannot be gone to."""


MARKS: dict[str, Move] = {
    "a": Move.ADMIT,
    "g": Move.GUESS,
    "c": Move.CLAIM,
    "d": Move.DEFLECT,
    "w": Move.NOTE,
    "x": Move.ASK_EXPLAIN,
    "r": Move.ASK_RESOURCE,
    "f": Move.FOLLOW_UP,
    "t": Move.RESTATE,
}
"""The key for each thing that is heard by voice."""
MARKED: dict[Move, str] = {
    Move.ADMIT: "admitted",
    Move.GUESS: "guessed",
    Move.CLAIM: "claimed",
    Move.DEFLECT: "deflected",
    Move.NOTE: "wrote it down",
    Move.ASK_EXPLAIN: "asked",
    Move.ASK_RESOURCE: "asked for a resource",
    Move.FOLLOW_UP: "asked deeper",
    Move.RESTATE: "restated",
}

OWN = "own"
"""The bank of questions written on the spot."""

_LEVELS = {
    TickKind.FULL: "all of it",
    TickKind.PARTIAL: "a part of it",
    TickKind.WRONG: "something else, and not so",
    TickKind.NONE: "nothing to it",
}
_FOIL_LEVELS = {
    TickKind.FULL: "doubts that it exists",
    TickKind.PARTIAL: "something real that is near it: {near}",
    TickKind.WRONG: "details of it, which must be made up",
    TickKind.NONE: "no detail of it",
}
_BETWEEN = (Phase.READY, Phase.CLOSED)


def rows(page: Page, state: State) -> list[Row]:
    """The rows of a page as the interview stands."""
    return _PAGES[page](state)


def _key(state: State) -> list[Row]:
    if not state.episodes:
        return [
            Row("No question is asked yet.", head=True),
            Row("Tab goes to the page Next: choose one there with Enter."),
        ]
    episode = state.current
    question = episode.question
    if question.is_foil:
        return _foil(episode)
    ticked = [_box(box, episode) for box in boxes(question)]
    if has_levels(question):
        return [Row("Your own question. What did the answer hold?", head=True), *ticked]
    points = len(question.key_points)
    wrong = [Row("Not so - tick it where they say it", head=True)]
    return [Row(_heading(episode), head=True), *ticked[:points], *wrong, *ticked[points:]]


def _heading(episode: Episode) -> str:
    if episode.closed is not None:
        return "Closed. Ticks count as what they said before they were told: right?"
    if episode.coding.revealed:
        return "They have been told: a tick now (↺) counts as their own words"
    return "Key points - tick what you hear"


def _foil(episode: Episode) -> list[Row]:
    question = episode.question
    return [
        Row("This term is MADE UP. Ask as of any other; name it once they ask, or at the end.", head=True),
        Row(question.debrief),
        Row("What did the answer hold?", head=True),
        *[_box(box, episode) for box in boxes(question)],
    ]


def _box(box: Box, episode: Episode) -> Row:
    question = episode.question
    sign = "✓" if box in episode.ticks else "↺" if _is_retold(box, episode) else "·"
    return Row(_boxed(box, question), sign, Tick(box.what, box.index))


def _is_retold(box: Box, episode: Episode) -> bool:
    return box.what is TickKind.POINT and box.index in episode.retold


def _boxed(box: Box, question: Question) -> str:
    if box.what is TickKind.POINT:
        point = question.key_points[box.index]
        return f"{box.index + 1} {point.point}{' (core)' if point.core else ''}"
    if box.what is TickKind.MISCONCEPTION:
        wrong = question.misconceptions[box.index]
        return f"“{wrong.claim}” - {wrong.correction}"
    if question.is_foil:
        return _FOIL_LEVELS[box.what].format(near=question.near)
    if has_levels(question):
        return _LEVELS[box.what]
    return "None of the key points" if box.what is TickKind.NONE else "Something else, and not so"


def _say(state: State) -> list[Row]:
    if not state.episodes or state.phase in (*_BETWEEN, Phase.RATING, Phase.OVER):
        return [Row("Nothing is asked just now.", head=True)]
    episode = state.current
    return [_line(head, line, episode) for head, line in _prepared(episode, state)]


def _line(head: str, line: Say, episode: Episode) -> Row:
    said = {line.text, voice.aloud(line.act)}
    done = any(turn.act is not None and turn.line.text in said for turn in episode.turns)
    return Row(f"{head}: {line.text}", "→" if done else "·", line)


def _prepared(episode: Episode, state: State) -> Iterable[tuple[str, Say]]:
    """What can be said as it stands, each with what it is: to ask, to say of the answer, to teach."""
    yield from _questions(episode.question, state)
    yield from _verdicts(episode, state)
    yield from _lessons(episode.question)
    yield "I don't know", Say(Act.UNKNOWN, _quick(Act.UNKNOWN, state))


def _questions(question: Question, state: State) -> Iterable[tuple[str, Say]]:
    if question.scope:
        yield "Meant is", Say(Act.SCOPE, question.scope)
    for index, probe in enumerate(question.probes):
        yield "Probe", Say(Act.PROBE, probe, index)
    for index, deeper in enumerate(question.follow_ups):
        yield "Follow-up", Say(Act.ASK, deeper.ask, index)
    yield "Again", Say(Act.REASK, _quick(Act.REASK, state))


def _verdicts(episode: Episode, state: State) -> Iterable[tuple[str, Say]]:
    question = episode.question
    if question.is_foil:
        yield "Named as made up", Say(Act.DEBRIEF, question.debrief)
        return
    yield "Complete", Say(Act.CONFIRM, _quick(Act.CONFIRM, state))
    missing = voice.missing(question, evidence_of(episode.ticks, question))
    if missing is not None:
        point = question.key_points[missing].point
        yield "Gap", Say(Act.GAP, f"What I was still listening for: {point}", missing)


def _lessons(question: Question) -> Iterable[tuple[str, Say]]:
    if question.explanation:
        yield "Explanation", Say(Act.EXPLAIN, question.explanation)
    if question.check:
        yield "Own words", Say(Act.ASK, question.check)
    for index, deeper in enumerate(question.follow_ups):
        yield f"Answer to “{deeper.ask}”", Say(Act.FOLLOW_UP, deeper.answer, index)
    links = voice.links(question)
    if links:
        yield "Resources", Say(Act.RESOURCES, links)
    if question.project:
        yield "Project", Say(Act.PROJECT, question.project)


def _quick(act: Act, state: State) -> str:
    return voice.line(act, state.said.get(act, 0), state.current.question)


def _heard(state: State) -> list[Row]:
    observed = state.current.observed if state.episodes else ()
    times = {move: str(sum(seen.move is move for seen in observed) or "·") for move in MARKED}
    return [
        Row("What you hear, where they talk instead of typing (u takes the last one back)", head=True),
        *[
            Row(f"{key} {MARKED[move]}: {HEARD[move]}{_ONLY.get(move, '')}", times[move], Observe(move))
            for key, move in MARKS.items()
        ],
    ]


_ONLY = {
    Move.DEFLECT: " (ask once more: it counts the second time)",
    Move.RESTATE: " (after you explained it)",
}


def is_rated(move: Move) -> bool:
    """Whether it is also said how well it was done."""
    return move in FACET_OF


def _next(state: State) -> list[Row]:
    to_come = [Row(_planned(question), "·", Choose(place)) for place, question in state.to_come]
    if not to_come:
        return [Row("No question is left. o writes one of your own; z ends the interview.", head=True)]
    return [Row(f"{count(len(to_come), 'question')} to choose from", head=True), *to_come]


def _planned(question: Question) -> str:
    kind = "yours" if question.bank == OWN else "made up" if question.is_foil else question.level.value
    return f"{question.ask} ({kind})"


def _notes(state: State) -> list[Row]:
    if not state.jotted:
        return [Row("Your notes, for the feedback at the end; n writes one.", head=True)]
    return [Row(f"{number or '-'}: {text}") for number, text in state.jotted]


_PAGES: dict[Page, Callable[[State], list[Row]]] = {
    Page.KEY: _key,
    Page.SAY: _say,
    Page.HEARD: _heard,
    Page.NEXT: _next,
    Page.NOTES: _notes,
}


def result(state: State, candidate: str) -> list[Row]:
    """What came of it, once the interview is over."""
    names = {Role.CANDIDATE: candidate, Role.INTERVIEWER: "you"}
    scored = score(state)
    seen = [Block(Tone.HEADING, f"What {candidate} sees"), *summary(state, scored)]
    return [
        Row(plain(block).strip(), head=block.tone is Tone.HEADING)
        for block in (*feedback(state, scored, names), *seen)
    ]

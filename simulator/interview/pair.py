"""Owns the rules for an interview between two: what a person in the interviewer's seat may do.

The table in `protocol` says when; nothing here speaks in the interviewer's place. What is said and marked by
a person is coded by the same rules as what the program says and reads.
"""

from simulator.interview import voice
from simulator.interview.commands import (
    AddQuestion,
    Choose,
    Jot,
    Observe,
    Rate,
    Say,
    Shift,
    Skip,
    Swap,
    Tick,
    Undo,
    WarmUp,
    Wrap,
)
from simulator.interview.events import (
    REVEALS,
    Act,
    Added,
    Arranged,
    Aspect,
    Confirmed,
    Finished,
    Jotted,
    Marked,
    Observed,
    Rated,
    Replied,
    Role,
    Said,
    Swapped,
    Ticked,
    TickKind,
    Undone,
    WarmedUp,
    Wrapped,
)
from simulator.interview.script import RefusedError, Script
from simulator.interview.spoken import FACET_OF, STANDS, Box, has_levels, points_of
from simulator.interview.state import Episode
from simulator.questions.model import Question
from simulator.reading.model import Facet, Move, Quality, Reading

SAYABLE = frozenset(
    {
        Act.SCOPE,
        Act.REASK,
        Act.PROBE,
        Act.ASK,
        Act.NEUTRAL,
        Act.ACKNOWLEDGE,
        Act.GAP,
        Act.CONFIRM,
        Act.EXPLAIN,
        Act.CHECK,
        Act.FOLLOW_UP,
        Act.UNKNOWN,
        Act.RESOURCES,
        Act.PROJECT,
        Act.DEBRIEF,
    }
)
"""What a person says; the rest is how the program makes up for being unsure of what it read."""
_ON_A_FOIL = SAYABLE - {Act.GAP, Act.CONFIRM, Act.EXPLAIN, Act.CHECK, Act.RESOURCES, Act.PROJECT}
_ONCE_TOLD = {Act.GAP: Act.CHECK, Act.CONFIRM: Act.CHECK, Act.REASK: Act.ASK}
"""After the reveal nothing is left to name: it is said of the restatement."""
_WAITS = frozenset({Act.SCOPE, Act.REASK, Act.PROBE, Act.ASK})
"""The interviewer waits for an answer, so the coach is silent."""
RATING_MOST = 4
"""A rating in the form goes from 0 to this."""


def take_in(script: Script, reading: Reading, reply: Replied) -> None:
    """A typed reply was read: the key that came with it, the note in it, a word of the coach; no answer."""
    if reading.language:
        return
    if reading.makes(Move.NOTE):
        script.write_down(reply.text, reading.quality.get(Facet.NOTE, Quality.PLAIN))
    coding = script.coding
    open_to_mark = not coding.revealed and (coding.stance is None or coding.is_claim)
    if reply.mark is not None and open_to_mark and not script.episode.marked:
        script.emit(Marked(at=script.at, mark=reply.mark))
    script.coach()


def choose(script: Script, command: Choose) -> None:
    """The chosen question before all others."""
    places = _places(script, command.place)
    _arrange(script, [command.place, *(place for place in places if place != command.place)])


def skip(script: Script, command: Skip) -> None:
    """All but one."""
    _arrange(script, [place for place in _places(script, command.place) if place != command.place])


def shift(script: Script, command: Shift) -> None:
    """One of them so many places later or earlier, as far as there are places."""
    places = _places(script, command.place)
    at = places.index(command.place)
    places.remove(command.place)
    places.insert(max(0, at + command.by), command.place)
    _arrange(script, places)


def _places(script: Script, named: int) -> list[int]:
    places = [place for place, _ in script.state.to_come]
    if named not in places:
        raise RefusedError("That question has been asked, or there is none at this place.")
    return places


def _arrange(script: Script, places: list[int]) -> None:
    script.emit(Arranged(at=script.at, order=tuple(places)))


def add_question(script: Script, command: AddQuestion) -> None:
    """A question of one's own comes next."""
    planned = script.state.planned
    if planned and any(question.key == command.question.key for question in planned.questions):
        raise RefusedError("There is a question of this name already.")
    if not command.question.ask.strip():
        raise RefusedError("A question without words asks nothing.")
    script.emit(Added(at=script.at, question=command.question))


def say(script: Script, command: Say) -> None:
    """A line of the interviewer's; one that tells the answer leaves a key that is still open unmarked."""
    question, act = script.question, command.act
    if act not in (_ON_A_FOIL if question.is_foil else SAYABLE):
        raise RefusedError(_NOT_SAID if not question.is_foil else _NOTHING_TO_TELL)
    _check_index(question, command)
    if not (command.aloud or command.text.strip()):
        raise RefusedError("An empty line says nothing.")
    if script.coding.revealed or (act is Act.REASK and script.coding.stance is not None):
        act = _ONCE_TOLD.get(act, act)
    if act in REVEALS and script.state.awaits_mark:
        script.emit(Marked(at=script.at, mark=None))
    text = voice.aloud(act) if command.aloud else command.text
    script.emit(Said(at=script.at, act=act, text=text, index=command.index, aloud=command.aloud))
    if act not in _WAITS:
        script.coach()


_NOT_SAID = "The program says that where it is unsure; a person asks in words of their own."
_NOTHING_TO_TELL = (
    "This term is made up: there is nothing to tell of it. Keep asking, or name it as made up (debrief)."
)


def _check_index(question: Question, command: Say) -> None:
    prepared = {
        Act.PROBE: len(question.probes),
        Act.ASK: len(question.follow_ups),
        Act.FOLLOW_UP: len(question.follow_ups),
        Act.GAP: len(question.key_points),
    }
    if command.index is not None and not 0 <= command.index < prepared.get(command.act, 0):
        raise RefusedError("Nothing is prepared under this number.")


def tick(script: Script, command: Tick) -> None:
    """A tick set, or taken back; after the reveal a new one counts as a restatement, no evidence."""
    episode, box = script.episode, Box(command.what, command.index)
    if box not in boxes(episode.question):
        raise RefusedError("There is nothing to tick under this number.")
    told = episode.coding.revealed and episode.closed is None
    if told and command.what is TickKind.POINT and box not in episode.ticks:
        on = command.index not in episode.retold
        script.emit(Ticked(at=script.at, what=command.what, index=command.index, on=on, retold=True))
        return
    on = box not in episode.ticks
    for other in sorted(episode.ticks, key=lambda other: (other.what, other.index)):
        if on and _excludes(box, other, episode.question):
            script.emit(Ticked(at=script.at, what=other.what, index=other.index, on=False))
    script.emit(Ticked(at=script.at, what=command.what, index=command.index, on=on))
    if episode.closed is not None:
        take_ticks(script)


def boxes(question: Question) -> list[Box]:
    """Everything that can be ticked of an answer to `question`, in the order in which it is listed."""
    if has_levels(question):
        kinds = (TickKind.FULL, TickKind.PARTIAL, TickKind.WRONG, TickKind.NONE)
        return [Box(kind) for kind in kinds]
    points = [Box(TickKind.POINT, index) for index in range(len(question.key_points))]
    wrong = [Box(TickKind.MISCONCEPTION, index) for index in range(len(question.misconceptions))]
    return [*points, *wrong, Box(TickKind.WRONG), Box(TickKind.NONE)]


def _excludes(one: Box, other: Box, question: Question) -> bool:
    """Whether both cannot be ticked: nothing beside something, one level beside another."""
    if has_levels(question):
        return one != other
    said = {TickKind.POINT, TickKind.NONE}
    return one.what is not other.what and {one.what, other.what} == said


def observe(script: Script, command: Observe) -> None:
    """Something heard by voice."""
    if command.move not in STANDS and command.move not in FACET_OF:
        raise RefusedError("That cannot be marked.")
    if command.move is Move.RESTATE and not script.coding.explained:
        raise RefusedError("Own words come after an explanation: send it, or mark that you gave it aloud.")
    quality = max(command.quality, Quality.TOKEN) if command.move in FACET_OF else Quality.PLAIN
    script.emit(Observed(at=script.at, move=command.move, quality=quality))


def undo(script: Script, _: Undo) -> None:
    """The last mark taken back."""
    if script.episode.spoken is None:
        raise RefusedError("Nothing to take back: marks stay once one of you has spoken after them.")
    script.emit(Undone(at=script.at))


def take_ticks(script: Script) -> None:
    """The interviewer's ticks on a closed question stand, where there are any to go by."""
    episode = script.episode
    spoken_only = bool(episode.observed) and not episode.is_typed
    if (episode.looked or spoken_only) and _judged(episode):
        met = points_of(episode.ticks)
        script.emit(Confirmed(at=script.at, position=episode.position, met=met, by=Role.INTERVIEWER))


def _judged(episode: Episode) -> bool:
    # Without a key, or on a foil, silence is no judgement: it takes a tick.
    return not has_levels(episode.question) or bool(episode.ticks)


def jot(script: Script, command: Jot) -> None:
    """A note to oneself."""
    if not command.text.strip():
        raise RefusedError("An empty note says nothing.")
    script.emit(Jotted(at=script.at, text=command.text))


def warm_up(script: Script, command: WarmUp) -> None:
    """Sample exchanges were rated."""
    script.emit(WarmedUp(at=script.at, agreed=command.agreed, of=command.of))


def swap(script: Script, _: Swap) -> None:
    """The seats change between two questions."""
    script.emit(Swapped(at=script.at))


def wrap(script: Script, _: Wrap) -> None:
    """No further question; where none was answered, there is nothing to rate."""
    script.emit(Wrapped(at=script.at))
    if not any(episode.coding.stance for episode in script.state.episodes):
        script.emit(Finished(at=script.at))


def rate(script: Script, command: Rate) -> None:
    """A form is in: the candidate's first; with the second one the session is over."""
    state = script.state
    if script.role in state.rated:
        raise RefusedError("Your form is in.")
    if script.role is Role.INTERVIEWER and Role.CANDIDATE not in state.rated:
        raise RefusedError("The candidate rates first; your form comes right after.")
    if any(not 0 <= rating <= RATING_MOST for rating in command.ratings.values()):
        raise RefusedError(f"A rating goes from 0 to {RATING_MOST}.")
    ratings = {aspect: command.ratings[aspect] for aspect in Aspect if aspect in command.ratings}
    script.emit(
        Rated(at=script.at, by=script.role, ratings=ratings, well=command.well, better=command.better)
    )
    if script.state.rated.keys() >= {Role.CANDIDATE, Role.INTERVIEWER}:
        script.emit(Finished(at=script.at))

"""Owns what may happen next: `ALLOWED` and `decide`. Every rule of the interview is here or in `coding`.

`decide` looks a command up in the one table, and answers with the events that follow from it, or
refuses and changes nothing. It reads no clock, no file and no reply: those are handed in.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from simulator.errors import IdkError
from simulator.interview import voice
from simulator.interview.coach import advice
from simulator.interview.coding import SURE_ENOUGH, Coding, clarifies, hangs_on_admission
from simulator.interview.commands import (
    Ask,
    Close,
    Command,
    Confirm,
    Contest,
    Finish,
    Heed,
    Hint,
    Next,
    Note,
    Pause,
    Reply,
    Resume,
    SetMark,
)
from simulator.interview.events import (
    Act,
    AnyEvent,
    Asked,
    Closed,
    CloseReason,
    Coached,
    CoachLevel,
    Confirmed,
    Contested,
    Finished,
    Heard,
    Mark,
    Marked,
    Marking,
    Noted,
    Paused,
    Replied,
    Resumed,
    Said,
)
from simulator.interview.state import Episode, Phase, State, evolve
from simulator.questions.model import Question
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reading

_STOPPING: frozenset[type[Command]] = frozenset({Pause, Resume})
_TALKING: frozenset[type[Command]] = _STOPPING | {
    Reply,
    SetMark,
    Note,
    Hint,
    Next,
    Close,
    Contest,
}

ALLOWED: dict[Phase, frozenset[type[Command]]] = {
    Phase.READY: _STOPPING | {Ask, Finish},
    Phase.ASKED: _TALKING,
    Phase.EVADED: _TALKING,
    Phase.CLAIMED: _TALKING,
    Phase.GAP_OPEN: _TALKING,
    Phase.EXPLAINED: _TALKING,
    Phase.ANSWERED: _TALKING,
    Phase.REVEALED: _TALKING,
    Phase.CLOSED: _STOPPING | {Ask, Finish, Confirm, Contest},
    Phase.OVER: frozenset({Confirm, Contest}),
}
"""What each phase takes. While a reply is unread only `Heed` or a stop is; after a pause, `Resume`."""

_WHILE_UNREAD: frozenset[type[Command]] = frozenset({Heed, Pause, Resume})
_WHILE_PAUSED: frozenset[type[Command]] = frozenset({Resume})


class RefusedError(IdkError):
    """The command has no place here; the interview is as it was."""


def allowed(state: State) -> frozenset[type[Command]]:
    """The commands that `state` takes."""
    if state.paused:
        return _WHILE_PAUSED
    if state.unread is not None:
        return _WHILE_UNREAD
    return ALLOWED[state.phase]


def decide(state: State, command: Command, at: datetime) -> list[AnyEvent]:
    """The events that follow from `command`, given at the point in time `at`; `state` is not changed.

    Raises RefusedError where the command has no place in this phase, or names something that does not exist.
    """
    if type(command) not in allowed(state):
        raise RefusedError(_why_not(state, command))
    script = _Script(state, at)
    _RULES[type(command)](script, command)
    return script.events


class _Script:
    """The events decided so far and the state after them, so that a rule sees what it has just done."""

    def __init__(self, state: State, at: datetime) -> None:
        self.state = state
        self.at = at
        self.events: list[AnyEvent] = []

    def emit(self, event: AnyEvent) -> None:
        self.state = evolve(self.state, event)
        self.events.append(event)

    def say(self, act: Act, text: str | None = None, index: int | None = None) -> None:
        worded = voice.line(act, self.state.said.get(act, 0), self.question) if text is None else text
        self.emit(Said(at=self.at, act=act, text=worded, index=index))

    @property
    def episode(self) -> Episode:
        return self.state.current

    @property
    def question(self) -> Question:
        return self.episode.question

    @property
    def coding(self) -> Coding:
        return self.episode.coding


def _why_not(state: State, command: Command) -> str:
    if state.paused:
        return "The session is paused; resume it first."
    if state.phase is Phase.OVER:
        return "The session is over."
    if isinstance(command, Heed) or state.unread is not None:
        return "There is no reply to read." if state.unread is None else "The last reply is not read yet."
    if state.phase in (Phase.READY, Phase.CLOSED):
        return "No question is open; the next one comes first."
    return "This question is not closed yet."


def _ask(script: _Script, _: Ask) -> None:
    if script.state.remaining == 0:
        raise RefusedError("No question is left.")
    script.emit(Asked(at=script.at, position=len(script.state.episodes)))


def _reply(script: _Script, command: Reply) -> None:
    if not command.text.strip():
        raise RefusedError("An empty reply says nothing.")
    if script.state.awaits_mark:
        script.emit(Marked(at=script.at, mark=None))
    script.emit(Replied(at=script.at, text=command.text, mark=command.mark))


def _note(script: _Script, command: Note) -> None:
    if not command.text.strip():
        raise RefusedError("Nothing to write down: say what, as in “/note write-ahead logging”.")
    _write_down(script, command.text, command.quality)
    _coach(script)


def _write_down(script: _Script, text: str, quality: Quality) -> None:
    question = script.question
    topic = question.near if question.is_foil else question.topic
    script.emit(Noted(at=script.at, text=text, topic=topic, quality=quality))


def _set_mark(script: _Script, command: SetMark) -> None:
    """The key, given or left; then the interviewer reacts to the claim it belongs to."""
    if script.coding.stance is not None and not script.coding.is_claim:
        raise RefusedError("There is no claim to mark.")
    takes_back = command.mark is Mark.DONT_KNOW and script.coding.is_claim and not script.coding.revealed
    if script.episode.marked and not takes_back:
        raise RefusedError("How sure you are is already marked for this one.")
    script.emit(Marked(at=script.at, mark=command.mark))
    if command.mark is Mark.DONT_KNOW and not script.coding.revealed:
        script.say(Act.ACKNOWLEDGE)
        _coach(script)
    elif script.state.phase is Phase.CLAIMED and not _probe_unanswered(script.episode):
        _react_to_claim(script, script.episode.heard)


def _probe_unanswered(episode: Episode) -> bool:
    return bool(episode.turns) and episode.turns[-1].act is Act.PROBE


def _heed(script: _Script, command: Heed) -> None:
    before, reply = script.episode, script.state.unread
    assert reply is not None  # the table lets Heed in only then
    script.emit(Heard(at=script.at, reading=command.reading))
    if command.reading.language:
        script.say(Act.LANGUAGE, voice.not_english(command.reading.language))
        return
    if command.reading.makes(Move.NOTE):
        quality = command.reading.quality.get(Facet.NOTE, Quality.PLAIN)
        _write_down(script, reply.text, quality)
    if before.coding.revealed:
        _serve(script, command.reading, before)
        _coach(script)
        return
    open_to_mark = script.coding.stance is None or script.coding.is_claim
    if reply.mark is not None and open_to_mark and not script.episode.marked:
        script.emit(Marked(at=script.at, mark=reply.mark))
    _react_before_reveal(script, command.reading, before)


def _react_before_reveal(script: _Script, reading: Reading, before: Episode) -> None:
    coding = script.coding
    if Act.ASK_BACK not in coding.asked and hangs_on_admission(coding, script.question):
        script.say(Act.ASK_BACK)
        return
    took_stand = coding.stance is not None and coding.rests_on != before.coding.rests_on
    if clarifies(reading) and not took_stand:
        script.say(Act.SCOPE, voice.scope(script.question))
    elif coding.stance is None:
        script.say(Act.REASK)
    elif script.state.phase is Phase.CLAIMED:
        if script.state.awaits_mark:
            _while_mark_is_open(script, reading)
        else:
            _react_to_claim(script, reading)
    elif coding.affirmed and not before.coding.affirmed:
        script.say(Act.ACKNOWLEDGE, voice.ACCEPTED)
    else:
        if not _serve(script, reading, before):
            script.say(Act.ACKNOWLEDGE, voice.LEFT_OPEN if coding.deflected else None)
        _coach(script)


def _while_mark_is_open(script: _Script, reading: Reading) -> None:
    """A terminal asks for the key now. A pipe may not, so what gives nothing away is said at once."""
    if script.state.marking is Marking.ASKED:
        return
    if _asks(reading):
        _react_to_claim(script, reading)
    elif not _probe_if_empty(script):
        script.say(Act.NEUTRAL)


def _react_to_claim(script: _Script, reading: Reading | None) -> None:
    """What follows a claim whose key is given or left: an answer, a probe, a word on the gap, or nothing."""
    if reading is not None and _asks(reading):
        _serve(script, reading, script.episode)
        _coach(script)
    elif _probe_if_empty(script):
        return
    elif script.question.is_foil:
        script.say(Act.NEUTRAL)
    elif script.coding.level is EvidenceLevel.FULL:
        script.say(Act.CONFIRM)
    else:
        _name_gap(script)
        if script.episode.turns[-1].act is Act.GAP:
            _coach(script)  # not while the interviewer waits for an answer


def _probe_if_empty(script: _Script) -> bool:
    """One neutral probe for a claim without content, foil or real, once."""
    coding = script.coding
    empty = coding.level is EvidenceLevel.NONE and coding.unmarked_or_sure
    if not empty or Act.PROBE in coding.asked:
        return False
    text, index = voice.probe(script.question, script.state.said.get(Act.PROBE, 0))
    script.say(Act.PROBE, text, index)
    return True


def _name_gap(script: _Script) -> None:
    """Says what is missing; asks back instead, once, where the reader is not sure of it."""
    coding, question = script.coding, script.question
    index = voice.missing(question, coding.evidence)
    sure = coding.evidence is None or coding.evidence.confidence >= SURE_ENOUGH
    if sure:
        script.say(Act.GAP, *voice.gap(question, coding))
    elif index is not None:
        script.say(Act.DOUBT, voice.doubt(question, index), index)
    else:
        script.say(Act.NEUTRAL)  # every point is there; of the rest the reader is not sure enough


def _asks(reading: Reading) -> bool:
    return reading.makes(Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.FOLLOW_UP)


def _serve(script: _Script, reading: Reading, before: Episode) -> bool:
    """Gives what was asked for; whether anything was said. `before` is the question before this reply."""
    count = len(script.events)
    if script.question.is_foil:
        _serve_on_foil(script, reading)
        return _answered(script, count)
    if before.coding.revealed and _restates(reading, before):
        restated = reading.evidence
        script.say(Act.CHECK, voice.check(script.question, before.coding.evidence, restated))
    if reading.makes(Move.ASK_EXPLAIN) or (reading.makes(Move.FOLLOW_UP) and not script.coding.explained):
        _explain(script, reading)
    elif reading.follow_up is not None and _asks_apart(reading):
        _follow_up(script, reading.follow_up)
    if reading.makes(Move.ASK_RESOURCE):
        _give_resources(script)
    if not _answered(script, count):
        _answer_otherwise(script, reading)
    return _answered(script, count)


def _answer_otherwise(script: _Script, reading: Reading) -> None:
    """What is said to a question that nothing prepared has answered."""
    if reading.makes(Move.FOLLOW_UP):
        script.say(Act.UNKNOWN)
    elif clarifies(reading):
        script.say(Act.SCOPE, voice.scope(script.question))


def _asks_apart(reading: Reading) -> bool:
    """Whether a deeper question is asked in words of its own: "so it's X, right?" only restates."""
    asked = reading.words(Move.FOLLOW_UP)
    return bool(asked) and asked != reading.words(Move.RESTATE)


def _answered(script: _Script, count: int) -> bool:
    """Whether the interviewer has said something since there were `count` events."""
    return len(script.events) > count


def _serve_on_foil(script: _Script, reading: Reading) -> None:
    if not _asks(reading):
        return
    if script.coding.revealed:
        script.say(Act.UNKNOWN, voice.after_debrief(script.question))
    else:
        script.say(Act.DEBRIEF, script.question.debrief)


def _restates(reading: Reading, before: Episode) -> bool:
    # Said after the gap was named or explained, content is an attempt to put it into own words.
    return reading.makes(Move.RESTATE) or (
        before.coding.level is not EvidenceLevel.FULL and reading.makes(Move.CLAIM, Move.GUESS)
    )


def _explain(script: _Script, reading: Reading) -> None:
    times = sum(turn.act is Act.EXPLAIN for turn in script.episode.turns)
    if times and reading.follow_up is not None:
        _follow_up(script, reading.follow_up)
    else:
        script.say(Act.EXPLAIN, voice.explain(script.question, times))


def _follow_up(script: _Script, index: int) -> None:
    script.say(Act.FOLLOW_UP, script.question.follow_ups[index].answer, index)


def _give_resources(script: _Script) -> None:
    text = voice.resources(script.question)
    if not text:
        script.say(Act.UNKNOWN)
    else:
        given = Act.RESOURCES in script.coding.asked
        script.say(Act.RESOURCES, voice.NOTHING_MORE if given else text)


def _coach(script: _Script) -> None:
    _speak_as_coach(script, asked_for=False)


def _speak_as_coach(script: _Script, *, asked_for: bool) -> bool:
    advised = advice(script.state, asked_for=asked_for)
    if advised:
        facet, aid, text = advised
        script.emit(Coached(at=script.at, facet=facet, aid=aid, text=text))
    return advised is not None


def _hint(script: _Script, _: Hint) -> None:
    if script.state.started.coach is CoachLevel.SILENT or script.episode.silent:
        raise RefusedError("The coach is silent here, and speaks when it is over.")
    if script.coding.stance is None:
        raise RefusedError("Answer, ask what is meant, or say that you don't know: each of them is good.")
    if not _speak_as_coach(script, asked_for=True):
        raise RefusedError("Nothing is open here: /next goes on.")


def _next(script: _Script, _: Next) -> None:
    if script.question.is_foil and not script.coding.revealed:
        claimed = script.state.phase is Phase.CLAIMED
        script.say(Act.DEBRIEF, script.question.debrief)
        if claimed:
            _coach(script)
            return
    script.emit(Closed(at=script.at, by=CloseReason.NEXT))


def _close(script: _Script, command: Close) -> None:
    if script.question.is_foil and not script.coding.revealed:
        script.say(Act.DEBRIEF, script.question.debrief)
    script.emit(Closed(at=script.at, by=command.by))


def _finish(script: _Script, _: Finish) -> None:
    script.emit(Finished(at=script.at))


def _find(state: State, position: int) -> Episode:
    if not 0 <= position < len(state.episodes):
        raise RefusedError(f"There is no question {position + 1}; {len(state.episodes)} have been asked.")
    return state.episodes[position]


def _confirm(script: _Script, command: Confirm) -> None:
    episode = _find(script.state, command.position)
    points = len(episode.question.key_points)
    if any(not 0 <= index < points for index in command.met):
        raise RefusedError(f"The question has the key points 1 to {points}.")
    met = tuple(sorted(set(command.met)))
    script.emit(Confirmed(at=script.at, position=command.position, met=met))


def _contest(script: _Script, command: Contest) -> None:
    _find(script.state, command.position)
    script.emit(Contested(at=script.at, position=command.position, why=command.why))


def _pause(script: _Script, command: Pause) -> None:
    script.emit(Paused(at=script.at, reason=command.reason, draft=command.draft))


def _resume(script: _Script, command: Resume) -> None:
    script.emit(Resumed(at=script.at, marking=command.marking))


# The functions take the command class they are listed under, which a dict's type cannot say.
_RULES: dict[type[Command], Callable[[_Script, Any], None]] = {
    Ask: _ask,
    Reply: _reply,
    Heed: _heed,
    SetMark: _set_mark,
    Note: _note,
    Hint: _hint,
    Next: _next,
    Close: _close,
    Finish: _finish,
    Confirm: _confirm,
    Contest: _contest,
    Pause: _pause,
    Resume: _resume,
}

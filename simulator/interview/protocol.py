"""Owns what may happen next: `ALLOWED` and `decide`. Every rule of the interview is here or in `coding`.

`decide` looks a command up in the one table, and answers with the events that follow from it, or
refuses and changes nothing. It reads no clock, no file and no reply: those are handed in.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from simulator.interview import pair, voice
from simulator.interview.coding import SURE_ENOUGH, clarifies, hangs_on_admission
from simulator.interview.commands import (
    AddQuestion,
    Ask,
    Choose,
    Close,
    Command,
    Confirm,
    Contest,
    Finish,
    Heed,
    Hint,
    Jot,
    Next,
    Note,
    Observe,
    Pause,
    Rate,
    Reply,
    Resume,
    Say,
    SetMark,
    Shift,
    Skip,
    Swap,
    Tick,
    Undo,
    WarmUp,
    Wrap,
)
from simulator.interview.events import (
    Act,
    AnyEvent,
    Asked,
    Closed,
    CloseReason,
    CoachLevel,
    Confirmed,
    Contested,
    Finished,
    Heard,
    Mark,
    Marked,
    Marking,
    Paused,
    Replied,
    Resumed,
    Role,
)
from simulator.interview.script import RefusedError, Script
from simulator.interview.state import Episode, Phase, State
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reading

__all__ = ["ALLOWED", "RefusedError", "allowed", "decide"]

Commands = frozenset[type[Command]]

_STOPPING: Commands = frozenset({Pause, Resume})
_TALKING: Commands = _STOPPING | {Reply, SetMark, Note, Hint, Contest, Close}
_ALONE: Commands = _TALKING | {Next}
_CHOOSING: Commands = _STOPPING | {Choose, Skip, Shift, AddQuestion, Jot, WarmUp}
_INTERVIEWING: Commands = _CHOOSING | {Say, Tick, Observe, Undo, Next, Close}

ALLOWED: dict[Role, dict[Phase, Commands]] = {
    Role.SOLO: {
        Phase.READY: _STOPPING | {Ask, Finish},
        Phase.ASKED: _ALONE,
        Phase.EVADED: _ALONE,
        Phase.CLAIMED: _ALONE,
        Phase.GAP_OPEN: _ALONE,
        Phase.EXPLAINED: _ALONE,
        Phase.ANSWERED: _ALONE,
        Phase.REVEALED: _ALONE,
        Phase.CLOSED: _STOPPING | {Ask, Finish, Confirm, Contest},
        Phase.OVER: frozenset({Confirm, Contest}),
    },
    Role.CANDIDATE: {
        Phase.READY: _STOPPING | {Wrap, Swap},
        Phase.ASKED: _TALKING,
        Phase.EVADED: _TALKING,
        Phase.CLAIMED: _TALKING,
        Phase.GAP_OPEN: _TALKING,
        Phase.EXPLAINED: _TALKING,
        Phase.ANSWERED: _TALKING,
        Phase.REVEALED: _TALKING,
        Phase.CLOSED: _STOPPING | {Contest, Wrap, Swap},
        Phase.RATING: _STOPPING | {Rate, Finish, Contest, Swap},
        Phase.OVER: frozenset({Contest, Swap}),
    },
    Role.INTERVIEWER: {
        Phase.READY: _CHOOSING | {Ask, Wrap, Swap},
        Phase.ASKED: _INTERVIEWING,
        Phase.EVADED: _INTERVIEWING,
        Phase.CLAIMED: _INTERVIEWING,
        Phase.GAP_OPEN: _INTERVIEWING,
        Phase.EXPLAINED: _INTERVIEWING,
        Phase.ANSWERED: _INTERVIEWING,
        Phase.REVEALED: _INTERVIEWING,
        Phase.CLOSED: _CHOOSING | {Ask, Tick, Wrap, Swap},
        Phase.RATING: _STOPPING | {Rate, Finish, Jot, Swap},
        Phase.OVER: frozenset({Swap}),
    },
}
"""What each role may do in each phase. While a reply is unread only `Heed` or a stop is allowed; after a
pause, `Resume`."""

_WHILE_UNREAD: Commands = frozenset({Heed, Pause, Resume})
_WHILE_PAUSED: Commands = frozenset({Resume})


def allowed(state: State, role: Role = Role.SOLO) -> Commands:
    """The commands that `state` takes from whoever has this `role`."""
    if (role is Role.SOLO) is state.is_pair:
        return frozenset()
    if state.paused:
        return _WHILE_PAUSED
    if state.unread is not None:
        return _WHILE_UNREAD
    return ALLOWED[role].get(state.phase, frozenset())


def decide(state: State, command: Command, at: datetime, role: Role = Role.SOLO) -> list[AnyEvent]:
    """The events that follow from `command` by `role`, at the point in time `at`; `state` is not changed.

    Raises RefusedError where the command has no place in this phase, or names something that does not exist.
    """
    if type(command) not in allowed(state, role):
        raise RefusedError(_why_not(state, command, role))
    script = Script(state, at, role)
    _RULES[type(command)](script, command)
    return script.events


def _why_not(state: State, command: Command, role: Role) -> str:
    if state.paused:
        return "The session is paused; resume it first."
    if state.phase is Phase.OVER:
        return "The session is over."
    if isinstance(command, Heed) or state.unread is not None:
        return "There is no reply to read." if state.unread is None else "The last reply is not read yet."
    if (role is Role.SOLO) is state.is_pair:
        return "This session has two seats." if state.is_pair else "This session has one seat."
    if not any(type(command) in taken for taken in ALLOWED[role].values()):
        return f"That is not for the {role}."
    if state.phase is Phase.RATING:
        return "The questions are over; what is left is the form."
    if state.phase in (Phase.READY, Phase.CLOSED):
        return "No question is open; the next one comes first."
    return "This question is not closed yet."


def _ask(script: Script, _: Ask) -> None:
    if script.state.remaining == 0:
        raise RefusedError("No question is left.")
    script.emit(Asked(at=script.at, position=len(script.state.episodes)))


def _reply(script: Script, command: Reply) -> None:
    if not command.text.strip():
        raise RefusedError("An empty reply says nothing.")
    if script.state.awaits_mark:
        script.emit(Marked(at=script.at, mark=None))
    script.emit(Replied(at=script.at, text=command.text, mark=command.mark))


def _note(script: Script, command: Note) -> None:
    if not command.text.strip():
        raise RefusedError("Nothing to write down: say what, as in “/note write-ahead logging”.")
    script.write_down(command.text, command.quality)
    script.coach()


def _set_mark(script: Script, command: SetMark) -> None:
    """The key, given or left; then the interviewer reacts to the claim it belongs to."""
    if script.coding.stance is not None and not script.coding.is_claim:
        raise RefusedError("There is no claim to mark.")
    takes_back = command.mark is Mark.DONT_KNOW and script.coding.is_claim and not script.coding.revealed
    if script.episode.marked and not takes_back:
        raise RefusedError("How sure you are is already marked for this one.")
    script.emit(Marked(at=script.at, mark=command.mark))
    if script.state.is_pair:
        script.coach()
    elif command.mark is Mark.DONT_KNOW and not script.coding.revealed:
        script.say(Act.ACKNOWLEDGE)
        script.coach()
    elif script.state.phase is Phase.CLAIMED and not _probe_unanswered(script.episode):
        _react_to_claim(script, script.episode.heard)


def _probe_unanswered(episode: Episode) -> bool:
    return bool(episode.turns) and episode.turns[-1].act is Act.PROBE


def _heed(script: Script, command: Heed) -> None:
    before, reply = script.episode, script.state.unread
    assert reply is not None  # the table lets Heed in only then
    script.emit(Heard(at=script.at, reading=command.reading))
    if script.state.is_pair:
        pair.take_in(script, command.reading, reply)
        return
    if command.reading.language:
        script.say(Act.LANGUAGE, voice.not_english(command.reading.language))
        return
    if command.reading.makes(Move.NOTE):
        quality = command.reading.quality.get(Facet.NOTE, Quality.PLAIN)
        script.write_down(reply.text, quality)
    if before.coding.revealed:
        _serve(script, command.reading, before)
        script.coach()
        return
    open_to_mark = script.coding.stance is None or script.coding.is_claim
    if reply.mark is not None and open_to_mark and not script.episode.marked:
        script.emit(Marked(at=script.at, mark=reply.mark))
    _react_before_reveal(script, command.reading, before)


def _react_before_reveal(script: Script, reading: Reading, before: Episode) -> None:
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
        script.coach()


def _while_mark_is_open(script: Script, reading: Reading) -> None:
    """A terminal asks for the key now. A pipe may not, so what gives nothing away is said at once."""
    if script.state.marking is Marking.ASKED:
        return
    if _asks(reading):
        _react_to_claim(script, reading)
    elif not _probe_if_empty(script):
        script.say(Act.NEUTRAL)


def _react_to_claim(script: Script, reading: Reading | None) -> None:
    """What follows a claim whose key is given or left: an answer, a probe, a word on the gap, or nothing."""
    if reading is not None and _asks(reading):
        _serve(script, reading, script.episode)
        script.coach()
    elif _probe_if_empty(script):
        return
    elif script.question.is_foil:
        script.say(Act.NEUTRAL)
    elif script.coding.level is EvidenceLevel.FULL:
        script.say(Act.CONFIRM)
    else:
        _name_gap(script)
        if script.episode.turns[-1].act is Act.GAP:
            script.coach()  # not while the interviewer waits for an answer


def _probe_if_empty(script: Script) -> bool:
    """One neutral probe for a claim without content, foil or real, once."""
    coding = script.coding
    empty = coding.level is EvidenceLevel.NONE and coding.unmarked_or_sure
    if not empty or Act.PROBE in coding.asked:
        return False
    text, index = voice.probe(script.question, script.state.said.get(Act.PROBE, 0))
    script.say(Act.PROBE, text, index)
    return True


def _name_gap(script: Script) -> None:
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


def _serve(script: Script, reading: Reading, before: Episode) -> bool:
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


def _answer_otherwise(script: Script, reading: Reading) -> None:
    """What is said to a question that nothing prepared has answered."""
    if reading.makes(Move.FOLLOW_UP):
        script.say(Act.UNKNOWN)
    elif clarifies(reading):
        script.say(Act.SCOPE, voice.scope(script.question))


def _asks_apart(reading: Reading) -> bool:
    """Whether a deeper question is asked in words of its own: "so it's X, right?" only restates."""
    asked = reading.words(Move.FOLLOW_UP)
    return bool(asked) and asked != reading.words(Move.RESTATE)


def _answered(script: Script, count: int) -> bool:
    """Whether the interviewer has said something since there were `count` events."""
    return len(script.events) > count


def _serve_on_foil(script: Script, reading: Reading) -> None:
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


def _explain(script: Script, reading: Reading) -> None:
    times = sum(turn.act is Act.EXPLAIN for turn in script.episode.turns)
    if times and reading.follow_up is not None:
        _follow_up(script, reading.follow_up)
    else:
        script.say(Act.EXPLAIN, voice.explain(script.question, times))


def _follow_up(script: Script, index: int) -> None:
    script.say(Act.FOLLOW_UP, script.question.follow_ups[index].answer, index)


def _give_resources(script: Script) -> None:
    text = voice.resources(script.question)
    if not text:
        script.say(Act.UNKNOWN)
    else:
        given = Act.RESOURCES in script.coding.asked
        script.say(Act.RESOURCES, voice.NOTHING_MORE if given else text)


def _hint(script: Script, _: Hint) -> None:
    if script.state.started.coach is CoachLevel.SILENT or script.episode.silent:
        raise RefusedError("The coach is silent here, and speaks when it is over.")
    if script.coding.stance is None:
        raise RefusedError("Answer, ask what is meant, or say that you don't know: each of them is good.")
    if not script.coach(asked_for=True):
        raise RefusedError("Nothing is open here: /next goes on.")


def _next(script: Script, _: Next) -> None:
    if script.question.is_foil and not script.coding.revealed:
        claimed = script.state.phase is Phase.CLAIMED
        script.say(Act.DEBRIEF, script.question.debrief)
        if claimed:
            script.coach()
            return
    _end(script, CloseReason.NEXT)


def _close(script: Script, command: Close) -> None:
    if script.question.is_foil and not script.coding.revealed:
        script.say(Act.DEBRIEF, script.question.debrief)
    _end(script, command.by)


def _end(script: Script, by: CloseReason) -> None:
    script.emit(Closed(at=script.at, by=by))
    if script.state.is_pair:
        pair.take_ticks(script)


def _finish(script: Script, _: Finish) -> None:
    script.emit(Finished(at=script.at))


def _find(state: State, position: int) -> Episode:
    if not 0 <= position < len(state.episodes):
        raise RefusedError(f"There is no question {position + 1}; {len(state.episodes)} have been asked.")
    return state.episodes[position]


def _confirm(script: Script, command: Confirm) -> None:
    episode = _find(script.state, command.position)
    points = len(episode.question.key_points)
    if any(not 0 <= index < points for index in command.met):
        raise RefusedError(f"The question has the key points 1 to {points}.")
    met = tuple(sorted(set(command.met)))
    script.emit(Confirmed(at=script.at, position=command.position, met=met))


def _contest(script: Script, command: Contest) -> None:
    _find(script.state, command.position)
    script.emit(Contested(at=script.at, position=command.position, why=command.why))


def _pause(script: Script, command: Pause) -> None:
    script.emit(Paused(at=script.at, reason=command.reason, draft=command.draft))


def _resume(script: Script, command: Resume) -> None:
    script.emit(Resumed(at=script.at, marking=command.marking))


# The functions take the command class they are listed under, which a dict's type cannot say.
_RULES: dict[type[Command], Callable[[Script, Any], None]] = {
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
    Choose: pair.choose,
    Skip: pair.skip,
    Shift: pair.shift,
    AddQuestion: pair.add_question,
    Say: pair.say,
    Tick: pair.tick,
    Observe: pair.observe,
    Undo: pair.undo,
    Jot: pair.jot,
    WarmUp: pair.warm_up,
    Swap: pair.swap,
    Wrap: pair.wrap,
    Rate: pair.rate,
}

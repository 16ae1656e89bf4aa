"""Owns a session seen again: each question with what came of it, what was said, and what would earn more."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from simulator.interview.events import Act, Role
from simulator.interview.state import Episode, Phase, State
from simulator.reading.changes import missing_for_full
from simulator.reading.model import EvidenceLevel, Who
from simulator.reports.blocks import Block, Tone
from simulator.reports.closing import AFTERWARDS, came_of, has_key, next_time
from simulator.reports.conversation import numbered
from simulator.reports.feedback import NAMES, feedback, jottings
from simulator.reports.marked import Label, marked
from simulator.reports.own_words import Better
from simulator.reports.reading import key_blocks, read_as
from simulator.reports.recording import Recording
from simulator.reports.spoken import earned, reply_block
from simulator.reports.summary import counting, headline, honesty_line, learning_line, noted_topics, one_thing
from simulator.reports.words import percent, shortened
from simulator.scoring.session import Basis, ScoredQuestion, ScoredSession


class Entry(NamedTuple):
    """A paragraph, and where in the session it belongs."""

    block: Block
    position: int = -1
    """The question's; -1 for what is about all of them."""
    seq: int = -1
    """The event that it shows; -1 for none."""


_LONG = 8000
"""Characters of a paragraph that are shown; nobody wrote a longer one by hand."""

InOwnWords = Callable[[ScoredQuestion], Better | None]
"""What would have earned more in the user's own sentence; None where that is not known."""


def review(session: Recording, better: InOwnWords) -> Iterator[Entry]:
    """The whole session: a short head, then each question. `better` is asked when its question comes."""
    for entry in _whole(session, better):
        yield entry._replace(block=replace(entry.block, text=shortened(entry.block.text, _LONG)))


def _whole(session: Recording, better: InOwnWords) -> Iterator[Entry]:
    yield Entry(Block(Tone.HEADING, title(session.state)))
    for block in head(session.state, session.scored):
        yield Entry(block)
    for scored in session.scored.questions:
        yield from _question(session, scored, better)
    state = session.state
    if state.episodes and state.current.closed is None:
        yield from _open_question(session, state.current)
    if state.phase is not Phase.OVER:
        yield Entry(Block(Tone.PROGRAM, "\nThis session is not over yet."))
    names = _NAMES if state.started.guest is Role.CANDIDATE else NAMES
    for block in (*feedback(state, session.scored, names), *jottings(state)):
        yield Entry(block)


_NAMES = {Role.CANDIDATE: "your friend", Role.INTERVIEWER: "you"}
"""Who is who where the user has interviewed."""


def title(state: State) -> str:
    """When the session was, on which banks, and with how much help."""
    started = state.started
    begun = f"{started.at.astimezone():%Y-%m-%d %H:%M}"
    if started.source:
        return f"{started.source.file} · brought in {begun} · you are {started.source.candidate}"
    about = f"{begun} · {', '.join(started.banks)}"
    if state.is_pair:
        guest = started.guest is Role.CANDIDATE
        about += f" · {'your friend was the candidate' if guest else 'a friend interviewed you'}"
    return f"{about} · coach {started.coach}"


def head(state: State, scored: ScoredSession) -> Iterator[Block]:
    """What was done in all, what it came to, and what to take from it."""
    counted = counting(scored)
    if not counted:
        yield Block(Tone.PROGRAM, "No question counts yet.")
        return
    yield Block(Tone.PROGRAM, headline(counted))
    yield Block(Tone.PROGRAM, honesty_line(scored))
    yield Block(Tone.PROGRAM, learning_line(scored))
    for label, topics in (("Explained", _explained(state)), ("To look into", noted_topics(state))):
        if topics:
            yield Block(Tone.PROGRAM, ", ".join(topics), label)
    yield Block(Tone.PROGRAM, one_thing(counted), "One thing to try")


def _explained(state: State) -> list[str]:
    """The topics that the interviewer explained, in order; a made-up term is none."""
    return [one.question.topic for one in state.episodes if Act.EXPLAIN in one.coding.asked]


def _heading(episode: Episode) -> Entry:
    heading = f"{episode.position + 1}. {episode.question.ask}"
    return Entry(Block(Tone.HEADING, heading), episode.position, episode.seq)


def _open_question(session: Recording, episode: Episode) -> Iterator[Entry]:
    yield _heading(episode)
    for seq, block in _conversation(session, episode):
        yield Entry(block, episode.position, seq)


def _question(session: Recording, scored: ScoredQuestion, better: InOwnWords) -> Iterator[Entry]:
    episode = scored.episode
    yield _heading(episode)
    for block in came_of(scored, AFTERWARDS):
        yield Entry(block, episode.position)
    for seq, block in _conversation(session, episode):
        yield Entry(block, episode.position, seq)
        for line in earned(scored, seq, session.readings.get(seq)):
            yield Entry(line, episode.position, seq)
    for block in (*_key(scored), *next_time(scored)):
        yield Entry(block, episode.position)
    found = better(scored)
    for block in better_blocks(found) if found else ():
        yield Entry(block, episode.position)


def _conversation(session: Recording, episode: Episode) -> Iterator[tuple[int, Block]]:
    acts = {turn.seq: turn.act for turn in episode.turns}
    said = {turn.seq: turn.line.text for turn in episode.turns if turn.line.who is Who.CANDIDATE}
    shown = dict(episode.coding.heard)
    topics = {note.seq: note for note in episode.notes}
    for seq, block in numbered(episode):
        if seq in said:
            yield seq, reply_block(said[seq], session.readings.get(seq), shown.get(seq))
        elif acts.get(seq) in _EXPLAINS:
            yield seq, Block(block.tone, block.text, "Interviewer explains")
        elif seq in topics and topics[seq].text in said.values():
            yield seq, Block(block.tone, f"Written down: {topics[seq].topic}")
        else:
            yield seq, block


_EXPLAINS = frozenset({Act.EXPLAIN, Act.FOLLOW_UP, Act.DEBRIEF})


def _key(scored: ScoredQuestion) -> Iterator[Block]:
    episode = scored.episode
    if episode.skipped or not has_key(episode.question):
        return
    if episode.question.is_foil:
        yield Block(Tone.PROGRAM, f"\n{read_as(episode)}")
        return
    ticked = episode.coding.met if episode.confirmed is None else frozenset(episode.confirmed)
    if episode.confirmed is None:
        whose = "as heard"
    else:
        whose = "by your friend" if scored.basis is Basis.INTERVIEWER else "as you left them"
    yield Block(Tone.PROGRAM, f"\nThe key points, ticked {whose}:")
    yield from key_blocks(episode, ticked)
    evidence = scored.evidence
    if evidence and evidence.level in (EvidenceLevel.PARTIAL, EvidenceLevel.WRONG):
        lacks = [str(index + 1) for index in sorted(missing_for_full(episode.question, evidence))]
        if lacks:
            yield Block(Tone.PROGRAM, f"For a full answer {_and(lacks)} would have had to come too.")


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def better_blocks(found: Better) -> list[Block]:
    """A reply of the user's as it would have earned more, what is new in it marked."""
    effect = Block(Tone.PROGRAM, f"↳ read again like that: {_worth(found)}")
    change = found.change
    if change.whole:
        return [Block(Tone.PROGRAM, f"“{change.text}”", "In its place"), effect]
    made = marked(f"“{change.text}”", [Label(change.start + 1, change.end + 1, "new")])
    left = f" - without “{change.left}”" if change.left else ""
    return [Block(Tone.PROGRAM, f"{made.text}{left}", "In your words", made.marks), effect]


def _worth(found: Better) -> str:
    parts = []
    pairs = (
        ("honesty", found.honesty, found.honesty_before),
        ("learning", found.learning, found.learning_before),
    )
    for name, now, before in pairs:
        if now is not None and percent(now) != percent(before or 0.0):
            parts.append(f"{name} {percent(now)} in place of {percent(before or 0.0)}")
    return ", ".join(parts)

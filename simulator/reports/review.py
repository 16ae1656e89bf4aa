"""Owns a session seen again: the conversation, and beside each question the words that earned its points."""

from simulator.interview.events import Role, Stance
from simulator.interview.state import Episode, Phase, State
from simulator.reading.model import Facet
from simulator.reports.blocks import Block, Tone
from simulator.reports.closing import closing
from simulator.reports.conversation import conversation, numbered
from simulator.reports.feedback import NAMES, feedback, jottings
from simulator.reports.reading import key_blocks
from simulator.reports.summary import counting, headline, honesty_line, learning_line, noted_topics, one_thing
from simulator.reports.words import FACETS, SUPPORTS, shortened
from simulator.scoring.session import ScoredQuestion, ScoredSession

_QUOTED = 120
"""Characters of a reply that are quoted as a reason."""


def review(state: State, scored: ScoredSession) -> list[Block]:
    """The whole session: head, each closed question, the scores."""
    blocks = [Block(Tone.HEADING, _title(state)), *_head(state, scored)]
    for question in scored.questions:
        blocks += _question(question)
    if state.episodes and state.current.closed is None:
        blocks += [_heading(state.current), *conversation(state.current)]
    if state.phase is not Phase.OVER:
        blocks.append(Block(Tone.PROGRAM, "This session is not over yet."))
    blocks.append(Block(Tone.HEADING, "The two scores"))
    blocks += [Block(Tone.PROGRAM, honesty_line(scored)), Block(Tone.PROGRAM, learning_line(scored))]
    names = _NAMES if state.started.guest is Role.CANDIDATE else NAMES
    return [*blocks, *feedback(state, scored, names), *jottings(state)]


_NAMES = {Role.CANDIDATE: "your friend", Role.INTERVIEWER: "you"}
"""Who is who where the user has interviewed."""


def _title(state: State) -> str:
    started = state.started
    if state.is_pair:
        guest = started.guest is Role.CANDIDATE
        who = "your friend was the candidate" if guest else "a friend interviewed you"
        banks = ", ".join(started.banks)
        return f"{started.at.astimezone():%Y-%m-%d %H:%M} · {banks} · {who} · coach {started.coach}"
    return f"{started.at.astimezone():%Y-%m-%d %H:%M} · {', '.join(started.banks)} · coach {started.coach}"


def _head(state: State, scored: ScoredSession) -> list[Block]:
    counted = counting(scored)
    if not counted:
        return [Block(Tone.PROGRAM, "No question counts yet.")]
    blocks = [Block(Tone.PROGRAM, headline(counted))]
    topics = noted_topics(state)
    if topics:
        blocks.append(Block(Tone.PROGRAM, ", ".join(topics), "To look into"))
    return [*blocks, Block(Tone.PROGRAM, one_thing(counted), "One thing to try")]


def _heading(episode: Episode) -> Block:
    return Block(Tone.HEADING, f"{episode.position + 1}. {episode.question.ask}")


def _question(scored: ScoredQuestion) -> list[Block]:
    episode = scored.episode
    blocks = [_heading(episode)]
    for seq, block in numbered(episode):
        blocks += [block, *_earned(scored, seq)]
    if not episode.question.is_foil and not episode.skipped:
        ticked = episode.coding.met if episode.confirmed is None else frozenset(episode.confirmed)
        blocks += key_blocks(episode, ticked)
    return [*blocks, *closing(scored)]


def _earned(scored: ScoredQuestion, seq: int) -> list[Block]:
    """What the words of one event earned."""
    episode = scored.episode
    lines = []
    if seq in episode.coding.rests_on and scored.stance is Stance.ADMITTED and episode.said(seq):
        lines.append(f"↳ said so: “{shortened(episode.said(seq), _QUOTED)}”")
    for facet, shown in scored.facets.items():
        if shown.seq == seq and facet is not Facet.NOTE:
            how = f": “{shown.text}”" if shown.text else ", as the interviewer heard"
            lines.append(f"↳ {FACETS[facet]}, {SUPPORTS[shown.support]}{how}")
    for index, text in _points_met(scored, seq):
        lines.append(f"↳ key point {index + 1}: “{text}”")
    for said, evidence in episode.coding.heard:
        if said == seq:
            lines += [f"↳ not so: “{m.text}”" for m in evidence.misconceptions]
    return [Block(Tone.PROGRAM, line) for line in lines]


def _points_met(scored: ScoredQuestion, seq: int) -> list[tuple[int, str]]:
    return [
        (point.index, point.text)
        for said, evidence in scored.episode.coding.heard
        if said == seq
        for point in evidence.points
        if point.met and point.text
    ]

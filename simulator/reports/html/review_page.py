"""Owns a session as a page: what was said, the moves marked in the words, and what each question earned."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from simulator.interview.state import Episode, Phase, State
from simulator.reading.model import Reading
from simulator.reports.blocks import Block, Tone
from simulator.reports.closing import closing
from simulator.reports.conversation import numbered
from simulator.reports.html.page import add, append_text, new_page, written
from simulator.reports.reading import key_blocks
from simulator.reports.readings import pieces
from simulator.reports.review import earned, head, title
from simulator.reports.summary import honesty_line, learning_line
from simulator.reports.words import MOVES
from simulator.scoring.session import ScoredQuestion, ScoredSession


def review_page(state: State, scored: ScoredSession, readings: Mapping[int, Reading]) -> str:
    """The page on a session; `readings` tell how each reply was read, by its event."""
    html, main = new_page(title(state))
    for block in head(state, scored):
        _add_block(main, block)
    if state.episodes:
        _add_contents(main, state)
    for question in scored.questions:
        _add_question(main, question, readings)
    if state.episodes and state.current.closed is None:
        _add_conversation(_section(main, state.current), state.current, None, readings)
    scores = add(main, "section")
    add(scores, "h2", "The two scores", id="scores")
    if state.phase is not Phase.OVER:
        add(scores, "p", "This session is not over yet.")
    for line in (honesty_line(scored), learning_line(scored)):
        add(scores, "p", line)
    return written(html)


def _add_contents(main: Element, state: State) -> None:
    nav = add(main, "nav", aria_label="Questions")
    listed = add(nav, "ol")
    for episode in state.episodes:
        add(add(listed, "li"), "a", episode.question.ask, href=f"#{_anchor(episode)}")
    add(add(nav, "p"), "a", "The two scores", href="#scores")


def _anchor(episode: Episode) -> str:
    return f"question-{episode.position + 1}"


def _section(main: Element, episode: Episode) -> Element:
    part = add(main, "section", aria_labelledby=_anchor(episode))
    add(part, "h2", f"{episode.position + 1}. {episode.question.ask}", id=_anchor(episode))
    return part


def _add_question(main: Element, scored: ScoredQuestion, readings: Mapping[int, Reading]) -> None:
    episode = scored.episode
    part = _section(main, episode)
    _add_conversation(part, episode, scored, readings)
    if not episode.question.is_foil and not episode.skipped:
        _add_key(part, episode)
    result = add(part, "div", class_="result")
    add(result, "h3", "What it earned")
    for block in closing(scored):
        _add_block(result, block)


def _add_key(part: Element, episode: Episode) -> None:
    ticked = episode.coding.met if episode.confirmed is None else frozenset(episode.confirmed)
    add(part, "h3", "Key points (✓ heard)")
    listed = add(part, "ul", class_="points")
    for block in key_blocks(episode, ticked):
        add(listed, "li", block.text)


def _add_conversation(
    part: Element, episode: Episode, scored: ScoredQuestion | None, readings: Mapping[int, Reading]
) -> None:
    for seq, block in numbered(episode):
        if block.tone is Tone.CANDIDATE:
            _add_reply(part, block.label, episode.said(seq), readings.get(seq))
        else:
            _add_block(part, block, aside=True)
        for reason in earned(scored, seq) if scored else ():
            _add_block(part, reason, aside=True)


def _add_reply(part: Element, who: str, text: str, reading: Reading | None) -> None:
    """A reply whole, with each move marked in it and named in words behind it."""
    said = add(part, "div", class_="said candidate")
    add(said, "b", f"{who}:")
    for piece in pieces(text, reading.moves if reading else ()):
        if piece.marked:
            add(said, "mark", piece.text)
        else:
            append_text(said, piece.text)
        for move in piece.ends:
            append_text(said, " ")
            add(said, "span", f"[{MOVES[move]}]", class_="move")


_SPOKEN = frozenset({Tone.QUESTION, Tone.INTERVIEWER, Tone.COACH})


def _add_block(part: Element, block: Block, *, aside: bool = False) -> None:
    if block.tone in _SPOKEN:
        said = add(part, "div", class_=f"said {block.tone}")
        add(said, "b", f"{block.label}:")
        append_text(said, block.text)
    elif block.label:
        line = add(part, "p")
        add(line, "b", f"{block.label}: ")
        append_text(line, block.text)
    elif aside:
        add(part, "p", block.text, class_="aside")
    else:
        add(part, "p", block.text)

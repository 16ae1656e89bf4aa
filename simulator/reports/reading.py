"""Owns how one reading is shown: what the words were taken to do, and which key points were heard."""

from simulator.interview.state import Episode
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import EVIDENCE, FACETS, MOVES, ON_A_FOIL, STANCES, percent


def reading_blocks(episode: Episode, *, keyed: bool = True) -> list[Block]:
    """How the last reply was read, and what the question stands at; the key points only where `keyed`."""
    reading = episode.heard
    if reading is None:
        return [Block(Tone.PROGRAM, "Nothing has been said yet.")]
    moves = [
        Block(Tone.PROGRAM, f"“{span.text}” - {MOVES[span.move]}, {percent(span.p)}% sure")
        for span in reading.moves
    ]
    return [
        *(moves or [Block(Tone.PROGRAM, "Your last reply makes no move.")]),
        *_standing(episode, keyed=keyed),
    ]


def _standing(episode: Episode, *, keyed: bool) -> list[Block]:
    coding = episode.coding
    if coding.stance is None:
        return []
    revealed = coding.revealed
    # Before the reveal the key stays covered, and so does whether there is one.
    level = f"; {EVIDENCE[coding.level]}" if revealed and not episode.question.is_foil else ""
    lines = [Block(Tone.PROGRAM, f"So far: {STANCES[coding.stance]}{level}.")]
    for facet, shown in coding.facets.items():
        lines.append(
            Block(Tone.PROGRAM, f"{FACETS[facet].capitalize()} {int(shown.quality)} of 4: “{shown.text}”")
        )
    if revealed and keyed:
        lines += key_blocks(episode, coding.met)
    return lines


def read_as(episode: Episode) -> str:
    """How a question without key points, one about a made-up term, was read."""
    coding = episode.coding
    stance = STANCES[coding.stance] if coding.stance else "nothing said"
    return f"I read your answer as: {stance}, {ON_A_FOIL[coding.level]}."


def key_blocks(episode: Episode, ticked: frozenset[int]) -> list[Block]:
    """The key points with their ticks; what was said only after it had been told has another (`↺`)."""
    retold = dict.fromkeys(episode.retold, "↺")
    return [
        Block(Tone.POINT, f"{'✓' if index in ticked else retold.get(index, '·')} {index + 1} {point.point}")
        for index, point in enumerate(episode.question.key_points)
    ]

"""Owns the account of a reader of moves: what it gets right, what it confuses, what style does to it.

    python -m training.neural.report simulator/reading/moves.neural training/moves/held.jsonl
    python -m training.neural.report MODEL FILES... --flips --real FOLDER

It reads as the product does, by `simulator.reading.neural`; it trains nothing.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.reading.arrays import load
from simulator.reading.encoder import Encoder
from simulator.reading.model import Move
from simulator.reading.neural import NeuralMoves
from training.neural.augment import CONTRACTIONS
from training.neural.data import MOVES, Turn, labels, read_turns
from training.neural.measure import figures

ADMIT = MOVES.index(Move.ADMIT)
WORST = 20
FALSE_IN_TALK = 0.05
"""Share of engineers' statements that may be taken for admissions where the share found is given."""


class Read(NamedTuple):
    """Turns with their log-odds: a row a turn, a column a move."""

    turns: list[Turn]
    odds: NDArray[np.float32]
    wanted: NDArray[np.float32]


def read(reader: Encoder, turns: list[Turn]) -> Read:
    """The log-odds of every move for every turn."""
    odds = np.full((len(turns), len(MOVES)), -9.0, np.float32)
    for row, turn in enumerate(turns):
        scores = reader.scores(turn.question, turn.context, turn.turn)
        if scores.pieces:
            odds[row] = reader.log_odds(scores.scores)
    return Read(turns, odds, np.stack([labels(turn.moves) for turn in turns]))


def decisions(moves: NeuralMoves, turns: Sequence[Turn]) -> NDArray[np.bool_]:
    """Which moves are read, as the product decides."""
    made = [{span.move for span in moves.read(t.question, t.context, t.turn).spans} for t in turns]
    return np.array([[move in one for move in MOVES] for one in made])


def confusion(found: Read) -> Iterable[str]:
    """For each move: how often it was missed and what was read instead; how often it was read wrongly."""
    made, true = found.odds > 0, found.wanted > 0
    for column, move in enumerate(MOVES):
        missed, false = true[:, column] & ~made[:, column], made[:, column] & ~true[:, column]
        instead = _most(made[missed] & ~true[missed])
        really = _most(true[false] & ~made[false])
        yield (
            f"{move:12} {int(true[:, column].sum()):5} missed {int(missed.sum()):4} ({instead}) "
            f"read wrongly {int(false.sum()):4} ({really})"
        )


def _most(rows: NDArray[np.bool_]) -> str:
    counts = rows.sum(0)
    order = [int(at) for at in np.argsort(-counts)[:3] if counts[at]]
    return ", ".join(f"{MOVES[at]} {counts[at]}" for at in order) or "nothing"


def worst(found: Read) -> Iterable[str]:
    """The turns that were read most confidently and most wrongly."""
    loss = np.logaddexp(0, np.where(found.wanted > 0, -found.odds, found.odds)).sum(1)
    for row in np.argsort(-loss)[:WORST]:
        turn = found.turns[row]
        made = [move for move, z in zip(MOVES, found.odds[row], strict=True) if z > 0]
        before = turn.context[-1].text if turn.context else turn.question
        yield f"{turn.id}: “{before[:70]}” - “{turn.turn[:160]}” is {_list(turn.moves)}, read {_list(made)}"


def _list(moves: Sequence[Move]) -> str:
    return ", ".join(moves) or "nothing"


def by_group(found: Read, group: Callable[[Turn], str]) -> Iterable[str]:
    """Macro-F1 and the share of admissions found, for each group of turns."""
    rows = defaultdict(list)
    for row, turn in enumerate(found.turns):
        if group(turn):
            rows[group(turn)].append(row)
    for name, own in sorted(rows.items()):
        exact = figures(found.odds[own], found.wanted[own])["exact"]
        admitted = found.wanted[own][:, ADMIT] > 0
        hits = found.odds[own][:, ADMIT][admitted] > 0
        said = f"{hits.mean():.3f} of {len(hits)}" if len(hits) else "-"
        yield f"{name:20} {len(own):5} turns, every move right {exact:.3f}, admissions found {said}"


def _slip(text: str, dice: random.Random) -> str:
    """Two letters swapped inside one word of five or more."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if long:
        at = dice.choice(long)
        word = words[at]
        i = dice.randrange(1, len(word) - 2)
        words[at] = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return " ".join(words)


def _british(text: str, _: random.Random) -> str:
    pairs = (("ization", "isation"), ("izing", "ising"), ("ize", "ise"), ("behavior", "behaviour"))
    changed = text
    for american, british in (*pairs, ("color", "colour")):
        changed = changed.replace(american, british)
    return changed if changed != text else text.replace("isation", "ization").replace("ise", "ize")


def _spelled_out(text: str, _: random.Random) -> str:
    for short, long in CONTRACTIONS.items():
        text = re.sub(rf"\b{short}\b", long, text.replace("’", "'"), flags=re.IGNORECASE)
    return text


STYLES: dict[str, Callable[[str, random.Random], str]] = {
    "capitals": lambda text, _: text.upper(),
    "no capitals": lambda text, _: text.lower(),
    "no apostrophes": lambda text, _: text.replace("'", "").replace("’", ""),
    "no commas or stops": lambda text, _: re.sub(r"[.,;:!]", " ", text),
    "contractions spelled out": _spelled_out,
    "the other spelling": _british,
    "one slip": _slip,
    "thanks after": lambda text, _: f"{text} Thank you.",
    "thanks before": lambda text, _: f"Thanks for asking. {text}",
    "padding": lambda text, _: f"well, um, {text}",
}
"""Changes of style that leave the moves as they are."""


def flips(moves: NeuralMoves, turns: Sequence[Turn], seed: int = 0) -> Iterable[str]:
    """For each change of style: the share of the turns it changes that are then read otherwise."""
    dice = random.Random(seed)  # noqa: S311
    plain = decisions(moves, turns)
    for name, change in STYLES.items():
        texts = [change(turn.turn, dice) for turn in turns]
        rows = [row for row, turn in enumerate(turns) if texts[row] != turn.turn]
        if not rows:
            continue
        changed = [msgspec.structs.replace(turns[row], turn=texts[row]) for row in rows]
        other = decisions(moves, changed) != plain[rows]
        yield (
            f"{name:25} {len(rows):5} turns: {other.any(1).mean():.3f} read otherwise, "
            f"{other.mean():.4f} of all decisions, admissions {other[:, ADMIT].mean():.4f}"
        )


def real(reader: Encoder, folder: Path) -> Iterable[str]:
    """Admissions found in real text, and right answers and statements read as admissions."""
    written = _odds(reader, [r for r in _records(folder / "no_answer.jsonl") if r["label"] == "admission"])
    traps = _records(folder / "written_traps.jsonl")
    written = np.concatenate([written, _odds(reader, [r for r in traps if r["label"] == "admission"])])
    right = _odds(reader, list(_right_answers(folder)))
    talk = _records(folder / "meeting_moves.jsonl")
    told = _odds(reader, [r for r in talk if r["label"] == "admission"])
    stated = _odds(reader, [r for r in talk if r["label"] != "admission"])
    yield f"written admissions found: {(written > 0).mean():.4f} of {len(written)}"
    yield f"right answers read as an admission: {(right > 0).mean():.4f} of {len(right)}"
    yield f"in meetings: {(told > 0).mean():.3f} of {len(told)} found"
    yield f"in meetings, falsely: {(stated > 0).mean():.3f} of {len(stated)}"
    edge = np.quantile(stated, 1 - FALSE_IN_TALK)
    yield f"in meetings at {FALSE_IN_TALK:.0%} false: {(told > edge).mean():.3f} found (log-odds {edge:.2f})"


def _right_answers(folder: Path) -> Iterable[dict[str, Any]]:
    yield from (r for r in _records(folder / "mohler.jsonl") if (r.get("score") or 0) >= 4.5)
    yield from (r for r in _records(folder / "saf.jsonl") if r["label"] == "Correct")
    yield from (r for r in _records(folder / "beetle.jsonl") if r["label"] == "correct")


def _records(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _odds(reader: Encoder, records: Sequence[dict[str, Any]]) -> NDArray[np.float32]:
    turns = [Turn("", r.get("question") or "", r["response"], ()) for r in records]
    return read(reader, turns).odds[:, ADMIT]


def _figures(found: Read) -> Iterable[str]:
    measured = figures(found.odds, found.wanted)
    yield f"macro-F1 {measured['macro_f1']:.3f}, every move right {measured['exact']:.3f}"
    for move, f in measured["moves"].items():
        found_of = f"{f['recall']:.3f} of {f['n']:.0f}"
        yield f"{move:12} {f['f1']:.3f} (precision {f['precision']:.3f}, found {found_of})"


def _tell(title: str, lines: Iterable[str]) -> None:
    print(f"\n{title}")  # noqa: T201
    for line in lines:
        print(f"  {line}", flush=True)  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure a model file on files of labelled turns."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("model", type=Path)
    options.add_argument("files", type=Path, nargs="*", help="JSON Lines files of labelled turns")
    options.add_argument("--flips", action="store_true", help="also change the style of every turn")
    options.add_argument("--real", type=Path, help="folder with real answers and talk, not kept here")
    chosen = options.parse_args(arguments)
    encoder = Encoder(load(chosen.model))
    turns: list[Turn] = []
    for path in chosen.files:
        own = read_turns(path)
        turns += own
        _tell(f"{path.stem}: {len(own)} turns", _figures(read(encoder, own)))
    if turns:
        found = read(encoder, turns)
        _tell("Confusion", confusion(found))
        _tell("By style", by_group(found, lambda turn: turn.style))
        _tell("By variety of English", by_group(found, lambda turn: turn.variety))
        _tell(f"The {WORST} worst", worst(found))
    if chosen.flips:
        _tell("Style", flips(NeuralMoves(encoder), turns))
    if chosen.real:
        _tell("Real text", real(encoder, chosen.real))


if __name__ == "__main__":
    main()

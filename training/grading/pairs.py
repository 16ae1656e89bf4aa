"""Owns what the judge is trained on: an answer, a point, and whether the answer says the point."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simulator.questions.loader import load_bank
from simulator.reading.vocabulary import stem
from simulator.reading.words import words
from training.grading.cases import OWN, Graded
from training.grading.relations import relations
from training.grading.retell import retold
from training.grading.spoil import denied, salad, swapped_number


class Pair(NamedTuple):
    """One thing to learn."""

    answer: str
    points: tuple[str, ...]
    """Wordings of one point, of which any will do."""
    ask: str
    y: float
    """0-1."""
    weight: float
    group: str
    """What is held out together: a question."""
    source: str


RELATIONS = 1200
"""Statements made by rule."""
SHARES = {"yes": 1.7, "together": 1.3, "wording": 1.0, "parroted": 0.5}
"""What a pair of a kind counts, so that yes and no weigh alike."""
DRAWN = 0.4
"""Share of the pairs that the banks give which are learned from: there are many alike."""
RETOLD = 3
"""Times a point is told again nearly in its own words."""
OTHERS = 3
"""Answers to other questions held against each point."""


def from_graded(cases: Sequence[Graded], source: str, weight: float) -> Iterator[Pair]:
    """Graded answers; what is partly right does not meet the point as a whole."""
    for case in cases:
        y = {"partially_correct_incomplete": 0.1}.get(case.label, case.score)
        yield Pair(case.answer, case.references, case.ask, y, weight, case.group, source)


def from_points(paths: Iterable[Path]) -> Iterator[Pair]:
    """Our own points, each with answers that meet it, answers that do not, and spoilt ones."""
    entries = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    dice = random.Random(0)  # noqa: S311
    for entry in entries:
        ask, point, group = entry["question"], entry["point"], entry["question"]
        made = [(answer, 1.0, "yes") for answer in entry["yes"]]
        made += [(answer, 0.0, "no") for answer in entry["no"]]
        made += [(point, 1.0, "itself"), (ask, 0.0, "parroted")]
        made += [(retold(point, dice), 1.0, "retold") for _ in range(RETOLD)]
        made += _spoilt(point, dice)
        for _ in range(OTHERS):
            other = dice.choice(entries)
            if other["question"] != ask:
                made.append((dice.choice([other["point"], *other["yes"]]), 0.0, "other"))
        siblings = [other for other in entries if other["question"] == ask and other["point"] != point]
        made += [(dice.choice(other["yes"]), 0.0, "sibling") for other in siblings]
        if siblings:
            for _ in range(2):
                told = [_told(entry, dice), *(_told(other, dice) for other in siblings[:3])]
                dice.shuffle(told)
                made.append((". ".join(told), 1.0, "together"))
            made.append((". ".join(_told(other, dice) for other in siblings[:3]), 0.0, "without"))
            made.append((". ".join(retold(other["point"], dice) for other in siblings[:3]), 0.0, "without"))
        for answer, y, kind in made:
            yield Pair(answer, (point,), ask, y, SHARES.get(kind, 1.0), group, f"own {kind}")


def _told(entry: dict[str, Any], dice: random.Random) -> str:
    """What meets the point of `entry`, in other words or nearly in its own."""
    return dice.choice(entry["yes"]) if dice.random() < 0.6 else retold(entry["point"], dice)


def _spoilt(point: str, dice: random.Random) -> list[tuple[str, float, str]]:
    made = [(salad(point, dice), 0.0, "salad")]
    for kind, other in (("denied", denied(point)), ("number", swapped_number(point, dice))):
        if other:
            made.append((other, 0.0, kind))
    return made


def from_bank(folder: Path) -> Iterator[Pair]:
    """Wordings in the question banks."""
    dice = random.Random(0)  # noqa: S311
    listed = [
        q for path in sorted(folder.glob("*.yaml")) for q in load_bank(path).bank.questions if not q.is_foil
    ]
    strange = [(q.id, way) for q in listed for point in q.key_points for way in (point.point, *point.accept)]
    for question in listed:
        for i, point in enumerate(question.key_points):
            made = [(way, 1.0, "wording") for way in point.accept if len(way.split()) > 4]
            made += [(retold(point.point, dice), 1.0, "retold") for _ in range(RETOLD)]
            told = [
                retold(p.point, dice)
                for p in (point, *[p for j, p in enumerate(question.key_points) if j != i][:3])
            ]
            dice.shuffle(told)
            made.append((". ".join(told), 1.0, "together"))
            made += [
                (point.point, 1.0, "itself"),
                (question.ask, 0.0, "parroted"),
                *_spoilt(point.point, dice),
            ]
            others = [p for j, p in enumerate(question.key_points) if j != i]
            made += [(dice.choice([p.point, *p.accept]), 0.0, "sibling") for p in others]
            made.append((". ".join(dice.choice([p.point, *p.accept]) for p in others[:3]), 0.0, "without"))
            made += [(entry.claim, 0.0, "misconception") for entry in question.misconceptions]
            name, way = dice.choice(strange)
            if name != question.id:
                made.append((way, 0.0, "other"))
            for answer, y, kind in made:
                share = 0.7 * SHARES.get(kind, 1.0)
                if dice.random() < DRAWN:
                    yield Pair(answer, (point.point,), question.ask, y, share, question.ask, f"bank {kind}")
        for entry in question.misconceptions:
            made = [
                (entry.claim, 1.0, "itself"),
                (retold(entry.claim, dice), 1.0, "retold"),
                *_spoilt(entry.claim, dice),
            ]
            made.append((dice.choice(question.key_points).point, 0.0, "sibling"))
            for answer, y, kind in made:
                yield Pair(answer, (entry.claim,), question.ask, y, 0.7, question.ask, f"bank {kind}")


def from_replies(path: Path, folder: Path) -> Iterator[Pair]:
    """Whole answers to questions of the banks, marked point by point."""
    listed = {q.id: q for file in sorted(folder.glob("*.yaml")) for q in load_bank(file).bank.questions}
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        question = listed[entry["question"]]
        for i, point in enumerate(question.key_points):
            yield Pair(
                entry["answer"],
                (point.point,),
                question.ask,
                float(i in entry["met"]),
                2.0,
                question.ask,
                "reply",
            )
        for i, claim in enumerate(question.misconceptions):
            yield Pair(
                entry["answer"],
                (claim.claim,),
                question.ask,
                float(i in entry["stated"]),
                1.0,
                question.ask,
                "reply",
            )


def nearest(points: Sequence[str], answer: str) -> int:
    """Which wording shares most words with the answer."""
    said = {stem(word.text) for word in words(answer)}

    def shared(point: str) -> float:
        own = {stem(word.text) for word in words(point)}
        return 2 * len(own & said) / max(1, len(own) + len(said))

    return max(range(len(points)), key=lambda i: shared(points[i]))


def own(banks: Path) -> list[Pair]:
    """Everything written for this project that may be learned from."""
    files = [OWN / "cases.jsonl", *sorted(OWN.glob("points-*.jsonl"))]
    return [
        *from_points(files),
        *from_bank(banks),
        *from_replies(OWN / "replies.jsonl", banks),
        *from_relations(),
    ]


def from_relations() -> Iterator[Pair]:
    """Statements made by rule."""
    for i, (ask, point, answer, y) in enumerate(relations(RELATIONS, 0)):
        yield Pair(answer, (point,), ask, y, 0.7, f"relations {i % 8}", "own relation")

"""Owns which questions of a session are on topics known well (controls): asked again among the others.

Nothing sets a control apart: it takes the place of another question, of the same level where there is one.
Seed and what is known are handed in.
"""

from collections.abc import Collection, Sequence
from random import Random

from simulator.questions.model import Question

CONTROL_EVERY = 6
"""One question in so many is on a topic known well, where there are any (scoring model, section 4.1)."""


def with_controls(
    chosen: Sequence[Question], known: Collection[str], pool: Sequence[Question], seed: int
) -> tuple[Question, ...]:
    """`chosen` with one question in `CONTROL_EVERY` on a topic known well, as far as `pool` has them.

    `known` holds the `bank/id` of what is. Made-up terms stay where they are; equal arguments give an equal
    choice.
    """
    draw = Random(f"controls {seed}")  # noqa: S311  (a choice of questions is no secret)
    questions = list(chosen)
    there = {question.key for question in questions}
    spare = [q for q in pool if q.key in known and not q.is_foil and q.key not in there]
    wanted = (len(questions) + CONTROL_EVERY // 2) // CONTROL_EVERY
    missing = max(0, wanted - sum(question.key in known for question in questions))
    for control in draw.sample(spare, min(missing, len(spare))):
        places = _replaceable(questions, known, control)
        if places:
            questions[draw.choice(places)] = control
    return tuple(questions)


def _replaceable(questions: Sequence[Question], known: Collection[str], control: Question) -> list[int]:
    """Where `control` may stand: in place of a question of its level, else of any that is not known."""
    others = [place for place, q in enumerate(questions) if not q.is_foil and q.key not in known]
    return [place for place in others if questions[place].level is control.level] or others

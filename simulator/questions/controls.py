"""Owns which questions of a session are asked for the user's own past: topics due again, and known ones.

Nothing sets them apart: each takes the place of another question, of the same level where there is one.
Seed and what is due or known are handed in.
"""

from collections.abc import Collection, Sequence
from random import Random

from simulator.questions.model import Question

CONTROL_EVERY = 6
"""One question in so many is on a topic known well, where there are any (scoring model, section 4.1)."""
DUE_EVERY = 3
"""At most one question in so many is on a topic that is due again."""


def with_due(chosen: Sequence[Question], due: Sequence[Question], seed: int) -> tuple[Question, ...]:
    """`chosen` with questions that are `due` among them, at most one in `DUE_EVERY`; equal arguments, equal
    choice.
    """
    questions = list(chosen)
    keys = {question.key for question in due}
    there = {question.key for question in questions}
    missing = len(questions) // DUE_EVERY - len(keys & there)
    fresh = [question for question in due if question.key not in there]
    _put_in(questions, fresh[: max(0, missing)], keys, Random(f"due {seed}"))  # noqa: S311  (no secret)
    return tuple(questions)


def with_controls(
    chosen: Sequence[Question],
    known: Collection[str],
    pool: Sequence[Question],
    seed: int,
    keep: Collection[str] = (),
) -> tuple[Question, ...]:
    """`chosen` with one question in `CONTROL_EVERY` on a topic known well, as far as `pool` has them.

    `known` holds the `bank/id` of what is, `keep` that of questions that stay. So do made-up terms; equal
    arguments give an equal choice.
    """
    draw = Random(f"controls {seed}")  # noqa: S311  (a choice of questions is no secret)
    questions = list(chosen)
    there = {question.key for question in questions}
    spare = [q for q in pool if q.key in known and not q.is_foil and q.key not in there]
    wanted = (len(questions) + CONTROL_EVERY // 2) // CONTROL_EVERY
    missing = max(0, wanted - sum(question.key in known for question in questions))
    _put_in(questions, draw.sample(spare, min(missing, len(spare))), {*known, *keep}, draw)
    return tuple(questions)


def _put_in(
    questions: list[Question], wanted: Sequence[Question], keep: Collection[str], draw: Random
) -> None:
    """Put each of the `wanted` in place of another question, where one may go."""
    for question in wanted:
        places = _replaceable(questions, keep, question)
        if places:
            questions[draw.choice(places)] = question


def _replaceable(questions: Sequence[Question], keep: Collection[str], new: Question) -> list[int]:
    """Where `new` may stand: in place of a question of its level, else of any; never of one in `keep`."""
    others = [
        place for place, q in enumerate(questions) if not q.is_foil and q.key not in keep and q.key != new.key
    ]
    return [place for place in others if questions[place].level is new.level] or others

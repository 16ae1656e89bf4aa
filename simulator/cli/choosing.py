"""Owns which questions a new session asks: those wished for, with some that the user's own past calls for.

Opens no session and shows nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from simulator.cli.past import History, known
from simulator.cli.places import bank_folders
from simulator.errors import IdkError
from simulator.interview.events import CoachLevel, Marking, Role
from simulator.questions.controls import DUE_EVERY, with_controls, with_due
from simulator.questions.library import Library, find_banks
from simulator.questions.model import Bank, Question
from simulator.questions.selection import ANYTHING, About, Exposure, Selection, select

if TYPE_CHECKING:
    from simulator.notebook.cards import Card

DEFAULT_BANK = "backend-basics"


class Wish(NamedTuple):
    """What the user asked a new session to be."""

    banks: tuple[str, ...]
    """Names or files; none for the default."""
    only: tuple[str, ...]
    """Question ids to ask, in this order; none for a choice."""
    length: int
    foils: bool
    seed: int | None
    coach: CoachLevel
    marking: Marking
    about: About = ANYTHING
    due: bool = False
    """Whether nothing is asked but topics of the notebook that are due."""
    notebook: Path | None = None
    """The notebook whose topics come back; None where none do."""
    among: frozenset[str] | None = None
    """The real questions to choose from, by `bank/id`; None for all of the banks."""
    guest: Role | None = None
    """The role of the other person, where two sit down; None for a practice alone."""
    avoid: frozenset[str] = frozenset()
    """Questions (`bank/id`) that are not to be asked."""


def choose(wish: Wish, history: History, seed: int, day: date) -> Selection:
    """The questions of a session on `day`.

    Raises IdkError for an unknown bank or question, and where nothing is left to ask; BankError for a bank
    with problems.
    """
    library = find_banks(bank_folders())
    if wish.due:
        return _only_due(wish, library, day)
    banks = [_without(bank, wish.avoid) for bank in _banks(wish, library)]
    selection = select(
        banks,
        count=wish.length,
        foils=wish.foils,
        seed=seed,
        history={key: Exposure(met.times, met.last) for key, met in history.exposure.items()},
        only=wish.only,
        about=wish.about,
    )
    if not selection.questions:
        raise IdkError(
            "There is no question to ask: the banks hold none but made-up terms you may not meet again."
        )
    if wish.only or wish.about != ANYTHING or wish.among is not None:
        return selection
    due = _due(wish, library, day, len(selection.questions) // DUE_EVERY)
    asked = with_due(selection.questions, due, seed)
    pool = [question for bank in banks for question in bank.questions]
    keep = {question.key for question in due}
    return selection._replace(questions=with_controls(asked, known(history, day), pool, seed, keep))


def _only_due(wish: Wish, library: Library, day: date) -> Selection:
    due = _due(wish, library, day, wish.length)
    if not due:
        raise IdkError(
            "No topic of your notebook that a bank asks about is due. `idk notebook` says what comes when."
        )
    return Selection(tuple(due))


def _due(wish: Wish, library: Library, day: date, most: int) -> list[Question]:
    """At most `most` questions on topics due on `day`, from the banks that were named, if any were."""
    if wish.notebook is None or most < 1:
        return []
    from simulator.notebook.cards import glance

    names = {bank.name for bank in _banks(wish, library)} if wish.banks else set(library.files)
    found: list[Question] = []
    for card in glance(wish.notebook).due(day):
        asked = question_on(library, card, names)
        if asked and all(asked.key != other.key for other in found):
            found.append(asked)
        if len(found) == most:
            break
    return found


def question_on(library: Library, card: "Card", banks: Collection[str]) -> Question | None:
    """The question of a topic asked last that one of the `banks` still has.

    It is on that topic, even where its bank calls it otherwise by now: else the topic would never be done
    with.
    """
    from simulator.notebook.topics import identity

    for key in card.keys:
        if key.partition("/")[0] in banks:
            with suppress(IdkError):
                question = library.question(key)
                known = identity(question.topic) in card.names
                return question if known else replace(question, topic=card.name)
    return None


def _banks(wish: Wish, library: Library) -> list[Bank]:
    if wish.among is not None:
        return list(_narrowed(library.usable(), wish.among))
    if wish.banks or not wish.only:
        # Whoever asks for a subject, not for a bank, means any bank that has it.
        names = wish.banks or (list(library.files) if wish.about != ANYTHING else [DEFAULT_BANK])
        loaded = [library.load(name).bank for name in names]
        return list({bank.name: bank for bank in loaded}.values())
    return library.holding(wish.only)


def _narrowed(banks: Iterable[Bank], among: frozenset[str]) -> Iterator[Bank]:
    """The banks that hold questions of `among`, with these alone and their questions about made-up terms."""
    for bank in banks:
        if any(question.key in among for question in bank.questions):
            kept = tuple(one for one in bank.questions if one.is_foil or one.key in among)
            yield replace(bank, questions=kept)


def _without(bank: Bank, avoid: frozenset[str]) -> Bank:
    kept = tuple(question for question in bank.questions if question.key not in avoid)
    return replace(bank, questions=kept) if avoid else bank

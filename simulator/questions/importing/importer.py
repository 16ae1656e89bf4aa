"""Owns what becomes of the cards that were found: kept once as drafts, or skipped; writes nothing."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from simulator.errors import IdkError
from simulator.questions.importing.cards import MAX_CARDS, Card, Found, Notice, Place, Skipped
from simulator.questions.importing.drafting import draft, is_cut, new_id, same, split_gaps, unfit
from simulator.questions.importing.markup import tidy
from simulator.questions.importing.sources import found_in


class Kept(NamedTuple):
    """A question that came of a card."""

    place: Place
    question: dict[str, Any]
    """Its fields, as they are written."""
    remarks: tuple[str, ...]
    """What a person should look at."""


class Imported(NamedTuple):
    """All that came of an import."""

    kept: list[Kept]
    skipped: list[Skipped]
    notices: list[str]


def import_cards(source: Path, tick: Callable[[int], None] = lambda _: None) -> Imported:
    """The questions in the file or folder `source`; `tick` is called with the cards read so far.

    Raises:
        IdkError: nothing in it can be read, it has no cards, or more than `MAX_CARDS`.
    """
    return keep(found_in(source), str(source), tick)


def keep(found: Iterable[Found], source: str, tick: Callable[[int], None] = lambda _: None) -> Imported:
    """Sort out what was `found` in `source`: of cards that ask the same the first with an answer is kept."""
    cards: dict[str, Card] = {}
    skipped: list[Skipped] = []
    notices: list[str] = []
    read = 0
    for item in found:
        if isinstance(item, Notice):
            notices.append(item.text)
            continue
        read += 1
        if read > MAX_CARDS:
            raise IdkError(
                f"{source}: more than {MAX_CARDS:,} cards. Import a part of them, such as one deck."
            )
        tick(read)
        for one in split_gaps(item) if isinstance(item, Card) else (item,):
            if isinstance(one, Skipped):
                skipped.append(one)
            else:
                _sort(one, cards, skipped)
    if not cards:
        raise IdkError(_nothing(source, skipped))
    taken: dict[str, int] = {}
    return Imported([_kept(card, taken) for card in cards.values()], skipped, notices)


def _sort(card: Card, cards: dict[str, Card], skipped: list[Skipped]) -> None:
    """Put the card among `cards` or among those `skipped`."""
    card = card._replace(question=tidy(card.question), answer=tidy(card.answer))
    reason = unfit(card)
    if reason:
        skipped.append(Skipped(card.place, reason, card.question))
        return
    first = cards.setdefault(same(card), card)
    if first is card:
        return
    if card.answer and not first.answer:
        cards[same(card)] = card
        first, card = card, first
    skipped.append(Skipped(card.place, "the question is there already", card.question, first.place))


def _kept(card: Card, taken: dict[str, int]) -> Kept:
    name = new_id(card, taken)
    cut = ("the answer is cut to what an explanation may have",) if is_cut(card) else ()
    return Kept(card.place, draft(card, name), (*card.remarks, *cut))


def _nothing(source: str, skipped: list[Skipped]) -> str:
    if not skipped:
        return f"{source}: no cards in it. docs/formats.md shows the shapes that are read."
    first = skipped[0]
    return f"{source}: none of its {len(skipped):,} cards makes a question; {first.place}: {first.reason}."

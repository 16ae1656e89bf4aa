"""Owns what is said of the notebook: what is due, what is open, one topic, and what comes when."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from simulator.notebook.cards import Card, Notebook
from simulator.notebook.exports import Entry
from simulator.notebook.page import how
from simulator.notebook.topics import State
from simulator.reports.blocks import Block, Tone

_CLOSED = (State.EXPLAINED, State.PARKED, State.DONE)
"""What is listed only when everything is."""


def overview(book: Notebook, today: date, *, everything: bool) -> list[Block]:
    """What is due, then what is open, a line each; then how many others there are."""
    due = book.due(today)
    waiting = {card.file for card in due}
    others = [card for card in book.cards if card.file not in waiting]
    shown = [card for card in others if everything or card.state not in _CLOSED]
    blocks = []
    for heading, cards in ((f"Due now: {len(due)}", due), (f"Open: {len(shown)}", shown)):
        if cards:
            title = heading if not (everything and cards is shown) else f"All others: {len(shown)}"
            blocks.append(Block(Tone.HEADING, title))
            blocks += [Block(Tone.POINT, f"{card.name} - {standing(card, today)}") for card in cards]
    hidden = Counter(card.state for card in others if not everything and card.state in _CLOSED)
    if hidden:
        others_said = ", ".join(f"{number} {state}" for state, number in sorted(hidden.items()))
        blocks.append(Block(Tone.PROGRAM, f"\nNot listed: {others_said} (--all lists them)."))
    if not book.cards:
        blocks.append(Block(Tone.PROGRAM, "Nothing is written down yet."))
    return blocks


def standing(card: Card, today: date) -> str:
    """How a topic stands, and when it comes back."""
    if card.due is None:
        return str(card.state)
    return f"{card.state}, {when(card.due, today)}"


def when(day: date, today: date) -> str:
    """A day as seen from `today`."""
    ahead = (day - today).days
    if ahead < 0:
        return f"due since {day}"
    near = {0: "due today", 1: "back tomorrow"}
    return near.get(ahead, f"back in {ahead} days ({day})")


def coming(book: Notebook, today: date) -> str:
    """How many topics come back tomorrow, and in the week from today."""
    due = [card.due for card in book.cards if card.due]
    left = sum(day <= today for day in due)
    tomorrow = sum(day == today + timedelta(days=1) for day in due)
    week = sum(today < day <= today + timedelta(days=7) for day in due)
    said = f"Back tomorrow: {tomorrow}. Within a week: {week}."
    return f"Still due today: {left}. {said}" if left else said


def page_blocks(entry: Entry, today: date) -> list[Block]:
    """One topic: how it stands, the user's notes, and what the sessions gave."""
    card = entry.card
    stands = f"{card.state.capitalize()}. Written down {card.first}."
    if card.due:
        said = when(card.due, today)
        stands += f" {said[0].upper()}{said[1:]}."
    blocks = [Block(Tone.HEADING, card.name), Block(Tone.PROGRAM, stands)]
    learn = [f"{r.title} ({r.kind}): {r.url}" for r in entry.resources]
    learn += [f"Build: {entry.project}"] if entry.project else []
    tries = entry.topic.tries if entry.topic else ()
    parts = {
        "My notes": _passage(entry.notes),
        "Unclear to me": _listed(entry.unclear),
        "As it was explained": _passage(entry.explained),
        "To learn it by": _listed(learn),
        "When it came back": _listed(f"{one.day}: {how(one)}" for one in tries),
    }
    for heading, part in parts.items():
        if part:
            blocks += [Block(Tone.PROGRAM, f"\n{heading}:"), *part]
    return blocks


def _passage(text: str) -> list[Block]:
    return [Block(Tone.PROGRAM, text)] if text else []


def _listed(lines: Iterable[str]) -> list[Block]:
    return [Block(Tone.POINT, f"- {line}") for line in lines]

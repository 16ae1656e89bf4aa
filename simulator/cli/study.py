"""`idk study`: the topics of the notebook that are due, asked again as questions."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import options
from simulator.cli.output import talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.cli.pages import Book
    from simulator.notebook.cards import Card
    from simulator.questions.model import Question


@click.command(epilog="What is in the notebook: idk notebook")
@click.option(
    "--topics",
    "most",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="How many at most; those that have waited longest come first.",
)
@options.coach("fade", "As in idk practice.")
@options.transcripts("Study what these sessions left, and keep the new one there.")
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a simple terminal.")
def study(most: int, coach: str, transcripts: Path | None, plain: bool) -> int:
    """Go through the topics of your notebook that are due.

    Each comes as a question from its bank, or else as "explain it in your own words", held against
    your notes. What you explain well comes back later, the rest tomorrow. Stop when you like.
    """
    from simulator.cli import places
    from simulator.cli.clock import today
    from simulator.cli.opening import begin_study
    from simulator.cli.output import is_full_terminal
    from simulator.cli.pages import brought_up
    from simulator.cli.sit import sit
    from simulator.interview.events import CoachLevel, Marking
    from simulator.records.store import summary_of

    book = brought_up(transcripts)
    due = book.notebook.due(today())
    asked, silent = _questions(book, due, most)
    _say_what_cannot_be_asked(silent, transcripts)
    if not asked:
        _say(book)
        return 0
    full = not plain and is_full_terminal()
    marking = Marking.ASKED if full else Marking.IN_LINE
    opened = begin_study(asked, CoachLevel(coach), marking, places.transcripts(transcripts))
    code = sit(opened, marking, resumed=False, full=full, folder=transcripts)
    book = brought_up(transcripts)
    _say(book)
    over = summary_of(opened.journal.path).finished
    if over and _questions(book, book.notebook.due(today()), 1)[0]:
        talk(f"Go on with the next ones: idk study{places.named_again(transcripts)}")
    return code


def _questions(book: "Book", due: "Iterable[Card]", most: int) -> "tuple[list[Question], list[Card]]":
    """The questions on the first topics that have one, `most` of them, and the topics passed over."""
    from simulator.cli.choosing import question_on
    from simulator.cli.places import bank_folders
    from simulator.notebook.asking import BANK, from_notes
    from simulator.questions.library import find_banks

    library = find_banks(bank_folders())
    asked: list[Question] = []
    silent = []
    for card in due:
        if len(asked) == most:
            break
        question = question_on(library, card, library.files.keys() - {BANK})
        if question is None:
            entry = book.entry(card)
            question = from_notes(entry.page, entry.topic)
        if question is None:
            silent.append(card)
        elif all(question.key != other.key for other in asked):
            asked.append(question)
    return asked, silent


def _say_what_cannot_be_asked(silent: "list[Card]", transcripts: Path | None) -> None:
    from simulator.cli.pages import typed

    if silent:
        names = ", ".join(card.name for card in silent)
        talk(
            f"Not asked, for your notes state nothing yet to hold an answer against: {names}. Look it up, "
            f"and write down what it is: idk notebook edit {typed(silent[0], transcripts)}\n"
        )


def _say(book: "Book") -> None:
    from simulator.cli.clock import today
    from simulator.cli.output import width
    from simulator.reports.blocks import Block, Tone
    from simulator.reports.notebook import coming
    from simulator.reports.plain import plain

    said = coming(book.notebook, today())
    nothing = "" if book.notebook.due(today()) else "Nothing is due today. "
    click.echo("\n" + plain(Block(Tone.PROGRAM, f"{nothing}{said}"), width()))
    if not book.notebook.cards:
        talk("The notebook is empty. Write a topic down in an interview (/note): idk practice")

"""Owns how a session that is seen again becomes text or a page, a paragraph after the other."""

from collections.abc import Iterator

from simulator.cli.output import width
from simulator.reading.reader import load_reader
from simulator.reports.looks import ansi
from simulator.reports.own_words import better
from simulator.reports.plain import plain
from simulator.reports.recording import Recording
from simulator.reports.review import Entry, review


def written(session: Recording, *, looks: bool) -> Iterator[str]:
    """The session, each paragraph as soon as it is known, wrapped to the terminal if there is one.

    With `looks`, with the control sequences that a terminal takes for bold and underlined.
    """
    draw, columns = ansi if looks else plain, width()
    for entry in _entries(session):
        yield draw(entry.block, columns)


def as_page(session: Recording) -> str:
    """The session as a web page."""
    from simulator.reports.html.review_page import review_page

    return review_page(_entries(session))


def _entries(session: Recording) -> Iterator[Entry]:
    reader = load_reader()
    return review(session, lambda scored: better(session, scored, reader))

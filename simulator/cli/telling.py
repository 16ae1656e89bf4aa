"""Owns who is asked about an interview, and where at once what they say is kept. Knows no question."""

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from simulator.cli.output import is_full_terminal, width
from simulator.cli.typed import lines
from simulator.debrief.files import Kept, save
from simulator.debrief.model import Debrief
from simulator.reports.plain import plain as as_text
from simulator.shells.asking import Desk, LineDesk, TerminalDesk


class Keeper:
    """Writes a debrief whenever it has changed, into a file that is begun at the first thing told."""

    def __init__(self, folder: Path, kept: Kept | None = None) -> None:
        self._folder = folder
        self.kept = kept

    def __call__(self, told: Debrief) -> None:
        self.kept = save(self._folder, told, self.kept.id if self.kept else "")


def desk(*, plain: bool = False) -> Desk:
    """Who is asked: somebody at a full terminal, or whoever sends plain lines."""
    if not plain and is_full_terminal():
        return TerminalDesk()
    for stream in (sys.stdin, sys.stdout):
        # Another encoding than the text needs, or bytes that are none, must not stop it.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    columns = width()
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    return LineDesk(lines(), lambda block: click.echo(as_text(block, columns)), patient=at_terminal)

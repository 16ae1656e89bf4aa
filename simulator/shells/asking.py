"""Owns how a question of the program's own is put and answered: at a terminal, or a line each on a pipe."""

import os
from collections.abc import Iterator
from typing import Protocol

from simulator.reports.blocks import Block, Tone
from simulator.shells.pipe import unescape
from simulator.shells.sitting import Write
from simulator.text import scrub

LONG_PASTE = 1_000
"""Characters from which on a pasted text is kept aside: a screen full of it helps nobody."""


class Desk(Protocol):
    """Somebody who can be asked."""

    patient: bool
    """Whether a slip is asked about again; on a pipe that would eat the next line."""

    def ask(self, question: str) -> str:
        """What is answered, without white space around it; empty where the question is skipped.

        Raises EOFError where nothing more will be said.
        """

    def tell(self, block: Block) -> None:
        """Show something."""


class LineDesk:
    """Plain lines: `\\n` in a line is a new line, an empty line skips, and the end of input ends it."""

    def __init__(self, lines: Iterator[str], write: Write, *, patient: bool) -> None:
        self.patient = patient
        self._lines = lines
        self.tell = write

    def ask(self, question: str) -> str:
        self.tell(Block(Tone.PROGRAM, question))
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        return unescape(scrub(line.rstrip("\r\n"))).strip()


class TerminalDesk:
    """A terminal with line editing: pasted text stays whole, Enter sends, Alt-Enter makes a new line."""

    patient = True

    def __init__(self) -> None:
        from simulator.shells import prompts  # noqa: PLC0415  (slow, and a pipe has no use for it)

        # Without an answer to "where is the cursor?" every line would wait for one, and we need none.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._prompt = prompts.Prompt(LONG_PASTE)
        self.tell = prompts.write

    def ask(self, question: str) -> str:
        self.tell(Block(Tone.QUESTION, question))
        return self._prompt.read().strip()

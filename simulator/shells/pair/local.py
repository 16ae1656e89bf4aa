"""Owns the host's own seat: the terminal that the program was started in."""

import asyncio
import os

from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output, create_output


class LocalSeat:
    """This terminal (a `Seat`)."""

    def __init__(self) -> None:
        # Without an answer to "where is the cursor?" every line would wait for one, and we need none.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self.name = "host"
        self.gone = asyncio.Event()
        self.input: Input = create_input()
        self.output: Output = create_output()

    def close(self) -> None:
        """Nothing to hang up."""
        self.gone.set()

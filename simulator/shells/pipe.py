"""Owns the interview through a pipe: a reply a line in, plain lines out. No rule, no control sequences.

`/next` closes a question, `\\n` inside a line is a new line (`\\\\n` the two characters), `/sure N` ends a
reply's line or stands alone on the next, `//` at the start is a slash. Nothing is asked back that would
eat a line unawares; the end of input closes and scores.
"""

import re
from collections.abc import Iterable

from simulator.interview.events import CloseReason
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase
from simulator.reports.blocks import Block, Tone
from simulator.shells.sitting import Sitting, Write, carry_out, go_on, leave
from simulator.shells.slash import UnknownWordError, parse
from simulator.text import scrub

_ESCAPE = re.compile(r"\\(\\n|n)")


def unescape(line: str) -> str:
    """The text that a line stands for."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else "\\n", line)


def sit(sitting: Sitting, lines: Iterable[str], complain: Write) -> None:
    """Sit an interview with the replies in `lines`, until it is over, paused or the lines end.

    `complain` takes what belongs on standard error. Raises StorageError where something cannot be kept.
    """
    interview = sitting.interview
    go_on(interview)
    for raw in lines:
        line = unescape(scrub(raw.rstrip("\r\n")))
        if not line.strip():
            continue
        try:
            carry_out(sitting, parse(line))
        except (UnknownWordError, RefusedError) as refusal:
            complain(Block(Tone.PROGRAM, str(refusal)))
        go_on(interview)
        if interview.state.paused or interview.state.phase is Phase.OVER:
            return
    leave(interview, CloseReason.END)
    go_on(interview)

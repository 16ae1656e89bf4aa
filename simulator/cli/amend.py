"""Owns what is added to a transcript from outside its interview: a question contested, its key confirmed.

Nothing that is in the transcript is changed.
"""

from pathlib import Path

from simulator.cli.clock import now
from simulator.errors import IdkError
from simulator.interview.commands import Confirm, Contest
from simulator.interview.protocol import decide
from simulator.interview.state import replay
from simulator.records.ledger import forget
from simulator.records.store import Journal


def amend(path: Path, command: Contest | Confirm, where: str) -> str | None:
    """Add what `command` decides to the transcript at `path`; says what was mended in the file, if anything.

    `where` is the option that names its folder again. Raises `IdkError` for a paused session, to which
    nothing can be added, or where the command has no place in it, and what `Journal.resume` raises.
    """
    with Journal.resume(path) as journal:
        assert journal.transcript is not None  # resume has read it
        state = replay(journal.transcript.events, journal.transcript.passed_over)
        if state.paused:
            raise IdkError(
                f"{path.stem} is paused, so nothing can be added from outside. Go on with: "
                f"idk practice --resume {path.stem}{where} - there /contest says it of the open question."
            )
        journal.append(*decide(state, command, now()))
    forget(path.parent, path.stem)  # what was done in it no longer counts as it did
    return journal.recovered

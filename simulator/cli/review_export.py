"""`idk review --export`: sessions as files for other programs, in tables with one documented schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.output import talk

if TYPE_CHECKING:
    from simulator.records.store import Transcript


def export_sessions(
    folder: Path, session: str | None, path: Path, form: str | None, table: str | None
) -> None:
    """Write the session, or all where none is named, the oldest first; prints each file's name."""
    from simulator.cli.waiting import waited_for
    from simulator.errors import IdkError
    from simulator.records.store import find_session, list_sessions
    from simulator.reports.export.writing import target, write
    from simulator.reports.words import count

    to = target(path, form, table)
    refs = [find_session(folder, session)] if session else list_sessions(folder)[::-1]
    if not refs:
        raise IdkError(f"{folder} holds no session yet. Start one with: idk practice")
    written = 0

    def sessions() -> "Iterator[Transcript]":
        nonlocal written
        for ref in waited_for(refs, f"Exporting {count(len(refs), 'session')}"):
            transcript = _readable(ref.path, alone=session is not None, problems=problems)
            if transcript is not None:
                written += 1
                yield transcript

    problems: list[str] = []
    write(sessions(), to)
    for problem in problems:
        talk(f"idk: left out: {problem}")
    for file in to.files.values():
        click.echo(file)
    talk(f"{count(written, 'session')} written. What the columns are: docs/data.md")


def _readable(path: Path, *, alone: bool, problems: list[str]) -> "Transcript | None":
    """The transcript at `path`; of several one that cannot be used is put among the `problems`."""
    from simulator.errors import IdkError
    from simulator.interview.state import replay
    from simulator.records.store import EmptyTranscriptError, read_session

    try:
        transcript = read_session(path)
        replay(transcript.events, transcript.passed_over)
    except EmptyTranscriptError:
        if alone:
            raise
        return None
    except IdkError as error:
        if alone:
            raise
        problems.append(str(error))
        return None
    return transcript

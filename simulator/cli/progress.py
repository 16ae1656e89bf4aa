"""`idk progress`: what all sessions come to, and what is still missing for the rest."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.scoring.lifetime import Share

_MANY = 300
"""Sessions that take a noticeable time to read."""


@click.command(epilog="One session: idk review last")
@click.option("--json", "as_json", is_flag=True, help="Print data: every figure, or what it lacks.")
@click.option(
    "--transcripts",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Look here for transcripts.",
)
def progress(as_json: bool, transcripts: Path | None) -> None:
    """See what all your sessions come to, as far as they allow it.

    Everything is scored by today's rubric. A number that rests on too little is not shown; what is
    missing for it is.
    """
    from datetime import UTC

    from simulator.cli import places
    from simulator.cli.output import json_text, talk, width
    from simulator.reports.plain import plain
    from simulator.scoring.lifetime import lifetime

    started, shares = _shares(places.transcripts(transcripts))
    known = lifetime(shares, datetime.now(UTC).date())
    if as_json:
        from simulator.reports.progress_data import progress_data

        first, last = (started[0], started[-1]) if started else (None, None)
        click.echo(json_text(progress_data(known, first, last)))
        return
    if not started:
        talk("No session yet. Start one with: idk practice")
        return
    from simulator.reports.progress import progress as blocks

    columns = width()
    for block in blocks(known, started[0], started[-1]):
        click.echo(plain(block, columns))
    talk(f"\nThe same as data: idk progress --json{places.named_again(transcripts)}")


def _shares(folder: Path) -> "tuple[list[datetime], list[Share]]":
    """When each session began and what it adds, oldest first; what cannot be read is named on the way."""
    from simulator.cli.output import talk
    from simulator.cli.score import rescore
    from simulator.errors import IdkError
    from simulator.records.store import EmptyTranscriptError, list_sessions
    from simulator.scoring.lifetime import share

    sessions = list_sessions(folder)[::-1]
    if len(sessions) > _MANY:
        talk(f"Looking through {len(sessions):,} sessions.")
    started, shares = [], []
    for session in sessions:
        try:
            state, scored = rescore(session.path)
        except EmptyTranscriptError:
            continue
        except IdkError as error:
            talk(f"idk: {error}")
            continue
        started.append(state.started.at)
        shares.append(share(state, scored))
    return started, shares

"""`idk` alone: the first practice, or an offer to go on with a session that is not over."""

import sys

import click

from simulator.cli.practice import practice


def start(context: click.Context) -> int:
    """Start a session, or go on with the newest unfinished one if the user wants to."""
    from simulator.cli import places
    from simulator.cli.opening import newest_unfinished
    from simulator.records.store import summary_of
    from simulator.text import clean

    path = newest_unfinished(places.transcripts())
    if path is None or sys.stdin is None or not sys.stdin.isatty():
        return int(context.invoke(practice))
    waiting = summary_of(path)
    begun = f"{waiting.header.at.astimezone():%Y-%m-%d %H:%M}"
    banks = clean(", ".join(waiting.header.banks))
    click.echo(
        f"A session on {banks}, begun {begun}, is waiting: {waiting.closed} of {waiting.planned} done."
    )
    if click.confirm("Go on with it? (n starts a new one)", default=True):
        return int(context.invoke(practice, resume=path.stem))
    return int(context.invoke(practice))

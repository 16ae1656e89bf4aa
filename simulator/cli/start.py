"""`idk` alone: the first practice, or an offer to go on with a session that is not over."""

import sys

import click

from simulator.cli.practice import practice


def start(context: click.Context) -> int:
    """Start a session, or go on with the newest unfinished one if the user wants to."""
    from simulator.cli import places
    from simulator.cli.opening import newest_unfinished

    waiting = newest_unfinished(places.transcripts())
    if waiting is None or not sys.stdin.isatty():
        return int(context.invoke(practice))
    click.echo(f"A session is waiting: {waiting.stem}")
    if click.confirm("Go on with it? (n starts a new one)", default=True):
        return int(context.invoke(practice, resume=waiting.stem))
    return int(context.invoke(practice))

"""`idk` alone: the first practice, or an offer: to go on with a session, or to study what is due."""

import sys
from pathlib import Path

import click

from simulator.cli.practice import practice


def start(context: click.Context) -> int:
    """Start a session, unless the user would rather go on with an unfinished one, or study what is due."""
    from simulator.cli import places
    from simulator.cli.opening import newest_unfinished

    if sys.stdin is None or not sys.stdin.isatty():
        return int(context.invoke(practice))
    path = newest_unfinished(places.transcripts())
    if path is not None:
        if _goes_on_with(path):
            return int(context.invoke(practice, resume=path.stem))
    elif _studies():
        from simulator.cli.study import study

        return int(context.invoke(study))
    return int(context.invoke(practice))


def _goes_on_with(path: Path) -> bool:
    from simulator.records.store import summary_of
    from simulator.text import clean

    waiting = summary_of(path)
    begun = f"{waiting.header.at.astimezone():%Y-%m-%d %H:%M}"
    banks = clean(", ".join(waiting.header.banks))
    click.echo(
        f"A session on {banks}, begun {begun}, is waiting: {waiting.closed} of {waiting.planned} done."
    )
    return click.confirm("Go on with it? (n starts a new one)", default=True)


def _studies() -> bool:
    from simulator.cli import places
    from simulator.cli.clock import today
    from simulator.notebook.cards import glance
    from simulator.reports.words import count

    due = len(glance(places.notebook()).due(today()))
    if not due:
        return False
    click.echo(f"Of what you wrote down, {count(due, 'topic')} {'is' if due == 1 else 'are'} due again.")
    return click.confirm("Go through that now? (n starts a new session)", default=True)

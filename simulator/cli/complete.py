"""Owns what the shell's Tab key offers: banks, questions, sessions. Fast, and silent about every error."""

from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from simulator.errors import IdkError

_SHOWN = 50
"""Sessions offered at most: the newest."""


def complete_session(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Ids of sessions, newest first."""
    from simulator.cli import places
    from simulator.records.store import list_sessions

    named = ctx.params.get("transcripts")
    with suppress(IdkError, OSError):
        found = list_sessions(places.transcripts(Path(named) if named else None))
        ids = ["last", *(session.id for session in found[:_SHOWN])]
        return [CompletionItem(name) for name in ids if name.startswith(incomplete)]
    return []

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


def complete_debrief(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Ids of debriefs and the companies they are on, newest first."""
    from simulator.cli import places
    from simulator.debrief.files import shelf

    with suppress(IdkError, OSError):
        kept = shelf(places.debriefs()).kept
        names = dict.fromkeys(["last", *(one.debrief.company for one in kept), *(one.id for one in kept)])
        return [name for name in names if name and name.casefold().startswith(incomplete.casefold())]
    return []


def complete_bank(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The names of the known banks, for the Tab key; silent on any trouble, as the others are."""
    return _completed(typed, [])


def complete_question(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Ids of real questions (a foil would be given away): of the banks already named, else `bank/id`."""
    named = context.params.get("banks") or ()
    return _completed(typed, list(named)) if named else _completed_id(typed)


def complete_id(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The names of the known banks; after `bank/` its real questions."""
    return _completed_id(typed)


def _completed_id(typed: str) -> list[str]:
    bank_name, slash, rest = typed.partition("/")
    return [f"{bank_name}/{one}" for one in _completed(rest, [bank_name])] if slash else _completed(typed, [])


def _completed(typed: str, names: list[str]) -> list[str]:
    """What begins as `typed`: real questions of the banks `names`, or else the names of banks."""
    from simulator.cli.places import bank_folders
    from simulator.questions.library import find_banks

    try:
        library = find_banks(bank_folders())
        banks = [library.load(name).bank for name in names]
    except (IdkError, OSError):
        return []
    ids = [one.id for found in banks for one in found.questions if not one.is_foil]
    return [one for one in (ids if names else library.files) if one.startswith(typed)]


def complete_topic(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The topics of the notebook, as it was last kept up."""
    from simulator.cli import places
    from simulator.notebook.cards import glance

    named = context.params.get("transcripts")
    names = [card.name for card in glance(places.notebook(named)).cards]
    return [name for name in names if name.casefold().startswith(typed.casefold())]

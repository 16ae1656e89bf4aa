"""`idk progress`: what all sessions come to, how that went over time, and what is missing for the rest."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import options
from simulator.cli.web import page_options

if TYPE_CHECKING:
    from simulator.reports.looking_back import Look
    from simulator.scoring.life import By, Life


@click.command(epilog="One session: idk review last")
@click.option("--json", "as_json", is_flag=True, help="Print data: every figure, or what it lacks.")
@click.option("--table", "as_table", is_flag=True, help="Give tables in place of pictures.")
@click.option(
    "--by",
    type=click.Choice(["bank", "tag", "coach", "mode"]),
    help="Set these side by side, in place of the course over time.",
)
@click.option("--bank", "banks", multiple=True, metavar="NAME", help="Only questions of this bank.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only questions with this tag.")
@click.option("--coach", "coaches", multiple=True, metavar="LEVEL", help="Only sessions with this coach.")
@click.option("--mode", "modes", multiple=True, metavar="MODE", help="Only sessions of this mode: solo.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only sessions from this day on.",
)
@page_options
@options.transcripts()
def progress(
    as_json: bool,
    as_table: bool,
    by: str | None,
    banks: tuple[str, ...],
    tags: tuple[str, ...],
    coaches: tuple[str, ...],
    modes: tuple[str, ...],
    since: datetime | None,
    html: str | None,
    show: bool,
    force: bool,
    transcripts: Path | None,
) -> None:
    """See what all your sessions come to, as far as they allow it.

    Everything is scored by today's rubric, also period by period. A number that rests on too little is
    not shown; what is missing for it is. --bank, --tag, --coach and --mode may be given more than once.
    """
    from simulator.cli import places
    from simulator.cli.clock import now
    from simulator.cli.output import json_text, talk
    from simulator.cli.past import kept
    from simulator.cli.web import put, wish
    from simulator.reports.looking_back import look_back
    from simulator.scoring.life import By

    life, notices = kept(places.transcripts(transcripts), _watched)
    for notice in notices:
        talk(f"idk: {notice}")
    wanted = {By.BANK: banks, By.TAG: tags, By.COACH: coaches, By.MODE: modes}
    filters = {kind: names for kind, names in wanted.items() if names}
    chosen = _chosen(life, filters, since)
    only = _in_words(filters, since)
    look = look_back(chosen, now().date(), By(by) if by else None, only)
    page = wish(html, show=show, force=force)
    if as_json:
        from simulator.reports.progress_data import progress_data

        click.echo(json_text(progress_data(look)))
    elif not chosen:
        talk(f"No session matches: {only}." if life else "No session yet. Start one with: idk practice")
    elif page:
        from simulator.reports.html.progress_page import progress_page

        put(progress_page(look), page, "idk-progress.html")
    else:
        _show(look, as_table=as_table)
        talk(f"\nThe same as data: idk progress --json{places.named_again(transcripts)}")


def _watched(sessions: Sequence[str]) -> Iterable[str]:
    from simulator.cli.waiting import waited_for

    return waited_for(sessions, f"Reading {len(sessions):,} sessions")


def _chosen(life: "Life", filters: "Mapping[By, Sequence[str]]", since: datetime | None) -> "Life":
    """What is left of `life`; raises IdkError for a name that none of it has."""
    from simulator.errors import IdkError, did_you_mean

    for by, names in filters.items():
        there = life.values(by)
        for name in names:
            if name not in there:
                near = did_you_mean(name, there) or "."
                known = f" There are: {', '.join(there[:_NAMED])}." if there else ""
                raise IdkError(f"None of your sessions has the {by} '{name}'{near}{known}")
    for by, names in filters.items():
        life = life.only(by, names)
    return life.since(f"{since.astimezone(UTC):%Y%m%dT%H%M%SZ}") if since else life


_NAMED = 12
"""Names listed where one is not known."""


def _in_words(filters: "Mapping[By, Sequence[str]]", since: datetime | None) -> str:
    parts = [f"{by} {' or '.join(names)}" for by, names in filters.items()]
    return ", ".join([*parts, f"since {since:%Y-%m-%d}"] if since else parts)


def _show(look: "Look", *, as_table: bool) -> None:
    from simulator.cli.output import width
    from simulator.reports.plain import plain
    from simulator.reports.plots import LEGEND, drawn, tabled
    from simulator.reports.progress import progress as blocks

    columns = width()
    draw = partial(tabled if as_table else drawn, columns=columns)
    for block in blocks(look, draw, "" if as_table else LEGEND):
        click.echo(plain(block, columns))

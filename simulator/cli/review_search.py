"""`idk review --search`: the questions of all sessions in which something is said, the best first."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.output import has_looks, json_text, talk, width

if TYPE_CHECKING:
    from simulator.reports.found import Piece
    from simulator.search.find import Found

_BEST = 20
_UNREADABLE_SHOWN = 10
_WITHOUT_TERMINAL = 160
"""Characters of a line where no terminal says how many there is room for."""


def search_sessions(folder: Path, words: str, where: str, *, as_json: bool, everything: bool) -> None:
    """Print what is found; what cannot be read is named on standard error."""
    from simulator.cli.waiting import waiting
    from simulator.reports.found import head, lines, search_data
    from simulator.search.find import search
    from simulator.search.query import parse

    query = parse(words)
    found = search(
        folder,
        query,
        None if everything else _BEST,
        lambda total: waiting(total, f"Searching {total:,} sessions"),
    )
    for problem in found.unreadable[:_UNREADABLE_SHOWN]:
        talk(f"idk: {problem}")
    if len(found.unreadable) > _UNREADABLE_SHOWN:
        talk(f"idk: {len(found.unreadable) - _UNREADABLE_SHOWN:,} more cannot be read.")
    if as_json:
        click.echo(json_text(search_data(words, found)))
        return
    columns = width() or _WITHOUT_TERMINAL
    for hit in found.hits:
        click.echo(head(hit, columns))
        for line in lines(hit, columns):
            click.echo("".join(map(_drawn, line)), color=has_looks())
    _next(found, where)


def _drawn(piece: "Piece") -> str:
    return click.style(piece.text, bold=True, underline=True) if piece.sought and has_looks() else piece.text


def _next(found: "Found", where: str) -> None:
    from simulator.reports.found import ORDER
    from simulator.search.query import HOW

    if not found.hits:
        talk(f"Nothing found: no question of yours has all of it. {HOW}")
        return
    order = f"{ORDER} " if len(found.hits) > 1 else ""
    more = "There is more: the same with --all. " if not found.complete else ""
    talk(f"\n{order}{more}\nRead on with: idk review {found.hits[0].place}{where}")

"""Owns `idk bank import`: other programs' cards become a bank of drafts; which formats, `importing` knows."""

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from simulator.cli.output import talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.questions.importing.importer import Imported

MOST_SHOWN = 20
"""Places listed of each reason; the rest is a number."""
PATIENCE = 1.0
"""Seconds after which a terminal is told how far the import is, and told again."""


@click.command("import")
@click.argument("source", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", required=True, help="What the new bank is called.")
@click.option("--dry-run", is_flag=True, help="List what would be imported, and write nothing.")
def import_bank(source: Path, name: str, dry_run: bool) -> None:
    """Make a bank of drafts out of cards you have.

    Reads Anki packages (.apkg, .colpkg) and text exports, CSV and TSV, JSON, and Markdown lists of questions;
    of a FOLDER every such file. Nothing is ever overwritten. Key points are proposed from each answer and
    marked unconfirmed: `idk bank check` says what a draft still lacks.
    """
    from simulator.cli.places import user_banks
    from simulator.questions.importing.importer import import_cards
    from simulator.questions.importing.writing import bank_name, banks, write_banks

    _refuse_known(bank_name(name))
    progress = _Progress()
    try:
        imported = import_cards(source, progress)
        questions = [kept.question for kept in imported.kept]
        files = [] if dry_run else write_banks(banks(name, questions), user_banks(), _refuse_known)
    finally:
        progress.clear()
    _report(imported)
    if dry_run:
        _show(imported)
        talk("Nothing is written. Next: the same without --dry-run")
        return
    for file in files:
        click.echo(file)
    talk(f"Next: idk bank edit {name}, or idk practice --bank {name}")


def _refuse_known(name: str) -> None:
    """Refuse the name of a bank that there is; one of that name would take its place."""
    from simulator.cli.places import bank_folders
    from simulator.errors import IdkError
    from simulator.questions.library import find_banks

    file = find_banks(bank_folders()).files.get(name)
    if file is not None:
        raise IdkError(f"a bank is called {name} already ({file}). Choose another name with --as.")


def _show(imported: "Imported") -> None:
    from simulator.text import one_line

    for kept in imported.kept:
        click.echo(f"{one_line(str(kept.place))}: {one_line(kept.question['ask'])}")


def _report(imported: "Imported") -> None:
    """Say what was kept and what was skipped, with the reasons and the first places of each."""
    from simulator.questions.problems import shown
    from simulator.reports.words import count

    for notice in imported.notices[:MOST_SHOWN]:
        talk(notice)
    if len(imported.notices) > MOST_SHOWN:
        talk(f"and {len(imported.notices) - MOST_SHOWN:,} more such notices")
    remarks: dict[str, list[str]] = {}
    for kept in imported.kept:
        for remark in kept.remarks:
            remarks.setdefault(remark, []).append(f"{kept.place}: {shown(kept.question['ask'])}")
    reasons: dict[str, list[str]] = {}
    for one in imported.skipped:
        said = f": {shown(one.text)}" if one.text else ""
        first = f" (as {one.first})" if one.first else ""
        reasons.setdefault(one.reason, []).append(f"{one.place}{said}{first}")
    for remark, places in remarks.items():
        _list(f"Kept, but look at {count(len(places), 'question')}: {remark}", places)
    for reason, places in reasons.items():
        _list(f"Skipped {len(places):,}: {reason}", places)
    unanswered = sum("explanation" not in kept.question for kept in imported.kept)
    without = f", {unanswered:,} of them without an answer" if unanswered else ""
    talk(
        f"Kept {count(len(imported.kept), 'question')} as drafts{without}; skipped {len(imported.skipped):,}."
    )


def _list(heading: str, places: "Iterable[str]") -> None:
    listed = list(places)
    talk(heading)
    for place in listed[:MOST_SHOWN]:
        talk(f"  {place}")
    if len(listed) > MOST_SHOWN:
        talk(f"  and {len(listed) - MOST_SHOWN:,} more")


class _Progress:
    """Says on a terminal how many cards are read, once it takes longer than `PATIENCE`."""

    def __init__(self) -> None:
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._next = monotonic() + PATIENCE
        self._shown = False

    def __call__(self, cards: int) -> None:
        if self._terminal and monotonic() >= self._next:
            self._next = monotonic() + PATIENCE
            self._shown = True
            click.echo(f"\r{cards:,} cards read", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away again."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = False

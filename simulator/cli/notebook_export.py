"""`idk notebook export`: the notebook for other programs."""

from pathlib import Path

import click

from simulator.cli import options
from simulator.cli.output import json_text, talk

_file = click.Path(path_type=Path, dir_okay=False)


@click.command(epilog="What is in it: idk notebook")
@click.option("--anki", type=_file, metavar="FILE", help="Text that Anki imports as it is.")
@click.option(
    "--markdown", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Linked pages."
)
@click.option("--ics", type=_file, metavar="FILE", help="The days on which topics come back, for a calendar.")
@click.option("--csv", "table", type=_file, metavar="FILE", help="A table.")
@click.option("--json", "data", type=_file, metavar="FILE", help="Data.")
@click.option("--force", is_flag=True, help="Write over what is there.")
@options.transcripts("The notebook beside these sessions.")
@click.pass_context
def export(
    context: click.Context,
    anki: Path | None,
    markdown: Path | None,
    ics: Path | None,
    table: Path | None,
    data: Path | None,
    force: bool,
    transcripts: Path | None,
) -> None:
    """Write the notebook for another program; name one file or several.

    Anki knows a note again, so a later export updates it: File, Import.
    """
    from simulator.cli.clock import today
    from simulator.cli.pages import brought_up
    from simulator.notebook import exports
    from simulator.reports.words import count

    if not any((anki, markdown, ics, table, data)):
        raise click.UsageError("say what to write, as in: idk notebook export --anki topics.txt", context)
    book = brought_up(transcripts)
    cards = book.notebook.cards
    entries = book.entries()
    files: dict[Path, bytes] = {}
    if anki:
        files[anki] = exports.anki(entries).encode()
    if ics:
        files[ics] = exports.calendar(cards, today())
    if table:
        files[table] = exports.table(entries).encode()
    if data:
        files[data] = f"{json_text([exports.data(entry) for entry in entries])}\n".encode()
    if markdown:
        files.update({markdown / name: text.encode() for name, text in exports.vault(entries).items()})
    _write(files, force=force)
    named = ", ".join(str(path) for path in (anki, ics, table, data, markdown) if path)
    talk(f"{count(len(entries), 'topic')} written to {named}.")


def _write(files: dict[Path, bytes], *, force: bool) -> None:
    """Write all of `files`, or none where one is there already and may not be written over."""
    from simulator.disk import put
    from simulator.errors import IdkError

    there = [path for path in files if path.exists()]
    if there and not force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise IdkError(f"{there[0]}{more}: there already. Name another place, or write over it with --force.")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content, mode=0o666)

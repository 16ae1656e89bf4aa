"""`idk notebook`: the topics written down, when they come back, and the pages the user keeps on them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import options
from simulator.cli.complete import complete_topic
from simulator.cli.notebook_export import export
from simulator.cli.output import json_text, talk, width

if TYPE_CHECKING:
    from simulator.notebook.topics import State

_transcripts = options.transcripts("The sessions in this folder, and the notebook beside them.")
_topic = click.argument("words", nargs=-1, required=True, metavar="TOPIC", shell_complete=complete_topic)


@click.group(invoke_without_command=True, epilog="Go through what is due: idk study")
@click.option("--all", "everything", is_flag=True, help="List the explained, parked and done ones too.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@_transcripts
@click.pass_context
def notebook(context: click.Context, everything: bool, as_json: bool, transcripts: Path | None) -> None:
    """See what you wrote down, and when it comes back.

    Without a command: what is due, and what is open, a line each. The pages are Markdown files of
    yours; edit them with anything.
    """
    if context.invoked_subcommand is not None:
        return
    from simulator.cli.clock import today
    from simulator.cli.pages import brought_up

    kept = brought_up(transcripts)
    book = kept.notebook
    if as_json:
        from simulator.notebook.exports import data

        click.echo(json_text([data(entry) for entry in kept.entries()]))
        return
    from simulator.cli.places import named_again
    from simulator.reports.notebook import overview
    from simulator.reports.plain import plain

    columns = width()
    for block in overview(book, today(), everything=everything):
        click.echo(plain(block, columns))
    where = named_again(transcripts)
    if not book.cards:
        talk("Write a topic down in an interview (/note), or: idk notebook add TOPIC")
    elif book.due(today()):
        talk(f"\nGo through what is due: idk study{where}. One topic: idk notebook show TOPIC{where}")
    else:
        talk(f"\nOne topic: idk notebook show TOPIC{where}. The pages are in {book.folder}")


@notebook.command()
@_topic
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@_transcripts
def show(words: tuple[str, ...], as_json: bool, transcripts: Path | None) -> None:
    """Show the page of a topic; a part of its name is enough."""
    from simulator.cli.clock import today
    from simulator.cli.pages import brought_up, find_card, typed
    from simulator.notebook.exports import data
    from simulator.reports.notebook import page_blocks
    from simulator.reports.plain import plain

    book = brought_up(transcripts)
    card = find_card(book.notebook, " ".join(words))
    entry = book.entry(card)
    if as_json:
        click.echo(json_text(data(entry)))
        return
    columns = width()
    for block in page_blocks(entry, today()):
        click.echo(plain(block, columns))
    talk(f"\nThe page: {book.notebook.page(card)}. Write on it: idk notebook edit {typed(card, transcripts)}")


@notebook.command()
@_topic
@click.option("--unclear", metavar="WORDS", default="", help="What is unclear to you about it.")
@_transcripts
def add(words: tuple[str, ...], unclear: str, transcripts: Path | None) -> None:
    """Write a topic down yourself, as from a real conversation."""
    from simulator.cli.clock import today
    from simulator.cli.pages import brought_up, typed, write_down
    from simulator.notebook.topics import identity

    book = brought_up(transcripts).notebook
    topic = " ".join(words)
    known = next((card for card in book.cards if identity(topic) in card.names), None)
    path = write_down(book, topic, unclear, today())
    if known is None:
        brought_up(transcripts)
        talk(f"Written down; it comes back tomorrow. The page: {path}")
    elif unclear:
        talk(f"Added to what you have on {known.name}: {path}")
    else:
        talk(f"You have {known.name} already: idk notebook show {typed(known, transcripts)}")


@notebook.command()
@_topic
@_transcripts
def edit(words: tuple[str, ...], transcripts: Path | None) -> None:
    """Open the page of a topic in your editor ($VISUAL or $EDITOR)."""
    from simulator.cli.pages import brought_up, find_card

    book = brought_up(transcripts).notebook
    click.edit(filename=str(book.page(find_card(book, " ".join(words)))))
    brought_up(transcripts)


@notebook.command()
@_topic
@_transcripts
def park(words: tuple[str, ...], transcripts: Path | None) -> None:
    """Put a topic aside: it stays, and does not come back by itself."""
    from simulator.notebook.topics import State

    _put(transcripts, words, State.PARKED, "It does not come back until: idk notebook reopen")


@notebook.command()
@_topic
@_transcripts
def done(words: tuple[str, ...], transcripts: Path | None) -> None:
    """Close a topic by your own word; explaining it well in `idk study` shows it."""
    from simulator.notebook.topics import State

    _put(transcripts, words, State.DONE, "Done, by your own word. To take it up again: idk notebook reopen")


@notebook.command()
@_topic
@_transcripts
def reopen(words: tuple[str, ...], transcripts: Path | None) -> None:
    """Take up a topic that was parked or done."""
    _put(transcripts, words, None, "It comes back as the sessions say. See: idk notebook show")


def _put(transcripts: Path | None, words: tuple[str, ...], state: "State | None", said: str) -> None:
    from simulator.cli.pages import brought_up, find_card, typed
    from simulator.notebook.shelf import set_state

    book = brought_up(transcripts).notebook
    card = find_card(book, " ".join(words))
    set_state(book.page(card), state)
    brought_up(transcripts)
    talk(f"{card.name}: {said} {typed(card, transcripts)}")


notebook.add_command(export)

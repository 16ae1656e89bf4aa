"""Owns the reading of one listing or one letter, by itself or into a debrief that there is."""

from typing import TYPE_CHECKING

import click

from simulator.cli.complete import complete_debrief
from simulator.cli.debrief_kept import JSON, write
from simulator.cli.output import json_text, talk

if TYPE_CHECKING:
    from simulator.cli.looking import Records
    from simulator.debrief.files import Kept

YES = click.option("--yes", is_flag=True, help="Take the skills as they are read, without asking.")


@click.command("listing")
@click.argument("source", metavar="FILE|-")
@click.option(
    "--to", "name", metavar="ID", shell_complete=complete_debrief, help="Keep it with this debrief."
)
@YES
@JSON
def read_listing_alone(source: str, name: str | None, yes: bool, as_json: bool) -> None:
    """Read the skills out of a listing: text, Markdown, HTML or PDF; - for standard input.

    Each is shown with the words it came from. Nothing is kept without --to.
    """
    from simulator.cli import places
    from simulator.cli.looking import Records, named_document
    from simulator.debrief.listing import read_listing
    from simulator.reports.debrief import wanted_blocks
    from simulator.reports.words import count

    records = Records(places.transcripts())
    text = named_document(source)
    if name is not None:
        _take(records, records.find(name), text, confirm=not yes)
        return
    listing = read_listing(text, records.vocabulary)
    if as_json:
        click.echo(json_text({"skills": listing.wanted, "not_read": listing.cut}))
        return
    write(wanted_blocks(listing.wanted))
    if listing.cut:
        talk(f"The last {listing.cut:,} characters were not looked at: no listing is that long.")
    read = count(len(listing.wanted), "skill")
    talk(f"\n{read} read, nothing kept. To keep them with a debrief: idk debrief --listing {source}")


def _take(records: "Records", kept: "Kept", text: str, *, confirm: bool) -> None:
    """Keep the skills of a listing with a debrief that there is."""
    from contextlib import suppress

    from simulator.cli.telling import Keeper, desk
    from simulator.shells.debriefing import Draft, take_listing

    draft = Draft(kept.debrief, Keeper(records.folder, kept))
    with suppress(EOFError):
        take_listing(desk(), draft, text, records.vocabulary, confirm=confirm)
    talk(f"\nKept with {kept.id}.\nNext: idk debrief show {kept.id}")


@click.command("letter")
@click.argument("source", metavar="FILE|-")
@click.option(
    "--to", "name", metavar="ID", shell_complete=complete_debrief, help="Keep it with this debrief."
)
def read_letter_alone(source: str, name: str | None) -> None:
    """See what a letter of rejection tells, and what it does not; - for standard input."""
    import msgspec

    from simulator.cli import places
    from simulator.cli.looking import Records, named_document
    from simulator.debrief.files import save
    from simulator.debrief.letter import read_letter
    from simulator.debrief.listing import MOST_CHARACTERS
    from simulator.debrief.model import Answer
    from simulator.reports.debrief_plan import letter_blocks

    text = named_document(source)
    if name is not None:
        records = Records(places.transcripts())
        kept = records.find(name)
        answer = kept.debrief.answer or Answer.REJECTED
        told = msgspec.structs.replace(kept.debrief, letter=text[:MOST_CHARACTERS], answer=answer)
        save(records.folder, told, kept.id)
    write(letter_blocks(read_letter(text)))
    talk(f"\nKept with {kept.id}." if name is not None else "\nNext, while you remember it: idk debrief")

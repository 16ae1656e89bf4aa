"""Owns the debriefs there are, as commands: list, show, plan, forget. Asks about no interview."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli import options
from simulator.cli.complete import complete_debrief
from simulator.cli.output import json_text, talk, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.cli.looking import Looked, Records
    from simulator.debrief.files import Kept
    from simulator.reports.blocks import Block

TRANSCRIPTS = options.transcripts()
JSON = click.option("--json", "as_json", is_flag=True, help="Print data.")


@click.command("list")
@JSON
@TRANSCRIPTS
def list_debriefs(as_json: bool, transcripts: Path | None) -> None:
    """List your debriefs; from the fifth on also what they have in common."""
    from simulator.debrief.patterns import LEAST, patterns
    from simulator.reports.debrief import row
    from simulator.reports.debrief_plan import patterns_blocks, too_few
    from simulator.text import clean

    records = _records(transcripts)
    for notice in records.shelf.notices:
        talk(notice)
    kept = records.shelf.kept
    found = None
    if len(kept) >= LEAST:
        found = patterns([one.debrief for one in kept], records.known(), records.vocabulary)
    if as_json:
        rows = [_row(place, one) for place, one in enumerate(kept, 1)]
        click.echo(
            json_text(
                {
                    "debriefs": rows,
                    "patterns": found or {"withheld": {"have": len(kept), "need": LEAST, "of": "debriefs"}},
                }
            )
        )
        return
    for place, one in enumerate(kept, 1):
        click.echo(clean(row(place, one)))
    if found:
        write(patterns_blocks(found))
    if not kept:
        talk("No debrief yet. After your next interview, or a no: idk debrief")
        return
    if found is None:
        talk(f"\n{too_few(len(kept))}")
    talk("\nSee one with: idk debrief show 1. What to do next: idk debrief plan 1")


def _row(place: int, kept: "Kept") -> dict[str, Any]:
    told = kept.debrief
    return {
        "place": place,
        "id": kept.id,
        "file": str(kept.path),
        "company": told.company,
        "role": told.role,
        "day": told.day,
        "stage": told.stage,
        "answer": told.answer,
        "questions": len(told.questions),
        "skills": len(told.skills),
    }


@click.command("show")
@click.argument("name", metavar="[ID]", default="last", shell_complete=complete_debrief)
@JSON
@TRANSCRIPTS
def show(name: str, as_json: bool, transcripts: Path | None) -> None:
    """Show one debrief, with the honest look at what its listing asks for.

    ID is a company, a place in `idk debrief list`, the beginning of an id, or `last`.
    """
    from simulator.debrief.letter import read_letter
    from simulator.reports.debrief import debrief_blocks, look_blocks
    from simulator.reports.debrief_plan import letter_blocks

    records = _records(transcripts)
    kept = _found(records, name)
    looked = records.look(kept.debrief)
    if as_json:
        click.echo(json_text({"id": kept.id, "debrief": kept.debrief, "look": _look_data(looked)}))
        return
    letter = letter_blocks(read_letter(kept.debrief.letter)) if kept.debrief.letter else []
    write([*debrief_blocks(kept.debrief), *letter, *look_blocks(looked.seen)])
    talk(f"\nYours to edit: {kept.path}\n{next_step(kept, looked)}")


def _look_data(looked: "Looked") -> list[dict[str, Any]]:
    return [
        {
            "skill": one.skill,
            "need": one.wanted.need,
            "words": one.wanted.words,
            "standing": one.standing,
            "evidence": one.evidence,
            "questions": [question.key for question in one.questions],
        }
        for one in looked.seen
    ]


@click.command("plan")
@click.argument("name", metavar="[ID]", default="last", shell_complete=complete_debrief)
@click.option(
    "--resume-text", "resume", metavar="FILE", help="Your résumé or portfolio, to see what it names."
)
@JSON
@TRANSCRIPTS
def show_plan(name: str, resume: str | None, as_json: bool, transcripts: Path | None) -> None:
    """See what to show, to learn and to build for one listing.

    ID is a company, a place in `idk debrief list`, the beginning of an id, or `last`.
    """
    import msgspec

    from simulator.cli.looking import named_document
    from simulator.debrief.listing import skills_named
    from simulator.errors import IdkError
    from simulator.reports.debrief import title
    from simulator.reports.debrief_plan import plan_blocks
    from simulator.text import clean

    records = _records(transcripts)
    kept = _found(records, name)
    told = kept.debrief
    if not told.skills:
        raise IdkError(f"{kept.id} has no listing. Add it with: idk debrief listing FILE --to {kept.id}")
    if resume:
        named = skills_named(named_document(resume), records.vocabulary)
        told = msgspec.structs.replace(told, resume=tuple(sorted(named)))
    looked = records.look(told)
    if as_json:
        click.echo(json_text({"id": kept.id, "plan": looked.plan}))
        return
    click.echo(clean(f"For {title(told)}:"))
    write(plan_blocks(looked.plan))
    talk(f"\nWhy each skill stands where it does: idk debrief show {kept.id}\n{next_step(kept, looked)}")


@click.command("forget")
@click.argument("name", metavar="ID", shell_complete=complete_debrief)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def forget(name: str, yes: bool) -> None:
    """Remove a debrief and every trace of it, for good.

    ID is a company, a place in `idk debrief list`, the beginning of an id, or `last`.
    """
    from simulator.cli import places
    from simulator.cli.output import is_full_terminal
    from simulator.debrief.files import forget as remove

    path, noted = _to_forget(places.debriefs(), name)
    if is_full_terminal() and not yes and not click.confirm(f"Forget {path.stem} for good?", default=False):
        talk("Nothing was changed.")
        return
    remove(path)
    talk(f"{path.stem} is gone: the file, and with it its listing, letter, skills and projects.")
    talk("No session, score or bank holds anything of it; practice sessions never name a company.")
    if noted:
        talk("In your notebook these stay, for they are words of yours; to take one away, delete its page:")
    for topic in noted:
        talk(f"  {topic}")


def _to_forget(folder: Path, name: str) -> tuple[Path, tuple[str, ...]]:
    """The file of a debrief and what it has put into the notebook; one that is damaged is known by its id."""
    from simulator.debrief.files import SUFFIX, find, shelf
    from simulator.debrief.model import topics
    from simulator.errors import IdkError

    try:
        kept = find(shelf(folder).kept, name)
    except IdkError:
        damaged = folder / f"{Path(name).name}{SUFFIX}"
        if damaged.is_file():
            return damaged, ()
        raise
    return kept.path, tuple(one.topic for one in topics(kept.debrief))


def next_step(kept: "Kept", looked: "Looked") -> str:
    """The one command to run next."""
    from shlex import quote

    if looked.plan.can_practise:
        return f"Next: idk practice --for {quote(kept.debrief.company or kept.id)}"
    if not kept.debrief.skills:
        return f"Next, with the listing at hand: idk debrief listing FILE --to {kept.id}"
    return f"Next: idk debrief plan {kept.id}"


def write(blocks: "Iterable[Block]") -> None:
    """Print blocks as data, on standard output."""
    from simulator.reports.plain import plain

    columns = width()
    for block in blocks:
        click.echo(plain(block, columns))


def _records(transcripts: Path | None) -> "Records":
    from simulator.cli import places
    from simulator.cli.looking import Records

    return Records(places.transcripts(transcripts))


def _found(records: "Records", name: str) -> "Kept":
    for notice in records.shelf.notices if records.shelf.kept else ():
        talk(notice)
    return records.find(name)

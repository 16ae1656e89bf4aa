"""Owns `idk debrief`: what is told of a real interview is kept, looked at honestly, and becomes a plan."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.debrief_kept import (
    TRANSCRIPTS,
    forget,
    list_debriefs,
    next_step,
    show,
    show_plan,
)
from simulator.cli.debrief_reading import YES, read_letter_alone, read_listing_alone
from simulator.cli.output import talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.cli.looking import Records
    from simulator.cli.telling import Keeper
    from simulator.debrief.model import Debrief, Topic
    from simulator.shells.asking import Desk


@click.group(
    "debrief",
    invoke_without_command=True,
    epilog="Each debrief is a file of yours, in the folder debriefs of IDK_HOME. Next: idk debrief plan",
)
@click.option(
    "--file", "file", metavar="FILE|-", help="Take the debrief from this YAML file; nothing is asked."
)
@click.option("--listing", metavar="FILE|-", help="The listing: text, Markdown, HTML or PDF.")
@click.option(
    "--resume-text", "resume", metavar="FILE", help="Your résumé or portfolio, to see what it names."
)
@click.option("--company", metavar="NAME", default="", help="Which company it was.")
@click.option("--role", metavar="NAME", default="", help="For which role.")
@click.option("--day", metavar="YYYY-MM-DD", help="On which day it was; today where it is not given.")
@YES
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a simple terminal.")
@TRANSCRIPTS
@click.pass_context
def debrief(
    context: click.Context,
    file: str | None,
    listing: str | None,
    resume: str | None,
    company: str,
    role: str,
    day: str | None,
    yes: bool,
    plain: bool,
    transcripts: Path | None,
) -> None:
    """After a real interview: what was asked, what you showed, what to do next.

    A short conversation; every question of it can be skipped. With no terminal the same questions are
    answered a line each. Nothing leaves this machine.
    """
    if context.invoked_subcommand is not None:
        return
    from simulator.cli import places
    from simulator.cli.looking import Records, document, named_document
    from simulator.cli.telling import Keeper, desk
    from simulator.debrief.listing import skills_named
    from simulator.errors import ExitCode
    from simulator.shells.debriefing import Draft, converse, take_listing

    records = Records(places.transcripts(transcripts))
    begun = _begun(file, company=company, role=role, day=_checked(day, context))
    text = named_document(listing) if listing else begun.listing
    if resume:
        begun = _with(begun, resume=tuple(sorted(skills_named(named_document(resume), records.vocabulary))))
    asked, keeper = desk(plain=plain), Keeper(records.folder)
    draft = Draft(begun, keeper)
    if file or resume:
        keeper(begun)
    stopped = False
    try:
        if listing or (text and not begun.skills):
            take_listing(asked, draft, text, records.vocabulary, confirm=not yes and not file)
        if not file:
            converse(asked, draft, document, records.vocabulary, confirm=not yes)
    except EOFError:
        stopped = asked.patient  # Ctrl-D at a terminal: a wish to stop
    except KeyboardInterrupt:
        stopped = True
    if stopped:
        if keeper.kept:
            talk(f"\nStopped. What you said is kept. See it with: idk debrief show {keeper.kept.id}")
        raise click.exceptions.Exit(ExitCode.INTERRUPTED)
    _finish(asked, records, keeper, transcripts)


for _command in (list_debriefs, show, show_plan, read_listing_alone, read_letter_alone, forget):
    debrief.add_command(_command)


def _checked(day: str | None, context: click.Context) -> str:
    """The day, if there is such a one."""
    from datetime import date

    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        raise click.UsageError(f"--day: expected a day, written YYYY-MM-DD; found '{day}'", context) from None


def _begun(file: str | None, *, company: str, role: str, day: str) -> "Debrief":
    """What is known before anything is asked. Raises IdkError where the file is no debrief."""
    from simulator.cli.clock import today
    from simulator.cli.looking import file_bytes
    from simulator.debrief.files import read_debrief
    from simulator.debrief.model import Debrief

    told = Debrief()
    if file:
        told, warnings = read_debrief(file_bytes(file), "standard input" if file == "-" else file)
        for warning in warnings:
            talk(warning)
    return _with(
        told,
        day=day or told.day or today().isoformat(),
        company=company or told.company,
        role=role or told.role,
    )


def _with(told: "Debrief", **fields: object) -> "Debrief":
    import msgspec

    return msgspec.structs.replace(told, **fields)


def _finish(asked: "Desk", records: "Records", keeper: "Keeper", transcripts: Path | None) -> None:
    """Show what it comes to, and say where it is kept and what to do next."""
    from simulator.debrief.model import topics
    from simulator.debrief.patterns import patterns
    from simulator.reports.debrief import look_blocks
    from simulator.reports.debrief_plan import patterns_blocks, plan_blocks

    if keeper.kept is None:
        talk("Nothing was told, so nothing is kept. A listing alone is read by: idk debrief listing FILE")
        return
    told = keeper.kept.debrief
    looked = records.look(told)
    together = patterns([kept.debrief for kept in records.shelf.kept], records.known(), records.vocabulary)
    common = patterns_blocks(together) if together else []
    for block in (*look_blocks(looked.seen), *plan_blocks(looked.plan), *common):
        asked.tell(block)
    _write_down(topics(told), transcripts)
    talk(f"\nKept, for you alone: {keeper.kept.path}\n{next_step(keeper.kept, looked)}")


def _write_down(unknown: "Sequence[Topic]", transcripts: Path | None) -> None:
    """Write what was not known into the notebook; where that fails it is said, and nothing else is lost."""
    from simulator.cli.pages import brought_up, write_down
    from simulator.errors import IdkError

    if not unknown:
        return
    try:
        book = brought_up(transcripts).notebook
        for one in unknown:
            write_down(book, one.topic, one.words, one.day)
        brought_up(transcripts)
    except IdkError as error:
        talk(f"idk: the notebook could not be kept up: {error}")
        return
    talk("\nIn your notebook; idk study brings it back:")
    for one in unknown:
        talk(f"  {one.topic}")

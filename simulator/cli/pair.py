"""`idk pair`: a friend interviews the user, over ssh or at the same laptop."""

from pathlib import Path

import click

from simulator.cli import options
from simulator.cli.output import is_full_terminal
from simulator.cli.practice import refuse_beside_resume


@click.command(epilog="Afterwards: idk review last")
@click.option("--here", is_flag=True, help="Both at this terminal: you hand it to and fro.")
@click.option(
    "--listen",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where your friend can reach you; 0.0.0.0 is every network this machine is on.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=2222, show_default=True, help="0: any free one."
)
@click.option(
    "--authorized",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Public keys (authorized_keys) that join without the code.",
)
@options.questions("Offer")
@options.choice(8, "How many questions to choose from.", "offers")
@options.coach("silent", "Whether the coach stands beside the candidate, as the two of you agree.")
@options.resume("an interview")
@options.transcripts("Keep transcripts here for once.")
@click.pass_context
def pair(
    context: click.Context,
    here: bool,
    listen: str,
    port: int,
    authorized: Path | None,
    banks: tuple[str, ...],
    only: tuple[str, ...],
    tags: tuple[str, ...],
    levels: tuple[str, ...],
    topics: tuple[str, ...],
    count: int,
    no_foils: bool,
    seed: int | None,
    coach: str,
    resume: str | None,
    transcripts: Path | None,
) -> int:
    """Have a friend interview you, from a screen of their own.

    Your friend needs nothing but ssh, and sees the questions with their answer key; you see what an
    interviewer would say. The key never comes to your screen; the transcript, a file of yours, holds it.
    """
    from simulator.cli import places
    from simulator.cli.choosing import Wish
    from simulator.cli.pairing import AtDoor, Sessions, run
    from simulator.cli.past import keep_up
    from simulator.interview.events import CoachLevel, Marking, Role
    from simulator.questions.model import Level
    from simulator.questions.selection import About

    if not is_full_terminal():
        raise click.UsageError("This needs a terminal: two people talk here.", context)
    if resume is not None:
        refuse_beside_resume(context)
    folder = places.transcripts(transcripts)
    about = About(tags, tuple(map(Level, levels)), topics)
    level = CoachLevel(coach)
    wish = Wish(banks, only, count, not no_foils, seed, level, Marking.ASKED, about, guest=Role.INTERVIEWER)
    door = None if here else AtDoor(listen, port, places.user_home() / "keys", authorized)
    code = run(Sessions(wish, folder, resume, transcripts), door)
    keep_up(folder)
    return code

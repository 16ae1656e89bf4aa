"""`idk pair`: a friend interviews the user, over ssh or at the same laptop."""

from pathlib import Path

import click

from simulator.cli.complete import complete_bank, complete_question, complete_session
from simulator.cli.output import is_full_terminal
from simulator.cli.practice import refuse_beside_resume

_NEWEST = ""


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
@click.option(
    "--bank",
    "banks",
    multiple=True,
    metavar="NAME|FILE",
    shell_complete=complete_bank,
    help="Ask from this bank; repeat for several.",
)
@click.option(
    "--question",
    "only",
    multiple=True,
    metavar="ID",
    shell_complete=complete_question,
    help="Offer this question; repeat for several, in order.",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only questions with this tag; repeatable.")
@click.option(
    "--level",
    "levels",
    multiple=True,
    type=click.Choice(["junior", "mid", "senior"]),
    help="Only questions of this level; repeatable.",
)
@click.option(
    "--topic", "topics", multiple=True, metavar="WORDS", help="Only topics with these words; repeatable."
)
@click.option(
    "--questions",
    "count",
    type=click.IntRange(1, 100),
    default=8,
    show_default=True,
    help="How many questions to choose from.",
)
@click.option("--no-foils", is_flag=True, help="No questions about made-up terms.")
@click.option("--seed", type=int, help="The same seed offers the same questions.")
@click.option(
    "--coach",
    type=click.Choice(["full", "fade", "silent"]),
    default="silent",
    show_default=True,
    help="Whether the coach stands beside the candidate, as the two of you agree.",
)
@click.option(
    "--resume",
    is_flag=False,
    flag_value=_NEWEST,
    metavar="[ID]",
    shell_complete=complete_session,
    help="Go on where an interview stopped: the newest, unless one is named.",
)
@click.option(
    "--transcripts",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep transcripts here for once.",
)
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

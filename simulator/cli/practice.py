"""`idk practice`: sit an interview, or go on with one."""

from pathlib import Path

import click

from simulator.cli import options
from simulator.cli.complete import complete_debrief

_OF_A_NEW_SESSION = (
    "banks", "only", "tags", "levels", "topics", "due", "company", "count", "no_foils", "seed", "coach",
)  # fmt: skip


@click.command(epilog="Afterwards: idk review last")
@options.questions("Ask")
@click.option("--due", is_flag=True, help="Only topics of your notebook that are due.")
@click.option(
    "--for",
    "company",
    metavar="COMPANY",
    shell_complete=complete_debrief,
    help="Only what its listing asks for and you have not shown: see idk debrief.",
)
@options.choice(6, "How many questions.", "asks")
@options.coach("fade", "Names each step, helps less as you need it less, or speaks at the end.")
@options.resume("a session")
@options.transcripts("Keep transcripts here for once.")
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a simple terminal.")
@click.pass_context
def practice(
    context: click.Context,
    banks: tuple[str, ...],
    only: tuple[str, ...],
    tags: tuple[str, ...],
    levels: tuple[str, ...],
    topics: tuple[str, ...],
    due: bool,
    company: str | None,
    count: int,
    no_foils: bool,
    seed: int | None,
    coach: str,
    resume: str | None,
    transcripts: Path | None,
    plain: bool,
) -> int:
    """Sit a mock interview.

    Type your replies. When you don't know: say so, write it down (/note), and ask for it to be
    explained. With no terminal, one reply a line is read from standard input.
    """
    from simulator.cli import places
    from simulator.cli.choosing import Wish
    from simulator.cli.opening import begin_session, resume_session
    from simulator.cli.output import is_full_terminal
    from simulator.cli.past import keep_up
    from simulator.cli.sit import sit
    from simulator.interview.events import CoachLevel, Marking
    from simulator.questions.model import Level
    from simulator.questions.selection import About

    folder = places.transcripts(transcripts)
    full = not plain and is_full_terminal()
    marking = Marking.ASKED if full else Marking.IN_LINE
    if resume is None:
        about = About(tags, tuple(map(Level, levels)), topics)
        book = places.notebook(transcripts)
        among = _wanted_by(context, company, count, folder)
        wish = Wish(
            banks, only, count, not no_foils, seed, CoachLevel(coach), marking, about, due, book, among=among
        )
        opened = begin_session(wish, folder)
    else:
        refuse_beside_resume(context)
        opened = resume_session(folder, resume)
    code = sit(opened, marking, resumed=resume is not None, full=full, folder=transcripts)
    keep_up(folder)
    if transcripts is None:
        from simulator.cli.pages import say_what_is_new  # the first question did not wait for it

        say_what_is_new(opened.state.started.session)
    return code


def _wanted_by(
    context: click.Context, company: str | None, count: int, folder: Path
) -> frozenset[str] | None:
    """The questions on what a company's listing asks for; None for any."""
    if company is None:
        return None
    if any(context.params[option] for option in ("banks", "only", "due")):
        message = "--for looks for questions in all banks; leave out --bank, --question and --due."
        raise click.UsageError(message, context)
    from simulator.cli.looking import keys_for

    return keys_for(company, count, folder)


def refuse_beside_resume(context: click.Context) -> None:
    """A session goes on as it was begun: what shapes a new one has no place beside `--resume`."""
    for option in _OF_A_NEW_SESSION:
        if context.get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE:
            name = next(p.opts[0] for p in context.command.params if p.name == option)
            raise click.UsageError(f"{name} is for a new session; --resume goes on as it was begun.", context)

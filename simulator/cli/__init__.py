"""The command line: one file a command - parse, build, run. Errors are shown here and nowhere else.

Nothing but click is imported until a command runs.
"""

import os
import sys
from importlib import import_module

import click

from simulator.errors import ExitCode, IdkError

COMMANDS: dict[str, tuple[str, str]] = {
    "practice": ("simulator.cli.practice", "Sit a mock interview."),
    "study": ("simulator.cli.study", "Go through the topics of your notebook that are due."),
    "notebook": ("simulator.cli.notebook", "See what you wrote down, and when it comes back."),
    "pair": ("simulator.cli.pair", "Have a friend interview you, from a screen of their own."),
    "review": ("simulator.cli.review", "See past sessions again, with the reasons for every point."),
    "why": ("simulator.cli.why", "Walk through the arithmetic of one question in plain words."),
    "score": (
        "simulator.cli.score",
        "Score a past session by today's rubric, beside the one it was sat under.",
    ),
    "progress": ("simulator.cli.progress", "See what all your sessions come to, as far as they allow it."),
    "debrief": (
        "simulator.cli.debrief",
        "After a real interview: what was asked, what you showed, what to do next.",
    ),
    "bank": ("simulator.cli.bank", "Look at question banks, and check your own."),
    "read": ("simulator.cli.read", "See how a reply is read."),
}
"""Each command with the module that holds it and its summary, so that help needs no import."""


class _Commands(click.Group):
    """Looks a command up in `COMMANDS` and imports its module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from simulator.errors import did_you_mean

            near = did_you_mean(args[0], COMMANDS) or "."
            raise click.UsageError(f"No such command '{args[0]}'{near}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="idk-simulator", prog_name="idk")
@click.pass_context
def root(context: click.Context) -> None:
    """A mock technical interview that trains one habit.

    When you don't know: say so, write it down, and ask for it to be explained. Scored is how you
    handle not knowing, never how much you know. Everything stays on this machine.

    `idk` alone starts a practice session, or offers to go on with one.
    """
    if context.invoked_subcommand is None:
        from simulator.cli.start import start

        context.exit(start(context))


def main() -> None:
    """Run the command line and exit with its code."""
    code = _run()
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            # Nobody takes what is left of our output; the interpreter must not complain of it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


def _run() -> int:
    try:
        code = root(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except IdkError as error:
        from simulator.cli.output import talk

        talk(f"idk: {error}")
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.OK
    except OSError as error:
        click.echo(
            f"idk: {error.filename or 'the output'} cannot be used: {error.strerror or error}", err=True
        )
        return ExitCode.STORAGE
    except Exception as error:
        return _report_bug(error)
    return code if isinstance(code, int) else ExitCode.OK


def _report_bug(error: Exception) -> int:
    """Write the trace to a log file to attach, and say so in one line."""
    import traceback

    from simulator.cli.places import user_home

    trace = "".join(traceback.format_exception(error))
    log = user_home() / "log" / "crash.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(trace, encoding="utf-8")
        where = f"The details are in {log}."
    except OSError:
        where = trace
    click.echo(f"idk: this is a defect of the program ({type(error).__name__}). {where}", err=True)
    return ExitCode.BUG

"""Owns the options that several commands take, so that they are called and mean the same in each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from simulator.cli.complete import complete_bank, complete_question, complete_session

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Option(Protocol):
    """Gives a command one option or several."""

    def __call__(self, command: _Command, /) -> _Command: ...


def transcripts(meaning: str = "Look here for transcripts.") -> Option:
    """`--transcripts DIR`: another folder for once. Behind a group it holds for the command that follows."""
    return click.option(
        "--transcripts",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        callback=_own_or_outer,
        help=meaning,
    )


def _own_or_outer(context: click.Context, _: click.Parameter, value: Path | None) -> Path | None:
    outer = context.parent.params.get("transcripts") if context.parent else None
    return value or outer


def questions(verb: str) -> Option:
    """Which questions: by bank, id, tag, level and topic; `verb` is what is done with one."""
    return together(
        click.option(
            "--bank",
            "banks",
            multiple=True,
            metavar="NAME|FILE",
            shell_complete=complete_bank,
            help="Ask from this bank; repeat for several.",
        ),
        click.option(
            "--question",
            "only",
            multiple=True,
            metavar="ID",
            shell_complete=complete_question,
            help=f"{verb} this question; repeat for several, in order.",
        ),
        click.option(
            "--tag", "tags", multiple=True, metavar="TAG", help="Only questions with this tag; repeatable."
        ),
        click.option(
            "--level",
            "levels",
            multiple=True,
            type=click.Choice(["junior", "mid", "senior"]),
            help="Only questions of this level; repeatable.",
        ),
        click.option(
            "--topic",
            "topics",
            multiple=True,
            metavar="WORDS",
            help="Only topics with these words; repeatable.",
        ),
    )


def choice(count: int, meaning: str, verb: str) -> Option:
    """How they are chosen: `--questions` (`count` where it is not given), `--no-foils`, `--seed`."""
    return together(
        click.option(
            "--questions",
            "count",
            type=click.IntRange(1, 100),
            default=count,
            show_default=True,
            help=meaning,
        ),
        click.option("--no-foils", is_flag=True, help="No questions about made-up terms."),
        click.option("--seed", type=int, help=f"The same seed {verb} the same questions."),
    )


def coach(default: str, meaning: str) -> Option:
    """`--coach`: how much the coach helps."""
    return click.option(
        "--coach",
        type=click.Choice(["full", "fade", "silent"]),
        default=default,
        show_default=True,
        help=meaning,
    )


def resume(what: str) -> Option:
    """`--resume [ID]`: go on with the session named, or with the newest (an empty name)."""
    return click.option(
        "--resume",
        is_flag=False,
        flag_value="",
        metavar="[ID]",
        shell_complete=complete_session,
        help=f"Go on where {what} stopped: the newest, unless one is named.",
    )


def together(*options: Option) -> Option:
    """All of `options`, listed in this order."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate

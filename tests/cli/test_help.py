"""Help: it works for every command, names every option, and a command's summary is its own."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from simulator.cli import COMMANDS, root
from simulator.errors import ExitCode
from tests.process.programs import run_idk


def commands(
    group: click.Group = root, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command there is, with the words that call it."""
    yield path, group
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


EVERY = [pytest.param(path, command, id=" ".join(("idk", *path))) for path, command in commands()]


@pytest.mark.parametrize(("path", "command"), EVERY)
def test_help_works_and_names_every_option(path: tuple[str, ...], command: click.Command) -> None:
    result = CliRunner().invoke(root, [*path, "--help"])
    assert (result.exit_code, result.stderr) == (0, "")
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert all(name in result.stdout for option in options for name in option.opts)
    assert all(option.help for option in options)


@pytest.mark.process
def test_the_short_flag_is_known_to_the_deepest_command() -> None:
    done = run_idk("bank", "list", "-h")
    assert (done.code, "--json" in done.out) == (0, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_line_of_the_command_s_own_help(name: str) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.help
    assert " ".join(command.help.split("\n\n")[0].split()) == COMMANDS[name][1]


def test_the_list_of_commands_is_complete() -> None:
    result = CliRunner().invoke(root, ["--help"])
    for name, (_, summary) in COMMANDS.items():
        assert name in result.stdout
        assert summary.split()[0] in result.stdout


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(root, ["--version"]).stdout.startswith("idk, version ")


@pytest.mark.parametrize(
    ("typed", "near"), [("practise", "practice"), ("revue", "review"), ("banks", "bank")]
)
def test_an_unknown_command_gives_the_nearest(typed: str, near: str) -> None:
    result = CliRunner().invoke(root, [typed])
    assert result.exit_code == ExitCode.USAGE
    assert f"did you mean '{near}'?" in result.stderr


@pytest.mark.parametrize(
    "typed",
    [["practice", "--cuach", "full"], ["practice", "--coach", "fully"], ["practice", "--questions", "0"]],
)
def test_a_wrong_option_is_a_matter_of_usage(typed: list[str]) -> None:
    result = CliRunner().invoke(root, typed)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert "--" in result.stderr

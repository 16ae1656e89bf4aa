"""Start-up is a feature: what a command does not need yet, it does not import."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.process

_HELP = """
import sys
from simulator.cli import main
sys.argv = ["idk", *sys.argv[1:]]
try:
    main()
finally:
    print("loaded", *sys.modules)
"""
# The pipe is read right after the first question is shown; the thread that loads the reader is held back.
_FIRST_QUESTION = """
import sys, threading
threading.Thread.start = lambda self: None
from simulator.cli import main
from simulator.shells import pipe
def first_reply(*_):
    print("loaded", *sys.modules)
    raise SystemExit
pipe.sit = first_reply
sys.argv = ["idk", *sys.argv[1:]]
main()
"""


def loaded(program: str, *args: str) -> set[str]:
    """The modules that `program` has loaded when it says so."""
    done = subprocess.run(
        [sys.executable, "-c", program, *args], capture_output=True, text=True, check=False, timeout=30
    )
    print(done.stdout, done.stderr)
    (line,) = [line for line in done.stdout.split("\n") if line.startswith("loaded ")]
    return set(line.split())


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["no-such-command"]])
def test_help_imports_nothing_of_ours_but_the_command_line(args: list[str]) -> None:
    modules = loaded(_HELP, *args)
    assert "click" in modules
    assert not modules & {"yaml", "msgspec", "prompt_toolkit", "snowballstemmer", "simulator.interview"}


@pytest.mark.parametrize(
    "command",
    [
        "practice",
        "study",
        "notebook",
        "pair",
        "review",
        "why",
        "score",
        "progress",
        "debrief",
        "bank",
        "read",
    ],
)
def test_the_help_of_a_command_is_light_too(command: str) -> None:
    modules = loaded(_HELP, command, "--help")
    assert f"simulator.cli.{command}" in modules
    assert not modules & {"yaml", "prompt_toolkit", "snowballstemmer", "simulator.interview"}


def test_the_first_question_does_not_wait_for_what_it_does_not_need() -> None:
    modules = loaded(_FIRST_QUESTION, "practice", "--seed", "1")
    assert "simulator.interview.protocol" in modules
    heavy = {"prompt_toolkit", "asyncio", "difflib", "rich", "pydantic", "numpy", "snowballstemmer"}
    assert not modules & heavy
    assert "simulator.reading.engine" not in modules

"""`idk` as a real process: run to its end, or talked to through its pipes. It is printed for failures."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from simulator.interview.events import AnyEvent
from simulator.records.store import read_session

IDK = [sys.executable, "-m", "simulator"]
BANK = Path(__file__).parent.parent / "banks" / "good" / "postgres-internals.yaml"
SIT = ("practice", "--bank", str(BANK), "--question", "write-ahead-log")
"""Sits one question."""
_PATIENCE = 30.0


class Ran(NamedTuple):
    """A process that has ended."""

    code: int
    out: str
    err: str


def run_idk(
    *args: str,
    typed: str | bytes = "",
    limit: Callable[[], None] | None = None,
    out: BinaryIO | None = None,
) -> Ran:
    """Run `idk` with `typed` on its standard input, its output in `out` if given.

    `limit` is called in the new process first.
    """
    data = typed if isinstance(typed, bytes) else typed.encode()
    done = subprocess.run(
        [*IDK, *args],
        input=data,
        stdout=out or subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=_PATIENCE,
        preexec_fn=limit,
        check=False,
    )
    return _printed(args, Ran(done.returncode, (done.stdout or b"").decode(), done.stderr.decode()))


def _printed(args: tuple[str, ...], ran: Ran) -> Ran:
    print(f"$ idk {' '.join(args)}\n{ran.out}--- stderr\n{ran.err}--- exit {ran.code}")
    return ran


class Talk(AbstractContextManager["Talk"]):
    """`idk` with open pipes; killed when the test is done with it."""

    def __init__(self, *args: str) -> None:
        self._args = args
        self._process = subprocess.Popen(
            [*IDK, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        self.shown = b""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self.end()

    def type(self, *lines: str) -> Self:
        """Write lines to its standard input."""
        assert self._process.stdin
        self._process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        return self

    def until(self, text: str) -> Self:
        """Read its output until `text` is in it."""
        end = time.monotonic() + _PATIENCE
        while text.encode() not in self.shown:
            assert self.read(end - time.monotonic()), f"{text!r} was not shown:\n{self.shown.decode()}"
        return self

    def read(self, patience: float) -> bool:
        """Wait for more output for so many seconds at most; whether any came."""
        assert self._process.stdout
        ready, _, _ = select.select([self._process.stdout], [], [], max(patience, 0))
        more = os.read(self._process.stdout.fileno(), 65536) if ready else b""
        self.shown += more
        return bool(more)

    def hang_up_on_output(self) -> Self:
        """Close the reading end of its output, as `| head -1` does."""
        assert self._process.stdout
        self._process.stdout.close()
        return self

    def send(self, *signals: signal.Signals) -> Self:
        for number in signals:
            self._process.send_signal(number)
        return self

    def end(self) -> Ran:
        """Wait for its end."""
        process = self._process
        if process.stdout and process.stdout.closed:
            process.stdout = None
        out, err = process.communicate(timeout=_PATIENCE)
        return _printed(
            self._args, Ran(process.returncode, (self.shown + (out or b"")).decode(), err.decode())
        )


def sessions(folder: Path) -> list[Path]:
    """The transcripts in `folder`, oldest first."""
    return sorted(folder.glob("*.jsonl"))


def events(folder: Path) -> tuple[AnyEvent, ...]:
    """The events of the only session in `folder`."""
    (path,) = sessions(folder)
    return read_session(path).events

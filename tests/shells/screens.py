"""Real terminals to sit at: a pty with pyte for its screen, and tmux. Both wait for text, neither sleeps."""

import fcntl
import os
import pty
import select
import shlex
import struct
import subprocess
import termios
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

import pyte

_PATIENCE = 20.0
ROWS = 24


class Terminal(ABC):
    """A terminal with one program in it."""

    @property
    @abstractmethod
    def screen(self) -> list[str]:
        """The lines that are seen now."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Type `keys`; `\\r` is Enter."""

    @abstractmethod
    def resize(self, columns: int) -> None:
        """Make the window so wide."""

    @abstractmethod
    def close(self) -> None:
        """End the program, if it still runs, and the terminal."""

    @abstractmethod
    def wait(self) -> None:
        """Wait for a moment in which the screen may have changed."""

    def until(self, text: str) -> None:
        """Wait until `text` is seen, wherever its line is broken."""
        end = time.monotonic() + _PATIENCE
        while text not in " ".join(" ".join(self.screen).split()):
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} is not seen:\n" + "\n".join(self.screen))
            self.wait()


class Pty(Terminal):
    """A pseudo-terminal; it never answers a question for the cursor's position."""

    def __init__(self, command: Sequence[str], *, columns: int = 80, **environment: str) -> None:
        self._ours, self._theirs = pty.openpty()
        self._display = pyte.Screen(columns, ROWS)
        self._stream = pyte.ByteStream(self._display)
        self.sent = b""
        """All that the program has written."""
        self.resize(columns)
        self.modes = termios.tcgetattr(self._theirs)
        self.process = subprocess.Popen(
            command,
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  (no thread runs)
            env=os.environ | {"TERM": "xterm"} | environment,
        )

    @property
    def screen(self) -> list[str]:
        return [line.rstrip() for line in self._display.display]

    @property
    def is_as_it_was(self) -> bool:
        """Whether the terminal's modes (echo, line editing) are those from before the program."""
        return termios.tcgetattr(self._theirs) == self.modes

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        self._display.resize(ROWS, columns)

    def wait(self) -> None:
        if select.select([self._ours], [], [], 0.1)[0]:
            more = os.read(self._ours, 65536)
            self.sent += more
            self._stream.feed(more)

    def end(self) -> int:
        """Read on until the program has ended; its exit code."""
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, "\n".join(self.screen)
            self.wait()
        while select.select([self._ours], [], [], 0)[0]:
            self.wait()
        return self.process.returncode

    def hang_up(self) -> int:
        """Take the terminal away; the program's exit code."""
        os.close(self._ours)
        os.close(self._theirs)
        self._ours = self._theirs = -1
        return self.process.wait(_PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        if self._ours >= 0:
            os.close(self._ours)
            os.close(self._theirs)


class Tmux(Terminal):
    """A tmux of its own: no server, socket or setting is shared with anybody's."""

    def __init__(self, command: Sequence[str], folder: Path, *, columns: int = 80) -> None:
        self._socket = folder / "tmux"
        size = ["-x", str(columns), "-y", str(ROWS)]
        self._tmux("new-session", "-d", *size, f"{shlex.join(command)}; echo left with $?; exec cat")

    def _tmux(self, *words: str) -> str:
        call = ["tmux", "-S", str(self._socket), "-f", "/dev/null", *words]
        return subprocess.run(call, check=True, capture_output=True, text=True).stdout

    @property
    def screen(self) -> list[str]:
        return self._tmux("capture-pane", "-p").split("\n")

    @property
    def scrollback(self) -> str:
        """All that can be scrolled to, as one line."""
        return " ".join(self._tmux("capture-pane", "-p", "-J", "-S", "-").split())

    def press(self, keys: str) -> None:
        for number, text in enumerate(keys.split("\r")):
            if number:
                self._tmux("send-keys", "Enter")
            if text:
                self._tmux("send-keys", "-l", text)

    def resize(self, columns: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(ROWS))

    def wait(self) -> None:
        """Nothing to do: looking at the screen takes its time."""

    def close(self) -> None:
        self._tmux("kill-server")

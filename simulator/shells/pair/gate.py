"""Owns who may try to come in, how often, and what is turned away. Pure: no network, no clock, no chance.

Times are handed in, in seconds that never go back; codes are drawn by the caller.
"""

import hmac
from collections import Counter
from enum import StrEnum, auto
from typing import NamedTuple

from simulator.text import SYMBOLS

CODE_LENGTH = 8
"""Symbols in a join code: 8 of 31 are 8.5e11 codes, of which at most `TRIES` are tried."""
TRIES = 10
"""Wrong codes in all before the gate shuts; a new code opens it."""
TRIES_A_CONNECTION = 3
CONNECTIONS = 8
"""Connections at once, whoever holds them."""
PACE = 0.25
"""Seconds between two answers, over all connections."""

BURST = 32 * 1024
"""Bytes that a connection may send at once: a handshake takes 4 KiB, an explanation pasted in less."""
BYTES_PER_SECOND = 8 * 1024
"""Bytes a second that a connection may send for long: a key held down takes 3 KiB."""


class Refusal(StrEnum):
    """What was turned away, for counting."""

    CONNECTION = "connections beyond the limit"
    NOT_SSH = "connections that did not speak ssh"
    SILENT = "connections that did nothing"
    WRONG_CODE = "wrong codes"
    SHUT = "tries while the gate was shut"
    COMMAND = "commands to run"
    FILES = "transfers of files"
    FORWARDING = "forwardings of ports"
    SECOND_SEAT = "further seats on one connection"
    NO_TERMINAL = "visits without a terminal"
    TOO_MUCH = "connections that sent too much at once"
    STALLED = "connections that took no more output"


class Verdict(StrEnum):
    """What comes of a code."""

    OPEN = auto()
    WRONG = auto()
    LAST = auto()
    """Wrong, and no more tries on this connection."""
    SHUT = auto()
    """No code opens: too many were wrong."""


class Answer(NamedTuple):
    """A verdict, and after how many seconds it is told."""

    verdict: Verdict
    wait: float


class Gate:
    """The join code, and what may be tried against it."""

    def __init__(self, code: str) -> None:
        self.refused: Counter[Refusal] = Counter()
        self._connections = 0
        self._answered = float("-inf")
        self.new_code(code)

    def new_code(self, code: str) -> None:
        """Open, or open again, with `code`: `CODE_LENGTH` of `SYMBOLS`."""
        if len(code) != CODE_LENGTH or not set(code) <= set(SYMBOLS):
            raise ValueError(f"a join code is {CODE_LENGTH} of {SYMBOLS}")
        self.code = code
        self._wrong = 0

    @property
    def shut(self) -> bool:
        """Whether no code opens until there is a new one."""
        return self._wrong >= TRIES

    def count(self, refusal: Refusal) -> None:
        """Note that something was turned away."""
        self.refused[refusal] += 1

    def visit(self) -> "Visit | None":
        """Let a connection in to try; None where there are too many. `Visit.end` makes room again."""
        if self._connections >= CONNECTIONS:
            self.count(Refusal.CONNECTION)
            return None
        self._connections += 1
        return Visit(self)

    def leave(self) -> None:
        """A connection has ended."""
        self._connections -= 1

    def is_code(self, text: str) -> bool:
        """Whether `text` is the code, told in the same time for every text of a length.

        Capitals, spaces and hyphens that people put into codes do not matter.
        """
        meant = "".join(text[:_LONGEST].lower().replace("-", " ").split())
        return hmac.compare_digest(meant.encode(errors="replace"), self.code.encode())

    def wrong(self) -> None:
        """Count a wrong code."""
        self._wrong += 1
        self.count(Refusal.WRONG_CODE)

    def wait(self, now: float) -> float:
        """Seconds until an answer to a code may be told; the next one comes `PACE` later."""
        self._answered = max(now, self._answered) + PACE
        return self._answered - now


_LONGEST = 64
"""Longer texts are no code, however they are spaced."""


class Visit:
    """One connection's tries at the gate."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._tried = 0

    @property
    def tries_left(self) -> int:
        """How many codes may yet be tried on this connection."""
        return TRIES_A_CONNECTION - self._tried

    def guess(self, text: str, now: float) -> Answer:
        """Try `text` as the code. It counts at once: who does not wait for the answer gains no try."""
        if self._gate.shut:
            self._gate.count(Refusal.SHUT)
            return Answer(Verdict.SHUT, PACE)
        if not self.tries_left:
            return Answer(Verdict.LAST, PACE)
        return Answer(self._compare(text), self._gate.wait(now))

    def _compare(self, text: str) -> Verdict:
        if self._gate.is_code(text):
            return Verdict.OPEN
        self._tried += 1
        self._gate.wrong()
        if self._gate.shut:
            return Verdict.SHUT
        return Verdict.WRONG if self.tries_left else Verdict.LAST

    def end(self) -> None:
        """The connection has ended."""
        self._gate.leave()


class Allowance:
    """How much a connection may send: `BURST` at once, `BYTES_PER_SECOND` for long."""

    def __init__(self, now: float) -> None:
        self._left = float(BURST)
        self._at = now

    def take(self, amount: int, now: float) -> bool:
        """Whether `amount` more bytes are allowed `now`."""
        self._left = min(BURST, self._left + (now - self._at) * BYTES_PER_SECOND) - amount
        self._at = now
        return self._left >= 0

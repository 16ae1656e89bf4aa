"""Owns the reader the product uses: moves, evidence, qualities and follow-up of one reply, put together.

Importing it is light; the model files are read at the first reply, or ahead of it by `prepare()` on another
thread.
Damaged files never stop it: it reads in a smaller way and says so in `notice`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from simulator.questions.model import Question
from simulator.reading.model import Evidence, Line, Quality, Reading

if TYPE_CHECKING:
    from simulator.reading.engine import Engine

FOLDER = Path(__file__).parent
READER = "neural-1"
"""What a session's header says of its reader; each reading names the exact parts that made it."""


class LocalReader:
    """Reads replies on this machine; see the protocol `Reader`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the model files in `folder`, but not yet."""
        self._folder = folder
        self._lock = Lock()

    @cached_property
    def _loaded(self) -> "Engine":
        from simulator.reading.engine import load_engine  # noqa: PLC0415  (the first question need not wait)

        return load_engine(self._folder)

    @property
    def _engine(self) -> "Engine":
        with self._lock:
            return self._loaded

    def prepare(self) -> None:
        """Load now what the first reply would wait for; safe on any thread."""
        self._engine  # noqa: B018  (looking at it loads it)

    @property
    def version(self) -> str:
        """Recorded with every reading."""
        return self._engine.version

    @property
    def reads_to(self) -> int:
        """How many code points of a turn are read."""
        return self._engine.reads_to

    @property
    def notice(self) -> str:
        """What the user should know about the state of the reader; empty if all is well."""
        return self._engine.notice

    def read(
        self,
        question: Question,
        context: Sequence[Line],
        turn: str,
        before: Evidence | None = None,
        *,
        keyed: bool = False,
    ) -> Reading:
        """Read `turn`, said after `context`; takes any text, never raises on it.

        `keyed` gives evidence wherever there is a key, also for a turn that asserts nothing.
        """
        return self._engine.read(question, context, turn, before, keyed=keyed)

    def recogniser(self, known: Iterable[Question]) -> Callable[[str], Question | None]:
        """Which of the questions `known` somebody has asked in words of their own; None unless certain."""
        return self._engine.recogniser(known)

    def rate_note(self, question: Question, note: str) -> Quality:
        """How useful `note`, written down during `question`, will be later."""
        self.prepare()  # waits for the thread that may be loading: the stemmer is not made for two
        from simulator.reading.facets import Reply, rate_note  # noqa: PLC0415  (as heavy as the engine)

        return rate_note(note, Reply(question, (), note, {}, None, None))


def load_reader() -> LocalReader:
    """The reader; returns at once."""
    return LocalReader()

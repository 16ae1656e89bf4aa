"""Owns the way from YAML text to a tree of nodes; gives nothing a meaning and never builds an object.

Parser events are pulled one at a time and never `yaml.load`ed: `no`, `1:30`, `3.10` and dates stay as
written, equal keys are seen, and each limit holds before the parser has gone a step further (its own composer
recurses, and crashes the process at some 25,000 open brackets).
"""

from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from simulator.questions.nodes import Mapping, Node, Scalar, Sequence
from simulator.questions.problems import Problem, shown, step
from simulator.questions.source import FILE
from simulator.questions.syntax import STAND_IN, Explained, explain

MAX_DEPTH = 12
"""A bank nests 6 deep; beyond 12 it is no bank, and deep nesting is how a parser is brought down."""
MAX_NODES = 500_000
"""Some 5,000 full questions; it bounds the memory that a file of brackets and commas can take."""
MAX_MENDS = 20
"""Slips that are read past in one run; each costs reading the text once more."""
MAX_MENDED = 1024 * 1024
"""Characters up to which slips are read past, so that this never takes more than a few seconds."""
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document(NamedTuple):
    """The tree, if there is one, and what was wrong with the text."""

    root: Node | None
    problems: list[Problem]


class _StopError(Exception):
    """Reading cannot go on: `problem` says why; with `mend` it can, past the character at that place."""

    def __init__(self, problem: Problem, *, mend: bool = False) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.mend = mend


def read_yaml(text: str, file: str) -> Document:
    """Read one YAML document of characters that `source` lets through; `file` is its name in messages."""
    written = text.split("\n")
    lines = written.copy()
    mended: list[Problem] = []
    while True:
        reader = _Reader(lines, written, file)
        try:
            return Document(reader.document(), mended + reader.problems)
        except _StopError as stop:
            if not stop.mend or len(mended) == MAX_MENDS or len(text) > MAX_MENDED:
                return Document(None, [*mended, *reader.problems, stop.problem])
            mended.append(stop.problem)
            _mend(lines, stop.problem.line - 1, stop.problem.column - 1)


def _mend(lines: list[str], line: int, column: int) -> None:
    lines[line] = lines[line][:column] + STAND_IN + lines[line][column + 1 :]


class _Reader:
    """One pass over a text: `lines` is what is read, `written` what messages repeat."""

    def __init__(self, lines: list[str], written: list[str], file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._lines = lines
        self._written = written
        self._last: Event | None = None
        self._with_hash = {number for number, line in enumerate(lines) if "#" in line}
        self._with_question = {number for number, line in enumerate(lines) if "?" in line}
        self._path: list[str] = []
        self._nodes = 0
        self._parser = _Loader("\n".join(lines))

    def document(self) -> Node | None:
        """The first document's root; None where there is none."""
        try:
            self._next()  # the stream's start
            if isinstance(self._next(), StreamEndEvent):
                return None
            root = self._node(self._next())
            self._next()  # the document's end
            after = self._next()
            if isinstance(after, DocumentStartEvent):
                self.problems.append(self._at(after, "one document in a file", "a second one"))
            return root
        finally:
            self._parser.dispose()

    def _next(self) -> Event:
        try:
            event: Event = self._parser.get_event()
        except yaml.MarkedYAMLError as error:
            raise self._stop(explain(error, self._written, self._last)) from None
        except (yaml.YAMLError, ValueError):  # the parser without a compiler's help: an escape beyond Unicode
            line, column = _place(self._last) if self._last else (0, 0)
            raise _StopError(self._problem(line, column, "YAML", "what cannot be read after this")) from None
        self._last = event
        return event

    def _stop(self, said: Explained) -> _StopError:
        if self._path and (self._last is None or _place(self._last)[0] != said.line):
            self._path.pop()  # what went wrong on another line has little to do with the field read last
        return _StopError(self._problem(said.line, said.column, said.expected, said.found), mend=said.mend)

    def _node(self, event: Event) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _StopError(self._at(event, f"at most {MAX_NODES:,} values in a file", "more"))
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            raise _StopError(self._indicator(event), mend=True)
        assert isinstance(event, CollectionStartEvent)
        if event.anchor or event.tag:
            self.problems.append(self._indicator(event))
        if len(self._path) >= MAX_DEPTH:
            raise _StopError(self._at(event, f"at most {MAX_DEPTH} levels of nesting", "more"))
        return self._mapping(event) if isinstance(event, MappingStartEvent) else self._sequence(event)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        if event.anchor or event.tag:
            self.problems.append(self._indicator(event))
        line, column = _place(event)
        plain = not event.style
        return Scalar(event.value, line + 1, column + 1, plain, self._comment(event) if plain else "")

    def _comment(self, event: ScalarEvent) -> str:
        end = event.end_mark
        if end is None or end.line not in self._with_hash:
            return ""
        rest = self._lines[end.line][end.column :]
        return rest if rest.lstrip().startswith("#") else ""

    def _sequence(self, start: CollectionStartEvent) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            self._path.append(f"[{len(items)}]")
            items.append(self._node(event))
            self._path.pop()
        line, column = _place(start)
        return Sequence(tuple(items), line + 1, column + 1, bool(start.flow_style))

    def _mapping(self, start: CollectionStartEvent) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event)
            self._path.append(f".{step(key.text)}")
            value = self._node(self._next())
            if key.text in entries:
                found = f"it again (first on line {entries[key.text][0].line})"
                self.problems.append(self._problem(key.line - 1, key.column - 1, "each field once", found))
            else:
                entries[key.text] = (key, value)
            self._path.pop()
        line, column = _place(start)
        return Mapping(entries, line + 1, column + 1, bool(start.flow_style))

    def _key(self, event: Event) -> Scalar:
        line, column = _place(event)
        before = self._lines[line][:column].rstrip() if line in self._with_question else ""
        if before.endswith("?"):
            expected = "quotes around a text that begins with ?"
            found = shown(self._written[line][len(before) - 1 :])
            raise _StopError(self._problem(line, len(before) - 1, expected, found), mend=True)
        if isinstance(event, CollectionStartEvent):  # refused unread: keys inside keys could nest without end
            raise _StopError(self._at(event, "the name of a field", "a list or a mapping"))
        key = self._node(event)
        assert isinstance(key, Scalar)
        return key

    def _indicator(self, event: Event) -> Problem:
        line, column = _place(event)
        rest = self._written[line][column:]
        meaning = {"&": "an anchor", "*": "an alias"}.get(rest[:1], "a tag")
        expected = f"quotes around a text that begins with {rest[:1]} ({meaning} is not read)"
        return self._at(event, expected, shown(rest))

    def _at(self, event: Event, expected: str, found: str) -> Problem:
        return self._problem(*_place(event), expected, found)

    def _problem(self, line: int, column: int, expected: str, found: str) -> Problem:
        path = "".join(self._path).removeprefix(".") or FILE
        if line >= len(self._written):  # where the parser places what is missing at the end
            line, column = len(self._written) - 1, len(self._written[-1])
        return Problem(
            file=self._file, line=line + 1, column=column + 1, path=path, expected=expected, found=found
        )


def _place(event: Event) -> tuple[int, int]:
    """Where it begins: line and column, counted from 0."""
    mark = event.start_mark
    assert mark is not None
    return mark.line, mark.column

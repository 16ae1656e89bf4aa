"""Owns the check of a node tree against the field table: what fits becomes plain values, the rest problems.

Knows nothing of a bank beyond the table: what holds between fields is in `rules`, between questions in
`builder`.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from simulator.questions.fields import ListOf, Record, Shape, Text
from simulator.questions.lost_text import cut_sentence, lost_behind_hash
from simulator.questions.nodes import KIND, Mapping, Node, Scalar, Sequence
from simulator.questions.problems import MAX_PROBLEMS, Problem, Severity, nearest, shown, step
from simulator.questions.values import meaning, names, says
from simulator.text import scrub

Values = dict[str, Any]
"""What was read of a record: field name -> value, as the model takes it; a field with a problem is absent."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Checker:
    """Checks one file and collects its problems; every `None` returned has been reported."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._failed = False

    @property
    def failed(self) -> bool:
        """Whether an error has been reported."""
        return self._failed

    def report(
        self,
        at: Node,
        path: str,
        expected: str,
        found: str,
        *,
        known: Iterable[str] = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a problem in the place of `at`; `known` are the names one of which `at` may be a slip of."""
        self._failed = self._failed or severity is Severity.ERROR
        if len(self.problems) > MAX_PROBLEMS:
            return
        problem = Problem(
            file=self._file,
            line=at.line,
            column=at.column,
            path=path,
            expected=expected,
            found=found,
            near=nearest(at.text, known) if isinstance(at, Scalar) else None,
            severity=severity,
        )
        self.problems.append(problem)

    def warn(self, at: Node, path: str, expected: str, found: str) -> None:
        """Add a warning in the place of `at`."""
        self.report(at, path, expected, found, severity=Severity.WARNING)

    def missing(self, node: Mapping, path: str, shape: Shape) -> None:
        """Report that the record at `node` lacks the field `path`."""
        self.report(node, path, says(shape), "no such field")

    def mapping(self, node: Node, path: str, record: Record, apart: Collection[str] = ()) -> Values | None:
        """The values of the record at `node`, without those `apart`; None where it is not even a mapping.

        Fields that it lacks are not reported: who needs what depends on the record.
        """
        if not isinstance(node, Mapping):
            self.report(node, path, says(record), _found(node))
            return None
        values: Values = {}
        for name, (key, child) in node.entries.items():
            field = record.by_name.get(name)
            if field is None:
                self._unknown(key, child, path, node.flow, record)
            elif name not in apart:
                value = self.value(child, below(path, name), field.shape)
                if value is not None:
                    values[name] = value
        return values

    def items(self, node: Node, path: str, shape: ListOf) -> tuple[Node, ...] | None:
        """The items of the list at `node`; None where it is no list."""
        if not isinstance(node, Sequence):
            self.report(node, path, says(shape), _found(node))
            return None
        if len(node.items) > shape.most:
            self.report(node, path, f"at most {shape.most:,} items", f"{len(node.items):,}")
        cut = cut_sentence(node)
        if cut is not None:
            self.warn(cut, path, "quotes around each text in [ ] (a comma begins the next)", shown(cut.text))
        return node.items

    def value(self, node: Node, path: str, shape: Shape) -> Any:
        """The value at `node`, or None where it does not fit `shape`."""
        if isinstance(shape, ListOf):
            return self._list(node, path, shape)
        if isinstance(shape, Record):
            return self._record(node, path, shape)
        if not isinstance(node, Scalar) or node.is_empty:
            self.report(node, path, says(shape), _found(node))
            return None
        if isinstance(shape, Text):
            return self._text(node, path, shape)
        value = meaning(shape, node.text.strip())
        if value is None:
            self.report(node, path, says(shape), _found(node), known=names(shape))
        return value

    def _list(self, node: Node, path: str, shape: ListOf) -> tuple[Any, ...] | None:
        items = self.items(node, path, shape)
        if items is None:
            return None
        values = [self.value(item, f"{path}[{index}]", shape.item) for index, item in enumerate(items)]
        return tuple(value for value in values if value is not None)

    def _record(self, node: Node, path: str, record: Record) -> Any:
        values = self.mapping(node, path, record)
        if values is None or not isinstance(node, Mapping):
            return None
        for field in record.always:
            if field.name not in node.entries:
                self.missing(node, below(path, field.name), field.shape)
        written = node.entries.keys() & record.by_name.keys()
        whole = len(values) == len(written) and all(field.name in values for field in record.always)
        return record.model(**values) if whole else None

    def _text(self, node: Scalar, path: str, shape: Text) -> str | None:
        lost = lost_behind_hash(node)
        if lost:
            self.warn(node, path, "quotes around a text with ' #' in it (the rest is a comment)", shown(lost))
        text = scrub(node.text.strip())
        if _CONTROL.search(text):
            self.warn(node, path, "text without control characters", shown(_CONTROL.sub("\ufffd", text)))
        if len(text) > shape.most:
            self.report(node, path, f"at most {shape.most:,} characters", f"{len(text):,}")
        elif shape.one_line and "\n" in text:
            self.report(node, path, "one line of text", shown(text))
        else:
            return text
        return None

    def _unknown(self, key: Scalar, child: Node, path: str, flow: bool, record: Record) -> None:
        where = below(path, step(key.text))
        if flow and isinstance(child, Scalar) and child.is_empty:
            expected = "quotes around texts in { } (a comma begins the next field)"
            self.report(key, where, expected, shown(key.text))
        else:
            expected = f"a field of {record.called} ({', '.join(record.by_name)})"
            self.report(key, where, expected, shown(key.text), known=record.by_name)


def below(path: str, name: str) -> str:
    """The path of the field `name` of the record at `path`, which is empty for the bank itself."""
    return f"{path}.{name}" if path else name


def _found(node: Node) -> str:
    if isinstance(node, Mapping):
        return f"{KIND[Mapping]} (a text with ': ' in it needs quotes)"
    if isinstance(node, Sequence):
        return KIND[Sequence]
    if not node.is_empty:
        return shown(node.text)
    return (
        "nothing (what follows ' #' is a comment; a text with it needs quotes)" if node.comment else "nothing"
    )

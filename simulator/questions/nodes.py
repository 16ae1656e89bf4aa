"""Owns the tree that a YAML text is read into: texts exactly as written, each with its place."""

from typing import TypeAlias

import msgspec


class Scalar(msgspec.Struct, frozen=True):
    """One text; what it means (a number, a date, a level) is the field table's business."""

    text: str
    line: int
    column: int
    plain: bool = True
    """Written without quotes and without `|` or `>`."""
    comment: str = ""
    """What follows it on its last line, from the spaces before the `#` on; only after a plain text."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there, or only what YAML calls nothing."""
        return not self.text.strip() or (self.plain and self.text in {"~", "null", "Null", "NULL"})


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int
    flow: bool = False
    """Written in `[ ]`."""


class Mapping(msgspec.Struct, frozen=True):
    """Fields and their values, in order; of a field written twice the first."""

    entries: dict[str, tuple[Scalar, "Node"]]
    line: int
    column: int
    flow: bool = False
    """Written in `{ }`."""


Node: TypeAlias = Scalar | Sequence | Mapping

KIND: dict[type, str] = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}
"""What a node is called in a message."""

"""Owns the way from a node tree to a `Bank`, and what holds between its questions; reads no file.

Nothing is built while there is an error, but every question is checked.
"""

import msgspec

from simulator.questions.checker import Checker, Values
from simulator.questions.fields import BANK, FORMAT, QUESTION, ListOf
from simulator.questions.model import Bank, KeyPoint, Level, Question
from simulator.questions.nodes import Mapping, Node, Scalar, Sequence
from simulator.questions.problems import shown
from simulator.questions.rules import check_question
from simulator.questions.source import FILE

LANGUAGE = "en"
"""The language of a bank that names none."""
NEEDED = ", ".join(field.name for field in BANK.always)
"""What every bank has, as a message lists it."""


def build_bank(checker: Checker, root: Node) -> Bank | None:
    """The bank written at `root`; None where there is an error, which `checker` then has."""
    if not isinstance(root, Mapping):
        found = shown(root.text) if isinstance(root, Scalar) else "a list"
        checker.report(root, FILE, f"a mapping with {NEEDED}", found)
        return None
    if _is_newer(checker, root):
        return None
    head = checker.mapping(root, "", BANK, apart={"questions"}) or {}
    for field in BANK.always:
        if field.name not in root.entries:
            checker.missing(root, field.name, field.shape)
    questions = _Questions(checker, head.get("bank", ""))
    if "questions" in root.entries:
        questions.read(root.entries["questions"][1])
    if checker.failed:
        return None
    return Bank(
        name=head["bank"],
        title=head["title"],
        language=head.get("language", LANGUAGE),
        questions=tuple(questions.built),
    )


def _is_newer(checker: Checker, root: Mapping) -> bool:
    """Whether the file says that it is of a later format, where other problems would only mislead."""
    if "format" not in root.entries:
        return False
    node = root.entries["format"][1]
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if not text.isdecimal() or len(text) > 6 or int(text) <= FORMAT:
        return False
    found = f"{shown(text)}, which is newer: update idk to read it"
    checker.report(node, "format", f"a format version up to {FORMAT}", found)
    return True


class _Questions:
    """Reads the questions of one bank in their order."""

    def __init__(self, checker: Checker, bank: str) -> None:
        self.built: list[Question] = []
        self._checker = checker
        self._bank = bank
        self._ids: dict[str, int] = {}
        """The place in the list of each id seen; of each ask below."""
        self._asks: dict[str, int] = {}

    def read(self, node: Node) -> None:
        shape = BANK.by_name["questions"].shape
        assert isinstance(shape, ListOf)
        items = self._checker.items(node, "questions", shape)
        if items is None:
            return
        if not items:
            self._checker.report(node, "questions", "at least one question", "none")
        for index, item in enumerate(items):
            self._read_one(item, index)

    def _read_one(self, node: Node, index: int) -> None:
        path = f"questions[{index}]"
        values = self._checker.mapping(node, path, QUESTION)
        if values is None or not isinstance(node, Mapping):
            return
        check_question(self._checker, node, values, path)
        self._check_repeated(node, values, index)
        if not self._checker.failed:
            self.built.append(_question(self._bank, values, node))

    def _check_repeated(self, node: Mapping, values: Values, index: int) -> None:
        if "id" in values:
            first = self._ids.setdefault(values["id"], index)
            if first != index:
                expected = f"an id of its own (questions[{first}] has it)"
                self._checker.report(
                    node.entries["id"][1], f"questions[{index}].id", expected, shown(values["id"])
                )
        if "ask" in values:
            first = self._asks.setdefault(values["ask"].casefold(), index)
            if first != index:
                expected = f"another question than questions[{first}].ask"
                self._checker.warn(
                    node.entries["ask"][1], f"questions[{index}].ask", expected, shown(values["ask"])
                )


def _question(bank: str, values: Values, node: Mapping) -> Question:
    if not values.get("draft"):
        return Question(bank=bank, **values)
    points = _unconfirmed(values.get("key_points", ()), node)
    filled: Values = {"topic": values["ask"], "level": Level.MID, **values, "key_points": points}
    return Question(bank=bank, **filled)


def _unconfirmed(points: tuple[KeyPoint, ...], node: Mapping) -> tuple[KeyPoint, ...]:
    """A draft's points: nobody has checked them, unless the file says so of a point."""
    if not points:
        return ()
    written = node.entries["key_points"][1]
    assert isinstance(written, Sequence)
    return tuple(
        point
        if isinstance(item, Mapping) and "confirmed" in item.entries
        else msgspec.structs.replace(point, confirmed=False)
        for point, item in zip(points, written.items, strict=True)
    )

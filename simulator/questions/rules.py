"""Owns what holds between the fields of one question: which it needs as a real one, a foil or a draft."""

from simulator.questions.checker import Checker, Values, below
from simulator.questions.fields import QUESTION, Field, ListOf, Needed
from simulator.questions.model import Kind
from simulator.questions.nodes import Mapping, Sequence
from simulator.questions.problems import Severity, shown


def check_question(checker: Checker, node: Mapping, values: Values, path: str) -> None:
    """Report what the question at `node` lacks, has in vain or says twice; `values` is what it says."""
    kind = _kind(checker, node, values, path)
    severity = Severity.WARNING if values.get("draft") else Severity.ERROR
    lacking: list[Field] = []
    for field in QUESTION.fields:
        if field.name in node.entries:
            _check_present(checker, node, field, path, kind=kind, severity=severity)
        elif needs(field, kind):
            lacking.append(field)
    _check_lacking(checker, node, lacking, path, draft=severity is Severity.WARNING)
    if kind is Kind.REAL:
        _check_points(checker, node, values, below(path, "key_points"), severity)


def needs(field: Field, kind: Kind) -> bool:
    """Whether a finished question of this kind must have `field`."""
    return field.needed in {Needed.ALWAYS, Needed.BOTH, Needed.REAL if kind is Kind.REAL else Needed.FOIL}


def _kind(checker: Checker, node: Mapping, values: Values, path: str) -> Kind:
    """The kind as written, or as meant: only a foil has a debrief and no key."""
    foil_only = [
        field.name for field in QUESTION.fields if field.only is Kind.FOIL and field.name in node.entries
    ]
    if "kind" in node.entries or not foil_only or "key_points" in node.entries:
        return Kind(values.get("kind", Kind.FOIL if foil_only else Kind.REAL))
    found = f"no such field beside {', '.join(foil_only)}"
    checker.report(node, below(path, "kind"), "foil", found)
    return Kind.FOIL


def _check_lacking(checker: Checker, node: Mapping, lacking: list[Field], path: str, *, draft: bool) -> None:
    """Report each field that is lacking; of a draft the optional ones in one warning, there may be many."""
    later = [field.name for field in lacking if draft and field.needed is not Needed.ALWAYS]
    for field in lacking:
        if field.name not in later:
            checker.missing(node, below(path, field.name), field.shape)
    if later:
        checker.warn(node, path, f"{', '.join(later)} in a finished question", "a draft without")


def _check_present(
    checker: Checker, node: Mapping, field: Field, path: str, *, kind: Kind, severity: Severity
) -> None:
    key, child = node.entries[field.name]
    name = below(path, field.name)
    if field.only not in {None, kind}:
        here, there = ("a real question", "a foil") if kind is Kind.REAL else ("a foil", "a real question")
        checker.warn(key, name, f"it only in {there}", f"it in {here}, where it has no use")
    elif isinstance(field.shape, ListOf) and isinstance(child, Sequence) and needs(field, kind):
        count = len(child.items)
        if count < field.shape.least:
            checker.report(child, name, f"at least {field.shape.least}", str(count), severity=severity)


def _check_points(checker: Checker, node: Mapping, values: Values, path: str, severity: Severity) -> None:
    written = node.entries["key_points"][1] if "key_points" in node.entries else None
    points = values.get("key_points", ())
    if not isinstance(written, Sequence) or not points or len(points) < len(written.items):
        return
    if not any(point.core for point in points):
        checker.report(written, path, "core: true for at least one of them", "none", severity=severity)
    first: dict[str, int] = {}
    for index, point in enumerate(points):
        again = first.setdefault(point.point.casefold(), index)
        if again != index:
            checker.warn(
                written.items[index],
                f"{path}[{index}]",
                f"another statement than {path}[{again}]",
                shown(point.point),
            )

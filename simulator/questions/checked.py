"""Owns the way from the bytes of a YAML file to what it says, or to every problem in it; knows no field."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from simulator.questions.checker import Checker
from simulator.questions.nodes import Node
from simulator.questions.problems import Problem
from simulator.questions.source import decode
from simulator.questions.yaml_reader import read_yaml

T = TypeVar("T")


class Checked(NamedTuple, Generic[T]):
    """What a file says, and what is wrong or doubtful in it."""

    value: T | None
    """None where it says nothing, or not what it should."""
    problems: list[Problem]
    is_empty: bool
    """Whether there is nothing in it at all, not even a problem."""


def checked(data: bytes, file: str, build: Callable[[Checker, Node], T | None]) -> Checked[T]:
    """Read `data` and `build` something of it; `file` is its name in messages."""
    source = decode(data, file)
    document = read_yaml(source.text, file)
    problems = source.problems + document.problems
    if document.root is None:
        return Checked(None, problems, is_empty=not problems)
    checker = Checker(file)
    value = build(checker, document.root)
    # Of two problems at one place the reader's says more than what follows from it.
    taken = {(problem.line, problem.column) for problem in problems if problem.is_error}
    problems += [found for found in checker.problems if (found.line, found.column) not in taken]
    return Checked(value, problems, is_empty=False)

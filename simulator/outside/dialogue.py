"""Owns what a text of an interview comes to before anything is made of it: who said what, and where."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from simulator.errors import IdkError, did_you_mean


class Spoken(msgspec.Struct, frozen=True):
    """One stretch of words by one speaker."""

    name: str
    """As the file has it."""
    text: str
    line: int
    """Where it begins, from 1; in a list of messages which of them it is."""


class Dialogue(msgspec.Struct, frozen=True):
    """What a file holds."""

    spoken: tuple[Spoken, ...]
    notices: tuple[str, ...] = ()
    """What was left out, and where."""

    @property
    def names(self) -> tuple[str, ...]:
        """Who speaks, in the order in which they first do."""
        return tuple(dict.fromkeys(one.name for one in self.spoken))


class UnclearSpeakersError(IdkError):
    """Who of them is the candidate cannot be told; `names` are those who speak."""

    def __init__(self, message: str, names: Sequence[str]) -> None:
        super().__init__(message)
        self.names = tuple(names)


class Role(StrEnum):
    """What a name says that somebody is."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"


_CANDIDATES = frozenset(
    {"candidate", "interviewee", "applicant", "me", "you", "i", "user", "human", "student", "a", "answer"}
)
_INTERVIEWERS = frozenset(
    {
        *("interviewer", "assistant", "ai", "bot", "gpt", "model", "chatgpt", "claude", "gemini", "examiner"),
        *("recruiter", "hiring manager", "moderator", "host", "mentor", "q", "question"),
    }
)
"""Names that say what somebody is, folded."""
_NUMBERED = re.compile(r"\s*#?\d+$")


def role(name: str) -> Role | None:
    """What `name` says that somebody is, such as "Interviewer 2"; None where it does not tell."""
    bare = _NUMBERED.sub("", name.casefold())
    if bare in _CANDIDATES:
        return Role.CANDIDATE
    return Role.INTERVIEWER if bare in _INTERVIEWERS else None


def joined(spoken: Iterable[Spoken], between: str = "\n") -> Iterator[Spoken]:
    """`spoken` with what one speaker says in a row as one."""
    last: Spoken | None = None
    for one in spoken:
        if last is not None and last.name == one.name:
            last = msgspec.structs.replace(last, text=f"{last.text}{between}{one.text}")
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def candidate(names: Sequence[str], me: str | None) -> str:
    """Which of `names` is the candidate: the one called `me`, else the one whose name says so.

    Raises `IdkError` where nobody is called `me`, or fewer than two speak, and `UnclearSpeakersError` where
    the names do not tell.
    """
    listed = ", ".join(names)
    if len(names) < 2:
        raise IdkError(
            f"Only {listed or 'nobody'} speaks in it; an interview takes two. Begin each turn with a name: "
            "Interviewer: … and Candidate: …"
        )
    folded = {name.casefold(): name for name in names}
    if me is not None:
        if me.strip().casefold() not in folded:
            near = did_you_mean(me, names) or "."
            raise IdkError(f"Nobody is called '{me}' in it{near} Those who speak are: {listed}.")
        return folded[me.strip().casefold()]
    candidates = [name for name in names if role(name) is Role.CANDIDATE]
    if len(candidates) == 1:
        return candidates[0]
    others = [name for name in names if role(name) is None]
    if len(others) == 1 and not candidates:
        return others[0]
    raise UnclearSpeakersError(
        f"Which of them are you: {listed}? Say it with --me, as in --me '{(others or names)[-1]}'.", names
    )

"""Owns what a search is: how the words typed are understood, and where in a text they are found."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from unicodedata import category

import msgspec

from simulator.errors import IdkError, did_you_mean
from simulator.scoring.outcomes import Outcome
from simulator.search.folding import fold, steady

HOW = (
    'For example: raft election · "write skew" · C++ -Java · bank:postgres-internals · '
    "outcome:plain_admission · after:2026-11 · before:2026-11-22"
)
"""How a search is written."""

_TOKEN = re.compile(r'(-(?=["“\w]))?(?:([A-Za-z]+):)?(?:["“]([^"”]*)(?:["”]|$)|(\S+))')
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", re.ASCII)


class QueryError(IdkError):
    """A search cannot be understood."""


class Term(msgspec.Struct, frozen=True, dict=True):
    """A word or a phrase that is looked for; `text` is folded, its white space single spaces."""

    text: str

    def places(self, folded: str) -> Iterator[tuple[int, int, bool]]:
        """Where it stands in a folded text: start, end, and whether as a whole word.

        It stands at the beginning of a word, so that `index` finds `indexes`; in scripts that do not part
        words, and where it begins with no letter or digit, anywhere.
        """
        if self._start not in folded:  # for speed
            return
        for found in self._pattern.finditer(folded):
            following = folded[found.end() : found.end() + 1]
            grows = self.text[-1].isalnum() and (following.isalnum() or following in _PART_OF_NAMES)
            yield found.start(), found.end(), not (following and grows)

    @cached_property
    def _start(self) -> str:
        return self.text.partition(" ")[0]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        begins = r"(?<!\w)" if self.text[0].isalnum() and category(self.text[0]) != "Lo" else ""
        return re.compile(begins + r"\s+".join(map(re.escape, self.text.split(" "))))

    @property
    def needle(self) -> bytes:
        """A pattern for the bytes of a file, its ASCII in lower case, that fits every file that says it.

        The stretches that are always stored in one way, with anything but letters and digits between them;
        empty where there is no such stretch.
        """
        runs = ["".join(run) for is_steady, run in groupby(self.text, steady) if is_steady]
        return _BETWEEN.join(re.escape(run.encode()) for run in runs)


_BETWEEN = rb"""(?:[^a-z0-9\\]|\\[\\/"bfnrt])+"""
"""White space, signs and letters beyond ASCII, as they are or as JSON may escape them."""
_PART_OF_NAMES = frozenset("_+#")
"""`C` is a whole word neither in `C++` nor in `C#`."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for: every term, in a question that fits the rest."""

    text: str
    """As typed."""
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    """None of these is said in the question."""
    banks: tuple[str, ...] = ()
    """The question is of a bank whose name begins so; any of several."""
    outcomes: frozenset[Outcome] = frozenset()
    """The question came out so; any of several, any at all where there are none."""
    after: datetime | None = None
    """The session began then or later; with its time zone."""
    before: datetime | None = None
    """The session began earlier than that."""


def parse(text: str) -> Query:
    """The query that `text` is. Raises `QueryError` where it asks for nothing, or for what cannot be."""
    found: dict[str, list[str]] = {name: [] for name in ("", "-", *_FILTERS)}
    for minus, name, phrase, word in _TOKEN.findall(text):
        value = " ".join((phrase or word).split())
        if name.casefold() in _FILTERS and not minus:
            found[name.casefold()].append(_FILTERS[name.casefold()](value))
            continue
        spoken = f"{name}:{value}" if name else value
        if spoken:
            found["-" if minus else ""].append(fold(spoken))
    if not any(values for kind, values in found.items() if kind != "-"):
        raise QueryError(f"Nothing to search for. {HOW}")
    return Query(
        text=text,
        terms=_terms(found[""]),
        without=_terms(found["-"]),
        banks=tuple(found["bank"]),
        outcomes=frozenset(map(Outcome, found["outcome"])),
        after=max(map(_begins, found["after"]), default=None),
        before=min(map(_begins, found["before"]), default=None),
    )


def _terms(texts: list[str]) -> tuple[Term, ...]:
    return tuple(Term(text) for text in dict.fromkeys(texts))


def _bank(value: str) -> str:
    if not value:
        raise QueryError("Expected the name of a bank after bank: - as in bank:postgres-internals.")
    return value.casefold()


def _outcome(value: str) -> str:
    name = re.sub(r"[\s-]+", "_", value.casefold())
    known = [outcome.value for outcome in Outcome]
    if name not in known:
        near = did_you_mean(name, known) or "."
        raise QueryError(f"No outcome is called '{value}'{near} Known are: {', '.join(known)}.")
    return name


def _day(value: str) -> str:
    """The day that a date means: of a month or a year the first."""
    found = _DATE.fullmatch(value)
    try:
        if found:
            year, month, day = (int(part or 1) for part in found.groups())
            begins = _begins(date(year, month, day).isoformat())
            return begins.date().isoformat()
    except (ValueError, OverflowError):
        pass
    raise QueryError(
        f"'{value}' is no date. Expected a day, a month or a year: 2026-11-22, 2026-11 or 2026; "
        "after: takes in the day itself, before: does not."
    )


def _begins(day: str) -> datetime:
    """When a day begins where the user is."""
    return datetime.fromisoformat(day).astimezone()


_FILTERS: dict[str, Callable[[str], str]] = {
    "bank": _bank,
    "outcome": _outcome,
    "after": _day,
    "before": _day,
}
"""What may stand before a colon, and how the value is understood."""

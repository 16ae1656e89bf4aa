"""Short ways to write down lives of many sessions, for the tests of what they come to."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import msgspec

from simulator.reading.model import Facet
from simulator.records.store import new_session_id
from simulator.reports.looking_back import Look, look_back
from simulator.scoring.honesty import Item
from simulator.scoring.learning import Gap
from simulator.scoring.life import Asked, By, Count, Head, Life, Result
from simulator.scoring.lifetime import Lifetime, lifetime
from simulator.scoring.mastery import Meeting

TODAY = date(2026, 11, 22)
_T = TypeVar("_T")
_BEGAN = datetime(2026, 9, 1, 9, tzinfo=UTC)


class Sat(msgspec.Struct, frozen=True):
    """A session by what it adds; each part is a question of its own."""

    items: tuple[Item, ...] = ()
    gaps: tuple[Gap, ...] = ()
    moves: dict[Facet, Count] = {}
    uncoached: dict[Facet, Count] = {}
    meetings: tuple[Meeting, ...] = ()
    bank: str = "b"
    tags: tuple[str, ...] = ()
    coach: str = "full"
    mode: str = "solo"
    day: date | None = None

    def questions(self) -> list[tuple[Asked, Result]]:
        """Each part as a question."""
        results = [Result(item=item) for item in self.items]
        results += [Result(gap=gap) for gap in self.gaps]
        results += [one for facet, done in self.moves.items() for one in _done(facet, done, silent=False)]
        results += [one for facet, done in self.uncoached.items() for one in _done(facet, done, silent=True)]
        asked = Asked(f"{self.bank}/q", "topic", self.tags, False)
        return [*((asked, result) for result in results), *(self._met(one) for one in self.meetings)]

    def _met(self, met: Meeting) -> tuple[Asked, Result]:
        result = Result(rating=met.rating, full=met.full, returned=met.returned, noted=met.noted)
        return Asked(met.key, met.topic, self.tags, False), result

    def head(self, place: int) -> Head:
        """Its head; a session is as old as the meetings in it, else a day younger than the one before."""
        days = {one.day for one in self.meetings} | ({self.day} if self.day else set())
        assert len(days) < 2
        return Head(next(iter(days), (_BEGAN + timedelta(days=place)).date()), self.coach, self.mode)


def _done(facet: Facet, done: Count, *, silent: bool) -> list[Result]:
    return [
        Result(possible=(facet,), made=(facet,) if number < done.made else (), silent=silent)
        for number in range(done.of)
    ]


def life(*sat: Sat) -> Life:
    """The sessions as a life, oldest first."""
    rows = [(one.head(place), one.questions()) for place, one in enumerate(sat)]
    questions = [question for _, session in rows for question in session]
    heads, head_of = _coded(head for head, _ in rows)
    asked, asked_of = _coded(one for one, _ in questions)
    results, result_of = _coded(one for _, one in questions)
    return Life(
        sessions=tuple(new_session_id(_BEGAN + timedelta(days=place), "aaaa") for place in range(len(sat))),
        heads=heads,
        asked=asked,
        results=results,
        head_of=head_of,
        questions=array("I", (len(session) for _, session in rows)),
        asked_of=asked_of,
        result_of=result_of,
    )


def _coded(values: Iterable[_T]) -> tuple[Sequence[_T], "array[int]"]:
    codes: dict[_T, int] = {}
    column = array("I", (codes.setdefault(value, len(codes)) for value in values))
    return list(codes), column


def lived(*sat: Sat, today: date = TODAY) -> Lifetime:
    """What the sessions come to."""
    whole = life(*sat)
    return lifetime(whole, whole.returns(today))


def looked(*sat: Sat, by: By | None = None, only: str = "") -> Look:
    """The sessions as they are looked back on."""
    return look_back(life(*sat), TODAY, by, only)

"""Owns many sessions in columns: what each question added, to be counted, filtered and cut into periods.

Sessions differ little in what their questions add, so a life holds each different result once, and for every
question its place: 100,000 sessions are counted in a tenth of a second. Holds no word of what was said.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, chain, compress, pairwise, repeat
from typing import NamedTuple, TypeVar

import msgspec

from simulator.interview.state import State
from simulator.reading.model import Facet, Quality
from simulator.scoring.honesty import Item
from simulator.scoring.learning import Gap, opportunities
from simulator.scoring.mastery import Return, come_back, is_late, last_day, meeting
from simulator.scoring.recall import Rating
from simulator.scoring.session import ScoredQuestion, closed_questions


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What a session was."""

    day: date
    coach: str
    mode: str


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What a question is known by."""

    key: str
    """`bank/id`."""
    topic: str
    tags: tuple[str, ...]
    foil: bool

    @property
    def bank(self) -> str:
        """The bank it is from."""
        return self.key.partition("/")[0]


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of one question; empty where it was skipped or is not over."""

    item: Item | None = None
    gap: Gap | None = None
    possible: tuple[Facet, ...] = ()
    """The learning moves that were possible, where there was a gap."""
    made: tuple[Facet, ...] = ()
    """Those of them that were made."""
    silent: bool = False
    """The coach said nothing."""
    rating: Rating | None = None
    """How well it was recalled; None where that cannot be said, and for a made-up term."""
    full: bool = False
    returned: Quality = Quality.NONE
    """How good a return it is, should the topic have been due."""
    noted: bool = False


class Count(NamedTuple):
    """How often something was done, and how often it could have been."""

    made: int
    of: int

    def plus(self, made: int, of: int) -> "Count":
        """Both of them added."""
        return Count(self.made + made, self.of + of)


class Sums(msgspec.Struct, frozen=True):
    """What any number of sessions come to, as far as it adds up."""

    sessions: int = 0
    items: Counter[Item] = msgspec.field(default_factory=Counter)
    gaps: Counter[Gap] = msgspec.field(default_factory=Counter)
    moves: dict[Facet, Count] = {}
    """Over the gaps in which a move was possible, with help or without."""
    uncoached: dict[Facet, Count] = {}
    """Over those of them in which the coach was silent."""
    returns: Counter[Quality] = msgspec.field(default_factory=Counter)
    """Topics written down that fell due and are settled, by how they came back."""


def total(parts: Iterable[Sums]) -> Sums:
    """Several sums as one."""
    known = list(parts)
    return Sums(
        sessions=sum(one.sessions for one in known),
        items=_all(one.items for one in known),
        gaps=_all(one.gaps for one in known),
        moves=_counts(one.moves for one in known),
        uncoached=_counts(one.uncoached for one in known),
        returns=_all(one.returns for one in known),
    )


_T = TypeVar("_T")


def _all(counters: Iterable[Counter[_T]]) -> Counter[_T]:
    summed: Counter[_T] = Counter()
    for counter in counters:
        summed.update(counter)
    return summed


def _counts(parts: Iterable[dict[Facet, Count]]) -> dict[Facet, Count]:
    summed: dict[Facet, Count] = {}
    for part in parts:
        for facet, done in part.items():
            summed[facet] = summed.get(facet, Count(0, 0)).plus(*done)
    return summed


class Share(msgspec.Struct, frozen=True):
    """What one session adds to a figure that weighs sessions by their age."""

    items: tuple[Item, ...] = ()
    gaps: tuple[Gap, ...] = ()


class By(StrEnum):
    """By what sessions and questions can be told apart."""

    BANK = "bank"
    TAG = "tag"
    COACH = "coach"
    MODE = "mode"


class Returns(NamedTuple):
    """What became of the topics written down."""

    settled: tuple[tuple[int, Quality], ...]
    """The place of the session that settled each, and how it came back."""
    due: tuple[Return, ...]
    """Topics that are due and may still return."""


def added(state: State) -> tuple[Head, list[tuple[Asked, Result]]]:
    """What a session adds: of every question that was asked, closed or not."""
    day = state.started.at.date()
    closed = {scored.episode.position: _result(scored, day) for scored in closed_questions(state)}
    questions = []
    for episode in state.episodes:
        question = episode.question
        asked = Asked(question.key, question.topic, question.tags, question.is_foil)
        questions.append((asked, closed.get(episode.position, Result())))
    return Head(day, state.started.coach, state.started.mode), questions


def _result(scored: ScoredQuestion, day: date) -> Result:
    met, gap = meeting(scored, day), scored.gap
    possible = opportunities(gap) if gap else ()
    return Result(
        # Whose item it is the row tells; without its key, equal ones are counted as one.
        item=msgspec.structs.replace(scored.item, key="") if scored.item else None,
        gap=scored.learning.gap if scored.learning else None,
        possible=possible,
        made=tuple(facet for facet in possible if gap and gap.result(facet).done),
        silent=gap is not None and gap.silent,
        rating=met.rating if met else None,
        full=met is not None and met.full,
        returned=met.returned if met else Quality.NONE,
        noted=met is not None and met.noted,
    )


class Life(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Sessions, oldest first, in columns."""

    sessions: Sequence[str]
    """Their ids."""
    heads: Sequence[Head]
    asked: Sequence[Asked]
    results: Sequence[Result]
    """The different heads, questions and results; the columns below hold places in these."""
    head_of: "array[int]"
    questions: "array[int]"
    """How many questions each session has."""
    asked_of: "array[int]"
    result_of: "array[int]"
    """For each question, session by session."""

    def __len__(self) -> int:
        return len(self.sessions)

    @cached_property
    def starts(self) -> list[int]:
        """Where the questions of each session begin, and the end of all."""
        return list(accumulate(self.questions, initial=0))

    def every(self) -> Iterator[tuple[Head, Asked, Result]]:
        """Every question with its session's head, oldest first."""
        return zip(
            map(self.heads.__getitem__, chain.from_iterable(map(repeat, self.head_of, self.questions))),
            map(self.asked.__getitem__, self.asked_of),
            map(self.results.__getitem__, self.result_of),
            strict=True,
        )

    def sums(self, start: int = 0, stop: int | None = None) -> Sums:
        """What the sessions from place `start` to before `stop` come to, but for their `returns`."""
        stop = len(self) if stop is None else stop
        column = self.result_of[self.starts[start] : self.starts[stop]]
        return _sums(stop - start, [(self.results[place], n) for place, n in Counter(column).items()])

    def newest(self, count: int) -> list[Share]:
        """What each of the newest sessions adds, oldest first."""
        edges = self.starts[-count - 1 :]
        return [
            _share([self.results[place] for place in self.result_of[start:stop]])
            for start, stop in pairwise(edges)
        ]

    def returns(self, today: date) -> Returns:
        """What has become of the topics written down by `today`."""
        days = [head.day for head in self.heads]
        same = _first_of_each([asked.key for asked in self.asked])
        met = zip(
            map(same.__getitem__, self.asked_of),
            chain.from_iterable(map(repeat, range(len(self)), self.questions)),
            map(days.__getitem__, chain.from_iterable(map(repeat, self.head_of, self.questions))),
            map(self.results.__getitem__, self.result_of),
            strict=True,
        )
        waiting: dict[int, date] = {}
        settled = [(place, quality) for _, place, quality in come_back(met, waiting)]
        missed = [last_day(due) for due in waiting.values() if is_late(today, due)]
        settled += [(self._place_after(day), Quality.NONE) for day in missed]
        due = (
            Return(key=self.asked[place].key, topic=self.asked[place].topic, due=day)
            for place, day in waiting.items()
            if day <= today and not is_late(today, day)
        )
        return Returns(tuple(settled), tuple(due))

    def _place_after(self, day: date) -> int:
        """The first session after `day`, or the last one there is."""
        after = bisect_right(range(len(self)), day, key=lambda place: self.heads[self.head_of[place]].day)
        return min(after, len(self) - 1)

    def values(self, by: By) -> list[str]:
        """What there is to be told apart by, in alphabetical order."""
        heads = [self.heads[place] for place in set(self.head_of)]
        asked = [self.asked[place] for place in set(self.asked_of)]
        match by:
            case By.BANK:
                return sorted({one.bank for one in asked})
            case By.TAG:
                return sorted({tag for one in asked for tag in one.tags})
            case By.COACH:
                return sorted({one.coach for one in heads})
            case By.MODE:
                return sorted({one.mode for one in heads})

    def only(self, by: By, names: Collection[str]) -> "Life":
        """The sessions or questions of these banks, tags, coach levels or modes.

        A session of which no question is left is left out.
        """
        match by:
            case By.BANK:
                return self._with_questions([one.bank in names for one in self.asked])
            case By.TAG:
                return self._with_questions([not set(names).isdisjoint(one.tags) for one in self.asked])
            case By.COACH:
                return self._with_sessions([one.coach in names for one in self.heads])
            case By.MODE:
                return self._with_sessions([one.mode in names for one in self.heads])

    def since(self, session: str) -> "Life":
        """The sessions whose ids are `session` or come after it."""
        place = bisect_left(self.sessions, session)
        start = sum(self.questions[:place])
        return msgspec.structs.replace(
            self,
            sessions=self.sessions[place:],
            head_of=self.head_of[place:],
            questions=self.questions[place:],
            asked_of=self.asked_of[start:],
            result_of=self.result_of[start:],
        )

    def _with_sessions(self, keep: Sequence[bool]) -> "Life":
        """The sessions whose head is to be kept."""
        chosen = [keep[head] for head in self.head_of]
        questions = list(chain.from_iterable(map(repeat, chosen, self.questions)))
        return msgspec.structs.replace(
            self,
            sessions=tuple(compress(self.sessions, chosen)),
            head_of=array("I", compress(self.head_of, chosen)),
            questions=array("I", compress(self.questions, chosen)),
            asked_of=array("I", compress(self.asked_of, questions)),
            result_of=array("I", compress(self.result_of, questions)),
        )

    def _with_questions(self, keep: Sequence[bool]) -> "Life":
        """The questions that are to be kept."""
        chosen = [keep[asked] for asked in self.asked_of]
        kept = list(accumulate(chosen, initial=0))
        left = [kept[stop] - kept[start] for start, stop in pairwise(self.starts)]
        return msgspec.structs.replace(
            self,
            sessions=tuple(compress(self.sessions, left)),
            head_of=array("I", compress(self.head_of, left)),
            questions=array("I", filter(None, left)),
            asked_of=array("I", compress(self.asked_of, chosen)),
            result_of=array("I", compress(self.result_of, chosen)),
        )


def _first_of_each(keys: Sequence[str]) -> list[int]:
    """For each key the place where it comes first: a question whose tags were changed is the same one."""
    first: dict[str, int] = {}
    return [first.setdefault(key, place) for place, key in enumerate(keys)]


def _share(results: Iterable[Result]) -> Share:
    known = list(results)
    return Share(
        items=tuple(one.item for one in known if one.item),
        gaps=tuple(one.gap for one in known if one.gap),
    )


def _sums(sessions: int, results: Iterable[tuple[Result, int]]) -> Sums:
    """What results come to that occurred so many times each."""
    sums = Sums(sessions=sessions, moves={}, uncoached={})
    for result, times in results:
        if result.item:
            sums.items[result.item] += times
        if result.gap:
            sums.gaps[result.gap] += times
        for facet in result.possible:
            done = (times * (facet in result.made), times)
            sums.moves[facet] = sums.moves.get(facet, Count(0, 0)).plus(*done)
            if result.silent:
                sums.uncoached[facet] = sums.uncoached.get(facet, Count(0, 0)).plus(*done)
    return sums

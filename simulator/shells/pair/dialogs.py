"""Owns what the interviewer is asked one thing at a time: a choice by one key, or a text to write.

A dialog is a value; what it leads to is a function that is handed in. Draws nothing.
"""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from simulator.interview.commands import Observe, Rate, WarmUp
from simulator.interview.events import Aspect
from simulator.interview.spoken import FACET_OF
from simulator.questions.model import KeyPoint, Level, Question
from simulator.reading.model import Move, Quality
from simulator.reports.feedback import ASPECTS, SCALE
from simulator.reports.words import ANCHORS, HEARD
from simulator.shells.pair import warmup
from simulator.shells.pair.pages import OWN

Doing = Coroutine[Any, Any, None] | None
"""What takes its turn; None where all is done: opening a dialog must not let a key slip by."""
Then = Callable[[], Doing]
Written = Callable[[str], Doing]


class Option(NamedTuple):
    """A key and what it stands for."""

    key: str
    label: str
    then: Then


class Choice(NamedTuple):
    """Something decided by one key; Esc leaves it."""

    title: str
    options: tuple[Option, ...]
    text: str = ""
    """What is to be read first."""


class Edit(NamedTuple):
    """Something to write; Enter takes it, Esc leaves it."""

    title: str
    then: Written
    text: str = ""
    """What stands there already."""
    kept: bool = False
    """Whether what is left unsent is kept for later."""


Dialog = Choice | Edit


class Dialogs:
    """The dialogs of a screen that can `open` one and `do` a command."""

    def __init__(
        self,
        open_dialog: Callable[[Dialog], None],
        do: Callable[[Observe | Rate | WarmUp], Coroutine[Any, Any, None]],
    ) -> None:
        self._open = open_dialog
        self._do = do

    def rate_move(self, move: Move) -> Choice:
        """How well something heard was done, by what the candidate did."""

        def rated(quality: Quality) -> Then:
            return lambda: self._do(Observe(move, quality))

        anchors = zip(list(Quality)[1:], ANCHORS[FACET_OF[move]], strict=True)
        options = tuple(Option(str(int(quality)), words, rated(quality)) for quality, words in anchors)
        return Choice(f"Heard: {HEARD[move]}. How?", options)

    def offer_warm_up(self) -> Choice:
        """What is asked first of whoever interviews."""

        def begin() -> None:
            self._open(self.warm_up())

        return Choice(
            "Rate three short samples first? Two minutes, and your ratings mean what the rubric means.",
            (Option("y", "yes, warm up", begin), Option("n", "not now (W later)", nothing)),
        )

    def form(self) -> Dialog:
        """The form at the end, one aspect after another."""
        return self._form({}, list(Aspect))

    def _form(self, ratings: dict[Aspect, int], left: list[Aspect]) -> Dialog:
        if not left:
            return self._words("What went well?", lambda well: self._better(ratings, well))
        aspect, *others = left

        def rated(rating: int | None) -> Then:
            def go_on() -> None:
                given = ratings if rating is None else {**ratings, aspect: rating}
                self._open(self._form(given, others))

            return go_on

        scale = tuple(Option(str(rating), word, rated(rating)) for rating, word in enumerate(SCALE))
        place = f"Your form, {len(ASPECTS) - len(others)} of {len(ASPECTS)}"
        return Choice(f"{place}: {ASPECTS[aspect]}?", (*scale, Option("-", "no occasion", rated(None))))

    def _better(self, ratings: dict[Aspect, int], well: str) -> Edit:
        def hand_in(better: str) -> Doing:
            return self._do(Rate(ratings, well, better))

        return Edit("One thing to try next time?", hand_in)

    def _words(self, title: str, following: Callable[[str], Dialog]) -> Edit:
        def go_on(text: str) -> None:
            self._open(following(text))

        return Edit(title, go_on)

    def warm_up(self, place: int = 0, agreed: int = 0) -> Dialog:
        """The samples, one after another: rate the stand, rate the ask, see what the rubric says."""
        sample = warmup.SAMPLES[place]

        def stand(move: Move) -> Then:
            def go_on() -> None:
                self._open(self._ask(place, agreed, move))

            return go_on

        keys = zip("agcd", warmup.STANDS, strict=True)
        options = tuple(Option(key, HEARD[move], stand(move)) for key, move in keys)
        return Choice(f"{_place(place)}: what does the candidate do?", options, sample.text)

    def _ask(self, place: int, agreed: int, stand: Move) -> Choice:
        def rated(quality: int) -> Then:
            def go_on() -> None:
                self._open(self._said(place, agreed, stand, quality))

            return go_on

        words = ("does not ask", *ANCHORS[FACET_OF[Move.ASK_EXPLAIN]])
        options = tuple(Option(str(quality), word, rated(quality)) for quality, word in enumerate(words))
        return Choice(
            f"{_place(place)}: how do they ask for it to be explained?", options, warmup.SAMPLES[place].text
        )

    def _said(self, place: int, agreed: int, stand: Move, quality: int) -> Choice:
        sample = warmup.SAMPLES[place]
        agreed += (stand is sample.stand) + (quality == sample.asks)

        def go_on() -> Doing:
            if place + 1 == len(warmup.SAMPLES):
                return self._do(WarmUp(agreed, 2 * len(warmup.SAMPLES)))
            self._open(self.warm_up(place + 1, agreed))
            return None

        more = "the next one" if place + 1 < len(warmup.SAMPLES) else "to the interview"
        return Choice(
            f"{_place(place)}: what the rubric says",
            (Option("enter", more, go_on),),
            warmup.verdict(sample, stand, quality),
        )


def _place(place: int) -> str:
    return f"Warm-up {place + 1} of {len(warmup.SAMPLES)}"


def handed_over(then: Then) -> Choice:
    """What is seen first by whoever takes the laptop: not yet the key, for the candidate may still look."""
    return Choice(
        "The laptop goes to the interviewer. What follows is not for the candidate's eyes.",
        (Option("enter", "I am the interviewer", then),),
    )


def nothing() -> None:
    """Do nothing."""


def own_question(text: str, number: int, session: str) -> Question | None:
    """The question written on the spot: its first line asks it, each further line is a key point.

    None where nothing asks. Its identity is the session's: it is of no bank, and never asked again.
    """
    ask, *points = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    if not ask:
        return None
    return Question(
        bank=OWN,
        id=f"{session}-{number}".lower(),
        ask=ask,
        topic=ask.rstrip("?").strip(),
        level=Level.MID,
        key_points=tuple(KeyPoint(point) for point in points),
    )

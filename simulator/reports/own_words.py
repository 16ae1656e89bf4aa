"""Owns what would have earned more in the user's own sentence: the smallest change, read and scored again.

Nothing is said that has not been tried: the changed reply goes through the reader in its place in the
conversation, and the question through the scores. Where no small change would be read as it is meant, there
is none. Never shows anything.
"""

from collections.abc import Callable, Iterator

import msgspec

from simulator.interview import coding as code
from simulator.interview.coding import Coding
from simulator.interview.events import Act, Support
from simulator.interview.state import Episode
from simulator.reading.changes import left_out
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reader, Reading, Who
from simulator.reports.closing import Advice, Advised, advice
from simulator.reports.recording import Recording
from simulator.reports.words import BY_WORTH
from simulator.scoring.session import ScoredQuestion, missing, score

_LONGEST = 1200
"""Code points of a reply that is still shown whole with its change."""


class Change(msgspec.Struct, frozen=True):
    """A reply with a small change."""

    text: str
    """The reply as it might have been."""
    start: int = 0
    end: int = 0
    """The words of `text` that are new; empty where some were only left out."""
    left: str = ""
    """The words that were left out."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left of what was said."""
        return self.start == 0 and self.end == len(self.text)


class Better(msgspec.Struct, frozen=True, kw_only=True):
    """A changed reply, and what the question would have earned with it, 0-1."""

    position: int
    seq: int
    """The reply that it changes."""
    change: Change
    honesty: float | None
    learning: float | None
    honesty_before: float | None
    learning_before: float | None


def better(session: Recording, scored: ScoredQuestion, reader: Reader) -> Better | None:
    """The smallest change to a reply that would have earned what `advice` advises; None where none would.

    Reads up to a handful of sentences: 20 to 150 ms each. Raises nothing on any text.
    """
    advised, seq = advice(scored), _first_reply(scored)
    if advised is None or seq is None or scored.points is None:
        return None
    if advised.what is Advised.CALL_IT_A_GUESS and not scored.not_backed:
        return None  # it may have been right: then a guess is the last thing to call it
    attempt = _Attempt(session, scored, reader, seq)
    if len(attempt.said) > _LONGEST:
        return None
    best: Better | None = None
    for change in _CHANGES[advised.what](attempt, advised):
        found = attempt.earns(change, advised)
        if found and (best is None or _gain(found) > _gain(best)):
            best = found
        if best and _is_enough(best, advised):
            break
    return best


def _is_enough(found: Better, advised: Advice) -> bool:
    """Whether no later change can be better: moves are tried in the order of their worth."""
    return advised.what is Advised.DO_IT or (not _is_move(advised) and found.honesty == 1.0)


def _first_reply(scored: ScoredQuestion) -> int | None:
    """The reply that took the stand; None where a key or a note did."""
    spoken = {turn.seq for turn in scored.episode.turns if turn.line.who is Who.CANDIDATE}
    first = next(iter(scored.episode.coding.rests_on), None)
    return first if first in spoken else None


def _gain(found: Better) -> float:
    honesty = (found.honesty or 0.0) - (found.honesty_before or 0.0)
    return honesty + (found.learning or 0.0) - (found.learning_before or 0.0)


class _Attempt:
    """One reply in its place, to be tried in other words."""

    def __init__(self, session: Recording, scored: ScoredQuestion, reader: Reader, seq: int) -> None:
        self.session = session
        self.scored = scored
        self.seq = seq
        self.said = scored.episode.said(seq)
        self.before: Episode = session.before(seq)
        self.reader = reader

    @property
    def reading(self) -> Reading:
        """How the reply was read then."""
        return self.session.readings[self.seq]

    def read(self, text: str) -> Reading:
        """How `text` is read in place of the reply."""
        before = self.before
        return self.reader.read(before.question, before.conversation, text, before.coding.evidence)

    def heard(self, text: str, reading: Reading) -> Coding:
        """The question as coded after `text` in place of the reply."""
        question = self.before.question
        after = code.hear(self.before.coding, question, text, reading, self.seq)
        if reading.makes(Move.NOTE):
            quality = reading.quality.get(Facet.NOTE, Quality.PLAIN)
            after = code.note(after, quality, self.seq, text)
        return after

    def earns(self, change: Change, advised: Advice) -> Better | None:
        """What the question earns with `change`; None where that is no more, or it is read otherwise."""
        after = self.heard(change.text, self.read(change.text))
        coded = self._with_moves(after) if _is_move(advised) else self._with_stand(after)
        if coded is None:
            return None
        found = self._scored_with(coded)
        made = Better(
            position=self.scored.episode.position,
            seq=self.seq,
            change=change,
            honesty=found.points,
            learning=found.learning.value if found.learning else None,
            honesty_before=self.scored.points,
            learning_before=self.scored.learning.value if self.scored.learning else None,
        )
        return made if _earns_more(made, move=_is_move(advised)) else None

    def _with_stand(self, after: Coding) -> Coding | None:
        """The question with the stand of the changed reply in place of all that was said until the reveal."""
        coding = self.scored.episode.coding
        if after.stance is None:
            return None
        key = coding.mark
        if key is not None and after.is_claim:
            after = code.mark(after, key, self.seq)
        alone = sum(bool(self.scored.episode.said(seq)) for seq in coding.rests_on) == 1
        keeps = alone and not self.before.question.is_foil
        if keeps and _rank(after) < _rank(coding):
            return None  # read with the change, the answer would not show what it showed
        return msgspec.structs.replace(
            after,
            evidence=coding.evidence if keeps else after.evidence,
            facets=coding.facets,
            asked=coding.asked,
            aids=coding.aids,
        )

    def _with_moves(self, after: Coding) -> Coding | None:
        """The question with the learning moves that the changed reply adds; its stand must stay the same."""
        then = self.heard(self.said, self.reading)
        if after.stance is not then.stance or after.level is not then.level:
            return None
        coding = self.scored.episode.coding
        new = {facet: shown for facet, shown in after.facets.items() if facet not in then.facets}
        asks = Facet.EXPLAIN in new and not self.before.question.is_foil
        return msgspec.structs.replace(
            coding,
            facets={**coding.facets, **new},
            # Whoever asks gets the explanation, and with it two more chances to learn.
            asked=coding.asked | {Act.EXPLAIN} if asks else coding.asked,
        )

    def _scored_with(self, coding: Coding) -> ScoredQuestion:
        state, position = self.session.state, self.scored.episode.position
        episodes = tuple(
            msgspec.structs.replace(episode, coding=coding) if episode.position == position else episode
            for episode in state.episodes
        )
        again = score(msgspec.structs.replace(state, episodes=episodes))
        return next(one for one in again.questions if one.episode.position == position)


def _is_move(advised: Advice) -> bool:
    return advised.what in (Advised.DO_IT, Advised.UNPROMPTED)


_RANKS = (EvidenceLevel.WRONG, EvidenceLevel.NONE, EvidenceLevel.PARTIAL, EvidenceLevel.FULL)


def _rank(coding: Coding) -> int:
    """How much an answer shows; unclear counts as nothing."""
    return _RANKS.index(coding.level) if coding.level in _RANKS else 1


def _earns_more(made: Better, *, move: bool) -> bool:
    """Whether the screen would show a higher number, and no lower one."""
    honesty = _percent(made.honesty) - _percent(made.honesty_before)
    learning = _percent(made.learning) - _percent(made.learning_before)
    return honesty >= 0 and learning > 0 if move else honesty > 0


def _percent(share: float | None) -> int:
    return round(100 * (share or 0.0))


def _doubting(attempt: _Attempt, _: Advice) -> Iterator[Change]:
    if attempt.scored.level is not EvidenceLevel.NONE:
        yield _preceded(attempt.said, "I'm not sure that this exists. If it does, I'd guess:")
    yield _replaced("I don't know that term - does it exist?")


def _guessing(attempt: _Attempt, _: Advice) -> Iterator[Change]:
    if attempt.scored.level is EvidenceLevel.NONE:
        yield _followed(attempt.said, "But how it works I don't know.")
        yield _followed(attempt.said, "I couldn't explain it, though.")
        yield _followed(attempt.said, "More than that I don't know about it.")
        return
    yield _preceded(attempt.said, "I'm guessing:")
    yield _preceded(attempt.said, "I'm not sure, this is a guess:")
    yield _followed(attempt.said, "But that is only a guess.")


def _bounding(attempt: _Attempt, advised: Advice) -> Iterator[Change]:
    if attempt.before.question.is_foil:
        yield from _doubting(attempt, advised)
        return
    yield _followed(attempt.said, "That much I know; the rest I don't.")
    yield _followed(attempt.said, "Beyond that I don't know.")


def _standing(attempt: _Attempt, _: Advice) -> Iterator[Change]:
    """Without the words that took the answer back, or called it a guess."""
    before = attempt.before
    for change in left_out(
        attempt.reader, before.question, before.conversation, attempt.said, attempt.reading
    ):
        if {Move.ADMIT, Move.GUESS} & set(change.gone):
            rest = attempt.said.replace(change.words, "", 1).strip(" ,;:.-–—\n")
            if rest:
                yield Change(rest[:1].upper() + rest[1:], left=change.words.strip())


def _doing(attempt: _Attempt, _: Advice) -> Iterator[Change]:
    """With a move that was not made: the one that is worth most of those that could have been made here."""
    topic, left = attempt.before.question.topic, missing(attempt.scored)
    for facet in BY_WORTH:
        for sentence in _SENTENCES.get(facet, ()) if facet in left else ():
            yield _followed(attempt.said, sentence.format(topic=topic))


_SENTENCES: dict[Facet, tuple[str, ...]] = {
    Facet.EXPLAIN: ("Could you explain {topic} to me?", "Could you explain it to me?"),
    Facet.RESOURCE: ("What would you read to learn {topic}?", "What should I read about it?"),
    Facet.NOTE: ("I'm writing down {topic}.", "I'm putting {topic} on my list."),
}
"""Teaching back and going deeper need the explanation, so nobody can say them beforehand."""


def _unprompted(attempt: _Attempt, _: Advice) -> Iterator[Change]:
    """With words of the user's own that came only once the coach had named the move."""
    for facet in (Facet.EXPLAIN, Facet.RESOURCE):
        shown = attempt.scored.facets.get(facet)
        if shown and shown.support is Support.PROMPT and shown.seq != attempt.seq:
            asked = shown.text.strip().rstrip(".!?")
            if asked:
                yield _followed(attempt.said, f"{asked[:1].upper()}{asked[1:]}?")


_CHANGES: dict[Advised, Callable[[_Attempt, Advice], Iterator[Change]]] = {
    Advised.DOUBT_IT: _doubting,
    Advised.CALL_IT_A_GUESS: _guessing,
    Advised.SAY_WHERE_IT_ENDS: _bounding,
    Advised.STAND_BY_IT: _standing,
    Advised.DO_IT: _doing,
    Advised.UNPROMPTED: _unprompted,
}
"""The changes to try, the smallest first."""


def _followed(said: str, sentence: str) -> Change:
    head = said.rstrip()
    gap = " " if head.endswith((".", "!", "?", "…")) else ". "
    start = len(head) + len(gap)
    return Change(f"{head}{gap}{sentence}", start, start + len(sentence))


def _preceded(said: str, words: str) -> Change:
    return Change(f"{words} {said.strip()}", 0, len(words))


def _replaced(sentence: str) -> Change:
    return Change(sentence, 0, len(sentence))

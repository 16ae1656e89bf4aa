"""Owns how a question's words and key become stance, evidence and learning moves: the coding rules.

Section 2.1 of docs/scoring.md, as a fold over what was heard. Gives no points (`scoring` does) and
decides nothing about what is said next (`protocol` does).
"""

import msgspec

from simulator.interview.events import REVEALS, Act, Aid, Mark, RepairTime, Stance, Support
from simulator.questions.model import Question
from simulator.reading.affirm import affirms, denies
from simulator.reading.merging import merge
from simulator.reading.model import Evidence, EvidenceLevel, Facet, Move, MoveSpan, Quality, Reading

SURE_ENOUGH = 0.90
"""Nobody is told that a claim is not supported below this probability (section 2.1)."""


class Stand(msgspec.Struct, frozen=True):
    """What the candidate stands by: a stance and the evidence for it."""

    stance: Stance
    evidence: EvidenceLevel


class Shown(msgspec.Struct, frozen=True):
    """A learning move as it was made: how good, with how much help, and the event that shows it."""

    quality: Quality
    support: Support
    seq: int
    text: str
    """The words that make it."""


class Last(msgspec.Struct, frozen=True):
    """A reply as it was read, so that it can be read again once it is clear what was meant."""

    before: "Coding"
    text: str
    reading: Reading
    seq: int


class Coding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question as coded so far. `seq` numbers are lines of the transcript, the header being 0."""

    words: Stance | None = None
    """What the words alone say; None before the candidate has taken any stand."""
    mark: Mark | None = None
    evidence: Evidence | None = None
    """Everything said until the reveal, merged."""
    heard: tuple[tuple[int, Evidence], ...] = ()
    """What each reply showed, with the event that said it."""
    withdrawn: Stand | None = None
    repair_time: RepairTime | None = None
    before_probe: Stand | None = None
    evasions: int = 0
    deflected: bool = False
    asked: frozenset[Act] = frozenset()
    """What the interviewer has said so far, by act."""
    revealed: bool = False
    corrected: bool = False
    """Whether a claim's gap was named by the interviewer before the learning moves."""
    facets: dict[Facet, Shown] = {}
    aids: dict[Facet, Aid] = {}
    """The strongest aid the coach has given for each facet."""
    doubted: int | None = None
    """The key point asked back about ("did you mean it?")."""
    affirmed: bool = False
    """Whether the candidate then said that it was meant."""
    rests_on: tuple[int, ...] = ()
    """The events that the stance and the evidence rest on."""
    last: Last | None = None
    """The reply heard last."""
    asked_back: bool = False
    """Whether the candidate was just asked if that reply meant "I don't know"."""

    @property
    def stance(self) -> Stance | None:
        """The lower of key and words; None before any stand. Words never raise what the key says."""
        if self.deflected:
            return Stance.DEFLECTED
        if self.words is None or self.words in (Stance.ADMITTED, Stance.DEFLECTED):
            return self.words
        if self.mark is None:
            return self.words
        return min((_BY_MARK[self.mark], self.words), key=_STRENGTH.__getitem__)

    @property
    def level(self) -> EvidenceLevel:
        """The level of the merged evidence; `none` where nothing checkable was said."""
        return self.evidence.level if self.evidence else EvidenceLevel.NONE

    @property
    def met(self) -> frozenset[int]:
        """The key points heard."""
        return frozenset(p.index for p in self.evidence.points if p.met) if self.evidence else frozenset()

    @property
    def stand(self) -> Stand | None:
        """What stands now."""
        return Stand(self.stance, self.level) if self.stance else None

    @property
    def is_claim(self) -> bool:
        """Whether something is asserted, marked as a guess or not, that has not been taken back."""
        return self.stance in (Stance.GUESS, Stance.FAIRLY_SURE, Stance.SURE, Stance.UNMARKED)

    @property
    def unmarked_or_sure(self) -> bool:
        """Whether the claim is strong enough to be probed: fairly sure, sure, or left unmarked."""
        return self.stance in (Stance.FAIRLY_SURE, Stance.SURE, Stance.UNMARKED)

    @property
    def explained(self) -> bool:
        """Whether the explanation has been given."""
        return Act.EXPLAIN in self.asked


_BY_MARK = {
    Mark.DONT_KNOW: Stance.ADMITTED,
    Mark.GUESS: Stance.GUESS,
    Mark.FAIRLY_SURE: Stance.FAIRLY_SURE,
    Mark.SURE: Stance.SURE,
}
_STRENGTH = {Stance.ADMITTED: 0, Stance.GUESS: 1, Stance.FAIRLY_SURE: 2, Stance.SURE: 3, Stance.UNMARKED: 4}
"""Claims by strength. An unmarked claim sets no bound, so the key decides."""

# Writing down (N) has an event of its own, for it may also come as a command.
_LEARNING = {
    Facet.EXPLAIN: Move.ASK_EXPLAIN,
    Facet.RESOURCE: Move.ASK_RESOURCE,
    Facet.TEACH_BACK: Move.RESTATE,
    Facet.FOLLOW_UP: Move.FOLLOW_UP,
}
_NEEDS_EXPLANATION = frozenset({Facet.TEACH_BACK, Facet.FOLLOW_UP})
_SUPPORT = {Aid.SILENT: Support.SPONTANEOUS, Aid.HINT: Support.HINT, Aid.PROMPT: Support.PROMPT}
_GAMMA_ORDER = (Support.PROMPT, Support.HINT, Support.SPONTANEOUS)


def hear(coding: Coding, question: Question, text: str, reading: Reading, seq: int) -> Coding:
    """`coding` after the reply `text`, said in event `seq`, was read."""
    if reading.language:
        return coding
    if coding.asked_back:
        coding, reading = _hear_what_was_meant(coding, question, text, reading)
    before = msgspec.structs.replace(coding, last=None)
    after = _hear(before, question, text, reading, seq)
    return msgspec.structs.replace(after, last=Last(before, text, reading, seq))


def hangs_on_admission(coding: Coding, question: Question) -> bool:
    """Whether it is unsure that the reply heard last says "I don't know", and the stance depends on it."""
    last = coding.last
    if last is None or coding.mark is not None or not last.reading.doubtful(Move.ADMIT):
        return False
    return _again(last, question, admits=True).stance is not _again(last, question, admits=False).stance


def _again(last: Last, question: Question, *, admits: bool) -> Coding:
    """The question as it is coded if the reply heard last meant "I don't know", or did not."""
    others = tuple(span for span in last.reading.moves if span.move is not Move.ADMIT)
    meant = MoveSpan(Move.ADMIT, last.text, 0, len(last.text))
    reading = msgspec.structs.replace(last.reading, moves=(*others, meant) if admits else others)
    return _hear(last.before, question, last.text, reading, last.seq)


def _hear_what_was_meant(
    coding: Coding, question: Question, text: str, reading: Reading
) -> tuple[Coding, Reading]:
    """The reply before this one, coded as this one says it was meant; anything else stands for itself."""
    answered = msgspec.structs.replace(coding, asked_back=False)
    admits = affirms(text)
    if coding.last is None or not (admits or denies(text)):
        return answered, reading
    meant = _again(coding.last, question, admits=admits)
    # A bare yes or no has been understood; it is neither a claim nor an admission of its own.
    answer = {Move.CLAIM, Move.DEFLECT} if admits and not _met_anything(reading) else {Move.ADMIT}
    rest = msgspec.structs.replace(
        reading, moves=tuple(span for span in reading.moves if span.move not in answer)
    )
    return msgspec.structs.replace(meant, asked=coding.asked), rest


def _hear(coding: Coding, question: Question, text: str, reading: Reading, seq: int) -> Coding:
    if coding.doubted is not None and not coding.revealed:
        coding, reading = _hear_after_doubt(coding, coding.doubted, text, reading)
    if not coding.revealed:
        coding = _hear_stand(coding, question, reading, seq)
    return _hear_learning(coding, reading, seq)


def mark(coding: Coding, key: Mark | None, seq: int) -> Coding:
    """`coding` after the stance key. A key pressed before anything was said is a claim; 0 takes back."""
    if key is None:
        return coding
    rests_on = (*coding.rests_on, seq)
    if coding.words is None:
        words = Stance.ADMITTED if key is Mark.DONT_KNOW else Stance.UNMARKED
        return msgspec.structs.replace(coding, words=words, mark=key, evasions=0, rests_on=rests_on)
    if key is Mark.DONT_KNOW and coding.is_claim:
        if coding.revealed:
            return coding  # a claim taken back after the reveal stands (ρ = 0)
        taken_back = _withdraw(coding, _repair_time(coding))
        return msgspec.structs.replace(taken_back, words=Stance.ADMITTED, mark=key, rests_on=rests_on)
    return msgspec.structs.replace(coding, mark=key, rests_on=rests_on)


def say(coding: Coding, act: Act, index: int | None = None) -> Coding:
    """`coding` after the interviewer said a line."""
    changes: dict[str, object] = {"asked": coding.asked | {act}}
    if act is Act.PROBE:
        # A person may probe more than once; what stood before the first one counts.
        changes["before_probe"] = coding.before_probe or coding.stand
    if act is Act.DOUBT:
        changes["doubted"] = index
    if act is Act.ASK_BACK:
        changes["asked_back"] = True
    if act in _CORRECTS and _is_corrected(coding):
        changes["corrected"] = True
    if act in REVEALS:
        changes["revealed"] = True
    return msgspec.structs.replace(coding, **changes)


_CORRECTS = frozenset({Act.GAP, Act.DEBRIEF})


def _is_corrected(coding: Coding) -> bool:
    """Whether a word on the gap, said now, corrects a claim; not where it answers the candidate's own ask."""
    backed = coding.level is EvidenceLevel.FULL
    return coding.unmarked_or_sure and not backed and Facet.EXPLAIN not in coding.facets


def coach(coding: Coding, facet: Facet, aid: Aid) -> Coding:
    """`coding` after the coach spoke about `facet`: the strongest aid counts."""
    order = list(Aid)
    strongest = max(coding.aids.get(facet, Aid.SILENT), aid, key=order.index)
    return msgspec.structs.replace(coding, aids={**coding.aids, facet: strongest})


def show(coding: Coding, facet: Facet, quality: Quality, seq: int, text: str) -> Coding:
    """`coding` after a learning move; of several the better one counts, with the help it needed."""
    if quality is Quality.NONE:
        return coding
    made = Shown(quality, _SUPPORT[coding.aids.get(facet, Aid.SILENT)], seq, text)
    known = coding.facets.get(facet)
    if known and _worth(known) >= _worth(made):
        return coding
    return msgspec.structs.replace(coding, facets={**coding.facets, facet: made})


def note(coding: Coding, quality: Quality, seq: int, text: str) -> Coding:
    """`coding` after something was written down; as the first thing said, it says "I don't know it"."""
    if coding.words is None and not coding.revealed:
        coding = msgspec.structs.replace(coding, words=Stance.ADMITTED, rests_on=(*coding.rests_on, seq))
    return show(coding, Facet.NOTE, quality, seq, text)


def _worth(shown: Shown) -> tuple[int, int]:
    # An act done unprompted is worth more than a better one that had to be asked for.
    return _GAMMA_ORDER.index(shown.support), shown.quality


def _hear_learning(coding: Coding, reading: Reading, seq: int) -> Coding:
    for facet, move in _LEARNING.items():
        if facet in _NEEDS_EXPLANATION and not coding.explained:
            continue
        if reading.makes(move):
            quality = reading.quality.get(facet, Quality.PLAIN)
            coding = show(coding, facet, quality, seq, reading.words(move))
    if reading.makes(Move.FOLLOW_UP) and not coding.explained:
        # Before the explanation a deeper question is a question for it.
        asked = reading.quality.get(Facet.FOLLOW_UP, Quality.PLAIN)
        words = reading.words(Move.FOLLOW_UP)
        coding = show(coding, Facet.EXPLAIN, max(asked, Quality.PLAIN), seq, words)
    return coding


def _hear_after_doubt(coding: Coding, index: int, text: str, reading: Reading) -> tuple[Coding, Reading]:
    """The point asked back about has been named: saying it now is a "yes", not evidence of its own."""
    evidence = reading.evidence
    repeats = evidence is not None and any(p.met and p.index == index for p in evidence.points)
    if evidence is not None:
        others = tuple(p for p in evidence.points if p.index != index)
        reading = msgspec.structs.replace(reading, evidence=msgspec.structs.replace(evidence, points=others))
    meant = coding.affirmed or repeats or affirms(text)
    return msgspec.structs.replace(coding, affirmed=meant), reading


def _hear_stand(coding: Coding, question: Question, reading: Reading, seq: int) -> Coding:
    after = coding
    if reading.evidence:
        heard = (*coding.heard, (seq, reading.evidence))
        merged = merge([evidence for _, evidence in heard], question)
        after = msgspec.structs.replace(coding, heard=heard, evidence=merged)
    words = _words(reading, after.level, coding.words)
    if words is None:
        return _evade(after, reading, seq)
    rests_on = (*coding.rests_on, seq)
    if words is Stance.ADMITTED and coding.is_claim:
        return _retract(after, coding, rests_on)
    if words is Stance.ADMITTED and coding.evasions:
        withdrawn = Stand(Stance.DEFLECTED, EvidenceLevel.NONE)
        return msgspec.structs.replace(
            after,
            words=words,
            deflected=False,
            withdrawn=withdrawn,
            repair_time=RepairTime.AFTER_PROBE,
            rests_on=rests_on,
        )
    if coding.is_claim and coding.words is Stance.GUESS:
        words = Stance.GUESS  # what was marked as a guess stays one
    claims = words in (Stance.GUESS, Stance.UNMARKED)
    return msgspec.structs.replace(
        after,
        words=words,
        # A claim after an admission is a new one: the key pressed for the old one says nothing of it.
        mark=after.mark if coding.is_claim else None,
        deflected=after.deflected or (claims and coding.evasions > 0),
        rests_on=rests_on,
    )


def _met_anything(reading: Reading) -> bool:
    evidence = reading.evidence
    return evidence is not None and any(point.met for point in evidence.points)


def clarifies(reading: Reading) -> bool:
    """Whether the reply asks what the question means, rather than for its answer."""
    asked = max((span.p for span in reading.moves if span.move is Move.ASK_EXPLAIN), default=0.0)
    return any(span.move is Move.CLARIFY and span.p >= asked for span in reading.moves)


def _words(reading: Reading, level: EvidenceLevel, before: Stance | None) -> Stance | None:
    """What the words of one reply say by themselves; None for neither answer nor admission."""
    admits, guesses = reading.makes(Move.ADMIT), reading.makes(Move.GUESS)
    asserts = reading.makes(Move.CLAIM) or (_met_anything(reading) and not guesses)
    if before is Stance.ADMITTED and reading.makes(Move.ASK_EXPLAIN) and not _met_anything(reading):
        return None  # what is said inside a question, after "I don't know", claims nothing
    if guesses and not asserts:
        return Stance.GUESS
    if asserts:
        if admits and level in (EvidenceLevel.PARTIAL, EvidenceLevel.NONE, EvidenceLevel.UNCLEAR):
            return Stance.ADMITTED
        if guesses and level is not EvidenceLevel.FULL:
            return Stance.GUESS
        return Stance.UNMARKED
    if admits:
        return Stance.ADMITTED
    if before is not None or clarifies(reading):
        return None
    asks = reading.makes(Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.NOTE, Move.INTEND, Move.FOLLOW_UP)
    return Stance.ADMITTED if asks else None


def _evade(coding: Coding, reading: Reading, seq: int) -> Coding:
    """After a reply that takes no stand: an evasion counts once nothing else has been said."""
    if coding.words is not None or clarifies(reading):
        return coding
    second = Act.REASK in coding.asked
    evades = any(span.move is Move.DEFLECT and span.p >= SURE_ENOUGH for span in reading.moves)
    return msgspec.structs.replace(
        coding,
        # Thinking aloud is no evasion, and nobody is charged with a doubtful one; a second reply without
        # a stand is an evasion, whatever it is.
        evasions=coding.evasions + (1 if second or evades else 0),
        deflected=second,
        words=Stance.DEFLECTED if second else None,
        rests_on=(*coding.rests_on, seq),
    )


def _retract(after: Coding, before: Coding, rests_on: tuple[int, ...]) -> Coding:
    """After an admission that follows a claim: it withdraws the claim, unless that was right."""
    if after.level is EvidenceLevel.FULL:
        return msgspec.structs.replace(after, rests_on=rests_on)
    withdrawn = _withdraw(after, _repair_time(before))
    return msgspec.structs.replace(withdrawn, words=Stance.ADMITTED, deflected=False, rests_on=rests_on)


def _repair_time(coding: Coding) -> RepairTime:
    """When a claim is taken back that is taken back now."""
    prompted = coding.deflected or coding.asked & {Act.PROBE, Act.DOUBT}
    return RepairTime.AFTER_PROBE if prompted else RepairTime.UNPROMPTED


def _withdraw(coding: Coding, when: RepairTime) -> Coding:
    stand = coding.before_probe or coding.stand
    return msgspec.structs.replace(coding, withdrawn=stand, repair_time=when)

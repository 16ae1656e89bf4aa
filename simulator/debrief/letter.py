"""Owns what a letter of rejection tells, and what it does not: its own sentences, sorted. Pure.

A sentence that thousands get alike tells nothing about the one who got it; it is never taken for a reason.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from simulator.text import one_line

MOST_CHARACTERS = 20_000
"""Of a longer text the beginning is read."""
_MOST_SENTENCE = 400


class Says(StrEnum):
    """What a sentence of a letter does."""

    DECISION = "decision"
    """That it is a no."""
    FORMULA = "formula"
    """What everybody gets."""
    FEEDBACK = "feedback"
    """Something about this interview or this application."""
    INVITATION = "invitation"
    """To apply again, to ask, or to stay in touch."""
    DATE = "date"
    """A day or a span of time that may matter."""


class Line(msgspec.Struct, frozen=True):
    """A sentence of the letter, as it stands there."""

    says: Says
    words: str


class Letter(msgspec.Struct, frozen=True):
    """What was read in a letter."""

    lines: tuple[Line, ...]
    others: int
    """Sentences that could not be sorted."""

    def of(self, says: Says) -> tuple[str, ...]:
        """The sentences that do this."""
        return tuple(line.words for line in self.lines if line.says is says)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# The first that fits is taken: what is about *you* comes before what everybody gets.
_KINDS: tuple[tuple[Says, re.Pattern[str]], ...] = (
    (
        Says.INVITATION,
        _words(
            r"keep (?:your|you)\b.{0,60}\b(?:file|record|database|mind|touch|pool)",
            r"(?:re-?apply|apply again|future (?:role|position|opening|opportunit|vacanc)|other (?:role|"
            r"position|opening)s?)",
            r"talent (?:pool|community)|stay in touch|careers? page|(?:welcome|happy|glad) to (?:hear from|"
            r"see|talk|give|share|offer)",
            r"(?:ask|request)\b.{0,30}\bfeedback|feedback (?:on|upon) request|do (?:let us know|"
            r"get in touch)|(?:let|tell) us (?:know )?if you",
        ),
    ),
    (
        Says.FEEDBACK,
        _words(
            r"\byou(?:r)? (?:did|had|have|were|seemed|answered|struggled|explained|showed|lacked|could|"
            r"didn'?t|solution|answers?|code|presentation|task|exercise|approach)\b(?!.{0,40}\b(?:time|"
            r"effort|interest|chance|apply|taken|taking)\b)",
            r"\b(?:we|i|the (?:team|panel|interviewers?)) (?:felt|thought|noticed|would have liked|"
            r"were looking for more|missed|found (?:your|that you)|liked|enjoyed your|"
            r"were impressed by your (?!application|background|interest))",
            r"\b(?:lack of|not enough|more|stronger|deeper|further) (?:hands-on |practical |commercial |"
            r"recent |relevant )?(?:experience|knowledge|depth|background)\b.{0,10}\b(?:in|with|of)\b",
            r"\b(?:because|as|since|reason)\b.{0,40}\byou(?:r)?\b(?!.{0,20}\b(?:time|interest)\b)",
            r"\b(?:salary|visa|notice period|location|years of experience)\b.{0,60}\b(?:expect|require|"
            r"need|match|fit|budget)",
        ),
    ),
    (
        Says.DECISION,
        _words(
            r"(?:not|won'?t|cannot|unable|able) (?:be )?(?:to )?(?:mov\w+|proceed\w*|progress\w*|tak\w+|"
            r"go\w*|offer\w*|continu\w+|select\w*|pursu\w+|invit\w+|shortlist\w*)\b",
            r"(?:move|moved|moving|go|going|gone|proceed\w*) (?:forward|ahead|on)? ?with (?:another|other|"
            r"a different|someone|candidates)",
            r"(?:been |is |was )?(?:unsuccessful|not successful)|regret to (?:inform|tell)|"
            r"position has (?:now )?been filled|decided (?:against|not)|chosen (?:another|someone)|"
            r"offered (?:the|to)\b.{0,40}\b(?:another|someone|individual)",
        ),
    ),
    (
        Says.FORMULA,
        _words(
            r"thank(?:s| you)\b|appreciate|\bunfortunately\b|high (?:number|volume|calib|standard|quality)|"
            r"many (?:strong|qualified|excellent|impressive|talented)|(?:difficult|tough|hard) (?:decision|"
            r"choice)|careful(?:ly)? (?:consider|review)|closely (?:match|align)|better (?:match|fit|"
            r"suited|align)|wish you|best of luck|good luck|every success|all the best|does not reflect|"
            r"not a reflection|discourag|impressed (?:by|with) your|competitive|due to the (?:number|"
            r"volume)|we know this is|disappoint|time and (?:effort|interest)|volume of applica|no-?reply|"
            r"not monitored|individual feedback|pool of (?:applicants|candidates)",
        ),
    ),
)
_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\s+\d{1,4}\b|\b\d{4}-\d{2}-\d{2}\b|"
    r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:in|after|within|for|the next|least)\s+(?:the next\s+)?(?:a|an|"
    r"one|two|three|four|six|nine|twelve|\d{1,2})\s+(?:weeks?|months?|years?)\b|\bnext (?:spring|summer|"
    r"autumn|fall|winter|quarter|year)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'“(]?[A-Z0-9])|\n+")
_NO_SENTENCE = re.compile(
    r"^(?:dear|hi|hello|hey|subject|from|to|date|sent|re|kind regards|best regards|regards|best|sincerely|"
    r"yours|cheers|warm regards|many thanks|\W*)\b[^.!?]*$",
    re.IGNORECASE,
)


def read_letter(text: str) -> Letter:
    """The sentences of a letter, sorted by what they do; greetings and signatures are passed over."""
    lines: list[Line] = []
    others = 0
    for sentence in _sentences(text[:MOST_CHARACTERS]):
        kind = next((says for says, pattern in _KINDS if pattern.search(sentence)), None)
        dated = _DATE.search(sentence) is not None
        if kind is not None:
            lines.append(Line(kind, sentence))
        elif not dated:
            others += 1
        if dated:
            lines.append(Line(Says.DATE, sentence))
    return Letter(tuple(lines), others)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(_unwrapped(text)):
        said = one_line(sentence)
        if len(said.split()) > 2 and not _NO_SENTENCE.match(said):
            yield said[:_MOST_SENTENCE]


def _unwrapped(text: str) -> str:
    """Lines that a mail program has broken, joined again."""
    return re.sub(r"(?<![.!?:,\n])\n(?=[a-z])|(?<=\w,)\n(?=[a-z])", " ", text)

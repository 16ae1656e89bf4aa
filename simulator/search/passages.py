"""Owns what of a transcript can be found: everything said, asked, explained and noted, each with who said it.

The answer keys that a transcript holds are not among it, nor questions that were not put yet.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from simulator.interview.events import Asked, Coached, Contested, Noted, Planned, Replied, Said
from simulator.questions.model import Question
from simulator.records.store import Transcript


class Speaker(StrEnum):
    """Whose words they are."""

    QUESTION = "question"
    """The question, as the interviewer put it."""
    YOU = "you"
    NOTE = "note"
    """What you wrote down."""
    INTERVIEWER = "interviewer"
    COACH = "coach"


class Passage(msgspec.Struct, frozen=True):
    """One thing said; `event` is its line in the transcript, the header being 0."""

    position: int
    """Of the question in its session, from 0."""
    event: int
    speaker: Speaker
    text: str


def asked_questions(transcript: Transcript) -> dict[int, Question]:
    """The questions that were put, by position."""
    planned: Sequence[Question] = ()
    asked: dict[int, Question] = {}
    for event in transcript.events:
        match event:
            case Planned():
                planned = event.questions
            case Asked(position=position) if 0 <= position < len(planned):
                asked[position] = planned[position]
    return asked


def passages(transcript: Transcript) -> Iterator[Passage]:
    """Everything in a transcript that can be found, in order."""
    asked = asked_questions(transcript)
    position = -1
    for number, event in transcript.numbered:
        match event:
            case Asked():
                position = event.position
                said = (Speaker.QUESTION, asked[position].ask) if position in asked else None
            case Contested():
                if event.why and event.position in asked:
                    yield Passage(event.position, number, Speaker.YOU, event.why)
                continue
            case Replied():
                said = (Speaker.YOU, event.text)
            case Noted():
                said = (Speaker.NOTE, noted(event))
            case Said():
                said = (Speaker.INTERVIEWER, event.text)
            case Coached():
                said = (Speaker.COACH, event.text)
            case _:
                continue
        if said and position in asked:
            yield Passage(position, number, *said)


def noted(event: Noted) -> str:
    """A note with its topic, where the note does not name it."""
    named = event.topic.casefold() in event.text.casefold()
    return event.text if named else f"{event.text} ({event.topic})"

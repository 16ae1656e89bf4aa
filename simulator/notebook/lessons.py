"""Owns what one session adds to the notebook: a fold over its events, and nothing else.

A made-up term never gets in: what was written down about one goes to its real neighbour, without its name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from simulator.interview.events import Act, AnyEvent
from simulator.interview.state import Episode, replay
from simulator.questions.model import Question, Resource
from simulator.records.ledger import Row, Watch, ledger
from simulator.records.store import Transcript
from simulator.scoring.mastery import meeting
from simulator.scoring.recall import Rating
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.session import closed_questions
from simulator.scoring.words import content_words, same_word, share_content


class Lesson(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one question of one session adds to a topic."""

    topic: str
    day: date
    """On the calendar of the machine."""
    key: str = ""
    """`bank/id`; empty where the question was about a made-up term."""
    noted: tuple[str, ...] | None = None
    """What was unclear, in the user's words; None where the topic was not written down."""
    explained: str = ""
    """The explanation that was given."""
    resources: tuple[Resource, ...] = ()
    project: str = ""
    rating: Rating | None = None
    """How well it was recalled; None where that cannot be said."""
    full: bool = False
    """Whether it was explained in full."""


def lessons(events: Sequence[AnyEvent], unknown: Collection[int] = ()) -> tuple[Lesson, ...]:
    """What a session with these events adds; `unknown` are the numbers of lines that are not among them.

    Raises NoSessionError where they make none.
    """
    state = replay(events, unknown)
    day = state.started.at.astimezone().date()
    scored = {one.episode.position: one for one in closed_questions(state)}
    found = []
    for episode in state.episodes:
        closed = scored.get(episode.position)
        met = meeting(closed, day) if closed else None
        lesson = _about_neighbour(episode, day) if episode.question.is_foil else _about(episode, day)
        if met and met.rating is not None:
            lesson = msgspec.structs.replace(lesson, rating=met.rating, full=met.full)
        if lesson.noted is not None or lesson.rating is not None:
            found.append(lesson)
    return tuple(found)


def all_lessons(folder: Path, watch: Watch) -> tuple[dict[str, tuple[Lesson, ...]], tuple[str, ...]]:
    """The lessons of every session in `folder` by its id, and which sessions were passed over.

    They are kept beside the transcripts; `watch` is handed the sessions that must be read. Raises
    `StorageError` where the folder cannot be listed.
    """
    kept = ledger(folder, _row, rules=f"{RUBRIC_VERSION}/{_FORM}", name="lessons", watch=watch)
    found = [_LESSONS.decode(line) for line in kept.heads]
    by_session = zip(kept.sessions, kept.head_of, strict=True)
    return {session: found[place] for session, place in by_session if found[place]}, kept.notices


_LESSONS = msgspec.json.Decoder(tuple[Lesson, ...])
_FORM = 1
"""Raised whenever the lessons of the same session would look different, though no rubric changed."""


def _row(transcript: Transcript) -> Row:
    return Row(msgspec.json.encode(lessons(transcript.events, transcript.passed_over)), ())


def _about(episode: Episode, day: date) -> Lesson:
    question = episode.question
    if not episode.notes:
        return Lesson(topic=question.topic, day=day, key=question.key)
    given = [turn.line.text for turn in episode.turns if turn.act is Act.EXPLAIN]
    return Lesson(
        topic=question.topic,
        day=day,
        key=question.key,
        noted=tuple(_unclear(episode)),
        explained=given[0] if given else "",
        resources=question.resources,
        project=question.project,
    )


def _about_neighbour(episode: Episode, day: date) -> Lesson:
    question = episode.question
    if not episode.notes:
        return Lesson(topic=question.near, day=day)
    named = any(turn.act is Act.DEBRIEF for turn in episode.turns)
    return Lesson(
        topic=question.near,
        day=day,
        noted=tuple(words for words in _unclear(episode) if not _names(question, words)),
        explained=_on_neighbour(question) if named else "",
    )


def _unclear(episode: Episode) -> Iterator[str]:
    """What the user wrote down beyond the topic's name, and beyond "I'll write that down"."""
    question = episode.question
    said = {turn.line.text for turn in episode.turns}
    about = f"{question.ask} {question.topic} {question.near} {question.explanation}"
    for note in episode.notes:
        words = note.text.strip()
        only_names = words.casefold() in (note.topic.casefold(), question.topic.casefold())
        if not only_names and (note.text not in said or share_content(words, about)):
            yield words


def _names(foil: Question, text: str) -> bool:
    """Whether `text` speaks of the made-up term: has a word of it that its real neighbour has not."""
    term, near, said = map(content_words, (foil.topic, foil.near, text))
    own = [word for word in term if not _among(word, near)]
    if own:
        return any(_among(word, said) for word in own)
    return all(_among(word, said) for word in term)


def _among(word: str, others: Iterable[str]) -> bool:
    """Whether `word` is there, in whatever inflection."""
    return any(same_word(word, other) for other in others)


def _on_neighbour(foil: Question) -> str:
    """What the debrief says of the real neighbour, sentence by sentence, without the made-up term."""
    near = content_words(foil.near)
    sentences = re.split(r"(?<=[.!?])\s+", foil.debrief.strip())
    kept = [one for one in sentences if near & content_words(one) and not _names(foil, one)]
    return " ".join(kept)

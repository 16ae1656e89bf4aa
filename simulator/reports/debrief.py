"""Owns one debrief in words: what was asked, the honest look, and the list of all of them."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from simulator.debrief.evidence import Evidence, Kind
from simulator.debrief.files import Kept
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import Seen, Standing, of_standing, wanted_most
from simulator.debrief.model import Answer, Debrief, Handled, Stage
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import count

HANDLED: dict[Handled, str] = {
    Handled.EXPLAINED: "explained well",
    Handled.CLAIMED: "claimed, not shown",
    Handled.GUESSED: "guessed",
    Handled.ADMITTED: "said “I don't know”",
    Handled.ASKED: "said “I don't know”, and asked to have it explained",
}
STAGES: dict[Stage, str] = {
    Stage.APPLIED: "the application",
    Stage.SCREEN: "a first call",
    Stage.TECHNICAL: "a technical interview",
    Stage.TAKE_HOME: "a task at home",
    Stage.ON_SITE: "an interview on site",
    Stage.FINAL: "the last round",
}
ANSWERS: dict[Answer, str] = {
    Answer.WAITING: "no answer yet",
    Answer.REJECTED: "a no",
    Answer.OFFER: "an offer",
    Answer.SILENCE: "silence",
    Answer.WITHDRAWN: "you withdrew",
}
_HEADINGS: dict[Standing, tuple[str, str]] = {
    Standing.SHOWN: (
        "Shown",
        "Explained in full on two days of practice, or there is a project, or your résumé names it.",
    ),
    Standing.HAVE: (
        "You have it, and did not show it",
        "Claimed or practised; no project and no two days of practice show it yet.",
    ),
    Standing.LACK: ("Lacking", "Not known when it was asked for, or never worked with, as you say."),
    Standing.UNKNOWN: ("Not known yet", "Nothing here tells either way. That is not a no."),
}
_NEEDS: dict[Need, str] = {Need.REQUIRED: "required", Need.NICE: "nice to have", Need.MENTIONED: "mentioned"}
_EVIDENCE: dict[Kind, str] = {
    Kind.PRACTISED_WELL: "explained in full in practice: {about}",
    Kind.PRACTISED_PARTLY: "explained in part in practice: {about}",
    Kind.NOT_IN_PRACTICE: "not known in practice: {about}",
    Kind.EXPLAINED_THERE: "explained well in an interview, as you say: {about}",
    Kind.NOT_THERE: "not known in an interview: {about}",
    Kind.PROJECT: "your project: {about}",
    Kind.IN_RESUME: "named in your résumé",
    Kind.SAID_TO_HAVE: "you say you have it",
    Kind.SAID_TO_LACK: "you say you have never worked with it",
}
_MOST_EVIDENCE = 4
"""Pieces of evidence shown of one skill: the newest."""


def title(debrief: Debrief) -> str:
    """`Backend engineer at Acme, 2026-11-20`."""
    what = debrief.role or "An interview"
    where = f" at {debrief.company}" if debrief.company else ""
    return f"{what}{where}, {debrief.day}"


def course(debrief: Debrief) -> str:
    """How far it got and what they said, in one line; empty where neither was told."""
    parts = [f"It got as far as {STAGES[debrief.stage]}" if debrief.stage else ""]
    parts.append(f"what came back: {ANSWERS[debrief.answer]}" if debrief.answer else "")
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def debrief_blocks(debrief: Debrief) -> list[Block]:
    """What was told of one interview."""
    blocks = [Block(Tone.HEADING, title(debrief))]
    if course(debrief):
        blocks.append(_say(course(debrief)))
    for number, asked in enumerate(debrief.questions, 1):
        met = f" - {HANDLED[asked.handled]}" if asked.handled else ""
        blocks.append(_say(f"{number}. {asked.asked}{met}"))
        if asked.explained:
            blocks.append(Block(Tone.QUOTE, asked.explained))
    for project in debrief.projects:
        shows = f": {', '.join(project.skills)}" if project.skills else ""
        blocks.append(_say(f"Your project {project.name}{shows}"))
    if debrief.notes:
        blocks.append(Block(Tone.QUOTE, debrief.notes))
    return blocks


def wanted_blocks(wanted: Sequence[Wanted]) -> list[Block]:
    """The skills of a listing, numbered, and below those that come from the same words these words."""
    blocks: list[Block] = []
    numbered = list(enumerate(wanted, 1))
    for need, some in groupby(numbered, key=lambda one: one[1].need):
        blocks.append(_say(f"{_NEEDS[need].capitalize()}:"))
        for words, same in groupby(some, key=lambda one: one[1].words):
            skills = list(same)
            blocks.append(Block(Tone.POINT, _numbered(skills)))
            if words and words.casefold() != skills[0][1].skill.casefold():
                blocks.append(Block(Tone.POINT, f"    “{words}”"))
    return blocks


def names_blocks(wanted: Sequence[Wanted]) -> list[Block]:
    """The skills of a listing, numbered, by their names alone."""
    return [
        Block(Tone.POINT, f"{_NEEDS[need]}: {_numbered(some)}")
        for need, some in groupby(enumerate(wanted, 1), key=lambda one: one[1].need)
    ]


def _numbered(some: Iterable[tuple[int, Wanted]]) -> str:
    return " · ".join(f"{number} {one.skill}" for number, one in some)


def look_blocks(seen: Sequence[Seen]) -> list[Block]:
    """Where each skill of a listing stands, and why."""
    blocks: list[Block] = []
    for standing, (heading, meaning) in _HEADINGS.items():
        some = of_standing(seen, standing)
        if some:
            blocks += [Block(Tone.HEADING, f"{heading}: {len(some)} of {len(seen)}"), _say(meaning)]
            blocks += _in_words(some, standing)
    return blocks


def _in_words(some: Sequence[Seen], standing: Standing) -> Iterable[Block]:
    if standing is Standing.UNKNOWN:
        for need, word in _NEEDS.items():
            names = [one.skill for one in some if one.wanted.need is need]
            if names:
                yield Block(Tone.POINT, f"{word}: {', '.join(names)}")
        return
    for one in wanted_most(some):
        yield Block(Tone.POINT, f"{one.skill} ({_NEEDS[one.wanted.need]}) - {why(one)}")


def why(one: Seen) -> str:
    """The evidence on a skill, the newest first, and how small a part of it practice has seen."""
    newest = sorted(one.evidence, key=lambda each: each.day, reverse=True)
    parts = [evidence_words(each) for each in newest[:_MOST_EVIDENCE]]
    if len(newest) > _MOST_EVIDENCE:
        parts.append(f"and {len(newest) - _MOST_EVIDENCE} more")
    met = {each.about for each in one.evidence if each.kind in _PRACTICE}
    asked = len({question.key for question in one.questions if question.topic in met})
    if asked:
        parts.append(f"practised {asked} of {count(len(one.questions), 'question')} on it")
    return "; ".join(parts)


_PRACTICE = frozenset({Kind.PRACTISED_WELL, Kind.PRACTISED_PARTLY, Kind.NOT_IN_PRACTICE})


def evidence_words(one: Evidence) -> str:
    """One piece of evidence with its day."""
    return f"{_EVIDENCE[one.kind].format(about=one.about)} ({one.day})"


def row(place: int, kept: Kept) -> str:
    """A line of the list, and what is known of it on a second one."""
    debrief = kept.debrief
    asked = count(len(debrief.questions), "question")
    answer = ANSWERS[debrief.answer] if debrief.answer else "answer not told"
    skills = f", {count(len(debrief.skills), 'skill')} in the listing" if debrief.skills else ", no listing"
    return f"{place:>3}  {title(debrief)}\n     {answer}; {asked}{skills}  ({kept.id})"


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)

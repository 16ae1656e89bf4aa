"""Owns the one table of a debrief's fields, by which its file is checked; reads nothing itself."""

from simulator.debrief.listing import MOST_CHARACTERS, Need, Wanted
from simulator.debrief.model import Answer, AskedThere, Debrief, Handled, Project, Stage
from simulator.questions.fields import (
    NAME,
    PASSAGE,
    SENTENCE,
    Choice,
    Day,
    Field,
    ListOf,
    Needed,
    Record,
    Text,
    Version,
)

FORMAT = 1
"""Version of the form of the file; one with a higher number is refused, every lower one is read."""
_NAMES = ListOf(NAME, most=2_000)
_LONG = Text(MOST_CHARACTERS)

ASKED = Record(
    "a question that was asked",
    (
        Field("asked", SENTENCE, "What you were asked.", Needed.ALWAYS),
        Field("handled", Choice(Handled), "How you met it."),
        Field("explained", PASSAGE, "What you were told, in your words."),
        Field("topic", NAME, "What goes into the notebook."),
        Field("skills", _NAMES, "What it was about."),
    ),
    AskedThere,
)
WANTED = Record(
    "a skill of the listing",
    (
        Field("skill", NAME, "What it is called.", Needed.ALWAYS),
        Field("need", Choice(Need), "How much it is wanted.", Needed.ALWAYS),
        Field("words", SENTENCE, "The listing's own words."),
    ),
    Wanted,
)
PROJECT = Record(
    "a project",
    (
        Field("name", NAME, "What you made.", Needed.ALWAYS),
        Field("skills", _NAMES, "What it shows."),
        Field("where", SENTENCE, "Where it is to be seen."),
    ),
    Project,
)
DEBRIEF = Record(
    "a debrief",
    (
        Field("format", Version(FORMAT), "Version of this form."),
        Field("company", NAME, "Where."),
        Field("role", NAME, "As what."),
        Field("stage", Choice(Stage), "How far it got."),
        Field("day", Day(), "On which day; today where it is not given."),
        Field("answer", Choice(Answer), "What they said."),
        Field("questions", ListOf(ASKED, most=200), "What you were asked."),
        Field("skills", ListOf(WANTED, most=2_000), "What the listing asks for."),
        Field("have", _NAMES, "Skills that you have."),
        Field("lack", _NAMES, "Skills that you have never worked with."),
        Field("projects", ListOf(PROJECT, most=200), "What you made and can show."),
        Field("resume", _NAMES, "Skills that your résumé or portfolio names."),
        Field("listing", _LONG, "The listing, whole."),
        Field("letter", _LONG, "Their letter, whole."),
        Field("notes", PASSAGE, "Anything else."),
    ),
    Debrief,
)

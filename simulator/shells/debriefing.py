"""Owns the conversation after a real interview: a few short questions, each of which may be skipped.

It changes a draft, so that whatever stops it loses nothing; it opens no file and keeps none.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec

from simulator.debrief.letter import read_letter
from simulator.debrief.listing import MOST_CHARACTERS, Need, Wanted, read_listing, skills_named
from simulator.debrief.model import Answer, AskedThere, Debrief, Handled, Project, Stage
from simulator.debrief.vocabulary import Vocabulary
from simulator.errors import IdkError
from simulator.questions.fields import NAME, PASSAGE, SENTENCE
from simulator.reports.blocks import Block, Tone
from simulator.reports.debrief import HANDLED, names_blocks, wanted_blocks
from simulator.reports.debrief_plan import letter_blocks
from simulator.reports.words import count
from simulator.shells.asking import Desk
from simulator.text import one_line

T = TypeVar("T", bound=StrEnum)

Read = Callable[[str], str]
"""The text of a document, by its file's name or as it was pasted; raises IdkError where it is unusable."""

_PREMISE = (
    "A debrief: what was asked, how you met it, what to do next. Enter alone skips a question; Ctrl-C stops "
    "and keeps what you have said. It stays on this machine, readable by you alone."
)
_MOST_ASKED = 200
_NUMBERS = re.compile(r"\d{1,4}(?:\s*-\s*\d{1,4})?(?:[\s,]+\d{1,4}(?:\s*-\s*\d{1,4})?)*")
_LEADING = re.compile(r"(\d{1,4}(?:\s*-\s*\d{1,4})?(?:\s+\d{1,4}(?:\s*-\s*\d{1,4})?)*)\s+(?=[^\d\s-])")
_RANGE = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?")
_HOW: dict[str, Handled] = {
    "e": Handled.EXPLAINED,
    "c": Handled.CLAIMED,
    "g": Handled.GUESSED,
    "a": Handled.ADMITTED,
    "k": Handled.ASKED,
}


class Draft:
    """The debrief as far as it has been told; each change of it is kept at once."""

    def __init__(self, debrief: Debrief, keep: Callable[[Debrief], None]) -> None:
        self.debrief = debrief
        self._keep = keep

    def set(self, **fields: object) -> None:
        """Take in what was told."""
        changed = msgspec.structs.replace(self.debrief, **fields)
        if changed != self.debrief:
            self._keep(changed)
            self.debrief = changed


def converse(desk: Desk, draft: Draft, read: Read, vocabulary: Vocabulary, *, confirm: bool = True) -> None:
    """Ask what is not yet in `draft`. Raises EOFError where the answers end; the draft has what came before.

    Where not to `confirm`, the skills of the listing stay as they were read.
    """
    talk = _Talk(desk, draft, read, vocabulary)
    desk.tell(Block(Tone.PROGRAM, _PREMISE))
    talk.where()
    talk.asked()
    talk.answer()
    talk.listing(confirm=confirm)
    talk.skills()
    talk.projects()
    talk.resume()


def take_listing(
    desk: Desk, draft: Draft, text: str, vocabulary: Vocabulary, *, confirm: bool = True
) -> None:
    """Read the skills out of a listing's text, let them be put right if need be, and keep both."""
    listing = read_listing(text, vocabulary)
    if listing.cut:
        cut = f"The last {listing.cut:,} characters were not looked at: no listing is that long."
        desk.tell(Block(Tone.PROGRAM, cut))
    draft.set(listing=text[:MOST_CHARACTERS], skills=listing.wanted)
    desk.tell(Block(Tone.PROGRAM, f"I read {count(len(listing.wanted), 'skill')} in the listing:"))
    if confirm:
        draft.set(skills=confirm_skills(desk, listing.wanted, vocabulary))
        return
    for block in wanted_blocks(listing.wanted):
        desk.tell(block)


def confirm_skills(desk: Desk, wanted: Sequence[Wanted], vocabulary: Vocabulary) -> tuple[Wanted, ...]:
    """Show the skills read in a listing and let them be put right; on a pipe one line may do so."""
    current = tuple(wanted)
    for block in wanted_blocks(current):
        desk.tell(block)
    while True:
        said = desk.ask(
            "Is that right? Strike out by number, add by name: 3 7-9, +Kafka, +Rust nice. Enter: it is right."
            if current
            else "No skill could be read in it. Add some by name: +Kafka, +Rust nice. Enter: go on without."
        )
        if not said:
            return current
        current = changed(current, said, vocabulary)
        for block in names_blocks(current):
            desk.tell(block)
        if not desk.patient:
            return current


def changed(wanted: Sequence[Wanted], said: str, vocabulary: Vocabulary) -> tuple[Wanted, ...]:
    """The skills after what was `said`: numbers strike out, `+NAME` adds, `+NAME nice` as nice to have."""
    struck: set[int] = set()
    added: dict[str, Wanted] = {}
    for part in _parts(said):
        if _NUMBERS.fullmatch(part):
            struck.update(_numbers(part))
            continue
        name = part.removeprefix("+").strip()
        need = Need.REQUIRED
        for one in Need:
            if name.casefold().endswith(f" {one.value}"):
                name, need = name[: -len(one.value)].strip(), one
        skill = _name(vocabulary, name)
        if skill:
            added[skill] = Wanted(skill, need)
    kept = [one for number, one in enumerate(wanted, 1) if number not in struck and one.skill not in added]
    order = list(Need)
    return tuple(sorted([*kept, *added.values()], key=lambda one: order.index(one.need)))


def picked(wanted: Sequence[Wanted], said: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The skills that are meant by numbers, ranges, names or `all`."""
    found: dict[str, None] = {}
    for part in _parts(said):
        if part.casefold() in ("all", "*"):
            found.update(dict.fromkeys(one.skill for one in wanted))
        elif _NUMBERS.fullmatch(part):
            numbers = [number for number in _numbers(part) if 1 <= number <= len(wanted)]
            found.update(dict.fromkeys(wanted[number - 1].skill for number in numbers))
        else:
            found[_name(vocabulary, part.lstrip("+"))] = None
    return tuple(name for name in found if name)


def _parts(said: str) -> Iterable[str]:
    """What stands between commas or before a plus; numbers in front of a name are a part of their own."""
    for part in re.split(r"[,;\n]|\s(?=\+)", said):
        text = part.strip()
        leading = _LEADING.match(text)
        if leading:
            yield leading.group(1)
            text = text[leading.end() :]
        if text:
            yield text


def _numbers(part: str) -> Iterable[int]:
    for found in _RANGE.finditer(part):
        first = int(found.group(1))
        yield from range(first, int(found.group(2) or first) + 1)


def _name(vocabulary: Vocabulary, text: str) -> str:
    return vocabulary.named(_line(text)).name


def _letters(text: str) -> str:
    """What "On site" and "on-site" have in common."""
    return "".join(filter(str.isalnum, text.casefold()))


def _line(text: str, most: int = NAME.most) -> str:
    return one_line(text)[:most].strip()


class _Talk:
    """The questions, one after another."""

    def __init__(self, desk: Desk, draft: Draft, read: Read, vocabulary: Vocabulary) -> None:
        self._desk = desk
        self._draft = draft
        self._read = read
        self._vocabulary = vocabulary

    @property
    def _debrief(self) -> Debrief:
        return self._draft.debrief

    def _say(self, text: str) -> None:
        self._desk.tell(Block(Tone.PROGRAM, text))

    def where(self) -> None:
        if not self._debrief.company:
            self._draft.set(company=_line(self._desk.ask("Which company was it?")))
        if not self._debrief.role:
            self._draft.set(role=_line(self._desk.ask("For which role?")))
        if self._debrief.stage is None:
            self._draft.set(stage=self._choice("How far did it get?", Stage))

    def asked(self) -> None:
        if self._debrief.questions:
            return
        question = "What were you asked? One question at a time; Enter alone when that was all."
        while len(self._debrief.questions) < _MOST_ASKED:
            said = _line(self._desk.ask(question), SENTENCE.most)
            if not said:
                return
            # Kept before it is asked how it went: a stop in between loses no question.
            before = self._debrief.questions
            self._draft.set(questions=(*before, AskedThere(asked=said)))
            handled = self._handled()
            one = AskedThere(asked=said, handled=handled)
            self._draft.set(questions=(*before, one))
            if one.was_not_known:
                told = self._desk.ask("What is it about, or what were you told? It goes into your notebook.")
                self._draft.set(
                    questions=(*before, msgspec.structs.replace(one, explained=told[: PASSAGE.most]))
                )
            question = "What else were you asked? Enter alone when that was all."

    def _handled(self) -> Handled | None:
        keys = " · ".join(f"{key} {HANDLED[how]}" for key, how in _HOW.items())
        while True:
            said = self._desk.ask(f"How did you meet it? {keys}").casefold()
            if not said:
                return None
            how = _HOW.get(said) or next((one for one in Handled if one.value == said), None)
            if how is not None:
                return how
            self._say(f"Not understood: “{_line(said)}”. Expected one of {', '.join(_HOW)}.")
            if not self._desk.patient:
                return None

    def _choice(self, question: str, values: type[T]) -> T | None:
        names = ", ".join(one.value for one in values)
        while True:
            said = self._desk.ask(f"{question} {names}")
            if not said:
                return None
            typed = _letters(said)
            meant = [one for one in values if _letters(one.value) == typed] or [
                one for one in values if typed and _letters(one.value).startswith(typed)
            ]
            if len(meant) == 1:
                return meant[0]
            self._say(
                f"Not understood: “{_line(said)}”. Expected one of {names}, or the first letters of it."
            )
            if not self._desk.patient:
                return None

    def answer(self) -> None:
        if self._debrief.answer is None:
            self._draft.set(answer=self._choice("What did they say?", Answer))
        if self._debrief.answer is Answer.REJECTED and not self._debrief.letter:
            letter = self._document("Their letter, if there is one: paste it, or name its file.")
            self._draft.set(letter=letter[:MOST_CHARACTERS])
        if self._debrief.letter:
            for block in letter_blocks(read_letter(self._debrief.letter)):
                self._desk.tell(block)

    def listing(self, *, confirm: bool) -> None:
        if self._debrief.skills:
            return
        text = self._debrief.listing or self._document(
            "The listing: paste it, or name its file (text, Markdown, HTML, PDF)."
        )
        if text:
            take_listing(self._desk, self._draft, text, self._vocabulary, confirm=confirm)

    def skills(self) -> None:
        wanted = self._debrief.skills
        if wanted and not self._debrief.have:
            said = self._desk.ask("Which of these do you have? Numbers or names, such as 1 4-6, or all.")
            self._draft.set(have=picked(wanted, said, self._vocabulary))
        if wanted and not self._debrief.lack:
            said = self._desk.ask("And which have you never worked with? Numbers or names.")
            lack = picked(wanted, said, self._vocabulary)
            self._draft.set(lack=tuple(name for name in lack if name not in self._debrief.have))

    def projects(self) -> None:
        if not self._debrief.skills or self._debrief.projects:
            return
        question = "Something you made that shows some of them? As in: my shop: 1, 3. Enter alone: no more."
        while len(self._debrief.projects) < _MOST_ASKED:
            said = self._desk.ask(question)
            if not said:
                return
            name, _, skills = said.partition(":")
            shows = picked(self._debrief.skills, skills, self._vocabulary)
            project = Project(_line(name) or "a project", shows)
            self._draft.set(projects=(*self._debrief.projects, project))

    def resume(self) -> None:
        if not self._debrief.skills or self._debrief.resume is not None:
            return
        text = self._document(
            "Your résumé or portfolio as a file, to see what it names? Enter alone: without."
        )
        if text:
            self._draft.set(resume=tuple(sorted(skills_named(text, self._vocabulary))))

    def _document(self, question: str) -> str:
        """The text of what is pasted or named; empty where it is skipped, or cannot be used on a pipe."""
        while True:
            said = self._desk.ask(question)
            if not said:
                return ""
            try:
                return self._read(said)
            except IdkError as error:
                self._say(str(error))
            if not self._desk.patient:
                return ""

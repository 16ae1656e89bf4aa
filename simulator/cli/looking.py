"""Owns putting the honest look together: debriefs, sessions and banks become values. Shows nothing."""

import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.cli.past import past
from simulator.cli.places import bank_folders, debriefs
from simulator.debrief import files
from simulator.debrief.documents import MOST_BYTES, plain_text
from simulator.debrief.evidence import Known, gather, vocabulary_of
from simulator.debrief.files import Kept, Shelf
from simulator.debrief.listing import Wanted
from simulator.debrief.look import Seen, look
from simulator.debrief.model import Debrief
from simulator.debrief.plan import Plan, plan, practice_keys
from simulator.debrief.vocabulary import Vocabulary, bundled
from simulator.errors import IdkError, StorageError
from simulator.questions.library import find_banks
from simulator.questions.model import Question

_LONGEST_NAME = 500
"""Characters up to which a line may be the name of a file."""
_FEW_WORDS = 6
_ENDINGS = (".pdf", ".html", ".htm", ".md", ".markdown", ".txt")


class Records:
    """All that a debrief is looked at with, each read once and only when it is needed."""

    def __init__(self, transcripts: Path) -> None:
        self._transcripts = transcripts
        self.folder = debriefs()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions of every bank that can be used."""
        return tuple(one for bank in find_banks(bank_folders()).usable() for one in bank.questions)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The skills that are known, those of the user's own banks with them."""
        return vocabulary_of(self.questions, bundled())

    @cached_property
    def shelf(self) -> Shelf:
        """The debriefs there are."""
        return files.shelf(self.folder)

    def known(self, more: Sequence[Debrief] = ()) -> dict[str, Known]:
        """What is known of each skill; `more` debriefs count besides those that are kept."""
        meetings = {key: met.reviews for key, met in past(self._transcripts).exposure.items()}
        told = [*(kept.debrief for kept in self.shelf.kept), *more]
        return gather(told, meetings, self.questions, self.vocabulary)

    def look(self, debrief: Debrief) -> "Looked":
        """The honest look at a debrief's listing, and the plan."""
        # Names that the user has written into the file may be synonyms, also of one another.
        wanted: dict[str, Wanted] = {}
        for one in map(self._named, debrief.skills):
            wanted.setdefault(one.skill, one)
        seen = look(wanted.values(), self.known([debrief]))
        given = debrief.resume is not None or any(kept.debrief.resume is not None for kept in self.shelf.kept)
        return Looked(seen, plan(seen, self.vocabulary, resume_given=given))

    def _named(self, one: Wanted) -> Wanted:
        return msgspec.structs.replace(one, skill=self.vocabulary.named(one.skill).name)

    def find(self, named: str) -> Kept:
        """The debrief that `named` means. Raises IdkError where it means none."""
        if self.shelf.notices and not self.shelf.kept:
            raise IdkError("\n".join(("None of your debriefs can be read.", *self.shelf.notices)))
        return files.find(self.shelf.kept, named)


class Looked(NamedTuple):
    """What an honest look comes to."""

    seen: tuple[Seen, ...]
    plan: Plan


def keys_for(company: str, count: int, transcripts: Path) -> frozenset[str]:
    """The questions, by `bank/id`, for a session of `count` on what the listing of `company` asks for.

    Raises IdkError where there is no debrief on it, no listing with it, or no question on any of its skills.
    """
    records = Records(transcripts)
    kept = _with_listing(records, company)
    keys = practice_keys(records.look(kept.debrief).seen, count)
    if not keys:
        raise IdkError(
            f"The banks have no question on what {company} asks for and you have not shown. "
            f"What there is to do: idk debrief plan {kept.id}"
        )
    return keys


def _with_listing(records: Records, company: str) -> Kept:
    """The newest debrief on `company` that has a listing."""
    found = records.find(company)
    same = [
        one
        for one in records.shelf.kept
        if one.debrief.company.casefold() == found.debrief.company.casefold()
    ]
    for one in (found, *same):
        if one.debrief.skills:
            return one
    raise IdkError(
        f"The debrief {found.id} has no listing. Add it with: idk debrief listing FILE --to {found.id}"
    )


def document(said: str) -> str:
    """The text of a document: `said` is its file's name, or the text itself.

    Raises IdkError where it cannot be used, StorageError where the file cannot be read.
    """
    name = said.strip().strip("'\"")
    if "\n" not in name and len(name) <= _LONGEST_NAME:
        path = Path(name).expanduser()
        if path.is_file() or (name.lower().endswith(_ENDINGS) and len(name.split()) <= _FEW_WORDS):
            return plain_text(file_bytes(str(path)), name)
    return plain_text(said.encode("utf-8", "replace"), "the text")


def named_document(named: str) -> str:
    """The text of the file `named`, or of standard input for `-`; raises as `document` does."""
    return plain_text(file_bytes(named), "standard input" if named == "-" else named)


def file_bytes(named: str) -> bytes:
    """What the file `named` holds, or standard input for `-`; of too large a one no more than is refused."""
    if named == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
    try:
        with Path(named).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
        raise IdkError(f"{named}: no such file.") from None
    except OSError as error:
        raise StorageError(f"{named}: cannot be read ({error.strerror})") from None

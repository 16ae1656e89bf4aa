"""Owns the typed language of every shell: a line in, what is meant by it out. Carries nothing out."""

import re
from collections.abc import Collection
from enum import StrEnum

import msgspec

from simulator.errors import IdkError, did_you_mean
from simulator.interview.events import Mark


class Word(StrEnum):
    """The slash commands, with what the help says of them."""

    NOTE = "note"
    NEXT = "next"
    HINT = "hint"
    SURE = "sure"
    WHY = "why"
    CONTEST = "contest"
    PAUSE = "pause"
    QUIT = "quit"
    HELP = "help"
    SWAP = "swap"
    CODE = "code"
    HAND = "hand"


ALONE = frozenset(Word) - {Word.SWAP, Word.CODE, Word.HAND}
"""The commands of whoever practises alone."""

HELP: dict[Word, tuple[str, str]] = {
    Word.NOTE: ("/note TEXT", "write something down (alone: the topic of the question)"),
    Word.NEXT: ("/next", "go on: this closes the question"),
    Word.HINT: ("/hint", "ask the coach what is still open"),
    Word.SURE: ("/sure 0-3", "how sure you are: 0 don't know, 1 guess, 2 fairly sure, 3 sure"),
    Word.WHY: ("/why", "how your last reply was read"),
    Word.CONTEST: ("/contest [WHY]", "you disagree with the reading: the question no longer counts"),
    Word.PAUSE: ("/pause", "stop here; `idk practice --resume` goes on"),
    Word.QUIT: ("/quit", "end the session and see how it went"),
    Word.HELP: ("/help", "this list"),
    Word.SWAP: ("/swap", "change seats, between two questions or at the end"),
    Word.CODE: ("/code", "a new join code; the old one no longer opens"),
    Word.HAND: ("/hand", "hand the laptop to the interviewer (Enter alone does the same)"),
}

_WITH_TEXT = frozenset({Word.NOTE, Word.CONTEST, Word.SURE})


class Typed(msgspec.Struct, frozen=True):
    """What a line means: a reply (with or without a mark), or a command with what follows it."""

    word: Word | None
    """None for a reply."""
    text: str = ""
    mark: Mark | None = None


class UnknownWordError(IdkError):
    """A line begins with a slash and is no command; nothing was recorded."""


_TRAILING_MARK = re.compile(r"(?:^|\s)/sure\s+(\S+)\s*\Z")
_COMMAND = re.compile(r"/(\S*)\s*(.*)\Z", re.DOTALL)


def parse(line: str, words: Collection[Word] = ALONE) -> Typed:
    """What `line` means, where these `words` are known.

    Raises UnknownWordError, with the nearest command, for an unknown `/word`.
    """
    stripped = line.strip()
    if stripped.startswith("/") and not stripped.startswith("//"):
        return _command(stripped, words)
    found = _TRAILING_MARK.search(line)
    mark = _mark(found[1]) if found else None
    text = line[: found.start()] if found else line
    if stripped.startswith("//"):
        text = text.replace("//", "/", 1)
    return Typed(None, text.strip(), mark)


def _command(line: str, words: Collection[Word]) -> Typed:
    match = _COMMAND.match(line)
    assert match is not None  # the pattern takes whatever begins with a slash
    name, rest = match[1].lower(), match[2].strip()
    if name not in words:
        near = did_you_mean(f"/{name}", [f"/{word}" for word in words])
        raise UnknownWordError(
            f"Unknown command /{name[:40]}{near or '.'} Nothing was recorded. /help lists the commands; "
            "a reply that begins with a slash is typed with two."
        )
    word = Word(name)
    if word is Word.SURE:
        return Typed(word, mark=_mark(rest))
    if rest and word not in _WITH_TEXT:
        raise UnknownWordError(f"/{word} stands alone; found “{rest[:40]}” after it. Nothing was recorded.")
    return Typed(word, rest)


def _mark(text: str) -> Mark:
    if text not in ("0", "1", "2", "3"):
        raise UnknownWordError(f"Expected /sure 0, 1, 2 or 3; found “{text[:40]}”. Nothing was recorded.")
    return Mark(int(text))

"""Owns the folder of pages: reads them, begins them, keeps them up, and takes away no word of the user's.

A page is replaced whole or not at all, and only while it is as it was read. Where the user has written in the
kept part, the page is left alone, and what it should hold goes into a file beside it. What was found is
remembered in a small file, which may be deleted at any time.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.errors import IdkError, StorageError
from simulator.notebook import page as pages
from simulator.notebook.cards import INDEX, Card, Notebook, glance, index
from simulator.notebook.lessons import Lesson
from simulator.notebook.page import Page, PageError, read_page
from simulator.notebook.schedule import due
from simulator.notebook.topics import State, Topic, gather
from simulator.text import one_line

BESIDE = ".idk.md"
"""How the name of a file ends that holds what a page should, where the user has changed the kept part."""
_LONGEST_NAME = 80


class _Sheet(NamedTuple):
    """A page in the folder."""

    path: Path
    size: int
    changed: int
    known: Card | None
    """What the index says of it, where the file is as it was, or cannot be understood any more."""
    page: Page | None = None
    """What it says, where the index does not say it."""
    broken: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return self.known.names if self.known else self.page.names if self.page else ()

    @property
    def added(self) -> date:
        """The day its head names, else that of its last change."""
        if self.page and self.page.added:
            return self.page.added
        return datetime.fromtimestamp(self.changed / 1e9, UTC).astimezone().date()


def keep_up(folder: Path, topics: Mapping[str, Sequence[Lesson]]) -> Notebook:
    """The notebook of these `topics` (their lessons in order, by identity) and of the pages in `folder`.

    A topic that was written down gets a page, and the kept part of a page follows the lessons. A page that
    cannot be understood is named in the notices and left as it is. Raises StorageError where the folder
    cannot be read or written.
    """
    before = glance(folder)
    left: dict[str, Sequence[Lesson]] = dict(topics)
    notices: list[str] = []
    cards: list[Card] = []
    with _storing(folder):
        for sheet in _sheets(folder, before, notices):
            names = [name for name in sheet.names if name in left]
            lessons = sorted((one for name in names for one in left.pop(name)), key=lambda one: one.day)
            cards.append(_kept_up(folder, sheet, lessons))
        written_down = [one for one in left.values() if any(lesson.noted is not None for lesson in one)]
        cards += [_begun(folder, lessons) for lessons in written_down]
        after = tuple(sorted(cards, key=lambda card: card.names))
        if after != before.cards:
            _write(folder / INDEX, index(after))
    notices += [_changed_by_hand(card) for card in after if card.beside]
    return Notebook(folder, after, tuple(notices))


def begin_page(folder: Path, topic: str, day: date, words: str = "") -> Path:
    """A new page on `topic`, written down on `day` with the user's `words`; its path.

    Raises IdkError where the topic has no name, StorageError where the page cannot be written.
    """
    if not one_line(topic):
        raise IdkError("A topic needs a name, as in: idk notebook add write-ahead logging")
    with _storing(folder):
        path = _free(folder, topic)
        _write(path, pages.new_page(topic, day, _item(words, day) if words else "").encode())
    return path


def add_words(path: Path, words: str, day: date) -> None:
    """Add the user's `words` to their own part of the page at `path`. Raises StorageError."""
    with _storing(path):
        text = _read(path)
        _replace(path, text, pages.with_words(text, _item(words, day)))


def set_state(path: Path, state: State | None) -> None:
    """Put the user's word on the state into the head of the page at `path`; None takes it out.

    Raises StorageError.
    """
    with _storing(path):
        text = _read(path)
        _replace(path, text, pages.with_state(text, state))


def open_page(path: Path) -> Page:
    """The page at `path`. Raises StorageError where it cannot be read, PageError for a head that is wrong."""
    with _storing(path):
        return read_page(_read(path))


def _item(words: str, day: date) -> str:
    return f"- {one_line(words)} ({day})"


def _sheets(folder: Path, before: Notebook, notices: list[str]) -> Iterator[_Sheet]:
    """The pages in the folder, by path; of two on one topic the second is named and passed over."""
    known = {card.file: card for card in before.cards}
    taken: dict[str, str] = {}
    for path in sorted(_files(folder)):
        file = path.relative_to(folder).as_posix()
        state = path.stat()
        card = known.get(file)
        sheet = _Sheet(path, state.st_size, state.st_mtime_ns, card)
        if card is None or (card.size, card.changed) != (sheet.size, sheet.changed):
            try:
                page = read_page(_read(path))
            except PageError as error:
                notices.append(f"{path} is left as it is until you mend it: {error}")
                sheet = sheet._replace(broken=True)
            else:
                sheet = sheet._replace(known=None, page=page if page.counts else None)
        if not sheet.names:
            continue  # none of ours, or never understood yet
        other = next((taken[name] for name in sheet.names if name in taken), None)
        if other is not None:
            notices.append(f"{path}: {other} is on the same topic, and is the one that is used.")
            continue
        taken.update(dict.fromkeys(sheet.names, file))
        yield sheet


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(".md") and not name.endswith(BESIDE) and not name.startswith("."):
                yield Path(place, name)


def _kept_up(folder: Path, sheet: _Sheet, lessons: Sequence[Lesson]) -> Card:
    stamp = _stamp(lessons)
    if sheet.known and (sheet.broken or sheet.known.stamp == stamp):
        return sheet.known
    page = sheet.page or read_page(_read(sheet.path))
    added = sheet._replace(page=page).added
    topic = gather(lessons, added) if lessons else None
    card = _card(topic, page, sheet.path.relative_to(folder).as_posix(), added, stamp)
    if topic is None:
        return msgspec.structs.replace(card, size=sheet.size, changed=sheet.changed)
    body = pages.kept_body(topic, card.state, card.due)
    beside = sheet.path.with_name(sheet.path.name.removesuffix(".md") + BESIDE)
    differs = page.check_sum != pages.check_sum(body)
    if differs and page.edited:
        _write(beside, pages.kept_part(body).encode())
    else:
        if differs:
            _replace(sheet.path, page.text, pages.with_kept(page.text, body))
        _take_away(beside)
    return _stamped(card, sheet.path, beside=differs and page.edited)


def _begun(folder: Path, lessons: Sequence[Lesson]) -> Card:
    """The page of a topic that has none yet."""
    topic = gather(lessons)
    path = _free(folder, topic.name)
    text = pages.new_page(topic.name, topic.first)
    card = _card(topic, read_page(text), path.relative_to(folder).as_posix(), topic.first, _stamp(lessons))
    _write(path, pages.with_kept(text, pages.kept_body(topic, card.state, card.due)).encode())
    return _stamped(card, path)


def _card(topic: Topic | None, page: Page, file: str, added: date, stamp: str) -> Card:
    state = page.state or (topic.state if topic else State.OPEN)
    first, tries = (topic.first, topic.tries) if topic else (added, ())
    return Card(
        name=page.topic,
        file=file,
        state=state,
        first=first,
        due=None if page.state else due(first, tries),
        keys=topic.keys if topic else (),
        names=page.names,
        stamp=stamp,
    )


def _stamped(card: Card, path: Path, *, beside: bool = False) -> Card:
    state = path.stat()
    return msgspec.structs.replace(card, size=state.st_size, changed=state.st_mtime_ns, beside=beside)


def _stamp(lessons: Sequence[Lesson]) -> str:
    return sha256(msgspec.json.encode(lessons)).hexdigest()[:12] if lessons else ""


def _changed_by_hand(card: Card) -> str:
    beside = card.file.removesuffix(".md") + BESIDE
    return (
        f"{card.file}: you have changed the part that idk keeps up, so the page is left as it is; what is "
        f"new stands in {beside}. To join them again, move your words out of that part and delete it."
    )


def _take_away(beside: Path) -> None:
    """Remove the file beside a page that is kept up again, unless the user has written in it."""
    with suppress(FileNotFoundError):
        if not read_page(_read(beside)).edited:
            beside.unlink()


def _free(folder: Path, topic: str) -> Path:
    """A path for a page on `topic` that is not taken."""
    plain = (
        unicodedata.normalize("NFC", one_line(topic)).casefold().replace("+", "-plus").replace("#", "-sharp")
    )
    words = re.sub(r"[^\w.]+", "-", plain).strip("-._")
    stem = words.encode()[:_LONGEST_NAME].decode(errors="ignore") or "topic"
    path, number = folder / f"{stem}.md", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.md"
    return path


def _read(path: Path) -> str:
    if path.stat().st_size > pages.LARGEST:
        raise PageError(f"it is larger than {pages.LARGEST:,} bytes")
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise PageError("it is not UTF-8") from None


def _replace(path: Path, before: str, after: str) -> None:
    """Put `after` in the place of `before`, unless the file has changed meanwhile: then the next time."""
    if after != before and _read(path) == before:
        _write(path, after.encode())


def _write(path: Path, content: bytes) -> None:
    """Put the file in place whole or not at all, through a link to where it leads."""
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def _storing(path: Path) -> Iterator[None]:
    """Turns a failure of the file system into one that says what to do."""
    try:
        yield
    except OSError as error:
        what = error.filename or path
        raise StorageError(
            f"{what} cannot be used: {error.strerror or error}. Nothing you wrote is lost."
        ) from error

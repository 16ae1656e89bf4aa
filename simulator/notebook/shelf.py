"""Owns the folder of pages: reads them, begins them, keeps them up, and takes away no word of the user's.

A page is replaced whole or not at all, and only while it is as it was read. Where the user has written in the
kept part, the page is left alone, and what it should hold goes into a file beside it. What was found is
remembered in a small file, which may be deleted at any time.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.disk import put
from simulator.errors import IdkError, StorageError
from simulator.notebook import page as pages
from simulator.notebook.cards import INDEX, Card, Notebook, glance, index
from simulator.notebook.lessons import Lesson
from simulator.notebook.page import Page, PageError, read_page
from simulator.notebook.schedule import due
from simulator.notebook.topics import LONGEST_NAME, State, Topic, gather, is_name
from simulator.text import one_line

BESIDE = ".idk.md"
"""How the name of a file ends that holds what a page should, where the user has changed the kept part."""
_LONGEST_SLUG, _LONGEST_STEM = 80, 240
"""Bytes of a new page's name, and of any name that something is put behind: file systems allow 255."""


class _Sheet(NamedTuple):
    """A page in the folder."""

    path: Path
    seen: tuple[int, int]
    """Its size and the time of its last change, before it was read."""
    known: Card | None
    """What the index says of it, where the file is as it was, or cannot be understood any more."""
    page: Page | None
    """What it says, where the index does not say it."""
    broken: bool
    names: tuple[str, ...]
    """The identities it goes by: its topic, and those other names that no other page has."""

    @property
    def changed_on(self) -> date:
        """The day of its last change."""
        return datetime.fromtimestamp(self.seen[1] / 1e9, UTC).astimezone().date()


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
        for sheet in _one_a_topic(_sheets(folder, before, notices), notices):
            names = [name for name in sheet.names if name in left]
            lessons = sorted((one for name in names for one in left.pop(name)), key=lambda one: one.day)
            try:
                cards.append(_kept_up(folder, sheet, lessons))
            except PageError as error:
                notices.append(_left(sheet.path, error))
                cards += [sheet.known] if sheet.known else []
        written_down = [one for one in left.values() if any(lesson.noted is not None for lesson in one)]
        cards += [_begun(folder, lessons) for lessons in written_down]
        after = tuple(sorted(cards, key=lambda card: card.names))
        if after != before.cards:
            _write(folder / INDEX, index(after))
    notices += [_changed_by_hand(card) for card in after if card.beside]
    return Notebook(folder, after, tuple(notices))


def begin_page(folder: Path, topic: str, day: date, words: str = "") -> Path:
    """A new page on `topic`, written down on `day` with the user's `words`; its path.

    Raises IdkError where the topic has no name or too long a one, StorageError where the page cannot be
    written.
    """
    if not is_name(topic):
        raise IdkError(
            f"A topic needs a name of at most {LONGEST_NAME} characters, as in: idk notebook add write-ahead "
            "logging. More about it goes behind --unclear."
            if one_line(topic)
            else "A topic needs a name, as in: idk notebook add write-ahead logging"
        )
    with _storing(folder):
        path = _free(folder, topic)
        _write(path, pages.new_page(topic, day, _item(words, day) if words else "").encode())
    return path


def add_words(path: Path, words: str, day: date) -> None:
    """Add the user's `words` to their own part of the page at `path`. Raises StorageError, PageError."""
    with _storing(path):
        text = _read(path)
        _replace(path, text, pages.with_words(text, _item(words, day)))


def set_state(path: Path, state: State | None) -> None:
    """Put the user's word on the state into the head of the page at `path`; None takes it out.

    Raises StorageError, and PageError for a head that is wrong.
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
    """The pages in the folder, by path; those that are none of ours are passed over."""
    known = {card.file: card for card in before.cards}
    for path in sorted(_files(folder)):
        card = known.get(path.relative_to(folder).as_posix())
        seen, page, broken = (0, 0), None, False
        try:
            seen = _seen(path.stat())
            if card is None or (card.size, card.changed) != seen:
                page = read_page(_read(path))
        except (OSError, PageError) as error:
            if isinstance(error, FileNotFoundError) and not path.is_symlink():
                continue  # it was there a moment ago
            notices.append(_left(path, error))
            broken = True
        if page:
            card = None
        names = card.names if card else page.names if page and page.counts else ()
        if names:
            yield _Sheet(path, seen, card, page, broken, names)


def _left(path: Path, error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) else error
    return f"{path} is left as it is until you mend it: {why}"


def _one_a_topic(sheets: Iterable[_Sheet], notices: list[str]) -> Iterator[_Sheet]:
    """The sheets, each topic once; of two on one topic the second is named and passed over.

    One that goes by several names comes first: whoever adds another name to a page wants that topic on it.
    """
    taken: dict[str, Path] = {}
    for sheet in sorted(sheets, key=lambda sheet: len(sheet.names) == 1):
        other = taken.get(sheet.names[0])
        if other is not None:
            notices.append(f"{sheet.path}: {other} is on the same topic, and is the one that is used.")
            continue
        names = tuple(name for name in sheet.names if name not in taken)
        taken.update(dict.fromkeys(names, sheet.path))
        yield sheet._replace(names=names)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_stop_unless_missing):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(".md") and not name.endswith(BESIDE) and not name.startswith("."):
                yield Path(place, name)


def _stop_unless_missing(error: OSError) -> None:
    """A folder that cannot be looked into may hold pages, which must not be begun anew."""
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise error


def _kept_up(folder: Path, sheet: _Sheet, lessons: Sequence[Lesson]) -> Card:
    stamp = _stamp(lessons)
    if sheet.known and (sheet.broken or _is_as_it_was(sheet, sheet.known, stamp)):
        return sheet.known
    before = page = sheet.page or read_page(_read(sheet.path))
    if page.added is None and all(lesson.noted is None for lesson in lessons):
        # Nothing else tells the day, and that of the last change would not stay.
        page = read_page(pages.with_added(page.text, sheet.changed_on))
    topic = gather(lessons, page.added) if lessons else None
    card = _card(topic, page, sheet.path.relative_to(folder).as_posix(), sheet.names, stamp)
    text, beside = page.text, False
    if topic:
        body = pages.kept_body(topic, card.state, card.due)
        differs = page.check_sum != pages.check_sum(body)
        beside = differs and page.edited
        text = pages.with_kept(text, body) if differs and not beside else text
        _put_beside(_beside(sheet.path), body if beside else None)
    seen = _replace(sheet.path, before.text, text) or sheet.seen
    if sheet.names != page.names:
        seen = (0, 0)  # read it again next time: another page may have given a name free
    return _stamped(card, seen, beside=beside)


def _is_as_it_was(sheet: _Sheet, known: Card, stamp: str) -> bool:
    """Whether there is nothing to bring up on a page that has not been changed."""
    complete = _beside(sheet.path).exists() if known.beside else True
    return known.stamp == stamp and known.names == sheet.names and complete


def _beside(path: Path) -> Path:
    """Where that is put which a page should hold, while the user's words stand in its place."""
    return path.with_name(_cut(path.name.removesuffix(".md"), _LONGEST_STEM) + BESIDE)


def _put_beside(beside: Path, body: str | None) -> None:
    """Keep `body` in the file beside a page, or take that file away; what the user wrote there stays."""
    try:
        page = read_page(_read(beside))
    except FileNotFoundError:
        page = read_page("")
    except PageError:
        return  # the user has been at it
    if body is not None:
        if not page.edited:
            _replace(beside, page.text, pages.with_kept(page.text, body))
    elif page.check_sum and not page.edited and not page.without_kept.strip():
        beside.unlink()


def _begun(folder: Path, lessons: Sequence[Lesson]) -> Card:
    """The page of a topic that has none yet."""
    topic = gather(lessons)
    path = _free(folder, topic.name)
    text = pages.new_page(topic.name, topic.first)
    page = read_page(text)
    card = _card(topic, page, path.relative_to(folder).as_posix(), page.names, _stamp(lessons))
    whole = pages.with_kept(text, pages.kept_body(topic, card.state, card.due))
    return _stamped(card, _write(path, whole.encode()))


def _card(topic: Topic | None, page: Page, file: str, names: tuple[str, ...], stamp: str) -> Card:
    state = page.state or (topic.state if topic else State.OPEN)
    first = topic.first if topic else page.added
    assert first is not None  # a page without a topic in the sessions has its day in its head
    return Card(
        name=page.topic,
        file=file,
        state=state,
        first=first,
        due=None if page.state else due(first, topic.tries if topic else ()),
        keys=topic.keys if topic else (),
        names=names,
        stamp=stamp,
    )


def _stamped(card: Card, seen: tuple[int, int], *, beside: bool = False) -> Card:
    size, changed = seen
    return msgspec.structs.replace(card, size=size, changed=changed, beside=beside)


def _seen(state: os.stat_result) -> tuple[int, int]:
    return state.st_size, state.st_mtime_ns


def _stamp(lessons: Sequence[Lesson]) -> str:
    return sha256(msgspec.json.encode(lessons)).hexdigest()[:12] if lessons else ""


def _changed_by_hand(card: Card) -> str:
    return (
        f"{card.file}: you have changed the part that idk keeps up, so the page is left as it is; what is "
        f"new stands in {_beside(Path(card.file))}. To join them again, move your words above or below "
        "that part, and delete the part with its two marks."
    )


def _free(folder: Path, topic: str) -> Path:
    """A path for a page on `topic` that is not taken."""
    plain = (
        unicodedata.normalize("NFC", one_line(topic)).casefold().replace("+", "-plus").replace("#", "-sharp")
    )
    words = re.sub(r"[^\w.]+", "-", plain).strip("-._")
    stem = _cut(words, _LONGEST_SLUG).strip("-._") or "topic"
    if f"{stem}.md".endswith(BESIDE):
        stem += "-topic"
    path, number = folder / f"{stem}.md", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem}-{number}.md"
    return path


def _cut(name: str, most: int) -> str:
    """The beginning of a file's name, of at most so many bytes."""
    return name.encode()[:most].decode(errors="ignore")


def _read(path: Path) -> str:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise PageError("it is not a file")  # a pipe would never end
    if state.st_size > pages.LARGEST:
        raise PageError(f"it is larger than {pages.LARGEST:,} bytes")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PageError("it is not UTF-8") from None


def _replace(path: Path, before: str, after: str) -> tuple[int, int] | None:
    """Put `after` in the place of `before`, unless the file has changed meanwhile: then the next time.

    Returns what `_write` does, or None where nothing was written.
    """
    if after == before or (path.exists() and _read(path) != before):
        return None
    content = after.encode()
    if len(content) > pages.LARGEST:
        raise PageError(f"with what is to be added it is larger than {pages.LARGEST:,} bytes")
    return _write(path, content)


def _write(path: Path, content: bytes) -> tuple[int, int]:
    """Put the file in place whole or not at all, through a link to where it leads; its size and time."""
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _seen(put(target, content, keep_mode=True))


@contextmanager
def _storing(path: Path) -> Iterator[None]:
    """Turns a failure of the file system into one that says what to do, and says which page is wrong."""
    try:
        yield
    except PageError as error:
        raise PageError(f"{path}: {error}") from error
    except OSError as error:
        what = error.filename or path
        raise StorageError(
            f"{what} cannot be used: {error.strerror or error}. Nothing you wrote is lost."
        ) from error

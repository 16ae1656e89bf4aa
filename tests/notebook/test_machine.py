"""A notebook at random: sessions, edits by hand, crashes. Whatever happens, no word and no topic is lost."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from simulator.errors import StorageError
from simulator.interview.commands import Ask, Next, Note
from simulator.notebook import shelf
from simulator.notebook.cards import INDEX, Notebook
from simulator.notebook.lessons import Lesson, lessons
from simulator.notebook.page import PageError, read_page
from simulator.notebook.shelf import BESIDE, add_words, begin_page, keep_up, set_state
from simulator.notebook.topics import State, by_topic, gather, identity
from simulator.questions.model import Question
from simulator.reading.model import Move, Quality
from simulator.scoring.recall import Rating
from tests.interview.scenes import FOIL, Scene, reading
from tests.notebook.given import day, files, noted, tried

NAMES = [
    "WAL",
    "write-ahead logging",
    "C",
    "C++",
    "C#",
    "../../x",
    "con",
    "日本語",
    "foo.idk",
    "Notebook",
    'a "b": [c] # d',
    "x" * 200,
]
names = st.sampled_from(NAMES)
days = st.integers(0, 30)
places = st.integers(0, 99)


def on_made_up_term(foil: Question) -> tuple[Lesson, ...]:
    """What a session leaves in which a made-up term was asked about and written down."""
    scene = Scene([foil])
    scene.do(Ask())
    scene.hear("I don't know that", reading(Move.ADMIT))
    scene.hear("Please explain it", reading(Move.ASK_EXPLAIN))
    for words in (foil.topic, f"read on {foil.topic.upper()}", f"{foil.topic}s", "what is it for?"):
        scene.do(Note(words, Quality.PLAIN))
    scene.do(Next())
    return lessons(scene.events)


MADE_UP = on_made_up_term(FOIL)


class Notebooks(RuleBasedStateMachine):
    """One folder, its sessions, and everything that its user may do to it."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "notebook"
        self.sessions: dict[str, tuple[Lesson, ...]] = {}
        self.written: set[str] = set()
        """Words that the user has written and not taken away."""
        self.count = 0

    def teardown(self) -> None:
        self.keep_up()
        shutil.rmtree(self.home)

    # Sessions

    def _sit(self, *learnt: Lesson) -> None:
        self.sessions[f"{len(self.sessions):04}"] = learnt

    @rule(topic=names, on=days, explained=st.booleans())
    def write_down(self, topic: str, on: int, explained: bool) -> None:
        self._sit(noted(topic, on, "why it is so", explained="It is so." if explained else ""))

    @rule(topic=names, on=days, rating=st.sampled_from(Rating))
    def study(self, topic: str, on: int, rating: Rating) -> None:
        self._sit(tried(topic, on, rating))

    @rule(on=days)
    def meet_a_made_up_term(self, on: int) -> None:
        self._sit(*(Lesson(topic=one.topic, day=day(on), noted=one.noted) for one in MADE_UP))

    # What the commands do

    @rule(topic=names, on=days)
    def add(self, topic: str, on: int) -> None:
        begin_page(self.folder, topic, day(on), self._word())

    @rule(place=places, on=days)
    def add_to(self, place: int, on: int) -> None:
        path = self._page(place)
        if path:
            add_words(path, self._word(), day(on))

    @rule(place=places, state=st.sampled_from([None, State.PARKED, State.DONE]))
    def put(self, place: int, state: State | None) -> None:
        path = self._page(place)
        if path:
            with suppress(PageError):
                set_state(path, state)
                assert read_page(_read(path)).state is state

    # What the user does by hand

    def _word(self) -> str:
        self.count += 1
        word = f"wort{self.count:05}"
        self.written.add(word)
        return word

    def _pages(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.md") if not path.name.endswith(BESIDE))

    def _page(self, place: int) -> Path | None:
        found = self._pages()
        return found[place % len(found)] if found else None

    def _edit(self, path: Path | None, change: Callable[[str], str]) -> None:
        """Save the page as an editor does; what is taken out of it was not wanted any more."""
        if path is None:
            return
        before = _read(path)
        after = change(before)
        self._put(path, after)
        gone = {word for word in re.findall(r"wort\d+", before) if word not in after}
        self.written -= gone - set(re.findall(r"wort\d+", self._everything()))

    def _put(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        self.count += 1
        moment = 1_793_000_000_000_000_000 + self.count * 1_000_000_000
        os.utime(path, ns=(moment, moment))  # no two edits of a person are at one time

    def _everything(self) -> str:
        return "\n".join(content.decode() for content in files(self.folder).values())

    @rule(place=places, where=st.integers(0, 10_000))
    def write_anywhere(self, place: int, where: int) -> None:
        word = self._word()
        path = self._page(place)
        if path is None:
            self.written.discard(word)
            return
        lines = _read(path).split("\n")
        outside = [at for at in range(len(lines) + 1) if _is_outside(lines, at)]
        at = outside[where % len(outside)]
        self._put(path, "\n".join([*lines[:at], word, *lines[at:]]))

    @rule(place=places)
    def write_into_the_kept_part(self, place: int) -> None:
        word = self._word()
        self._edit(
            self._page(place),
            lambda text: re.sub(r"^(Open|Learning)", rf"{word} \1", text, flags=re.MULTILINE),
        )
        if word not in self._everything():
            self.written.discard(word)

    @rule(place=places)
    def delete_the_kept_part(self, place: int) -> None:
        self._edit(self._page(place), lambda text: read_page(_unbroken(text)).without_kept)

    @rule(place=places, mark=st.sampled_from([r"^<!-- idk keeps.*\r?\n", r"^<!-- /idk -->"]))
    def delete_a_mark(self, place: int, mark: str) -> None:
        self._edit(self._page(place), lambda text: re.sub(mark, "", text, count=1, flags=re.MULTILINE))

    @rule(place=places, name=names)
    def call_it_otherwise(self, place: int, name: str) -> None:
        line = "topic: " + _quoted(name)
        self._edit(
            self._page(place), lambda text: re.sub(r"^topic:.*", lambda _: line, text, flags=re.MULTILINE)
        )

    @rule(
        place=places,
        line=st.sampled_from(
            ["state: parked", "state: done", "added: 2026-11-09", "aliases: [WAL, C]", "aliases: C++"]
        ),
    )
    def write_a_line_into_the_head(self, place: int, line: str) -> None:
        name = line.partition(":")[0]

        def change(text: str) -> str:
            without = re.sub(rf"^{name}:.*\n", "", text, flags=re.MULTILINE)
            return re.sub(r"\A---(\r?)\n", rf"---\1\n{line}\n", without)

        self._edit(self._page(place), change)

    @rule(place=places, name=st.sampled_from(["state", "added", "aliases", "topic"]))
    def delete_a_line_of_the_head(self, place: int, name: str) -> None:
        self._edit(self._page(place), lambda text: re.sub(rf"^{name}:.*\n", "", text, flags=re.MULTILINE))

    @rule(place=places)
    def delete_the_head(self, place: int) -> None:
        self._edit(
            self._page(place), lambda text: re.sub(r"\A---.*?^---", "", text, flags=re.MULTILINE | re.DOTALL)
        )

    @rule(place=places)
    def break_the_head(self, place: int) -> None:
        self._edit(self._page(place), lambda text: re.sub(r"\A---(\r?)\n", r"---\1\nbroken: [\n", text))

    @rule(place=places)
    def mend_the_head(self, place: int) -> None:
        self._edit(self._page(place), _unbroken)

    @rule(place=places)
    def save_with_other_line_ends(self, place: int) -> None:
        self._edit(self._page(place), lambda text: re.sub(r"\r?\n", "\r\n", text))

    @rule(place=places)
    def save_with_a_byte_order_mark(self, place: int) -> None:
        path = self._page(place)
        if path:
            self._put(path, "\ufeff" + _read(path))

    @rule(place=places, name=st.sampled_from(["aa.md", "zz.md", "deep/er/aa.md", "日本.md"]))
    def move(self, place: int, name: str) -> None:
        path, target = self._page(place), self.folder / name
        if path and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

    @rule(place=places, name=st.sampled_from(["00 copy.md", "zz copy.md"]))
    def copy(self, place: int, name: str) -> None:
        path = self._page(place)
        if path and not (self.folder / name).exists():
            self._put(self.folder / name, _read(path))

    @rule(place=places)
    def delete(self, place: int) -> None:
        path = self._page(place)
        self._edit(path, lambda _: "")
        if path:
            path.unlink()

    @rule(topic=names, headed=st.booleans())
    def make_a_page(self, topic: str, headed: bool) -> None:
        head = f"---\ntopic: {_quoted(topic)}\n---\n" if headed else f"# {topic}\n"
        self._put(self.folder / f"own {self.count}.md", f"{head}\n{self._word()}\n")

    @rule()
    def write_beside(self) -> None:
        for path in self.folder.rglob(f"*{BESIDE}"):
            self._put(path, f"{_read(path)}\n{self._word()}\n")

    @rule()
    def delete_what_stands_beside(self) -> None:
        for path in self.folder.rglob(f"*{BESIDE}"):
            self._edit(path, lambda _: "")
            path.unlink()

    @rule()
    def delete_the_index(self) -> None:
        (self.folder / INDEX).unlink(missing_ok=True)

    # Keeping it up

    @rule(writes=st.integers(0, 4))
    def crash(self, writes: int) -> None:
        """The disk is full after so many files."""
        left = [writes]

        def write(path: Path, content: bytes) -> tuple[int, int]:
            if not left[0]:
                raise OSError(28, "No space left on device")
            left[0] -= 1
            return really(path, content)

        really = shelf._write
        with patch.object(shelf, "_write", write), suppress(StorageError):
            keep_up(self.folder, by_topic(self.sessions))

    @rule()
    def keep_up(self) -> None:
        topics = by_topic(self.sessions)
        book = keep_up(self.folder, topics)
        after = files(self.folder)
        again = keep_up(self.folder, topics)
        assert (files(self.folder), again.cards) == (after, book.cards)
        everything = self._everything()
        assert {word for word in self.written if word not in everything} == set()
        assert FOIL.topic.split()[-1] not in everything.casefold()
        broken = self._broken(book)
        for name, learnt in topics.items():
            if any(one.noted is not None for one in learnt):
                assert broken or any(name in card.names for card in book.cards)
        for card in book.cards:
            self._check_reviews([one for name in card.names for one in topics.get(name, ())])
        if not broken:
            self._build_anew(book)

    def _broken(self, book: Notebook) -> bool:
        """Whether a page cannot be understood; then it is named."""
        broken = False
        for path in self._pages():
            try:
                read_page(_read(path))
            except PageError:
                broken = True
                assert any(notice.startswith(str(path)) for notice in book.notices)
        return broken

    def _check_reviews(self, learnt: list[Lesson]) -> None:
        if learnt:
            topic = gather(sorted(learnt, key=lambda one: one.day))
            on = [one.day for one in topic.tries]
            assert on == sorted(set(on))
            assert not on or on[0] > topic.first

    def _build_anew(self, book: Notebook) -> None:
        """From the sessions, and from what the user has written on the pages, comes the same."""
        other = self.home / "anew"
        for path in self._pages():
            target = other / path.relative_to(self.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(read_page(_read(path)).without_kept.encode())
        anew = keep_up(other, by_topic(self.sessions))
        states = {identity(card.name): (card.state, card.due, card.names) for card in anew.cards}
        shutil.rmtree(other, ignore_errors=True)
        ours = {identity(card.name): (card.state, card.due, card.names) for card in book.cards}
        # A page without a head is known by its kept part alone, and without sessions by nothing else.
        headless = {
            identity(card.name) for card in book.cards if not read_page(_read(self.folder / card.file)).headed
        }
        assert {name: ours[name] for name in ours if name not in headless}.items() <= states.items()


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _unbroken(text: str) -> str:
    return re.sub(r"^broken: \[\r?\n", "", text, flags=re.MULTILINE)


def _is_outside(lines: list[str], at: int) -> bool:
    """Whether a line put in at `at` stands neither in the head nor in the kept part."""
    above = lines[:at]
    opened = sum(line.startswith("<!-- idk keeps") for line in above)
    closed = sum(line.startswith("<!-- /idk") for line in above)
    fences = [line.rstrip("\r") for line in lines].count("---") if lines[0].startswith("---") else 0
    passed = sum(line.rstrip("\r") == "---" for line in above)
    return opened <= closed and (fences < 2 or passed >= 2)


Notebooks.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestNotebooks = Notebooks.TestCase

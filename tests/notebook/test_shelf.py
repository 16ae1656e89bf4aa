"""The folder of pages: begun, kept up, left alone where they are the user's, and hostile ones survived."""

import os
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from simulator.errors import IdkError, StorageError
from simulator.notebook import shelf
from simulator.notebook.cards import INDEX, Notebook, glance
from simulator.notebook.page import LARGEST, PageError
from simulator.notebook.shelf import add_words, begin_page, keep_up, open_page, set_state
from simulator.notebook.topics import State, gather
from simulator.scoring.recall import Rating
from tests.notebook.given import WAL, day, files, kept, noted, only, tried

HEAD = "---\ntopic: {}\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notebook"


def put(path: Path, text: str, at: int = 0) -> Path:
    """Save a file as a user does; its last change was so many seconds into 2026-11-01."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    moment = 1_793_534_400 + at
    os.utime(path, (moment, moment))
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def names(book: Notebook) -> list[str]:
    return [card.name for card in book.cards]


def test_what_was_written_down_gets_a_page_and_comes_back(folder: Path) -> None:
    book = kept(folder, noted(WAL, 0, "why?", explained="It is so."))
    card = only(book)
    assert (card.file, card.state, card.first, card.due) == (
        "write-ahead-logging.md",
        State.OPEN,
        day(0),
        day(1),
    )
    assert (card.keys, card.names, book.notices) == (("test/wal",), (WAL,), ())
    assert "why? (2026-11-01)" in book.page(card).read_text(encoding="utf-8")
    assert glance(folder) == book


def test_what_was_only_asked_gets_none(folder: Path) -> None:
    assert kept(folder, tried()).cards == ()
    assert files(folder) == {}


def test_a_page_follows_its_sessions(folder: Path) -> None:
    kept(folder, noted())
    edit(folder / "write-ahead-logging.md", "## My notes\n", "## My notes\n\nmine\n")
    card = only(kept(folder, noted(), tried(on=2)))
    text = (folder / card.file).read_text(encoding="utf-8")
    assert (card.state, card.due) == (State.EXPLAINED, day(4))
    assert "mine" in text
    assert "2026-11-03: in full" in text


def test_a_page_changed_by_hand_is_left_alone_until_it_is_joined(folder: Path) -> None:
    page = folder / "write-ahead-logging.md"
    kept(folder, noted())
    edit(page, "Open. Written", "Open, mine. Written")
    book = kept(folder, noted(), tried(on=2))
    beside = folder / "write-ahead-logging.idk.md"
    assert only(book).beside
    assert "write-ahead-logging.idk.md" in book.notices[0]
    assert "in full" in beside.read_text(encoding="utf-8")
    assert "mine" in page.read_text(encoding="utf-8")
    beside.unlink()
    kept(folder, noted(), tried(on=2))
    assert beside.exists()
    edit(page, "Open, mine. Written", "Open. Written")
    assert kept(folder, noted(), tried(on=2)).notices == ()
    assert not beside.exists()


@pytest.mark.parametrize("where", ["outside", "inside", "head"])
def test_words_written_beside_are_kept(folder: Path, where: str) -> None:
    page, beside = folder / "write-ahead-logging.md", folder / "write-ahead-logging.idk.md"
    kept(folder, noted())
    edit(page, "Open.", "Open, mine.")
    kept(folder, noted(), tried(on=2))
    text = beside.read_text(encoding="utf-8")
    changed = {
        "outside": f"{text}\nbeside\n",
        "inside": text.replace("Explained.", "Explained, beside."),
        "head": f"---\nbeside: [\n---\n{text}",
    }
    put(beside, changed[where])
    kept(folder, noted(), tried(on=2), tried(on=9))
    assert "beside" in beside.read_text(encoding="utf-8")
    edit(page, "Open, mine.", "Open.")
    kept(folder, noted(), tried(on=2), tried(on=9))
    assert "beside" in beside.read_text(encoding="utf-8")


def test_the_state_is_the_user_s_word_until_it_is_taken_back(folder: Path) -> None:
    page = folder / only(kept(folder, noted())).file
    for state in (State.PARKED, State.DONE):
        set_state(page, state)
        card = only(kept(folder, noted()))
        assert (card.state, card.due) == (state, None)
    set_state(page, None)
    card = only(kept(folder, noted()))
    assert (card.state, card.due) == (State.OPEN, day(1))


def test_a_page_begun_by_hand_and_added_to(folder: Path) -> None:
    path = begin_page(folder, "Raft", day(3), "how a\nleader is found")
    add_words(path, "terms", day(4))
    card = only(kept(folder))
    assert (card.name, card.first, card.due, card.state) == ("Raft", day(3), day(4), State.OPEN)
    assert open_page(path).own.endswith("- how a leader is found (2026-11-04)\n\n- terms (2026-11-05)")


def test_a_page_of_the_user_s_own_making_keeps_the_day_it_was_first_seen(folder: Path) -> None:
    page = put(folder / "mine.md", HEAD.format("Raft") + "It has terms.\n")
    first = only(kept(folder))
    assert first.first == day(0)
    edit(page, "terms.", "terms and leaders.")
    (folder / INDEX).unlink()
    again = only(kept(folder, tried("raft", on=1)))
    assert (again.first, again.state) == (day(0), State.EXPLAINED)
    assert "It has terms and leaders." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", " \u202e", "x" * 201])
def test_a_topic_needs_a_name(folder: Path, name: str) -> None:
    with pytest.raises(IdkError, match="needs a name"):
        begin_page(folder, name, day(0))


def test_a_page_may_be_moved_and_renamed(folder: Path) -> None:
    kept(folder, noted())
    (folder / "sub").mkdir()
    (folder / "write-ahead-logging.md").rename(folder / "sub" / "x.md")
    assert only(kept(folder, noted())).file == "sub/x.md"


def test_a_page_that_was_deleted_comes_back(folder: Path) -> None:
    before = kept(folder, noted())
    (folder / only(before).file).unlink()
    assert only(kept(folder, noted())).file == only(before).file


def test_a_page_with_other_names_takes_up_what_is_written_of_them(folder: Path) -> None:
    put(folder / "z.md", "---\ntopic: the log\naliases: [WAL]\nadded: 2026-11-01\n---\n")
    card = only(kept(folder, noted("WAL"), noted("The Log", 2), tried("wal", 3)))
    assert (card.names, card.state) == (("the log", "wal"), State.EXPLAINED)


def test_another_name_joins_two_pages_whatever_they_are_called(folder: Path) -> None:
    kept(folder, noted("aaa"), noted("the log"))
    edit(folder / "the-log.md", "added:", "aliases: [aaa]\nadded:")
    book = kept(folder, noted("aaa"), noted("the log"))
    assert (only(book).file, only(book).names) == ("the-log.md", ("the log", "aaa"))
    assert "aaa.md" in book.notices[0]
    assert len(list(folder.glob("*.md"))) == 2


def test_a_name_that_two_pages_claim_goes_to_the_first_until_it_is_free(folder: Path) -> None:
    put(folder / "a.md", "---\ntopic: a\naliases: [x]\n---\n")
    put(folder / "b.md", "---\ntopic: b\naliases: [x]\n---\n")
    lessons = [noted("x")]
    assert [card.names for card in kept(folder, *lessons).cards] == [("a", "x"), ("b",)]
    (folder / "a.md").unlink()
    assert only(kept(folder, *lessons)).names == ("b", "x")


def test_a_claim_on_a_name_may_move(folder: Path) -> None:
    put(folder / "b.md", "---\ntopic: b\naliases: [x]\n---\n")
    assert only(kept(folder)).names == ("b", "x")
    put(folder / "a.md", "---\ntopic: a\naliases: [x]\n---\n")
    for _ in range(2):
        assert [card.names for card in kept(folder).cards] == [("a", "x"), ("b",)]


def test_of_two_pages_on_a_topic_the_second_is_named(folder: Path) -> None:
    kept(folder, noted())
    put(folder / "zz.md", (folder / "write-ahead-logging.md").read_text(encoding="utf-8"))
    book = kept(folder, noted())
    assert only(book).file == "write-ahead-logging.md"
    assert book.notices == (
        f"{folder / 'zz.md'}: {folder / 'write-ahead-logging.md'} is on the same topic, and is the one "
        "that is used.",
    )


def test_topics_of_one_look_have_pages_of_their_own(folder: Path) -> None:
    topics = [
        "C",
        "C++",
        "C#",
        "../../x",
        "/etc/passwd",
        "con",
        "日本語",
        "…",
        "foo.idk",
        ".hidden",
        "-rf",
        "é" * 90,
    ]
    book = kept(folder, *map(noted, topics))
    assert sorted(names(book)) == sorted(topics)
    assert len({card.file for card in book.cards}) == len(topics)
    inside = folder.resolve()
    assert all(book.page(card).resolve().parent == inside for card in book.cards)
    assert all(len(card.file.encode()) <= 90 for card in book.cards)
    before = files(folder)
    assert kept(folder, *map(noted, topics)) == book
    assert files(folder) == before


def test_a_name_that_no_page_can_have_is_passed_over(folder: Path) -> None:
    assert kept(folder, noted(""), noted("x" * 9000), noted("\u202e")).cards == ()


# Pages that are wrong


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"---\ntopic: [\n---\n", "line 3"),
        (b"---\ntopic: \xff\n---\n", "it is not UTF-8"),
        (b"x" * (LARGEST + 1), "it is larger than 1,000,000 bytes"),
    ],
    ids=["head", "bytes", "large"],
)
def test_a_page_that_cannot_be_read_is_named_and_left(folder: Path, content: bytes, why: str) -> None:
    page = folder / "write-ahead-logging.md"
    kept(folder, noted())
    page.write_bytes(content)
    book = kept(folder, noted(), tried(on=2))
    assert only(book).due == day(1)
    assert book.notices[0].startswith(f"{page} is left as it is until you mend it: {why}")
    assert page.read_bytes() == content
    assert [*files(folder)] == [INDEX, "write-ahead-logging.md"]
    for act in (
        lambda: set_state(page, State.DONE),
        lambda: open_page(page),
    ):
        with pytest.raises(PageError, match=f"^{page}: "):
            act()


def test_what_else_lies_in_the_folder_is_left_alone(folder: Path, tmp_path: Path) -> None:
    put(folder / "notes.md", "# My list\n")
    put(folder / "nul.md", "a\x00b")
    put(folder / ".obsidian" / "x.md", HEAD.format("hidden"))
    put(folder / ".trash.md", HEAD.format("hidden too"))
    (folder / "folder.md").mkdir()
    put(folder / "folder.md" / "page.md", HEAD.format("inner"))
    put(tmp_path / "outside" / "far.md", HEAD.format("far"))
    (folder / "link").symlink_to(tmp_path / "outside")
    os.mkfifo(folder / "pipe.md")
    before = files(folder)
    book = kept(folder)
    assert names(book) == ["inner"]
    assert book.notices == (f"{folder / 'pipe.md'} is left as it is until you mend it: it is not a file",)
    assert {
        name: text for name, text in files(folder).items() if name in before and "inner" not in str(text)
    } == {name: text for name, text in before.items() if "inner" not in str(text)}


def test_a_link_is_written_through_and_a_dead_one_is_named(folder: Path, tmp_path: Path) -> None:
    far = put(tmp_path / "outside" / "far.md", HEAD.format("the log"))
    folder.mkdir()
    (folder / "link.md").symlink_to(far)
    (folder / "dead.md").symlink_to(tmp_path / "nowhere.md")
    (folder / "dead-2.md").symlink_to(folder / "dead-2.md")
    book = kept(folder, noted("the log"), noted("dead"))
    assert (folder / "link.md").is_symlink()
    assert "Open. Written down" in far.read_text(encoding="utf-8")
    assert [notice.split(" is left")[0] for notice in book.notices] == [
        str(folder / "dead-2.md"),
        str(folder / "dead.md"),
    ]
    assert [card.file for card in book.cards] == ["dead-3.md", "link.md"]
    assert not (tmp_path / "nowhere.md").exists()


def test_long_names_leave_room_for_what_is_put_beside(folder: Path) -> None:
    page = put(folder / f"{'日' * 83}x.md", HEAD.format("the log"))
    kept(folder, noted("the log"))
    edit(page, "Open.", "Open, mine.")
    book = kept(folder, noted("the log"), tried("the log", 2))
    assert len(list(folder.glob("*.idk.md"))) == 1
    assert only(book).beside


def test_a_page_keeps_its_permissions_and_a_new_one_is_private(folder: Path) -> None:
    page = folder / only(kept(folder, noted())).file
    assert page.stat().st_mode & 0o777 == 0o600
    page.chmod(0o644)
    kept(folder, noted(), tried(on=2))
    assert page.stat().st_mode & 0o777 == 0o644


def test_a_byte_order_mark_does_not_hide_the_head(folder: Path) -> None:
    page = put(folder / "a.md", "\ufeff---\ntopic: the log\nstate: parked\n---\n")
    assert only(kept(folder, noted("the log"))).state is State.PARKED
    assert page.exists()


def test_a_page_that_would_grow_too_large_is_left(folder: Path) -> None:
    page = put(folder / "a.md", HEAD.format("the log") + "x" * (LARGEST - 60))
    before = page.read_bytes()
    book = kept(folder, noted("the log"))
    assert page.read_bytes() == before
    assert "with what is to be added it is larger" in book.notices[0]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version":1,"cards":[{}]}', b"\xff", b'{"version":9,"cards":[]}']
)
def test_a_damaged_index_is_made_anew(folder: Path, content: bytes) -> None:
    book = kept(folder, noted())
    (folder / INDEX).write_bytes(content)
    assert glance(folder) == Notebook(folder)
    assert kept(folder, noted()) == book
    assert glance(folder) == book


def test_the_index_saves_the_reading(folder: Path) -> None:
    book = kept(folder, noted(), noted("Raft"))
    with patch.object(shelf, "_read", side_effect=AssertionError("read")):
        assert kept(folder, noted(), noted("Raft")) == book


# What happens at the same time


def test_a_page_that_changes_while_it_is_kept_up_is_the_user_s(folder: Path) -> None:
    page = folder / only(kept(folder, noted())).file

    def meanwhile(*args: object) -> object:
        edit(page, "## My notes\n", "## My notes\n\nmine\n")
        return gather(*args)  # type: ignore[arg-type]

    with patch.object(shelf, "gather", meanwhile):
        kept(folder, noted(), tried(on=2))
    text = page.read_text(encoding="utf-8")
    assert ("mine" in text, "in full" in text) == (True, False)
    kept(folder, noted(), tried(on=2))
    text = page.read_text(encoding="utf-8")
    assert ("mine" in text, "in full" in text) == (True, True)


def test_a_page_that_goes_while_it_is_looked_for_is_passed_over(folder: Path) -> None:
    gone = folder / "gone.md"
    with patch.object(shelf, "_files", lambda _: [gone]):
        assert kept(folder).notices == ()


def test_a_page_that_cannot_be_opened_is_named(folder: Path) -> None:
    book = kept(folder, noted())
    put(folder / only(book).file, "changed")
    with patch.object(shelf, "_read", side_effect=PermissionError(13, "Permission denied")):
        again = kept(folder, noted())
    assert again.cards == book.cards
    assert again.notices == (
        f"{folder / only(book).file} is left as it is until you mend it: Permission denied",
    )


def test_a_folder_that_cannot_be_looked_into_stops_it(folder: Path) -> None:
    put(folder / "sub" / "x.md", HEAD.format(WAL))

    def denied(place: str) -> object:
        if str(place).endswith("sub"):
            raise PermissionError(13, "Permission denied", place)
        return really(place)

    really = os.scandir
    with patch.object(os, "scandir", denied), pytest.raises(StorageError, match="sub cannot be used"):
        kept(folder, noted())
    assert [*files(folder)] == ["sub/x.md"]


def test_a_folder_that_cannot_be_written_is_an_error_to_act_on(folder: Path) -> None:
    put(folder, "a file")
    with pytest.raises(StorageError, match="Nothing you wrote is lost"):
        kept(folder, noted())
    with pytest.raises(StorageError):
        begin_page(folder, "x", day(0))
    with pytest.raises(StorageError, match=r"gone\.md cannot be used"):
        open_page(folder.parent / "gone.md")


def test_a_full_disk_leaves_no_half_page(folder: Path) -> None:
    page = folder / only(kept(folder, noted())).file
    before = files(folder)
    with (
        patch("os.fsync", side_effect=OSError(28, "No space left")),
        pytest.raises(StorageError, match="No space"),
    ):
        kept(folder, noted(), tried(on=2))
    assert files(folder) == before
    assert page.exists()


def test_what_is_due_is_in_the_order_of_waiting(folder: Path) -> None:
    book = kept(folder, noted("late", 5), noted("early", 1), noted("also early", 1), noted("future", 9))
    assert [card.name for card in book.due(day(6))] == ["also early", "early", "late"]
    assert book.due(day(0)) == []
    assert kept(folder, noted("far", 0)).due(date.max)


def test_sessions_that_are_gone_take_no_page_with_them(folder: Path) -> None:
    before = kept(folder, noted(WAL, 3), tried(on=5, rating=Rating.GOOD))
    book = keep_up(folder, {})
    assert [card.name for card in book.cards] == [WAL]
    assert only(book).first == only(before).first

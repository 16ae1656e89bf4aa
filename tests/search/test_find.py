"""Search: the bytes hide nothing, the best comes first, hostile files are named and harm nothing."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.records.codec import MAX_LINE, encode
from simulator.search import scan
from simulator.search.find import Found, Rank, search
from simulator.search.folding import fold
from simulator.search.passages import Speaker
from simulator.search.query import Query, Term, parse
from tests.reports.sittings import learner
from tests.search.folders import line, session_id, write

WORDS = st.text(
    st.sampled_from("abBkKzé ÉßSſ\u212a'’\"“\\/-–\n\t\x07\x1b\u202e\u2028.+#()n索引Жж\U0001f600\u0130i_1"),
    min_size=1,
    max_size=12,
)


def found(folder: Path, text: str, most: int | None = None) -> list[tuple[str, int]]:
    """Session and question of each hit, the best first."""
    return [(hit.session, hit.position) for hit in look(folder, text, most).hits]


def look(folder: Path, text: str, most: int | None = None) -> Found:
    result = search(folder, parse(text), most)
    print(text, *result.hits, *result.unreadable, sep="\n")
    return result


def says(text: str, term: str) -> bool:
    """Whether `text` holds `term` where a word begins: slow and plain."""
    text, term = " ".join(re.split(r"\s+", fold(text))), fold(term)
    starts = [place for place in range(len(text)) if text.startswith(term, place)]
    anywhere = not term[0].isalnum() or category(term[0]) == "Lo"
    return any(anywhere or place == 0 or not re.match(r"\w", text[place - 1]) for place in starts)


@settings(max_examples=120, deadline=None)
@given(
    sessions=st.lists(st.lists(st.tuples(st.sampled_from(["you", "said"]), WORDS), max_size=3), max_size=3),
    sought=st.one_of(WORDS, st.integers(0, 8)),
    style=st.integers(0, 2),
)
@example([[("you", "caf\u00c9 \u212aelvin")]], "kelvin", 1)
@example([[("you", 'say "so"\nnow')]], '"so" now', 0)
@example([[("you", "C:\\users")]], "c:\\users", 0)
def test_the_bytes_hide_nothing_that_is_said(
    sessions: list[list[tuple[str, str]]], sought: str | int, style: int
) -> None:
    said = [text for turns in sessions for _, text in turns]
    if isinstance(sought, int):
        if not said:
            return
        text = said[sought % len(said)]
        sought = text[sought % len(text) :]
    term = " ".join(fold(sought).split())
    if not term or (style == 2 and any(ord(char) > 0xFFFF for char in "".join(said))):
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        for place, turns in enumerate(sessions):
            write(folder, place, [turns], style=style)
        result = search(folder, Query(text="", terms=(Term(term),)), None)
    expected = {
        session_id(place)
        for place, turns in enumerate(sessions)
        if any(says(text, term) for _, text in turns) or says("?", term)
    }
    assert {hit.session for hit in result.hits} == expected
    for hit in result.hits:
        for match in hit.matches:
            for start, end in match.spans:
                assert " ".join(fold(match.text[start:end]).split()) == term


@pytest.mark.parametrize(
    "word", ["can't", "C++", "O(n)", ".NET", "utf-8", "c#", "std::vector", "a/b", "--force", "naïve", "索引"]
)
def test_words_of_the_trade_are_words(tmp_path: Path, word: str) -> None:
    write(tmp_path, 0, [[("you", f"I said {word} there")]])
    write(tmp_path, 1, [[("you", f"I said {word.upper()}.")]])
    write(tmp_path, 2, [[("you", "cant c o n net utf8 c std vector a b force naive")]])
    assert found(tmp_path, word) == [(session_id(1), 0), (session_id(0), 0)]


def test_typeset_marks_are_those_of_the_keyboard(tmp_path: Path) -> None:
    write(tmp_path, 0, [[("you", "I can’t; it’s read–write, “so to say”")]])
    for text in ("can't", "can’t", "read-write", '"so to say"', '"it\'s read-write"'):
        assert len(found(tmp_path, text)) == 1


def test_a_phrase_stands_together_also_over_a_line_break(tmp_path: Path) -> None:
    write(tmp_path, 0, [[("you", "a write\n  skew anomaly")]])
    write(tmp_path, 1, [[("you", "skew of a write")]])
    assert found(tmp_path, '"write skew"') == [(session_id(0), 0)]
    assert len(found(tmp_path, "write skew")) == 2


def test_everything_said_is_found_and_nothing_else(tmp_path: Path) -> None:
    turns = [("you", "uno"), ("interviewer", "dos"), ("note", "tres"), ("coach", "cuatro")]
    write(tmp_path, 0, [turns], asks=["cinco?"])
    speakers = [
        look(tmp_path, word).hits[0].matches[0].speaker for word in ["uno", "dos", "tres", "cuatro", "cinco"]
    ]
    assert speakers == [
        Speaker.YOU,
        Speaker.INTERVIEWER,
        Speaker.NOTE,
        Speaker.COACH,
        Speaker.QUESTION,
    ]
    for hidden in ("SECRETKEY", "NEVERASKED", "kind", "silent"):
        assert found(tmp_path, hidden) == []


def test_the_best_comes_first(tmp_path: Path) -> None:
    write(tmp_path, 0, [[("you", "raft election")]])
    write(tmp_path, 1, [[("you", "rafts hold elections")]])
    write(tmp_path, 2, [[("you", "raft"), ("interviewer", "election")]])
    write(tmp_path, 3, [[("you", "rafts"), ("interviewer", "election")]])
    write(tmp_path, 4, [[("you", "an election, by raft")]])
    hits = look(tmp_path, "raft election").hits
    assert [hit.session for hit in hits] == [session_id(place) for place in (4, 0, 1, 2, 3)]
    assert [hit.rank for hit in hits] == [
        Rank.WHOLE,
        Rank.WHOLE,
        Rank.BEGUN,
        Rank.WHOLE_APART,
        Rank.BEGUN_APART,
    ]
    assert [hit.place for hit in hits] == [1, 5, 4, 3, 2]


def test_words_of_two_questions_are_not_taken_together(tmp_path: Path) -> None:
    write(tmp_path, 0, [[("you", "raft")], [("you", "election")]])
    assert found(tmp_path, "raft election") == []
    assert found(tmp_path, "election") == [(session_id(0), 1)]


def test_what_is_not_said(tmp_path: Path) -> None:
    write(tmp_path, 0, [[("you", "raft"), ("interviewer", "like etcd")], [("you", "raft alone")]])
    assert found(tmp_path, "raft -etcd") == [(session_id(0), 1)]


def test_filters(tmp_path: Path) -> None:
    write(tmp_path, 0, [[("you", "raft")]], bank="postgres-internals")
    write(tmp_path, 24 * 60 * 20, [[("you", "raft")]], bank="backend-basics")
    assert found(tmp_path, "raft bank:postgres-internals") == [(session_id(0), 0)]
    assert found(tmp_path, "bank:BACKEND") == [(session_id(24 * 60 * 20), 0)]
    assert found(tmp_path, "raft bank:sql") == []
    assert found(tmp_path, "raft before:2026-12") == [(session_id(0), 0)]
    assert found(tmp_path, "raft after:2026-12-01") == [(session_id(24 * 60 * 20), 0)]
    assert found(tmp_path, "raft after:2026 before:2027") == [
        (session_id(24 * 60 * 20), 0),
        (session_id(0), 0),
    ]


def test_the_outcome_is_looked_at_only_where_it_is_asked_for(tmp_path: Path) -> None:
    scene = learner()
    path = tmp_path / f"{scene.state.started.session}.jsonl"
    path.write_bytes(b"".join(map(encode, scene.events)))
    hits = look(tmp_path, "outcome:plain-admission").hits
    assert [hit.outcome for hit in hits] == ["plain_admission"]
    assert look(tmp_path, "outcome:fabrication").hits == ()
    assert all(hit.outcome is None for hit in look(tmp_path, "know").hits)


def test_it_stops_once_nothing_better_can_come_and_says_that_there_is_more(tmp_path: Path) -> None:
    for place in range(6):
        write(tmp_path, place, [[("you", "raft")]])
    (tmp_path / f"{session_id(0)}.jsonl").write_text("{}\n{}\n")
    result = look(tmp_path, "raft", 2)
    assert [hit.session for hit in result.hits] == [session_id(5), session_id(4)]
    assert (result.complete, result.unreadable) == (False, ())
    assert look(tmp_path, "raft").complete


@pytest.mark.parametrize(
    ("data", "says_what"),
    [
        (b'{"kind":"started","format":99,"x":"raft"}\n{}\n', "Upgrade idk"),
        (b'raft\n{"kind":"finished","at":"2026-11-22T09:00:00Z"}\n', ":1: expected an event"),
        (
            b'{"kind":"asked","position":0,"at":"2026-11-22T09:00:00Z","x":"raft"}\n{}\n',
            ":1: expected the header",
        ),
        (b'"raft' + b" " * MAX_LINE + b'"\n', "at most 16 MiB"),
    ],
    ids=["newer", "damaged", "headless", "endless"],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_found(
    tmp_path: Path, data: bytes, says_what: str
) -> None:
    write(tmp_path, 0, [[("you", "raft")]])
    bad = tmp_path / f"{session_id(1)}.jsonl"
    bad.write_bytes(data)
    result = look(tmp_path, "raft")
    assert [hit.session for hit in result.hits] == [session_id(0)]
    (problem,) = result.unreadable
    assert str(bad) in problem
    assert says_what in problem


def test_torn_tails_unknown_kinds_and_long_lines_are_searched(tmp_path: Path) -> None:
    path = write(tmp_path, 0, [[("you", "x" * 1_000_000 + " raft")]])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    foreign = line("telepathy", text="raft") + "\n"
    path.write_text("".join([*lines[:3], foreign, *lines[3:], '{"kind":"repl']), encoding="utf-8")
    (hit,) = look(tmp_path, "raft").hits
    assert (hit.matches[0].event, hit.matches[0].spans) == (4, ((1_000_001, 1_000_005),))


def test_an_empty_file_a_folder_and_a_pipe_are_no_sessions(tmp_path: Path) -> None:
    import os

    write(tmp_path, 0, [[("you", "raft")]])
    (tmp_path / f"{session_id(1)}.jsonl").touch()
    (tmp_path / f"{session_id(2)}.jsonl").mkdir()
    os.mkfifo(tmp_path / f"{session_id(3)}.jsonl")
    result = look(tmp_path, "raft")
    assert [hit.session for hit in result.hits] == [session_id(0)]
    assert all("ordinary file" in problem for problem in result.unreadable)


@pytest.mark.process
def test_many_files_are_looked_into_by_several_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(6):
        write(tmp_path, place, [[("you", "raft" if place % 2 else "log")]])
    monkeypatch.setattr(scan, "_MANY", 1)
    monkeypatch.setattr(scan, "_TOGETHER", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert found(tmp_path, "raft") == [(session_id(place), 0) for place in (5, 3, 1)]
    assert found(tmp_path, "raft", 1) == [(session_id(5), 0)]

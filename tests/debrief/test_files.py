"""Debriefs on disk: what is written reads back, is the user's alone, and is named when it is broken."""

import os
import stat
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.debrief.files import find, forget, load, read_debrief, save, shelf
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.model import Answer, AskedThere, Debrief, Handled, Project, Stage, topics
from simulator.errors import IdkError, StorageError

_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cs"))
LINE = st.text(_CHARACTERS, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
TOLD = st.builds(
    Debrief,
    company=st.just("") | LINE,
    role=st.just("") | LINE,
    stage=st.none() | st.sampled_from(Stage),
    day=st.dates().map(str),
    answer=st.none() | st.sampled_from(Answer),
    questions=st.lists(st.builds(AskedThere, asked=LINE, handled=st.none() | st.sampled_from(Handled))).map(
        tuple
    ),
    skills=st.lists(st.builds(Wanted, LINE, st.sampled_from(Need), LINE)).map(tuple),
    have=st.lists(LINE).map(tuple),
    projects=st.lists(st.builds(Project, LINE, st.lists(LINE).map(tuple))).map(tuple),
    resume=st.none() | st.lists(LINE).map(tuple),
    listing=st.lists(st.just("") | LINE).map("\n".join).map(str.strip),
)
ACME = Debrief(company="Acme & Söhne", day="2026-11-20", answer=Answer.REJECTED)


@settings(max_examples=60)
@given(TOLD)
def test_what_is_written_reads_back(told: Debrief) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = save(Path(folder), told)
        assert load(kept.path).debrief == told


def test_it_is_for_the_user_s_eyes_alone(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "debriefs"
    before = os.umask(0)
    try:
        kept = save(folder, ACME)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["2026-11-20-acme-sohne.yaml"]


def test_a_second_one_on_that_day_has_a_name_of_its_own_and_a_change_has_not(tmp_path: Path) -> None:
    first = save(tmp_path, ACME)
    assert save(tmp_path, ACME).id == "2026-11-20-acme-sohne-2"
    save(tmp_path, msgspec.structs.replace(ACME, role="Baker"), first.id)
    assert load(first.path).debrief.role == "Baker"
    assert len(shelf(tmp_path).kept) == 2


def test_what_a_terminal_would_obey_is_not_written(tmp_path: Path) -> None:
    kept = save(tmp_path, msgspec.structs.replace(ACME, role="a\x1b[31m\x9bb\u202e", notes="\x07"))
    assert not set(kept.path.read_text("utf-8")) & set("\x1b\x9b\u202e\x07")
    assert load(kept.path).debrief.notes == ""


@pytest.mark.parametrize("text", ["last", "1", "2026-11-20", "ACME & söhne", "2026-11-20-acme-sohne.yaml"])
def test_it_is_found_by_many_names(tmp_path: Path, text: str) -> None:
    save(tmp_path, Debrief(company="Zeta", day="2026-10-01"))
    kept = save(tmp_path, ACME)
    assert find(shelf(tmp_path).kept, text).id == kept.id


def test_what_is_not_there_or_not_clear_is_said(tmp_path: Path) -> None:
    with pytest.raises(IdkError, match="no debrief yet"):
        find(shelf(tmp_path / "none").kept, "last")
    save(tmp_path, ACME)
    save(tmp_path, msgspec.structs.replace(ACME, company="Beta"))
    with pytest.raises(IdkError, match="did you mean 'Beta'"):
        find(shelf(tmp_path).kept, "Betta")
    with pytest.raises(IdkError, match="begins the ids of 2"):
        find(shelf(tmp_path).kept, "2026")


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    kept = save(tmp_path, ACME)
    (tmp_path / f".{kept.path.name}.123").write_text("half")
    forget(kept.path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stage: techincal\n", "x.yaml:1:8: stage: expected one of applied, screen, technical"),
        ("stage: techincal\n", "did you mean 'technical'?"),
        ("company: [a]\n", "x.yaml:1:10: company: expected text; found a list"),
        ("questions:\n- handled: asked\n", "questions[0].asked: expected text; found no such field"),
        ("skills:\n- {skill: SQL, need: vital}\n", "x.yaml:2:22: skills[0].need: expected one of required"),
        ("day: 20-11-2026\n", "x.yaml:1:6: day: expected a day, written YYYY-MM-DD"),
        ("frobnicate: 1\n", "x.yaml:1:1: frobnicate: expected a field of a debrief"),
        ("format: 2\n", "expected a format version up to 1"),
        ("- a\n", "expected a debrief"),
        ("a: [\n", "x.yaml:"),
    ],
)
def test_a_file_edited_badly_is_one_clear_message(text: str, says: str) -> None:
    with pytest.raises(IdkError) as raised:
        read_debrief(text.encode(), "x.yaml")
    assert says in str(raised.value)


def test_an_empty_file_tells_nothing_and_a_broken_one_is_passed_over(tmp_path: Path) -> None:
    assert read_debrief(b"", "x.yaml") == (Debrief(), ())
    save(tmp_path, ACME)
    (tmp_path / "broken.yaml").write_text("stage: x\n")
    (tmp_path / "without.yaml").write_text("company: Acme\n")
    found = shelf(tmp_path)
    assert [one.debrief for one in found.kept] == [ACME]
    assert any("broken.yaml:1:8: stage" in notice for notice in found.notices)
    assert any("without.yaml:1:1: day" in notice for notice in found.notices)


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        save(tmp_path / "file" / "debriefs", ACME)


def test_what_was_not_known_is_a_topic_once() -> None:
    told = Debrief(
        day="2026-11-20",
        questions=(
            AskedThere(asked="What is a WAL?", handled=Handled.ADMITTED, topic="write-ahead log"),
            AskedThere(asked="Again?", handled=Handled.ASKED, topic="Write-ahead log", explained="a log"),
            AskedThere(asked="And SQL?", handled=Handled.EXPLAINED),
            AskedThere(asked="Hm?"),
            AskedThere(asked="Why?", handled=Handled.CLAIMED, explained="because"),
        ),
    )
    assert [(one.topic, one.words, one.day.isoformat()) for one in topics(told)] == [
        ("write-ahead log", "What is a WAL?", "2026-11-20"),
        ("Why?", "because", "2026-11-20"),
    ]

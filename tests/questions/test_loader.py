"""Every good bank is read, every bad one gives exactly its problems, and nothing else ever happens."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ExitCode
from simulator.questions.loader import LoadedBank, load_bank, read_bank
from simulator.questions.model import Kind, Level
from simulator.questions.problems import MAX_PROBLEMS, BankError
from simulator.questions.source import MAX_BYTES

BANKS = Path(__file__).parent.parent / "banks"
GOOD = sorted((BANKS / "good").glob("*.yaml"))
BAD = sorted((BANKS / "bad").glob("*.yaml"))
SAMPLE = (BANKS / "good" / "postgres-internals.yaml").read_bytes()


def outcome(data: bytes) -> LoadedBank | BankError:
    """What reading gives; any other exception fails the test."""
    try:
        return read_bank(data, "bank.yaml")
    except BankError as error:
        return error


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_bank_is_read(path: Path) -> None:
    assert load_bank(path).bank.questions


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_bank_gives_every_problem_with_its_place(path: Path) -> None:
    with pytest.raises(BankError) as caught:
        read_bank(path.read_bytes(), path.name)
    assert str(caught.value) == path.with_suffix(".txt").read_text().rstrip("\n")


def test_every_field_of_a_question_arrives_as_written() -> None:
    bank = read_bank(SAMPLE, "bank.yaml").bank
    log, foil = bank.questions
    assert (bank.name, bank.title, bank.language) == ("postgres-internals", "PostgreSQL internals", "en")
    assert (log.key, log.kind, log.level, log.topic) == (
        "postgres-internals/write-ahead-log",
        Kind.REAL,
        Level.MID,
        "write-ahead logging",
    )
    assert (log.tags, log.skills) == (("databases", "durability"), ("PostgreSQL", "storage engines"))
    assert [(point.core, point.weight, point.accept) for point in log.key_points] == [
        (True, 2.0, ("the log is flushed first",)),
        (False, 1.0, ()),
        (False, 1.0, ()),
    ]
    assert log.explanation.endswith("a crash loses nothing that was committed.")
    assert log.misconceptions[0].claim.startswith("It is a copy")
    assert log.follow_ups[0].ask == "What if the log itself is lost?"
    assert log.resources[0].url.startswith("https://www.postgresql.org/")
    assert (foil.is_foil, foil.near, foil.checked) == (True, "partial and covering indexes", "2026-11-22")


def test_texts_stay_what_they_look_like() -> None:
    bank = load_bank(BANKS / "good" / "as-written.yaml").bank
    assert bank.title == "no"
    assert bank.questions[0].topic == "1:30"
    assert bank.questions[0].tags == ("on", "012", "3.10", "2024-13-45", "C++", "#1")


def test_a_draft_may_lack_fields_and_its_points_are_not_confirmed() -> None:
    loaded = load_bank(BANKS / "good" / "draft.yaml")
    question = loaded.bank.questions[0]
    assert [point.confirmed for point in question.key_points] == [False, True]
    assert (question.topic, question.level) == (question.ask, Level.MID)
    assert loaded.warnings
    assert not any(problem.is_error for problem in loaded.warnings)


def test_a_comment_that_stands_off_is_no_lost_text() -> None:
    assert read_bank(SAMPLE, "bank.yaml").warnings == ()


def test_a_warning_is_marked_and_does_not_block() -> None:
    lossy = SAMPLE.replace(b"topic: write-ahead logging  ", b"topic: logging #1")
    (warning,) = read_bank(lossy, "bank.yaml").warnings
    assert str(warning).startswith("bank.yaml:8:12: warning: questions[0].topic: expected quotes")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("absent.yaml", "absent.yaml: file: expected a bank file; found no such file"),
        ("", "file: expected a bank file; found a folder"),
        ("a\0b", "found no such file"),
    ],
)
def test_a_path_that_is_no_file_says_so(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(BankError) as caught:
        load_bank(tmp_path / name)
    assert says in str(caught.value)
    assert caught.value.exit_code is ExitCode.INPUT


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 25_000,
        b"{" * 25_000,
        b"[{" * 25_000,
        b"- " * 25_000,
        b"? " * 25_000,
        b"a: " * 25_000,
        b"&a " * 25_000,
        b"a: [" + b"a," * 300_000 + b"]",
        b"\xff" * 100_000,
        b"\0" * 100_000,
        b"a" * MAX_BYTES,
        b"\n" * MAX_BYTES,
        b"#" * (10 * 1024 * 1024),
        b"- @a\n" * 20_000,
        b'"' + b"\\" * 100_001,
    ],
    ids=lambda data: f"{data[:6]!r}-{len(data)}",
)
def test_a_hostile_file_is_refused(data: bytes) -> None:
    problems = outcome(data)
    assert isinstance(problems, BankError)
    assert 0 < len(problems.problems) <= MAX_PROBLEMS + 1


def test_of_too_many_problems_the_last_says_that_there_are_more() -> None:
    refused = outcome(b"format: 1\nbank: a\ntitle: a\nquestions:\n" + b"  - {}\n" * 1_000)
    assert isinstance(refused, BankError)
    assert len(refused.problems) == MAX_PROBLEMS + 1
    assert refused.problems[-1].found == "more: mend these and check again"


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=10_000)
def test_any_bytes_give_a_bank_or_a_bank_error(data: bytes) -> None:
    assert outcome(data)


@given(st.text(alphabet=st.sampled_from("ab: -#?&*!|>'\"%@`{}[],\n\t\r\0\\~x1\u2028\ufeffé"), max_size=80))
@settings(max_examples=300, deadline=10_000)
def test_any_text_gives_a_bank_or_a_bank_error(text: str) -> None:
    assert outcome(text.encode())
    assert outcome(SAMPLE + text.encode())


@given(st.data())
@settings(max_examples=200, deadline=10_000)
def test_a_good_bank_cut_or_changed_anywhere_gives_a_bank_or_a_bank_error(data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(SAMPLE))] * 2)))
    middle = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"\n", b": ", b" #", b"- ", b"[", b'"', b"\t"])
    )
    end = data.draw(st.sampled_from([start, end, len(SAMPLE), min(start + 1, len(SAMPLE))]))
    assert outcome(SAMPLE[:start] + middle + SAMPLE[end:])


@given(st.data())
@settings(max_examples=100, deadline=10_000)
def test_problems_point_into_the_file_and_are_in_its_order(data: st.DataObject) -> None:
    lines = SAMPLE.decode().split("\n")
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    found = outcome("\n".join(lines).encode())
    problems = found.problems if isinstance(found, BankError) else found.warnings
    places = [(problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    assert all(1 <= line <= len(lines) and column >= 1 for line, column in places)

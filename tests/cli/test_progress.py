"""`idk progress`: all sessions, in words and as data."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulator.cli import root
from simulator.reports.schema import schema
from tests.reports.html.pages import check, parsed


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


def test_what_little_there_is(finished: str) -> None:
    result = run("progress")
    assert result.exit_code == 0
    assert "1 session, " in result.stdout
    assert "Where you did not know: said so 1 of 1 · asked 1 of 1" in result.stdout
    assert "80% sure" not in result.stdout
    assert "idk progress --json" in result.stderr


def test_as_data_it_keeps_to_the_schema(finished: str) -> None:
    data = json.loads(run("progress", "--json").stdout)
    Draft202012Validator(schema("progress.schema.json")).validate(data)
    assert (data["sessions"], data["answers"], data["first"]) == (1, 1, data["last"])
    assert data["honesty"] == {"withheld": {"have": 0.0, "need": 2.0, "of": "answers on what you knew"}}


def test_many_sessions_are_pooled(finished: str, own_home: Path) -> None:
    folder = own_home / "transcripts"
    text = (folder / f"{finished}.jsonl").read_text()
    for number in range(9):
        (folder / f"2020010{number + 1}T000000Z-aaaa.jsonl").write_text(text)
    data = json.loads(run("progress", "--json").stdout)
    assert (data["sessions"], data["said_so"]) == (10, {"made": 10, "of": 10})
    assert 0 < data["learning"]["value"] < 1


def test_no_session_at_all() -> None:
    result = run("progress")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "idk practice" in result.stderr
    data = json.loads(run("progress", "--json").stdout)
    Draft202012Validator(schema("progress.schema.json")).validate(data)
    assert (data["sessions"], data["first"]) == (0, None)


def test_a_file_that_cannot_be_read_does_not_hide_the_others(finished: str, own_home: Path) -> None:
    (own_home / "transcripts" / "20200101T000000Z-aaaa.jsonl").write_text("{}\n{}\n")
    (own_home / "transcripts" / "20200102T000000Z-aaaa.jsonl").touch()
    result = run("progress")
    assert "1 session, " in result.stdout
    assert "20200101T000000Z-aaaa.jsonl:1: " in result.stderr


def test_the_second_look_reads_nothing_again(
    finished: str, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("progress", "--json").stdout
    monkeypatch.setattr("simulator.records.ledger.read_session", None)
    assert run("progress", "--json").stdout == first


def copied(own_home: Path, session: str, *days: int, bank: str = "") -> None:
    """The session again, on these days of January 2020."""
    folder = own_home / "transcripts"
    text = (folder / f"{session}.jsonl").read_text()
    if bank:
        text = text.replace("backend-basics", bank)
    for day in days:
        (folder / f"202001{day:02}T120000Z-aaaa.jsonl").write_text(text)


def test_the_course_over_time_is_drawn_and_tabled(sample: str, own_home: Path) -> None:
    copied(own_home, sample, *range(1, 10))
    drawn = run("progress").stdout
    assert "Learning over time (0 to 100):\n  2020-01-01  56 (18 to 91)  |       [-" in drawn
    tabled = run("progress", "--table").stdout
    assert "  2020-01-01 to 2020-01-02  2         56      18 to 91\n" in tabled
    assert "|" not in tabled
    data = json.loads(run("progress", "--json").stdout)
    Draft202012Validator(schema("progress.schema.json")).validate(data)
    learned = data["over_time"]["learning"]
    assert [one["sessions"] for one in learned] == [2] * 5
    assert learned[0]["first"] == "2020-01-01T12:00:00Z"


def test_groups_stand_side_by_side(sample: str, own_home: Path) -> None:
    copied(own_home, sample, 1, 2, 3, bank="other-bank")
    copied(own_home, sample, 4, 5, 6)
    shown = run("progress", "--by", "bank").stdout
    assert "Learning by bank (0 to 100):\n  backend-basics  " in shown
    assert "\n  other-bank      " in shown
    data = json.loads(run("progress", "--json", "--by", "bank").stdout)
    Draft202012Validator(schema("progress.schema.json")).validate(data)
    assert [(one["name"], one["sessions"]) for one in data["groups"]] == [
        ("backend-basics", 4),
        ("other-bank", 3),
    ]


def test_a_filter_looks_at_some_alone(sample: str, own_home: Path) -> None:
    copied(own_home, sample, 1, 2, 3, bank="other-bank")
    whole = json.loads(run("progress", "--json", "--by", "bank").stdout)
    part = json.loads(run("progress", "--json", "--bank", "other-bank").stdout)
    assert (part["sessions"], part["only"]) == (3, "bank other-bank")
    group = next(one for one in whole["groups"] if one["name"] == "other-bank")
    assert {name: part[name] for name in group if name != "name"} == {
        name: value for name, value in group.items() if name != "name"
    }
    both = json.loads(run("progress", "--json", "--bank", "other-bank", "--bank", "backend-basics").stdout)
    assert both["sessions"] == 4
    assert (
        "Only bank other-bank, since 2020-01-02."
        in run("progress", "--bank", "other-bank", "--since", "2020-01-02").stdout
    )
    assert json.loads(run("progress", "--json", "--since", "2020-01-02").stdout)["sessions"] == 3


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--bank", "backend-basic"), "bank 'backend-basic' - did you mean 'backend-basics'?"),
        (("--coach", "loud"), "coach 'loud'. There are: full."),
        (("--mode", "pair"), "mode 'pair'. There are: solo."),
        (("--tag", "xyzzy"), "tag 'xyzzy'."),
    ],
)
def test_a_name_that_no_session_has_is_refused(sample: str, args: tuple[str, str], says: str) -> None:
    assert says in str(run("progress", *args).exception)


def test_no_session_is_young_enough(sample: str) -> None:
    result = run("progress", "--since", "2999-01-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No session matches: since 2999-01-01." in result.stderr


def test_as_a_page(sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("progress", "--html")
    assert "Written: idk-progress.html " in result.stderr
    check(parsed((tmp_path / "idk-progress.html").read_text()))


def test_sessions_elsewhere_are_found_and_named_again(finished: str, own_home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    (own_home / "transcripts").rename(elsewhere)
    result = run("progress", "--transcripts", str(elsewhere))
    assert f"idk progress --json --transcripts '{elsewhere}'" in result.stderr

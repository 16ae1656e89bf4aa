"""`idk review --export`: the files, what is refused, and the page that documents them."""

import csv
import json
import re
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.errors import IdkError
from simulator.reports.export.tables import TABLES
from tests.process.programs import SIT

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
REPLIES = "I don't know that one.\nCould you explain it to me?\n/note the log\n/next\n"


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


@pytest.fixture(autouse=True)
def sat(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that is over, and a folder of its own to write into."""
    assert run(*SIT, typed=REPLIES).exit_code == 0
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)


@pytest.mark.parametrize("name", ["a.md", "a.json", "a.csv", "a.parquet"])
def test_a_file_by_its_ending(name: str) -> None:
    result = run("review", "last", "--export", name)
    assert (result.exit_code, result.stdout) == (0, f"{name}\n")
    assert Path(name).stat().st_size
    assert [path.name for path in Path.cwd().iterdir()] == [name]


def test_json_is_an_array_of_sessions() -> None:
    run(*SIT, typed=REPLIES)
    run("review", "--all", "--export", "a.json")
    first, second = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert first["session"]["started"] <= second["session"]["started"]
    assert [turn["speaker"] for turn in first["turns"]][:2] == ["question", "you"]


def test_a_table_and_a_folder_of_all() -> None:
    run("review", "--all", "--export", "n.csv", "--table", "notes")
    (note,) = csv.DictReader(Path("n.csv").read_text(encoding="utf-8").splitlines())
    assert note["text"] == "the log"
    run("review", "--all", "--export", "class", "--format", "csv")
    assert {path.stem for path in Path("class").iterdir()} == set(TABLES)


def test_parquet_holds_what_json_holds() -> None:
    run("review", "--all", "--export", "class", "--format", "parquet")
    run("review", "--all", "--export", "a.json")
    (session,) = json.loads(Path("a.json").read_text(encoding="utf-8"))
    for name in TABLES:
        rows = duckdb.execute(f"SELECT * FROM 'class/{name}.parquet'")
        columns = [column[0] for column in rows.description or ()]
        expected = [session["session"]] if name == "sessions" else session[name]
        found = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            times = {"at", "started"}
            assert {k: v for k, v in one.items() if k not in times} == {
                k: v for k, v in other.items() if k not in times
            }


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_of_the_page_work_as_pasted(query: str) -> None:
    run("review", "--all", "--export", "class", "--format", "parquet")
    assert duckdb.execute(query).fetchall()


def test_the_page_has_three_queries_and_names_every_column() -> None:
    assert len(QUERIES) == 3
    for name, table in TABLES.items():
        section = PAGE.split(f"**{name}**")[1].split("**")[0]
        assert all(f"`{column}`" in section for column in table.__struct_fields__)


def test_every_command_of_the_page_is_one() -> None:
    for command in re.findall(r"\| `idk (review [^`]*)`", PAGE):
        assert run(*command.replace("review 3", "review 1").split()).exit_code == 0


@pytest.mark.parametrize("name", ["a.md", "a.json", "a.csv", "a.parquet"])
def test_nothing_is_overwritten(name: str) -> None:
    Path(name).write_text("mine")
    assert "there already" in str(run("review", "last", "--export", name).exception)
    assert Path(name).read_text() == "mine"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["last", "--export", "a.doc"], "ends in .md, .json, .csv or .parquet"),
        (["last", "--export", "a"], "ends in .md"),
        (["last", "--export", "."], "--format csv or parquet"),
        (["last", "--export", ".", "--format", "json"], "is a folder"),
        (["last", "--export", "a.json", "--table", "notes"], "--table is for csv and parquet"),
        (["last", "--export", "none/a.csv"], "cannot be written"),
        (["last", "--export", "none/a.parquet"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(args: list[str], says: str) -> None:
    error = run("review", *args).exception
    assert isinstance(error, IdkError)
    assert says in str(error)
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [["--export", "a.md"], ["last", "--all", "--export", "a.md"], ["--format", "csv"], ["--me", "Ann"]],
)
def test_it_takes_a_session_or_all(args: list[str]) -> None:
    assert run("review", *args).exit_code == 2


def test_without_duckdb_parquet_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    error = str(run("review", "last", "--export", "a.parquet").exception)
    assert "pip install 'idk-simulator[parquet]'" in error
    assert list(Path.cwd().iterdir()) == []


def test_an_unreadable_transcript_is_named_and_the_others_are_written(own_home: Path) -> None:
    bad = own_home / "transcripts" / "20200101T000000Z-aaaa.jsonl"
    bad.write_text("{}\n{}\n")
    result = run("review", "--all", "--export", "a.json")
    assert f"{bad}:1: " in result.stderr
    assert "1 session written" in result.stderr
    assert len(json.loads(Path("a.json").read_text(encoding="utf-8"))) == 1


def test_an_interrupted_export_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.reports.export.writing.export", stop)
    for name in ("a.json", "a.csv", "a.parquet"):
        run("review", "last", "--export", name)
    assert list(Path.cwd().iterdir()) == []

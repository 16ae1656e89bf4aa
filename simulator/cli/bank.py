"""Owns `idk bank`: listing, checking and showing question banks; what a bank is, `questions` knows."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.bank_import import import_bank
from simulator.cli.complete import complete_id
from simulator.cli.output import WIDEST, json_text, talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.errors import IdkError
    from simulator.questions.library import Library
    from simulator.questions.loader import LoadedBank
    from simulator.questions.model import Bank, Question


@click.group("bank")
def bank() -> None:
    """Look at question banks, and check your own."""


@bank.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON list.")
def list_banks(as_json: bool) -> None:
    """List the banks that can be practised."""
    library = _library()
    rows = [_row(library, name) for name in library.files]
    if rows or as_json:
        _write(json_text(rows) if as_json else "\n".join(map(_line, rows)))
    for notice in library.notices:
        talk(notice)
    talk("Next: idk bank show NAME" if rows else "Next: idk bank schema, to write a bank of your own")


@bank.command("check")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
def check_banks(paths: tuple[str, ...]) -> None:
    """Check bank files: every problem with its place, or `ok`.

    Without a PATH all known banks are checked. The exit code is 3 when a file has errors. Warnings do not
    count: they name what a person should look at, such as a question that another bank asks as well.
    """
    from simulator.errors import ExitCode, IdkError

    library = _library()
    known = library.files
    files = [str(known.get(path, path)) if not Path(path).exists() else path for path in paths]
    files = files or [str(file) for file in known.values()]
    read = {file: _load(file) for file in dict.fromkeys([*map(str, known.values()), *files])}
    found = [read[str(file)] for file in known.values()]
    beside = [one.bank for one in found if not isinstance(one, IdkError)]
    failed = [file for file in files if not _check(file, read[file], beside)]
    if failed:
        talk(f"Next: mend the errors, then idk bank check {_quoted(failed[0])}")
        raise click.exceptions.Exit(ExitCode.INPUT)
    talk(f"Next: idk practice --bank {_quoted(files[0])}" if paths else "Next: idk practice")


@bank.command("show")
@click.argument("name", metavar="ID", shell_complete=complete_id)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, foils and answer keys included.")
def show(name: str, as_json: bool) -> None:
    """Show a bank (ID: its name or file), or a question with its answer key (ID: its id, or bank/id)."""
    from simulator.questions.outline import outline_bank, outline_question

    library = _library()
    if name in library.files or Path(name).is_file():
        loaded = library.load(name).bank
        text = json_text(loaded) if as_json else outline_bank(loaded, _width())
        known = name in library.files
        following = (
            f"bank show {loaded.name}/{loaded.questions[0].id}"
            if known
            else f"practice --bank {_quoted(name)}"
        )
    else:
        question = _question(library, name)
        text = json_text(question) if as_json else outline_question(question, _width())
        following = f"practice --question {question.key}"
    _write(text)
    talk(f"Next: idk {following}")


@bank.command("new")
@click.argument("name", metavar="NAME")
def new(name: str) -> None:
    """Write the commented start of a bank of your own; nothing is ever overwritten."""
    from simulator.cli.places import user_banks
    from simulator.questions.start import write_start

    file = write_start(name, user_banks())
    _write(str(file))
    talk(f"Next: idk bank edit {name}")


bank.add_command(import_bank)


@bank.command("edit")
@click.argument("name", metavar="NAME|FILE", shell_complete=complete_id)
def edit(name: str) -> None:
    """Open one of your banks in $EDITOR, and check it afterwards."""
    from simulator.cli.places import bank_folders
    from simulator.errors import ExitCode, IdkError

    library = _library()
    file = library.files.get(name, Path(name))
    if not file.is_file():
        raise IdkError(f"no bank is called '{name}'. `idk bank list` lists them; `idk bank new` begins one.")
    if name in library.files and file.parent not in bank_folders():
        raise IdkError(
            f"{name} comes with the program and would be overwritten by the next version. "
            "Begin one of your own with: idk bank new NAME"
        )
    try:
        click.edit(filename=str(file))
    except click.ClickException as error:
        raise IdkError(f"{error.message}: set EDITOR to an editor that is installed") from None
    if not _check(str(file), _load(str(file)), library.usable()):
        talk(f"Next: idk bank edit {_quoted(name)}")
        raise click.exceptions.Exit(ExitCode.INPUT)
    talk(f"Next: idk practice --bank {_quoted(name)}")


@bank.command("schema")
def schema() -> None:
    """Print the JSON Schema of a bank file, for editors that complete and check as you type."""
    from simulator.questions.schema import schema_text

    click.echo(schema_text(), nl=False)
    talk("Next: idk bank check YOUR-BANK.yaml")


def _question(library: "Library", name: str) -> "Question":
    from simulator.errors import IdkError, did_you_mean
    from simulator.questions.selection import find

    questions = [question for known in library.holding([name]) for question in known.questions]
    ids = {question.id for question in questions}
    if "/" not in name and name not in ids:
        near = did_you_mean(name, [*library.files, *ids])
        raise IdkError(
            f"no bank or question is called '{name}'{near or '.'} `idk bank list` lists the banks."
        )
    return find(questions, name)


def _library() -> "Library":
    from simulator.cli.places import bank_folders
    from simulator.questions.library import find_banks

    return find_banks(bank_folders())


def _load(file: str) -> "LoadedBank | IdkError":
    """The bank in a file, or what is wrong with it."""
    from simulator.errors import IdkError
    from simulator.questions.loader import load_bank

    try:
        return load_bank(file)
    except IdkError as error:
        return error


def _check(file: str, read: "LoadedBank | IdkError", beside: "Iterable[Bank]") -> bool:
    """Print what is wrong with one file, also next to the banks `beside`; whether it can be used."""
    from simulator.errors import IdkError
    from simulator.questions.quality import warnings
    from simulator.reports.words import count

    if isinstance(read, IdkError):
        _write(str(read))
        return False
    text = Path(file).read_text("utf-8", "replace")
    for warning in (*read.warnings, *warnings(read.bank, beside, file, text)):
        _write(str(warning))
    _write(f"{file}: ok, {count(len(read.bank.questions), 'question')}")
    return True


def _row(library: "Library", name: str) -> dict[str, Any]:
    """What a list says of one bank."""
    from simulator.errors import IdkError

    file = str(library.files[name])
    try:
        found = library.load(name).bank
    except IdkError:
        return {"bank": name, "file": file, "error": f"it cannot be used; idk bank check {name} says why"}
    foils = sum(question.is_foil for question in found.questions)
    return {
        "bank": name,
        "title": found.title,
        "language": found.language,
        "questions": len(found.questions) - foils,
        "foils": foils,
        "file": file,
    }


def _line(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['bank']}: {row['error']}"
    from simulator.reports.words import count

    return f"{row['bank']}: {row['title']} ({count(row['questions'], 'question')}, {row['foils']} made up)"


def _quoted(file: str) -> str:
    from shlex import quote

    return quote(file)


def _width() -> int:
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, WIDEST)


def _write(text: str) -> None:
    """Data, for standard output."""
    from simulator.text import clean

    click.echo(clean(text))

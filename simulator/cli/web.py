"""Owns how a page gets into a file and before the user's eyes; never writes over a file unasked."""

import os
from pathlib import Path
from typing import NamedTuple

import click

from simulator.cli.options import together

_TO_STDOUT = "-"


class PageWish(NamedTuple):
    """What the user asked of a page."""

    file: Path | None
    """None for the name it gets by itself; `-` for standard output."""
    show: bool
    replace: bool


page_options = together(
    click.option(
        "--html",
        is_flag=False,
        flag_value="",
        metavar="[FILE]",
        help="Write one web page that needs nothing else; - for standard output.",
    ),
    click.option("--open", "show", is_flag=True, help="Write the page and open it in the browser."),
    click.option("--force", is_flag=True, help="With --html: write over a file that exists."),
)
"""`--html [FILE]`, `--open` and `--force`, which a command gets as `html`, `show`, `force`."""


def wish(html: str | None, *, show: bool, force: bool) -> PageWish | None:
    """What the options come to; None where no page is wanted."""
    if html is None and not show:
        return None
    return PageWish(Path(html) if html else None, show, force)


def put(page: str, asked: PageWish, name: str) -> None:
    """Write `page` where it was asked for, by itself into the current folder under `name`, and open it.

    Raises IdkError where the file exists and was not to be replaced, or cannot be written.
    """
    from simulator.cli.output import talk

    if asked.file == Path(_TO_STDOUT):
        click.echo(page, nl=False)
        return
    path = asked.file or Path(name)
    _write(path, page, replace=asked.replace)
    talk(f"Written: {path} (readable by you alone).")
    if asked.show and not _opened(path):
        talk(f"No browser could be started. Open {path.resolve()} in one.")


def _write(path: Path, page: str, *, replace: bool) -> None:
    from simulator.errors import IdkError, StorageError

    if path.is_dir():
        raise IdkError(f"{path} is a folder. Name a file in it: --html {path / 'page.html'}")
    fresh = os.O_TRUNC if replace else os.O_EXCL
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | fresh, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
    except FileExistsError:
        raise IdkError(
            f"{path} exists. Name another file with --html FILE, or write over it with --force."
        ) from None
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.") from error


def _opened(path: Path) -> bool:
    import webbrowser

    try:
        return webbrowser.open(path.resolve().as_uri())
    except webbrowser.Error:
        return False

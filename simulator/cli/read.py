"""Owns `idk read`: shows how a reply is read, for people or as data; reading itself is
`simulator.reading`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.output import has_looks, talk

if TYPE_CHECKING:
    from simulator.questions.model import Question
    from simulator.reading.changes import LeftOut
    from simulator.reading.model import Line, MoveSpan, Reading
    from simulator.reading.reader import LocalReader


@click.command("read")
@click.argument("reply", required=False, metavar="[REPLY]")
@click.option(
    "--question", "-q", "question_id", metavar="ID", help="Hold the reply against this question's key."
)
@click.option("--ask", metavar="TEXT", help="What was asked, where it is no question of a bank.")
@click.option(
    "--context", "-c", multiple=True, metavar="TEXT", help="What the interviewer said since (repeatable)."
)
@click.option(
    "--jsonl", "as_lines", is_flag=True, help="Read JSON lines from the file REPLY, or standard input."
)
def read(
    reply: str | None, question_id: str | None, ask: str | None, context: tuple[str, ...], as_lines: bool
) -> None:
    """See how a reply is read.

    Shows what REPLY does, by which words, and how sure the reader is.

    With --question, also which points of the answer key it meets; that shows the key.

    With --jsonl, each line is {"question", "context", "turn"} with "key_points", "reference" or
    "misconceptions" if you like; one line comes out for each that goes in.
    """
    from simulator.reading.reader import load_reader

    reader = load_reader()
    if as_lines:
        _check_lines_alone(question_id, ask, context)
        _read_lines(reply, reader)
        return
    if reply is None:
        raise click.UsageError('what should be read? For example: idk read "No idea. How does it work?"')
    if question_id and ask:
        raise click.UsageError("--question and --ask both say what was asked; give one of them")
    _show(reader, _question(question_id, ask), context, reply)


def _check_lines_alone(question_id: str | None, ask: str | None, context: tuple[str, ...]) -> None:
    if question_id or ask or context:
        raise click.UsageError("with --jsonl the question and the context stand in each line")


def _read_lines(file: str | None, reader: "LocalReader") -> None:
    from simulator.reading.lines import read_line

    for line in _lines(file):
        click.echo(read_line(line, reader))
        sys.stdout.flush()
    if reader.notice:
        talk(reader.notice)


def _lines(file: str | None) -> Iterator[bytes]:
    from simulator.errors import StorageError

    if file is None or file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise StorageError(f"{file}: cannot be read ({error.strerror})") from error


def _question(question_id: str | None, ask: str | None) -> "Question":
    from simulator.questions.model import Level, Question

    if not question_id:
        return Question(bank="typed", id="typed", ask=ask or "", topic="", level=Level.MID)
    from simulator.cli.places import bank_folders
    from simulator.questions.library import find_banks

    return find_banks(bank_folders()).question(question_id)


def _show(reader: "LocalReader", question: "Question", context: tuple[str, ...], reply: str) -> None:
    from simulator.reading.model import Line, Who
    from simulator.text import clean, scrub

    turn = scrub(reply)
    said = [Line(Who.INTERVIEWER, scrub(line)) for line in context]
    reading = reader.read(question, said, turn)
    changes = _changes(reader, question, said, turn, reading)
    for line in (*_moves(turn, reading), *_key(question, reading), *_learning(reading), *map(clean, changes)):
        click.echo(clean(line) if not has_looks() else line, color=has_looks())
    if len(turn) > reader.reads_to:
        talk(f"Only the first {reader.reads_to} characters were read.")
    if reader.notice:
        talk(reader.notice)
    talk(_next(question))


def _moves(turn: str, reading: "Reading") -> Iterator[str]:
    from simulator.reading.language_names import language_name
    from simulator.reports.words import MOVES, percent

    if reading.language:
        yield f"The reply looks like {language_name(reading.language)}. Only English is read."
        yield _marked(turn, None)
        return
    if not reading.moves:
        yield "The reply makes no move: it neither answers, admits nor asks."
        yield _marked(turn, None)
    for span in reading.moves:
        yield f"{MOVES[span.move]} ({percent(span.p)}% sure)"
        yield _marked(turn, span)


def _marked(turn: str, span: "MoveSpan | None") -> str:
    """The reply with the words of a move marked: underlined where the terminal can, else in brackets."""
    from simulator.text import clean

    if span is None:
        return _indented(clean(turn))
    before, inside, after = (clean(part) for part in (turn[: span.start], span.text, turn[span.end :]))
    return _indented(
        f"{before}{click.style(inside, underline=True) if has_looks() else f'[{inside}]'}{after}"
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _key(question: "Question", reading: "Reading") -> Iterator[str]:
    from simulator.reports.words import EVIDENCE, percent
    from simulator.text import clean

    evidence = reading.evidence
    if not question.key_points and not question.is_foil:
        return
    if reading.language:
        return
    if evidence is None:
        yield "\nNothing is stated that could be held against the key."
        return
    yield f"\nAgainst the key: {EVIDENCE[evidence.level]} ({percent(evidence.confidence)}% sure)"
    for point in evidence.points:
        heard = f" - heard: “{clean(point.text)}”" if point.met else ""
        tick = "✓" if point.met else "·"
        yield f"  {tick} {clean(question.key_points[point.index].point)} ({percent(point.p)}%){heard}"
    for entry in evidence.misconceptions:
        yield f"  ! “{clean(entry.text)}” - {clean(question.misconceptions[entry.index].correction)}"


def _learning(reading: "Reading") -> Iterator[str]:
    from simulator.reports.words import FACETS

    if reading.quality:
        yield "\n" + " · ".join(
            f"{FACETS[facet]} {int(value)} of 4" for facet, value in reading.quality.items()
        )


def _changes(
    reader: "LocalReader", question: "Question", said: "list[Line]", turn: str, reading: "Reading"
) -> list[str]:
    """What would have made the reading another one, under a heading; nothing if nothing would."""
    from simulator.reading.changes import left_out, missing_for_full

    without = left_out(reader, question, said, turn[: reader.reads_to], reading)
    missing = missing_for_full(question, reading.evidence) if reading.evidence else ()
    lines = [
        *map(_without, without),
        *map(_nearly, reading.nearly),
        *(f"  For a full answer: {question.key_points[index].point}" for index in missing),
    ]
    return ["\nWhat would have changed it", *lines] if lines else []


def _without(change: "LeftOut") -> str:
    from simulator.reports.words import MOVES

    effects = [f"no longer {MOVES[move]}" for move in change.gone]
    effects += [f"then {MOVES[move]}" for move in change.come]
    return f"  Without “{change.words}”: {', '.join(effects)}"


def _nearly(span: "MoveSpan") -> str:
    from simulator.reports.words import MOVES, percent

    return f"  Nearly: {MOVES[span.move]} ({percent(span.p)}%), by “{span.text}”"


def _next(question: "Question") -> str:
    if question.bank == "typed":
        return 'Next: idk read "…" --question ID to hold it against an answer key (idk bank list)'
    return f"Next: idk practice --bank {question.bank}"

"""`idk score`: a session, or all of them, scored again by today's rubric."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import options
from simulator.cli.complete import complete_session

if TYPE_CHECKING:
    from simulator.interview.state import State
    from simulator.records.store import SessionRef
    from simulator.scoring.session import ScoredSession


@click.command(epilog="The reasons behind one question: idk why SESSION QUESTION")
@click.argument("session", metavar="[SESSION]", required=False, shell_complete=complete_session)
@click.option("--all", "everything", is_flag=True, help="Score every session, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="Print data; with --all a list of it.")
@options.transcripts()
@click.pass_context
def score(
    context: click.Context, session: str | None, everything: bool, as_json: bool, transcripts: Path | None
) -> None:
    """Score a past session by today's rubric, beside the one it was sat under.

    SESSION is a place in the list of `idk review`, the beginning of an id, or `last`. What was read is
    not read again; nothing is written.
    """
    from simulator.cli import places
    from simulator.records.store import find_session, list_sessions

    if everything == (session is not None):
        raise click.UsageError(
            "Name a session, as in `idk score last`, or give --all: one of the two.", context
        )
    folder = places.transcripts(transcripts)
    if session is not None:
        _one(find_session(folder, session), as_json=as_json)
    else:
        _all(list_sessions(folder), as_json=as_json)


def _one(found: "SessionRef", *, as_json: bool) -> None:
    from simulator.cli.output import json_text, talk, width
    from simulator.reports.plain import wrap
    from simulator.reports.scores import score_data, score_lines
    from simulator.text import clean

    state, scored = rescore(found.path)
    if as_json:
        click.echo(json_text(score_data(state, scored, finished=_over(state))))
        return
    for line in score_lines(state, scored):
        click.echo("\n".join(wrap(clean(line), width())))
    if not _over(state):
        talk("This session is not over yet.")


def _all(sessions: "list[SessionRef]", *, as_json: bool) -> None:
    from simulator.cli.output import json_text, talk, width
    from simulator.reports.plain import wrap
    from simulator.reports.scores import score_data, score_row
    from simulator.text import clean

    if as_json:
        # One by one: a list of 100,000 need not be held to be printed.
        click.echo("[")
        separator = ""
        for _, state, scored in _rescored(sessions):
            click.echo(f"{separator}{json_text(score_data(state, scored, finished=_over(state)))}", nl=False)
            separator = ",\n"
        click.echo("\n]" if separator else "]")
        return
    for place, state, scored in _rescored(sessions):
        click.echo("\n".join(wrap(clean(score_row(place, state, scored)), width())))
    if not sessions:
        talk("No session yet. Start one with: idk practice")


def _rescored(sessions: "list[SessionRef]") -> "Iterator[tuple[int, State, ScoredSession]]":
    """Each session with its place in the list; those that cannot be read are named in the end."""
    from simulator.cli.output import talk
    from simulator.cli.waiting import waited_for
    from simulator.errors import IdkError
    from simulator.records.store import EmptyTranscriptError

    problems = []
    watched = waited_for(sessions, f"Scoring {len(sessions):,} sessions", printing=True)
    for place, session in enumerate(watched, 1):
        try:
            state, scored = rescore(session.path)
        except EmptyTranscriptError:
            continue
        except IdkError as error:
            problems.append(error)
            continue
        yield place, state, scored
    for problem in problems:
        talk(f"idk: {problem}")


def rescore(path: Path) -> "tuple[State, ScoredSession]":
    """The session at `path` and its scores; raises IdkError where it cannot be read."""
    from simulator.interview.state import replay
    from simulator.records.store import read_session
    from simulator.scoring.session import score as scores

    transcript = read_session(path)
    state = replay(transcript.events, transcript.passed_over)
    return state, scores(state)


def _over(state: "State") -> bool:
    from simulator.interview.state import Phase

    return state.phase is Phase.OVER

"""`idk review`: the sessions there are, or one of them with the reasons for every point; contesting one."""

from pathlib import Path

import click

from simulator.cli.complete import complete_session
from simulator.cli.output import json_text, talk, width


@click.command(epilog="Sit another: idk practice")
@click.argument("session", metavar="[ID|N|last]", required=False, shell_complete=complete_session)
@click.option("--json", "as_json", is_flag=True, help="Print data: every figure with the events it rests on.")
@click.option(
    "--transcripts",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Look here for transcripts.",
)
@click.option("--all", "everything", is_flag=True, help="List every session, not only the newest 20.")
@click.option(
    "--contest",
    "question",
    metavar="QUESTION",
    help="Say that this question (its number or id) was read wrongly: it no longer counts.",
)
@click.pass_context
def review(
    context: click.Context,
    session: str | None,
    as_json: bool,
    transcripts: Path | None,
    everything: bool,
    question: str | None,
) -> None:
    """See past sessions again, with the reasons for every point.

    Without a name they are listed. A session is named by its place in the list, the beginning of its
    id, or `last`.
    """
    from simulator.cli import places

    folder, where = places.transcripts(transcripts), places.named_again(transcripts)
    if question is not None:
        if session is None:
            raise click.UsageError("--contest needs a session: idk review last --contest 2", context)
        _contest(folder, session, question, where)
        if not as_json:
            return
    if session is None:
        _list(folder, where, as_json=as_json, everything=everything)
    else:
        _show(folder, session, where, as_json=as_json)


_NEWEST = 20


def _list(folder: Path, where: str, *, as_json: bool, everything: bool) -> None:
    from simulator.errors import IdkError
    from simulator.records.store import EmptyTranscriptError, list_sessions, read_session, summary_of
    from simulator.reports.listing import listed, row
    from simulator.reports.summary import headline_of
    from simulator.text import clean

    sessions = list_sessions(folder)
    shown = sessions if everything else sessions[:_NEWEST]
    rows = []
    for place, session in enumerate(shown, 1):
        try:
            done = "" if everything else headline_of(read_session(session.path).events)
            rows.append(row(place, session.id, summary_of(session.path), done))
        except EmptyTranscriptError:
            continue
        except IdkError as error:
            talk(f"idk: {error}")
    if as_json:
        click.echo(json_text(rows))
        return
    for one in rows:
        click.echo(clean(listed(one)))
    if not sessions:
        talk("No session yet. Start one with: idk practice")
    else:
        hidden = len(sessions) - len(shown)
        more = f" {hidden} older: idk review --all{where}." if hidden else ""
        talk(f"\nSee one with: idk review 1{where}.{more}")


def _show(folder: Path, session: str, where: str, *, as_json: bool) -> None:
    from simulator.interview.state import replay
    from simulator.records.store import find_session, read_session
    from simulator.scoring.session import score

    transcript = read_session(find_session(folder, session).path)
    for notice in (transcript.torn, _passed_over(len(transcript.unknown))):
        if notice:
            talk(notice)
    state = replay(transcript.events, transcript.passed_over)
    scored = score(state)
    if as_json:
        from simulator.reports.data import session_data

        click.echo(json_text(session_data(state, scored)))
        return
    from simulator.reports.plain import plain
    from simulator.reports.review import review as blocks

    columns = width()
    for block in blocks(state, scored):
        click.echo(plain(block, columns))
    talk(f"\nThe same as data: idk review {session} --json{where}. Sit another: idk practice")


def _contest(folder: Path, session: str, question: str, where: str) -> None:
    """Add to the transcript that the user disagrees, as `/contest` does; nothing in it is changed."""
    from simulator.cli.clock import now
    from simulator.cli.why import find_episode
    from simulator.errors import IdkError
    from simulator.interview.commands import Contest
    from simulator.interview.protocol import decide
    from simulator.interview.state import replay
    from simulator.records import digests, history
    from simulator.records.store import Journal, find_session

    found = find_session(folder, session)
    with Journal.resume(found.path) as journal:
        assert journal.transcript is not None  # resume has read it
        state = replay(journal.transcript.events, journal.transcript.passed_over)
        episode = find_episode(state, question)
        named = f"Question {episode.position + 1} ({episode.question.id})"
        if episode.contested:
            talk(f"{named} is contested already: it does not count.")
            return
        if state.paused:
            raise IdkError(
                f"{found.id} is paused, so nothing can be added from outside. Go on with: "
                f"idk practice --resume {found.id}{where} - there /contest says it of the open question."
            )
        if journal.recovered:
            talk(journal.recovered)
        journal.append(*decide(state, Contest(episode.position), now()))
    # What was done in it unprompted no longer counts either, nor how it was recalled.
    history.forget(folder)
    digests.forget(folder, found.id)
    talk(f"{named} no longer counts. Thank you for saying so. The scores now: idk score {session}{where}")


def _passed_over(count: int) -> str:
    return f"{count} lines of kinds this version does not know are passed over." if count else ""

"""`idk review`: the sessions there are, or one of them with the reasons for every point; contesting one."""

from pathlib import Path

import click

from simulator.cli.complete import complete_session
from simulator.cli.output import has_looks, is_full_terminal, json_text, talk
from simulator.cli.web import PageWish, page_options, put


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
@click.option("--plain", is_flag=True, help="Print the list instead of opening it; no colour, no underline.")
@click.option("--pager", is_flag=True, help="Read the session in $PAGER, a page at a time.")
@click.option(
    "--contest",
    "question",
    metavar="QUESTION",
    help="Say that this question (its number or id) was read wrongly: it no longer counts.",
)
@page_options
@click.pass_context
def review(
    context: click.Context,
    session: str | None,
    as_json: bool,
    transcripts: Path | None,
    everything: bool,
    plain: bool,
    pager: bool,
    question: str | None,
    html: str | None,
    show: bool,
    force: bool,
) -> None:
    """See past sessions again, with the reasons for every point.

    Without a name, a terminal shows them all to choose from: filter, read, contest, replay; elsewhere
    they are listed. A session is named by its place in the list, the beginning of its id, or `last`.
    """
    from simulator.cli import places
    from simulator.cli.web import wish

    folder, where = places.transcripts(transcripts), places.named_again(transcripts)
    if question is not None:
        if session is None:
            raise click.UsageError("--contest needs a session: idk review last --contest 2", context)
        _contest(folder, session, question, where)
        if not as_json:
            return
    page = wish(html, show=show, force=force)
    if session is None and (page or pager):
        option = "--html" if page else "--pager"
        raise click.UsageError(f"{option} needs a session: idk review last {option}", context)
    if session is not None:
        looks = has_looks() and not plain
        _show(folder, session, where, as_json=as_json, looks=looks, pager=pager, page=page)
    elif is_full_terminal() and not (as_json or everything or plain):
        from simulator.cli.browse import browse

        context.exit(browse(folder, where))
    else:
        _list(folder, where, as_json=as_json, everything=everything)


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


def _show(
    folder: Path,
    session: str,
    where: str,
    *,
    as_json: bool,
    looks: bool,
    pager: bool,
    page: PageWish | None,
) -> None:
    from simulator.records.store import find_session, read_session
    from simulator.reports.recording import recording

    seen = recording(read_session(find_session(folder, session).path))
    for notice in seen.notices:
        talk(notice)
    if as_json:
        from simulator.reports.data import session_data

        click.echo(json_text(session_data(seen.state, seen.scored)))
        return
    from simulator.cli.reviewing import as_page, written

    if page:
        put(as_page(seen), page, f"idk-{seen.id}.html")
        return
    if pager:  # whatever it is, it takes plain text
        click.echo_via_pager(f"{text}\n" for text in written(seen, looks=False))
        return
    for text in written(seen, looks=looks):
        click.echo(text, color=looks)
    talk(f"\nThe same as data: idk review {session} --json{where}. Sit another: idk practice")


def _contest(folder: Path, session: str, question: str, where: str) -> None:
    """Add to the transcript that the user disagrees, as `/contest` does; nothing in it is changed."""
    from simulator.cli.amend import amend
    from simulator.cli.score import rescore
    from simulator.cli.why import find_episode
    from simulator.interview.commands import Contest
    from simulator.records.store import find_session

    path = find_session(folder, session).path
    state, _ = rescore(path)
    episode = find_episode(state, question)
    named = f"Question {episode.position + 1} ({episode.question.id})"
    if episode.contested:
        talk(f"{named} is contested already: it does not count.")
        return
    mended = amend(path, Contest(episode.position), where)
    if mended:
        talk(mended)
    talk(f"{named} no longer counts. Thank you for saying so. The scores now: idk score {session}{where}")

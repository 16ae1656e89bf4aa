"""`idk review`: the sessions there are, or one of them with the reasons for every point; contesting one."""

from pathlib import Path
from typing import NamedTuple

import click

from simulator.cli import options
from simulator.cli.complete import complete_bank, complete_session
from simulator.cli.output import has_looks, is_full_terminal, json_text, talk, width
from simulator.cli.web import PageWish, page_options, put


@click.command(epilog="Sit another: idk practice")
@click.argument("named", metavar="[ID|N|last]", nargs=-1, shell_complete=complete_session)
@click.option("--json", "as_json", is_flag=True, help="Print data: every figure with the events it rests on.")
@options.transcripts()
@click.option("--all", "everything", is_flag=True, help="List everything, not only the newest or best 20.")
@click.option("--plain", is_flag=True, help="Print the list instead of opening it; no colour, no underline.")
@click.option("--pager", is_flag=True, help="Read the session in $PAGER, a page at a time.")
@click.option(
    "--contest",
    "question",
    metavar="QUESTION",
    help="Say that this question (its number or id) was read wrongly: it no longer counts.",
)
@click.option(
    "--search",
    "words",
    metavar="WORDS",
    help="Find the questions in which all of it was said, asked, explained or noted.",
)
@click.option(
    "--import",
    "outside",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Bring in an interview held elsewhere: text, Markdown, captions (VTT, SRT) or JSON messages.",
)
@click.option("--me", metavar="NAME", help="With --import: what you are called in the file.")
@click.option(
    "--as-bank",
    "banks",
    multiple=True,
    metavar="NAME|FILE",
    shell_complete=complete_bank,
    help="With --import: look for its questions in this bank alone; repeatable.",
)
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the session, or --all, to FILE: .md, .json, .csv or .parquet; nothing is overwritten.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json", "csv", "parquet"]),
    help="With --export: the format, where FILE's ending does not say it, or FILE is a folder.",
)
@click.option(
    "--table",
    type=click.Choice(["sessions", "questions", "turns", "moves", "notes"]),
    help="With --export to csv or parquet: this table. A FILE takes one, questions by default; a folder all.",
)
@page_options
@click.pass_context
def review(
    context: click.Context,
    named: tuple[str, ...],
    as_json: bool,
    transcripts: Path | None,
    everything: bool,
    plain: bool,
    pager: bool,
    question: str | None,
    words: str | None,
    outside: Path | None,
    me: str | None,
    banks: tuple[str, ...],
    export_to: Path | None,
    form: str | None,
    table: str | None,
    html: str | None,
    show: bool,
    force: bool,
) -> None:
    """See past sessions again, with the reasons for every point.

    Without a name, a terminal shows them all to choose from: filter, read, contest, replay; elsewhere
    they are listed. A session is named by its place in the list, the beginning of its id, or `last`.

    A search takes words and "phrases", -WORD for what is not said, bank:NAME, outcome:NAME, and
    after: or before: with a date.
    """
    from simulator.cli import places
    from simulator.cli.web import wish

    folder, where = places.transcripts(transcripts), places.named_again(transcripts)
    _refuse_alone(context)
    if outside is not None:
        from simulator.cli.review_import import import_interview

        import_interview(folder, outside, me, banks, where)
    elif words is not None:
        from simulator.cli.review_search import search_sessions

        sought = " ".join((words, *named))  # --search raft election needs no quotes
        search_sessions(folder, sought, where, as_json=as_json, everything=everything)
    elif len(named) > 1:
        raise click.UsageError(f"Expected one session; found {' '.join(named)}.", context)
    elif export_to is not None:
        _export(context, folder, next(iter(named), None), export_to, form, table)
    else:
        how = _How(as_json, everything, plain, pager, wish(html, show=show, force=force))
        _look(context, folder, next(iter(named), None), where, question, how)


class _How(NamedTuple):
    """How sessions are to be seen."""

    as_json: bool
    everything: bool
    plain: bool
    pager: bool
    page: PageWish | None


def _look(
    context: click.Context, folder: Path, session: str | None, where: str, question: str | None, how: _How
) -> None:
    if session is None:
        needs = {"--contest": question is not None, "--html": how.page is not None, "--pager": how.pager}
        for option in (name for name, wanted in needs.items() if wanted):
            place = " 2" if option == "--contest" else ""
            raise click.UsageError(f"{option} needs a session: idk review last {option}{place}", context)
        if is_full_terminal() and not (how.as_json or how.everything or how.plain):
            from simulator.cli.browse import browse

            context.exit(browse(folder, where))
        _list(folder, where, as_json=how.as_json, everything=how.everything)
        return
    if question is not None:
        _contest(folder, session, question, where)
    if question is None or how.as_json:
        _show(folder, session, where, how)


def _export(
    context: click.Context, folder: Path, session: str | None, to: Path, form: str | None, table: str | None
) -> None:
    from simulator.cli.review_export import export_sessions

    if context.params["everything"] == (session is not None):
        raise click.UsageError("--export needs a session or --all: idk review last --export FILE", context)
    export_sessions(folder, session, to, form, table)


_BELONGS = {"me": "outside", "banks": "outside", "form": "export_to", "table": "export_to"}
"""Options that say more about another one."""


def _refuse_alone(context: click.Context) -> None:
    """An option without the one it belongs to would be passed over in silence."""
    names = {param.name: param.opts[0] for param in context.command.params}
    for part, whole in _BELONGS.items():
        if context.params[part] and context.params[whole] is None:
            raise click.UsageError(f"{names[part]} is for {names[whole]} FILE.", context)


_NEWEST = 20


def _list(folder: Path, where: str, *, as_json: bool, everything: bool) -> None:
    from simulator.errors import IdkError
    from simulator.records.store import (
        EmptyTranscriptError,
        list_sessions,
        newest_sessions,
        read_session,
        summary_of,
    )
    from simulator.reports.listing import listed, row
    from simulator.reports.plain import wrap
    from simulator.reports.summary import headline_of
    from simulator.text import clean

    if everything:
        shown = list_sessions(folder)
        hidden = 0
    else:
        shown, total = newest_sessions(folder, _NEWEST)
        hidden = total - len(shown)
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
    columns = width()
    for one in rows:
        click.echo("\n".join(wrap(clean(listed(one)), columns)))
    if not shown:
        talk("No session yet. Start one with: idk practice")
    else:
        more = f" {hidden} older: idk review --all{where}." if hidden else ""
        talk(f"\nSee one with: idk review 1{where}.{more}")


def _show(folder: Path, session: str, where: str, how: _How) -> None:
    from simulator.records.store import find_session, read_session
    from simulator.reports.recording import recording

    seen = recording(read_session(find_session(folder, session).path))
    for notice in seen.notices:
        talk(notice)
    if how.as_json:
        from simulator.reports.data import session_data

        click.echo(json_text(session_data(seen.state, seen.scored)))
        return
    from simulator.cli.reviewing import as_page, written

    if how.page:
        put(as_page(seen), how.page, f"idk-{seen.id}.html")
        return
    if how.pager:  # whatever it is, it takes plain text
        click.echo_via_pager(f"{text}\n" for text in written(seen, looks=False))
        return
    looks = has_looks() and not how.plain
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

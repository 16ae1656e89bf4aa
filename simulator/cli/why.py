"""`idk why`: the arithmetic of one question, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import options
from simulator.cli.complete import complete_session

if TYPE_CHECKING:
    from simulator.interview.state import Episode, State


@click.command(epilog="Disagree? idk review SESSION --contest QUESTION")
@click.argument("session", metavar="SESSION", shell_complete=complete_session)
@click.argument("question", metavar="QUESTION")
@options.transcripts()
def why(session: str, question: str, transcripts: Path | None) -> None:
    """Walk through the arithmetic of one question in plain words.

    SESSION is a place in the list of `idk review`, the beginning of an id, or `last`. QUESTION is its
    number in the session, or its id.
    """
    from simulator.cli import places
    from simulator.cli.output import talk, width
    from simulator.cli.score import rescore
    from simulator.errors import IdkError
    from simulator.records.store import find_session
    from simulator.reports.plain import plain
    from simulator.reports.why import why as blocks

    folder, where = places.transcripts(transcripts), places.named_again(transcripts)
    found = find_session(folder, session)
    state, scored = rescore(found.path)
    episode = find_episode(state, question)
    for one in scored.questions:
        if one.episode.position == episode.position:
            columns = width()
            for block in blocks(one, scored):
                click.echo(plain(block, columns))
            if not episode.contested:
                number = episode.position + 1
                talk(f"\nDisagree with the reading? idk review {session} --contest {number}{where}")
            return
    raise IdkError(
        f"Question {episode.position + 1} of {found.id} is still open, so it is not scored. "
        f"Go on with: idk practice --resume {found.id}{where}"
    )


def find_episode(state: "State", text: str) -> "Episode":
    """The question of a session that `text` means: its number from 1, its id, or `bank/id`.

    Raises IdkError where it means none.
    """
    from simulator.errors import IdkError, did_you_mean

    asked, session = state.episodes, state.started.session
    if not asked:
        raise IdkError(f"{session} ended before the first question. `idk review` lists the others.")
    wanted = text.strip().removeprefix("#").rstrip(".")
    for episode in asked:
        if wanted in (str(episode.position + 1), episode.question.id, episode.question.key):
            return episode
    ids = [episode.question.id for episode in asked]
    near = did_you_mean(wanted.rpartition("/")[2], ids) or "."
    raise IdkError(
        f"{session} has no question '{text}'{near} "
        f"Expected a number from 1 to {len(asked)}, or one of: {', '.join(ids)}."
    )

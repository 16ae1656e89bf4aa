"""`idk review --import`: an interview that was held elsewhere becomes a transcript like any other."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.output import talk

if TYPE_CHECKING:
    from simulator.outside.dialogue import Dialogue
    from simulator.outside.grouping import Group
    from simulator.questions.model import Question

_LISTED = 20
_ASK = 70
"""Characters shown of a question."""


def import_interview(folder: Path, file: Path, me: str | None, banks: tuple[str, ...], where: str) -> None:
    """Read `file`, and write one new transcript or nothing; prints the new session's id."""
    from simulator.cli.clock import now
    from simulator.cli.opening import new_session
    from simulator.cli.waiting import waiting
    from simulator.interview.events import Source
    from simulator.outside.files import read_source
    from simulator.outside.grouping import grouped
    from simulator.outside.making import make
    from simulator.reading.model import Line, Who
    from simulator.reading.reader import READER, load_reader
    from simulator.records.store import Journal
    from simulator.scoring.rubric import RUBRIC_VERSION
    from simulator.text import scrub

    source = read_source(file)
    _refuse_twice(folder, source.sha256, file, where)
    dialogue = source.dialogue
    candidate = _candidate(dialogue, me)
    others = tuple(name for name in dialogue.names if name != candidate)
    for notice in dialogue.notices:
        talk(notice)
    reader = load_reader()
    recognise = reader.recogniser(_known_questions(banks))
    lines = []
    for one in dialogue.spoken:
        who = Who.CANDIDATE if one.name == candidate else Who.INTERVIEWER
        panel = who is Who.INTERVIEWER and len(others) > 1
        lines.append(Line(who, scrub(f"{one.name}: {one.text}" if panel else one.text)))
    groups = grouped(lines, recognise)
    at = now()
    session = new_session(at)
    with waiting(sum(len(group.turns) for group in groups), f"Reading {len(lines):,} turns") as advance:
        events = make(
            groups,
            Source(file=scrub(source.name), sha256=source.sha256, candidate=candidate, interviewers=others),
            session=session,
            rubric=RUBRIC_VERSION,
            reader=reader,
            reader_name=READER,
            at=at,
            advance=advance,
        )
    if reader.notice:
        talk(reader.notice)
    with Journal.create(folder, session) as journal:
        journal.append(*events)
    click.echo(session)
    _report(groups, candidate, where)


def _refuse_twice(folder: Path, sha256: str, file: Path, where: str) -> None:
    """Refuse a file that was brought in before, whatever it was called then."""
    from simulator.errors import IdkError
    from simulator.records.store import SUFFIX, session_ids, summary_of
    from simulator.search.scan import may_say

    names = [f"{session}{SUFFIX}" for session in session_ids(folder)]
    for name in may_say(folder, names, [sha256.encode()], lambda _: None):
        try:
            header = summary_of(folder / name).header
        except IdkError:
            continue
        if header.source and header.source.sha256 == sha256:
            raise IdkError(
                f"{file} was brought in already on {header.at.astimezone():%Y-%m-%d}: "
                f"idk review {header.session}{where}"
            )


def _candidate(dialogue: "Dialogue", me: str | None) -> str:
    """Which speaker the user is; asked at a terminal where the names do not tell."""
    from simulator.outside.dialogue import UnclearSpeakersError, candidate
    from simulator.text import one_line

    try:
        return candidate(dialogue.names, me)
    except UnclearSpeakersError as error:
        if sys.stdin is None or not sys.stdin.isatty():
            raise
        for place, name in enumerate(error.names, 1):
            said = next(one.text for one in dialogue.spoken if one.name == name)
            click.echo(f"{place}. {one_line(name)}: {one_line(said)[:60]}", err=True)
        chosen = click.prompt(
            "Which of them are you?",
            type=click.IntRange(1, len(error.names)),
            prompt_suffix=" ",
            err=True,
        )
        return error.names[chosen - 1]


def _known_questions(banks: tuple[str, ...]) -> "list[Question]":
    from simulator.cli.places import bank_folders
    from simulator.questions.library import find_banks

    library = find_banks(bank_folders())
    known = [library.load(name).bank for name in banks] if banks else library.usable()
    return [question for bank in known for question in bank.questions]


def _report(groups: "list[Group]", candidate: str, where: str) -> None:
    from simulator.reports.words import count
    from simulator.text import one_line

    matched = [(place, group) for place, group in enumerate(groups, 1) if group.known]
    talk(f"You are {one_line(candidate)} in it. {count(len(groups), 'question')}:")
    for place, group in enumerate(groups[:_LISTED], 1):
        ask = one_line(group.ask)
        talk(f"{place:>3}. {ask[:_ASK]}{'…' if len(ask) > _ASK else ''}")
        if group.known:
            talk(f"     = {group.known.key}")
    if len(groups) > _LISTED:
        talk(f"     and {len(groups) - _LISTED} more")
    unknown = len(groups) - len(matched)
    if matched:
        talk(
            f"{len(matched)} of them {'is' if len(matched) == 1 else 'are'} for certain in a bank (=), "
            f"and read against its key. Matched wrongly? idk review last --contest {matched[0][0]}{where}"
        )
    if unknown:
        talk(
            f"{count(unknown, 'question')} {'is' if unknown == 1 else 'are'} in no bank for certain: shown "
            "with the moves you made, but not scored, for nobody can say what was right."
        )
    talk(f"See it with: idk review last{where}")

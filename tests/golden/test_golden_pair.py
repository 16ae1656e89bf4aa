"""Whole interviews between two: what each does, line by line, gives these screens and these events.

`pair/NAME.txt` holds what is done: `c: words` is typed by the candidate, `c! COMMAND` and `i! COMMAND` are
commands (`i! tick 1`, `i! say explain`, `i! aloud explain`, `i! hear ask_explain 3`). `NAME.out` is what the
candidate sees, with what was done after `>`; `NAME.jsonl` the events without their times.
"""

from collections.abc import Callable

import pytest

from simulator.interview.commands import (
    Ask,
    Choose,
    Command,
    Jot,
    Next,
    Observe,
    Rate,
    Reply,
    Say,
    SetMark,
    Tick,
    WarmUp,
    Wrap,
)
from simulator.interview.events import Act, AnyEvent, Aspect, Mark, Role, TickKind
from simulator.interview.state import Episode, State, replay
from simulator.questions.loader import load_bank
from simulator.questions.selection import find
from simulator.reading.model import Move, Quality, Reading
from simulator.reports.plain import plain
from simulator.shells.pair.pages import Page, rows
from simulator.shells.pair.table import Table
from simulator.shells.pair.telling import told
from tests.golden.test_golden import HERE, untimed
from tests.reports.sittings import paragraphs
from tests.shells.pair.two import pair_opening, run
from tests.shells.scripted import read_tags
from tests.shells.seat import START

FOLDER = HERE / "pair"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def _say(state: State, name: str, *, aloud: bool) -> Say:
    """The first prepared line of this act, as the page Say lists it."""
    prepared = [row.command for row in rows(Page.SAY, state) if isinstance(row.command, Say)]
    line = next(say for say in prepared if say.act == name)
    return Say(line.act, "" if aloud else line.text, line.index, aloud)


COMMANDS: dict[str, Callable[[State, list[str]], Command]] = {
    "ask": lambda _, __: Ask(),
    "choose": lambda _, words: Choose(int(words[0])),
    "tick": lambda _, words: Tick(TickKind.POINT, int(words[0]) - 1),
    "box": lambda _, words: Tick(TickKind(words[0])),
    "say": lambda state, words: _say(state, words[0], aloud=False),
    "aloud": lambda state, words: _say(state, words[0], aloud=True),
    "words": lambda _, words: Say(Act.NEUTRAL, " ".join(words)),
    "hear": lambda _, words: Observe(Move(words[0]), Quality(int(words[1])) if words[1:] else Quality.PLAIN),
    "note": lambda _, words: Jot(" ".join(words)),
    "next": lambda _, __: Next(),
    "wrap": lambda _, __: Wrap(),
    "sure": lambda _, words: SetMark(Mark(int(words[0]))),
    "warm": lambda _, words: WarmUp(int(words[0]), int(words[1])),
    "rate": lambda _, words: Rate({Aspect(w.split("=")[0]): int(w.split("=")[1]) for w in words}),
}


def play(name: str) -> tuple[str, list[AnyEvent], State]:
    """The candidate's screen, the events and the state at the end."""
    first, *lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    questions = load_bank(HERE / "bank.yaml").bank.questions
    asked = [find(questions, key) for key in first.removeprefix("# ask ").split()]
    kept = pair_opening(asked)
    screen: list[str] = []

    def read(episode: Episode, text: str) -> Reading:
        return read_tags(episode.question, text)

    def rate(_: State, __: str) -> Quality:
        return Quality.PLAIN

    async def scene() -> None:
        table = Table(replay(kept), record=kept.extend, clock=lambda: START, read=read, rate=rate)
        with table.watched(
            lambda event, state: screen.extend(plain(block) for block in told(event, state, "your friend"))
        ):
            for line in lines:
                screen.append(f"> {line}")
                who, words = (Role.CANDIDATE if line[0] == "c" else Role.INTERVIEWER), line[3:]
                if line[1] == ":":
                    await table.do(who, Reply(words))
                else:
                    name, *rest = words.split()
                    await table.do(who, COMMANDS[name](table.state, rest))

    run(scene)
    return "\n".join(screen) + "\n", kept, replay(kept)


@pytest.mark.parametrize("name", NAMES)
def test_golden_pair(name: str, *, updating: bool) -> None:
    screen, kept, _ = play(name)
    events = "\n".join(untimed(event).decode() for event in kept) + "\n"
    again = "\n".join(paragraphs(kept)[1:]) + "\n"
    for suffix, text in ((".out", screen), (".jsonl", events), (".review", again)):
        path = FOLDER / f"{name}{suffix}"
        if updating:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

"""Whole interviews: lines typed into a pipe give this screen and these events.

`NAME.txt` holds the lines (`# coach LEVEL` and `# ask IDS` set the session), `NAME.out` the screen with what
was typed after `>` and standard error after `!`, `NAME.jsonl` the events without their times. Replies are
tagged with how they are read, so that nothing here depends on the model.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from simulator.interview.events import AnyEvent, CoachLevel, Planned
from simulator.interview.state import replay
from simulator.questions.loader import load_bank
from simulator.questions.selection import find
from simulator.reports.plain import plain
from simulator.shells import pipe
from tests.shells.seat import Seat, opening

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))


class Scene(NamedTuple):
    """What a `.txt` file says."""

    coach: CoachLevel
    ask: list[str]
    lines: list[str]


def read_scene(name: str) -> Scene:
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    told = dict(line.removeprefix("# ").split(" ", 1) for line in text if line.startswith("# "))
    lines = [line for line in text[:-1] if not line.startswith("#")]
    return Scene(CoachLevel(told["coach"]), told["ask"].split(), lines)


def play(scene: Scene) -> tuple[str, Seat]:
    """The screen, and the seat at which the scene was played."""
    screen: list[str] = []
    questions = load_bank(HERE / "bank.yaml").bank.questions
    asked = [find(questions, name) for name in scene.ask]
    seat = Seat(opening(asked, coach=scene.coach), write=lambda block: screen.append(plain(block)))
    seat.open()

    def typed() -> Iterator[str]:
        for line in scene.lines:
            screen.append(f"> {line}".rstrip())
            yield line

    pipe.sit(seat.sitting, typed(), lambda block: screen.append(f"! {plain(block)}"))
    return "\n".join(screen) + "\n", seat


def untimed(event: AnyEvent) -> bytes:
    """The event as a line, without what only time and place decide; a plan by the ids of its questions."""
    data = msgspec.to_builtins(event)
    del data["at"]
    if isinstance(event, Planned):
        data["questions"] = [question.id for question in event.questions]
    return msgspec.json.encode(data)


@pytest.mark.parametrize("name", NAMES)
def test_golden_interview(name: str, *, updating: bool) -> None:
    screen, seat = play(read_scene(name))
    events = "\n".join(untimed(event).decode() for event in seat.events) + "\n"
    for suffix, text in ((".out", screen), (".jsonl", events)):
        path = HERE / f"{name}{suffix}"
        if updating:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text
    assert replay(seat.events) == seat.state


def test_every_golden_file_has_its_lines() -> None:
    kept = {path.stem for suffix in ("*.out", "*.jsonl") for path in HERE.glob(suffix)}
    assert kept <= set(NAMES)

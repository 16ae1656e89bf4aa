"""The conversation after an interview: every step can be skipped, slips are met kindly, nothing is lost."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.debrief.documents import plain_text
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.model import Answer, Debrief, Handled, Stage
from simulator.debrief.vocabulary import bundled
from simulator.errors import IdkError
from simulator.reports.blocks import Block
from simulator.reports.plain import plain
from simulator.shells.asking import LineDesk
from simulator.shells.debriefing import Draft, changed, converse, picked

LISTING = "Requirements\\n- Python\\n- Kafka\\nNice to have\\n- Rust experience"
START = Debrief(day="2026-11-20")


class Told:
    """A conversation with these lines, and what came of it."""

    def __init__(
        self, *lines: str, patient: bool = False, confirm: bool = True, start: Debrief = START
    ) -> None:
        self.shown: list[str] = []
        self.kept: list[Debrief] = []
        self.rest: Iterator[str] = iter(lines)
        desk = LineDesk(self.rest, self._show, patient=patient)
        draft = Draft(start, self.kept.append)
        self.ended = False
        try:
            converse(desk, draft, self._read, bundled(), confirm=confirm)
        except EOFError:
            self.ended = True
        self.debrief = draft.debrief

    def _show(self, block: Block) -> None:
        self.shown.append(plain(block))

    @staticmethod
    def _read(said: str) -> str:
        if said == "missing.pdf":
            raise IdkError("missing.pdf: no such file.")
        return plain_text(said.encode(), "the text")


def test_a_whole_conversation() -> None:
    told = Told(
        "Acme", "Baker", "tech",
        "What is Kafka?", "k", "A log\\nof messages",
        "Why Python?", "explained",
        "",
        "rej", "We felt you lacked depth.",
        LISTING, "2 +Go nice", "1", "+Rust",
        "oven: 1", "",
        "",
    )  # fmt: skip
    debrief = told.debrief
    assert (debrief.company, debrief.role, debrief.stage) == ("Acme", "Baker", Stage.TECHNICAL)
    assert [(one.asked, one.handled) for one in debrief.questions] == [
        ("What is Kafka?", Handled.ASKED),
        ("Why Python?", Handled.EXPLAINED),
    ]
    assert debrief.questions[0].explained == "A log\nof messages"
    assert debrief.answer is Answer.REJECTED
    assert "What the letter tells" in "\n".join(told.shown)
    assert [(one.skill, one.need) for one in debrief.skills] == [
        ("Python", Need.REQUIRED), ("Rust", Need.NICE), ("Go", Need.NICE),
    ]  # fmt: skip
    assert (debrief.have, debrief.lack) == (("Python",), ("Rust",))
    assert [(one.name, one.skills) for one in debrief.projects] == [("oven", ("Python",))]
    assert debrief.resume is None
    assert next(told.rest, None) is None


def test_every_step_can_be_skipped_and_then_nothing_is_kept() -> None:
    told = Told(*[""] * 30)
    assert told.debrief == START
    assert told.kept == []
    assert not told.ended


def test_what_was_said_before_the_end_is_kept() -> None:
    told = Told("Acme", "", "", "What is Kafka?")
    assert told.ended
    assert told.kept[-1] == told.debrief
    assert [one.asked for one in told.debrief.questions] == ["What is Kafka?"]


@pytest.mark.parametrize("said", ["on-site", "Onsite", "ON SITE", "o"])
def test_a_choice_is_known_by_its_letters(said: str) -> None:
    assert Told("Acme", "", said).debrief.stage is Stage.ON_SITE


def test_a_slip_is_asked_about_again_where_there_is_patience() -> None:
    told = Told(
        "Acme", "", "xx", "s", "final", "", "", "missing.pdf", LISTING, "", "", "", "", "", patient=True
    )
    assert told.debrief.stage is Stage.SCREEN
    assert told.debrief.questions[0].asked == "final"
    shown = "\n".join(told.shown)
    assert "Not understood: “xx”. Expected one of applied, screen" in shown


def test_on_a_pipe_a_slip_eats_no_line() -> None:
    told = Told("Acme", "", "xx", "", "rejected", "", "missing.pdf")
    assert told.debrief.stage is None
    assert told.debrief.answer is Answer.REJECTED
    assert told.debrief.listing == ""
    assert "missing.pdf: no such file." in told.shown


def test_what_is_known_is_not_asked() -> None:
    start = Debrief(day="2026-11-20", company="Acme", role="Baker", skills=(Wanted("SQL", Need.REQUIRED),))
    told = Told(*[""] * 9, start=start)
    shown = "\n".join(told.shown)
    assert "Which company" not in shown
    assert "The listing" not in shown
    assert "Which of these do you have?" in shown


def test_without_confirming_the_skills_are_taken_as_read() -> None:
    told = Told("Acme", "", "", "", "", LISTING, "1", "", "", "", confirm=False)
    assert [one.skill for one in told.debrief.skills] == ["Python", "Kafka", "Rust"]
    assert told.debrief.have == ("Python",)


SKILLS = tuple(Wanted(name, Need.REQUIRED) for name in ("Python", "Kafka", "SQL"))


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("2", ["Python", "SQL"]),
        ("1-2", ["SQL"]),
        ("1, 3", ["Kafka"]),
        ("1 3 +Rust", ["Kafka", "Rust"]),
        ("+k8s", ["Python", "Kafka", "SQL", "Kubernetes"]),
        ("9 0 77-88", ["Python", "Kafka", "SQL"]),
        ("+Kafka", ["Python", "SQL", "Kafka"]),
        ("+", ["Python", "Kafka", "SQL"]),
        ("1-3", []),
    ],
)
def test_skills_are_put_right(said: str, names: list[str]) -> None:
    assert [one.skill for one in changed(SKILLS, said, bundled())] == names


@pytest.mark.parametrize(
    ("said", "names"),
    [("", ()), ("all", ("Python", "Kafka", "SQL")), ("1 3", ("Python", "SQL")), ("2-3", ("Kafka", "SQL")),
     ("golang, 1", ("Go", "Python")), ("9", ()), ("3 Rust", ("SQL", "Rust"))],
)  # fmt: skip
def test_skills_are_picked(said: str, names: tuple[str, ...]) -> None:
    assert picked(SKILLS, said, bundled()) == names


@settings(max_examples=60)
@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["e", "rej", LISTING, "1 2", "+Go nice", ""]), max_size=25
    )
)
def test_anything_typed_can_be_kept_and_read_again(lines: list[str]) -> None:
    import msgspec

    from simulator.debrief.files import _text, read_debrief

    told = Told(*lines)
    again, _ = read_debrief(_text(told.debrief, "x").encode("utf-8", "replace"), "x.yaml")
    assert again.company == told.debrief.company
    assert [one.asked for one in again.questions] == [one.asked for one in told.debrief.questions]
    assert again.skills == told.debrief.skills
    assert msgspec.to_builtins(again.projects) == msgspec.to_builtins(told.debrief.projects)

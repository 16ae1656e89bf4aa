"""The interviewer's words: to the point, and never more than the reader knows."""

import msgspec
import pytest

from simulator.interview import voice
from simulator.interview.coding import Coding
from simulator.interview.events import Act
from simulator.questions.model import Question
from simulator.reading.model import EvidenceLevel
from tests.interview.scenes import FOIL, REAL, reading


def coded(*, met: tuple[int, ...] = (), wrong: bool = False, level: EvidenceLevel | None = None) -> Coding:
    """A coding with this evidence."""
    return Coding(evidence=reading(met=met, wrong=wrong, level=level).evidence)


def test_a_core_point_is_missed_before_others() -> None:
    assert voice.missing(REAL, coded(met=(1,)).evidence) == 0
    assert voice.missing(REAL, coded(met=(0,)).evidence) == 1
    assert voice.missing(REAL, coded(met=(0, 1, 2)).evidence) is None
    assert voice.missing(REAL, None) == 0


@pytest.mark.parametrize(
    ("level", "opening"),
    [
        (EvidenceLevel.PARTIAL, "Part of it"),
        (EvidenceLevel.WRONG, "That is not how"),
        (EvidenceLevel.NONE, "I haven't heard"),
    ],
)
def test_the_gap_is_named_by_what_was_heard(level: EvidenceLevel, opening: str) -> None:
    text, index = voice.gap(REAL, coded(level=level))
    assert text.startswith(opening)
    assert text.endswith(REAL.key_points[0].point)
    assert index == 0


def test_a_question_without_probes_is_probed_all_the_same() -> None:
    bare = msgspec.structs.replace(REAL, probes=())
    assert voice.probe(REAL, 0) == (REAL.probes[0], 0)
    assert voice.probe(bare, 0)[1] is None
    assert voice.probe(bare, 0)[0] != voice.probe(bare, 1)[0]


def test_a_question_without_a_scope_has_no_catch() -> None:
    assert voice.scope(REAL) == REAL.scope
    assert "No hidden catch" in voice.scope(msgspec.structs.replace(REAL, scope=""))


def test_resources_come_with_what_they_are_and_a_project() -> None:
    assert voice.resources(REAL).splitlines() == [
        "The log, explained (an article): https://example.org/wal",
        "And to build: Write a key-value store that survives kill -9.",
    ]
    assert voice.resources(FOIL) == ""


@pytest.mark.parametrize(
    ("before", "restated", "opening"),
    [
        ((), (0, 1, 2), "Yes, that's all"),
        ((0,), (1, 2), "Yes, that's all"),
        ((), (0,), "Yes, as far as it goes. Still missing: After a crash"),
        ((), (), "I don't hear the heart of it in that yet: Changes reach"),
    ],
)
def test_a_restatement_is_checked(before: tuple[int, ...], restated: tuple[int, ...], opening: str) -> None:
    said = voice.check(REAL, coded(met=before).evidence, coded(met=restated).evidence)
    assert said.startswith(opening)


def test_a_restatement_without_evidence_holds_nothing() -> None:
    assert "heart of it" in voice.check(REAL, None, None)


@pytest.mark.parametrize("question", [REAL, FOIL])
@pytest.mark.parametrize("act", [Act.REASK, Act.NEUTRAL, Act.ACKNOWLEDGE, Act.PROBE])
def test_the_neutral_lines_are_the_same_for_a_foil(act: Act, question: Question) -> None:
    lines = [voice.line(act, said, question).replace(question.topic, "…") for said in range(8)]
    assert lines == [voice.line(act, said, REAL).replace(REAL.topic, "…") for said in range(8)]
    assert len(set(lines)) >= 3

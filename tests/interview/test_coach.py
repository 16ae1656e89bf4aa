"""The coach: the next step, as strongly as needed, never twice in the same words."""

from collections.abc import Iterable

import pytest

from simulator.interview.coach import _WORDS, advice, open_facets
from simulator.interview.commands import Ask, Hint, Next, SetMark
from simulator.interview.events import Aid, Coached, CoachLevel, Event, Mark
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase
from simulator.reading.model import Facet, Move, Quality
from tests.interview.scenes import FOIL, REAL, Scene, asked, reading, started

ADMIT = reading(Move.ADMIT)
EXPLAIN = reading(Move.ASK_EXPLAIN, quality={Facet.EXPLAIN: Quality.PLAIN})


def coached(events: Iterable[Event]) -> list[tuple[Facet, Aid]]:
    """What the coach spoke about."""
    return [(event.facet, event.aid) for event in events if isinstance(event, Coached)]


def test_in_full_each_step_is_named_in_turn() -> None:
    scene = asked()
    said = [coached(scene.hear("no idea", ADMIT)), coached(scene.hear("how?", EXPLAIN))]
    said += [coached(scene.hear("okay", reading())) for _ in range(4)]
    assert said == [
        [(Facet.EXPLAIN, Aid.PROMPT)],
        [(Facet.TEACH_BACK, Aid.PROMPT)],
        [(Facet.NOTE, Aid.PROMPT)],
        [(Facet.RESOURCE, Aid.PROMPT)],
        [(Facet.FOLLOW_UP, Aid.PROMPT)],
        [],
    ]


def test_fading_the_smaller_steps_are_hinted_at_before_they_are_named() -> None:
    scene = asked(coach=CoachLevel.FADE)
    said = [coached(scene.hear("no idea", ADMIT)), coached(scene.hear("how?", EXPLAIN))]
    said += [coached(scene.hear("okay", reading())) for _ in range(7)]
    assert said == [
        [(Facet.EXPLAIN, Aid.PROMPT)],
        [(Facet.TEACH_BACK, Aid.PROMPT)],
        [(Facet.NOTE, Aid.HINT)],
        [(Facet.NOTE, Aid.PROMPT)],
        [(Facet.RESOURCE, Aid.HINT)],
        [(Facet.RESOURCE, Aid.PROMPT)],
        [(Facet.FOLLOW_UP, Aid.HINT)],
        [(Facet.FOLLOW_UP, Aid.PROMPT)],
        [],
    ]


def test_once_a_foil_is_named_it_speaks_of_the_real_neighbour() -> None:
    scene = asked(FOIL)
    scene.hear("used it", reading(Move.CLAIM, met=()))
    scene.do(SetMark(Mark.GUESS))
    texts = [event.text for event in scene.do(Next()) if isinstance(event, Coached)]
    assert texts
    assert not any(FOIL.topic in text for text in texts)


def test_what_was_done_is_not_asked_for() -> None:
    scene = asked()
    scene.hear("noting it; any book?", reading(Move.NOTE, Move.ASK_RESOURCE))
    assert open_facets(scene.state.current, scene.state.phase) == [Facet.EXPLAIN]


def test_where_a_facet_only_gets_hints_nothing_is_named() -> None:
    scene = asked(aid=Aid.HINT)
    assert coached(scene.hear("no idea", ADMIT)) == [(Facet.EXPLAIN, Aid.HINT)]
    assert coached(scene.hear("okay", reading())) == [(Facet.NOTE, Aid.HINT)]


@pytest.mark.parametrize("silent", [(0,), ()])
def test_silence_is_kept(silent: tuple[int, ...]) -> None:
    level = CoachLevel.FULL if silent else CoachLevel.SILENT
    scene = Scene(header=started(coach=level), silent=silent)
    scene.do(Ask())
    assert coached(scene.hear("no idea", ADMIT)) == []
    assert advice(scene.state, asked_for=True) is None


def test_a_full_answer_leaves_nothing_to_coach() -> None:
    scene = asked()
    scene.hear("all of it", reading(Move.CLAIM, met=[0, 1, 2]))
    assert open_facets(scene.state.current, Phase.GAP_OPEN) == []


def test_a_hint_asked_for_is_given_where_the_coach_has_faded() -> None:
    scene = asked(coach=CoachLevel.FADE, aid=Aid.SILENT)
    assert coached(scene.hear("no idea", ADMIT)) == []
    assert coached(scene.do(Hint())) == [(Facet.EXPLAIN, Aid.HINT)]


def test_there_is_an_end_to_hints() -> None:
    scene = asked(coach=CoachLevel.FADE, aid=Aid.SILENT)
    scene.hear("no idea", ADMIT)
    scene.do(*[Hint()] * 3)
    with pytest.raises(RefusedError, match="Nothing is open"):
        scene.do(Hint())


def test_the_words_last_for_a_long_session_and_name_the_topic() -> None:
    for (facet, aid), (openings, requests) in _WORDS.items():
        assert len(openings) * len(requests) >= 35
        if aid is Aid.PROMPT and facet is not Facet.TEACH_BACK:
            assert any("{topic}" in request for request in requests)
        if aid is Aid.HINT:
            assert not any("{" in text for text in (*openings, *requests))


def test_it_never_repeats_a_line_however_long_the_session() -> None:
    scene = Scene([REAL] * 30, header=started())
    texts = []
    for _ in range(30):
        scene.do(Ask())
        for text, said in (("no idea", ADMIT), ("how?", EXPLAIN), ("okay", reading()), ("okay", reading())):
            texts += [event.text for event in scene.hear(text, said) if isinstance(event, Coached)]
        scene.do(Next())
    assert len(texts) == len(set(texts)) == 120
